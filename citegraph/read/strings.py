"""One printed reference, read into fields, whatever its style.

Evidence that needs no knowledge of the style comes first: identifiers and
addresses are cut out, then the list of names at the head, the numbers that
say where a work stands, and what is left is divided into title, container
and publisher.
"""

import re
from dataclasses import replace

from citegraph.identifiers import find_arxiv, find_dois, find_isbn, find_pmcid, find_pmid
from citegraph.model import Author, Reference
from citegraph.read.names import read_group, read_names, read_names_before
from citegraph.read.numeration import expand_pages, merge_runs, number_runs, read_run
from citegraph.read.titles import TYPE_MARK, Parts, divide, find_publisher, quoted_title, split_container, trim, trim_title
from citegraph.read.vocabulary import LABELS

__all__ = ["read_reference"]

# One printed reference in 10,000 is longer; the fields of such a one are read from its beginning.
EXAMINED = 3000
_CUT = "\x00"
_ONE_FOR_ONE = {
    **{0xFF01 + offset: 0x21 + offset for offset in range(94)},
    ord("。"): ".", ord("、"): ",", ord("\u00ad"): "-", ord("‐"): "-", ord("‑"): "-", ord("−"): "-",
}  # fmt: skip
_LABEL = re.compile(
    r"\s*(?:[•‣◦▪·*]\s*)?(?:\[[\w+-]{1,12}\]\.?|(?!\(?(?:1[5-9]|20)\d\d)(?:\(\d{1,4}\)|\d{1,4}[.)](?!\d))|\d{1,3}(?=\s+[A-ZÀ-Þ][^\W\d_]*[\s,.‐-])(?!\s+\w+\s+[a-z])|[•‣◦▪])\s*"
)
_DOI_AGAIN = re.compile(r"(?:\bdoi\b\s?:?\s?)?\b10\.\d{4,9}/\S+", re.IGNORECASE)
_ADDRESS = re.compile(r"<?(?:https?|ftp)\s?:\s?/{0,2}\S+(?:(?<=[/.])\s(?!accessed|retrieved|consult)(?=[a-z][\w%-]*[/.]\w|(?<=/)[a-z])\S+)?|\bwww\.\S+", re.IGNORECASE)
_SOURCE_NOTE = re.compile(
    r"[\[(]?\b(?:PMID|PMCID|PubMed|ISBN(?:-1[03])?|ISSN|arXiv)\s*[:.]?\s*[\w./-]*\d[\w./ -]{0,16}\d[\dXx]?\b[\])]?|"
    r"\b(?:Available (?:online )?(?:at|from)|Retrieved|Accessed|Disponível em|Disponible en|Dostupné z|En ligne|Online|URL|Verfügbar unter|Dostęp|Consultado|consulté le|Zugegriffen)\b\s*:?\s*[^.;\x00]{0,40}(?=\x00|\.|$)|"
    r"\[(?:online|en ligne|en línea|em linha|Internet|электронный ресурс)\]|\b(?:Epub|Published online)[^.;]{0,40}(?:[.;]|$)",
    re.IGNORECASE,
)
_ACCESS_DATE = re.compile(
    r"\[(?=[^\[\]]*[^\W\d_]|\d{4}-)[^\[\]]{0,40}\b(?:19|20)\d\d[^\[\]]{0,14}\]|"
    r"[(\[]?\b(?:Acesso em|consulté le|accessed(?: on)?|retrieved(?: on)?|Tilgået|henvist|cited|cité|citado|consultado(?: el)?|abgerufen(?: am)?|Zugriff(?: am)?|zugegriffen|"
    r"dostęp|vid\.|geraadpleegd|дата обращения|erişim(?: tarihi)?|visited|viewed|Accesso|consultato(?: il)?)\b\W{0,3}[^;()\[\]\x00]{0,24}?\b(?:19|20)\d\d(?:[-./]\d\d?){0,2}\b[)\]]?(?:,? from\b)?",
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
    work = _cut(work, [match.span() for match in _DOI_AGAIN.finditer(work)])
    work = _cut(work, [match.span() for match in _ADDRESS.finditer(work)])
    work = _cut(work, [match.span() for match in _ACCESS_DATE.finditer(work)])
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
    if nobody := _NOBODY.match(work, start):
        start = nobody.end()
    names, keyed = (None, None) if nobody else _names_after_key(work, start)
    authors = names.authors if names else ()
    year, body = (keyed, names.end) if keyed else _year_after(work, names.end) if names else _year_first(work, start)
    title = None
    if unpublished := _UNPUBLISHED.match(work, body):
        body = unpublished.end()
    if not names and not year:
        authors, year, title, body = _head_without_names(work, start)
    end = len(work)
    quoted = quoted_title(work, body, end)
    rest = quoted[1] if quoted else body
    if quoted and not year:
        year, after = _year_after(work, rest)
        if year and re.match(r"\s*(?:\d+(?:\s?\(\d+\))?\s)?[^\W\d_]{3,}", work[after : after + 20]):
            title, rest = quoted[0], after
    runs = number_runs(work, rest, end)
    merge_runs(runs, work)
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
            if name == "year" and (number.bracketed or number.dated or main is None or run.start > main.start or _stands_alone(work, number)):
                year = number.year
            elif name != "year" and number.label and (run.start > body + 5):
                found[name] = number
    if year is None and "volume" not in found and "issue" in found and "№" in work[: found["issue"].start]:
        found["volume"] = found.pop("issue")
    if title and main and main.between and main.volume_first:
        parts = Parts(trim_title(work, *title), trim(work, *main.between))
    elif title:
        container, publisher = split_container(work, max(rest, body), main.start if main else end, numbered=bool(main))
        parts = Parts(trim_title(work, *title), container, publisher)
    else:
        parts = _parts(work, body, end, main or _dateline(runs, work), found, names)
    if parts.chapter and "pages" not in found and "volume" in found and not found["volume"].label:
        found["pages"] = found.pop("volume")
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


_KEY = re.compile(r"[^\d.:“«\"]{2,60}\s(?P<year>(?:1[5-9]|20)\d\d)[a-z]?:\s+")


def _names_after_key(work, start):
    """The names, and the year if it stands before them in a key: "HAN et alii 2018: Z. Han, D. Zhou"."""
    if (key := _KEY.match(work, start)) and (names := read_names(work, key.end())):
        return names, int(key["year"])
    return read_names(work, start), None


def _year_first(work, start):
    """The year of a reference that begins with it: "2020, « Six tips", "(2017) Coordinate systems"."""
    if re.match(r"\((?:1[5-9]|20)\d\d\)|(?:1[5-9]|20)\d\d[a-z]?[.,:]\s", work[start : start + 8]):
        return _year_after(work, start)
    return None, start


_UNPUBLISHED = re.compile(r"[\s.,]*\((?:manuscript|in press|forthcoming|n\.?d\.|under review|submitted|in preparation)[^()]{0,40}\)[.,]?", re.IGNORECASE)
_NOBODY = re.compile(r"(?:佚名|无名氏|Anon(?:ymous)?\b(?:\.|, A\.)?|\[?[Ss]\.\s?n\.\]?)[,.:]?\s*")
_TITLE_THEN_YEAR = re.compile(r"[.?!,]?\s(?:\((?:1[5-9]|20)\d\d[a-z]?[^()]{0,20}\)[.,:]?|(?:1[5-9]|20)\d\d[a-z]?[.:,])\s(?P<next>[^\W\d_]{2,}|[“‘«„\"])")


def _head_without_names(work, start):
    """Where no list of names begins the text: a body's name or the title, then perhaps the year.

    Returns the authors, the year, the title's span and where the rest begins.
    """
    stop = re.compile(r"\s\((?=(?:1[5-9]|20)\d\d)|[.:]\s|[.,]?\s(?=(?:1[5-9]|20)\d\d[.,])|,\s").search(work, start, min(len(work), start + 160))
    if stop and (group := read_group(work, start, stop.start())):
        year, body = _year_after(work, stop.start())
        return (group,), year, None, body
    if lone := re.compile(r"([A-ZÀ-Þ][^\W\d_]+(?:[-’'][^\W\d_]+)?)(?:, (?=[A-ZÀ-Þ][\w'’-]* [^,]*[a-z]{4}[^,]*, )|$)").match(work, start):
        return (Author(lone[1]),), None, None, lone.end()
    match = _TITLE_THEN_YEAR.search(work, start, min(len(work), start + 300))
    if match and match["next"].lower() not in LABELS:
        year, body = _year_after(work, match.start())
        if match["next"] in "“‘«„\"" or " " not in work[start : match.start()].strip():
            return (Author(work[start : match.start()].strip(" .,")),), year, None, body
        return (), year, (start, match.start()), body
    return (), None, None, start


def _stands_alone(work, number):
    return bool(re.search(r"[.,(\s]$", work[: number.start])) and bool(re.match(r"[.,;)\s]|$", work[number.end : number.end + 1]))


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


def _parts(work, body, end, main, found, names):
    delimiter = work[names.end : names.end + 1] if names else ""
    if delimiter == " " and work[body - 1 : body].isdigit() is False:
        delimiter = ""
    run_start = main.start if main else end
    numbered = bool(main and ("volume" in found or "pages" in found or "issue" in found))
    if main and main.between and main.volume_first:
        parts = divide(work, body, run_start, numbered=False, author_delimiter=delimiter)
        return Parts(parts.title, trim(work, *main.between), None, parts.mark)
    if main and run_start - body < 3:
        parts = divide(work, main.end, end, numbered=False, author_delimiter=delimiter)
    else:
        parts = divide(work, body, run_start, numbered=numbered, author_delimiter=delimiter)
    if main and not parts.publisher and not main.between:
        tail = work[main.end : main.end + 120].split(_CUT)[0]
        if re.search(r"[^\W\d_]{3}", tail):
            parts = replace(parts, publisher=find_publisher(work, main.end, main.end + len(tail)))
    if main and main.between:
        parts = replace(parts, publisher=trim(work, *main.between))
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
