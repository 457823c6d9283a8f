"""One printed reference, read into fields, whatever its style.

Evidence that needs no knowledge of the style comes first: identifiers and
addresses are cut out, then the list of names at the head, the numbers that
say where a work stands, and what is left is divided into title, container
and publisher.
"""

import re

from citegraph.identifiers import find_arxiv, find_dois, find_isbn, find_pmcid, find_pmid
from citegraph.model import Author, Reference
from citegraph.read.names import read_group, read_names, read_names_before
from citegraph.read.numeration import expand_pages, number_runs, read_run
from citegraph.read.titles import TYPE_MARK, Parts, divide, trim
from citegraph.read.vocabulary import MONTHS, PERIODICAL

__all__ = ["read_reference"]

# The longest reference of 10,000 printed ones had 2,400 characters; the fields of a longer text are read from its start.
EXAMINED = 3000
_CUT = "\x00"
_ONE_FOR_ONE = {
    **{0xFF01 + offset: 0x21 + offset for offset in range(94)},
    ord("。"): ".", ord("、"): ",", ord("\u00ad"): "-", ord("‐"): "-", ord("‑"): "-", ord("−"): "-",
}  # fmt: skip
_LABEL = re.compile(
    r"\s*(?:[•‣◦▪·*]\s*)?(?:\[[\w+-]{1,12}\]\.?|\(\d{1,4}\)|\d{1,4}[.)](?!\d)|\d{1,3}(?=\s+[A-ZÀ-Þ][^\W\d_]*[\s,.])(?!\s+\w+\s+[a-z])|[•‣◦▪])\s*"
)
_ADDRESS = re.compile(r"<?(?:https?|ftp)\s?:\s?/{0,2}\S+|\bwww\.\S+", re.IGNORECASE)
_SOURCE_NOTE = re.compile(
    r"[\[(]?\b(?:PMID|PMCID|PubMed|ISBN(?:-1[03])?|ISSN|arXiv)\s*[:.]?\s*[\w./-]*\d[\w./ -]{0,16}\d[\dXx]?\b[\])]?|"
    r"\b(?:Available (?:online )?(?:at|from)|Retrieved|Accessed|Disponível em|Disponible en|Dostupné z|En ligne|Online|URL|Verfügbar unter|Dostęp|Consultado|consulté le|Zugegriffen)\b\s*:?\s*[^.;\x00]{0,40}(?=\x00|\.|$)|"
    r"\[(?:online|en ligne|en línea|em linha|Internet|электронный ресурс)\]|\b(?:Epub|Published online)[^.;]{0,40}(?:[.;]|$)",
    re.IGNORECASE,
)
_ISBN_LIKE = re.compile(r"[—–-]?\s*\bISBN\b[\s:]*[\d\sXx-]{9,17}[\dXx]")
_YEAR_AFTER = re.compile(
    r"[\s.,:،]*[(\[]?\s*(?P<year>(?:1[5-9]|20)\d\d)(?P<letter>[a-z])?(?P<more>(?:[,./\s-]\s?[\w\s.]{1,22})?)\s*(?P<close>[)\]])[.,:]?|"
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
    text = " ".join(text.split())
    head = text[:EXAMINED]
    work = head.translate(_ONE_FOR_ONE)
    dois = find_dois(head)
    work = _cut(work, [(found.start, found.end) for found in dois])
    work = _cut(work, [match.span() for match in _ADDRESS.finditer(work)])
    work = _cut(work, [match.span() for match in _ISBN_LIKE.finditer(work)])
    work = _cut(work, [match.span() for match in _SOURCE_NOTE.finditer(work)])
    fields, parts = _read(head, work)
    return Reference(
        text,
        **fields,
        kind=_kind(head, fields, parts),
        doi=dois[0].doi if dois else None,
        pmid=find_pmid(head),
        pmcid=find_pmcid(head),
        arxiv=find_arxiv(head),
        isbn=find_isbn(head),
        line=line,
        number=number,
    )


def _cut(text, spans):
    for start, end in spans:
        text = text[:start] + _CUT * (end - start) + text[end:]
    return text


def _read(printed, work):
    """The fields of a reference: `work` is `printed`, position for position, less what was cut out."""
    label = _LABEL.match(work)
    start = label.end() if label and label.end() < len(work) else 0
    names = read_names(work, start)
    year, body = None, start
    authors = ()
    if names:
        authors, body = names.authors, names.end
    year, body = _year_after(work, body)
    if not names:
        authors, year, body = _head_without_names(work, start)
    end = len(work)
    runs = [run for run in number_runs(work, body, end) if run.numbers]
    for run in runs:
        read_run(run, work, year)
    main = _main_run(runs, work, body, end)
    found = dict(main.fields) if main else {}
    if year is None and "year" in found:
        year = found["year"].year
    for run in reversed(runs):
        if run is main:
            continue
        for name, number in run.fields.items():
            if name in found or name == "year" and year:
                continue
            if name == "year" and not _in_quotes(work, number.start) and (number.bracketed or number.dated or main is None or run.start > main.start or _stands_alone(work, number)):
                year = number.year
            elif name != "year" and number.label and (run.start > body + 5):
                found[name] = number
    parts = _parts(work, body, end, main, found, names, authors)
    if not authors and parts.mark and parts.title:
        if late := read_names_before(work, *parts.title):
            authors = late.authors
            parts = Parts(trim(work, parts.title[0], late.end), parts.container, parts.publisher, parts.mark, parts.chapter)
    return _fields(printed, authors, year, found, parts), parts


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


def _head_without_names(work, start):
    """Where no list of names begins the text: a body's name, or the title."""
    stop = re.compile(r"\s\((?=(?:1[5-9]|20)\d\d)|\.\s|[.,]?\s(?=(?:1[5-9]|20)\d\d[.,])|,\s").search(work, start, min(len(work), start + 160))
    while stop:
        group = read_group(work, start, stop.start())
        if group:
            year, body = _year_after(work, stop.start())
            return (group,), year, body
        break
    match = re.compile(r"[.?!,]?\s\((?P<year>(?:1[5-9]|20)\d\d)[a-z]?\)[.,:]?").search(work, start, min(len(work), start + 300))
    return (), None, start


def _in_quotes(work, at):
    before = work[:at]
    return before.count("“") > before.count("”") or before.count("«") > before.count("»")


def _stands_alone(work, number):
    return bool(re.search(r"[.,(\s]$", work[: number.start])) and bool(re.match(r"[.,;)\s]|$", work[number.end : number.end + 1]))


def _main_run(runs, work, body, end):
    """The run that says where the work stands in its container."""
    best, best_score = None, 0.5
    for place, run in enumerate(runs):
        if not run.fields:
            continue
        score = run.score + 1.5 * (run.start - body) / max(1, end - body)
        if _in_quotes(work, run.start):
            score -= 5
        after = work[run.end : run.end + 2]
        if not after.strip(" .)\x00"):
            score += 1.0
        if set(run.fields) == {"volume"} and not run.fields["volume"].label:
            score -= 1.5 if after.strip(" .)\x00,") else 0
        if run.start <= body + 2:
            score -= 0.5
        if score > best_score:
            best, best_score = run, score
    return best


def _parts(work, body, end, main, found, names, authors):
    delimiter = work[names.end : names.end + 1] if names else ""
    run_start = main.start if main else end
    numbered = bool(main and ("volume" in found or "pages" in found or "issue" in found))
    if main and run_start - body < 3:
        parts = divide(work, main.end, end, numbered=False, author_delimiter=delimiter)
    else:
        parts = divide(work, body, run_start, numbered=numbered, author_delimiter=delimiter)
    return parts


_KIND_OF_MARK = {
    "J": "article-journal", "M": "book", "C": "paper-conference", "CP": "paper-conference", "D": "thesis", "R": "report",
    "S": "standard", "P": "patent", "N": "article-newspaper", "EB": "webpage", "DB": "dataset", "DS": "dataset",
}  # fmt: skip
_KIND_WORDS = (
    ("thesis", re.compile(r"\b(?:(?:PhD|Ph\.D\.|doctoral|master'?s|M\.?Sc\.?)?\s?(?:thesis|dissertation)|Dissertation|Thèse|Tesis|Tese|Diss\.|дис\.)", re.IGNORECASE)),
    ("article", re.compile(r"\b(?:preprint|arXiv|bioRxiv|medRxiv|PsyArXiv|ChemRxiv|SSRN|Research Square)\b", re.IGNORECASE)),
    ("patent", re.compile(r"\b(?:U\.?S\.?|European|EP|WO) [Pp]atent\b")),
)  # fmt: skip
_MEETING = re.compile(r"\b(?:proceedings|proc\.?|conference|conf\.|symposium|symp\.|workshop|congress|tagung|actas|atti|INFOCOM)\b", re.IGNORECASE)
_REPORT = re.compile(r"\b(?:(?:technical |final |annual )?report|tech\. rep\.|working paper|briefing paper|white paper|Bericht|rapport)\b", re.IGNORECASE)


def _kind(text, fields, parts):
    """What sort of work it is, in CSL's words, or `None`."""
    container = fields["container"] or ""
    for kind, words in _KIND_WORDS:
        if words.search(text) and "volume" not in fields:
            return kind
    if parts.mark and not (parts.mark == "M" and container):
        return _KIND_OF_MARK.get(parts.mark)
    if container and _MEETING.search(container) and ("volume" not in fields or parts.chapter):
        return "paper-conference"
    if container and "volume" in fields and (not parts.chapter or not fields["publisher"]):
        return "article-journal"
    if container and (parts.chapter or parts.mark == "M"):
        return "chapter"
    if container and ("issue" in fields or "pages" in fields or "article_number" in fields):
        return "article-journal" if not fields["publisher"] else "chapter"
    if not container and fields["title"] and _REPORT.search(text):
        return "report"
    if not container and fields["publisher"]:
        return "book"
    if not container and _ADDRESS.search(text) and not find_dois(text):
        return "webpage"
    return None


def _fields(printed, authors, year, found, parts):
    def said(span):
        return printed[span[0] : span[1]] or None if span and span[0] < span[1] else None

    fields = {"authors": authors, "year": year, "title": said(parts.title), "container": said(parts.container), "publisher": said(parts.publisher)}
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
