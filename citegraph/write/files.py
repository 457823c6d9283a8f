"""One graph → one file, or the set of files that a format needs."""

from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from citegraph.errors import OutputError
from citegraph.write.formats import FORMATS, format_of


def paths_of(path, name: str) -> tuple[Path, ...]:
    """Return the files that writing *path* in the format called *name* makes.

    >>> [path.name for path in paths_of("graph.net", "pajek")]
    ['graph.net', 'graph.clu', 'graph.vec']
    >>> [path.name for path in paths_of("graph.nodes.csv", "csv")], paths_of("list.txt", "ris")[0].name
    (['graph.nodes.csv', 'graph.edges.csv'], 'list.txt')
    """
    path, format_ = Path(path), FORMATS[name]
    if not format_.files:
        return (path,)
    stem = path.name
    for ending in (*format_.files, *format_.suffixes):
        if stem.lower().endswith(ending) and len(stem) > len(ending):
            stem = stem[: -len(ending)]
            break
    return tuple(path.with_name(stem + ending) for ending in format_.files)


def export_graph(G, path, *, format=None) -> tuple[Path, ...]:
    r"""Write works and citations in a format that another tool reads.

    Everything the contract of `citegraph.graph` knows of a work goes along as
    far as the format has room for it.  Where a format knows no lists, texts
    are joined by ``"; "``, a semicolon inside a text being written ``\;``, and
    `candidates` and `evidence` are JSON (`citegraph.write.flat.nested` undoes
    both).  Characters that XML forbids become U+FFFD.

    Parameters
    ----------
    G : networkx.DiGraph
    path
        Where to.  Pajek, CSV, Parquet and VOSviewer's files are sets:
        ``graph.csv`` makes ``graph.nodes.csv`` and ``graph.edges.csv``.
    format : str, optional
        Of `FORMATS`; by default what the ending of *path* means.

    Returns
    -------
    tuple of Path
        The files written, each whole or not at all; equal graphs give equal bytes.

    Raises
    ------
    ValueError
        If there is no such format, or the ending of *path* means none.
    GraphError
        If *G* breaks the contract.
    OutputError
        If a file cannot be written; nothing is written then, unless the disk
        fills up between the files of a set.

    Examples
    --------
    >>> import networkx as nx, tempfile
    >>> G = nx.DiGraph()
    >>> G.add_node("doi:10.1/a", title="C; or: a \"list\"", seed=True, depth=0, status="listed", found_via=["x;y"])
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     written = export_graph(G, f"{folder}/graph.graphml")
    ...     nx.read_graphml(written[0]).nodes["doi:10.1/a"]["found_via"]
    'x\\;y'

    Notes
    -----
    Seconds for 10 000 works.
    """
    from citegraph.graph import check_graph, probe, write_whole

    name = format_of(path, format)
    paths = paths_of(path, name)
    if (needs := FORMATS[name].needs) and not find_spec(needs):
        raise OutputError(paths[0], f"the format {name} needs {needs}: pip install 'citegraph[{name}]'")
    for each in paths:
        probe(each)
    texts = _writer(name)(check_graph(G))
    for each, text in zip(paths, texts, strict=True):
        write_whole(each, text)
    return paths


def _writer(name):
    module, function = FORMATS[name].home.split(".")
    return getattr(import_module(f"citegraph.write.{module}"), function)
