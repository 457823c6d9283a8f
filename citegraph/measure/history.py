"""How a collection came about, year by year.

Works whose year is unknown are left out or treated as stated; no year is guessed.
"""

from collections import Counter
from dataclasses import dataclass
from math import log
from typing import NamedTuple

import numpy as np

from citegraph.measure.arrays import citation_arrays

__all__ = ["Awakening", "Growth", "growth", "historiograph", "sleeping_beauties"]


class Awakening(NamedTuple):
    """How long and how deep a work slept: its beauty coefficient, when it woke, and its best year."""

    beauty: float
    awakening: int
    peak: int


def sleeping_beauties(G) -> dict:
    """Return how long each work lay unnoticed before it was cited most.

    Draw a line from the citations in a work's own year to those in its best
    year.  The beauty coefficient adds up, over the years between, how far
    the citations fall short of the line, each year's shortfall over its
    citations, or over 1 where there are none; the awakening is the year that
    lies farthest from the line [1]_.

    Parameters
    ----------
    G : networkx.DiGraph or CitationArrays

    Returns
    -------
    dict
        Maps each work to its `Awakening`.  Works without a year are absent,
        and so are those that no dated work cites in their own year or later.

    Examples
    --------
    >>> import networkx as nx
    >>> G = nx.DiGraph([(number, "beauty") for number in range(6)])
    >>> G.add_nodes_from((number, {"year": 2019 if number < 1 else 2020}) for number in range(6))
    >>> G.nodes["beauty"]["year"] = 2000
    >>> sleeping_beauties(G)["beauty"]
    Awakening(beauty=46.5, awakening=2018, peak=2020)

    A work that is cited most at once never slept:

    >>> sleeping_beauties(nx.DiGraph([("x", "a")]))
    {}
    >>> G = nx.DiGraph([("x", "a")])
    >>> G.add_nodes_from("ax", year=2000)
    >>> sleeping_beauties(G)
    {'a': Awakening(beauty=0.0, awakening=2000, peak=2000)}

    Notes
    -----
    Where years are level the earliest is taken, as best year and as
    awakening.  The coefficient is below 0 for a work that rises early and
    then slowly goes on rising.

    References
    ----------
    .. [1] Q. Ke, E. Ferrara, F. Radicchi and A. Flammini, "Defining and
       identifying Sleeping Beauties in science", PNAS 112, 2015,
       doi:10.1073/pnas.1424329112.
    """
    a = citation_arrays(G)
    years = a.years.tolist()
    start, citing = a.cited_by.indptr.tolist(), a.cited_by.indices.tolist()
    found = {}
    for row, work in enumerate(a.works):
        ages = Counter(years[other] - years[row] for other in citing[start[row] : start[row + 1]])
        counts = {int(age): number for age, number in ages.items() if age >= 0}
        if not counts:
            continue
        peak = min(counts, key=lambda age: (-counts[age], age))
        at_once, most = counts.get(0, 0), counts[peak]
        rise = most - at_once
        line = [(at_once + rise * age / max(peak, 1), counts.get(age, 0), age) for age in range(peak + 1)]
        beauty = sum((level - count) / max(count, 1) for level, count, _ in line)
        # In whole numbers, so that level years are found level: the distance times one length for all.
        far = [abs(rise * age - peak * (count - at_once)) for _, count, age in line]
        found[work] = Awakening(beauty, int(years[row]) + far.index(max(far)), int(years[row]) + peak)
    return found


@dataclass(frozen=True)
class Growth:
    """How a collection grew.

    Attributes
    ----------
    works
        Maps each year, from the first to the last, to the works of that year.
    rate
        The growth a year that leads from the works of the first year to
        those of the last, 0.05 for 5 %; `None` where there are not two years.
    doubling
        The years it takes to double at that rate; `None` where it does not grow.
    undated
        How many works have no year and so are not counted.
    """

    works: dict
    rate: float | None
    doubling: float | None
    undated: int


def growth(G) -> Growth:
    """Count the works of each year, and say how fast they grow in number.

    Examples
    --------
    >>> import networkx as nx
    >>> G = nx.DiGraph()
    >>> for number, year in enumerate([2000, 2001, 2001, 2002, 2002, 2002, 2002]):
    ...     G.add_node(number, year=year)
    >>> growth(G)
    Growth(works={2000: 1, 2001: 2, 2002: 4}, rate=1.0, doubling=1.0, undated=0)

    A last year that is not over yet spoils the rate; take it out first:

    >>> G.add_node("new", year=2003)
    >>> growth(G).rate
    0.0

    Notes
    -----
    The compound annual rate that bibliometrix reports.  It rests on the
    first and the last year alone.
    """
    a = citation_arrays(G)
    dated = a.years[~np.isnan(a.years)].astype(np.int64).tolist()
    counts, undated = Counter(dated), len(a) - len(dated)
    if not counts:
        return Growth({}, None, None, undated)
    first, last = min(counts), max(counts)
    works = {year: counts[year] for year in range(first, last + 1)}
    if first == last:
        return Growth(works, None, None, undated)
    rate = (counts[last] / counts[first]) ** (1 / (last - first)) - 1
    return Growth(works, rate, log(2) / log(1 + rate) if rate > 0 else None, undated)


def historiograph(G) -> dict:
    """Return the works in layers by year, the most cited first.

    The order in which a field's history is drawn: one layer for each year,
    the oldest first, and within it by local citation score [1]_.  Works that
    are level go by name.

    Returns
    -------
    dict
        Maps each year that has works to the list of them; works without a
        year come last, under `None`.

    Examples
    --------
    >>> import networkx as nx
    >>> G = nx.DiGraph([("c", "a"), ("c", "b"), ("d", "b"), ("d", "x")])
    >>> G.add_nodes_from([("a", {"year": 1963}), ("b", {"year": 1963}), ("c", {"year": 1973}), ("d", {"year": 1973})])
    >>> historiograph(G)
    {1963: ['b', 'a'], 1973: ['c', 'd'], None: ['x']}

    Notes
    -----
    A citation may run against the layers, where a record has a reprint's date.

    References
    ----------
    .. [1] E. Garfield, "Historiographic mapping of knowledge domains
       literature", Journal of Information Science 30, 2004.
    """
    a = citation_arrays(G)
    order = np.lexsort((np.arange(len(a)), -np.diff(a.cited_by.indptr), a.years))
    layers = {}
    for row in order.tolist():
        year = None if np.isnan(a.years[row]) else int(a.years[row])
        layers.setdefault(year, []).append(a.works[row])
    return layers
