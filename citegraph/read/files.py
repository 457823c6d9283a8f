"""Open what the user names, tell what it is by its content, and have it read."""

import hashlib
import re
import sys
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from citegraph.errors import ReadError
from citegraph.identifiers import find_dois, normalize_doi
from citegraph.model import Reference
from citegraph.read.columns import in_reading_order
from citegraph.read.documents import read_document
from citegraph.read.exports.tables import is_table, read_table
from citegraph.read.formats import BYTES, TEXT, format_of, open_document
from citegraph.read.identifier_lists import read_identifiers
from citegraph.read.likeness import YEAR, likeness
from citegraph.read.markup import is_html, read_longest_table, read_markup, without_emphasis
from citegraph.read.packing import GZIP, LARGEST, ZIP, unpacked
from citegraph.read.pages import read_page
from citegraph.read.reading import Reading, Skipped, renumbered
from citegraph.read.strings import read_reference
from citegraph.read.trees import declared_encoding, root_name

PAGE_LIMIT = 2_000_000  # characters of a page or bibliography: ten thousand references of the usual length
_SCREENED = 200_000  # characters from which a text is screened for anything like a reference before it is cut
_SAMPLE = 2000  # lines looked at to say whether a text over the limit holds references at all

_MAGIC = (
    (b"\xd0\xcf\x11\xe0", "an old Word file, or one with a password: save it as .docx, or copy its text into a plain file"),
    *((b"BZh%d1AY" % level, "a bzip2 file: unpack it first") for level in range(1, 10)),
    (b"\xfd7zXZ", "an xz file: unpack it first"),
    (b"7z\xbc\xaf", "a 7z file: unpack it first"),
    (b"Rar!\x1a", "a rar file: unpack it first"),
    (b"\x28\xb5\x2f\xfd", "a zstd file: unpack it first"),
)
_DOI_SHAPED = re.compile(r"^\s*(?:doi\s*[:：]?\s*|https?://(?:dx\.)?doi\.org/?|10\.\d)", re.IGNORECASE)


def read_inputs(inputs: Iterable[str | Path], *, lines: bool = False) -> tuple[Reading, ...]:
    """Return what each input says, before any service is asked.

    Parameters
    ----------
    inputs
        Paths, ``-`` for standard input, DOIs, or doi.org addresses.
    lines
        Take each non-blank line of a file for one reference, whatever it looks like.

    Raises
    ------
    ReadError
        For the first input that cannot be understood; `read_input` reads one
        alone, so that a caller may go on with the others.

    >>> [reading.seeds[0].doi for reading in read_inputs(["https://doi.org/10.1002/ASI.20317"])]
    ['10.1002/asi.20317']
    """
    return tuple(read_input(each, lines=lines) for each in inputs)


def read_input(source: str | Path, *, lines: bool = False) -> Reading:
    """Return what one input says.  See `read_inputs`.

    The format is told by content: one of `citegraph.read.formats`, a list of DOIs or
    of PubMed numbers, or else a page, plain or HTML, of which a plain bibliography is one kind.

    >>> read_input("10.1/")
    Traceback (most recent call last):
        ...
    citegraph.errors.InvalidDOI: no DOI in '10.1/'

    Raises
    ------
    ReadError
        If it cannot be opened or understood, or holds nothing; one sentence
        says why, and the line is named where one is to blame.
    """
    shown = str(source)
    if shown == "-":
        if sys.stdin is None:
            raise ReadError(shown, "standard input is closed")
        return read_bytes(sys.stdin.buffer.read(), name="-", lines=lines)
    path = Path(source)
    if not isinstance(source, Path) and _DOI_SHAPED.match(shown) and not path.exists():
        return _read_doi(shown)
    if not isinstance(source, Path) and re.match(r"https?://", shown):
        if find_dois(shown):
            return _read_doi(shown)
        raise ReadError(shown, "is a web address: give the DOI of the work, or save the page and give its file")
    try:
        if path.is_dir():
            raise ReadError(shown, "is a folder: name the files in it")
        if path.stat().st_size > LARGEST:
            raise ReadError(shown, f"is larger than {LARGEST // 1_000_000} million bytes: split it")
        content = path.read_bytes()
    except FileNotFoundError as error:
        raise ReadError(shown, "there is no such file") from error
    except OSError as error:
        raise ReadError(shown, f"cannot be opened: {error.strerror or error}") from error
    except ValueError as error:  # a name with a NUL in it
        raise ReadError(shown, "is no name of a file") from error
    return read_bytes(content, name=path.name, shown=shown, lines=lines)


def read_bytes(content: bytes, *, name: str, shown: str | None = None, lines: bool = False) -> Reading:
    """Return what the bytes of one input say.

    Parameters
    ----------
    name
        How the reading calls the input.
    shown
        How errors call it, if otherwise.

    >>> read_bytes("10.1002/asi.20317\\n10.1/x".encode("utf-16"), name="dois.txt").skipped[0].reason
    'not a DOI'
    """
    shown = shown or name
    sha256 = hashlib.sha256(content).hexdigest()
    problem = None
    if content.startswith(GZIP):
        content, problem = unpacked(content, shown)
        shown = re.sub(r"\.gz$", "", shown, flags=re.IGNORECASE)
    try:
        reading = _read_content(content, name, sha256, shown, lines)
    except ReadError as error:
        raise ReadError(shown, error.problem, error.line) from error
    if problem:
        reading = replace(reading, skipped=(*reading.skipped, Skipped(content.count(b"\n") + 1, "", problem)))
    return reading


def _read_content(content, name, sha256, shown, lines):
    if known := format_of(content, BYTES):
        return known.read(content, name=name, sha256=sha256)
    document = open_document(content, shown) if content.startswith(ZIP) else None
    text = document.page.text if document else _decoded(content, shown)
    if not text.strip():
        raise ReadError(shown, "is empty")
    if lines:
        return _read_lines(text, name, sha256)
    if document:
        _check_length(text, shown)
        return read_document(document, name=name, sha256=sha256)
    return _read_text(text, name, sha256, shown)


def _read_text(text, name, sha256, shown):
    known = format_of(text)
    if known is None and is_html(text):
        return _read_html(text, name, sha256, shown)
    if known is None and text.lstrip("\ufeff \n").startswith("<?xml"):
        raise ReadError(shown, f"is XML of a kind that is not known here: its outermost element is <{root_name(text)}>")
    # What is named as a library export and is none is damaged: its reader says where.
    known = known or next((each for each in TEXT if shown.lower().endswith(each.suffixes)), None)
    if known:
        return known.read(text, name=name, sha256=sha256)
    _check_length(text, shown)
    if listed := read_identifiers(text, name=name, sha256=sha256):
        return listed
    text = without_emphasis(text)
    if columns := in_reading_order(text):
        reading = renumbered(read_page(columns[0], name=name, sha256=sha256), columns[1])
        return _not_empty(reading, shown)
    return _not_empty(read_page(text, name=name, sha256=sha256), shown)


def _not_empty(reading, shown):
    if not (reading.about or reading.entries):
        raise ReadError(shown, "no reference, no DOI and no work found in it")
    return reading


def _read_doi(text):
    doi = normalize_doi(text)
    claim = Reference(doi, doi=doi)
    return Reading(doi, hashlib.sha256(doi.encode()).hexdigest(), "doi", entries=(claim,))


def _decoded(content, shown):
    """The text of *content*, line ends made alike."""
    for magic, problem in _MAGIC:
        if content.startswith(magic):
            raise ReadError(shown, f"is {problem}")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        encoding = encoding_of(content)
        if encoding is None:
            raise ReadError(shown, "is not a text file") from error
        text = content.decode(encoding, errors="replace")
    text = text.lstrip("\ufeff")
    odd = sum(not character.isprintable() for character in _PLAIN.sub("", text[:100_000]))
    if odd > 0.05 * min(len(text), 100_000):
        raise ReadError(shown, "is not a text file")
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text.replace("\u2028", " ").replace("\x00", " ")


# What stands in nearly every text, so that few characters are looked at one by one.
_PLAIN = re.compile(r"[\t-\r -~]+")


def encoding_of(content: bytes) -> str | None:
    """Return the name of the encoding that *content* is in, or `None` if it is no text.

    >>> encoding_of("Müller".encode("utf-16")), encoding_of("Müller".encode())
    ('utf-16', 'utf-8-sig')
    """
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    try:
        content.decode("utf-8")
        return "utf-8-sig"
    except UnicodeDecodeError:
        pass
    if encoding := declared_encoding(content):
        return encoding
    sample = content[:4000]
    for encoding, zeros in (("utf-16-le", sample[1::2]), ("utf-16-be", sample[::2])):
        if sample and zeros.count(0) > 0.3 * len(sample):
            return encoding
    if sample.count(0) > 2:
        return None
    from charset_normalizer import from_bytes

    guesses = from_bytes(content[:200_000])
    best = guesses.best()
    # Among guesses as good as the best, the western one: short texts fit many code pages equally well.
    western = next(
        (guess for guess in guesses if guess.encoding in ("cp1252", "latin_1") and best.chaos >= guess.chaos), best
    )
    return western.encoding if western else None


def _check_length(text, shown):
    """Refuse a text that is too long, and spare a long one without any reference the work of cutting it."""
    if len(text) <= _SCREENED:
        return
    lines = text.split("\n")
    step = max(1, len(lines) // _SAMPLE) if len(text) > PAGE_LIMIT else 1
    if not any(_hopeful(line[:2000]) for line in lines[::step]):
        raise ReadError(shown, f"nothing that looks like a reference was found in its {len(text):,} characters")
    if len(text) > PAGE_LIMIT:
        raise ReadError(shown, f"has {len(text):,} characters; a page may have {PAGE_LIMIT:,}: split it")


def _hopeful(line):
    text = re.sub(r"^\W*\d{0,4}[\].)]*\s*", "", line)
    return bool(find_dois(text) or (YEAR.search(text) and likeness(text) > 2))


def _read_html(text, name, sha256, shown):
    page = read_markup(text)
    _check_length(page.text, shown)
    reading = read_page(page.text, name=name, sha256=sha256, meta=page.meta)
    if not (reading.about or reading.entries) and is_table((table := read_longest_table(text)).text):
        return renumbered(read_table(table.text, name=name, sha256=sha256), table.lines)
    return _not_empty(renumbered(reading, page.lines), shown)


def _read_lines(text, name, sha256):
    entries = tuple(
        read_reference(line, line=number, number=place)
        for place, (number, line) in enumerate(
            ((number, line) for number, line in enumerate(text.split("\n"), start=1) if line.strip()), start=1
        )
    )
    return Reading(name, sha256, "bibliography", entries=entries)
