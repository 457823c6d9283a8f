"""Text whose fields have their names above them: Ovid's ``<1>``, ``Title``, ``  …``, and Embase's ``RECORD 1``, ``TITLE``, ``…``."""

import re
from collections.abc import Iterable, Iterator

from citegraph.read.exports.tables import EMBASE_SOURCE
from citegraph.read.exports.tagged import blocks, first, isbn_of, people, reading_of, record_of
from citegraph.read.reading import Reading, Record, Skipped

# Where each field of a claim may stand, best first; values are names in lower case.
FIELDS = {
    "title": ("title", "original title", "book title"),
    "container": ("journal name", "journal", "full journal name", "source title", "journal title"),
    "year": ("year of publication", "publication year", "publication date", "date of publication"),
    "volume": ("volume",),
    "issue": ("issue", "issue part"),
    "pages": ("page", "pages"),
    "publisher": ("publisher", "book publisher"),
    "doi": ("digital object identifier", "doi"),
    "pmid": ("medline pmid", "pmid", "pubmed id"),
}
_AUTHORS = ("author names", "authors", "author", "authors full name")
_NAMES = frozenset(name for names in (*FIELDS.values(), _AUTHORS) for name in names) | {
    "source", "abstract", "author addresses", "correspondence address", "issn", "isbn", "language of article",
    "language of summary", "full text link", "embase accession number", "copyright", "emtree drug index terms",
    "emtree medical index terms", "author keywords", "conference name", "conference location", "conference date",
    "article type", "source type", "aip/ip entry date", "full record entry date", "cas registry numbers",
    "embase classification", "clinical trial numbers", "drug tradenames", "editors", "coden", "country of publication",
}  # fmt: skip
_OVID = re.compile(r"<\d{1,7}>\s*")
_EMBASE = re.compile(r"RECORD \d{1,7}\s*")
# "Lancet. 365(9453):82-93, 2005 Jan 1."
_OVID_SOURCE = re.compile(
    r"(?P<container>.+?)\.\s+(?:Vol\.\s?)?(?P<volume>[^\s(:,]+)?\s?(?:\((?P<issue>[^()]*)\))?"
    r"(?:[,:]\s?(?:pp\.?\s?)?(?P<pages>[A-Za-z]?\d[\w, -]*?))?[,.]\s+(?:\w+\s+)?(?P<year>(?:1[89]|20)\d\d)\b.*"
)
_LONGEST = 500  # characters of a source
_HEAD = 1_000_000  # characters at the head of a file in which its first record begins


def is_ovid(text: str) -> bool:
    """Whether *text* has a record of Ovid with its fields' names on lines of their own.

    >>> is_ovid("<1>\\nUnique Identifier\\n  123\\nTitle\\n  Peer support.\\n"), is_ovid("<1> a list item\\n")
    (True, False)
    """
    return bool(re.search(r"\n<\d{1,7}>[ \t]*\n(?:[A-Z][^\n]{1,60}\n {1,8}\S[^\n]*\n){1,3}", "\n" + text[:_HEAD]))


def is_embase(text: str) -> bool:
    """Whether *text* has a record of Embase with its fields' names on lines of their own.

    >>> is_embase("RECORD 1\\n\\nTITLE\\nA trial\\n"), is_embase("RECORD 1 of 2\\nA trial")
    (True, False)
    """
    return bool(re.search(r"\nRECORD \d{1,7}[ \t]*\n\s*[A-Z][A-Z /-]{2,40}\n", "\n" + text[:_HEAD]))


def read_ovid(text: str, *, name: str, sha256: str) -> Reading:
    """Read each record as a seed.

    >>> text = "<1>\\nTitle\\n  Peer support.\\nSource\\n  Lancet. 365(9453):82-93, 2005 Jan 1.\\nAuthors\\n  Lee C; Ng A.\\n"
    >>> print(read_ovid(text, name="a.txt", sha256="").seeds[0].text)
    Lee, C; Ng, A. (2005). Peer support. Lancet, 365(9453), 82-93

    Raises
    ------
    ReadError
        If it holds no record.
    """
    return reading_of(ovid_records(text.split("\n")), "ovid", "Ovid record", name=name, sha256=sha256)


def read_embase(text: str, *, name: str, sha256: str) -> Reading:
    """Read each record as a seed.

    >>> text = "RECORD 1\\n\\nTITLE\\nA trial\\n\\nAUTHOR NAMES\\nLee C.\\nNg A.\\n\\nSOURCE\\nLancet (2005) 365:9453 (82-93).\\n"
    >>> print(read_embase(text, name="a.txt", sha256="").seeds[0].text)
    Lee, C.; Ng, A. (2005). A trial. Lancet, 365(9453), 82-93

    Raises
    ------
    ReadError
        If it holds no record.
    """
    return reading_of(embase_records(text.split("\n")), "embase", "Embase record", name=name, sha256=sha256)


def ovid_records(lines: Iterable[str]) -> Iterator[Record | Skipped]:
    """Yield each record of the *lines*, or what was skipped, as soon as it is closed.

    >>> [item.claim.title for item in ovid_records(["<1>", "Title", "  A", "<2>", "Title", "  B,", "  and C."])]
    ['A', 'B, and C']
    """
    found = blocks(lines, _split_ovid, _place, ("record",))
    return (_record(fields, line, _OVID_SOURCE) for line, fields in found if "record" in fields)


def embase_records(lines: Iterable[str]) -> Iterator[Record | Skipped]:
    """Yield each record of the *lines*, or what was skipped, as soon as it is closed.

    >>> [item.claim.title for item in embase_records(["RECORD 1", "", "TITLE", "A TRIAL", "", "RECORD 2", "TITLE", "B"])]
    ['A TRIAL', 'B']
    """
    found = blocks(lines, _split_embase, _place, ("record",))
    return (_record(fields, line, EMBASE_SOURCE) for line, fields in found if "record" in fields)


def _split_ovid(line):
    if _OVID.fullmatch(line):
        return "record", ""
    return None if line[0] == " " else (line.lower(), "")


def _split_embase(line):
    if _EMBASE.fullmatch(line):
        return "record", ""
    return (line.lower(), "") if line.isupper() and line.lower() in _NAMES else None


def _place(tag, fields, after_blank):
    return "begins" if tag == "record" else None


def _record(fields, line, source):
    said = {name: value for name, tags in FIELDS.items() if (value := first(fields, tags))}
    title = " ".join(said.get("title", "").split())
    said["title"] = title if title.endswith("..") else title.removesuffix(".")
    printed = " ".join((first(fields, ("source",)) or "").split())[:_LONGEST]
    if match := source.fullmatch(printed):
        said = {**match.groupdict(), **said}
    elif printed:
        said.setdefault("container", printed)
    said["isbn"] = isbn_of(fields.get("isbn", ()))
    names = [name for tag in _AUTHORS for value in fields.get(tag, ()) for name in value.split("\n")]
    told = {name: values for name, values in fields.items() if name != "record"}
    return record_of(said, told, authors=people(names), line=line)
