"""The records of a file one at a time, however large the file."""

import gzip
import json
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain
from pathlib import Path

from citegraph.errors import ReadError
from citegraph.read.exports.cochrane import cochrane_records
from citegraph.read.exports.json_exports import read_json
from citegraph.read.exports.medline import medline_records
from citegraph.read.exports.named import note_express_records, proquest_records
from citegraph.read.exports.refer import refer_records
from citegraph.read.exports.refworks import refworks_records
from citegraph.read.exports.ris import ris_records
from citegraph.read.exports.stacked import embase_records, ovid_records
from citegraph.read.exports.wos import wos_records
from citegraph.read.files import encoding_of
from citegraph.read.formats import format_of
from citegraph.read.packing import GZIP
from citegraph.read.reading import Record, Skipped

_HEAD = 1_000_000  # bytes at the head of a file that tell its format and encoding
_PIECE = 65_536  # characters read at a time: lines taken one by one take twice as long


def json_records(lines: Iterable[str]) -> Iterator[Record | Skipped]:
    """Yield the record of each line that holds a JSON object, or why it gives none.

    >>> items = list(json_records(['{"title": "A"}', "", '{"title": "B'] ))
    >>> items[0].claim.title, items[1].line, items[1].reason
    ('A', 3, 'its JSON is broken: Unterminated string starting at')
    """
    for number, line in enumerate(lines, start=1):
        line = line.strip()
        if not line:
            continue
        try:
            for record in read_json(line, name="", sha256="").records:
                yield replace(record, claim=replace(record.claim, line=number))
        except ReadError as error:
            yield Skipped(number, line[:200], error.problem)


_READERS = {
    "cochrane": cochrane_records,
    "embase": embase_records,
    "json": json_records,
    "medline": medline_records,
    "noteexpress": note_express_records,
    "ovid": ovid_records,
    "proquest": proquest_records,
    "refer": refer_records,
    "refworks": refworks_records,
    "ris": ris_records,
    "wos": wos_records,
}


def iter_records(path: str | Path) -> Iterator[Record | Skipped]:
    """Yield each record of a library export, or why a part of it gives none, holding one record at a time.

    For files too large for `read_input`, which holds all they say at once.

    Parameters
    ----------
    path
        A file of RIS, Web of Science's tagged text, MEDLINE (NBIB), Refer (``.enw``), RefWorks,
        ProQuest, Ovid, Embase, Cochrane or NoteExpress text, or of JSON objects one a line; gzip files are unpacked.

    Raises
    ------
    ReadError
        At the first record asked for: if the file cannot be opened, or is of another format.

    >>> import tempfile
    >>> with tempfile.NamedTemporaryFile("w", suffix=".ris") as file:
    ...     _ = file.write("TY  - JOUR\\nTI  - A\\nER  -\\nTY  - JOUR\\nER  -\\n")
    ...     file.flush()
    ...     for item in iter_records(file.name):
    ...         print(item.claim.title if isinstance(item, Record) else item.reason)
    A
    a record without title, authors or identifier

    Formats in which an entry may need another, such as BibTeX, are refused:

    >>> with tempfile.NamedTemporaryFile("w", suffix=".bib") as file:
    ...     _ = file.write("@book{a, title={A}, crossref=b}")
    ...     file.flush()
    ...     next(iter_records(file.name))  # doctest: +IGNORE_EXCEPTION_DETAIL
    Traceback (most recent call last):
        ...
    citegraph.errors.ReadError: a.bib: is bibtex, which is read whole: use read_input

    Notes
    -----
    Memory grows with the largest record, not with the file.  What is not UTF-8 is told by the
    first million bytes; bytes that do not fit become question marks.
    """
    path = Path(path)
    try:
        with path.open("rb") as file:
            packed = file.read(2) == GZIP
        with (gzip.open if packed else open)(path, "rb") as file:
            head = file.read(_HEAD)
        encoding, reader = _reader(head, path.name)
        opened = gzip.open(path, "rt", encoding=encoding, errors="replace") if packed else path.open(
            encoding=encoding, errors="replace"
        )
        with opened as file:
            yield from reader(chain.from_iterable(_lines(file)))
    except FileNotFoundError as error:
        raise ReadError(path.name, "there is no such file") from error
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise ReadError(path.name, "is a damaged gzip file") from error
    except OSError as error:
        raise ReadError(path.name, f"cannot be opened: {error.strerror or error}") from error


def _lines(file):
    """The lines of a file, many at a time."""
    while piece := file.read(_PIECE):
        yield (piece + file.readline()).replace("\x00", " ").removesuffix("\n").split("\n")


def _reader(head, name):
    """The encoding of a file and the reader of its format, told by its head."""
    whole = head if len(head) < _HEAD else head[: head.rfind(b"\n") + 1] or head
    encoding = encoding_of(whole)
    if encoding is None:
        raise ReadError(name, "is not a text file")
    text = whole.decode(encoding, errors="replace").lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    known = format_of(text)
    if known is None:
        raise ReadError(name, "is of no format that is read record by record: use read_input")
    if known.name not in _READERS or (known.name == "json" and not _is_json_lines(text)):
        raise ReadError(name, f"is {known.name}, which is read whole: use read_input")
    return encoding, _READERS[known.name]


def _is_json_lines(text):
    first = next(line for line in text.split("\n") if line.strip())
    try:
        return isinstance(json.loads(first), dict)
    except (ValueError, RecursionError):
        return False
