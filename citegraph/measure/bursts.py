"""Bursts: years in which a work is cited far more than is its usual share."""

from typing import NamedTuple

import numpy as np

from citegraph.measure.arrays import citation_arrays

__all__ = ["Burst", "bursts", "citation_bursts"]

_CELLS_AT_ONCE = 1 << 22


class Burst(NamedTuple):
    """A burst of citations: its first and last year, and its weight."""

    first: int
    last: int
    weight: float


def citation_bursts(G, *, scale=2.0, gamma=1.0) -> dict:
    """Return the bursts of citations to each work.

    Of all citations made in a year, a work usually gets its share, that of
    all years together.  In a burst it gets *scale* times that share.  The
    bursts are those of the likeliest course of events, where a change into a
    burst costs *gamma* times the logarithm of the number of years, so that
    one good year need not be one [1]_.

    Parameters
    ----------
    G : networkx.DiGraph or CitationArrays
    scale : float
        More than 1.
    gamma : float
        At least 0; higher for fewer and longer bursts.

    Returns
    -------
    dict
        Maps each work that has any to its list of `Burst`, the earliest
        first.  The weight of a burst is how much likelier, as a natural
        logarithm, its years are in a burst than out of it.

    Raises
    ------
    ValueError
        If *scale* or *gamma* is out of range.

    Examples
    --------
    >>> import networkx as nx
    >>> G = nx.DiGraph()
    >>> for year in range(2000, 2010):
    ...     for number in range(8):
    ...         hot = year in (2004, 2005) and number < 5
    ...         G.add_node((year, number), year=year)
    ...         G.add_edge((year, number), "hot" if hot else f"other {number}")
    >>> citation_bursts(G)["hot"]
    [Burst(first=2004, last=2005, weight=6.006567726635904)]

    A work that gets most citations in every year cannot get twice its share,
    and so never bursts:

    >>> citation_bursts(nx.DiGraph([("x", "a"), ("y", "a")]))
    {}

    Notes
    -----
    The two-state automaton of the source for events in batches; where it is
    all the same, a year is not in a burst.  The years run from the first to the last in which anything here
    cites, for a work whose year is known from that year on, since a share
    of what was cited before it appeared says nothing.  Citations by works
    without a year are left out.  Cost: works times years.

    References
    ----------
    .. [1] J. Kleinberg, "Bursty and hierarchical structure in streams", Data
       Mining and Knowledge Discovery 7, 2003, doi:10.1023/A:1024940629314.
    """
    if not scale > 1:
        raise ValueError(f"scale is more than 1, not {scale}")
    if not gamma >= 0:
        raise ValueError(f"gamma is at least 0, not {gamma}")
    a = citation_arrays(G)
    citing_years = a.years[a.citing_rows]
    dated = ~np.isnan(citing_years)
    if not dated.any():
        return {}
    years, column = np.unique(citing_years[dated], return_inverse=True)
    every = np.arange(years[0], years[-1] + 1)
    column = (years - years[0]).astype(np.int64)[column]
    cited = a.cites.indices[dated]
    in_year = np.bincount(column, minlength=len(every)).astype(float)
    found = {}
    at_once = max(_CELLS_AT_ONCE // len(every), 1)
    order = np.argsort(cited, kind="stable")
    cited, column = cited[order], column[order]
    for first in range(0, len(a), at_once):
        block = slice(*np.searchsorted(cited, [first, first + at_once]))
        rows, place = np.unique(cited[block], return_inverse=True)
        counts = np.zeros((len(rows), len(every)))
        np.add.at(counts, (place, column[block]), 1)
        counted = ~(every < a.years[rows][:, None])
        counts *= counted
        burst, gain = _automaton(counts, np.where(counted, in_year, 0), counted.sum(axis=1), scale, gamma)
        for at in np.flatnonzero(burst.any(axis=1)).tolist():
            found[a.works[rows[at]]] = _spans(burst[at], gain[at], int(years[0]))
    return found


def bursts(G, *, scale=2.0, gamma=1.0) -> dict:
    """Return, for each year, the works in a burst of citations.

    Parameters
    ----------
    scale, gamma : float
        As for `citation_bursts`, which tells what a burst is.

    Returns
    -------
    dict
        Maps each year, from the first burst to the last, to the works that
        are in one, each with the weight of its burst, heaviest first.

    Examples
    --------
    >>> import networkx as nx
    >>> years = range(2000, 2008)
    >>> G = nx.DiGraph((f"{year} {n}", "hot" if year == 2003 else "other") for year in years for n in range(4))
    >>> G.add_nodes_from((f"{year} {n}", {"year": year}) for year in years for n in range(4))
    >>> bursts(G)
    {2003: {'hot': 2.772588722239781}}

    Without years there is nothing to tell:

    >>> bursts(nx.DiGraph([("x", "a")]))
    {}
    """
    found = [
        (-burst.weight, str(work), work, burst)
        for work, of_work in citation_bursts(G, scale=scale, gamma=gamma).items()
        for burst in of_work
    ]
    if not found:
        return {}
    first, last = min(burst.first for *_, burst in found), max(burst.last for *_, burst in found)
    by_year = {year: {} for year in range(first, last + 1)}
    for _, _, work, burst in sorted(found, key=lambda entry: entry[:2]):
        for year in range(burst.first, burst.last + 1):
            by_year[year][work] = burst.weight
    return by_year


def _automaton(counts, totals, years, scale, gamma):
    """Whether each work is in a burst in each year, and how much likelier that makes the year."""
    share = counts.sum(axis=1) / np.maximum(totals.sum(axis=1), 1)
    possible = (share > 0) & (share * scale < 1)
    share = np.where(possible, share, 0.5 / scale)
    gain = counts * np.log(scale) + (totals - counts) * (np.log1p(-scale * share) - np.log1p(-share))[:, None]
    change = gamma * np.log(np.maximum(years, 1))
    outside, inside = np.zeros(len(counts)), np.full(len(counts), -np.inf)
    stayed, entered = np.zeros(counts.shape, dtype=bool), np.zeros(counts.shape, dtype=bool)
    for year in range(counts.shape[1]):
        entered[:, year] = outside - change >= inside
        next_inside = np.maximum(outside - change, inside) + gain[:, year]
        stayed[:, year] = outside >= inside
        outside, inside = np.maximum(outside, inside), next_inside
    burst = np.zeros(counts.shape, dtype=bool)
    now = (inside > outside) & possible
    for year in reversed(range(counts.shape[1])):
        burst[:, year] = now
        now = np.where(now, ~entered[:, year], ~stayed[:, year]) & possible
    return burst, gain


def _spans(burst, gain, first_year):
    edges = np.flatnonzero(np.diff(np.concatenate(([0], burst.astype(np.int8), [0]))))
    return [
        Burst(first_year + int(first), first_year + int(end) - 1, float(gain[first:end].sum()))
        for first, end in zip(edges[::2], edges[1::2], strict=True)
    ]
