"""Search path counts: how many chains of citations run through each citation.

Our edges point from the citing work to the cited work.  Much of the main path
literature draws them the other way, along the flow of knowledge, and swaps
"source" and "sink" accordingly.  SPC and SPNP are the same either way; SPLC is
not, and is counted here in the sense of that literature.
"""

from dataclasses import dataclass, field

from citegraph.measure.arrays import citation_arrays
from citegraph.measure.cycles import acyclic, cyclic_components
from citegraph.measure.path_counts import WEIGHTS, path_counts, through

__all__ = [
    "WEIGHTS",
    "SearchPaths",
    "search_path_count",
    "search_path_link_count",
    "search_path_node_pair",
    "search_paths",
]

@dataclass(frozen=True)
class SearchPaths:
    """Search path counts, with what they depend on.

    Attributes
    ----------
    weight
        ``"SPC"``, ``"SPLC"`` or ``"SPNP"``.
    cycles
        The policy for works that cite each other in circles; see `search_paths`.
    total
        The number of paths, of at least one citation each.
    citations
        Maps each edge ``(citing, cited)`` to the number of paths through it.
    works
        Maps each work to the number of paths through it, from it, or to it;
        a path of no citation, where one work may be start and end, counts.
    groups
        How many groups of works cite each other in circles, a work that
        lists itself included.
    set_aside
        How many citations, all within such groups, no path takes.
    """

    weight: str
    cycles: str
    total: int
    citations: dict = field(repr=False)
    works: dict = field(repr=False)
    groups: int
    set_aside: int


def search_paths(G, *, weight="SPC", cycles="report") -> SearchPaths:
    """Count the paths through each citation and work, and say how circles were treated.

    Parameters
    ----------
    G : networkx.DiGraph or CitationArrays
    weight : {"SPC", "SPLC", "SPNP"}
        Which paths count: see `search_path_count`, `search_path_link_count`
        and `search_path_node_pair`.
    cycles : {"report", "shrink", "break", "preprint"}
        What to do where works cite each other in circles, since every total
        changes with it.  ``"report"`` refuses, and the error tells of a
        circle.  ``"shrink"`` takes each such group as one work, and several
        citations between it and another as one step with one count.
        ``"break"`` sets all citations within a group aside.  ``"preprint"``
        has the works of a group cite preprints of each other, which cite
        nothing [1]_, so that a citation within a group ends a path.

    Returns
    -------
    SearchPaths
        All counts are exact integers.

    Raises
    ------
    CyclicGraphError
        If `G` has a cycle and *cycles* is ``"report"``.

    Examples
    --------
    >>> import networkx as nx
    >>> G = nx.DiGraph([("d", "b"), ("d", "c"), ("b", "a"), ("c", "a")])
    >>> search_paths(G)
    SearchPaths(weight='SPC', cycles='report', total=2, groups=0, set_aside=0)

    Once "b" and "c" cite each other, the total depends on the policy:

    >>> G.add_edges_from([("b", "c"), ("c", "b")])
    >>> for cycles in ("shrink", "break", "preprint"):
    ...     paths = search_paths(G, cycles=cycles)
    ...     print(cycles, paths.total, paths.citations["d", "b"], paths.citations["b", "c"], paths.set_aside)
    shrink 1 1 0 2
    break 2 1 0 2
    preprint 6 3 1 0

    Notes
    -----
    Published totals of one network differ for this reason.  Other programs
    let preprints cite what the works cite, or drop citations by year.

    References
    ----------
    .. [1] V. Batagelj, "Efficient algorithms for citation network analysis",
       2003, arXiv:cs/0309023.
    """
    if weight not in WEIGHTS:
        raise ValueError(f"weight is one of {', '.join(WEIGHTS)}, not {weight!r}")
    a = citation_arrays(G)
    steps = acyclic(a, cycles)
    from_start, to_end, total = path_counts(steps, weight)
    counts = through(steps, from_start, to_end)
    citing = map(a.works.__getitem__, a.citing_rows.tolist())
    cited = map(a.works.__getitem__, a.cites.indices.tolist())
    return SearchPaths(
        weight,
        cycles,
        total,
        citations=dict(zip(zip(citing, cited, strict=True), counts.tolist(), strict=True)),
        works=a.by_work((from_start * to_end)[steps.node]),
        groups=len(cyclic_components(a)),
        set_aside=int((steps.tail < 0).sum()),
    )


def search_path_count(G, *, cycles="report") -> dict:
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
    cycles : {"report", "shrink", "break", "preprint"}
        What to do where works cite each other in circles: see
        `search_paths`, whose result names it.

    Returns
    -------
    dict
        Maps each edge ``(citing, cited)`` to its count, an exact `int`.

    Raises
    ------
    CyclicGraphError
        If `G` has a cycle, as when two preprints cite each other, and
        *cycles* is ``"report"``.  The error carries one such cycle.

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
    search_paths : The same with totals, by work too, and the policy named.
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
    return search_paths(G, weight="SPC", cycles=cycles).citations


def search_path_link_count(G, *, cycles="report") -> dict:
    """Count paths through each citation that may end at any older work (SPLC).

    As `search_path_count`, but a path may stop at every work that the cited
    work builds on, itself included, not at sinks alone.  In the drawing of
    the literature, along the flow of knowledge, that is where paths start.

    >>> import networkx as nx
    >>> search_path_link_count(nx.DiGraph([("c", "b"), ("b", "a")]))
    {('b', 'a'): 1, ('c', 'b'): 2}
    """
    return search_paths(G, weight="SPLC", cycles=cycles).citations


def search_path_node_pair(G, *, cycles="report") -> dict:
    """Count paths through each citation between any two works (SPNP).

    As `search_path_count`, but a path may start at any work and end at any.

    >>> import networkx as nx
    >>> search_path_node_pair(nx.DiGraph([("c", "b"), ("b", "a")]))
    {('b', 'a'): 2, ('c', 'b'): 2}
    """
    return search_paths(G, weight="SPNP", cycles=cycles).citations
