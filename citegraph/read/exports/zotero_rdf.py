"""Zotero's RDF: items, and the journals and books they are part of."""

import re

from citegraph.errors import ReadError
from citegraph.model import Author
from citegraph.read.claims import claim
from citegraph.read.reading import Reading, Record, Skipped
from citegraph.read.trees import Element, elements, opening_names, root_name

# The elements that Zotero writes for items, and for what items are part of.
ITEMS = frozenset(
    "Article Book BookSection Thesis Report Manuscript Document Letter Interview Image Recording MotionPicture "
    "Patent Description ConferenceProceedings Data Software Legislation CourtCase".split()
)
WHOLES = frozenset({"Journal", "Periodical", "Newspaper", "Magazine", "Series"})
_OTHERS = frozenset({"Attachment", "Memo", "Collection"})
# Zotero's type names in CSL's words.
KINDS = {
    "journalArticle": "article-journal",
    "magazineArticle": "article-magazine",
    "newspaperArticle": "article-newspaper",
    "preprint": "article",
    "book": "book",
    "bookSection": "chapter",
    "encyclopediaArticle": "entry-encyclopedia",
    "dictionaryEntry": "entry-dictionary",
    "conferencePaper": "paper-conference",
    "thesis": "thesis",
    "report": "report",
    "dataset": "dataset",
    "webpage": "webpage",
    "blogPost": "post-weblog",
    "patent": "patent",
    "manuscript": "manuscript",
    "computerProgram": "software",
}
_NO_WORKS = {"attachment", "note", "annotation"}
_IDENTIFIER = {
    "doi": re.compile(r"(?:\bDOI:?\s*|doi\.org/)(\S+)", re.IGNORECASE),
    "isbn": re.compile(r"\bISBN:?\s*([\dXx -]+)", re.IGNORECASE),
    "pmid": re.compile(r"\bPMID:?\s*(\d+)", re.IGNORECASE),
    "pmcid": re.compile(r"\b(PMC\d+)"),
    "arxiv": re.compile(r"(?:\barXiv:\s*|arxiv\.org/abs/)(\S+)", re.IGNORECASE),
}


def is_zotero_rdf(text: str) -> bool:
    """Whether *text* is RDF as Zotero writes it.

    >>> is_zotero_rdf('<rdf:RDF xmlns:z="#"><bib:Article>'), is_zotero_rdf("<rdf:RDF><owl:Class>")
    (True, False)
    """
    return root_name(text) == "RDF" and not (ITEMS | WHOLES | _OTHERS).isdisjoint(opening_names(text))


def read_zotero_rdf(text: str, *, name: str, sha256: str) -> Reading:
    """Read each item as a seed; attachments, notes and collections are no items.

    A journal may stand outside the item, anywhere in the file:

    >>> text = ("<rdf:RDF><bib:Article><z:itemType>journalArticle</z:itemType><dc:title>Co-citation</dc:title>"
    ...         "<dcterms:isPartOf rdf:resource='urn:issn:0002-8231'/></bib:Article>"
    ...         "<bib:Journal rdf:about='urn:issn:0002-8231'><dc:title>JASIS</dc:title></bib:Journal></rdf:RDF>")
    >>> seed = read_zotero_rdf(text, name="a.rdf", sha256="").seeds[0]
    >>> seed.title, seed.container, seed.kind
    ('Co-citation', 'JASIS', 'article-journal')

    Raises
    ------
    ReadError
        If no item names a work.
    """
    found, wholes, skipped = [], {}, []
    for each in elements(text, name, ITEMS | WHOLES | _OTHERS):
        if isinstance(each, Skipped):
            skipped.append(each)
        elif each.name in WHOLES or each.name == "ConferenceProceedings" and not each.first("itemType"):
            wholes[each.attributes.get("about")] = _fields_of_whole(each)
        elif each.name not in _OTHERS and each.said("itemType") not in _NO_WORKS:
            found.append((each.line, *_item(each)))
    records = []
    for line, fields, authors, kind, parts in found:
        for part in parts:
            for field, value in wholes.get(part, {}).items():
                fields[field] = fields.get(field) or value
        if fields.get("title") or fields.get("doi") or (authors and fields.get("year")):
            records.append(Record(claim(fields, authors=authors, kind=kind, line=line)))
        else:
            skipped.append(Skipped(line, "; ".join(filter(None, fields.values())), "an item without title or authors", record=True))
    if not records:
        problem = f"no work found in it: {skipped[0].reason}" if skipped else "its RDF holds no item that names a work"
        raise ReadError(name, problem, skipped[0].line if skipped else None)
    skipped.sort(key=lambda skip: skip.line)
    return Reading(name, sha256, "zotero-rdf", records=tuple(records), skipped=tuple(skipped))


def _item(found: Element):
    """Fields, authors and kind of an item, and the names of what it is part of that stands elsewhere."""
    fields = {
        "title": found.said("title"),
        "year": found.said("date"),
        "volume": found.said("volume"),
        "issue": found.said("number", "issue"),
        "pages": found.said("pages"),
        "publisher": found.said("publisher/Organization/name", "publisher"),
        **_identifiers(found),
    }
    elsewhere = []
    for part in found.children("isPartOf"):
        elsewhere.append(part.attributes.get("resource"))
        for whole in part.children():
            for field, value in _fields_of_whole(whole).items():
                fields[field] = fields.get(field) or value
    if extra := found.said("description"):
        for field, value in _identified(extra).items():
            fields[field] = fields.get(field) or value
    kind = KINDS.get(found.said("itemType"))
    return fields, _people(found), kind, elsewhere


def _fields_of_whole(whole):
    """What a journal or book says of the items within it; a series gives nothing but its volume."""
    return {
        "container": whole.said("title") if whole.name != "Series" else None,
        "volume": whole.said("volume"),
        "issue": whole.said("number", "issue"),
        **_identifiers(whole),
    }


def _identifiers(element):
    return _identified(" \n ".join(each.text() for each in element.children("identifier")))


def _identified(text):
    return {field: match[1] for field, pattern in _IDENTIFIER.items() if (match := pattern.search(text))}


def _people(found):
    for group in ("authors", "inventors", "programmers", "interviewees", "directors", "contributors", "editors"):
        listed = found.first(group)
        people = listed.within("Person") if listed else ()
        authors = tuple(filter(None, map(_author, people)))
        if authors:
            return authors
    return ()


def _author(person):
    family, given = person.said("surname", "name"), person.said("givenName", "givenname", "firstName")
    return Author(family, given) if family else Author(given) if given else None
