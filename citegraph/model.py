"""The records that travel through citegraph.  No I/O happens here."""

import hashlib
import re
import unicodedata
from dataclasses import dataclass, field, fields, make_dataclass
from enum import Enum
from functools import lru_cache

from citegraph.identifiers import DOI


@dataclass(frozen=True, slots=True)
class Author:
    """One author, as printed.  A group author has its whole name in `family`.

    >>> str(Author("Asad", "Sarah")), str(Author("World Health Organization"))
    ('Asad, Sarah', 'World Health Organization')

    An ORCID may be known besides.  It is no part of the name as printed:

    >>> Author("Asad", "Sarah", "0000-0002-1825-0097") == Author("Asad", "Sarah")
    True
    """

    family: str
    given: str | None = None
    orcid: str | None = field(default=None, compare=False, repr=False)

    def __str__(self):
        return f"{self.family}, {self.given}" if self.given else self.family


@dataclass(frozen=True, slots=True)
class Reference:
    """What somebody *says* a work is: a claim, possibly wrong or incomplete.

    An entry of a reference list is one, and so is what a page, a library
    record or a user says about a seed.

    Attributes
    ----------
    text
        The reference as printed, blanks and line breaks reduced to one blank;
        where a deposit has fields and no text, the fields joined.
    doi, pmid, pmcid, arxiv, isbn
        Identifiers the claim carries.  Asserted, not verified.
    asserted_by
        Who supplied `doi`: ``"publisher"``, ``"crossref"``, or `None` for the
        input itself.
    kind
        In CSL's type names (``article-journal``, ``chapter``, ``book`` …).
    line, number
        Where it stands: line of the input and place in its list, both from 1.
    deposited
        Whether a service supplied it in a work's record, rather than an input.
    confidence
        How likely each field read from the text is right, by name, 0 to 1;
        empty where the fields were given rather than read.
    """

    text: str
    authors: tuple[Author, ...] = ()
    year: int | None = None
    title: str | None = None
    container: str | None = None
    volume: str | None = None
    issue: str | None = None
    pages: str | None = None
    article_number: str | None = None
    publisher: str | None = None
    doi: DOI | None = None
    pmid: str | None = None
    pmcid: str | None = None
    arxiv: str | None = None
    isbn: str | None = None
    kind: str | None = None
    asserted_by: str | None = None
    line: int | None = None
    number: int | None = None
    deposited: bool = False
    confidence: tuple[tuple[str, float], ...] = field(default=(), repr=False, compare=False)


# A reference while it is filled: the same fields, not yet frozen.
Draft = make_dataclass("Draft", [(each.name, each.type, each) for each in fields(Reference)], slots=True)


def finished(draft: Draft) -> Reference:
    """Return *draft* itself, from now on a `Reference`, which nobody can write to.

    For readers of hundreds of thousands: a frozen dataclass calls a function for
    each of its fields, so that making it takes three times as long.

    >>> finished(Draft("Small 1973", year=1973)) == Reference("Small 1973", year=1973)
    True
    """
    draft.__class__ = Reference
    return draft


@dataclass(frozen=True, slots=True)
class Work:
    """A published work as a metadata service describes it.

    Attributes
    ----------
    year, years
        Year of first publication, and every year the record gives (online,
        print, issued), since references use any of them.
    type
        The service's type name (``journal-article``, ``book-chapter`` …).
    references
        The claims in its reference list, or `None` if no list was deposited.
        An empty tuple means an empty list: the two differ.
    global_citation_score
        Citations counted by the service, over everything it holds.
    """

    doi: DOI
    title: str | None = None
    authors: tuple[Author, ...] = ()
    year: int | None = None
    years: tuple[int, ...] = ()
    container: str | None = None
    containers: tuple[str, ...] = ()
    volume: str | None = None
    issue: str | None = None
    pages: str | None = None
    article_number: str | None = None
    publisher: str | None = None
    isbns: tuple[str, ...] = ()
    type: str | None = None
    references: tuple[Reference, ...] | None = field(default=None, repr=False)
    global_citation_score: int | None = None

    @property
    def id(self):
        """The work's name in a graph.

        >>> Work(DOI("10.1002/asi.4630240406")).id
        'doi:10.1002/asi.4630240406'
        """
        return f"doi:{self.doi}"


class Verdict(Enum):
    """How the search for the work a reference means ended."""

    ACCEPTED = "accepted"
    AMBIGUOUS = "ambiguous"
    REJECTED = "rejected"
    NO_CANDIDATE = "no_candidate"
    UNAVAILABLE = "unavailable"


@dataclass(frozen=True, slots=True)
class Evidence:
    """One field of a reference held against the same field of a work, 0 to 1."""

    field: str
    claimed: str
    found: str
    agreement: float


@dataclass(frozen=True, slots=True)
class Match:
    """A candidate work, the evidence for and against it, and what it amounts to.

    `score` is the probability that this is the work the reference means.
    """

    work: Work
    evidence: tuple[Evidence, ...]
    score: float


@dataclass(frozen=True, slots=True)
class Resolution:
    """The outcome for one reference: a verdict and every match considered.

    Attributes
    ----------
    doi
        The accepted work's DOI.  It may be known without a record, when
        another agency registered it: then `matches` is empty.
    score
        Probability that `doi` is the work meant; of the best match otherwise.
    method
        ``"identifier"``, ``"search"``, ``"decision"`` where a person decided, be it
        against all, or `None` where nothing was accepted.
    note
        One sentence where the verdict needs a reason the evidence cannot show.
    source
        Name of the source whose record was accepted; `None` without a record.
    """

    reference: Reference
    verdict: Verdict
    doi: DOI | None = None
    score: float = 0.0
    method: str | None = None
    matches: tuple[Match, ...] = ()
    note: str | None = None
    source: str | None = None

    @property
    def named(self):
        """The DOI that names the work in a graph, or `None`.

        While nobody answered whether the DOI of a reference is the right one, it is taken at its word.
        """
        return self.doi or (self.reference.doi if self.verdict is Verdict.UNAVAILABLE else None)

    @property
    def work(self):
        """The accepted work's record, or `None`."""
        return next((match.work for match in self.matches if match.work.doi == self.doi), None)


def unscrambled(text: str) -> str:
    """Return *text* with its letters put right where UTF-8 was taken for an older encoding.

    >>> unscrambled("JelÃ­nek and LÃ¼ck on diversityâ€“productivity")
    'Jelínek and Lück on diversity–productivity'

    One such pair that may well be meant stays:

    >>> unscrambled("at 2 Å” resolution")
    'at 2 Å” resolution'
    """
    if text.isascii():
        return text
    found = _SCRAMBLED.findall(text)
    if not found or len(found) == 1 and found[0][0] not in "ÂÃâ":
        return text
    return _SCRAMBLED.sub(_put_right, text)


def _put_right(match):
    octets = [ord(sign) if ord(sign) < 256 else sign.encode("cp1252")[0] for sign in match[0]]
    try:
        return bytes(octets).decode("utf-8")
    except UnicodeDecodeError:
        return match[0]


# The signs that the later bytes of a letter in UTF-8 are in the older encodings, and those before them that the first is.
_LATER = "\x80-\xbf" + re.escape("".join(bytes([octet]).decode("cp1252", "ignore") for octet in range(0x80, 0xA0)))
_SCRAMBLED = re.compile(f"[ÂÃÄÅÎÏÐÑ][{_LATER}]|[âï][{_LATER}]{{2}}")


def plain(text: str) -> str:
    """Return *text* without accents and markup; case and punctuation stay.

    >>> plain("<i>Åkerblom</i>, K. “Straße”")
    ' Akerblom , K. “Strasse”'
    """
    if not text.isascii():
        text = unscrambled(text)
        text = unicodedata.normalize("NFKD", text.replace("№", " ").replace("ß", "ss"))
        text = "".join(character for character in text if not unicodedata.combining(character))
        text = text.translate(_LETTERS)
    return _MARKUP.sub(" ", text) if "<" in text or "&" in text else text


_MARKUP = re.compile(r"</?[A-Za-z][^<>]*>|&[a-z]+;")
_LETTERS = str.maketrans(
    {"ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ł": "l", "Ł": "L", "æ": "ae", "Æ": "Ae", "œ": "oe", "ı": "i"}
)
_WORD = re.compile(r"[^\W_]+")


@lru_cache(4096)  # a title, a name or a journal is looked at from several sides, and comes again with its neighbours
def fold(text: str) -> str:
    """Return *text* in lower case, without accents, markup or punctuation.

    Letters of every script stay; what is left is words parted by one blank.

    >>> fold("Peer  Support: <i>Åkerblom</i>’s “View” — № 1")
    'peer support akerblom s view 1'
    """
    return " ".join(_WORD.findall(plain(text).lower()))


# What an ISBN names; chapters and papers carry that of the volume they stand in.
WHOLE_BOOKS = (None, "book", "report", "thesis")


def reference_id(reference: Reference) -> str:
    """Return the name of a graph node for a reference nobody could resolve.

    An identifier other than a DOI names it (``pmid:``, ``arxiv:``, ``isbn:``);
    else a digest of what it says, so that two mentions of the same
    thing that differ in case or punctuation have one name.

    >>> said = Reference("Mead S. Peer support. 2001", title="Peer support: a view", year=2001)
    >>> again = Reference("S. MEAD (2001), Peer support", title="PEER SUPPORT – A VIEW", year=2001)
    >>> reference_id(said) == reference_id(again)
    True
    >>> reference_id(Reference("Bandura")), reference_id(Reference("x", isbn="9783161484100"))
    ('ref:04dcc140bc08', 'isbn:9783161484100')
    >>> reference_id(Reference("Bandura", isbn="9783161484100", kind="paper-conference"))
    'ref:04dcc140bc08'
    """
    for scheme in ("pmid", "arxiv", "isbn"):
        if (value := getattr(reference, scheme)) and (scheme != "isbn" or reference.kind in WHOLE_BOOKS):
            return f"{scheme}:{value}"
    if reference.title and len(fold(reference.title)) >= 12:
        first_author = fold(reference.authors[0].family) if reference.authors else ""
        said = (first_author, reference.year, fold(reference.title), fold(reference.pages or "").partition(" ")[0])
    else:
        said = (fold(reference.text) or reference.text.strip(),)
    digest = hashlib.sha256(repr(said).encode()).hexdigest()
    return f"ref:{digest[:12]}"
