"""The formats that are told by content, in the order in which they are asked."""

from collections.abc import Callable
from dataclasses import dataclass

from citegraph.read.exports.bibtex import is_bibtex, read_bibtex
from citegraph.read.exports.csl import looks_like_json, read_csl
from citegraph.read.exports.ris import is_ris, read_ris
from citegraph.read.pdf.reader import is_pdf, read_pdf
from citegraph.read.reading import Reading


@dataclass(frozen=True, slots=True)
class Format:
    """A file format: how it is recognised by its content, and its reader.

    Attributes
    ----------
    name
        As the reading report calls it.
    suffixes
        Under which such files are kept; what bears one and is not recognised is damaged rather than a page.
    recognises
        Whether a text (or, for a packed format, the bytes) is of this format.
    read
        Called with the text (or bytes), and ``name`` and ``sha256`` by keyword.
    """

    name: str
    recognises: Callable[[str], bool]
    read: Callable[..., Reading]
    suffixes: tuple[str, ...] = ()


# The first that recognises a text reads it: formats with an unmistakable mark come first.
TEXT = (
    Format("csl-json", looks_like_json, read_csl, (".json",)),
    Format("ris", is_ris, read_ris, (".ris",)),
    Format("bibtex", is_bibtex, read_bibtex, (".bib",)),
)

# Formats told by their bytes, before anything is taken for text.
BYTES = (Format("pdf", is_pdf, read_pdf, (".pdf",)),)


def format_of(text: str | bytes, formats: tuple[Format, ...] = TEXT) -> Format | None:
    """Return the first format that recognises *text*, or `None`.

    >>> format_of("TY  - JOUR\\nAU  - Small, H\\n").name
    'ris'
    >>> format_of("Small H. Co-citation. 1973")
    """
    return next((each for each in formats if each.recognises(text)), None)
