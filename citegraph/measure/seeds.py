"""How near each work stands to the seeds, in the several ways citations can say.

Every function takes the seeds as works; by default they are the works marked
``seed`` in the graph.  What a seed has to do with itself never counts, so that
seeds can be ranked along with other works.
"""

import numpy as np
from scipy.sparse import csr_array

from citegraph.measure.arrays import citation_arrays

__all__ = ["seed_co_citation", "seed_co_citation_cosine", "seed_coupling_cosine", "seed_links", "seed_walk"]


def seed_rows(a, seeds=None) -> np.ndarray:
    """The rows of *seeds*, or of the works marked as seeds, in order."""
    if seeds is None:
        return a.seeds
    strangers = sorted(str(work) for work in seeds if work not in a.index)
    if strangers:
        raise ValueError(f"{strangers[0]} is not in the graph, so it cannot be a seed")
    return np.array(sorted({a.index[work] for work in seeds}), dtype=np.int64)


def seed_links(G, seeds=None) -> dict:
    """Count the citations between each work and the seeds, either way.

    The plainest sign of belonging: the seeds cite the work, or it cites them.

    >>> import networkx as nx
    >>> seed_links(nx.DiGraph([("s", "a"), ("t", "a"), ("b", "s"), ("b", "a")]), seeds=["s", "t"])
    {'a': 2, 'b': 1, 's': 0, 't': 0}

    What cites a seed without being one itself does not speak for the seed.
    """
    a = citation_arrays(G)
    rows = seed_rows(a, seeds)
    of_seeds = _column(a, rows)
    return a.by_work((a.cited_by @ of_seeds + a.cites @ of_seeds - 2 * of_seeds * a.loops).astype(int))


def seed_co_citation(G, seeds=None) -> dict:
    """Count, over the seeds, the works that cite a work together with the seed.

    See `co_citation`.  Works often cited score high whatever they treat;
    `seed_co_citation_cosine` corrects for that.

    >>> import networkx as nx
    >>> seed_co_citation(nx.DiGraph([("x", "s"), ("x", "a"), ("y", "s"), ("y", "a"), ("y", "b")]), seeds=["s"])
    {'a': 2, 'b': 1, 's': 0, 'x': 0, 'y': 0}
    """
    a = citation_arrays(G)
    return a.by_work(_together(a, a.cited_by, seed_rows(a, seeds)).sum(axis=1).astype(int))


def seed_co_citation_cosine(G, seeds=None) -> dict:
    """Return how much of what cites each work cites the seeds as well.

    For each seed, the works that cite both over the geometric mean of the
    works that cite either (Salton's cosine); added up over the seeds.

    >>> import networkx as nx
    >>> G = nx.DiGraph([("x", "s"), ("x", "a"), ("x", "b"), ("y", "b"), ("z", "b"), ("v", "b")])
    >>> scores = seed_co_citation_cosine(G, seeds=["s"])
    >>> scores["a"], scores["b"]
    (1.0, 0.5)
    """
    a = citation_arrays(G)
    return a.by_work(_cosine(a, a.cited_by, seed_rows(a, seeds)))


def seed_coupling_cosine(G, seeds=None) -> dict:
    """Return how much of each work's reference list the seeds' lists share.

    As `seed_co_citation_cosine`, with the works cited in place of the works
    citing.  Zero where a reference list is not known.

    >>> import networkx as nx
    >>> seed_coupling_cosine(nx.DiGraph([("s", "a"), ("b", "a")]), seeds=["s"])["b"]
    1.0
    """
    a = citation_arrays(G)
    return a.by_work(_cosine(a, a.cites, seed_rows(a, seeds)))


def seed_walk(G, seeds=None, *, damping=0.85) -> dict:
    """Return how often a reader comes upon each work within two steps of a seed.

    The reader starts at a seed, any as likely as another, and takes a
    citation of the work in hand, to a work it cites or one that cites it,
    all alike; then, with probability *damping*, one more, but not back to
    where the reader began.  It is PageRank from the seeds, citations
    followed both ways, cut off after the steps that carry most of it.

    >>> import networkx as nx
    >>> walk = seed_walk(nx.DiGraph([("s", "a"), ("s", "b"), ("c", "a")]), seeds=["s"])
    >>> {work: round(value, 4) for work, value in walk.items()}
    {'a': 0.5, 'b': 0.5, 'c': 0.2125, 's': 0.0}

    Notes
    -----
    A full walk would come back to its seed and so put every seed, cited or
    not, above all other works.
    """
    a = citation_arrays(G)
    start = _column(a, seed_rows(a, seeds))
    start = start / max(start.sum(), 1)
    own = a.loops.astype(float)
    ways = np.maximum(_neighbours(a, np.ones(len(a)), own), 1)
    first = _neighbours(a, start / ways, own)
    # Two works that cite each other are joined twice, so that there are four ways there and back.
    each_other = a.cites.multiply(a.cited_by)
    back = start * (_neighbours(a, 1 / ways, own) + 2 * (each_other @ (1 / ways) - own / ways)) / ways
    return a.by_work(first + damping * np.maximum(_neighbours(a, first / ways, own) - back, 0))


def _neighbours(a, values, own):
    return a.cites @ values + a.cited_by @ values - 2 * own * values


def _column(a, rows):
    column = np.zeros(len(a))
    column[rows] = 1
    return column


def _together(a, lists, rows):
    """How many entries each work's list shares with that of each seed, itself left out."""
    shared = (lists @ lists[rows].T).tocoo()
    other = shared.row != rows[shared.col] if len(rows) else np.zeros(0, dtype=bool)
    return csr_array((shared.data[other], (shared.row[other], shared.col[other])), shape=shared.shape)


def _cosine(a, lists, rows):
    if not len(rows):
        return np.zeros(len(a))
    length = np.maximum(np.diff(lists.indptr), 1)
    shared = _together(a, lists, rows)
    return (shared @ (1 / np.sqrt(length[rows]))) / np.sqrt(length)
