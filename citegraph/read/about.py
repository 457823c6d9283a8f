"""What work a page is about: the identifier, title, authors and year at its head."""

import json
import re

from citegraph.identifiers import find_arxiv, find_dois, find_pmid
from citegraph.model import Reference, fold
from citegraph.read.bylines import PLACE, authors_of_line, find_authors
from citegraph.read.claims import author_from
from citegraph.read.headings import is_division, is_heading
from citegraph.read.likeness import PROSE, YEAR, has_authors_first, likeness
from citegraph.read.mastheads import read_masthead
from citegraph.read.mentions import find_mentions
from citegraph.read.reading import Record
from citegraph.read.strings import read_reference

HEAD = 60  # lines at the top of a page in which its subject is named

_LABELLED = re.compile(r"\bd\s?o\s?i\b|doi\.org|数字对象", re.IGNORECASE)
_ABSTRACT = re.compile(
    r"\W*(?:abstract|summary|摘要|zusammenfassung|résumé|resumen|resumo|riassunto)\b\s*[:：.]?", re.IGNORECASE
)
_NO_TITLE = re.compile(
    r"[|{}<>=]|https?:|\bdoi\b|@|"
    r"^(?:sign up|search|help me|order by|cited by|references?\b|source:|published by|stable url|"
    r"see \d|section:|show more|view |download|copyright|"
    r"publication types|citation types|year published|paper sections|received|published|how to cite|keywords?)",
    re.IGNORECASE,
)
_CITATION = re.compile(
    r"(?:1[5-9]|20)\d\d\b.{0,16}[;,:]\s?\d+\s?(?:\(\w[\w -]*\))?\s?[:;,]\s?e?\d+|\d+\s?\(\d+\)\s?[:：]\s?e?\d+"
)
_SENTENCE = re.compile(r"[:.;,]$|[.\]]\s+[A-Z][a-z]+ [a-z]")
_IN_NUMBERS = re.compile(r"10\.\d{4,9}/\S+|\b\d{4}\.\d{4,5}\b|https?:\S+")


def find_subject(lines, meta=None, *, below=(), cites=False) -> tuple[Record | None, frozenset[int]]:
    """Return the work that a page is about, and the numbers of the lines that say so.

    Parameters
    ----------
    lines
        The page's lines before its reference list.
    meta
        Fields a saved page carries for machines (``citation_title`` …), each
        a list of values.
    below
        The page's lines after its reference list, where some journals print the DOI.
    cites
        Whether the list is headed as one that the work itself cites.

    A page names its subject by a DOI in its head, or by two of title, authors
    and the place where it appeared, an abstract counting for one; a title
    alone only where other text of the page and a list of what it cites follow.  A whole reference says
    nothing of the page it stands on.
    """
    head = lines[:HEAD]
    for claim, number in ((_from_meta(meta or {}), 0), *_embedded(head)):
        if claim:
            return Record(claim), frozenset({number} | _repeats(head, claim))
    doi, at = _doi(head)
    place, printed = _masthead(head)
    abstract = next((index for index, line in enumerate(head) if _ABSTRACT.match(line.text)), None)
    title_at = _title(head, at if at is not None else place, abstract)
    authors, author_lines = find_authors(head, title_at if title_at is not None else 0)
    told = title_at is not None and authors and (abstract is not None or place is not None or cites)
    told = told or authors and place is not None and cites
    told = told or title_at is not None and cites and len(head) > 1 and not _SENTENCE.search(head[title_at].text)
    if doi is None and not told:
        return None, frozenset()
    title = " ".join(head[title_at].text.lstrip("# ").split()) if title_at is not None else None
    used = {head[index].number for index in (at, place, title_at) if index is not None} | set(author_lines)
    text = " ".join(" ".join(line.text for line in head if line.number in used).split())
    near = [head[index].text for index in (at, place) if index is not None]
    near += [line.text for line in head[:12] if not PROSE.search(line.text) and not find_mentions(line.text, 0)]
    year = printed.pop("year", None) or next((year for text in near if (year := _year(text))), None)
    claim = Reference(
        text,
        authors=authors,
        year=int(year) if year else None,
        title=title,
        doi=doi or _doi_below(below, title),
        pmid=next((pmid for line in head if (pmid := find_pmid(line.text))), None),
        arxiv=next((arxiv for line in head[:12] if (arxiv := find_arxiv(line.text))), None),
        line=min(used),
        **printed,
    )
    return Record(claim), frozenset(used)


def _masthead(head):
    """The line of *head* that says where the work appeared, and its fields."""
    for index, line in enumerate(head):
        fields = read_masthead(line.text, head[index - 1].text if index else "")
        if fields and not _is_whole_reference(line.text):
            return index, fields
        if _is_citation(line.text):
            said = read_reference(line.text)
            fields = {name: getattr(said, name) for name in ("year", "volume", "issue", "pages", "article_number")}
            return index, {"container": _container(line.text)} | fields
    return None, {}


def _year(text):
    """The year in a line, those inside identifiers left out."""
    found = re.search(r"(?<![\d/–-])(?:1[5-9]|20)\d\d(?!\d|[–-]\d)", _IN_NUMBERS.sub("", text))
    return found and found[0]


def _doi_below(lines, title):
    """The DOI in the citation or after the label that a journal prints below the references."""
    for index, line in enumerate(lines):
        labelled = index and re.fullmatch(r"doi\W*", lines[index - 1].text, re.IGNORECASE)
        if (labelled or (title and fold(title) in fold(line.text))) and (found := find_dois(line.text)):
            return found[0].doi
    return None


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
        r"^references\W{1,3}\d{1,4} of (\d{1,4})\W?$",
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
    authors = tuple(author_from(name) for name in names)
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
        (
            inner
            for value in data.values()
            if isinstance(value, str) and (inner := _object(value)) and inner.get("title")
        ),
        data,
    )
    dois = find_dois(str(data.get("doi") or original.get("doi") or ""))
    title = " ".join(str(original["title"]).split())
    names = original.get("authors") or data.get("authors") or ""
    authors = tuple(
        author_from(name) for name in (names.split(",") if isinstance(names, str) else map(str, names)) if name.strip()
    )
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
        if found and len(line.text) < 400 and not _is_whole_reference(line.text):
            before = head[index - 1].text if index else ""
            alone = len(line.text) - (found[0].end - found[0].start) < 12
            if alone or _LABELLED.search(line.text) or _LABELLED.search(before):
                return found[0].doi, index
    return None, None


def _is_citation(text):
    """Whether a line says where a work appeared, and no more than that."""
    short = len(text) < 300 and not text.startswith(("{", "(", "["))
    return short and bool(_CITATION.search(text)) and not _is_whole_reference(text)


def _is_whole_reference(text):
    container = _container(text)
    more = not container or "," in container or len(container.split()) > 8
    return more and likeness(text) > 2 and has_authors_first(text)


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
        if not (4 <= words <= 45 or long) or not (20 <= len(text) or long) or len(text) > 350 or _NO_TITLE.search(text):
            continue
        if is_division(text) or is_heading(text):
            continue
        if authors_of_line(text) or read_masthead(text) or _is_citation(text):
            continue
        if PLACE.search(text) and text.count(",") > 1:
            continue
        if (
            text.endswith("。")
            or re.search(r"[.。]\s*\S+ .*[.。]$", text)
            or text[0].islower()
            or (text[-1] in ".。" and PROSE.search(text))
        ):
            continue
        worth = (
            min(words, 14) + (6 if long else 0) - 0.15 * index - (abs(index - near) * 0.2 if near is not None else 0)
        )
        worth -= 4 if text.endswith(".") else 0
        if worth > best:
            best, found = worth, index
    return found if best > 4 else None
