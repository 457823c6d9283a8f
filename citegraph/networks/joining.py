"""Graphs of graph files joined with each other and with what was built from other inputs."""

from collections import Counter, deque
from collections.abc import Iterable, Sequence

import networkx as nx

from citegraph.graph import STATUSES, check_graph
from citegraph.identifiers import is_doi
from citegraph.model import Author, Reference
from citegraph.networks.works import described, name_of
from citegraph.read import Reading


def joined(graphs: Iterable[nx.DiGraph], built: nx.DiGraph | None = None) -> nx.DiGraph:
    """Return one graph of *built* and the graphs of graph files; what none of them knows a depth of gets one.

    Of a work that several hold, the one whose status is best describes it, the others fill the gaps; it is a seed
    if one says so.  Of a citation, all who say so are kept.

    >>> one, other = nx.DiGraph(), nx.DiGraph()
    >>> one.add_node("doi:10.1/a", seed=True, depth=0, status="listed", found_via=["x"])
    >>> other.add_node("doi:10.1/a", seed=False, status="resolved", found_via=["y"], title="Care")
    >>> other.add_edge("doi:10.1/a", "doi:10.1/b", sources=["input"], score=1.0)
    >>> other.nodes["doi:10.1/b"].update(seed=False, status="listed", found_via=["y"])
    >>> G = joined([other], one)
    >>> G.nodes["doi:10.1/a"]["title"], G.nodes["doi:10.1/a"]["found_via"], G.nodes["doi:10.1/b"]["depth"]
    ('Care', ['x', 'y'], 1)
    """
    nodes, edges = {}, {}
    for graph in (*([built] if built is not None else []), *graphs):
        for node, known in graph.nodes(data=True):
            nodes[node] = _same_work(nodes[node], known) if node in nodes else dict(known)
        for citing, cited, known in graph.edges(data=True):
            key = citing, cited
            edges[key] = _same_citation(edges[key], known) if key in edges else known
    G = nx.DiGraph(**(built.graph if built is not None else {}))
    G.add_nodes_from(sorted(nodes.items()))
    G.add_edges_from((citing, cited, known) for (citing, cited), known in sorted(edges.items(), key=_ends))
    return with_depths(G)


def _ends(edge):
    return edge[0]


def _same_work(one, other):
    best, rest = sorted((one, other), key=lambda known: STATUSES.index(known["status"]))
    depths = [known["depth"] for known in (one, other) if "depth" in known]
    both = {**rest, **best, "seed": one["seed"] or other["seed"]}
    both["found_via"] = sorted({*one["found_via"], *other["found_via"]})
    if both["status"] != "unresolved":
        both = {name: value for name, value in both.items() if name not in ("verdict", "candidates")}
    return {**both, "depth": min(depths)} if depths else both


def _same_citation(one, other):
    best, rest = sorted((one, other), key=lambda known: -known["score"])
    return {**rest, **best, "sources": sorted({*one["sources"], *other["sources"]})}


def with_depths(G: nx.DiGraph) -> nx.DiGraph:
    """Give every work of *G* that has none its depth: steps from the nearest seed; 1 where no seed is in reach."""
    lacking = {node for node, known in G.nodes(data=True) if "depth" not in known}
    steps = {node: 0 for node, seed in G.nodes(data="seed") if seed}
    queue = deque(steps)
    while queue and lacking:
        node = queue.popleft()
        for near in (*G.successors(node), *G.predecessors(node)):
            if near not in steps:
                steps[near] = steps[node] + 1
                queue.append(near)
    for node in lacking:
        G.nodes[node]["depth"] = steps.get(node, 1)
    return G


def with_graphs(built: nx.DiGraph, graphs: Sequence[nx.DiGraph]) -> nx.DiGraph:
    """Return what was *built* from other inputs together with the works and citations of graph files."""
    if not graphs:
        return built
    G = joined(graphs, built)
    G.graph["counts"] = {**G.graph["counts"], **counts_of(G, graphs)}
    return check_graph(G)


def counts_of(G: nx.DiGraph, graphs: Sequence[nx.DiGraph]) -> dict:
    """Count what *G* holds, and what *graphs*, those of graph files, brought to it and left out."""
    statuses = Counter(status for _, status in G.nodes(data="status"))
    left_out = Counter()
    for graph in graphs:
        left_out.update(graph.graph["left_out"])
    held = {"works": sum(map(len, graphs)), "citations": sum(graph.number_of_edges() for graph in graphs)}
    now = {"works": len(G), "citations": G.number_of_edges(), "statuses": dict(sorted(statuses.items()))}
    return {**now, "graph_files": {**held, **left_out}}


def seeds_of(reading: Reading) -> list[Reference]:
    """Return claims about the seeds that a graph file marks and holds no record of.

    >>> from citegraph.read import read_bytes
    >>> file = "id,label,doi,seed,status\\n1,A,10.1000/a,true,\\n2,B,10.1000/b,true,resolved\\n"
    >>> [claim.doi for claim in seeds_of(read_bytes(file.encode(), name="works.csv"))]
    ['10.1000/a']
    """
    claims = []
    for name, said in (reading.network.works if reading.network else {}).items():
        if not any(key.lower() == "seed" for key in said):
            continue
        known, node = described(said), name_of(name, said, reading.sha256)
        if known.get("seed") and known.get("status") != "resolved" and is_doi(node.removeprefix("doi:")):
            authors = tuple(Author(*each.split(", ", 1)) for each in known.get("authors", ()))
            doi = node.removeprefix("doi:")
            claims.append(Reference(doi, authors, known.get("year"), known.get("title"), doi=doi))
    return claims
