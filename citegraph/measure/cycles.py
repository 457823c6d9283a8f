"""Circles of citations: where time's order fails.

Two works that appear together may cite each other, and a record may take a
reprint's date.  Measures that follow time need to know where this happens.
"""

from itertools import pairwise

from scipy.sparse.csgraph import breadth_first_order

from citegraph.measure.arrays import citation_arrays

__all__ = ["cyclic_components", "find_cycle"]


def cyclic_components(G) -> list[list]:
    """Return the groups of works that cite each other in circles.

    Within a group every work leads to every other along citations: these
    are the strong components of `G` that hold a cycle.  Their number is the
    length of the list, which is empty where time's order holds.

    Returns
    -------
    list of list
        Largest group first, then by name; names sorted within a group.

    Examples
    --------
    >>> import networkx as nx
    >>> G = nx.DiGraph([("e", "d"), ("d", "c"), ("c", "d"), ("d", "a")])
    >>> cyclic_components(G)
    [['c', 'd']]

    A work that lists itself is a circle of one:

    >>> cyclic_components(nx.DiGraph([("b", "a"), ("a", "a")]))
    [['a']]
    """
    a = citation_arrays(G)
    groups = [rows for rows in a.components if len(rows) > 1 or a.loops[rows[0]]]
    return [[a.works[row] for row in rows] for rows in sorted(groups, key=lambda rows: (-len(rows), rows))]


def find_cycle(G) -> list[tuple] | None:
    """Return one circle of citations, as edges, or `None` if there is none.

    It is a shortest one through the first work, by name, of the first group
    of `cyclic_components`.

    >>> import networkx as nx
    >>> find_cycle(nx.DiGraph([("d", "c"), ("c", "b"), ("b", "c"), ("b", "a")]))
    [('b', 'c'), ('c', 'b')]
    >>> find_cycle(nx.DiGraph([("b", "a")])) is None
    True
    """
    a = citation_arrays(G)
    groups = cyclic_components(a)
    if not groups:
        return None
    first = a.index[groups[0][0]]
    if a.loops[first]:
        return [(a.works[first], a.works[first])]
    reached, came_from = breadth_first_order(a.cites, first)
    last = next(row for row in reached if a.cites[row, first])
    rows = [first, last]
    while last != first:
        last = came_from[last]
        rows.append(last)
    rows.reverse()
    return [(a.works[citing], a.works[cited]) for citing, cited in pairwise(rows)]
