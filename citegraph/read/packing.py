"""Files that hold other files packed, unpacked in memory and no further than a person's files go."""

import io
import struct
import zipfile
import zlib

from citegraph.errors import ReadError

GZIP = b"\x1f\x8b"
ZIP = b"PK\x03\x04"
GROWTH = 100  # times its size to which a file may unpack: text packs to a tenth, seldom to a fiftieth
FREE = 10_000_000  # bytes to which any file may unpack
LARGEST = 500_000_000  # bytes of any file, and to which none may unpack
DIRECTORY = 1_000_000  # bytes of a zip file's table of contents: ten thousand files

_END = b"PK\x05\x06"
_END_64 = b"PK\x06\x07"
_PIECE = 65_536  # bytes unpacked at a time: what comes before damage is kept
# RuntimeError is what zipfile raises for a password, and for a compression it does not know.
_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError, KeyError, struct.error)


def unpacked(content: bytes, name: str) -> tuple[bytes, str | None]:
    """Return what a gzip file holds, its members one after the other, and what is wrong with it, if anything.

    Of a file that was cut off or damaged, what comes before the damage is kept.  What follows the last member and
    is none of the file's (zeros of a tape, a signature) is left out.

    Parameters
    ----------
    name
        How errors call the file.

    Raises
    ------
    ReadError
        If nothing can be unpacked, it holds another packed file, or it unpacks to far more than text does.

    >>> import gzip
    >>> unpacked(gzip.compress(b"TY  - ") + gzip.compress(b"JOUR") + bytes(512), "a.ris.gz")
    (b'TY  - JOUR', None)
    >>> unpacked(gzip.compress(b"TY  - JOUR")[:-6], "a.ris.gz")
    (b'TY  - JOUR', 'the gzip file was cut off here')
    >>> unpacked(gzip.compress(bytes(20_000_000)), "a.gz")
    Traceback (most recent call last):
        ...
    citegraph.errors.ReadError: a.gz: unpacks to more than 100 times its size: no text does
    """
    limit, out, problem = room_for(len(content)), bytearray(), None
    rest = memoryview(content)
    while rest[:2] == GZIP and not problem:
        member, place = zlib.decompressobj(wbits=31), 0
        while place < len(rest) and not member.eof and not problem:
            piece, before = rest[place : place + _PIECE], member.copy()
            try:
                out += member.decompress(piece, limit - len(out) + 1)
            except zlib.error:
                problem = "the gzip file is damaged here"
                out += _up_to_damage(before, piece)
            if len(out) > limit:
                raise refused(name, len(content))
            place += len(piece)
        if not member.eof:
            problem = problem or "the gzip file was cut off here"
        rest = rest[place - len(member.unused_data) :]
    if out[:2] == GZIP or out[:4] == ZIP:
        raise ReadError(name, "is packed twice: unpack it once")
    if problem and not out:
        raise ReadError(name, "is a damaged gzip file")
    return bytes(out), problem


def _up_to_damage(member, piece):
    """What a piece holds before the byte that is wrong."""
    out = bytearray()
    try:
        for place in range(len(piece)):
            out += member.decompress(piece[place : place + 1])
    except zlib.error:
        pass
    return out


def open_zip(content: bytes, name: str) -> zipfile.ZipFile:
    """Return a zip file, opened in memory; nothing of it is unpacked yet.

    Raises
    ------
    ReadError
        If its table of contents is damaged or longer than that of any document.

    >>> open_zip(b"PK\\x03\\x04 and no more", "a.docx")
    Traceback (most recent call last):
        ...
    citegraph.errors.ReadError: a.docx: is a damaged packed file, or was cut off
    """
    end = content.rfind(_END)
    if end < 0 or len(content) < end + 22:
        raise ReadError(name, "is a damaged packed file, or was cut off")
    (size,) = struct.unpack_from("<L", content, end + 12)
    if size > DIRECTORY or content[max(0, end - 20) : end].startswith(_END_64):
        raise ReadError(name, "holds more files than any document does")
    try:
        return zipfile.ZipFile(io.BytesIO(content))
    except _DAMAGED as error:
        raise ReadError(name, "is a damaged packed file, or was cut off") from error


def member(archive: zipfile.ZipFile, path: str, name: str) -> bytes | None:
    """Return one file of a zip file, or `None` if it is not there.

    Raises
    ------
    ReadError
        If it is damaged, encrypted, or unpacks to far more than text does.
    """
    try:
        about = archive.getinfo(path)
    except KeyError:
        return None
    if about.flag_bits & 1:
        raise ReadError(name, "is locked with a password: save it without")
    # The sizes are what the file says of itself: the limit holds for what really comes out.
    limit = room_for(about.compress_size)
    try:
        with archive.open(about) as file:
            content = file.read(limit + 1)
    except _DAMAGED as error:
        raise ReadError(name, f"is a damaged packed file: {path} in it cannot be read") from error
    if len(content) > limit:
        raise refused(name, about.compress_size)
    return content


def room_for(size: int) -> int:
    """Return the bytes to which a file of *size* bytes may unpack.

    >>> room_for(500), room_for(1_000_000), room_for(90_000_000)
    (10000000, 100000000, 500000000)
    """
    return min(max(FREE, GROWTH * size), LARGEST)


def refused(name: str, size: int) -> ReadError:
    """Return what to say of a file of *size* bytes that unpacks to more than it may.

    >>> print(refused("a.gz", 500))
    a.gz: unpacks to more than 100 times its size: no text does
    """
    if room_for(size) == LARGEST:
        return ReadError(name, f"unpacks to more than {LARGEST // 1_000_000} million bytes: split it")
    return ReadError(name, f"unpacks to more than {GROWTH} times its size: no text does")
