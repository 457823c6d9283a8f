"""Circles of citations: where time's order fails, and what to do about it.

Two works that appear together may cite each other, and a record may take a
reprint's date.  Measures that follow time need to know where this happens,
and their totals change with what is done there.
"""

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import breadth_first_order

from citegraph.errors import CyclicGraphError
from citegraph.measure.arrays import CitationArrays, citation_arrays
from citegraph.measure.order import compiled_for, levels

__all__ = ["POLICIES", "Acyclic", "acyclic", "cyclic_components", "find_cycle"]

POLICIES = ("report", "shrink", "break", "preprint")


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
    if not a.loops.any() and a.group.max(initial=-1) + 1 == len(a):
        return []
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


@dataclass(frozen=True, eq=False)
class Acyclic:
    """A citation graph as steps from node to node, none of which closes a circle.

    Attributes
    ----------
    cycles
        The policy that made it so, one of `POLICIES`.
    node
        The node of each work, by row.  Nodes are numbered so that every step
        leads to a higher number.
    tail, head
        The step that stands for each citation, in the order of
        `cites.indices`.  Citations that are set aside have -1 for both.
    size
        How many nodes there are for works; the preprints of works, which
        cite nothing, are numbered from here on.
    preprints
        How many preprints each node cites.
    """

    cycles: str
    node: np.ndarray
    tail: np.ndarray
    head: np.ndarray
    size: int
    preprints: np.ndarray

    @cached_property
    def leads_to(self) -> csr_array:
        """The nodes that each node leads to, once each; preprints left out."""
        kept = (self.tail >= 0) & (self.head < self.size)
        shape = (self.size, self.size)
        leads_to = csr_array((np.ones(kept.sum(), dtype=bool), (self.tail[kept], self.head[kept])), shape=shape)
        leads_to.sum_duplicates()
        return leads_to

    @cached_property
    def comes_from(self) -> csr_array:
        """The nodes that lead to each node."""
        return self.leads_to.T.tocsr()

    @cached_property
    def level(self) -> np.ndarray:
        """The number of steps of the longest chain that leads to each node."""
        return levels(self.leads_to.indptr, self.leads_to.indices, compiled_for(self.leads_to.nnz))


def acyclic(a: CitationArrays, cycles: str) -> Acyclic:
    """Return the steps that citations stand for under a policy for *cycles*.

    ``"report"``
        Refuse, and tell of a cycle.
    ``"shrink"``
        Each group of works that cite each other in circles is one node.
        Citations within it are set aside; several citations between it and
        another node are one step.
    ``"break"``
        Citations within such a group are set aside, all of them, since none
        is more to blame than another.
    ``"preprint"``
        Each work of such a group gets a preprint, and every work of the
        group cites the preprints of all of it, in place of each other [1]_.
        Preprints cite nothing: were they to cite what the works cite, each
        group of *n* would multiply the paths through it by *n* + 1.

    A work that lists itself is no group: that citation is set aside.

    Raises
    ------
    CyclicGraphError
        If *cycles* is ``"report"`` and there is one.
    ValueError
        If *cycles* is not one of `POLICIES`.

    References
    ----------
    .. [1] V. Batagelj, "Efficient algorithms for citation network analysis",
       2003, arXiv:cs/0309023.
    """
    if cycles not in POLICIES:
        raise ValueError(f"cycles is one of {', '.join(POLICIES)}, not {cycles!r}")
    if cycles == "report" and (cycle := find_cycle(a)):
        raise CyclicGraphError(cycle)
    group, lengths = a.group, np.bincount(a.group)
    node = np.empty(len(a), dtype=np.int64)
    node[np.argsort(group, kind="stable")] = np.arange(len(a))
    citing, cited = a.citing_rows, a.cites.indices
    inside = group[citing] == group[cited]
    if cycles == "shrink":
        node = group
    tail, head = np.where(inside, -1, node[citing]), np.where(inside, -1, node[cited])
    size = len(lengths) if cycles == "shrink" else len(a)
    preprints = np.zeros(size, dtype=np.int64)
    if cycles == "preprint":
        among = np.where(lengths > 1, lengths, 0)[group]
        preprints[node] = among
        cites_preprint = inside & (among[citing] > 0)
        tail[cites_preprint] = node[citing[cites_preprint]]
        head[cites_preprint] = size + node[cited[cites_preprint]]
    return Acyclic(cycles, node, tail, head, size, preprints)
