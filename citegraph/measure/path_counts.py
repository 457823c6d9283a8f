"""Counting the paths of an acyclic graph, exactly or in floating point."""

import math
from itertools import pairwise

import numpy as np

from citegraph.measure.arrays import citation_arrays
from citegraph.measure.cycles import Acyclic, acyclic
from citegraph.measure.order import entries_of
from citegraph.measure.sweep import sweep_over

__all__ = ["WEIGHTS", "exact_counts", "logarithms", "path_counts", "search_path_logarithms", "through"]

# Whether a path may start at any newer work, and whether it may end at any older one.
WEIGHTS = {"SPC": (False, False), "SPLC": (False, True), "SPNP": (True, True)}

_LARGEST = 2.0**1000


def path_counts(steps: Acyclic, weight) -> tuple[np.ndarray, np.ndarray, int]:
    """How many paths lead to each node, how many on from it, and how many of a step or more there are in all.

    Exact: Python's integers, node by node.
    """
    start = _starts(steps, weight)
    from_start = _summed(_integers(start), steps.comes_from, steps.level)
    to_end = _summed(_integers(_ends(steps, weight)), steps.leads_to, steps.level.max(initial=0) - steps.level)
    single = _ends(steps, weight, preprints=False)
    return from_start, to_end, int(np.sum((to_end - _integers(single))[start], dtype=object))


def exact_counts(steps: Acyclic, weight) -> np.ndarray:
    """The path count of each citation, as Python's integers."""
    from_start, to_end, _ = path_counts(steps, weight)
    return through(steps, from_start, to_end)


def through(steps: Acyclic, from_start, to_end) -> np.ndarray:
    """The paths through each citation, from those to its citing and from its cited node; 0 where it is set aside."""
    used = steps.tail >= 0
    counts = np.zeros(len(used), dtype=object)
    counts[used] = from_start[steps.tail[used]] * np.append(to_end, 1)[np.minimum(steps.head[used], steps.size)]
    return counts


def search_path_logarithms(G, *, weight="SPC", cycles="report") -> tuple[np.ndarray, float]:
    """Return the binary logarithm of each citation's path count, and how far off it can be.

    As `search_paths`, for graphs so large that Python's integers would take
    too long or too much room.

    Returns
    -------
    logarithms : array
        In the order of ``citation_arrays(G).cites``; minus infinity where no
        path takes the citation.
    error : float
        No logarithm is off by more, all rounding of sums and of the
        logarithm itself included.

    Raises
    ------
    CyclicGraphError, ValueError
        As `search_paths` does.

    Examples
    --------
    Two paths take each of four citations:

    >>> import networkx as nx
    >>> logarithms, error = search_path_logarithms(nx.DiGraph([("d", "c"), ("e", "c"), ("c", "a"), ("c", "b")]))
    >>> logarithms.tolist(), error < 1e-14
    ([1.0, 1.0, 1.0, 1.0], True)

    A citation that no path takes has none:

    >>> logarithms, _ = search_path_logarithms(nx.DiGraph([("b", "a"), ("a", "b")]), cycles="break")
    >>> logarithms.tolist()
    [-inf, -inf]

    Notes
    -----
    Floats add up with a relative error of at most 2⁻⁵³ for each addition, and
    no number is subtracted: a count is off by at most the additions along
    one chain.  Where counts go past 2¹⁰⁰⁰, exact integers are counted
    instead, and only their logarithms rounded.
    """
    if weight not in WEIGHTS:
        raise ValueError(f"weight is one of {', '.join(WEIGHTS)}, not {weight!r}")
    return logarithms(acyclic(citation_arrays(G), cycles), weight)


def logarithms(steps: Acyclic, weight) -> tuple[np.ndarray, float]:
    """As `search_path_logarithms`, from steps."""
    order, one = np.arange(steps.size, dtype=np.int32), np.ones(steps.size)
    newer, older = sweep_over(steps.comes_from, order), sweep_over(steps.leads_to, order[::-1].copy())
    from_start = newer.passed_on(_starts(steps, weight).astype(float), one)
    to_end = older.passed_on(_ends(steps, weight).astype(float), one)
    if not max(from_start.max(initial=0), to_end.max(initial=0)) < _LARGEST:
        from_start, to_end, _ = path_counts(steps, weight)
        logarithm = [
            np.array([math.log2(count) if count else -np.inf for count in counts]) for counts in (from_start, to_end)
        ]
        additions = 0
    else:
        with np.errstate(divide="ignore"):
            logarithm = np.log2(from_start), np.log2(to_end)
        longest_lists = (int(np.diff(lists.indptr).max(initial=0)) for lists in (steps.comes_from, steps.leads_to))
        additions = sum(longest_lists) * (int(steps.level.max(initial=0)) + 1)
    used = steps.tail >= 0
    found = np.full(len(steps.tail), -np.inf)
    onward = np.append(logarithm[1], 0.0)[np.minimum(steps.head[used], steps.size)]
    found[used] = logarithm[0][steps.tail[used]] + onward
    largest = max(found.max(initial=0.0), 1.0)
    return found, float((1.01 * additions / math.log(2) + 4 * largest) * 2.0**-53)


def _integers(values):
    """As Python's integers, which never overflow."""
    return values.astype(int).astype(object)


def _summed(own, lists, level):
    """Add to each node's *own* number those of all on its list, theirs included; lists lead to a lower *level*."""
    order = np.argsort(level, kind="stable")
    adding = order[np.diff(lists.indptr)[order] > 0]
    begins = np.concatenate(([0], np.cumsum(np.diff(lists.indptr)[adding])))
    listed = lists.indices[entries_of(lists.indptr, adding)]
    bounds = np.searchsorted(level[adding], np.arange(1, level.max(initial=0) + 2))
    value = own.copy()
    for first, end in pairwise(bounds.tolist()):
        added = value[listed[begins[first] : begins[end]]]
        value[adding[first:end]] += np.add.reduceat(added, begins[first:end] - begins[first])
    return value


def _starts(steps, weight):
    """Whether a path may start at each node."""
    return (np.diff(steps.comes_from.indptr) == 0) | WEIGHTS[weight][0]


def _ends(steps, weight, *, preprints=True):
    """How many paths end at each node, those of one step to a preprint of its group counted with it."""
    last = (np.diff(steps.leads_to.indptr) == 0) & (steps.preprints == 0)
    return (last | WEIGHTS[weight][1]) + (steps.preprints if preprints else 0)
