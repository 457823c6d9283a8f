"""What reference managers hide in a document: the works it cites, field by field, behind every citation."""

import base64
import binascii
import json
import re
from collections.abc import Iterable
from dataclasses import replace

from citegraph.errors import ReadError
from citegraph.model import Reference, fold
from citegraph.read.exports import endnote_xml
from citegraph.read.exports.csl import csl_work
from citegraph.read.exports.json_items import without_half_pairs
from citegraph.read.likeness import YEAR
from citegraph.read.reading import Reading
from citegraph.read.trees import Element, elements

LONG_ENOUGH = 12  # letters of a title that is believed to be the same when it stands in a printed entry
_FIELDS = (
    "authors", "year", "title", "container", "volume", "issue", "pages", "article_number", "publisher", "doi", "pmid",
    "pmcid", "arxiv", "isbn", "kind",
)  # fmt: skip
_CONTROL = re.compile(r"MENDELEY_CITATION_v\d+_([\w+/=-]+)")


def cited_in(code: str, data: str = "", line: int | None = None) -> tuple[Reference, ...]:
    """Return the works that one field code cites: of Zotero, of Mendeley, or of EndNote.

    Parameters
    ----------
    code
        The instruction of the field, or the tag of a content control.
    data
        What EndNote keeps beside a long instruction, in base 64.

    >>> code = ' ADDIN ZOTERO_ITEM CSL_CITATION {"citationItems":[{"itemData":{"title":"Co-citation","DOI":"10.1/x"}}]} '
    >>> cited_in(code)[0].title, cited_in("PAGE")
    ('Co-citation', ())

    A code that is broken brings nothing:

    >>> cited_in('ADDIN CSL_CITATION {"citationItems":[{"itemData":{"title":"Co-cit')
    ()
    """
    if "CSL_CITATION" in code:
        return _of_json(code[code.find("{") :], line)
    if control := _CONTROL.match(code):
        return _of_json(_from_base_64(control[1]), line)
    if "EN.CITE" in code:
        return _of_endnote(code, line) or _of_endnote(_from_base_64(data), line)
    return ()


def _of_json(text, line):
    try:
        citation = without_half_pairs(json.JSONDecoder().raw_decode(text)[0], text)
    except (ValueError, RecursionError):
        return ()
    items = citation.get("citationItems") if isinstance(citation, dict) else None
    data = [item.get("itemData") for item in items if isinstance(item, dict)] if isinstance(items, list) else ()
    works = (csl_work(item, line) for item in data if isinstance(item, dict))
    return tuple(work.claim for work in works if work)


def _of_endnote(text, line):
    start = text.find("<EndNote")
    if start < 0:
        return ()
    try:
        found = [each for each in elements(text[start:], "", {"record"}) if isinstance(each, Element)]
    except ReadError:
        return ()
    records = map(endnote_xml.record_from, found)
    return tuple(replace(record.claim, line=line) for record in records if record)


def _from_base_64(text):
    text = re.sub(r"\s+", "", text)
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_" if re.search("[-_]", text) else None).decode(
            errors="replace"
        )
    except (binascii.Error, ValueError):
        return ""


def with_cited(reading: Reading, cited: Iterable[Reference]) -> Reading:
    """Return *reading* with what is known of the works that its document cites, each work once.

    A printed entry that means a cited work gets its fields and keeps its text and place; cited works that no entry
    means follow the last one.  Where nothing is printed, they are the list.

    >>> printed = Reference("[1] Small H. Co-citation in the literature. 1973", year=1973, line=9, number=1)
    >>> known = Reference("", title="Co-citation in the literature", year=1973, doi="10.1002/asi.1")
    >>> other = Reference("Price. Networks. 1965", title="Networks of papers", year=1965)
    >>> reading = with_cited(Reading("a", "", "page", entries=(printed,)), [known, known, other])
    >>> [(entry.number, entry.doi, entry.text[:3]) for entry in reading.entries]
    [(1, '10.1002/asi.1', '[1]'), (2, None, 'Pri')]
    """
    waiting = list(_distinct(cited))
    if not waiting:
        return reading
    by_doi = {each.doi: each for each in waiting if each.doi}
    by_year = {}
    for each in waiting:
        by_year.setdefault(each.year, []).append((fold(each.title or ""), each))
    used = set()

    def known(entry):
        found = by_doi.get(entry.doi) or next((each for each in _meant(entry, by_year) if id(each) not in used), None)
        if found is None or id(found) in used:
            return entry
        used.add(id(found))
        return replace(entry, **{field: value for field in _FIELDS if (value := getattr(found, field))})

    entries = tuple(known(entry) for entry in (reading.about.references if reading.about else reading.entries))
    rest = [each for each in waiting if id(each) not in used]
    entries += tuple(replace(each, number=number) for number, each in enumerate(rest, start=len(entries) + 1))
    if reading.about:
        return replace(reading, about=replace(reading.about, references=entries))
    return replace(reading, entries=entries)


def _distinct(cited):
    """Each work once, as it is cited first; works are told apart by DOI, else by title and year."""
    seen = set()
    for each in cited:
        names = {("doi", each.doi)} if each.doi else set()
        names.add((fold(each.title or each.text), each.year))
        if seen.isdisjoint(names):
            yield each
        seen |= names


def _meant(entry, by_year):
    """The works whose title and year stand in an entry."""
    text, own = fold(entry.text), fold(entry.title or "")
    years = dict.fromkeys((entry.year, *(int(year[0]) for year in YEAR.finditer(entry.text)), None))
    for year in years:
        for title, each in by_year.get(year, ()):
            if title and title == own or len(title) >= LONG_ENOUGH and f" {title} " in f" {text} ":
                yield each
