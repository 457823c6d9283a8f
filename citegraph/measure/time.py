"""Measures that set citations against years.

Works whose year is unknown are left out or treated as stated; no year is guessed.
"""

from collections import Counter
from statistics import median
from typing import NamedTuple

import numpy as np

from citegraph.measure.arrays import citation_arrays
from citegraph.measure.centrality import pagerank

__all__ = ["YearCount", "age_normalized_citation_score", "attention_rank", "rpys"]


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
    dated = cited & ~np.isnan(a.years)
    span = np.arange(a.years[dated].min(), a.years[dated].max() + 1) if dated.any() else np.array([])
    works, total = (
        np.concatenate(([0], np.cumsum(np.histogram(a.years[dated], [*span, np.inf], weights=weights)[0])))
        for weights in (None, citations[dated])
    )
    for place, year in enumerate(span):
        reach = 0
        while True:
            first, last = max(place - reach, 0), min(place + reach + 1, len(span))
            if works[last] - works[first] >= at_least or last - first == len(span):
                break
            reach += 1
        if works[last] > works[first]:
            expected[a.years == year] = (total[last] - total[first]) / (works[last] - works[first])
    return a.by_work(citations / expected)


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
