"""Cited references as Scopus prints them: ``Small, H., Title (1973) Source, 24 (4), pp. 265-269``."""

import re
from functools import lru_cache

from citegraph.identifiers import find_dois, find_pmid
from citegraph.model import Author, Draft, Reference, finished

_INITIALS = r"(?:[^\W\d_a-zß-ÿ][a-zß-ÿ]?\.[ -]?){1,6}"
_FAMILY = r"[^\W\d_][^,;:()\d\n]{0,50}"
# "Small, H., " until 2023, "Small H., " since.
_BEFORE = re.compile(rf"({_FAMILY}+), ({_INITIALS}), ?")  # a name ends at its comma: nothing to go back to
_SINCE = re.compile(rf"({_FAMILY}?) ({_INITIALS}), ?")
# "Stewart, TJ, " as some authors' own lists have it; the last of them ends in a stop.
_BARE = re.compile(rf"({_FAMILY}+), ([^\W\d_a-zß-ÿ]{{1,4}}[a-z]?(?:-[^\W\d_a-zß-ÿ]{{1,2}})?\.?), ?")
_UNSIGNED = re.compile(r"(?=\((?:1[4-9]\d|20[0-3])\d\) [^\s,])|[^,;()]{12,300}(?= \((?:1[4-9]\d|20[0-3])\d\) [^\s,])")
_YEARS = re.compile(r"(?:1[4-9]|20)\d\d(?:-\d+)?")
# A periodical's CODEN, ISSN or address, or a note of the language.
_NUMBERED = re.compile(r"[A-Z0-9]{5,6}\b|\d{4}-\d{3}[\dX]|10\.|https?:|www\.|PMID|[Ii]n [A-Z][a-z]+$|\(?[Ii]n press")
_VISIT = re.compile(r"https?:|www\.|\b[Aa]ccessed\b|\bAvailable\b|\bRetrieved\b|\bPMID\b|^\(?\d+ (?:pages|pp?)\b")
_ET_AL = re.compile(r"Et al\.,? ?", re.IGNORECASE)
_YEAR = re.compile(r"\(((?:1[4-9]\d|20[0-3])\d)\)(?= |,|$)")
_YEAR_LAST = re.compile(r", \(((?:1[4-9]|20)\d\d)\)$")
_PAGES = re.compile(r"pp?\. (\S{0,19}[^\s.])\.?")
_ARTICLE = re.compile(r"art\. (?:no\. )?(\S{1,20})", re.IGNORECASE)
_VOLUME = re.compile(r"([A-Z]{0,3}-?\d[\w./-]{0,9})(?: \(([^()]{1,20})\))?")
_LENGTH = re.compile(r"\d+p\.?")  # of a book
_RANGE = re.compile(r"\d+-\d+")
_NUMBER = re.compile(r"[\w./-]{0,12}\d[\w./-]{0,8}")


def read_scopus(text: str, *, line: int | None = None, number: int | None = None) -> Reference | None:
    """Return the claim of a cited reference in one of the two forms of Scopus, or `None` if it is in neither.

    The blanks of *text* have to be single ones.

    >>> cited = read_scopus("Chen, J., He, X., Diet and obesity (2014) J Food Sci, 79 (3), pp. 4-9")
    >>> [str(author) for author in cited.authors], cited.title, cited.container, cited.volume, cited.issue, cited.pages
    (['Chen, J.', 'He, X.'], 'Diet and obesity', 'J Food Sci', '79', '3', '4-9')
    >>> cited = read_scopus("Srhoj V., Katic R., Influence of the end, on results, Coll. Antropol., 25, 2, pp. 611-7, (2001)")
    >>> cited.year, cited.title, cited.container, cited.volume, cited.issue, cited.pages
    (2001, 'Influence of the end, on results', 'Coll. Antropol.', '25', '2', '611-7')

    Books have their title after the year, and so have periodicals their name where the article's
    title is left out; authors may be missing, and initials have no stops:

    >>> cited = read_scopus("Scott, J., (2000) Social network analysis: A handbook, , Sage, London")
    >>> cited.title, cited.publisher
    ('Social network analysis: A handbook', 'Sage, London')
    >>> cited = read_scopus("Clem J, R., McElfresh, M., (1986) Phys. Rev. B, 323, p. 653. , PRBMDO 0163-1829")
    >>> [str(author) for author in cited.authors], cited.title, cited.container, cited.volume
    (['Clem, J.R.', 'McElfresh, M.'], None, 'Phys. Rev. B', '323')
    >>> read_scopus("Belton, V, Stewart, TJ., A survey (2002) Omega, 30 (2), pp. 1-9").authors[1].family
    'Stewart'
    >>> read_scopus("(2015) Smart cities, , https://example.org, ISO, Geneva").publisher
    'ISO, Geneva'

    Without year, volume or pages nothing tells what is what:

    >>> read_scopus("Lozano D., Análisis del comportamiento, (2014)")
    """
    if text.endswith(")") and (match := _YEAR_LAST.search(text)):
        authors, at = _authors(_SINCE, text)
        if not authors:
            authors, at = _authors(_BEFORE, text)
        rest, title = text[at : match.start()], None
    else:
        authors, at = _authors(_BEFORE, text)
        if not authors:
            authors, at = _bare(text)
        years = list(_YEAR.finditer(text, at))
        if not years:
            return None
        match = years[0] if years[0].start() == at else years[-1]
        title, rest = text[at : match.start()].strip(" ,"), text[match.end() :].lstrip(" ,")
    if not authors and not _UNSIGNED.match(text):
        return None
    doi = None
    if "10." in rest and (found := find_dois(rest)):
        doi, rest = found[0].doi, rest[: found[0].start]
    rest, _, publisher = rest.partition(", ,")
    rest, _, more = rest.partition(" , ")  # "pp. 1-9. , in Polish", numbers of the periodical, or a publisher
    pieces = [piece.strip() for piece in rest.strip(" ,.").split(", ")]
    volume, issue, pages, article = _numbers(pieces, title is not None)
    if title is None and not (volume or pages or article) or not authors and title and not (volume or pages):
        return None
    if volume and not pages and _YEARS.fullmatch(volume):  # "Statistics Review, 1975-2010"
        pieces, volume = [*pieces, volume], None
    if title == "" and (volume or pages) and not publisher and (not more or _NUMBERED.match(more)):
        title = None  # a periodical
        if not pieces[0]:
            return None
    elif not title:  # a book's title stands after its year
        title, pieces = (", ".join(pieces[:-1]), pieces[-1:]) if title is None else (", ".join(pieces), [])
        if not title:
            return None
    draft = Draft(
        text,
        authors=authors,
        year=int(match[1]),
        title=title,
        container=", ".join(pieces) or None,
        volume=volume,
        issue=issue,
        pages=pages,
        article_number=article,
        publisher=", ".join(piece for piece in publisher.strip(" ,").split(", ") if not _VISIT.search(piece)) or None,
        doi=doi,
        pmid=find_pmid(text) if "PMID" in text else None,
        line=line,
        number=number,
    )
    return finished(draft)


def _bare(text):
    """Authors with initials that have no stops, up to the one whose have."""
    authors, at = [], 0
    while match := _BARE.match(text, at):
        authors.append(_author(match[1], match[2].removesuffix(".")))
        at = match.end()
        if match[2].endswith("."):
            break
    return tuple(authors), at


def _authors(shape, text):
    authors, at = [], 0
    while match := shape.match(text, at):
        authors.append(_author(*match.groups()))
        at = match.end()
    if authors and (more := _ET_AL.match(text, at)):
        at = more.end()
    return tuple(authors), at


@lru_cache(1 << 14)  # the works of one field are by the same people
def _author(family, initials):
    if family[-2:-1] == " " and family[-1].isupper():  # "Clem J, R."
        family, initials = family[:-2], f"{family[-1]}.{initials}"
    return Author(family, initials.strip())


def _numbers(pieces, bracketed):
    """Volume, issue, pages and article number, taken from the end of *pieces*."""
    volume = issue = pages = article = None
    if len(pieces) > 1 and _LENGTH.fullmatch(pieces[-1]):
        pieces.pop()
    if len(pieces) > 1 and (match := _PAGES.fullmatch(pieces[-1])):
        pages = match[1]
        pieces.pop()
    if len(pieces) > 1 and (match := _ARTICLE.fullmatch(pieces[-1])):
        article = match[1]
        pieces.pop()
    if not bracketed and not pages and len(pieces) > 1 and _RANGE.fullmatch(pieces[-1]):
        pages = pieces.pop()
    if len(pieces) > 1 and (match := _VOLUME.fullmatch(pieces[-1])):
        pieces.pop()
        volume, issue = match.groups()
        if not bracketed and len(pieces) > 1 and _NUMBER.fullmatch(pieces[-1]):  # "25, 2": volume and issue
            volume, issue = pieces.pop(), volume
    return volume, issue, pages, article
