"""Measures that set citations against years.

Works whose year is unknown are left out or treated as stated; no year is guessed.
"""

from collections import Counter
from statistics import median
from typing import NamedTuple

import numpy as np

from citegraph.measure.arrays import citation_arrays
from citegraph.measure.centrality import pagerank, passed_on

__all__ = [
    "YearCount",
    "age_normalized_citation_score",
    "attention_rank",
    "cite_rank",
    "rescaled_pagerank",
    "rpys",
]


class YearCount(NamedTuple):
    """Citations to works of one year, and how far they stand above the years around it."""

    citations: int
    deviation: float


def rpys(G) -> dict:
    """Return the reference publication year spectrum of the collection.

    How many citations go to works of each year, and the deviation of that
    number from the median of the five years around it [1]_.  Peaks among the
    early years point to the roots of a field.

    Returns
    -------
    dict
        Maps each year, from the first to the last of a cited work, to its
        `YearCount`.  Years without a cited work count 0, inside the span and
        beyond it.

    Examples
    --------
    >>> import networkx as nx
    >>> G = nx.DiGraph([("x", "a"), ("y", "a"), ("z", "a"), ("x", "b")])
    >>> G.nodes["a"]["year"], G.nodes["b"]["year"] = 1963, 1965
    >>> for year, (citations, deviation) in rpys(G).items():
    ...     print(year, citations, deviation)
    1963 3 3
    1964 0 0
    1965 1 1

    References
    ----------
    .. [1] W. Marx, L. Bornmann, A. Barth and L. Leydesdorff, "Detecting the
       historical roots of research fields by reference publication year
       spectroscopy", JASIST 65, 2014, doi:10.1002/asi.23089.
    """
    a = citation_arrays(G)
    cited = a.years[a.cites.indices]
    counts = Counter(cited[~np.isnan(cited)].astype(int).tolist())
    if not counts:
        return {}
    return {
        year: YearCount(counts[year], counts[year] - median(counts[near] for near in range(year - 2, year + 3)))
        for year in range(min(counts), max(counts) + 1)
    }


def age_normalized_citation_score(G, *, at_least=30) -> dict:
    """Return each work's local citation score over that of cited works its age.

    Old works had more time to be cited.  Here a work is held against the
    cited works of its own year and of the years nearest to it, as many years
    to each side as it takes to have *at_least* works: 2 means twice the
    citations of its contemporaries.  The idea is that of rescaled scores [1]_,
    with a ratio for the z-score, which few and small counts do not bear.

    Returns
    -------
    dict
        Works that nobody cites score 0.  A work without a year is held
        against all cited works.

    Examples
    --------
    >>> import networkx as nx
    >>> G = nx.DiGraph([("x", "a"), ("y", "a"), ("x", "b"), ("y", "b"), ("z", "c")])
    >>> G.add_nodes_from([("a", {"year": 1963}), ("b", {"year": 1963}), ("c", {"year": 2020})])
    >>> scores = age_normalized_citation_score(G, at_least=1)
    >>> scores["a"], scores["c"]
    (1.0, 1.0)

    References
    ----------
    .. [1] M. S. Mariani, M. Medo and Y.-C. Zhang, "Identification of
       milestone papers through time-balanced network centrality", Journal of
       Informetrics 10, 2016, doi:10.1016/j.joi.2016.10.005.
    """
    a = citation_arrays(G)
    citations = np.diff(a.cited_by.indptr).astype(float)
    cited = citations > 0
    if not cited.any():
        return a.by_work(citations)
    expected = np.full(len(a), citations[cited].mean())
    for own, near in _contemporaries(np.where(cited, a.years, np.nan), a.years, at_least):
        expected[own] = citations[near].mean()
    return a.by_work(citations / expected)


def rescaled_pagerank(G, *, damping=0.85, at_least=1000) -> dict:
    """Return how far each work's PageRank stands above that of works its age.

    PageRank favours old works, which had more time to be cited and lie where
    all chains of citations end.  Here a work is held against the works of
    its own year and of the years nearest to it, as many years to each side
    as it takes to have *at_least* works: 2 means two standard deviations
    above their mean [1]_.

    Parameters
    ----------
    damping : float
        As for `pagerank`.
    at_least : int
        The source uses 1000 works by day of publication; whole years are
        taken here, so that no work is left to the order of names.

    Returns
    -------
    dict
        Works without a year are absent.  A work whose contemporaries all
        have the same PageRank has 0.

    Examples
    --------
    >>> import networkx as nx
    >>> G = nx.DiGraph([("d", "c"), ("d", "b"), ("c", "a"), ("b", "a"), ("c", "x")])
    >>> for work, year in dict(a=1990, x=1990, b=2010, c=2010, d=2020).items():
    ...     G.nodes[work]["year"] = year
    >>> {work: round(value, 2) for work, value in rescaled_pagerank(G, at_least=2).items()}
    {'a': 1.0, 'b': 0.0, 'c': 0.0, 'd': -1.41, 'x': -1.0}

    "d" is alone in its year and so is held against 2010 as well.  Where
    there are fewer works than asked for in all, each is held against all:

    >>> rescaled_pagerank(G)["a"] == max(rescaled_pagerank(G).values())
    True

    References
    ----------
    .. [1] M. S. Mariani, M. Medo and Y.-C. Zhang, "Identification of
       milestone papers through time-balanced network centrality", Journal of
       Informetrics 10, 2016, doi:10.1016/j.joi.2016.10.005.
    """
    a = citation_arrays(G)
    share = np.array(list(pagerank(a, damping=damping).values()))
    values = np.full(len(a), np.nan)
    for own, near in _contemporaries(a.years, a.years, at_least):
        # What is level but for rounding is level.
        level = np.ptp(share[near]) <= 1e-12 * share[near].max()
        values[own] = 0.0 if level else (share[own] - share[near].mean()) / share[near].std()
    return {work: value for work, value in a.by_work(values).items() if value == value}


def _contemporaries(years, asking, at_least):
    """For each year that is *asking*: who asks, and the works of the nearest years, NaN for none.

    As many years to each side as it takes to have *at_least* works, or all there are.
    """
    order = np.argsort(years, kind="stable")[: np.count_nonzero(~np.isnan(years))]
    dated = years[order]
    for year in np.unique(asking[~np.isnan(asking)]) if len(dated) else ():
        reach = np.partition(np.abs(dated - year), min(at_least, len(dated)) - 1)[min(at_least, len(dated)) - 1]
        near = order[np.searchsorted(dated, year - reach) : np.searchsorted(dated, year + reach, side="right")]
        yield np.flatnonzero(asking == year), near


def cite_rank(G, *, following=0.5, lifetime=2.6) -> dict:
    """Return how often a reader who starts from recent works comes upon each work.

    A reader picks a work, one *n* years older than the newest exp(-n /
    lifetime) as often as one of the newest year; then, again and again, goes
    on along a reference picked at random with probability *following*, and
    stops otherwise or where there is no reference [1]_.

    Parameters
    ----------
    following : float
        At least 0 and less than 1.  A half for the physics journals of the source.
    lifetime : float
        In years, more than 0; 2.6 for those journals.

    Returns
    -------
    dict
        Maps each work to how often one reader comes upon it; with those of
        all works it adds up to the length of the mean path, 2 at most by default.

    Raises
    ------
    ValueError
        If *following* or *lifetime* is out of range.

    Examples
    --------
    Both were cited once, "old" long ago:

    >>> import networkx as nx
    >>> G = nx.DiGraph([("x", "old"), ("v", "new")])
    >>> for work, year in dict(old=1990, x=1992, new=2019, v=2020).items():
    ...     G.nodes[work]["year"] = year
    >>> {work: round(value, 3) for work, value in cite_rank(G).items()}
    {'new': 0.702, 'old': 0.0, 'v': 0.595, 'x': 0.0}

    A work without a year is never started from; in a graph without any year
    every work is, alike.

    References
    ----------
    .. [1] D. Walker, H. Xie, K.-K. Yan and S. Maslov, "Ranking scientific
       publications using a model of network traffic", Journal of Statistical
       Mechanics, 2007, P06010, doi:10.1088/1742-5468/2007/06/P06010.
    """
    if not 0 <= following < 1:
        raise ValueError(f"following is at least 0 and less than 1, not {following}")
    if not lifetime > 0:
        raise ValueError(f"lifetime is more than 0, not {lifetime}")
    a = citation_arrays(G)
    starts = np.ones(len(a))
    if not np.isnan(a.years).all():
        starts = np.nan_to_num(np.exp((a.years - np.nanmax(a.years)) / lifetime))
    weight = following / np.maximum(np.diff(a.cites.indptr), 1)
    return a.by_work(passed_on(a, starts / max(starts.sum(), 1), weight))


def attention_rank(G, *, years=3, following=0.2, attention=0.5, recency=0.3, decay=0.16) -> dict:
    """Return the share of a reader's time that each work gets now (AttRank).

    PageRank favours what has long been read.  Here a reader who starts
    afresh picks a work by the attention it gets, its part of the citations
    made in the last *years* years of the collection, or by how new it is;
    only with probability *following* the reader goes on along a reference
    [1]_.

    Parameters
    ----------
    years : int
        The last years of the collection, up to the newest year in it, whose
        citing works show attention.
    following, attention, recency : float
        How the reader's choices divide; they add up to 1.
    decay : float
        A work *n* years older than the newest is picked exp(-decay · n) as
        often for its newness; a work without a year, never.

    Returns
    -------
    dict
        Maps each work to its share; the shares add up to 1.

    Raises
    ------
    ValueError
        If the choices do not add up to 1.

    Examples
    --------
    Both were cited twice, "old" long ago:

    >>> import networkx as nx
    >>> G = nx.DiGraph([("x", "old"), ("y", "old"), ("v", "new"), ("w", "new")])
    >>> for work, year in dict(old=1990, x=1992, y=1993, new=2015, v=2019, w=2020).items():
    ...     G.nodes[work]["year"] = year
    >>> scores = attention_rank(G)
    >>> scores["new"] > 5 * scores["old"]
    True

    Without any year in the graph this is PageRank with `following` as damping.

    References
    ----------
    .. [1] I. Kanellos, T. Vergoulis, D. Sacharidis, T. Dalamagas and
       Y. Vassiliou, "Ranking papers by their short-term scientific impact",
       ICDE 2021, doi:10.1109/ICDE51399.2021.00190.
    """
    if not np.isclose(following + attention + recency, 1):
        raise ValueError("following, attention and recency add up to 1")
    a = citation_arrays(G)
    if np.isnan(a.years).all():
        return pagerank(a, damping=following)
    newest = np.nanmax(a.years)
    recent = a.years[a.citing_rows] > newest - years
    noticed = np.bincount(a.cites.indices[recent], minlength=len(a)).astype(float)
    fresh = np.nan_to_num(np.exp(-decay * (newest - a.years)))
    starts = recency * fresh / fresh.sum()
    if noticed.any():
        starts += attention * noticed / noticed.sum()
    return pagerank(a, damping=following, teleport=a.by_work(starts))
