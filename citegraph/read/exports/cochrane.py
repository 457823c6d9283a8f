"""The Cochrane Library's text: ``Record #1 of 9``, then lines of two letters, a colon and a value."""

import re
from collections.abc import Iterable, Iterator

from citegraph.read.exports.tagged import blocks, first, people, reading_of, record_of
from citegraph.read.reading import Reading, Record, Skipped

# Where each field of a claim may stand, best first; values are Cochrane's tags.
FIELDS = {
    "title": ("TI",),
    "container": ("SO",),
    "year": ("YR",),
    "volume": ("VL",),
    "issue": ("NO",),
    "pages": ("PG",),
    "publisher": ("PB",),
    "doi": ("DOI",),
    "pmid": ("PM",),
}
_RECORD = re.compile(r"Record #\d+ of \d+\s*")
_FIELD = re.compile(r"([A-Z]{2,3}): ?(.*)")
_HEAD = 1_000_000  # characters at the head of a file in which its first record begins


def is_cochrane(text: str) -> bool:
    """Whether *text* has the lines that open a record of the Cochrane Library.

    >>> is_cochrane("Record #1 of 2\\nID: CN-1\\nTI: A trial\\n"), is_cochrane("Record #1 of 2 was lost")
    (True, False)
    """
    return bool(re.search(r"\nRecord #\d+ of \d+[ \t]*\n[A-Z]{2,3}: ", "\n" + text[:_HEAD]))


def read_cochrane(text: str, *, name: str, sha256: str) -> Reading:
    """Read each record as a seed.

    >>> text = "Record #1 of 1\\nID: CN-1\\nAU: Lee C\\nAU: Ng A\\nTI: A trial\\nSO: Lancet\\nYR: 2005\\nPM: PUBMED 123\\n"
    >>> seed = read_cochrane(text, name="a.txt", sha256="").seeds[0]
    >>> print(seed.text, seed.pmid)
    Lee, C; Ng, A (2005). A trial. Lancet 123

    Raises
    ------
    ReadError
        If it holds no record.
    """
    return reading_of(cochrane_records(text.split("\n")), "cochrane", "Cochrane record", name=name, sha256=sha256)


def cochrane_records(lines: Iterable[str]) -> Iterator[Record | Skipped]:
    """Yield each record of the *lines*, or what was skipped, as soon as it is closed.

    >>> [item.claim.title for item in cochrane_records(["Record #1 of 2", "TI: A", "", "Record #2 of 2", "TI: B", "and C"])]
    ['A', 'B and C']
    """
    found = blocks(lines, _split, _place, ("record",))
    return (_record(fields, line) for line, fields in found if "record" in fields)


def _split(line):
    if _RECORD.fullmatch(line):
        return "record", ""
    match = _FIELD.match(line)
    return (match[1], match[2]) if match else None


def _place(tag, fields, after_blank):
    return "begins" if tag == "record" else None


def _record(fields, line):
    said = {name: value for name, tags in FIELDS.items() if (value := first(fields, tags))}
    told = {tag: values for tag, values in fields.items() if tag != "record"}
    kind = "article-journal" if "Journal" in (first(fields, ("PT",)) or "") else None
    return record_of(said, told, authors=people(fields.get("AU", ())), kind=kind, line=line)
