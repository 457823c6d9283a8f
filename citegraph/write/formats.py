"""Which formats there are, and how a file's name tells them apart."""

from dataclasses import dataclass
from pathlib import PurePath


@dataclass(frozen=True, slots=True)
class Format:
    """A format of `export_graph`.

    Attributes
    ----------
    home
        Module and function that write it, within `citegraph.write`.
    suffixes
        Endings of a file's name that mean this format and no other.
    files
        What the files of a set end in, put in place of the suffix; empty for a single file.
    what
        What it is, and for whom.
    needs
        A library that citegraph does without otherwise.
    """

    home: str
    suffixes: tuple[str, ...]
    what: str
    files: tuple[str, ...] = ()
    needs: str | None = None


FORMATS = {
    "graphml": Format("markup.graphml", (".graphml",), "GraphML, for Gephi, Cytoscape, igraph, yEd, NetworkX"),
    "gexf": Format("markup.gexf", (".gexf",), "GEXF with the year each work and citation begins, for Gephi"),
    "pajek": Format(
        "pajek.pajek", (".net",), "Pajek network, years and local citation scores", (".net", ".clu", ".vec")
    ),
    "vosviewer": Format("vosviewer.vosviewer_json", (".vosviewer.json",), "VOSviewer's JSON"),
    "vosviewer-files": Format(
        "vosviewer.map_and_network", (), "VOSviewer's map and network files", (".map.txt", ".network.txt")
    ),
    "citnetexplorer": Format(
        "citnetexplorer.publications_and_links",
        (),
        "CitNetExplorer's publications and citation links",
        (".pub.txt", ".cit.txt"),
    ),
    "cytoscape": Format("cytoscape.cytoscape", (".cyjs",), "JSON of Cytoscape and Cytoscape.js"),
    "dot": Format("dot.dot", (".dot", ".gv"), "DOT, for Graphviz"),
    "csv": Format("tables.csv_tables", (".csv",), "two tables, works and citations", (".nodes.csv", ".edges.csv")),
    "parquet": Format(
        "tables.parquet_tables",
        (".parquet",),
        "the same tables as Parquet",
        (".nodes.parquet", ".edges.parquet"),
        needs="pyarrow",
    ),
    "bibtex": Format("bibtex.bibtex", (".bib",), "BibTeX, for LaTeX, JabRef, Zotero"),
    "ris": Format("ris.ris", (".ris",), "RIS, for EndNote, Zotero, Mendeley and most screening tools"),
    "csl-json": Format("csl.csl_json", (".csl.json",), "CSL-JSON, for Zotero, Pandoc and citation styles"),
    "markdown": Format("reading_list.reading_list", (".md",), "a reading list in Markdown"),
}


def format_of(path, name: str | None = None) -> str:
    """Return the format that *name* asks for, or else that the ending of *path* means.

    >>> format_of("graph.GraphML"), format_of("works.txt", "ris"), format_of("works.csl.json")
    ('graphml', 'ris', 'csl-json')

    Several tools write plain ``.json``, so that the ending alone does not tell:

    >>> format_of("works.json")
    Traceback (most recent call last):
        ...
    ValueError: 'works.json' does not tell the format; name one: graphml, gexf, pajek, vosviewer, vosviewer-files,
    citnetexplorer, cytoscape, dot, csv, parquet, bibtex, ris, csl-json, markdown

    Raises
    ------
    ValueError
        If there is no such format, or the ending means none.
    """
    known = ", ".join(FORMATS)
    if name is not None:
        if name not in FORMATS:
            raise ValueError(f"{name!r} is no format; there are {known}")
        return name
    file = PurePath(path).name.lower()
    fits = [name for name, format_ in FORMATS.items() if file.endswith((*format_.suffixes, *format_.files))]
    if not fits:
        raise ValueError(f"{PurePath(path).name!r} does not tell the format; name one: {known}")
    return fits[0]
