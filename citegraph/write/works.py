"""What every bibliography says of a work: its kind, its identifiers, its place in the list."""

import math
import re
from dataclasses import dataclass
from urllib.parse import quote

import networkx as nx

from citegraph.wording import printable
from citegraph.write.flat import clean


@dataclass(frozen=True, slots=True)
class Kind:
    """A type of work in the words of three formats.

    `venue` is the BibTeX field for what the work appeared in.
    """

    bibtex: str
    venue: str
    ris: str
    csl: str


_ARTICLE = Kind("article", "journal", "JOUR", "article-journal")
_BOOK = Kind("book", "series", "BOOK", "book")
_CHAPTER = Kind("incollection", "booktitle", "CHAP", "chapter")
_ENTRY = Kind("incollection", "booktitle", "ENCYC", "entry")
_PAPER = Kind("inproceedings", "booktitle", "CPAPER", "paper-conference")
_PREPRINT = Kind("misc", "howpublished", "UNPB", "article")
_REPORT = Kind("techreport", "institution", "RPRT", "report")
_THESIS = Kind("phdthesis", "school", "THES", "thesis")
_OTHER = Kind("misc", "howpublished", "GEN", "document")

# By the type names of Crossref, then those of CSL, which references carry.
KINDS = {
    "book": _BOOK,
    "book-chapter": _CHAPTER,
    "book-part": _CHAPTER,
    "book-section": _CHAPTER,
    "book-series": _BOOK,
    "book-set": _BOOK,
    "book-track": _CHAPTER,
    "component": _OTHER,
    "database": Kind("misc", "howpublished", "DBASE", "dataset"),
    "dataset": Kind("misc", "howpublished", "DATA", "dataset"),
    "dissertation": _THESIS,
    "edited-book": Kind("book", "series", "EDBOOK", "book"),
    "journal": Kind("misc", "howpublished", "JFULL", "periodical"),
    "journal-article": _ARTICLE,
    "journal-issue": Kind("misc", "howpublished", "JFULL", "periodical"),
    "journal-volume": Kind("misc", "howpublished", "JFULL", "periodical"),
    "monograph": _BOOK,
    "peer-review": Kind("misc", "howpublished", "GEN", "review"),
    "posted-content": _PREPRINT,
    "proceedings": Kind("proceedings", "series", "CONF", "book"),
    "proceedings-article": _PAPER,
    "reference-book": _BOOK,
    "reference-entry": _ENTRY,
    "report": _REPORT,
    "report-component": _REPORT,
    "report-series": _REPORT,
    "standard": Kind("misc", "howpublished", "STAND", "standard"),
    "article": _PREPRINT,
    "article-journal": _ARTICLE,
    "article-magazine": Kind("article", "journal", "MGZN", "article-magazine"),
    "article-newspaper": Kind("article", "journal", "NEWS", "article-newspaper"),
    "chapter": _CHAPTER,
    "entry": _ENTRY,
    "entry-dictionary": Kind("incollection", "booktitle", "DICT", "entry-dictionary"),
    "entry-encyclopedia": Kind("incollection", "booktitle", "ENCYC", "entry-encyclopedia"),
    "manuscript": Kind("unpublished", "howpublished", "UNPB", "manuscript"),
    "paper-conference": _PAPER,
    "patent": Kind("misc", "howpublished", "PAT", "patent"),
    "post-weblog": Kind("misc", "howpublished", "BLOG", "post-weblog"),
    "software": Kind("misc", "howpublished", "COMP", "software"),
    "thesis": _THESIS,
    "webpage": Kind("misc", "howpublished", "ELEC", "webpage"),
}
_RANGE = re.compile(r"\s*([A-Za-z]{0,2}\d+)\s?[-–—]+\s?([A-Za-z]{0,2}\d+)\s*")


def kind_of(attributes: dict) -> Kind:
    """Return the kind of a work; where no type is known, a volume of something tells an article.

    >>> kind_of({"type": "dissertation"}).ris, kind_of({"venue": "Scientometrics", "volume": "8"}).ris, kind_of({}).ris
    ('THES', 'JOUR', 'GEN')
    """
    untyped = _ARTICLE if attributes.get("venue") and attributes.get("volume") else _OTHER
    return KINDS.get(attributes.get("type"), untyped)


def in_order(G: nx.DiGraph) -> list:
    """Return works and their attributes: those with a `rank` first, best first, then by id."""
    return sorted(G.nodes(data=True), key=lambda entry: (entry[1].get("rank", math.inf), entry[0]))


def one_line(text: str) -> str:
    r"""Return *text* as one line, fit to be shown anywhere.

    >>> one_line("Peer\nsupport\x1b")
    'Peer support�'
    """
    return printable(clean(text))


def said_of(attributes: dict, name: str) -> str:
    """Return an attribute as one line of text; ``""`` where it is not known.

    >>> said_of({"year": 1973}, "year"), said_of({}, "year")
    ('1973', '')
    """
    return one_line(str(attributes.get(name, "")))


def title_of(attributes: dict) -> str:
    """Return the title, or the reference as read where no title was told from it."""
    return said_of(attributes, "title") or said_of(attributes, "text")


def note_of(attributes: dict) -> str:
    """Return the reference as read, if nobody could resolve it and `title_of` does not say it already."""
    said = attributes.get("status") == "unresolved" and said_of(attributes, "title")
    return said_of(attributes, "text") if said else ""


def page_range(pages: str) -> tuple[str, str]:
    """Return the first and last page; the second is empty unless both are plainly numbers.

    >>> page_range("S392–S411"), page_range("e2015-0012-x")
    (('S392', 'S411'), ('e2015-0012-x', ''))
    """
    return match.groups() if (match := _RANGE.fullmatch(pages)) else (pages, "")


def identifier_of(work: str, scheme: str) -> str:
    """Return what follows *scheme* in a work's id, or ``""`` if its id is of another.

    >>> identifier_of("pmid:21770786", "pmid"), identifier_of("doi:10.1/a", "pmid")
    ('21770786', '')
    """
    named, _, value = work.partition(":")
    return one_line(value) if named == scheme else ""


_ADDRESSES = {"doi": "https://doi.org/", "pmid": "https://pubmed.ncbi.nlm.nih.gov/", "arxiv": "https://arxiv.org/abs/"}


def url_of(work: str) -> str:
    """Return where a work is found, or ``""`` where its id does not tell.

    >>> url_of("doi:10.1002/(sici)1097-4571(199806)49:8<693::aid-asi4>3.0.co;2-o")
    'https://doi.org/10.1002/(sici)1097-4571(199806)49:8%3C693::aid-asi4%3E3.0.co;2-o'
    >>> url_of("arxiv:cs/0309023"), url_of("ref:04dcc140bc08")
    ('https://arxiv.org/abs/cs/0309023', '')
    """
    scheme = work.partition(":")[0]
    return _ADDRESSES[scheme] + quote(identifier_of(work, scheme), safe="/:;()") if scheme in _ADDRESSES else ""
