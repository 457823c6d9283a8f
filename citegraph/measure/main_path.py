"""Main path analysis: the lines of development that most chains of citations share.

Forward is toward citing works, along the flow of knowledge; backward is toward
cited works.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

import numpy as np

from citegraph.measure.arrays import citation_arrays
from citegraph.measure.cycles import acyclic
from citegraph.measure.search_paths import search_path_count, search_paths

__all__ = ["SEARCHES", "MainPaths", "main_path", "main_paths"]

SEARCHES = ("global", "local forward", "local backward", "key-route", "key-route local")


@dataclass(frozen=True)
class MainPaths:
    """The citations on the main paths, with how they were searched for.

    Attributes
    ----------
    search, weight, cycles
        As they were given to `main_paths`; *weight* is ``"given"`` for
        weights of one's own.
    works
        The works on the paths, each before all that it cites: by the longest
        chain of citations that leads to each, then by name.
    citations
        Maps each edge ``(citing, cited)`` on the paths to its weight.
    """

    search: str
    weight: str
    cycles: str
    works: tuple
    citations: dict = field(repr=False)


def main_paths(G, *, search="global", weight="SPC", cycles="report", start=None, routes=1) -> MainPaths:
    """Return the main paths, all that are level with each other.

    Ties are never broken: wherever two citations, or two chains, are level,
    both belong to the result.  `main_path` breaks them by name instead.

    Parameters
    ----------
    G : networkx.DiGraph or CitationArrays
    search : {"global", "local forward", "local backward", "key-route", "key-route local"}
        ``"global"``: the chains whose citations' weights add up to most
        [1]_.  ``"local forward"``: from the oldest works, step by step along
        the heaviest citation to a citing work; it starts with the heaviest
        that cite works which cite nothing here.  ``"local backward"``: the
        same from the newest works toward cited ones.  ``"key-route"``: the
        heaviest citations of all, each drawn out both ways to the chains
        that add up to most; ``"key-route local"`` draws them out step by
        step.  A local search may miss the heaviest citation; a key-route
        never does [1]_.
    weight : {"SPC", "SPLC", "SPNP"} or mapping
        See `search_paths`; or one's own weights, at least 0, by edge
        ``(citing, cited)``, where a citation not named weighs nothing.
    cycles : {"report", "shrink", "break", "preprint"}
        See `search_paths`.  A group that is shrunk is entered and left as
        one work, so that all citations that make up a step are on the path.
    start : iterable of works, optional
        Local searches start from these works instead.
    routes : int
        How many of the heaviest citations a key-route search starts from,
        and all that are level with the last of them.

    Raises
    ------
    CyclicGraphError
        If `G` has a cycle and *cycles* is ``"report"``.
    ValueError
        If *search* or *weight* is not known, *start* is given for a search
        that takes none or names a work that the graph lacks, or *routes* is
        less than 1.

    Examples
    --------
    >>> import networkx as nx
    >>> G = nx.DiGraph([("d", "c"), ("e", "c"), ("c", "b"), ("b", "a"), ("e", "a")])
    >>> main_paths(G)
    MainPaths(search='global', weight='SPC', cycles='report', works=('d', 'e', 'c', 'b', 'a'))
    >>> main_paths(G).citations
    {('b', 'a'): 2, ('c', 'b'): 2, ('d', 'c'): 1, ('e', 'c'): 1}

    The step that looks best may lead past the best chain:

    >>> G = nx.DiGraph([("x", "a"), ("y", "a"), ("z", "a"), ("x", "w"), ("y", "w"), ("w", "v"), ("v", "u")])
    >>> main_paths(G, search="local forward", start=["a"]).works
    ('x', 'y', 'z', 'a')
    >>> main_paths(G, search="key-route").works
    ('x', 'y', 'w', 'v', 'u')

    References
    ----------
    .. [1] J. S. Liu and L. Y. Y. Lu, "An integrated approach for main path
       analysis: development of the Hirsch index as an example", JASIST 63,
       2012, doi:10.1002/asi.21692.
    """
    if search not in SEARCHES:
        raise ValueError(f"search is one of {', '.join(SEARCHES)}, not {search!r}")
    if start is not None and not search.startswith("local"):
        raise ValueError(f"a {search} search takes no works to start from")
    if routes < 1:
        raise ValueError(f"routes is at least 1, not {routes}")
    a = citation_arrays(G)
    given = isinstance(weight, Mapping)
    weights = weight if given else search_paths(a, weight=weight, cycles=cycles).citations
    steps = acyclic(a, cycles)
    pairs = list(zip(steps.tail.tolist(), steps.head.tolist(), strict=True))
    edges = [
        (a.works[citing], a.works[cited])
        for citing, cited in zip(a.citing_rows.tolist(), a.cites.indices.tolist(), strict=True)
    ]
    step_weight = {}
    for step, edge in zip(pairs, edges, strict=True):
        if step[0] >= 0:
            value = weights.get(edge, 0)
            # Sums of fractions are exact, so that what is level is found level.
            value = value if isinstance(value, int) else Fraction(value)
            step_weight[step] = max(value, step_weight.get(step, value))
    chosen = _search(search, step_weight, routes, None if start is None else _nodes(a, steps, start))
    on_path = {edge: weights.get(edge, 0) for step, edge in zip(pairs, edges, strict=True) if step in chosen}
    # Works of a circle that is one node stay together.
    node, first = steps.node, np.full(steps.size, len(a))
    np.minimum.at(first, node, np.arange(len(a)))
    rows = sorted(
        {a.index[work] for edge in on_path for work in edge},
        key=lambda row: (steps.level[node[row]], first[node[row]], row),
    )
    return MainPaths(search, "given" if given else weight, cycles, tuple(a.works[row] for row in rows), on_path)


def main_path(G, *, cycles="report") -> list:
    """Return the chain of citations with the largest total search path count.

    The global main path: of all chains, the one whose citations' counts add
    up to most.  Where two chains are level, the one goes on that takes the
    work first by name at the point, seen from the newest work, where they
    part.

    Parameters
    ----------
    cycles : {"report", "shrink", "break", "preprint"}
        See `search_paths`.  With ``"shrink"`` the chain may enter a
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

    See Also
    --------
    main_paths : All chains that are level, local and key-route searches.
    """
    a = citation_arrays(G)
    counts = search_path_count(a, cycles=cycles)
    steps = acyclic(a, cycles)
    total, choice, by_tail = {}, {}, defaultdict(list)
    citing, cited = a.citing_rows.tolist(), a.cites.indices.tolist()
    for row, next_row, tail, head in zip(citing, cited, steps.tail.tolist(), steps.head.tolist(), strict=True):
        if tail >= 0:
            by_tail[tail].append((row, next_row, head))
    for node in sorted(by_tail, reverse=True):
        # Rows are sorted by name, so the lowest of equals is the first by name.
        level, next_row, row, head = min(
            (-(counts[a.works[row], a.works[next_row]] + total.get(head, 0)), next_row, row, head)
            for row, next_row, head in by_tail[node]
        )
        total[node], choice[node] = -level, (row, next_row, head)
    if not choice:
        return []
    node, path = min(choice, key=lambda node: (-total[node], choice[node])), []
    while node in choice:
        row, next_row, node = choice[node]
        path.extend(entry for entry in (row, next_row) if path[-1:] != [entry])
    return [a.works[row] for row in path]


def _nodes(a, steps, works):
    strangers = sorted(str(work) for work in works if work not in a.index)
    if strangers:
        raise ValueError(f"{strangers[0]} is not in the graph, so no path starts from it")
    return {int(steps.node[a.index[work]]) for work in works}


def _search(search, weights, routes, start):
    """The steps on the main paths, of steps (tail, head) with weights."""
    if search.startswith("local"):
        end = 0 if search == "local forward" else 1
        choices, heaviest = _choices(weights, end, whole=False)
        if start is None:
            ends = {step[1 - end] for step in weights} - {step[end] for step in weights}
            most = max((heaviest[node] for node in ends), default=0)
            start = {node for node in ends if heaviest[node] == most}
        return _drawn_out(choices, start, end)
    if search == "global":
        choices, total = _choices(weights, 1, whole=True)
        most = max(total.values(), default=0)
        return _drawn_out(choices, {node for node in total if total[node] == most}, 1)
    least = min(sorted(weights.values(), reverse=True)[:routes], default=0)
    key = {step for step, weight in weights.items() if weight >= least}
    chosen = set(key)
    for end in (0, 1):
        choices, _ = _choices(weights, end, whole=search == "key-route")
        chosen |= _drawn_out(choices, {step[end] for step in key}, end)
    return chosen


def _choices(weights, end, *, whole):
    """The best steps on from each node, toward that end of steps, and how good they are.

    Best is the heaviest step or, for *whole* chains, the one that the
    heaviest chain begins with.
    """
    onward = defaultdict(list)
    for step in weights:
        onward[step[1 - end]].append(step)
    choices, best = {}, {}
    for node in sorted(onward, reverse=end == 1):
        value = {step: weights[step] + (best.get(step[end], 0) if whole else 0) for step in onward[node]}
        best[node] = max(value.values())
        choices[node] = [step for step in onward[node] if value[step] == best[node]]
    return choices, best


def _drawn_out(choices, nodes, end):
    """The steps chosen at these nodes, at the nodes they lead to, and so on."""
    chosen, waiting = set(), list(nodes)
    seen = set(waiting)
    while waiting:
        for step in choices.get(waiting.pop(), ()):
            chosen.add(step)
            if step[end] not in seen:
                seen.add(step[end])
                waiting.append(step[end])
    return chosen
