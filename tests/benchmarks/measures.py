"""How long the measures take beside other libraries: ``python -m tests.benchmarks.measures``.

Each engine holds the graph before the clock starts.  Rounds go from engine to
engine; printed is the median of the processor seconds of each, and how many
times ours goes into theirs.  ``first`` is a first call, which puts the works
in order; other calls find that done.  Every engine has one thread: on a busy
machine igraph's threads wait for each other, and that counts as their work.
"""

import argparse
import gzip
import math
import os
import resource
import statistics
import sys
import time
import warnings

import igraph
import networkx as nx
import numpy as np

from citegraph.measure import arrays_of_citations, centrality, citation_arrays, cores, order, path_counts
from citegraph.measure.cycles import acyclic
from citegraph.measure.disruption import disruption_counts
from tests.benchmarks.citation_graphs import citations_with_circles, made_up_citations

_PIVOTS = 64
_ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--citations", type=int, nargs="*", default=[1_500_000, 10_000_000])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--network", help="a gzipped table of citing,cited with a heading, such as cit-HepTh")
    parser.add_argument("--years", help="a gzipped table of its works and their years")
    parser.add_argument("--without-compiled", action="store_true", help="as without the extra fast")
    options = parser.parse_args()
    if not _ONE_THREAD.items() <= os.environ.items():
        # Read when the libraries are loaded, which they are.
        os.execve(sys.executable, [sys.executable, "-m", __spec__.name, *sys.argv[1:]], {**os.environ, **_ONE_THREAD})
    warnings.filterwarnings("ignore", "More than 30%")  # igraph, of HITS
    if options.without_compiled:
        order._WORTH_COMPILING = math.inf
    print(f"load {os.getloadavg()[0]:.1f}, compiled {bool(order.compiled_for(10**9))}, rounds {options.rounds}")
    if options.network:
        compare("network", table(options.network, options.years), options.rounds)
    for citations in options.citations:
        works = citations // 15 if citations < 5_000_000 else citations // 10
        compare("acyclic", arrays_of_citations(*made_up_citations(works, citations)), options.rounds)
        compare("1 % back", arrays_of_citations(*citations_with_circles(works, citations)), options.rounds)
    print(f"at most {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB with all engines")


def table(path, path_of_years=None):
    citing, cited = zip(*rows_of(path), strict=True)
    works, rows = np.unique(np.array(citing + cited), return_inverse=True)
    years = {work: int(year) for work, year, *_ in rows_of(path_of_years) if year} if path_of_years else {}
    attributes = [{"year": years.get(work)} for work in works.tolist()]
    return arrays_of_citations(rows[: len(citing)], rows[len(citing) :], works=works.tolist(), attributes=attributes)


def rows_of(path):
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        next(lines)
        return [line.strip().split(",") for line in lines]


def compare(name, a, rounds):
    print(f"\n{name}: {len(a)} works, {a.cites.nnz} citations, load {os.getloadavg()[0]:.1f}", flush=True)
    everyone, evenly = len(a), np.full(len(a), 1 / len(a))
    pairs = np.column_stack((a.citing_rows, a.cites.indices))
    graph = igraph.Graph(n=everyone, edges=pairs, directed=True)
    circular = len(a.sweep.circles) > 0
    pivots = np.sort(np.random.default_rng(0).choice(everyone, _PIVOTS, replace=False))

    def first():
        a.__dict__.pop("sweep")
        a.__dict__.pop("_ordered")
        return centrality.pagerank_shares(a, 0.85, evenly)

    row("PageRank first", first, {"igraph": graph.pagerank}, rounds)
    row("PageRank", lambda: centrality.pagerank_shares(a, 0.85, evenly), {"igraph": graph.pagerank}, rounds)
    off = np.abs(centrality.pagerank_shares(a, 0.85, evenly) - graph.pagerank()).sum()
    print(f"  differs from igraph's by {off:.1e} (L1)")
    row("Katz", lambda: centrality.katz_sums(a, 0.005), katz_peers(a, pairs), rounds)
    row("k-core", lambda: cores.core_numbers(a), {"igraph": graph.coreness}, rounds)
    row("HITS", lambda: centrality.authorities(a), {"igraph": lambda: graph.authority_score(scale=False)}, min(rounds, 3))
    row(
        f"betweenness of {_PIVOTS}",
        lambda: centrality.dependencies(a, pivots),
        {"igraph": lambda: graph.betweenness(sources=pivots.tolist())},
        min(rounds, 3),
    )
    if everyone <= 200_000:
        cites, cited_by = (lists_of(matrix) for matrix in (a.cites, a.cited_by))
        row("CD index", lambda: disruption_counts(a), {"sets": lambda: by_sets(cites, cited_by)}, 1)
        if not circular:
            steps = acyclic(a, "report")
            leads_to = nx.DiGraph(zip(steps.tail.tolist(), steps.head.tolist(), strict=True))
            plain = {"big integers": lambda: by_integers(leads_to)}
            row("SPC exact", lambda: path_counts.exact_counts(steps, "SPC"), plain, min(rounds, 3))
            row("SPC logarithms", lambda: path_counts.logarithms(steps, "SPC"), plain, min(rounds, 3))
        G = nx.DiGraph()
        names = [f"doi:10.1000/{work}" for work in a.works]
        G.add_nodes_from(names)
        G.add_edges_from((names[citing], names[cited]) for citing, cited in pairs.tolist())
        row("from DiGraph", lambda: citation_arrays(G), {"scipy": lambda: nx.to_scipy_sparse_array(G)}, min(rounds, 3))


def row(name, ours, peers, rounds):
    calls = {"citegraph": ours, **peers}
    ours()
    seconds = {engine: [] for engine in calls}
    for _ in range(rounds):
        for engine, call in calls.items():
            begun = time.process_time()
            call()
            seconds[engine].append(time.process_time() - begun)
    median = {engine: statistics.median(times) for engine, times in seconds.items()}
    shown = (f"{engine} {median[engine]:.4f} s (×{median[engine] / median['citegraph']:.1f})" for engine in peers)
    print(f"  {name:18} {median['citegraph']:.4f} s   {'   '.join(shown)}", flush=True)


def katz_peers(a, pairs):
    peers = {}
    try:
        import networkit

        networkit.setNumberOfThreads(1)
        columns = tuple(column.astype(np.uint64) for column in pairs.T)
        graph = networkit.GraphFromCoo(columns, n=len(a), directed=True)
        peers["networkit"] = lambda: networkit.centrality.KatzCentrality(graph, alpha=0.005, tol=1e-12).run().scores()
    except ImportError:
        pass
    if a.cites.nnz < 5_000_000:
        try:
            import rustworkx

            other = rustworkx.PyDiGraph()
            other.extend_from_edge_list(list(map(tuple, pairs.tolist())))
            peers["rustworkx"] = lambda: rustworkx.katz_centrality(other, alpha=0.005, tol=1e-12, max_iter=1000)
        except ImportError:
            pass
    return peers


def lists_of(matrix):
    start, indices = matrix.indptr.tolist(), matrix.indices.tolist()
    return [set(indices[start[work] : start[work + 1]]) for work in range(len(start) - 1)]


def by_sets(cites, cited_by):
    values = {}
    for work, references in enumerate(cites):
        of_references = set().union(*(cited_by[reference] for reference in references)) - {work}
        direct = cited_by[work] - {work}
        if references and (direct or of_references):
            both = len(direct & of_references)
            values[work] = (len(direct) - 2 * both) / len(direct | of_references)
    return values


def by_integers(G):
    order = list(nx.topological_sort(G))
    from_start = {work: 0 for work in order}
    for work in order:
        from_start[work] = from_start[work] or 1
        for cited in G._adj[work]:
            from_start[cited] += from_start[work]
    to_end = {}
    for work in reversed(order):
        to_end[work] = sum(to_end[cited] for cited in G._adj[work]) or 1
    return {(citing, cited): from_start[citing] * to_end[cited] for citing, cited in G.edges}


if __name__ == "__main__":
    main()
