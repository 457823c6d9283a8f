"""Time and memory of the measures of ten million citations: ``python -m tests.benchmarks.measures_of_many``.

Each engine has a process of its own, and reads the citations from two columns
of numbers; after each call are printed its processor seconds and the most
memory that the process has held so far.
"""

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
import warnings
from pathlib import Path

import numpy as np

from tests.benchmarks.citation_graphs import citations_with_circles, made_up_citations

_SAMPLE = 64


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--citations", type=int, default=10_000_000)
    parser.add_argument("--share", type=float, default=0.0, help="of citations that lead to newer works")
    parser.add_argument("--engine", choices=ENGINES, help=argparse.SUPPRESS)
    parser.add_argument("--columns", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.engine:
        ENGINES[options.engine](*np.load(options.columns))
        return
    works = options.citations // 10
    columns = (
        citations_with_circles(works, options.citations, options.share)
        if options.share
        else made_up_citations(works, options.citations)
    )
    print(f"{works} works, {len(columns[0])} citations, {options.share:.0%} back, load {os.getloadavg()[0]:.1f}")
    with tempfile.TemporaryDirectory() as folder:
        kept = Path(folder, "columns.npy")
        np.save(kept, columns)
        for engine in ENGINES:
            print(f"\n{engine}, load {os.getloadavg()[0]:.1f}", flush=True)
            command = [sys.executable, "-m", __spec__.name, "--engine", engine, "--columns", str(kept)]
            # On a busy machine threads wait for each other, and that is no work.
            one_thread = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
            subprocess.run(command, check=True, env={**os.environ, **one_thread})


def ours(citing, cited):
    from citegraph import measure

    newest = int(max(citing.max(), cited.max())) + 1
    of_year = [{"year": year} for year in range(1980, 2020)]
    attributes = [of_year[work * len(of_year) // newest] for work in range(newest)]
    a = timed("arrays", lambda: measure.arrays_of_citations(citing, cited, attributes=attributes))
    timed("PageRank first", lambda: measure.pagerank(a))
    timed("PageRank", lambda: measure.pagerank(a))
    for name in ("katz", "cite_rank", "attention_rank", "rescaled_pagerank", "knowledge_persistence", "core_number"):
        timed(name, lambda name=name: getattr(measure, name)(a))
    for name in ("local_citation_score", "hits", "hubs", "disruption", "age_normalized_citation_score"):
        timed(name, lambda name=name: getattr(measure, name)(a))
    timed(f"betweenness of {_SAMPLE}", lambda: measure.betweenness(a, sample=_SAMPLE))
    timed("cyclic_components", lambda: measure.cyclic_components(a))
    timed("SPC logarithms", lambda: search_path_logarithms(a))


def search_path_logarithms(a):
    from citegraph.measure.path_counts import search_path_logarithms

    return search_path_logarithms(a, cycles="shrink")


def theirs(citing, cited):
    import igraph

    warnings.filterwarnings("ignore", "More than 30%")
    graph = timed("graph", lambda: igraph.Graph(edges=np.column_stack((citing, cited)), directed=True))
    pivots = np.random.default_rng(0).choice(graph.vcount(), _SAMPLE, replace=False).tolist()
    timed("PageRank", graph.pagerank)
    timed("core_number", graph.coreness)
    timed("local_citation_score", graph.indegree)
    timed("hits", graph.authority_score)
    timed("hubs", graph.hub_score)
    timed(f"betweenness of {_SAMPLE}", lambda: graph.betweenness(sources=pivots))


def timed(name, call):
    begun, on_clock = time.process_time(), time.perf_counter()
    result = call()
    took, on_clock = time.process_time() - begun, time.perf_counter() - on_clock
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"  {name:30} {took:8.2f} s ({on_clock:.1f} on the clock) {held:6.0f} MB", flush=True)
    return result


ENGINES = {"citegraph": ours, "igraph": theirs}

if __name__ == "__main__":
    main()
