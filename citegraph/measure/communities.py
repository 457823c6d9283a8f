"""How a collection falls into parts, direction left aside."""

import networkx as nx
import numpy as np

from citegraph.measure.arrays import citation_arrays

__all__ = ["communities"]


def _neighbours(a):
    undirected = nx.Graph()
    undirected.add_nodes_from(range(len(a)))
    pairs = zip(a.citing_rows.tolist(), a.cites.indices.tolist(), strict=True)
    undirected.add_edges_from((citing, cited) for citing, cited in pairs if citing != cited)
    return undirected


def communities(G, *, resolution=1.0, seed=0) -> dict:
    """Number the groups of works that mostly cite among themselves.

    Louvain's method: groups are merged as long as that raises modularity,
    direction left aside.  Group 0 is the largest; equals go by the name of
    their first work.  The same *seed* gives the same groups, whatever the
    order in which the graph was built.

    >>> import networkx as nx
    >>> communities(nx.DiGraph([("b", "a"), ("c", "a"), ("c", "b"), ("y", "x")]))
    {'a': 0, 'b': 0, 'c': 0, 'x': 1, 'y': 1}

    Parameters
    ----------
    resolution : float
        Above 1 for more and smaller groups.

    Notes
    -----
    networkx does the work: seconds for 10 000 works, minutes for 100 000.
    """
    a = citation_arrays(G)
    groups = nx.community.louvain_communities(_neighbours(a), resolution=resolution, seed=seed)
    group_of = np.empty(len(a), dtype=np.int64)
    for number, rows in enumerate(sorted(map(sorted, groups), key=lambda rows: (-len(rows), rows))):
        group_of[rows] = number
    return a.by_work(group_of)
