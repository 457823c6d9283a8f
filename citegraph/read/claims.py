"""What a library export says of a work, put into one `Reference`."""

import re

from citegraph.identifiers import DOI, find_arxiv, find_dois, find_isbn
from citegraph.model import Author, Draft, Reference, finished
from citegraph.read.likeness import YEAR


def claim(fields: dict, *, authors=(), kind=None, line=None, number=None) -> Reference:
    """Return the claim that *fields* make, with a readable text.

    *fields* holds texts under the names of `Reference`'s attributes, those of
    identifiers in any spelling; `year` may be a whole date.

    >>> fields = {"title": "Small  worlds", "year": "1973/07", "doi": "https://doi.org/10.1002/ASI.1", "pages": "5--9"}
    >>> said = claim(fields, authors=(Author("Small", "H."),))
    >>> said.text, said.year, said.doi, said.pages
    ('Small, H. (1973). Small worlds. 5-9. doi:10.1002/asi.1', 1973, '10.1002/asi.1', '5-9')

    A DOI that is none is left out, and so is a date without a year:

    >>> claim({"title": "A", "doi": "n/a", "year": "in press"}).text
    'A'
    """
    tidy = {
        name: tidied
        for name, value in fields.items()
        if value is not None and (tidied := " ".join(str(value).split()))
    }
    year = YEAR.search(_DATE_MARK.sub(" ", tidy.pop("year"))) if "year" in tidy else None
    doi = _doi(tidy.pop("doi", ""))
    pmid = _PMID.search(tidy.pop("pmid")) if "pmid" in tidy else None
    pmcid = _PMCID.search(tidy.pop("pmcid")) if "pmcid" in tidy else None
    isbn = tidy.pop("isbn", None)
    arxiv = tidy.pop("arxiv", None)
    if "pages" in tidy:
        tidy["pages"] = _DASHES.sub("-", tidy["pages"])
    draft = Draft(
        _text(tidy, authors, year, doi),
        authors=tuple(authors),
        year=int(year[0]) if year else None,
        doi=doi,
        pmid=pmid[0] if pmid else None,
        pmcid=pmcid[0] if pmcid else None,
        isbn=find_isbn(f"ISBN {isbn}") if isbn else None,
        arxiv=find_arxiv(f"arXiv:{arxiv}") if arxiv else None,
        kind=kind,
        line=line,
        number=number,
        **tidy,
    )
    return finished(draft)


_PMID = re.compile(r"(?<!\d)\d{1,9}(?!\d)")
_PMCID = re.compile(r"PMC\d{4,9}")
_DATE_MARK = re.compile(r"[/.-]")
_DASHES = re.compile(r"\s*[-–—]{1,3}\s*")
_WHOLE_DOI = re.compile(r"10\.\d{4,9}/(?!.*10\.\d{4})[\w.()/-]*\d", re.ASCII)


def _doi(text):
    """The DOI in *text*; one that stands alone is taken whole, which also spares a long file most of its time."""
    if _WHOLE_DOI.fullmatch(text):
        return DOI(text.lower())
    found = find_dois(text) if text else ()
    return found[0].doi if found else None


def _text(tidy, authors, year, doi):
    said = tidy.get
    names = "; ".join([f"{each.family}, {each.given}" if each.given else each.family for each in authors])
    dated = f"({year[0]})" if year else ""
    issue = f"({said('issue')})" if said("issue") else ""
    numbers = f"{said('volume', '')}{issue}"
    place = ", ".join(filter(None, (said("container"), numbers, said("pages") or said("article_number"))))
    parts = (f"{names} {dated}" if names and dated else names or dated, said("title"), place, said("publisher"))
    text = ". ".join([part.rstrip(".") for part in parts if part])
    return f"{text}. doi:{doi}" if doi else text


def without_place(container: str | None) -> str | None:
    """Return a periodical's name without the place that the National Library of Medicine tells namesakes apart by.

    >>> without_place("Science (New York, N.Y.)"), without_place("Journal of Physics (London)")
    ('Science', 'Journal of Physics (London)')
    """
    return _PLACE.sub("", container) if container else container


_PLACE = re.compile(r"\s*\([^()]{2,30}, [^()]{2,30}\)$")


def author_from(name: str) -> Author:
    """Return the author that one printed name means, either way round.

    >>> author_from("Reidar van der Berg"), author_from("World Health Organization,")
    (Author(family='van der Berg', given='Reidar'), Author(family='World Health Organization', given=None))
    """
    name = " ".join(name.split())
    if "," in name:
        family, _, given = name.partition(",")
        return Author(family.strip(), given.strip(" ,") or None)
    words = name.split(" ")
    start = len(words) - 1
    while start > 1 and words[start - 1] in _PARTICLES:
        start -= 1
    return Author(" ".join(words[start:]), " ".join(words[:start]) or None)


_PARTICLES = ("van", "von", "de", "der", "den", "del", "della", "di", "da", "dos", "la", "le", "ten", "ter", "zu")
