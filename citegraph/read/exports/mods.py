"""MODS, as Zotero and libraries export it, and Dublin Core, as repositories hand it out."""

import re

from citegraph.model import Author
from citegraph.read.claims import author_from, claim
from citegraph.read.reading import Reading, Record
from citegraph.read.trees import Element, opening_names, read_records, root_name

_IDENTIFIERS = {"doi": "doi", "isbn": "isbn", "pmid": "pmid", "pmcid": "pmcid", "arxiv": "arxiv"}
_AUTHOR = re.compile(r"aut|author|cre|creator", re.IGNORECASE)
_DOI = re.compile(r"(?:doi:\s*|doi\.org/|^)(10\.\d{4,9}/\S+)", re.IGNORECASE)
_ENVELOPES = frozenset({"OAI-PMH", "ListRecords", "GetRecord", "record", "records", "metadata", "dc"})
# Zotero's and MARC's words in CSL's.
KINDS = {
    "journalarticle": "article-journal",
    "article": "article-journal",
    "book": "book",
    "booksection": "chapter",
    "conferencepaper": "paper-conference",
    "thesis": "thesis",
    "theses": "thesis",
    "report": "report",
    "webpage": "webpage",
}


def is_mods(text: str) -> bool:
    """Whether *text* is MODS.

    >>> is_mods("<modsCollection><mods:mods>"), is_mods("<oai_dc:dc>")
    (True, False)
    """
    return "mods" in opening_names(text)


def is_dublin_core(text: str) -> bool:
    """Whether *text* is Dublin Core, bare or in an envelope.

    >>> is_dublin_core("<OAI-PMH><record><oai_dc:dc><dc:title>"), is_dublin_core("<html>")
    (True, False)
    """
    return root_name(text) in _ENVELOPES and {"dc", "title"} <= opening_names(text)


def read_mods(text: str, *, name: str, sha256: str) -> Reading:
    """Read each record as a seed.

    >>> text = ("<mods><titleInfo><nonSort>The</nonSort><title>Peer</title><subTitle>a view</subTitle></titleInfo>"
    ...         "<relatedItem type='host'><titleInfo><title>CMHJ</title></titleInfo><part><detail type='volume'><number>52"
    ...         "</number></detail><extent unit='pages'><start>767</start><end>774</end></extent></part></relatedItem></mods>")
    >>> read_mods(text, name="a.xml", sha256="").seeds[0].text
    'The Peer: a view. CMHJ, 52, 767-774'

    Raises
    ------
    ReadError
        If no record names a work.
    """
    return read_records(text, name=name, sha256=sha256, form="mods", wanted={"mods"}, record=_mods)


def read_dublin_core(text: str, *, name: str, sha256: str) -> Reading:
    """Read each record as a seed.

    >>> text = ("<oai_dc:dc><dc:title>Co-citation</dc:title><dc:creator>Small, Henry</dc:creator><dc:date>1973-07</dc:date>"
    ...         "<dc:identifier>https://doi.org/10.1002/asi.1</dc:identifier></oai_dc:dc>")
    >>> read_dublin_core(text, name="a.xml", sha256="").seeds[0].text
    'Small, Henry (1973). Co-citation. doi:10.1002/asi.1'

    Raises
    ------
    ReadError
        If no record names a work.
    """
    return read_records(text, name=name, sha256=sha256, form="dublin-core", wanted={"dc"}, record=_dublin_core)


def _mods(found: Element):
    host = next((each for each in found.children("relatedItem") if each.attributes.get("type") == "host"), None)
    fields = {"title": _title(found), "container": _title(host) if host else None}
    parts = [part for each in (found, host) if each for part in each.children("part")]
    for detail in (detail for part in parts for detail in part.children("detail")):
        field = {"volume": "volume", "issue": "issue"}.get(detail.attributes.get("type"))
        if field and detail.said("number"):
            fields.setdefault(field, detail.said("number"))
    for extent in (extent for part in parts for extent in part.children("extent")):
        fields.setdefault("pages", "-".join(filter(None, (extent.said("start"), extent.said("end")))) or extent.said("list"))
    for holder in filter(None, (found, host)):
        fields["publisher"] = fields.get("publisher") or holder.said("originInfo/publisher")
        dates = ("originInfo/dateIssued", "part/date", "originInfo/copyrightDate", "originInfo/dateCreated")
        fields["year"] = fields.get("year") or holder.said(*dates)
        for given in holder.children("identifier"):
            field = _IDENTIFIERS.get((given.attributes.get("type") or "").lower())
            if field and not (holder is host and field == "doi"):
                fields.setdefault(field, given.text())
    genres = [re.sub(r"\W", "", part.text()).lower() for part in found.children("genre")]
    kind = next((KINDS[genre] for genre in genres if genre in KINDS), None)
    return _record(fields, _people(found), kind, found.line)


def _title(holder):
    given = next((each for each in holder.children("titleInfo") if not each.attributes.get("type")), None)
    if given is None or not given.said("title"):
        return None
    title = " ".join(filter(None, (given.said("nonSort"), given.said("title"))))
    return f"{title}: {given.said('subTitle')}" if given.said("subTitle") else title


def _people(found):
    named = [(each, _AUTHOR.fullmatch(each.said("role/roleTerm") or "author")) for each in found.children("name")]
    chosen = [each for each, author in named if author] or [each for each, _ in named]
    return tuple(filter(None, map(_author, chosen)))


def _author(given):
    parts = {part.attributes.get("type"): part.text() for part in reversed(given.children("namePart"))}
    if parts.get("family"):
        return Author(parts["family"], parts.get("given"))
    if not parts.get(None):
        return None
    return Author(parts[None]) if given.attributes.get("type") == "corporate" else author_from(parts[None])


def _dublin_core(found: Element):
    identifiers = [each.text() for each in found.children("identifier", "relation")]
    fields = {
        "title": found.said("title"),
        "year": found.said("date"),
        "publisher": found.said("publisher"),
        "container": found.said("source"),
        "doi": next((match[1] for text in identifiers if (match := _DOI.search(text))), None),
        "isbn": next((text for text in identifiers if "isbn" in text.lower()), None),
    }
    if fields["isbn"]:
        fields["isbn"] = re.sub(r"[^\dXx-]", "", fields["isbn"].lower().partition("isbn")[2])
    authors = tuple(author_from(text) for each in found.children("creator") if (text := each.text()))
    kinds = [re.sub(r"\W", "", each.text().lower().rpartition("/")[2]) for each in found.children("type")]
    return _record(fields, authors, next((KINDS[kind] for kind in kinds if kind in KINDS), None), found.line)


def _record(fields, authors, kind, line):
    if not (fields.get("title") or fields.get("doi") or authors and fields.get("year")):
        return None
    return Record(claim(fields, authors=authors, kind=kind, line=line))
