"""Scholarly identifiers, reduced to one spelling each.  No I/O happens here."""

import re
from typing import NamedTuple, NewType
from urllib.parse import unquote

from citegraph.errors import InvalidDOI

DOI = NewType("DOI", str)

# What may stand between "10.1234" and the end of a DOI.  Blanks end it; so do
# quotation marks and full-width punctuation, which no registered DOI uses.
_BODY = r"10\.\d{4,9}(?:\.\d+)*/[^\s\"“”‘’「」『』，。；、）】》]{0,400}"
_DOI = re.compile(_BODY, re.IGNORECASE)
# Letters, digits, stop and slash of full-width text, one for one so that positions hold.
_FULL_WIDTH = {0xFEE0 + code: code for code in (*range(0x2E, 0x3A), *range(0x41, 0x5B), *range(0x61, 0x7B))}
# Without it a text has no DOI, and most have none.
_TEN = re.compile("10[./]|[．／０１]")
# Blanks without width, which some pages put where a line may break.
_NO_WIDTH = dict.fromkeys((0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF), " ")
_ONE_FOR_ONE = _FULL_WIDTH | _NO_WIDTH
# "10.1007 /s10597" and "10.1007%2Fs10597" for "10.1007/s10597"; what begins with "10." is found at once.
_STROKE_LOST = re.compile(r"(10\.(?<!\w10\.)\d{4,9})( |%2F)(?:(?<=%2F)|/)(?=\w)", re.IGNORECASE)
# "doi.org/10/1016/j.hrmr" for "doi.org/10.1016/j.hrmr".
_STROKE_FOR_STOP = re.compile(r"(\bdoi(?:\.org/|\s?:\s?))10/(?=\d{4,5}/\S)", re.IGNORECASE)
_TAIL = re.compile(
    r"(?:[.,;:'\"!?*|·…]|&(?:gt|lt|amp|quot|nbsp);?|</?[a-z]+/?>?|\\?[{}$]|\[[^\]]{0,80}$)+$", re.IGNORECASE
)
# Link labels that page copies glue to the DOI, and words of the sentence after it.
_GLUED = re.compile(
    r"(?<=[\w)])[.,;]?(?:pubmed|google\s?scholar|crossref|medline|accessed|available|published|pmid:?\d*|"
    r"pmcid:?\S*|epub|article|search|abstract|full\s?text|view)\b.*$|\?\w+=.*$",
    re.IGNORECASE,
)
# A text that is one DOI with nothing to mend, as most fields for one hold: found in a tenth of the time.
# What it may not hold are the words that `_GLUED` looks for, at ten times the cost.
_PLAIN = re.compile(r"10\.[0-9]{4,9}/[A-Za-z0-9._/()-]{0,80}[0-9]")
_LABEL = re.compile(
    "doi|pubmed|scholar|crossref|medline|accessed|available|published|pmid|pmcid|epub|article|search|abstract|text|view"
)
_BRACKETS = {")": "(", "]": "[", ">": "<", "}": "{"}


class FoundDOI(NamedTuple):
    """A DOI and where in the text it stands, prefix such as ``doi:`` included."""

    doi: DOI
    start: int
    end: int


def normalize_doi(text: str) -> DOI:
    """Return the one DOI inside *text*, lower-cased and without its prefix.

    >>> normalize_doi("https://doi.org/10.1002/ASI.20317")
    '10.1002/asi.20317'
    >>> normalize_doi("doi:10.1016/0149-7189(95)00003-T.")
    '10.1016/0149-7189(95)00003-t'

    A bracket that was opened outside the DOI is not part of it, and escapes
    of a web address are undone:

    >>> normalize_doi("(see 10.1002/14651858.cd010880.pub2)")
    '10.1002/14651858.cd010880.pub2'
    >>> normalize_doi("https://doi.org/10.1002%2Fasi.20317")
    '10.1002/asi.20317'
    >>> normalize_doi("Hummon and Doreian, 1989")
    Traceback (most recent call last):
        ...
    citegraph.errors.InvalidDOI: no DOI in 'Hummon and Doreian, 1989'
    """
    found = find_dois(text) or (find_dois(unquote(text)) if "%2" in text.lower() else ())
    if not found:
        raise InvalidDOI(text)
    return found[0].doi


def find_dois(text: str) -> tuple[FoundDOI, ...]:
    """Return every DOI in *text*, in order, each spelling once.

    DOIs damaged in ways that can be mended without guessing are mended: a
    doubled prefix, a proxy's address around it, a closing bracket, a full
    stop, a stroke for the first full stop, a link label glued to its end, a blank after the slash or before a
    last piece that only a DOI could have.

    >>> [found.doi for found in find_dois("V2, P57, DOI DOI 10.1177/1541344618777367")]
    ['10.1177/1541344618777367']
    >>> [found.doi for found in find_dois("https:doi.org/10/1016/j.hrmr.2020.100764 doi:10.1111/ ppc.12171")]
    ['10.1016/j.hrmr.2020.100764', '10.1111/ppc.12171']
    >>> find_dois("https://doi-org.proxy.edu/https://doi.org/10.1111/jpm.12391.PubMed")[0].doi
    '10.1111/jpm.12391'
    >>> find_dois("J. 2015. 10.3109/0963823 7.2015.1101428.")[0].doi
    '10.3109/09638237.2015.1101428'
    >>> find_dois("a registry prefix alone, doi:10.1176/")
    ()
    """
    if _is_plain(text):
        return (FoundDOI(DOI(text.lower()), 0, len(text)),)
    if not _TEN.search(text):
        return ()
    found, seen = [], set()
    if not text.isascii():
        text = text.translate(_ONE_FOR_ONE)
    if "10/" in text:
        text = _STROKE_FOR_STOP.sub(r"\g<1>10.", text)
    # Blanks go before what they leave, so that every place in the text stays what it was.
    text = _STROKE_LOST.sub(lambda match: " " * (len(match[0]) - len(match[1]) - 1) + match[1] + "/", text)
    for match in _DOI.finditer(text):
        body, inner = match.group(), 0
        if not _is_plain(body):
            inner = _last_doubling(body)
            body = _trim(body[inner:])
        end = match.start() + inner + len(body)
        mended = _mend_blank(body, text, match.start() + inner)
        if mended:
            body, end = mended
        suffix = body.partition("/")[2]
        if not suffix or not any(character.isalnum() for character in suffix):
            continue
        doi = DOI((unquote(body) if "%2" in body else body).lower())
        if doi not in seen:
            seen.add(doi)
            found.append(FoundDOI(doi, _start_of_prefix(text, match.start()), end))
    return tuple(found)


def is_doi(text: str) -> bool:
    """Whether *text* is a DOI in citegraph's own spelling, fit for a question.

    >>> is_doi("10.1002/asi.20317"), is_doi("javascript:alert(1)")
    (True, False)
    """
    return bool(_OWN_SPELLING.fullmatch(text))


_OWN_SPELLING = re.compile(r"10\.[0-9]{4,9}(?:\.[0-9]+)*/\S+")


def _is_plain(text):
    return _PLAIN.fullmatch(text) and not _LABEL.search(text.lower())


def _last_doubling(body):
    """Where the innermost DOI begins when one is wrapped in another's address."""
    starts = [m.end() for m in re.finditer(r"(?:doi\.org/|doi:)(?=10\.\d{4,9}/)", body, re.IGNORECASE)]
    return starts[-1] if starts else 0


def _trim(body):
    while True:
        before = body
        body = _GLUED.sub("", body)
        body = _TAIL.sub("", body)
        if body and body[-1] in _BRACKETS and body.count(body[-1]) > body.count(_BRACKETS[body[-1]]):
            body = body[:-1]
        if body == before:
            return body


def _mend_blank(body, text, start):
    """Rejoin a DOI that a line break or a stray blank cut in two.

    Only where the second piece could be nothing else: digits with a dotted
    rest after digits ("0963823 7.2015.1101428"), or any piece with a digit
    after a bare slash ("10.1111/ ppc.12171").
    """
    if not text[start : start + len(body)] == body or not text[start + len(body) : start + len(body) + 1].isspace():
        return None
    rest = text[start + len(body) :]
    if re.search(r"\d$", body) and (tail := re.match(r"\s(\d{1,4}\.\d{4}\.\d{4,})", rest)):
        return body + tail[1], start + len(body) + tail.end()
    if re.search(r"/[\d.]*\d$", body) and (tail := re.match(r"\s(\.\d{4}\.\d{4,})", rest)):
        return body + tail[1], start + len(body) + tail.end()
    if body.endswith("/") and (tail := re.match(r"\s([\w.()-]*\d[\w.()-]*)", rest)):
        piece = _trim(tail[1])
        return body + piece, start + len(body) + 1 + len(piece)
    return None


_PREFIX = re.compile(
    r"(?:(?:https?:?\s{0,2}/{0,3})?(?:[\w-][\w.-]{0,60}/){0,4}(?:dx\.)?doi(?:[.-]org)?[\w.-]{0,40}/?\s{0,3}[:：]?\s{0,3})$",
    re.IGNORECASE,
)


def _start_of_prefix(text, start):
    """Where "doi:", "https://doi.org/" or several such before a DOI begin."""
    for _ in range(4):
        if "do" not in text[max(0, start - 80) : start].lower():  # most often there is none
            break
        before = _PREFIX.search(text, max(0, start - 80), start)
        if not before:
            break
        start = before.start()
    return start


_PMID = re.compile(r"\bPMID\s*[:：]?\s*(\d{4,9})\b", re.IGNORECASE)
_PMCID = re.compile(r"\b(PMC\d{4,9})\b", re.IGNORECASE)
_ARXIV = re.compile(r"\barXiv\s*[:：.]\s*(\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7})(?:v\d+)?", re.IGNORECASE)
_ISBN = re.compile(r"\bISBN(?:-1[03])?\s*[:：]?\s*((?:97[89][- ]?)?(?:\d[- ]?){9}[\dXx])\b", re.IGNORECASE)


def find_pmid(text: str) -> str | None:
    """Return the PubMed number in *text*.

    >>> find_pmid("J Ment Health. 2011;20(4):392-411. PMID: 21770786")
    '21770786'
    """
    return match[1] if (match := _PMID.search(text)) else None


def find_pmcid(text: str) -> str | None:
    """Return the PubMed Central number in *text*.

    >>> find_pmcid("PMCID: PMC3363389; see also pmc12")
    'PMC3363389'
    """
    return match[1].upper() if (match := _PMCID.search(text)) else None


def find_arxiv(text: str) -> str | None:
    """Return the arXiv number in *text*, without its version.

    >>> find_arxiv("arXiv:cs/0309023v1"), find_arxiv("arXiv:2511.18408v2")
    ('cs/0309023', '2511.18408')
    """
    return match[1].lower() if (match := _ARXIV.search(text)) else None


def find_isbn(text: str) -> str | None:
    """Return the ISBN in *text*, digits only.

    >>> find_isbn("ISBN 978-3-16-148410-0")
    '9783161484100'
    """
    return re.sub(r"[- ]", "", match[1]).upper() if (match := _ISBN.search(text)) else None


def find_orcid(text: str) -> str | None:
    """Return the ORCID in *text*, in its four blocks; `None` if its check digit is wrong.

    >>> find_orcid("http://orcid.org/0000-0002-1694-233X"), find_orcid("0000-0002-1825-0097")
    ('0000-0002-1694-233X', '0000-0002-1825-0097')
    >>> find_orcid("https://orcid.org/0000-0002-1825-0098") is None
    True
    """
    match = _ORCID.search(text)
    if not match:
        return None
    total = 0
    for digit in match[0][:-1].replace("-", ""):
        total = (total + int(digit)) * 2
    return match[0].upper() if match[0][-1].upper() == "0123456789X"[(12 - total % 11) % 11] else None


_ORCID = re.compile(r"(?<![\d-])(?:[0-9]{4}-){3}[0-9]{3}[0-9X](?![\d-])", re.IGNORECASE)


def find_numbers(text: str) -> dict[str, str]:
    """Return the other identifiers in *text* by name: one look spares most texts four.

    >>> find_numbers("PMID: 21770786; PMC3363389"), find_numbers("Small H. 1973")
    ({'pmid': '21770786', 'pmcid': 'PMC3363389'}, {})
    """
    if not _MARK.search(text):
        return {}
    found = {"pmid": find_pmid(text), "pmcid": find_pmcid(text), "arxiv": find_arxiv(text), "isbn": find_isbn(text)}
    return {name: value for name, value in found.items() if value}


_MARK = re.compile(r"PM(?:ID|C)|arXiv|ISBN", re.IGNORECASE)
