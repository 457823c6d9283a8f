"""Eigenvector centrality, which citation graphs hardly allow."""

import numpy as np
from scipy.sparse.linalg import eigs

from citegraph.errors import GraphError
from citegraph.measure.arrays import citation_arrays
from citegraph.measure.centrality import passed_on

__all__ = ["eigenvector"]

_DENSE = 300
_LEVEL = 1e-9


def eigenvector(G) -> dict:
    """Return each work's value where it is in proportion to those of the works citing it.

    A work is worth the sum of what the works that cite it are worth, times
    one factor for all [1]_.  Values can only come from circles of citations,
    so this is defined where one group of works that cite each other in
    circles outdoes every other, and what does not follow from that group is
    worth 0.  On most citation graphs `katz` or `pagerank` is what is wanted.

    Parameters
    ----------
    G : networkx.DiGraph or CitationArrays

    Returns
    -------
    dict
        Maps each work to its value; the values add up to 1.

    Raises
    ------
    GraphError
        If no works cite each other in circles, or if several groups that do
        are level, so that their values can be mixed at will.

    Examples
    --------
    >>> import networkx as nx
    >>> G = nx.DiGraph([("c", "b"), ("b", "c"), ("b", "a"), ("d", "b")])
    >>> {work: round(value, 3) for work, value in eigenvector(G).items()}
    {'a': 0.333, 'b': 0.333, 'c': 0.333, 'd': 0.0}
    >>> eigenvector(nx.DiGraph([("c", "b"), ("b", "a")]))
    Traceback (most recent call last):
        ...
    citegraph.errors.GraphError: eigenvector centrality is not defined where no works cite each other in circles

    Notes
    -----
    Within a group the values are those of the largest eigenvalue; from there
    they are passed on in one sweep.

    References
    ----------
    .. [1] P. Bonacich, "Factoring and weighting approaches to status scores
       and clique identification", Journal of Mathematical Sociology 2, 1972.
    """
    a = citation_arrays(G)
    if not len(a):
        return {}
    groups = [rows for rows in a.components if len(rows) > 1 or a.loops[rows[0]]]
    if not groups:
        raise GraphError("eigenvector centrality is not defined where no works cite each other in circles")
    found = [_largest(a.cited_by[rows][:, rows]) for rows in groups]
    factor = max(root for root, _ in found)
    level = [at for at, (root, _) in enumerate(found) if root >= factor * (1 - _LEVEL)]
    if len(level) > 1:
        groups_are_level = f"{len(level)} groups of works that cite each other in circles are level"
        raise GraphError(f"eigenvector centrality is not defined: {groups_are_level}")
    rows = groups[level[0]]
    value, weight = np.zeros(len(a)), np.full(len(a), 1 / factor)
    value[rows] = found[level[0]][1]
    weight[rows] = 0
    base = a.cited_by @ value / factor
    base[rows] = value[rows]
    try:
        value = passed_on(a, base, weight)
    except ValueError as error:
        raise GraphError("eigenvector centrality is not defined: two groups of works are too nearly level") from error
    return a.by_work(value / value.sum())


def _largest(matrix):
    """The largest eigenvalue of a matrix that is not negative, and its eigenvector."""
    if matrix.shape[0] <= _DENSE:
        roots, vectors = np.linalg.eig(matrix.toarray())
    else:
        roots, vectors = eigs(matrix, k=1, which="LR", v0=np.ones(matrix.shape[0]))
    at = int(np.argmax(roots.real))
    return float(roots[at].real), np.abs(vectors[:, at].real)
