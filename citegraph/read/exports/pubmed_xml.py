"""PubMed's XML, with the reference lists that PubMed Central deposits there."""

from dataclasses import replace

from citegraph.model import Author
from citegraph.read.claims import claim
from citegraph.read.reading import Reading, Record
from citegraph.read.strings import read_reference
from citegraph.read.trees import Element, opening_names, read_records

RECORDS = frozenset({"PubmedArticle", "PubmedBookArticle", "MedlineCitation"})
# Where each field of a claim may stand, best first: of an article, of a book or a chapter of one.
FIELDS = {
    "title": ("Article/ArticleTitle", "Article/VernacularTitle", "ArticleTitle", "Book/BookTitle"),
    "container": ("Article/Journal/Title", "MedlineJournalInfo/MedlineTA", "Article/Journal/ISOAbbreviation"),
    "volume": ("Article/Journal/JournalIssue/Volume", "Book/Volume"),
    "issue": ("Article/Journal/JournalIssue/Issue",),
    "pages": ("Article/Pagination/MedlinePgn", "Article/Pagination/StartPage", "Pagination/MedlinePgn"),
    "publisher": ("Book/Publisher/PublisherName",),
    "isbn": ("Book/Isbn",),
    "pmid": ("PMID",),
}
DATES = ("Article/Journal/JournalIssue/PubDate", "Article/ArticleDate", "Book/PubDate", "ContributionDate")
IDENTIFIERS = {"doi": "doi", "pubmed": "pmid", "pmid": "pmid", "pmc": "pmcid", "pmcid": "pmcid"}
_DROPPED = frozenset({"Abstract", "OtherAbstract", "MeshHeadingList", "ChemicalList", "GrantList", "AffiliationInfo"})


def is_pubmed_xml(text: str) -> bool:
    """Whether *text* is PubMed's XML.

    >>> is_pubmed_xml("<PubmedArticleSet><PubmedArticle>"), is_pubmed_xml("<article>")
    (True, False)
    """
    return not RECORDS.isdisjoint(opening_names(text))


def read_pubmed_xml(text: str, *, name: str, sha256: str) -> Reading:
    """Read each article or book as a seed, with the references that PubMed holds for it.

    >>> text = ("<PubmedArticle><MedlineCitation><PMID>26659</PMID><Article><ArticleTitle>Co-citation.</ArticleTitle>"
    ...         "</Article></MedlineCitation><PubmedData><ReferenceList><Reference><Citation>Price D. Networks. Science. "
    ...         "1965;149:510.</Citation><ArticleIdList><ArticleId IdType='doi'>10.1126/science.149.3683.510</ArticleId>"
    ...         "</ArticleIdList></Reference></ReferenceList></PubmedData></PubmedArticle>")
    >>> reading = read_pubmed_xml(text, name="a.xml", sha256="")
    >>> reading.seeds[0].title, reading.seeds[0].pmid, reading.references[0].year, reading.references[0].doi
    ('Co-citation', '26659', 1965, '10.1126/science.149.3683.510')

    Raises
    ------
    ReadError
        If no record names a work.
    """
    return read_records(
        text, name=name, sha256=sha256, form="pubmed-xml", wanted=RECORDS, record=_record, dropped=_DROPPED
    )


def _record(found: Element):
    about = found.first("MedlineCitation", "BookDocument") or found
    data = found.first("PubmedData", "PubmedBookData")
    fields = {field: about.said(*paths) for field, paths in FIELDS.items()}
    fields["title"] = (fields["title"] or "").rstrip(".").removeprefix("[").removesuffix("]") or None
    fields["year"] = next(filter(None, (_year(about.first(path)) for path in DATES)), None)
    for place in about.children("Article"):
        for given in place.children("ELocationID"):
            if given.attributes.get("EIdType") == "doi" and given.attributes.get("ValidYN") != "N":
                fields.setdefault("doi", given.text())
    for listed in filter(None, (data and data.first("ArticleIdList"), about.first("ArticleIdList"))):
        for field, value in _identifiers(listed).items():
            fields[field] = fields.get(field) or value
    book = about.name == "BookDocument"
    if book and about.said("ArticleTitle"):
        fields["container"] = about.said("Book/BookTitle")
    kind = ("chapter" if fields["container"] else "book") if book else "article-journal"
    authors = _authors(about)
    if not (fields["title"] or fields["pmid"] or fields.get("doi")):
        return None
    listed = filter(None, map(_cited, found.within("Reference")))
    cited = tuple(replace(each, number=number) for number, each in enumerate(listed, start=1))
    return Record(claim(fields, authors=authors, kind=kind, line=found.line), cited)


def _year(date):
    return date.said("Year", "MedlineDate") if date else None


def _authors(about):
    lists = [each for path in ("Article", "Book") for part in about.children(path) for each in part.children("AuthorList")]
    lists = about.children("AuthorList") + lists
    people = [person for listed in lists[:1] for person in listed.children("Author")]
    return tuple(filter(None, map(_author, people)))


def _author(person):
    if family := person.said("LastName"):
        return Author(family, person.said("ForeName", "Initials"))
    group = person.said("CollectiveName")
    return Author(group) if group else None


def _identifiers(listed):
    """Identifiers by field; the first of each kind."""
    found = {}
    for each in listed.children("ArticleId"):
        field = IDENTIFIERS.get(each.attributes.get("IdType"))
        if field and each.text():
            found.setdefault(field, each.text())
    return found


def _cited(given: Element):
    """The reference that one element makes, or `None` if it says nothing."""
    listed = given.first("ArticleIdList")
    identifiers = _identifiers(listed) if listed else {}
    said = claim(identifiers)
    text = given.said("Citation")
    text = text or said.doi and f"doi:{said.doi}" or said.pmid and f"PMID: {said.pmid}" or said.pmcid
    if not text:
        return None
    read = read_reference(text, line=given.line)
    known = {field: value for field in ("doi", "pmid", "pmcid") if (value := getattr(said, field))}
    # What the record says outranks a DOI in the text, which may be of a comment on the work.
    return replace(read, **known)
