"""Works that stand between groups of works."""

import numpy as np
from scipy.sparse import csr_array

from citegraph.measure.arrays import citation_arrays
from citegraph.measure.communities import communities

__all__ = ["participation_coefficient"]


def participation_coefficient(G, *, groups=None) -> dict:
    """Return how evenly the neighbours of each work are spread over groups.

    The neighbours of a work are those it cites or is cited by.  The
    coefficient is 1 less the sum, over the groups, of the squared share of
    neighbours in the group [1]_: 0 where all are in one group, and the
    nearer to 1 the more groups they are spread over.  Works that bridge
    communities stand high; a work with two neighbours can do so by chance.

    Parameters
    ----------
    G : networkx.DiGraph or CitationArrays
    groups : mapping, optional
        Maps each work to its group; a work not named is in none, and no
        neighbour counts it.  By default the `communities` of the graph.

    Returns
    -------
    dict
        Works that have no neighbour in a group are absent, since nothing is
        spread there.  A work that lists itself is not its own neighbour.

    Examples
    --------
    >>> import networkx as nx
    >>> G = nx.DiGraph([("x", "a"), ("x", "b"), ("c", "a"), ("c", "b")])
    >>> participation_coefficient(G, groups={"a": 0, "b": 1, "c": 1})
    {'a': 0.0, 'b': 0.0, 'c': 0.5, 'x': 0.5}

    References
    ----------
    .. [1] R. Guimerà and L. A. N. Amaral, "Functional cartography of complex
       metabolic networks", Nature 433, 2005, doi:10.1038/nature03288.
    """
    a = citation_arrays(G)
    groups = communities(a) if groups is None else groups
    number = {group: place for place, group in enumerate(dict.fromkeys(groups.values()))}
    rows, of_rows = [], []
    for row, work in enumerate(a.works):
        if work in groups:
            rows.append(row)
            of_rows.append(number[groups[work]])
    member = csr_array((np.ones(len(rows)), (rows, of_rows)), shape=(len(a), max(len(number), 1)))
    links = (a.cites + a.cited_by).tocoo()
    other = links.row != links.col
    near = csr_array((np.ones(other.sum()), (links.row[other], links.col[other])), shape=links.shape)
    spread = near @ member
    total = spread.sum(axis=1)
    squared = spread.multiply(spread).sum(axis=1)
    return {
        a.works[row]: float(1 - squared[row] / total[row] ** 2) for row in np.flatnonzero(total).tolist()
    }
