"""What work a page is about: the identifier, title, authors and year at its head."""

import json
import re

from citegraph.identifiers import find_dois, find_pmid
from citegraph.model import Author, Reference, fold
from citegraph.read.likeness import PROSE, YEAR
from citegraph.read.names import read_names
from citegraph.read.reading import Record
from citegraph.read.strings import read_reference

HEAD = 60  # lines at the top of a page in which its subject is named

_LABELLED = re.compile(r"\bd\s?o\s?i\b|doi\.org|数字对象", re.IGNORECASE)
_ABSTRACT = re.compile(r"\W*(?:abstract|summary|摘要|zusammenfassung|résumé|resumen|resumo|riassunto)\b\s*[:：.]?", re.IGNORECASE)
_AUTHORS_LABEL = re.compile(r"(?:作者|authors?|autor(?:es|en)?|auteurs?|by)\s*[:：]?$", re.IGNORECASE)
_NO_TITLE = re.compile(
    r"[|{}<>=]|https?:|\bdoi\b|@|"
    r"^(?:sign up|search|help me|order by|cited by|references?\b|see \d|section:|show more|view |download|copyright|"
    r"publication types|citation types|year published|paper sections|received|published|how to cite|keywords?)",
    re.IGNORECASE,
)
_PLACE = re.compile(
    r"\b(?:university|universit[àéä]t?|institute?|department|dept|hospital|school|cent(?:er|re)|college|faculty|"
    r"ctr|univ|hosp|USA|UK|United (?:States|Kingdom)|Denmark|Norway|Germany|China|Canada|Australia)\b",
    re.IGNORECASE,
)
_CITATION = re.compile(r"(?:1[5-9]|20)\d\d\b.{0,16}[;,:]\s?\d+\s?(?:\(\w[\w -]*\))?\s?[:;,]\s?e?\d+|\d+\s?\(\d+\)\s?[:：]\s?e?\d+")
# Where every name of a list has one of these first or last, they tell which part is the family name.
_GIVEN_NAMES = frozenset(
    "adam alan alex alexander alice alison amy ana andrea andrew angela anna anne annie anthony barbara ben benjamin beth "
    "bret brian bruce carl carlos carol caroline catherine charles charlotte chris christian christina christine "
    "christopher claire cynthia daniel david deborah dennis diana diane donald donna dorothy edward elena elizabeth ellen "
    "emily emma eric erik eva frank gary george graham hannah hans heather helen henry ian ingrid jack jacob james jan jane "
    "jason jean jennifer jessica jim joan johan john jonathan jordan jose joseph juan judith julia julie karen katherine "
    "kathleen kelly kevin kim kristina larry laura lars lauren linda lisa louise lucy luis margaret maria marie mark martin "
    "mary matthew melissa michael michelle mike nancy natalie nicholas nicole nina olivia pablo patricia patrick paul paula "
    "pedro peter philip rachel ralph rebecca richard rita robert roger ruth samuel sandra sara sarah scott sharon simon "
    "sophie stephanie stephen steve steven susan thomas tim timothy tom torbjørn ursula victoria wendy william".split()
)


def find_subject(lines, meta=None) -> tuple[Record | None, frozenset[int]]:
    """Return the work that a page is about, and the numbers of the lines that say so.

    Parameters
    ----------
    lines
        The page's lines before its reference list.
    meta
        Fields a saved page carries for machines (``citation_title`` …), each
        a list of values.

    A page names its subject by a DOI in its head, by a printed citation, or
    by a title and authors above an abstract; a title alone is not enough.
    """
    head = lines[:HEAD]
    for claim, number in ((_from_meta(meta or {}), 0), *_embedded(head)):
        if claim:
            return Record(claim), frozenset({number} | _repeats(head, claim))
    doi, at = _doi(head)
    cited = next((index for index, line in enumerate(head) if _is_citation(line.text)), None)
    abstract = next((index for index, line in enumerate(head) if _ABSTRACT.match(line.text)), None)
    title_at = _title(head, at if at is not None else cited, abstract)
    authors, author_lines = _authors(head, title_at)
    if doi is None and cited is None and not (title_at is not None and authors and abstract is not None):
        return None, frozenset()
    printed = read_reference(head[cited].text) if cited is not None else None
    near = [head[index].text for index in (at, cited) if index is not None] + [line.text for line in head[:12]]
    year = printed.year if printed and printed.year else next((int(YEAR.search(t)[0]) for t in near if YEAR.search(t)), None)
    title = " ".join(head[title_at].text.split()) if title_at is not None else None
    used = {head[index].number for index in (at, cited, title_at) if index is not None} | set(author_lines)
    text = " ".join(" ".join(line.text for line in head if line.number in used).split())
    claim = Reference(
        text,
        authors=authors,
        year=year,
        title=title,
        container=_container(head[cited].text) if cited is not None else None,
        volume=printed.volume if printed else None,
        issue=printed.issue if printed else None,
        pages=printed.pages if printed else None,
        article_number=printed.article_number if printed else None,
        doi=doi,
        pmid=next((pmid for line in head if (pmid := find_pmid(line.text))), None),
        line=min(used),
    )
    return Record(claim), frozenset(used)


def references_claimed(lines) -> int | None:
    """Return the length of the reference list as the page itself states it.

    >>> from citegraph.read.lines import text_lines
    >>> references_claimed(text_lines("Cited by 35 publications\\nReferences 40 publications"))
    40
    """
    for line in lines:
        if len(line.text) < 80:
            for pattern in _CLAIMS:
                if match := pattern.search(line.text):
                    return int(match[1])
    return None


_CLAIMS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"^共\s*(\d{1,4})\s*[条篇]$",
        r"(?:参考文献|引用文献|引文)\s*[(（:：]?\s*(?:共\s*)?(\d{1,4})\s*[条篇]?\s*[)）]?$",
        r"^references\W{1,3}(\d{1,4})(?:\s+(?:publications|works|references|entries|articles))?\W?$",
        r"(?:^|\bof\s|\()(\d{1,4})\s+references\b(?!\s+and)",
        r"^(\d{1,4}) cited references",
    )
)


def _from_meta(meta):
    """The claim in fields that publishers put into pages for machines."""

    def first(*names):
        return next((value.strip() for name in names for value in meta.get(name, ()) if value.strip()), None)

    title = first("citation_title", "dc.title", "prism.title")
    dois = find_dois(first("citation_doi", "prism.doi", "dc.identifier") or "")
    if not (dois or (title and meta.get("citation_author"))):
        return None
    year = YEAR.search(first("citation_publication_date", "citation_date", "citation_online_date", "dc.date") or "")
    names = meta.get("citation_author") or meta.get("dc.creator") or ()
    pages = "-".join(filter(None, (first("citation_firstpage"), first("citation_lastpage")))) or None
    authors = tuple(_author(name) for name in names)
    container = first("citation_journal_title", "citation_conference_title", "prism.publicationname")
    shown = (*map(str, authors), str(year[0]) if year else None, title, container, dois[0].doi if dois else None)
    return Reference(
        ". ".join(part.rstrip(".") for part in shown if part),
        authors=authors,
        year=int(year[0]) if year else None,
        title=title,
        container=container,
        volume=first("citation_volume", "prism.volume"),
        issue=first("citation_issue", "prism.number"),
        pages=pages,
        publisher=first("citation_publisher"),
        doi=dois[0].doi if dois else None,
        pmid=first("citation_pmid"),
        line=1,
    )


def _embedded(head):
    """Claims in JSON that a page prints by mistake, with the line of each."""
    for line in head:
        if line.text.startswith("{") and '"title"' in line.text:
            try:
                data = json.loads(line.text)
            except ValueError:
                continue
            if isinstance(data, dict) and isinstance(data.get("title"), str):
                yield _from_json(data, line.number), line.number


def _from_json(data, number):
    # A translated page keeps the original record as text inside: its title is the one that services know.
    original = next(
        (inner for value in data.values() if isinstance(value, str) and (inner := _object(value)) and inner.get("title")), data
    )
    dois = find_dois(str(data.get("doi") or original.get("doi") or ""))
    title = " ".join(str(original["title"]).split())
    names = original.get("authors") or data.get("authors") or ""
    authors = tuple(_author(name) for name in (names.split(",") if isinstance(names, str) else map(str, names)) if name.strip())
    journal = data.get("journal") if isinstance(data.get("journal"), dict) else {}
    numbers = str(journal.get("volume") or "").split()
    year = YEAR.search(str(data.get("publicationDate") or data.get("year") or ""))
    if not dois and not authors:
        return None
    parts = (", ".join(map(str, authors)), year and year[0], title, journal.get("name"), dois[0].doi if dois else None)
    return Reference(
        ". ".join(part.rstrip(".") for part in parts if part),
        authors=authors,
        year=int(year[0]) if year else None,
        title=title,
        container=journal.get("name"),
        volume=numbers[0] if numbers else None,
        issue=numbers[1] if len(numbers) > 1 else None,
        pages=str(journal["pages"]) if journal.get("pages") else None,
        doi=dois[0].doi if dois else None,
        line=number,
    )


def _object(value):
    if not value.startswith("{"):
        return None
    try:
        inner = json.loads(value)
    except ValueError:
        return None
    return inner if isinstance(inner, dict) else None


def _repeats(head, claim):
    """Lines that print the claim's title or DOI once more."""
    title = fold(claim.title or "")
    return {
        line.number
        for line in head
        if (title and fold(line.text) == title) or (claim.doi and claim.doi in line.text.lower())
    }


def _doi(head):
    for index, line in enumerate(head):
        found = find_dois(line.text)
        if found and len(line.text) < 400:
            before = head[index - 1].text if index else ""
            alone = len(line.text) - (found[0].end - found[0].start) < 12
            if alone or _LABELLED.search(line.text) or _LABELLED.search(before):
                return found[0].doi, index
    return None, None


def _is_citation(text):
    return len(text) < 300 and bool(_CITATION.search(text)) and not text.startswith(("{", "(", "["))


def _container(text):
    """The journal before the year of a citation that names nothing else."""
    match = re.match(r"\W*([^\d;()]{3,100}?)[.,]?\s+(?:1[5-9]|20)\d\d\b", text)
    return match[1].strip(" .,") if match and len(match[1].split()) < 14 else None


def _title(head, near, abstract):
    best, found = 0.0, None
    for index, line in enumerate(head):
        text = line.text
        if abstract is not None and index >= abstract:
            break
        long = len(re.findall(r"[\u3040-\u30ff\u3400-\u9fff]", text)) >= 12
        words = len(text.split())
        if not (4 <= words <= 45 or long) or not 20 <= len(text) <= 350 or _NO_TITLE.search(text):
            continue
        if _names(text) or _is_citation(text) or _PLACE.search(text) and text.count(",") > 1:
            continue
        if text.endswith("。") or re.search(r"[.。]\s*\S+ .*[.。]$", text) or text[0].islower() or (text[-1] in ".。" and PROSE.search(text)):
            continue
        worth = min(words, 14) + (6 if long else 0) - 0.15 * index - (abs(index - near) * 0.2 if near is not None else 0)
        worth -= 4 if text.endswith(".") else 0
        if worth > best:
            best, found = worth, index
    return found if best > 4 else None


def _authors(head, title_at):
    """Authors after an “authors” label, one a line, or in a line of names near the title."""
    for index, line in enumerate(head):
        if _AUTHORS_LABEL.fullmatch(line.text):
            authors, used = [], []
            for following in head[index + 1 :]:
                name = re.sub(r"\s*\[[\d ,;*]*\]\s*$", "", following.text)
                if not (match := re.fullmatch(r"([^\W\d_][^\d\[\],|]{1,40}), ([^\d\[\],|]{1,40})", name)):
                    break
                authors.append(Author(match[1].strip(), match[2].strip()))
                used.append(following.number)
            if authors:
                return tuple(authors), used
    start = title_at if title_at is not None else 0
    order = sorted(range(min(len(head), start + 12)), key=lambda index: (abs(index - start), index))
    for index in order:
        if names := _names(head[index].text):
            return names, [head[index].number]
    return (), []


def _names(text):
    """The authors of a line that holds nothing but names, or ``()``."""
    text = re.sub(r"(?<=[^\W\d_])[\d*†‡§¹²³⁴⁵⁶⁷⁸⁹,]+(?=\s*(?:[,;&]|and\b|$))", lambda m: "," if "," in m[0] else "", text)
    text = re.sub(r"\s*\[[\d ,]*\]", "", text).strip(" .,;")
    parts = [part.strip() for part in re.split(r"\s*[;,]\s*(?:and\s+|&\s*)?|\s+and\s+|\s*&\s*", text) if part.strip()]
    if len(parts) < 2 or len(text) > 1500 or _PLACE.search(text) or YEAR.search(text):
        return ()
    shape = re.compile(r"(?:(?:van|von|de[nr]?|del|di|da|al|el|la|le|bin|ben)\s+)*[^\W\d_a-z][\w’'.‐-]*$")
    for part in parts:
        words = part.split()
        if not 2 <= len(words) <= 5 or not all(shape.match(word) or word in ("van", "von", "de", "der", "den") for word in words):
            return ()
    first = sum(part.split()[0].lower() in _GIVEN_NAMES for part in parts)
    last = sum(part.split()[-1].lower() in _GIVEN_NAMES for part in parts)
    bare = read_names(text, 0)
    if bare and bare.end >= len(text) - 1 and bare.shape == "family bare":
        return bare.authors
    if last > first:
        return tuple(Author(part.split()[0], " ".join(part.split()[1:])) for part in parts)
    return tuple(_author(part) for part in parts)


def _author(name):
    name = " ".join(name.split())
    if "," in name:
        family, given = (part.strip() for part in name.split(",", 1))
        return Author(family, given or None)
    words = name.split(" ")
    if len(words) == 1:
        return Author(name)
    start = len(words) - 1
    while start > 1 and words[start - 1] in ("van", "von", "de", "der", "den", "del", "di", "da", "la", "le"):
        start -= 1
    return Author(" ".join(words[start:]), " ".join(words[:start]))
