"""How much of what came later goes back to a work."""

import numpy as np

from citegraph.errors import GraphError
from citegraph.measure.arrays import citation_arrays
from citegraph.measure.centrality import passed_on

__all__ = ["knowledge_persistence"]


def knowledge_persistence(G) -> dict:
    """Return how much of the newest works goes back to each work.

    Each work owes what it is to the works it cites, to each the same part.
    Followed back from the newest works, which nobody here cites, through all
    that lies between, this gives each work the number of newest works that
    go back to it, in parts [1]_.

    Parameters
    ----------
    G : networkx.DiGraph or CitationArrays

    Returns
    -------
    dict
        Maps each work to its value, 0 for the newest works themselves.

    Raises
    ------
    GraphError
        If works that cite each other in circles cite nothing else, or hardly
        anything: what goes back to them goes round without end.

    Examples
    --------
    >>> import networkx as nx
    >>> knowledge_persistence(nx.DiGraph([("c", "b"), ("d", "b"), ("d", "a"), ("b", "a")]))
    {'a': 2.0, 'b': 1.5, 'c': 0.0, 'd': 0.0}

    All of "c", and all of "d" by two ways, goes back to "a".

    References
    ----------
    .. [1] A. Martinelli and Ö. Nomaler, "Measuring knowledge persistence: a
       genetic approach to patent citation networks", Journal of Evolutionary
       Economics 24, 2014, doi:10.1007/s00191-014-0349-5.
    """
    a = citation_arrays(G)
    newest = (np.diff(a.cited_by.indptr) == 0).astype(float)
    try:
        value = passed_on(a, newest, 1 / np.maximum(np.diff(a.cites.indptr), 1))
    except ValueError as error:
        raise GraphError("what goes back to works that cite only each other goes round without end") from error
    return a.by_work(value - newest)
