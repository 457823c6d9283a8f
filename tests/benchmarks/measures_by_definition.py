"""Hold every measure against its definition, on random graphs.

    python -m tests.benchmarks.measures_by_definition [--graphs 10000] [--seed 0] [--only PART-OF-A-NAME]

The graphs have up to twelve works, acyclic or not, with works that list
themselves, works alone, citations given twice, and years missing.  The
definitions in `tests.measure.definitions` list every path and solve every
equation, and share no code with the package.
"""

import argparse
import random
import sys
import time
from collections import Counter
from collections.abc import Mapping

import networkx as nx
import numpy as np

from tests.measure import by_definition

TOLERANCE = 1e-9
AUTHORS = ("Ma, J", "Ma, Jun", "Má, K. L.", "Li, AB", "LI, A. C.", "Oz", "Oz, P")
ORCIDS = ("", None, "0000-0002-1825-0097", "0000-0001-5109-3700")


def random_graph(seed: int) -> nx.DiGraph:
    """A citation graph of up to twelve works; the same for the same *seed*."""
    draw = random.Random(seed)
    names = "abcdefghijkl"[: draw.randint(0, 12)]
    G = nx.DiGraph()
    G.add_nodes_from(draw.sample(names, len(names)))
    pairs = [(citing, cited) for citing in names for cited in names if cited < citing]
    if draw.random() < 0.6:
        pairs += [(citing, cited) for citing in names for cited in names if cited >= citing and draw.random() < 0.2]
    chosen = draw.choices(pairs, k=draw.randint(0, 3 * len(names))) if pairs else []
    G.add_edges_from(chosen)
    first = draw.randint(1900, 2015)
    for work in G:
        known = G.nodes[work]
        if draw.random() < 0.8:
            known["year"] = first + draw.randint(0, draw.choice((2, 7)))
        if draw.random() < 0.5:
            known["gcs"] = draw.randint(0, 20)
        if draw.random() < 0.5:
            known["references_deposited"] = draw.randint(0, 9)
        if draw.random() < 0.3:
            known["seed"] = True
        if draw.random() < 0.8:
            known["authors"] = draw.sample(AUTHORS, k=draw.randint(1, 3))
            if draw.random() < 0.3:
                known["orcids"] = draw.choices(ORCIDS, k=len(known["authors"]))
    return G


def alike(found, expected) -> bool:
    """Whether two results are the same, numbers to within a billionth."""
    if isinstance(found, Mapping) and isinstance(expected, Mapping):
        return found.keys() == expected.keys() and all(alike(found[key], expected[key]) for key in found)
    if isinstance(found, (list, tuple)) and isinstance(expected, (list, tuple)):
        return len(found) == len(expected) and all(map(alike, found, expected))
    if isinstance(found, float) or isinstance(expected, float):
        known = found is not None and expected is not None
        return known and bool(np.isclose(found, expected, rtol=TOLERANCE, atol=TOLERANCE))
    return found == expected


def main(arguments=None) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--graphs", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--only", default="")
    chosen = parser.parse_args(arguments)
    checks = {name: check for name, check in by_definition.CHECKS.items() if chosen.only in name}
    compared, wrong, begun = Counter(), Counter(), time.process_time()
    for seed in range(chosen.seed, chosen.seed + chosen.graphs):
        G = random_graph(seed)
        for name, check in checks.items():
            found, expected = check(G)
            if found is by_definition.SKIPPED:
                continue
            compared[name] += 1
            if not alike(found, expected):
                wrong[name] += 1
                if wrong[name] == 1:
                    print(f"{name}, graph {seed}: found {found}, by definition {expected}")
        if not (seed + 1) % 1000:
            print(f"{seed + 1 - chosen.seed} graphs, {wrong.total()} wrong", file=sys.stderr, flush=True)
    for name in checks:
        print(f"{name:32} {compared[name]:7} graphs {wrong[name]:5} wrong")
    print(f"{chosen.graphs} graphs, {len(checks)} measures, {time.process_time() - begun:.0f} s of processor time")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
