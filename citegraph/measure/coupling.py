"""How alike two works are by the company they keep in reference lists."""

import numpy as np

from citegraph.measure.arrays import citation_arrays

__all__ = ["bibliographic_coupling", "co_citation"]

_ROWS_AT_ONCE = 2048


def co_citation(G, *, minimum=1) -> dict:
    """Count the works that cite both of two works.

    Works that are often cited together are seen as belonging together by
    those who build on them [1]_; the count grows as new works appear.

    Parameters
    ----------
    minimum : int
        Leave out pairs with fewer.  At least 1.

    Returns
    -------
    dict
        Maps each pair of different works, in order of name, to its count.
        Pairs never cited together are absent.

    Examples
    --------
    >>> import networkx as nx
    >>> co_citation(nx.DiGraph([("x", "a"), ("x", "b"), ("y", "a"), ("y", "b"), ("y", "c")]))
    {('a', 'b'): 2, ('a', 'c'): 1, ('b', 'c'): 1}

    Notes
    -----
    Each reference list of *n* entries adds up to n²/2 pairs: 1.5 million
    citations can make tens of millions.  They are counted in blocks, so that
    with a higher *minimum* the rest is never held at once.

    References
    ----------
    .. [1] H. Small, "Co-citation in the scientific literature", JASIS 24,
       1973, doi:10.1002/asi.4630240406.
    """
    a = citation_arrays(G)
    return _pairs(a, a.cited_by, a.cites, minimum)


def bibliographic_coupling(G, *, minimum=1) -> dict:
    """Count the references that two works share.

    Works that build on the same works treat related matters [1]_.  The count
    is settled once both are published, but a work whose reference list is
    not known has none.

    Parameters, and what is returned, are as for `co_citation`.

    Examples
    --------
    >>> import networkx as nx
    >>> bibliographic_coupling(nx.DiGraph([("x", "a"), ("x", "b"), ("y", "a"), ("y", "b"), ("z", "b")]))
    {('x', 'y'): 2, ('x', 'z'): 1, ('y', 'z'): 1}

    Notes
    -----
    The co-citation of the graph with every citation turned round; cost as there.

    References
    ----------
    .. [1] M. M. Kessler, "Bibliographic coupling between scientific papers",
       American Documentation 14, 1963, doi:10.1002/asi.5090140103.
    """
    a = citation_arrays(G)
    return _pairs(a, a.cites, a.cited_by, minimum)


def _pairs(a, lists, turned, minimum):
    if minimum < 1:
        raise ValueError(f"minimum is at least 1, not {minimum}")
    pairs = {}
    for first in range(0, len(a), _ROWS_AT_ONCE):
        block = (lists[first : first + _ROWS_AT_ONCE] @ turned).tocoo()
        rows = block.row + first
        kept = np.flatnonzero((rows < block.col) & (block.data >= minimum))
        kept = kept[np.lexsort((block.col[kept], rows[kept]))]
        pairs.update(
            ((a.works[row], a.works[other]), count)
            for row, other, count in zip(
                rows[kept].tolist(), block.col[kept].tolist(), block.data[kept].astype(int).tolist(), strict=True
            )
        )
    return pairs
