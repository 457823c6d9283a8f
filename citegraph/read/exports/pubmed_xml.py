"""PubMed's XML, with the reference lists that PubMed Central deposits there."""

from dataclasses import replace

from citegraph.errors import ReadError
from citegraph.model import Author
from citegraph.read.claims import claim, without_place
from citegraph.read.reading import Reading, Record, Skipped
from citegraph.read.strings import read_reference
from citegraph.read.trees import Element, elements, opening_names

RECORDS = frozenset({"PubmedArticle", "PubmedBookArticle"})
_PARTS = frozenset({"MedlineCitation", "BookDocument", "ArticleIdList", "Reference"})
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
    return not (RECORDS | {"MedlineCitation"}).isdisjoint(opening_names(text))


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
    works, skipped = [], []
    # Part by part, so that a damaged reference costs itself and not the article.
    for each in elements(text, name, _PARTS, _DROPPED, marks=RECORDS):
        if isinstance(each, Skipped):
            skipped.append(each)
        elif each.name in RECORDS and not each.parts:
            works.append(_Work(each.line))
        elif works or each.name == "MedlineCitation":
            works = works or [_Work(each.line)]
            works[-1].add(each)
    records = []
    for work in works:
        if said := work.said():
            records.append(Record(said, tuple(work.cited)))
        elif not any(work.line <= skip.line for skip in skipped):
            skipped.append(Skipped(work.line, "", "a record without title or identifier", record=True))
    if not records:
        problem = f"no work found in it: {skipped[0].reason}" if skipped else "its XML holds no record"
        raise ReadError(name, problem, skipped[0].line if skipped else None)
    return Reading(name, sha256, "pubmed-xml", records=tuple(records), skipped=tuple(skipped))


class _Work:
    """One article or book as its parts come by."""

    def __init__(self, line):
        self.line, self.fields, self.authors, self.cited = line, {}, (), []

    def add(self, part):
        """Take in the description, the identifiers, or one reference."""
        if part.name == "Reference":
            if said := _cited(part, len(self.cited) + 1):
                self.cited.append(said)
        elif part.name == "ArticleIdList":
            self._fill(_identifiers(part))
        else:
            self._fill(_fields(part))
            self.authors = self.authors or _authors(part)

    def said(self):
        """The claim about the work, or `None` if nothing names it."""
        if not any(self.fields.get(field) for field in ("title", "pmid", "doi")):
            return None
        fields = dict(self.fields)
        return claim(fields, authors=self.authors, kind=fields.pop("kind", None), line=self.line)

    def _fill(self, fields):
        self.fields.update({field: value for field, value in fields.items() if value and not self.fields.get(field)})


def _fields(about: Element):
    fields = {field: about.said(*paths) for field, paths in FIELDS.items()}
    fields["title"] = (fields["title"] or "").rstrip(".").removeprefix("[").removesuffix("]")
    fields["container"] = without_place(fields["container"])
    fields["year"] = next(filter(None, (_year(about.first(path)) for path in DATES)), None)
    for place in about.children("Article"):
        for given in place.children("ELocationID"):
            if given.attributes.get("EIdType") == "doi" and given.attributes.get("ValidYN") != "N":
                fields.setdefault("doi", given.text())
    for listed in about.children("ArticleIdList"):
        for field, value in _identifiers(listed).items():
            fields[field] = fields.get(field) or value
    fields["kind"] = "article-journal"
    if about.name == "BookDocument":
        fields["container"] = about.said("Book/BookTitle") if about.said("ArticleTitle") else None
        fields["kind"] = "chapter" if fields["container"] else "book"
    return fields


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


def _cited(given: Element, number):
    """The reference that one element makes, or `None` if it says nothing."""
    listed = given.first("ArticleIdList")
    identifiers = _identifiers(listed) if listed else {}
    said = claim(identifiers)
    text = given.said("Citation")
    text = text or said.doi and f"doi:{said.doi}" or said.pmid and f"PMID: {said.pmid}" or said.pmcid
    if not text:
        return None
    read = read_reference(text, line=given.line, number=number)
    known = {field: value for field in ("doi", "pmid", "pmcid") if (value := getattr(said, field))}
    # What the record says outranks a DOI in the text, which may be of a comment on the work.
    return replace(read, **known)
