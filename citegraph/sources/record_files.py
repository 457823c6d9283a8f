"""Files of Crossref-format records, read record by record."""

import gzip
import hashlib
import json
import zlib
from collections.abc import Iterator
from itertools import chain, islice
from pathlib import Path
from typing import NamedTuple

import msgspec

from citegraph.errors import SourceBroken

SUFFIXES = (".json", ".jsonl", ".ndjson", ".json.gz", ".jsonl.gz", ".ndjson.gz")
_BLOCK = 1 << 20


class FoundRecord(NamedTuple):
    """A record, or what went wrong where one should be.

    `where` is the file's name and the line, or the place in its list.
    """

    where: str
    record: dict | None
    problem: str | None = None


def files_at(path: Path) -> list[Path]:
    """Return the file at *path*, or the files of records in the folder there, at any depth, by name.

    Raises
    ------
    SourceBroken
        If there is neither.
    """
    if path.is_file():
        return [path]
    if not path.is_dir():
        raise SourceBroken(path.name or str(path), "there is no such file or folder of works")
    files = sorted(file for file in path.rglob("*") if file.name.lower().endswith(SUFFIXES) and file.is_file())
    if not files:
        raise SourceBroken(path.name or str(path), f"the folder holds no file of works ({', '.join(SUFFIXES)})")
    return files


def digest_of(files: list[Path]) -> str:
    """Return the SHA-256 of one file's bytes, or of several files' digests in order of the digests."""
    digests = sorted(_digest(file) for file in files)
    return digests[0] if len(digests) == 1 else hashlib.sha256("\n".join(digests).encode()).hexdigest()


def _digest(file):
    try:
        with file.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        raise SourceBroken(file.name, f"cannot be read: {error.strerror}") from error


def read_records(file: Path) -> Iterator[FoundRecord]:
    """Yield every record in *file*, whatever it wraps them in.

    One record a line; or one JSON value: a record, a list of records, an
    object with ``items``, or the API's envelope around any of these.  A
    damaged line costs itself, and a file cut short what is behind the cut.

    Raises
    ------
    SourceBroken
        If the file cannot be opened.
    """
    try:
        with _opened(file) as stream:
            yield from _records(file.name, stream)
    except OSError as error:
        raise SourceBroken(file.name, f"cannot be read: {error.strerror or error}") from error


def _opened(file):
    with file.open("rb") as stream:
        compressed = stream.read(2) == b"\x1f\x8b"
    return gzip.open(file, "rb") if compressed else file.open("rb", buffering=_BLOCK)


def _records(name, stream):
    lines = _lines(name, stream)
    first = next((line for line in lines if line.problem or line.text), None)
    if first is None or first.problem:
        if first:
            yield FoundRecord(first.where, None, first.problem)
        return
    value, problem = _parsed(first.text)
    if isinstance(value, dict) and not _wraps(value):
        yield FoundRecord(first.where, value)
    elif problem:
        # Not a value by itself: this line is damaged, or the file is one value over many lines.
        rest = list(islice(lines, 1))
        if not (first.text.startswith(b"{") and rest and _is_record(rest[0].text)):
            rest += lines
            whole, _ = _parsed(b"\n".join([first.text, *(line.text for line in rest)]))
            if whole is not None:
                yield from _unwrapped(name, whole)
                return
        yield FoundRecord(first.where, None, problem)
        lines = chain(rest, lines)
    else:
        yield from _unwrapped(name, value)
    for line in lines:
        if line.problem:
            yield FoundRecord(line.where, None, line.problem)
        elif line.text:
            value, problem = _parsed(line.text)
            if isinstance(value, dict) and not _wraps(value):
                yield FoundRecord(line.where, value)
            elif problem:
                yield FoundRecord(line.where, None, problem)
            else:
                yield from _unwrapped(line.where, value)


class _Line(NamedTuple):
    where: str
    text: bytes
    problem: str | None = None


def _lines(name, stream):
    number = 0
    try:
        for number, line in enumerate(stream, 1):
            text = line.strip()
            if number == 1:
                text = text.removeprefix(b"\xef\xbb\xbf")
            yield _Line(f"{name}:{number}", text)
    except (EOFError, gzip.BadGzipFile, zlib.error):
        yield _Line(f"{name}:{number + 1}", b"", "the compressed file is damaged or cut short from here")


def _parsed(text):
    try:
        return _decode(text), None
    except (ValueError, RecursionError):
        pass
    # Half as fast, but at home in every encoding, and clear about what is wrong.
    try:
        return json.loads(text), None
    except (ValueError, RecursionError) as error:
        return None, f"not a JSON record: {getattr(error, 'msg', None) or 'its text is damaged'}"


_decode = msgspec.json.Decoder().decode


def _is_record(text):
    value, _ = _parsed(text)
    return isinstance(value, dict) and "DOI" in value


def _wraps(value):
    return "DOI" not in value and any(isinstance(value.get(key), (dict, list)) for key in ("message", "items"))


def _unwrapped(where, value):
    while isinstance(value, dict) and _wraps(value):
        value = value["message"] if isinstance(value.get("message"), (dict, list)) else value["items"]
    if isinstance(value, dict):
        yield FoundRecord(where, value)
    elif isinstance(value, list):
        for number, item in enumerate(value, 1):
            if isinstance(item, dict):
                yield FoundRecord(f"{where} item {number}", item)
            else:
                yield FoundRecord(f"{where} item {number}", None, "not a record")
    else:
        yield FoundRecord(where, None, "not a record")
