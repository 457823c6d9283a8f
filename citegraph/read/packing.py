"""Files that hold other files packed, unpacked no further than a person's files go."""

import io
import zlib

from citegraph.errors import ReadError

GZIP = b"\x1f\x8b"
GROWTH = 100  # times its size to which a file may unpack: text packs to a tenth, seldom to a fiftieth
FREE = 10_000_000  # bytes to which any file may unpack


def unpacked(content: bytes, name: str) -> bytes:
    """Return what a gzip file holds, its members one after the other.

    Parameters
    ----------
    name
        How errors call the file.

    Raises
    ------
    ReadError
        If it is damaged, or unpacks to far more than text does.

    >>> import gzip
    >>> unpacked(gzip.compress(b"TY  - JOUR"), "a.ris.gz")
    b'TY  - JOUR'
    >>> unpacked(gzip.compress(bytes(20_000_000)), "a.gz")
    Traceback (most recent call last):
        ...
    citegraph.errors.ReadError: a.gz: unpacks to more than 100 times its size: no text does
    """
    limit = max(FREE, GROWTH * len(content))
    out, rest = io.BytesIO(), content
    while rest.startswith(GZIP):
        member = zlib.decompressobj(wbits=31)
        try:
            out.write(member.decompress(rest, limit - out.tell() + 1))
        except zlib.error as error:
            raise ReadError(name, "is a damaged gzip file") from error
        if out.tell() > limit:
            raise ReadError(name, f"unpacks to more than {GROWTH} times its size: no text does")
        if not member.eof:
            raise ReadError(name, "is a gzip file that was cut off")
        rest = member.unused_data
    return out.getvalue()
