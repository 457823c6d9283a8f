"""How true and how legible maps are, beside others: ``python -m tests.benchmarks.layouts [NAME …] [--drl] [--spring]``.

Every layout is measured on the positions it gives to all works.

stress      normalised stress of the largest part, sampled, at the best scale: 0 is true to every distance
kept        of a work's k nearest works on the page, how many are among its k nearest in the graph
            (k = its citations and citers): 1 keeps every neighbourhood
community   share of the ten nearest works on the page that are of the work's own community
covered     share of works whose mark another covers, with the map set to a stage of 1,000 × 625 pixels
used        share of the cells of 40 × 25 on that stage with a work in them, of as many as there could be
"""

import argparse
import json
import random
import time
from pathlib import Path

import igraph
import networkx as nx
import numpy as np
from scipy.sparse.csgraph import connected_components, dijkstra
from scipy.spatial import cKDTree

from citegraph.measure import communities
from citegraph.view.layout import force_layout, radius
from tests.benchmarks.citation_graphs import made_up_citations
from tests.benchmarks.literatures import literature
from tests.view.examples import grown_graph

EXAMPLE = Path(__file__).parents[2] / "graphs" / "peer-support.json"
GRAPHS = ("peer-support", "grown 150", "grown 900", "SmallW", "Cora", "SciMet", "Kohonen", "Zewail", "grown 10000", "made up 10000")
SAMPLED = 60  # works from which distances are taken
SPRING_UP_TO = 1000  # works; beyond, networkx takes minutes


def graph_of(name):
    if name == "peer-support":
        return nx.node_link_graph(json.loads(EXAMPLE.read_text(encoding="utf-8")), edges="edges")
    kind, _, size = name.rpartition(" ")
    if kind == "grown":
        return grown_graph(int(size))
    G = nx.DiGraph()
    if kind == "made up":
        citing, cited = made_up_citations(int(size), 10 * int(size))
        G.add_nodes_from(f"{work:06d}" for work in range(int(size)))
        G.add_edges_from((f"{a:06d}", f"{b:06d}") for a, b in zip(citing.tolist(), cited.tolist(), strict=True))
        return G
    a = literature(name)
    G.add_nodes_from(a.works)
    G.add_edges_from((a.works[row], a.works[other]) for row, other in zip(a.citing_rows, a.cites.indices, strict=True))
    return G


def quality(G, positions, group_of):
    order = sorted(G)
    xy = np.array([positions[work] for work in order], dtype=float)
    links = nx.to_scipy_sparse_array(G.to_undirected(), nodelist=order, weight=None, format="csr")
    group = np.array([group_of[work] for work in order])
    return {
        "stress": stress(links, xy),
        "kept": neighbourhoods_kept(links, xy),
        "community": own_community(group, xy),
        **on_stage(G, order, xy),
    }


def stress(links, xy):
    _, part = connected_components(links, directed=False)
    inside = np.flatnonzero(part == np.bincount(part).argmax())
    chosen = np.random.default_rng(7).choice(inside, min(SAMPLED, len(inside)), replace=False)
    d = dijkstra(links, directed=False, unweighted=True, indices=chosen)[:, inside]
    e = np.hypot(*(xy[inside][None, :, axis] - xy[chosen][:, None, axis] for axis in (0, 1)))
    far = d > 0
    d, e = d[far], e[far]
    scale = (e / d).sum() / ((e / d) ** 2).sum()
    return float((((scale * e - d) / d) ** 2).mean())


def neighbourhoods_kept(links, xy):
    degree = np.diff(links.indptr)
    tied = np.flatnonzero(degree)
    chosen = np.random.default_rng(7).choice(tied, min(2000, len(tied)), replace=False)
    tree, shares = cKDTree(xy), []
    for work in chosen:
        around = links.indices[links.indptr[work] : links.indptr[work + 1]]
        near = tree.query(xy[work], len(around) + 1)[1]
        shares.append(len(set(near.tolist()) & set(around.tolist()) - {work}) / len(around))
    return float(np.mean(shares))


def own_community(group, xy):
    size = np.bincount(group)
    near = cKDTree(xy).query(xy, min(11, len(xy)))[1][:, 1:]
    same = group[near] == group[:, None]
    several = size[group] > 10
    return float(same[several].mean())


def on_stage(G, order, xy):
    low, wide = xy.min(axis=0), np.ptp(xy, axis=0) + 1e-9
    zoom = min(1000 / wide[0], 625 / wide[1])
    at = (xy - low) * zoom + (np.array([1000, 625]) - wide * zoom) / 2
    room = np.maximum(np.array([radius(G.in_degree(work)) for work in order]) * 0.25, 1.5)
    if len(order) > 1000:
        room = np.full(len(order), 1.2)
    pairs = cKDTree(at).query_pairs(2 * room.max(), output_type="ndarray")
    hit = np.hypot(*(at[pairs[:, 0]] - at[pairs[:, 1]]).T) < (room[pairs[:, 0]] + room[pairs[:, 1]]) * 0.98
    cells = np.unique(np.minimum(at // 25, [39, 24]).astype(int), axis=0)
    return {"covered": len(np.unique(pairs[hit])) / len(order), "used": len(cells) / min(1000, len(order))}


def peers(G, options, group_of):
    order = sorted(G)
    place = {work: i for i, work in enumerate(order)}
    graph = igraph.Graph(n=len(order), edges=sorted({(place[a], place[b]) for a, b in G.edges if a != b}))

    def named(layout):
        return {work: layout[i] for i, work in enumerate(order)}

    yield "citegraph", lambda: force_layout(G, group_of)
    if not options.ours:
        yield "igraph FR", lambda: named(graph.layout_fruchterman_reingold(grid="auto"))
    if options.drl:
        yield "igraph DrL", lambda: named(graph.layout_drl())
    if options.spring and len(G) <= SPRING_UP_TO:
        yield "nx.spring", lambda: nx.spring_layout(G, seed=1)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("graphs", nargs="*", default=GRAPHS, help="by default " + ", ".join(GRAPHS))
    parser.add_argument("--ours", action="store_true", help="ours alone")
    parser.add_argument("--drl", action="store_true", help="igraph's DrL too")
    parser.add_argument("--spring", action="store_true", help=f"networkx's too, up to {SPRING_UP_TO} works")
    options = parser.parse_args()
    for name in options.graphs:
        G = graph_of(name)
        print(f"\n{name}: {len(G)} works, {G.number_of_edges()} citations")
        group_of = communities(G)
        for layout, call in peers(G, options, group_of):
            igraph.set_random_number_generator(random.Random(1))
            begun = time.process_time()
            positions = call()
            seconds = time.process_time() - begun
            told = "  ".join(f"{measure} {value:.3f}" for measure, value in quality(G, positions, group_of).items())
            print(f"  {layout:10} {told}  {seconds:.2f} s", flush=True)


if __name__ == "__main__":
    main()
