"""EndNote's XML, as EndNote, Zotero, Mendeley and Covidence export it."""

import re

from citegraph.identifiers import find_dois
from citegraph.read.claims import author_from, claim
from citegraph.read.reading import Reading, Record
from citegraph.read.trees import Element, opening_names, read_records, root_name

# Where each field of a claim may stand, best first.
FIELDS = {
    "title": ("titles/title", "titles/short-title", "titles/translated-title"),
    "container": ("titles/secondary-title", "periodical/full-title", "titles/alt-title", "alt-periodical/full-title"),
    "volume": ("volume",),
    "issue": ("number", "issue"),
    "pages": ("pages",),
    "publisher": ("publisher",),
    "year": ("dates/year", "dates/pub-dates/date", "dates/date"),
    "isbn": ("isbn",),
    "pmcid": ("custom2",),
}
PEOPLE = ("authors", "secondary-authors", "tertiary-authors")
KINDS = {
    "journal article": "article-journal",
    "electronic article": "article-journal",
    "journal": "article-journal",
    "magazine article": "article-magazine",
    "newspaper article": "article-newspaper",
    "book": "book",
    "edited book": "book",
    "electronic book": "book",
    "classical work": "book",
    "book section": "chapter",
    "electronic book section": "chapter",
    "encyclopedia": "entry-encyclopedia",
    "dictionary": "entry-dictionary",
    "conference paper": "paper-conference",
    "conference proceedings": "paper-conference",
    "thesis": "thesis",
    "report": "report",
    "government document": "report",
    "standard": "standard",
    "dataset": "dataset",
    "web page": "webpage",
    "blog": "post-weblog",
    "patent": "patent",
    "computer program": "software",
    "unpublished work": "manuscript",
    "manuscript": "manuscript",
}
_DROPPED = frozenset({"abstract", "research-notes", "keywords", "auth-address", "pdf-urls"})


def is_endnote_xml(text: str) -> bool:
    """Whether *text* is EndNote's XML.

    >>> is_endnote_xml("<xml><records><record>"), is_endnote_xml("<records><record><header/>")
    (True, False)
    """
    names = opening_names(text)
    return "record" in names and (root_name(text) == "xml" and "records" in names or "ref-type" in names)


def read_endnote_xml(text: str, *, name: str, sha256: str) -> Reading:
    """Read each record as a seed.

    >>> text = ("<xml><records><record><ref-type name='Journal Article'>17</ref-type><titles><title><style>Co-</style>"
    ...         "<style face='italic'>citation</style></title></titles><electronic-resource-num>doi: 10.1002/ASI.1 "
    ...         "</electronic-resource-num></record></records></xml>")
    >>> seed = read_endnote_xml(text, name="a.xml", sha256="").seeds[0]
    >>> seed.title, seed.doi, seed.kind
    ('Co-citation', '10.1002/asi.1', 'article-journal')

    Raises
    ------
    ReadError
        If no record names a work.
    """
    return read_records(
        text, name=name, sha256=sha256, form="endnote-xml", wanted={"record"}, record=record_from, dropped=_DROPPED
    )


def record_from(found: Element) -> Record | None:
    """Return the work that one record of EndNote describes, or `None` if it names none."""
    fields = {field: found.said(*paths) for field, paths in FIELDS.items()}
    kind = _kind(found)
    if fields["container"] == fields["title"] or kind == "book":  # a book's secondary title is its series
        fields["container"] = None
    number = found.said("electronic-resource-num")
    places = [url.text() for url in found.within("url")]
    fields["doi"] = number if number and find_dois(number) else next((place for place in places if find_dois(place)), None)
    if arxiv := re.search(r"arxiv\.org/(?:abs|pdf)/([\w.-]+(?:/\d{7})?)", " ".join(places)):
        fields["arxiv"] = arxiv[1]
    if re.search("pubmed|medline|nlm", found.said("remote-database-name") or "", re.IGNORECASE):
        fields["pmid"] = re.sub(r"(?s)^\D*?(\d{4,9})?.*", r"\1", found.said("accession-num") or "")
    authors = _authors(found)
    if not (fields["title"] or fields["doi"] or (authors and fields["year"])):
        return None
    return Record(claim(fields, authors=authors, kind=kind, line=found.line))


def _kind(found):
    given = found.first("ref-type")
    return KINDS.get((given.attributes.get("name") or "").strip().lower()) if given else None


def _authors(found):
    for group in PEOPLE:
        people = found.first(f"contributors/{group}")
        names = [text for person in people.children("author") if (text := person.text()).strip(" ,;")] if people else ()
        if names:
            return tuple(map(author_from, names))
    return ()
