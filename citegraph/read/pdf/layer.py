"""Open a PDF in a process of its own and take over the runs of text on its pages."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from citegraph.errors import ReadError
from citegraph.read.pdf import glyphs
from citegraph.read.reading import Skipped

SECONDS, SECONDS_PER_MEGABYTE = 3, 10  # of work: a page takes a thirtieth, and a megabyte holds a hundred at most
PATIENCE = 5  # times as long that a busy machine may take over it
MEMORY, MEMORY_PER_BYTE = 600_000_000, 20  # bytes of addresses, of which a third is taken before the file

UNREAD = "a damaged page: its text could not be read"
UNREAD_REST = "this page and those after it could not be read: damaged, or too slow to read"
TOO_LONG = f"pages from here on were not read: a file may have {glyphs.PAGE_LIMIT:,}"


@dataclass(frozen=True, slots=True)
class Run:
    """Text on one line in one size, as drawn.

    Attributes
    ----------
    left, right, base
        Points from the left edge, and of the baseline from the bottom.
    solid
        Whether no space parts it from the run drawn before it.
    """

    text: str
    left: float
    right: float
    base: float
    size: float
    bold: bool = False
    solid: bool = False


@dataclass(frozen=True, slots=True)
class Layer:
    """The text layer of a document: the runs of each page, by its number, what could not be read, and its metadata."""

    pages: dict[int, tuple[Run, ...]]
    skipped: tuple[Skipped, ...]
    info: dict[str, str]


def open_layer(content: bytes, name: str) -> Layer:
    """Return the text layer of the PDF whose bytes are *content*.

    Parameters
    ----------
    name
        How errors call the file.

    Raises
    ------
    ReadError
        If it is locked, damaged beyond reading, or has no text.

    >>> open_layer(b"%PDF-1.7 and nothing else", "a.pdf")
    Traceback (most recent call last):
        ...
    citegraph.errors.ReadError: a.pdf: is a damaged PDF: print it to a new file from a viewer that shows it
    """
    size = len(content)
    seconds = SECONDS + SECONDS_PER_MEGABYTE * size // 1_000_000
    said = [json.loads(line) for line in _ask(content, seconds, MEMORY + MEMORY_PER_BYTE * size) if line.endswith("}")]
    if not said or "error" in said[0]:
        if said and said[0]["error"] == "locked":
            raise ReadError(name, "is a PDF that a password locks: save a copy without one")
        raise ReadError(name, "is a damaged PDF: print it to a new file from a viewer that shows it")
    document, *read = said
    pages = {page["page"]: tuple(Run(*run) for run in page["runs"]) for page in read if page["runs"]}
    skipped = [Skipped(page["page"], f"page {page['page']}", UNREAD) for page in read if page["runs"] is None]
    if len(read) < document["pages"]:
        reason = TOO_LONG if len(read) == glyphs.PAGE_LIMIT else UNREAD_REST
        skipped.append(Skipped(len(read) + 1, f"page {len(read) + 1} of {document['pages']}", reason))
    letters = "".join(run.text for runs in pages.values() for run in runs)
    if sum(map(str.isalpha, letters)) < min(0.3 * len(letters) + 1, 200):
        if skipped:
            raise ReadError(name, "is a damaged PDF: none of its pages could be read")
        raise ReadError(name, "is a PDF without a text layer, such as a scan: have its text recognised (OCR) first")
    return Layer(pages, tuple(skipped), document["info"])


def _ask(content, seconds, memory):
    """The lines that `citegraph.read.pdf.glyphs` prints about *content*, as far as it came."""
    command = [sys.executable, "-P", str(Path(glyphs.__file__)), str(seconds), str(memory)]
    paths = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    try:
        done = subprocess.run(command, input=content, capture_output=True, timeout=PATIENCE * seconds, env=paths, check=False)
        printed = done.stdout
    except subprocess.TimeoutExpired as stopped:
        printed = stopped.stdout or b""
    return printed.decode("utf-8", errors="replace").split("\n")
