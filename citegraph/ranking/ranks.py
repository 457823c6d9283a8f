"""Where every work stands by every measure."""

from typing import NamedTuple

import numpy as np

from citegraph.ranking.core import ranked
from citegraph.ranking.standing import plain, settled

__all__ = ["MeasureRank", "measure_ranks"]


class MeasureRank(NamedTuple):
    """A work's value by a measure, and its rank among the works ranked that have one.

    Works that are level share the best rank.  `rank` is `None` for a work
    that is not ranked.
    """

    value: float
    rank: int | None
    of: int


def measure_ranks(G, *, by=None, include_seeds=True) -> dict:
    """Return the value and the rank of every work by every measure.

    Works are ranked among those that `core_works` ranks, so that the numbers
    are those of its `measures` and `ranks`: works that somebody here cites,
    by ``core`` also those that cite a seed.  The others have values only.

    Parameters
    ----------
    G : networkx.DiGraph or CitationArrays
    by, include_seeds : optional
        As for `core_works`; they decide which works are ranked.

    Returns
    -------
    dict
        Maps each work to a dictionary that maps names of `MEASURES` to
        `MeasureRank`.  A measure that is not defined for the work, or on
        the graph, is absent, and so are the costliest ones in graphs of
        more than 2,000 works, but for *by*.

    Raises
    ------
    GraphError, ValueError
        As `core_works` does.

    Examples
    --------
    >>> import networkx as nx
    >>> G = nx.DiGraph([("x", "a"), ("y", "a"), ("y", "b"), ("z", "b"), ("z", "c")])
    >>> ranks = measure_ranks(G)
    >>> ranks["a"]["local_citation_score"], ranks["c"]["local_citation_score"]
    (MeasureRank(value=2, rank=1, of=3), MeasureRank(value=1, rank=3, of=3))

    "b" is level with "a"; nobody cites "z", so that it is not ranked; and no
    service told how often any of them is cited:

    >>> ranks["b"]["local_citation_score"].rank, ranks["z"]["local_cited_references"]
    (1, MeasureRank(value=2, rank=None, of=3))
    >>> "global_citation_score" in ranks["a"]
    False

    Notes
    -----
    Costs what `core_works` does without the resampling.
    """
    standing = ranked(G, by=by, include_seeds=include_seeds)
    a, found = standing.a, {work: {} for work in standing.a.works}
    for name, values in standing.measured.items():
        known = ~np.isnan(values)
        ordered = np.sort(-settled(values[standing.rows[known[standing.rows]]]))
        is_ranked = np.zeros(len(a), dtype=bool)
        is_ranked[standing.rows] = True
        better = np.searchsorted(ordered, -settled(values), "left")
        for row in np.flatnonzero(known).tolist():
            rank = int(better[row]) + 1 if is_ranked[row] else None
            found[a.works[row]][name] = MeasureRank(plain(values[row]), rank, len(ordered))
    return found
