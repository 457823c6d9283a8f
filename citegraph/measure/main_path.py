"""Main path analysis: the lines of development that most chains of citations share.

Our edges point from the citing work to the cited work.  Much of the main path
literature draws them the other way, along the flow of knowledge, and swaps
"source" and "sink" accordingly.  SPC and SPNP are the same either way; SPLC is
not, and is counted here in the sense of that literature.
"""

from citegraph.errors import CyclicGraphError
from citegraph.measure.arrays import citation_arrays
from citegraph.measure.cycles import find_cycle

__all__ = ["main_path", "search_path_count", "search_path_link_count", "search_path_node_pair"]

_POLICIES = ("raise", "shrink")


def search_path_count(G, *, cycles="raise") -> dict:
    """Count the source-to-sink paths that use each citation.

    A *source* is a work that nobody in `G` cites, so one of the newest; a
    *sink* cites nobody in `G`, so it is one of the oldest.  The search path
    count (SPC) of a citation is the number of distinct source-to-sink paths
    through it [1]_.  A high count marks a citation that many lines of
    development share.

    Parameters
    ----------
    G : networkx.DiGraph or CitationArrays
        Attributes are not read.
    cycles : {"raise", "shrink"}
        What to do where works cite each other in circles.  ``"shrink"`` takes
        each such group as one work: citations inside it count 0, and every
        citation into or out of it counts by itself.

    Returns
    -------
    dict
        Maps each edge ``(citing, cited)`` to its count, an exact `int`.

    Raises
    ------
    CyclicGraphError
        If `G` has a cycle, as when two preprints cite each other, and
        *cycles* is ``"raise"``.  The error carries one such cycle.

    Examples
    --------
    Works "d" and "e" both build on "c", which cites "a" and "b":

    >>> import networkx as nx
    >>> G = nx.DiGraph([("d", "c"), ("e", "c"), ("c", "a"), ("c", "b")])
    >>> search_path_count(G)[("d", "c")]
    2

    A citation that short-cuts another path competes with it:

    >>> G.add_edge("e", "a")
    >>> counts = search_path_count(G)
    >>> counts[("e", "c")], counts[("e", "a")]
    (2, 1)

    A circle has no sources, so that paths cannot be counted:

    >>> G.add_edge("a", "c")
    >>> search_path_count(G)
    Traceback (most recent call last):
        ...
    citegraph.errors.CyclicGraphError: the graph has a cycle of 2 citations, starting at a
    >>> search_path_count(G, cycles="shrink")[("d", "c")]
    1

    See Also
    --------
    main_path : The single chain with the largest total count.

    Notes
    -----
    Two passes in topological order, so the cost is linear in the size of
    `G`.  Counts grow exponentially with depth and are therefore kept as
    Python integers, never as floats.

    References
    ----------
    .. [1] V. Batagelj, "Efficient algorithms for citation network analysis",
       2003, arXiv:cs/0309023.
    """
    return _counts(G, cycles, any_newer_start=False, any_older_end=False)


def search_path_link_count(G, *, cycles="raise") -> dict:
    """Count paths through each citation that may end at any older work (SPLC).

    As `search_path_count`, but a path may stop at every work that the cited
    work builds on, itself included, not at sinks alone.  In the drawing of
    the literature, along the flow of knowledge, that is where paths start.

    >>> import networkx as nx
    >>> search_path_link_count(nx.DiGraph([("c", "b"), ("b", "a")]))
    {('b', 'a'): 1, ('c', 'b'): 2}
    """
    return _counts(G, cycles, any_newer_start=False, any_older_end=True)


def search_path_node_pair(G, *, cycles="raise") -> dict:
    """Count paths through each citation between any two works (SPNP).

    As `search_path_count`, but a path may start at any work and end at any.

    >>> import networkx as nx
    >>> search_path_node_pair(nx.DiGraph([("c", "b"), ("b", "a")]))
    {('b', 'a'): 2, ('c', 'b'): 2}
    """
    return _counts(G, cycles, any_newer_start=True, any_older_end=True)


def main_path(G, *, cycles="raise") -> list:
    """Return the chain of citations with the largest total search path count.

    The global main path: of all chains, the one whose citations' counts add
    up to most.  Where two chains are level, the one goes on that takes the
    work first by name at the point, seen from the newest work, where they
    part.

    Parameters
    ----------
    cycles : {"raise", "shrink"}
        As for `search_path_count`.  With ``"shrink"`` the chain may enter a
        group of works that cite each other at one work and leave it at
        another; both then stand in the list, one after the other.

    Returns
    -------
    list
        Works, the newest first; empty if `G` has no citation between
        different works.

    Raises
    ------
    CyclicGraphError
        As for `search_path_count`.

    Examples
    --------
    >>> import networkx as nx
    >>> G = nx.DiGraph([("d", "c"), ("e", "c"), ("c", "b"), ("b", "a"), ("e", "a")])
    >>> main_path(G)
    ['d', 'c', 'b', 'a']

    "e" was as good a start as "d": ties go by name.
    """
    a = citation_arrays(G)
    counts = _counts(a, cycles, any_newer_start=False, any_older_end=False)
    start, cited = a.cites.indptr.tolist(), a.cites.indices.tolist()
    component_of = _component_of(a)
    total, choice = [0] * len(a.components), [None] * len(a.components)
    for component in reversed(range(len(a.components))):
        for row in a.components[component]:
            for next_row in cited[start[row] : start[row + 1]]:
                target = component_of[next_row]
                if target == component:
                    continue
                sum_from_here = counts[a.works[row], a.works[next_row]] + total[target]
                # Rows are sorted by name, so the first of equals stays.
                if choice[component] is None or (-sum_from_here, next_row, row) < (
                    -total[component],
                    choice[component][1],
                    choice[component][0],
                ):
                    total[component], choice[component] = sum_from_here, (row, next_row)
    starts = [component for component, step in enumerate(choice) if step]
    if not starts:
        return []
    component = min(starts, key=lambda component: (-total[component], choice[component][0]))
    path = []
    while choice[component]:
        row, next_row = choice[component]
        path.extend(entry for entry in (row, next_row) if path[-1:] != [entry])
        component = component_of[next_row]
    return [a.works[row] for row in path]


def _component_of(a):
    component_of = [0] * len(a)
    for component, rows in enumerate(a.components):
        for row in rows:
            component_of[row] = component
    return component_of


def _counts(G, cycles, *, any_newer_start, any_older_end):
    if cycles not in _POLICIES:
        raise ValueError(f"cycles is one of {', '.join(_POLICIES)}, not {cycles!r}")
    a = citation_arrays(G)
    if cycles == "raise" and (cycle := find_cycle(a)):
        raise CyclicGraphError(cycle)
    component_of = _component_of(a)
    citing, cited = a.citing_rows.tolist(), a.cites.indices.tolist()
    leads_to = [[] for _ in a.components]
    for citing_row, cited_row in zip(citing, cited, strict=True):
        if component_of[citing_row] != component_of[cited_row]:
            leads_to[component_of[citing_row]].append(component_of[cited_row])

    from_start = [0] * len(a.components)
    for component, targets in enumerate(leads_to):
        if any_newer_start or not from_start[component]:
            from_start[component] += 1
        for target in targets:
            from_start[target] += from_start[component]

    to_end = [0] * len(a.components)
    for component in reversed(range(len(a.components))):
        targets = leads_to[component]
        to_end[component] = sum(to_end[target] for target in targets) + (any_older_end or not targets)

    return {
        (a.works[citing_row], a.works[cited_row]): (
            from_start[component_of[citing_row]] * to_end[component_of[cited_row]]
            if component_of[citing_row] != component_of[cited_row]
            else 0
        )
        for citing_row, cited_row in zip(citing, cited, strict=True)
    }
