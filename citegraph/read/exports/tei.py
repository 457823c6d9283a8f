"""TEI, as GROBID writes it for a PDF, and as editors of texts do."""

import re
from dataclasses import replace

from citegraph.errors import ReadError
from citegraph.model import Author, Reference
from citegraph.read.claims import author_from, claim
from citegraph.read.reading import Reading, Record, Skipped
from citegraph.read.strings import read_reference
from citegraph.read.trees import Element, elements, opening_names, root_name

_ROOTS = frozenset({"TEI", "teiCorpus", "listBibl", "biblStruct"})
_IDENTIFIERS = {"doi": "doi", "pmid": "pmid", "pmcid": "pmcid", "arxiv": "arxiv", "isbn": "isbn"}
_UNITS = {"volume": "volume", "vol": "volume", "issue": "issue", "page": "pages", "pages": "pages", "pp": "pages"}
_DROPPED = frozenset({"abstract", "facsimile", "cit", "quote"})


def is_tei(text: str) -> bool:
    """Whether *text* is TEI.

    >>> is_tei('<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader>'), is_tei("<html>")
    (True, False)
    """
    return root_name(text) in _ROOTS and not opening_names(text).isdisjoint({"teiHeader", "biblStruct", "bibl"})


def read_tei(text: str, *, name: str, sha256: str) -> Reading:
    """Read each text as a seed with its reference list; a list without a text stands for itself.

    >>> text = ("<TEI><teiHeader><fileDesc><titleStmt><title>Peer work</title></titleStmt></fileDesc></teiHeader><text>"
    ...         "<back><listBibl><biblStruct><analytic><title level='a'>Co-citation</title><author><persName><forename>"
    ...         "H</forename><surname>Small</surname></persName></author></analytic><monogr><title level='j'>JASIS</title>"
    ...         "<imprint><biblScope unit='page' from='265' to='269'/><date when='1973-07'/></imprint></monogr>"
    ...         "</biblStruct></listBibl></back></text></TEI>")
    >>> reading = read_tei(text, name="a.xml", sha256="")
    >>> reading.seeds[0].title, reading.references[0].text
    ('Peer work', 'Small, H (1973). Co-citation. JASIS, 265-269')

    Raises
    ------
    ReadError
        If it holds neither a work nor a reference.
    """
    works, skipped = [(None, [])], []
    # Entry by entry, so that a damaged one costs itself and not the text.
    for each in elements(text, name, {"teiHeader", "biblStruct", "bibl"}, _DROPPED, marks={"TEI"}, nested={"bibl"}):
        if isinstance(each, Skipped):
            skipped.append(each)
        elif each.name == "TEI":
            works.append((None, []))
        elif each.name == "teiHeader":
            works[-1] = _about(each), works[-1][1]
        elif said := _reference(each, len(works[-1][1]) + 1):
            works[-1][1].append(said)
        else:
            skipped.append(Skipped(each.line, each.text()[:200], "an entry of the list that says nothing"))
    records = tuple(Record(said, tuple(cited)) for said, cited in works if said)
    entries = tuple(each for said, cited in works if not said for each in cited)
    if not (records or entries):
        reason = skipped[0].reason if skipped else "neither a text with a title nor a reference"
        raise ReadError(name, f"no work found in it: {reason}", skipped[0].line if skipped else None)
    return Reading(name, sha256, "tei", records=records, entries=entries, skipped=tuple(skipped))


def _about(header):
    """What the header says of the text; GROBID describes the PDF's work where the source is told."""
    source = header.first("fileDesc/sourceDesc/biblStruct")
    fields, authors, kind = _fields(source) if source else ({}, (), None)
    fields["title"] = fields.get("title") or header.said("fileDesc/titleStmt/title")
    if not authors:
        authors = _people(header.first("fileDesc/titleStmt") or header)
    fields["year"] = fields.get("year") or _date(header.first("fileDesc/publicationStmt") or header)
    said = claim(fields, authors=authors, kind=kind, line=header.line)
    return said if said.title or said.doi else None


def _reference(given: Element, number) -> Reference | None:
    if given.name == "bibl":
        return read_reference(given.text(), line=given.line, number=number) if given.text() else None
    fields, authors, kind = _fields(given)
    said = claim(fields, authors=authors, kind=kind, line=given.line, number=number)
    raw = next((note.text() for note in given.within("note") if note.attributes.get("type") == "raw_reference"), None)
    if not raw:
        return said if said.text else None
    if said.title or said.doi:
        return replace(said, text=raw)
    return read_reference(raw, line=given.line, number=number)


def _fields(given: Element):
    """Fields, authors and kind of a structured entry."""
    analytic, monogr = given.first("analytic"), given.first("monogr") or given
    titles = {title.attributes.get("level"): title for part in (monogr, analytic) if part for title in part.children("title")}
    whole = next((titles[level].text() for level in ("j", "m", "u", "s", None) if level in titles), None)
    part = titles["a"].text() if "a" in titles else None
    fields = {"title": part or whole, "container": whole if part else None}
    for scope in monogr.within("biblScope"):
        bounds = [scope.attributes[name] for name in ("from", "to") if scope.attributes.get(name)]
        if field := _UNITS.get((scope.attributes.get("unit") or scope.attributes.get("type") or "").lower()):
            fields.setdefault(field, "-".join(dict.fromkeys(bounds)) or scope.text())
    fields["year"] = _date(monogr)
    fields["publisher"] = monogr.said("imprint/publisher")
    for each in given.within("idno"):
        if field := _IDENTIFIERS.get((each.attributes.get("type") or "").lower()):
            fields.setdefault(field, re.sub(r"^arxiv:", "", each.text(), flags=re.IGNORECASE))
    kind = ("article-journal" if "j" in titles else "chapter" if "m" in titles else None) if part else None
    return fields, (_people(analytic) if analytic else ()) or _people(monogr), kind


def _date(holder):
    dates = list(holder.within("date"))
    for date in dates:
        if year := re.search(r"(?<!\d)\d{4}(?!\d)", date.attributes.get("when") or date.text()):
            return year[0]
    return None


def _people(holder):
    authors = list(holder.within("author")) or list(holder.within("editor"))
    return tuple(filter(None, map(_author, authors)))


def _author(given):
    name = next(given.within("persName"), None) or given
    if family := name.said("surname"):
        first = " ".join(text for part in name.children("forename") if (text := part.text()))
        return Author(family, first or None)
    text = name.text()
    return author_from(text) if text else None
