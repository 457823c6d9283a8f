"""The references that a record lists, above all as Web of Science abbreviates them: ``AUTHOR, YEAR, SOURCE, V1, P2``."""

import re
from functools import lru_cache

from citegraph.identifiers import find_arxiv, find_dois
from citegraph.model import Author, Draft, Reference, finished
from citegraph.read.exports.scopus import read_scopus
from citegraph.read.strings import read_reference

_LONGEST = 3000  # characters of a printed reference that is read field by field
_YEAR = re.compile(r"(?:1[4-9]|20)\d\d[a-z]?")
# What most are, read in one go: nothing in it may mean something else to the longer way, which reads the rest.
_USUAL = re.compile(
    r"([^\d,][^,]*), ((?:1[4-9]|20)\d\d), ((?![VP][A-Z. ]{0,4}\d|[Aa][Rr][Tt]|UNSP)[^,]+)"
    r"(?:, V(\d+))?(?:, P([A-Z]{0,3}\d+))?(, DOI (?:DOI )?(10\.[^\s,\[\]]+))?"
)
_GIVEN = re.compile(r"(.+?)[ ]((?:[A-Z]{1,5}\.?|(?:[A-Z][a-z]?\.[ -]?)+)(?:[ -][A-Z]\.?)*)")
_BODY = re.compile(
    r"\*|\b(?:of|for|and|the|bank|commission|committee|council|group|institute?|inst|organi[sz]ation|university|univ|"
    r"association|assoc|agency|office|ministry|department|dept|network|team|project|society|foundation|federation|"
    r"nations|union|co|corp|inc|ltd|gmbh)\b",
    re.IGNORECASE,
)


def read_cited(text: str, *, line: int | None = None, number: int | None = None) -> Reference:
    """Return the claim of one cited reference in the form of Web of Science.

    The abbreviated source goes to `container`: whether it is a periodical or the
    title of a book is not said.  An entry in another form is read as any printed
    reference is, which takes many times as long.

    >>> cited = read_cited("van Dongen S, 2000, INSR0010 NAT RES I M, V3, P29, DOI DOI 10.1000/A.1")
    >>> cited.authors[0].family, cited.year, cited.container, cited.volume, cited.pages, cited.doi
    ('van Dongen', 2000, 'INSR0010 NAT RES I M', '3', '29', '10.1000/a.1')

    Without author or year, with two DOIs, or with a number in place of pages:

    >>> read_cited("2007, NATURE NEUROSCIENCE, V10, P931").authors
    ()
    >>> read_cited("[Anonymous], J CITATION REPORTS").container
    'J CITATION REPORTS'
    >>> cited = read_cited("Simeoni D, 1998, TARGET, V10, ARTN 12, DOI [10.1075/t.1, DOI 10.1075/T.1]")
    >>> cited.doi, cited.article_number
    ('10.1075/t.1', '12')
    >>> cited = read_cited("DOI K, 2006, PHYS MED BIOL, V51, PR5, DOI 10.1088/0031-9155/51/13/R02")
    >>> str(cited.authors[0]), cited.container, cited.doi
    ('DOI, K', 'PHYS MED BIOL', '10.1088/0031-9155/51/13/r02')
    """
    text = " ".join(text.split())
    said = _said(text)
    if said is None:
        return read_listed(text, line=line, number=number)
    authors, year, container, volume, pages, article, doi, arxiv = said
    draft = Draft(
        text,
        authors=authors,
        year=year,
        container=container,
        volume=volume,
        pages=pages,
        article_number=article,
        doi=doi,
        arxiv=arxiv,
        line=line,
        number=number,
    )
    return finished(draft)


@lru_cache(1 << 16)  # the records of one search cite the same works, in the same letters
def _said(text):
    """What *text* says, or `None` where it is in another form."""
    arxiv = find_arxiv(text) if "rxiv" in text.lower() else None
    if match := _USUAL.fullmatch(text):
        name, year, container, volume, pages, last, doi = match.groups()
        before = text[: match.start(6)] if last else text
        found = find_dois(doi) if doi else ()
        if "10." not in before and "DOI " not in before and len(found) == (doi is not None):
            doi = found[0].doi if found else None
            return _author(name.strip()), int(year), container.strip(), volume, pages, None, doi, arxiv
    rest, doi = _without_doi(text)
    pieces = [piece.strip() for piece in rest.split(",")]
    at = next((index for index, piece in enumerate(pieces[:4]) if _YEAR.fullmatch(piece)), None)
    if at is None and not doi and (20 < len(text) and len(pieces) < 2 or len(text) > 100):
        return None
    volume = pages = article = container = None
    for piece in pieces[at + 1 if at is not None else 1 :]:
        head = piece[:1]
        if head == "V" and (match := _VOLUME.fullmatch(piece)):
            volume = volume or match[1]
        elif head == "P" and (match := _PAGE.fullmatch(piece)):
            pages = pages or match[1]
        elif head in "Aa" and (match := _ARTICLE.fullmatch(piece)):
            article = article or match[1]
        elif not (volume or pages):
            container = f"{container}, {piece}" if container else piece
    authors = _authors(pieces[: at if at is not None else 1])
    year = int(pieces[at][:4]) if at is not None else None
    return authors, year, container or None, volume, pages, article, doi, arxiv


def read_listed(text: str, *, line: int | None = None, number: int | None = None) -> Reference:
    """Return the claim of a reference that a record lists in any form.

    >>> read_listed("Price D. Networks of papers. Science. 1965;149:510-5.", number=2).year
    1965

    What is longer than any reference, a damaged record's rest, is kept and not read:

    >>> read_listed("a b " * 9999).authors
    ()
    """
    tidy = " ".join(text.split())
    if len(text) > _LONGEST:
        return Reference(tidy, line=line, number=number)
    return read_scopus(tidy, line=line, number=number) or read_reference(text, line=line, number=number)


_VOLUME = re.compile(r"V[. ]?([A-Z]{0,2} ?\d[\w /-]*)")
_PAGE = re.compile(r"P([A-Z]{0,3}\d[\w.-]*(?: ?[-+] ?\w+)?)")
_ARTICLE = re.compile(r"(?:ARTN|ART\.?(?: NO\.?)?|UNSP)\s(\S+)", re.IGNORECASE)


def _without_doi(text):
    """The text before its DOIs, and the first of them."""
    at = text.find("DOI ", not text.startswith("DOI 10."))  # an author may be called Doi
    if at < 0 and "10." not in text:
        return text, None
    at = at if at >= 0 else text.find("10.")
    tail = text[at:].removeprefix("DOI ").removeprefix("DOI ")
    found = find_dois(tail)
    return (text[:at].rstrip(", "), found[0].doi) if found else (text, None)


def _authors(said):
    if len(said) > 1 and said[0]:
        if "anonym" in ", ".join(filter(None, said)).lower():
            return ()
        return (Author(said[0], ", ".join(filter(None, said[1:])) or None),)
    return _author(", ".join(filter(None, said)).strip())


@lru_cache(1 << 14)
def _author(name):
    if not name or "anonym" in name.lower():
        return ()
    if match := _GIVEN.fullmatch(name):
        return (Author(match[1], match[2]),)
    words = name.split(" ")
    if len(words) == 2 and not _BODY.search(name) and not name.isupper():
        return (Author(words[0], words[1]),)
    return (Author(name.lstrip("* ")),)
