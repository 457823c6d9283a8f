"""Crossref's records → `Work`, by table.  The only part that knows Crossref's field names.

Every field may be missing, empty, of another type than usual, or full of
markup: what cannot be read is left out, and never costs the rest of a record.
"""

import html
import re

from citegraph.errors import InvalidDOI
from citegraph.identifiers import (
    DOI,
    find_dois,
    find_numbers,
    find_orcid,
    is_doi,
    normalize_doi,
)
from citegraph.model import Author, Reference, Work


def read_work(record: dict) -> Work:
    """Return the work that a record of Crossref's describes.

    A title with its subtitle, in plain text; the authors, or the editors where
    there are none; every year the record gives; and the reference list as
    deposited.

    >>> work = read_work({
    ...     "DOI": "10.1002/ASI.20317",
    ...     "title": ["<i>CiteSpace</i> II:\\n  Detecting &amp; visualizing"],
    ...     "issued": {"date-parts": [[2006, 2]]},
    ...     "reference": [{"key": "b1", "DOI": "10.1126/Science.149.3683.510", "doi-asserted-by": "crossref"}],
    ... })
    >>> work.doi, work.title, work.year
    ('10.1002/asi.20317', 'CiteSpace II: Detecting & visualizing', 2006)
    >>> work.references[0].doi, work.references[0].asserted_by
    ('10.1126/science.149.3683.510', 'crossref')

    A work without a deposited list has `None` for references, and a date
    Crossref does not know is ``[[null]]``:

    >>> bare = read_work({"DOI": "10.1371/journal.pone.0248873.s003", "issued": {"date-parts": [[None]]}})
    >>> bare.title, bare.year, bare.references
    (None, None, None)

    Raises
    ------
    InvalidDOI
        If the record has no DOI.

    Notes
    -----
    About 3 µs a reference.
    """
    return Work(doi_of(record), **{name: read(record) for name, read in _WORK_FIELDS.items()})


def searched_words(record: dict) -> str:
    """Return the text a work is searched by: what Crossref searches for a bibliographic query.

    Authors are there with the initials of their names.

    >>> person = {"family": "Asad", "given": "Sarah J."}
    >>> searched_words({"title": ["Peer support"], "author": [person], "volume": "52", "issued": {"date-parts": [[2016]]}})
    'Peer support S J Asad 2016 52'
    """
    parts = [_title(record)]
    for author in _people(record):
        if author.given:
            parts += [name[0] for name in author.given.replace(".", " ").replace("-", " ").split()]
        parts.append(author.family)
    parts += [*_containers(record), *map(str, _years(record))]
    parts += [plain(record[name]) for name in ("volume", "issue", "page", "article-number") if name in record]
    return " ".join([*filter(None, parts), *_isbns(record)])


def cited_dois(record: dict) -> list[DOI]:
    """Return the DOIs that `read_work` finds in a record's references, in order, and without what else they say.

    >>> cited_dois({"reference": [{"DOI": "10.1126/B"}, {"unstructured": "Small 1973"}, {"unstructured": "doi:10.1126/c"}]})
    ['10.1126/b', '10.1126/c']
    """
    entries = record.get("reference")
    if not isinstance(entries, list):
        return []
    return [doi for entry in entries if isinstance(entry, dict) and (doi := _cited_doi(entry))]


def _cited_doi(entry):
    text = entry.get("DOI")
    if type(text) is str and _PLAIN_DOI.fullmatch(text):
        return DOI(text.lower())
    printed = entry.get("unstructured")
    plainly_none = type(printed) is str and not ("10." in printed or "&" in printed or "<" in printed)
    return None if text is None and (printed is None or plainly_none) else _reference(entry, 0).doi


def doi_of(record: dict) -> DOI:
    """Return a record's own DOI, in lower case.

    A service's own spelling is trusted, odd endings included:

    >>> doi_of({"DOI": "10.1021/LA302706B."})
    '10.1021/la302706b.'
    >>> doi_of({"title": ["Peer support"]})
    Traceback (most recent call last):
        ...
    citegraph.errors.InvalidDOI: no DOI in ''
    """
    text = record.get("DOI")
    if not isinstance(text, str):
        raise InvalidDOI("")
    doi = (text if text.isprintable() else _UNPRINTABLE.sub("", text)).strip().lower()
    return DOI(doi) if is_doi(doi) else normalize_doi(doi)


def slim(record: dict) -> dict:
    """Return *record* with only the fields that `read_work` uses.

    >>> slim({"DOI": "10.1/a", "abstract": "<p>Long</p>", "issued": {"date-parts": [[1973]], "timestamp": 1}})
    {'DOI': '10.1/a', 'issued': {'date-parts': [[1973]]}}
    """
    kept = {name: value for name, value in record.items() if name in _KEPT and value not in (None, [], "")}
    for name in _DATES:
        if name in kept and isinstance(kept[name], dict):
            kept[name] = {"date-parts": kept[name].get("date-parts")}
    for name in ("author", "editor"):
        if name in kept:
            kept[name] = [_only(person, _PERSON) for person in _list(kept[name]) if isinstance(person, dict)]
    if isinstance(record.get("reference"), list):
        kept["reference"] = [_only(entry, _ENTRY) for entry in record["reference"] if isinstance(entry, dict)]
    return kept


def plain(text) -> str | None:
    """Return a title or a name without markup, entities and line breaks; `None` if nothing is left.

    >>> plain("The <i>Peer</i> role:\\n a&amp;b, CO<sub>2</sub> <mml:math><mml:mi>x</mml:mi></mml:math>")
    'The Peer role: a&b, CO2 x'

    A sign that only looks like markup stays:

    >>> plain("P <b and c> d: tests at p &lt; 0.05")
    'P <b and c> d: tests at p < 0.05'
    """
    if type(text) is not str:
        if type(text) not in (int, float):
            return None
        text = str(text)
    if text.isprintable() and not ("&" in text or "<" in text or "  " in text):
        return text.strip() or None
    if "&" in text:
        text = html.unescape(text)
        if "&" in text:
            text = html.unescape(text)
    if "<" in text:
        text = _HIDDEN.sub(" ", text)
        text = _BREAK.sub(" ", text)
        text = _INLINE.sub("", text)
    if not text.isprintable():
        text = _UNPRINTABLE.sub("", text)
    return " ".join(text.split()) or None


# Control characters and halves of characters, which no file format takes.
_UNPRINTABLE = re.compile("[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
# What is not text at all; what parts words; what stands inside words.
_HIDDEN = re.compile(r"<!--.*?-->|<\?.*?\?>|<(mml:annotation)\b.*?</\1>", re.DOTALL)
_BREAK = re.compile(r"</?(?:jats:)?(?:p|br|div|li|title|sec|break|h[1-6]|tr|td)(?:\s+[\w:-]+\s*=[^<>]*)?\s*/?>", re.I)
_INLINE = re.compile(
    r"</?(?:[a-z]+:[a-z-]+|i|b|u|em|emph|strong|sub|sup|scp|sc|small|span|font|italic|bold|roman|tt|ovl|underline|inf|"
    r"math|m(?:i|n|o|row|sub|sup|subsup|text|frac|sqrt|over|under|style|space|fenced|stack)|inline-formula|"
    r"tex-math|xref|a|named-content|styled-content|monospace|sans-serif|strike)(?:\s+[\w:-]+\s*=[^<>]*)?\s*/?>",
    re.IGNORECASE,
)


def _title(record):
    title = _first(record.get("title"))
    subtitle = _first(record.get("subtitle"))
    if not title or not subtitle or subtitle.casefold() in title.casefold():
        return title or subtitle
    return f"{title}{' ' if title[-1] in ':?!.' else ': '}{subtitle}"


def _people(record):
    return _named(record.get("author")) or _named(record.get("editor"))


def _named(people):
    named = []
    for person in _list(people):
        if isinstance(person, dict):
            family, given = plain(person.get("family")), plain(person.get("given"))
            if not family:
                family, given = plain(person.get("name")) or given, None
            if family:
                orcid = person.get("ORCID")
                named.append(Author(family, given, find_orcid(orcid) if type(orcid) is str else None))
    return tuple(named)


def _year(record):
    """Year of first publication: Crossref's `issued`, else the earliest of the others."""
    return _year_of(record.get("issued")) or next(iter(_years(record)), None)


def _years(record):
    return tuple(sorted({year for name in _DATES if name in record and (year := _year_of(record[name]))}))


def _year_of(date):
    try:
        first = date["date-parts"][0]
        return year_in(first[0] if type(first) is list else first)
    except (TypeError, KeyError, IndexError):
        return None


def year_in(value) -> int | None:
    """Return the year in what a deposit calls one.

    >>> [year_in(value) for value in ("2012a", 1973, "202", "0", "c1998-99", None)]
    [2012, 1973, None, None, 1998, None]
    """
    if type(value) is int:
        return value if 1400 <= value < 2100 else None
    if value is None or isinstance(value, bool):
        return None
    match = _YEAR.search(str(value))
    return int(match[1]) if match else None


_YEAR = re.compile(r"(?<!\d)(1[4-9]\d\d|20\d\d)(?!\d)")


def _containers(record):
    names = [name for name in ("container-title", "short-container-title") if name in record]
    return tuple(dict.fromkeys(title for name in names for each in _list(record[name]) if (title := plain(each))))


def _isbns(record):
    if "ISBN" not in record:
        return ()
    return tuple(dict.fromkeys(isbn for value in _list(record["ISBN"]) if (isbn := _isbn(value))))


def _isbn(value):
    digits = re.sub(r"[^0-9Xx]", "", str(value).rpartition("/")[2]).upper()
    return digits if len(digits) in (10, 13) else None


def _count(record):
    count = record.get("is-referenced-by-count")
    return count if isinstance(count, int) and not isinstance(count, bool) and count >= 0 else None


def _references(record):
    entries = record.get("reference")
    if not isinstance(entries, list):
        return None
    entries = [entry for entry in entries if isinstance(entry, dict)]
    return tuple(_reference(entry, number) for number, entry in enumerate(entries, 1))


def _reference(entry, number):
    fields = entry if _clean(entry) else {name: value for name in entry if (value := plain(entry[name]))}
    said = fields.get
    doi = odd_doi = identifiers = printed = None
    asserted_by = said("doi-asserted-by")
    if "DOI" in fields:
        odd_doi, doi = fields["DOI"], _asserted(entry["DOI"], asserted_by)
    if "unstructured" in fields:
        printed = fields["unstructured"]
        identifiers = _identifiers(printed, doi is None)
    if "ISBN" in fields and (isbn := _isbn(fields["ISBN"])):
        identifiers = {**(identifiers or {}), "isbn": isbn}
    if doi is None and identifiers:
        doi = identifiers.pop("doi", None)
    author = said("author")
    return Reference(
        printed or _joined(fields, identifiers, None if doi else odd_doi) or doi or "",
        (Author(author.strip(" ,;") or author),) if author else (),
        year_in(said("year")) if "year" in fields else None,
        said("article-title") or said("volume-title"),
        said("journal-title") or said("series-title") or _book(fields),
        said("volume"),
        said("issue"),
        said("first-page"),
        doi=doi,
        asserted_by=("crossref" if asserted_by == "crossref" else "publisher") if doi else None,
        number=number,
        deposited=True,
        **(identifiers or {}),
    )


def _clean(entry):
    """Whether no value of *entry* needs `plain`, asked of all at once because that is the common case."""
    try:
        values = "|".join(("", *entry.values(), ""))
    except TypeError:
        return False
    return values.isprintable() and not (
        "&" in values or "<" in values or "  " in values or " |" in values or "| " in values or "||" in values
    )


def _book(fields):
    """The book that a chapter stands in: a volume title beside an article title."""
    return fields.get("volume-title") if fields.get("article-title") else None


def _asserted(text, asserted_by):
    """The DOI of an entry; what Crossref itself supplied is spelt as registered."""
    if not isinstance(text, str):
        return None
    if _PLAIN_DOI.fullmatch(text) or (asserted_by == "crossref" and is_doi(text) and text.isprintable()):
        return DOI(text.lower())
    try:
        return normalize_doi(_UNPRINTABLE.sub("", html.unescape(text)))
    except InvalidDOI:
        return None


_PLAIN_DOI = re.compile(r"10\.[0-9]{4,9}/(?:(?!10\.\d{4,9}/)[A-Za-z0-9()._:;<>\[\]-])*[A-Za-z0-9]")


def _identifiers(text, without_doi):
    """What identifiers a printed reference carries; the guards spare most texts the search."""
    found = {}
    if without_doi and "10." in text and (dois := find_dois(text)):
        found["doi"] = dois[0].doi
    return found | find_numbers(text)


def _joined(fields, identifiers, odd_doi):
    said = [fields[name] for name in _PRINTED if name in fields]
    if identifiers and "isbn" in identifiers:
        said.append(f"ISBN {identifiers['isbn']}")
    return ", ".join([*said, odd_doi] if odd_doi else said)


def _first(value):
    for item in _list(value):
        if text := plain(item):
            return text
    return None


def _list(value):
    if isinstance(value, list):
        return value
    return [] if value is None else [value]


def _only(record, names):
    return {name: value for name, value in record.items() if name in names and value not in (None, "")}


def _text(key):
    return lambda record: plain(record.get(key)) if key in record else None


_DATES = ("issued", "published", "published-print", "published-online", "posted")
_PERSON = frozenset({"family", "given", "name", "ORCID"})
_WORK_FIELDS = {
    "title": _title,
    "authors": _people,
    "year": _year,
    "years": _years,
    "container": lambda record: _first(record.get("container-title")),
    "containers": _containers,
    "volume": _text("volume"),
    "issue": _text("issue"),
    "pages": _text("page"),
    "article_number": _text("article-number"),
    "publisher": _text("publisher"),
    "isbns": _isbns,
    "type": _text("type"),
    "references": _references,
    "global_citation_score": _count,
}
# Fields of a deposited entry, in the order of a printed reference.
_PRINTED = dict.fromkeys(
    (
        "author",
        "article-title",
        "volume-title",
        "journal-title",
        "series-title",
        "year",
        "volume",
        "issue",
        "first-page",
        "edition",
        "component",
        "standards-body",
        "standard-designator",
    )
)
_ENTRY = frozenset({*_PRINTED, "DOI", "doi-asserted-by", "unstructured", "ISBN"})

# The fields asked for in lists: valid names of Crossref's `select`, and all that `slim` keeps.
SELECT = (
    "DOI",
    "ISBN",
    "article-number",
    "author",
    "container-title",
    "editor",
    "is-referenced-by-count",
    "issue",
    *_DATES,
    "page",
    "publisher",
    "reference",
    "short-container-title",
    "subtitle",
    "title",
    "type",
    "volume",
)
_KEPT = frozenset(SELECT)
