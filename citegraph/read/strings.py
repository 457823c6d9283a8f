"""One printed reference, read into fields, whatever its style.

Evidence that needs no knowledge of the style comes first: identifiers and
addresses are cut out, then the list of names at the head, the numbers that
say where a work stands, and what is left is divided into title, container
and publisher.
"""

import re
from dataclasses import dataclass, replace

from citegraph.identifiers import find_dois, find_numbers
from citegraph.model import Author, Reference, unscrambled
from citegraph.read.compound import SIGNAL
from citegraph.read.confidence import confidence, signs_of
from citegraph.read.dates import ACCESS_DATE, ACCESS_SIGNS
from citegraph.read.kinds import kind_of
from citegraph.read.names import read_families, read_group, read_names, read_names_before
from citegraph.read.numeration import expand_pages, merge_runs, number_runs, read_run
from citegraph.read.pieces import trim, trim_title
from citegraph.read.publishers import find_publisher
from citegraph.read.repair import put_blanks_back, without_thousands
from citegraph.read.titles import Parts, divide, quoted_title, split_container, title_behind_names
from citegraph.read.vocabulary import LABELS, holds_any, one_case

__all__ = ["read_reference"]

# One printed reference in 10,000 is longer; the fields of such a one are read from its beginning.
EXAMINED = 3000
_CUT = "\x00"
_ONE_FOR_ONE = {
    **{0xFF01 + offset: 0x21 + offset for offset in range(94)},
    ord("。"): ".", ord("、"): ",", ord("\u00ad"): "-", ord("‐"): "-", ord("‑"): "-", ord("−"): "-",
    ord("¬"): "-",
}  # fmt: skip
_LABEL = re.compile(
    r"\s*(?:[•‣◦▪·*]\s*)?(?:\[[\w+-]{1,12}\]\.?|(?!\(?(?:1[5-9]|20)\d\d)(?:\(\d{1,4}\)|"
    r"\d{1,4}[.)](?!\d)|\d{1,4}:(?=\s+\D))|\*(?=[A-ZÀ-Þ])|\d{1,3}(?=\s+[A-ZÀ-Þ][^\W\d_]*[\s,.‐-])(?!\s+\w+\s+[a-z])|[•‣◦▪])\s*"
)
_EMPHASIS = re.compile(
    r"(?<![^\s(\[“\"'.,:])(?:(?P<stars>\*{1,3})(?=\S)(?P<star>[^*]+)(?<=\S)(?P=stars)|_(?=\S)(?P<line>[^_]+)(?<=\S)_)(?!\w)"
)
# A title in straight single marks, which within it are apostrophes.
_STRAIGHT = re.compile(r"(?<=[,.:;)] )'(?=[A-Z0-9À-Þ])([^‘\"]{10,400}?)'(?=\s*[,.(]|\s+in\b|\s*$)")
_DOI_AGAIN = re.compile(r"(?:\bdoi\b\s?:?\s?)?\b10\.\d{4,9}/\S+", re.IGNORECASE)
_ADDRESS = re.compile(
    r"<?(?:https?|ftp)\s?:\s?/{0,2}\S+(?:(?<=[/.])\s(?!accessed|retrieved|"
    r"consult)(?=[a-z][\w%-]*[/.]\w|(?<=/)[a-z])\S+)?|\bwww\.\S+",
    re.IGNORECASE,
)
_SOURCE_NOTE = re.compile(
    r"[\[(]?\b(?:PMID|PMCID|PubMed|ISBN(?:-1[03])?|ISSN|arXiv)\s*[:.]?\s*[\w./-]*\d[\w./ -]{0,16}\d[\dXx]?\b[\])]?|"
    r"\b(?:Available (?:online )?(?:at|from)|Retrieved|Accessed|Disponível em|Disponible en|Dostupné "
    r"z|En ligne|Online|URL|Verfügbar unter|Dostęp|Consultado|consulté le|"
    r"Zugegriffen)\b\s*:?\s*[^.;\x00]{0,40}(?=\x00|\.|$)|"
    r"\[(?:online|en ligne|en línea|em linha|Internet|электронный ресурс|s\. ?[ln]\.)\]|\b(?:Epub|Published "
    r"online)[^.;]{0,40}(?:[.;]|$)",
    re.IGNORECASE,
)
_SOURCE_SIGNS = (
    "pmid", "pmcid", "pubmed", "isbn", "issn", "arxiv", "availab", "retrieved", "accessed", "dispon", "dostup", "en ligne",
    "online", "url", "verfügbar", "dostęp", "consult", "zugegriffen", "[", "epub",
)  # fmt: skip
_ISBN_LIKE = re.compile(r"[—–-]?\s*\bISBN\b[\s:]*[\d\sXx-]{9,17}[\dXx]")
_YEAR_AFTER = re.compile(
    r"[\s.,:،]*[(\[]?\s*(?P<year>(?:1[5-9]|"
    r"20)\d\d)(?P<letter>[a-z]|[年년])?(?P<more>(?:[,./\s-]\s?[\w\s.]{1,22})?)\s*(?P<close>[)\]])[.,:]?|"
    r"[\s.,:،]*(?P<bare>(?:1[5-9]|20)\d\d)[a-z]?(?=[.,:،\s]|$)[.,:،]?"
)


def read_reference(text: str, *, line: int | None = None, number: int | None = None) -> Reference:
    """Read one printed reference into the fields it shows.

    Any style and any language of names and labels may come; a field that
    cannot be told is left out, and nothing is added that is not printed,
    except that an abbreviated range of pages is completed and identifiers
    are put in their one spelling.  Never fails, on any text.

    >>> reference = read_reference("Mead S, Hilton D, Curtis L. Peer support: a theoretical perspective. "
    ...                            "Psychiatr Rehabil J. 2001;25(2):134–41.")
    >>> reference.title, reference.container, reference.year
    ('Peer support: a theoretical perspective', 'Psychiatr Rehabil J', 2001)
    >>> reference.volume, reference.issue, reference.pages, str(reference.authors[0])
    ('25', '2', '134-141', 'Mead, S')

    Web of Science prints a reference without its title:

    >>> reference = read_reference("Korsbek L, 2017, J RECOVERY MENTAL HL, V1, P25")
    >>> reference.title, reference.container, reference.volume, reference.pages
    (None, 'J RECOVERY MENTAL HL', '1', '25')
    """
    # A no-break space may be a part of a scrambled letter, so letters are put right before blanks are.
    head = _unadorned(" ".join(unscrambled(text).split())[:EXAMINED])
    text = " ".join(text.split())
    work = _STRAIGHT.sub(r"‘\1’", head.translate(_ONE_FOR_ONE))
    folded = one_case(work)
    dois = find_dois(head)
    work = _cut(work, [(found.start, found.end) for found in dois])
    if "10." in work:
        work = _cut(work, [match.span() for match in _DOI_AGAIN.finditer(work)])
    address = [match.span() for match in _ADDRESS.finditer(work)] if holds_any(folded, ("http", "ftp", "www.")) else []
    work = _cut(work, address)
    if holds_any(folded, ACCESS_SIGNS):
        work = _cut(work, [match.span() for match in ACCESS_DATE.finditer(work)])
    if "ISBN" in work:
        work = _cut(work, [match.span() for match in _ISBN_LIKE.finditer(work)])
    if holds_any(folded, _SOURCE_SIGNS):
        work = _cut(work, [match.span() for match in _SOURCE_NOTE.finditer(work)])
    work, origins = put_blanks_back(work)
    fields, parts, signs = _read(head, work, origins)
    return Reference(
        text,
        **fields,
        kind=kind_of(head, fields, parts, bool(dois), bool(address)),
        doi=dois[0].doi if dois else None,
        **(find_numbers(head) if holds_any(folded, ("pmid", "pmc", "arxiv", "isbn")) else {}),
        line=line,
        number=number,
        confidence=confidence(signs),
    )


def _unadorned(text):
    """A printed reference without Markdown's signs, commas for thousands of pages, and words as "See also" before it."""
    if "*" in text or "_" in text:
        text = _EMPHASIS.sub(lambda found: found["star"] or found["line"], text)
    text = without_thousands(text)
    label = _LABEL.match(text)
    begin = label.end() if label else 0
    if signal := SIGNAL.match(text, begin):
        text = text[:begin] + text[signal.end() :]
    return text


def _cut(text, spans):
    for start, end in spans:
        text = text[:start] + _CUT * (end - start) + text[end:]
    return text


@dataclass(frozen=True, slots=True)
class _Head:
    """What stands before title or container: who, when, and perhaps the title itself."""

    authors: tuple[Author, ...]
    year: int | None
    title: tuple[int, int] | None
    end: int
    lead: float | None = None


def _read(printed, work, origins):
    """The fields of a reference: `work` is `printed` less what was cut out.

    Each place in `work` is the same in `printed`, unless `origins` says which it is there.
    """
    head = _read_head(work)
    year, title, rest = head.year, head.title, head.end
    if quoted := quoted_title(work, head.end, len(work)):
        rest = quoted[1]
        if not year:
            said, after = _year_after(work, rest)
            if said and _WORDS_FOLLOW.match(work, after):
                year, title, rest = said, quoted[0], after
    runs = number_runs(work, rest, len(work))
    merge_runs(runs, work)
    for run in runs:
        read_run(run, work, year)
    main = _main_run(runs, work, head.end, len(work))
    if main and not (year or title or quoted) and (parted := _YEAR_BETWEEN.search(work, head.end + 2, main.start)):
        year, title, rest = int(parted[1]), (head.end, parted.start()), parted.end()
    found, year = _numbers(runs, main, work, head.end, year)
    if title:
        parts = _parts_after_title(work, title, max(rest, head.end), main)
    else:
        parts = _parts(work, head, main or _dateline(runs, work), found)
    if parts.chapter and "pages" not in found and "volume" in found and not found["volume"].label:
        found["pages"] = found.pop("volume")
    authors = head.authors
    if not authors and parts.mark and parts.title and (late := read_names_before(work, *parts.title)):
        authors, parts = late.authors, replace(parts, title=trim(work, parts.title[0], late.end))
    if parts.title and not title:
        parts = replace(parts, title=title_behind_names(work, *parts.title))
    fields = _fields(printed, origins, authors, year, found, parts)
    signs = signs_of(
        fields,
        lead=head.lead,
        sureness=parts.sureness,
        found=found,
        year_from="head" if head.year else "run" if main and "year" in main.fields else "elsewhere",
        repaired=origins is not None,
    )
    return fields, parts, signs


def _read_head(work):
    label = _LABEL.match(work)
    start = label.end() if label and label.end() < len(work) else 0
    if nobody := _NOBODY.match(work, start):
        names, year, start = None, None, nobody.end()
    else:
        names, year = _names_after_key(work, start)
    end = names.end if names else start
    if not year:
        year, end = _year_after(work, end) if names or nobody else _year_first(work, end)
    if unpublished := _UNPUBLISHED.match(work, end):
        end = unpublished.end()
    if not names and not year:
        return _head_without_names(work, end)
    if not names:
        return _Head((), year, None, end)
    return _Head(names.authors, year, None, end, names.lead)


def _numbers(runs, main, work, body, year):
    """The numbers of the main run, with labelled ones and a year from the others where it lacks them."""
    found = dict(main.fields) if main else {}
    if year is None and "year" in found:
        year = found["year"].year
    for run in reversed(runs):
        for name, number in run.fields.items():
            if name == "year" and not year:
                late = main is None or run.start > main.start
                year = number.year if number.bracketed or number.dated or late or _stands_alone(work, number) else None
            elif name not in found and name != "year" and number.label and run.start > body + 5:
                found[name] = number
    if year is None and "volume" not in found and "issue" in found and "№" in work[: found["issue"].start]:
        found["volume"] = found.pop("issue")
    return found, year


def _year_after(work, at):
    match = _YEAR_AFTER.match(work, at)
    if match and (match["year"] or match["bare"]):
        year = int(match["year"] or match["bare"])
        if match["year"] and match["more"] and not match["more"].strip(" .,-/"):
            return year, match.end()
        if match["bare"] and re.match(r"\s*[-–]\s?\d", work[match.end() :]):
            return None, at
        return year, match.end()
    return None, at


# Scopus prints the year between title and periodical.
_YEAR_BETWEEN = re.compile(r"(?<=\S)\s\(((?:1[5-9]|20)\d\d)\)\s(?=[A-ZÀ-Þ])")
_WORDS_FOLLOW = re.compile(r"\s*(?:\d{1,4}(?:\s?\(\d{1,3}\))?\s)?[^\W\d_]{3}")
_KEY = re.compile(r"[^\d.:“«\"]{2,60}\s(?P<year>(?:1[5-9]|20)\d\d)[a-z]?:\s+")


def _names_after_key(work, start):
    """The names, and the year if it stands before them in a key: "HAN et alii 2018: Z. Han, D. Zhou"."""
    if (key := _KEY.match(work, start)) and (names := read_names(work, key.end())):
        return names, int(key["year"])
    return read_names(work, start) or read_families(work, start), None


def _year_first(work, start):
    """The year of a reference that begins with it: "2020, « Six tips", "(2017) Coordinate systems"."""
    if re.match(r"\((?:1[5-9]|20)\d\d\)|(?:1[5-9]|20)\d\d[a-z]?[.,:]\s", work[start : start + 8]):
        return _year_after(work, start)
    return None, start


_UNPUBLISHED = re.compile(
    r"[\s.,]*(?:\((?:manuscript|in press|forthcoming|n\.?d\.|under review|submitted|in "
    r"preparation)[^()]{0,40}\)[.,]?|(?:in press|forthcoming)\.(?=\s))",
    re.IGNORECASE,
)
_NOBODY = re.compile(r"(?:佚名|无名氏|(?:Anonim[oe] (?:\d{4})?: )?anonim[oe]\b|Anon(?:ymous)?\b(?:\.|, A\.)?|\[?[Ss]\.\s?n\.\]?)[,.:]?\s*")
_TITLE_THEN_YEAR = re.compile(
    r"[.?!,]?\s(?:\((?:1[5-9]|20)\d\d[a-z]?[^()]{0,20}\)[.,:]?|(?:1[5-9]|"
    r"20)\d\d[a-z]?[.:,])\s(?P<next>[^\W\d_]{2,}|[“‘«„\"])"
)
_GROUP_STOP = re.compile(r"\s\((?=(?:1[5-9]|20)\d\d)|[.:]\s|[.,]?\s(?=(?:1[5-9]|20)\d\d[.,])|,\s")
# A family name alone, before a title and more, or as the whole entry.
_LONE_NAME = re.compile(r"([A-ZÀ-Þ][^\W\d_]+(?:[-’'][^\W\d_]+)?)(?:, (?=[A-ZÀ-Þ][\w'’-]* [^,]*[a-z]{4}[^,]*, )|$)")


def _head_without_names(work, start):
    """Where no list of names begins the text: a body's name or the title, then perhaps the year."""
    stop = _GROUP_STOP.search(work, start, start + 160)
    if stop and (group := read_group(work, start, stop.start())):
        year, body = _year_after(work, stop.start())
        return _Head((group,), year, None, body)
    if lone := _LONE_NAME.match(work, start):
        return _Head((Author(lone[1]),), None, None, lone.end())
    match = _TITLE_THEN_YEAR.search(work, start, start + 300)
    if match and match["next"].lower() not in LABELS:
        year, body = _year_after(work, match.start())
        if match["next"] in '“‘«„"' or " " not in work[start : match.start()].strip():
            return _Head((Author(work[start : match.start()].strip(" .,")),), year, None, body)
        return _Head((), year, (start, match.start()), body)
    return _Head((), None, None, start)


def _stands_alone(work, number):
    return bool(re.search(r"[.,(\s]$", work[: number.start])) and bool(
        re.match(r"[.,;)\s]|$", work[number.end : number.end + 1])
    )


def _main_run(runs, work, body, end):
    """The run that says where the work stands in its container."""
    best, best_score = None, 0.5
    for place, run in enumerate(runs):
        if not run.fields:
            continue
        score = run.score + 1.5 * (run.start - body) / max(1, end - body)
        after = work[run.end : run.end + 2]
        labelled = any(number.label for number in run.numbers) or "volume" in run.fields and "pages" in run.fields
        if not labelled and not run.between and re.match(r"\s[^\W\d_]{2,}", work[run.end : run.end + 4]):
            score -= 3
        if not after.strip(" .,)\x00"):
            score += 1.0
        if run.fields.keys() == {"year"}:
            score -= 1.5
        if set(run.fields) == {"volume"} and not run.fields["volume"].label:
            score -= 1.5 if after.strip(" .)\x00,") else 0
        if run.start <= body + 2:
            score -= 0.5
        if score > best_score:
            best, best_score = run, score
    return best


def _dateline(runs, work):
    """The last run that gives a year and ends a statement, where no run gives more."""
    ends = (run for run in reversed(runs) if "year" in run.fields and not work[run.end : run.end + 2].strip(" .,)\x00"))
    return next(ends, None)


# "Pp. 197–207 in Ecology and Revolution."
_IN_AFTER_PAGES = re.compile(r"\s[Ii]n\s+(?=[«“\"‘A-Z0-9])")


def _parts(work, head, main, found):
    start, end = (main.start, main.end) if main else (len(work), len(work))
    if main and main.between and main.volume_first:
        parts = divide(work, head.end, start, numbered=False)
        return Parts(parts.title, trim(work, *main.between), None, parts.mark)
    numbered = bool(main and found.keys() & {"volume", "pages", "issue"})
    if main and start - head.end < 3:
        parts = divide(work, end, len(work), numbered=False)
    else:
        parts = divide(work, head.end, start, numbered=numbered)
    if main and main.between:
        return replace(parts, publisher=trim(work, *main.between))
    tail = work[end : end + 120].split(_CUT)[0]
    if numbered and parts.title and not parts.container and _IN_AFTER_PAGES.match(tail):
        container, publisher = split_container(work, end, end + len(tail), numbered=False)
        return replace(parts, container=container, publisher=publisher, chapter=True)
    if not parts.publisher and re.search(r"[^\W\d_]{3}", tail):
        parts = replace(parts, publisher=find_publisher(work, end, end + len(tail)))
    return parts


def _parts_after_title(work, title, rest, main):
    title = trim_title(work, *title)
    if main and main.between and main.volume_first:
        return Parts(title, trim(work, *main.between))
    return Parts(title, *split_container(work, rest, main.start if main else len(work), numbered=bool(main)))


def _fields(printed, origins, authors, year, found, parts):
    def said(span):
        if span and origins:
            span = origins[span[0]], origins[span[1]]
        return printed[span[0] : span[1]] or None if span and span[0] < span[1] else None

    fields = {
        "authors": authors,
        "year": year,
        "title": said(parts.title),
        "container": said(parts.container),
        "publisher": said(parts.publisher),
    }
    for name in ("volume", "issue"):
        if name in found:
            fields[name] = found[name].text
    pages = found.get("pages")
    if pages:
        value = expand_pages(pages.text)
        fields["article_number" if re.fullmatch(r"[eE]\d{3,}|CD\d+|\d{6,}", value) else "pages"] = value
    elif "article" in found:
        fields["article_number"] = found["article"].text
    return fields
