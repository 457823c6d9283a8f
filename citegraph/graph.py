"""Citation graphs: plain `networkx.DiGraph` objects with agreed attributes.

An edge points from the citing work to the cited work.  The contract below is
what every part behind this one relies on, and `check_graph` enforces it.

Nodes are strings: ``doi:10…`` for a work with a DOI, ``pmid:…``, ``arxiv:…``
or ``isbn:…`` for one known by another identifier, and ``ref:`` with a digest
for a reference that no identifier is known for.  An attribute that is unknown
is absent, never `None`.  A year outside `YEARS` is a misprint: it stays as it
was told, and counts as unknown wherever years are reckoned with.  Where a
source tells an ORCID, `orcids` has one for each of `authors`, in their order,
an empty text for each that is not known.
"""

import json
import os
import tempfile
from pathlib import Path

import networkx as nx

from citegraph.errors import GraphError, OutputError

SCHEMA = 1
STATUSES = ("resolved", "listed", "unresolved")
YEARS = range(1, 2100)
# What JSON readers elsewhere no longer tell from its neighbours.
BEYOND_NUMBERS = 2**53
SCHEMES = ("doi:", "ref:", "pmid:", "arxiv:", "isbn:")

NODE_ATTRIBUTES = {
    "title": str,
    "venue": str,
    "type": str,
    "volume": str,
    "issue": str,
    "pages": str,
    "authors": list,
    "orcids": list,
    "year": int,
    "doi": str,
    "seed": bool,
    "depth": int,
    "status": str,
    "gcs": int,
    "references_deposited": int,
    "text": str,
    "verdict": str,
    "candidates": list,
    "found_via": list,
}
EDGE_ATTRIBUTES = {"sources": list, "score": float, "text": str, "method": str, "evidence": list}
# What each item of a list is; of a dictionary, what it cannot lack.
ITEMS = {
    "authors": str,
    "orcids": str,
    "found_via": str,
    "sources": str,
    "candidates": ("doi", "score"),
    "evidence": ("agreement", "claimed", "field", "found"),
}
# Lists of the graph itself, and what each item says.
GRAPH_LISTS = {
    "merges": {"work": str, "why": str, "kept": dict, "merged": dict},
    "decisions": {"work": str, "text": str},
}
REQUIRED_OF_NODES = ("depth", "found_via", "seed", "status")
REQUIRED_OF_EDGES = ("score", "sources")


def check_graph(G: nx.DiGraph) -> nx.DiGraph:
    """Return *G*, or raise `GraphError` naming the first thing that breaks the contract.

    >>> G = nx.DiGraph()
    >>> G.add_node("doi:10.1/a", seed=True, depth=0, status="resolved", found_via=["x"], year="1973")
    >>> check_graph(G)
    Traceback (most recent call last):
        ...
    citegraph.errors.GraphError: doi:10.1/a: year is '1973', not of type int
    """
    if type(G) is not nx.DiGraph:
        raise GraphError(f"a citation graph is a networkx.DiGraph, not a {type(G).__name__}")
    for attribute, kinds in GRAPH_LISTS.items():
        if not _is_list_of(G.graph.get(attribute, []), kinds):
            raise GraphError(f"its {attribute} are not a list of {', '.join(kinds)} each")
    for node, attributes in G.nodes(data=True):
        if not isinstance(node, str) or not node.startswith(SCHEMES):
            raise GraphError(f"{node!r}: a node is named doi:…, ref:…, pmid:…, arxiv:… or isbn:…")
        _check(node, attributes, NODE_ATTRIBUTES, REQUIRED_OF_NODES)
        if "orcids" in attributes and len(attributes["orcids"]) != len(attributes.get("authors", ())):
            raise GraphError(f"{node}: orcids are not one for each of its authors")
        if attributes["status"] not in STATUSES:
            raise GraphError(f"{node}: status is {attributes['status']!r}, not one of {', '.join(STATUSES)}")
    for citing, cited, attributes in G.edges(data=True):
        _check(f"{citing} → {cited}", attributes, EDGE_ATTRIBUTES, REQUIRED_OF_EDGES)
        if not 0 <= attributes["score"] <= 1:
            raise GraphError(f"{citing} → {cited}: score is {attributes['score']}, not within 0 and 1")
    return G


def _is_list_of(items, kinds):
    return type(items) is list and all(
        type(item) is dict and all(type(item.get(key)) is kind for key, kind in kinds.items()) for item in items
    )


def _check(name, attributes, kinds, required):
    for attribute in required:
        if attribute not in attributes:
            raise GraphError(f"{name}: no {attribute}")
    for attribute, kind in kinds.items():
        if attribute in attributes and type(attributes[attribute]) is not kind:
            raise GraphError(f"{name}: {attribute} is {attributes[attribute]!r}, not of type {kind.__name__}")
        if kind is int and not abs(attributes.get(attribute, 0)) < BEYOND_NUMBERS:
            raise GraphError(f"{name}: {attribute} is a number of {len(str(abs(attributes[attribute])))} digits")
        if kind is list and not all(fits(item, ITEMS[attribute]) for item in attributes.get(attribute, ())):
            raise GraphError(f"{name}: {attribute} holds an item of another kind than it should")


def fits(item, wanted) -> bool:
    """Whether an item of a list is what `ITEMS` wants it to be.

    >>> fits({"doi": "10.1/a", "score": 0.9}, ITEMS["candidates"]), fits(7, ITEMS["authors"])
    (True, False)
    """
    if wanted is str:
        return type(item) is str
    return type(item) is dict and all(key in item for key in wanted)


def save_graph(G: nx.DiGraph, path) -> None:
    """Write *G* to *path* as node-link JSON; the same graph gives the same bytes.

    The file appears whole or not at all.

    Raises
    ------
    GraphError
        If *G* breaks the contract.
    OutputError
        If the file cannot be written.
    """
    data = nx.node_link_data(check_graph(G), edges="edges")
    data["nodes"].sort(key=lambda node: node["id"])
    data["edges"].sort(key=lambda edge: (edge["source"], edge["target"]))
    write_whole(path, "".join(_lines(data)))


def _lines(data):
    """Node-link JSON with one node or edge a line: easy to compare, and quick, since it is encoded in C."""
    encode = json.JSONEncoder(ensure_ascii=False, sort_keys=True, allow_nan=False).encode
    lead = "{"
    for key in sorted(data):
        yield f"{lead}{encode(key)}: "
        if isinstance(data[key], list):
            yield "[" + ",".join("\n" + encode(item) for item in data[key]) + "]"
        else:
            yield encode(data[key])
        lead = ",\n"
    yield "}\n"


def load_graph(path) -> nx.DiGraph:
    """Read a graph that `save_graph` wrote.

    Raises
    ------
    GraphError
        If the file is missing, cut short, or breaks the contract; one sentence says how.
    """
    try:
        data = json.loads(Path(path).read_text(encoding="utf-8"))
    except OSError as error:
        raise GraphError(f"{path}: cannot be read: {error.strerror}") from error
    except json.JSONDecodeError as error:
        raise GraphError(f"{path}:{error.lineno}: not a whole graph file: {error.msg}") from error
    except RecursionError as error:
        raise GraphError(f"{path}: not a graph file: its lists are nested too deeply") from error
    except UnicodeDecodeError as error:
        raise GraphError(f"{path}: not a graph file: its text is not UTF-8") from error
    except ValueError as error:
        raise GraphError(f"{path}: not a graph file: it has a number of thousands of digits") from error
    if not isinstance(data, dict) or not isinstance(data.get("nodes"), list) or not isinstance(data.get("edges"), list):
        raise GraphError(f"{path}: not a graph file: it has no lists of nodes and edges")
    if not data.get("directed") or data.get("multigraph"):
        raise GraphError(f"{path}: not a citation graph: edges must be directed and single")
    schema = (data.get("graph") or {}).get("schema") if isinstance(data.get("graph"), dict) else None
    if schema != SCHEMA:
        raise GraphError(f"{path}: its schema is {schema!r}; this citegraph reads schema {SCHEMA}")
    if not (_have_names(data["nodes"], "id") and _have_names(data["edges"], "source", "target")):
        raise GraphError(f"{path}: not a graph file: a node or an edge is malformed")
    G = nx.node_link_graph(data, edges="edges")
    if G.number_of_nodes() != len(data["nodes"]):
        raise GraphError(f"{path}: an edge names a work that is not among the nodes, or a node stands twice")
    try:
        return check_graph(G)
    except GraphError as error:
        raise GraphError(f"{path}: {error}") from error


def _have_names(entries, *keys):
    return all(isinstance(entry, dict) and all(isinstance(entry.get(key), str) for key in keys) for entry in entries)


def write_whole(path, text: str | bytes) -> None:
    """Write *text* to *path*, in UTF-8, so that the file appears whole or not at all.

    What is no file, as ``/dev/stdout`` or a pipe, is written to as it is; a link stays, and what it leads to is written.
    Half a surrogate pair, which JSON can spell and UTF-8 cannot, becomes a question mark.
    """
    content = text if isinstance(text, bytes) else text.encode("utf-8", "replace")
    try:
        if _is_device(path):
            Path(path).write_bytes(content)
            return
        handle, name, target = _beside(path)
    except OSError as error:
        raise OutputError(path, error.strerror) from error
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        os.chmod(name, 0o666 & ~_umask())
        os.replace(name, target)
    except OSError as error:
        Path(name).unlink(missing_ok=True)
        raise OutputError(path, error.strerror) from error


def probe(path) -> None:
    """Raise `OutputError` if `write_whole` could not write *path*; write nothing."""
    try:
        if Path(path).is_dir():
            raise IsADirectoryError(21, "it is a folder")
        if _is_device(path):
            return
        handle, name, _ = _beside(path)
        os.close(handle)
        Path(name).unlink()
    except OSError as error:
        raise OutputError(path, error.strerror) from error


def _is_device(path):
    """Whether *path* is a device or a pipe, which a new file must not replace."""
    path = Path(path)
    return path.exists() and not path.is_file() and not path.is_dir()


def _beside(path):
    """Open a file in the folder of what *path* leads to; return its handle, its name and that target."""
    target = Path(os.path.realpath(path))
    # A name may be as long as the system allows: what stands beside it must be no longer.
    return *tempfile.mkstemp(dir=target.parent, prefix=f".{target.name[:40]}.", suffix=".part"), target


def _umask():
    mask = os.umask(0)
    os.umask(mask)
    return mask
