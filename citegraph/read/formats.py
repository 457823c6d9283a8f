"""The formats that are told by content, in the order in which they are asked."""

from collections.abc import Callable
from dataclasses import dataclass

from citegraph.read.exports.bibtex import is_bibtex, read_bibtex
from citegraph.read.exports.csl import looks_like_json, read_csl
from citegraph.read.exports.ris import is_ris, read_ris
from citegraph.read.networks.dot import is_dot, read_dot
from citegraph.read.networks.gml import is_gml, read_gml
from citegraph.read.networks.markup import is_markup, read_markup_graph
from citegraph.read.networks.pajek import is_pajek, read_pajek
from citegraph.read.networks.tables import is_citation_table, read_citation_table
from citegraph.read.networks.trees import is_json_graph, read_json_graph
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
    Format("graphml", is_markup, read_markup_graph, (".graphml", ".gexf")),
    Format("pajek", is_pajek, read_pajek, (".net", ".paj", ".clu", ".vec", ".nam")),
    Format("json-graph", is_json_graph, read_json_graph, (".cyjs",)),
    Format("dot", is_dot, read_dot, (".dot", ".gv")),
    Format("gml", is_gml, read_gml, (".gml",)),
    Format("citations", is_citation_table, read_citation_table, (".edges", ".edgelist", ".cites", ".mtx", ".edges.csv", ".network.txt")),
    Format("csl-json", looks_like_json, read_csl, (".json",)),
    Format("ris", is_ris, read_ris, (".ris",)),
    Format("bibtex", is_bibtex, read_bibtex, (".bib",)),
)


def format_of(text: str, formats: tuple[Format, ...] = TEXT) -> Format | None:
    """Return the first format that recognises *text*, or `None`.

    >>> format_of("TY  - JOUR\\nAU  - Small, H\\n").name
    'ris'
    >>> format_of("Small H. Co-citation. 1973")
    """
    return next((each for each in formats if each.recognises(text)), None)
