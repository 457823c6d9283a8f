"""Whether later works cite a work with what it built on or without: the variants of the disruption index."""

from typing import NamedTuple

import numpy as np
from scipy.sparse import csr_array

from citegraph.measure.arrays import citation_arrays

__all__ = ["Disruption", "disruption_variants"]

_WORKS_AT_ONCE = 1024


class Disruption(NamedTuple):
    """How citing works treat a work and its forerunners, and the indexes made of that.

    Of the citing works that count, *i* cite the work alone, *j* the work and
    something it cites, *k* only what it cites; *j_l* are those of *j* that
    cite several of its references.  An index that is not defined is `None`.
    """

    i: int
    j: int
    k: int
    j_l: int
    cd: float | None
    di_nok: float | None
    di_l: float | None
    mcd: float | None


def disruption_variants(G, *, years=None, days=None, dates=None, at_least=5) -> dict:
    """Return the disruption index of each work in the variants that are in use.

    All set works that cite a work alone, *i*, against works that cite it
    along with what it cites, *j* (see `disruption`):

    - ``cd`` = (i - j) / (i + j + k) [1]_;
    - ``di_nok`` = (i - j) / (i + j), without *k*, which grows with every
      much-cited reference and drowns the rest [2]_;
    - ``di_l`` = (i - j_l) / (i + j_l + k), where only works that cite *l* of
      its references or more count as citing it along with them [2]_;
    - ``mcd`` = cd · (i + j), so that what few cite does not weigh like what
      many cite [1]_.

    Parameters
    ----------
    G : networkx.DiGraph or CitationArrays
    years : int, optional
        Count citing works of the calendar years after the work's own, so
        many at most.
    days : int, optional
        The same in days, which asks for *dates*.
    dates : mapping, optional
        The day on which works appeared, as a number such as
        `datetime.date.toordinal` gives.
    at_least : int
        The *l* of ``di_l``.

    Returns
    -------
    dict
        Maps each work to its `Disruption`.  An index is `None` where its
        denominator is 0, and where the work cites nothing here, since a list
        that is not known would pass for a work without forerunners.  In a
        window, a work without year or date has counts of 0.

    Raises
    ------
    ValueError
        If both *years* and *days* are given, or one of *days* and *dates*
        without the other, or *at_least* is less than 1.

    Examples
    --------
    >>> import networkx as nx
    >>> G = nx.DiGraph([("b", "a"), ("c", "b"), ("c", "a"), ("d", "b"), ("e", "b"), ("f", "a")])
    >>> disruption_variants(G, at_least=1)["b"]
    Disruption(i=2, j=1, k=1, j_l=1, cd=0.25, di_nok=0.3333333333333333, di_l=0.25, mcd=0.75)
    >>> disruption_variants(G)["a"]
    Disruption(i=3, j=0, k=0, j_l=0, cd=None, di_nok=None, di_l=None, mcd=None)

    Five years are 1826 or 1827 days, so a window of 1825 is another window:

    >>> from datetime import date
    >>> days = {"b": date(1993, 1, 1), "c": date(1998, 1, 1), "d": date(1994, 1, 1)}
    >>> days = {work: day.toordinal() for work, day in days.items()}
    >>> [disruption_variants(G, days=window, dates=days)["b"].j for window in (1825, 1827)]
    [0, 1]

    Notes
    -----
    What appeared with the work, or before, never counts in a window, as in
    the program of the authors of [1]_, which also gives a work without
    references here an index: that is (i - j) / (i + j + k) of the counts.

    References
    ----------
    .. [1] R. J. Funk and J. Owen-Smith, "A dynamic network measure of
       technological change", Management Science 63, 2017.
    .. [2] L. Bornmann, S. Devarakonda, A. Tekles and G. Chacko, "Are
       disruption index indicators convergently valid?", Quantitative Science
       Studies 1, 2020, doi:10.1162/qss_a_00068.
    """
    if years is not None and days is not None:
        raise ValueError("a window is in years or in days, not in both")
    if (days is None) != (dates is None):
        raise ValueError("a window in days needs dates, and dates need a window in days")
    if at_least < 1:
        raise ValueError(f"at_least is at least 1, not {at_least}")
    a = citation_arrays(G)
    times, window = a.years, years
    if days is not None:
        times, window = np.array([dates.get(work, np.nan) for work in a.works], dtype=float), days
    has_list, values = np.diff(a.cites.indptr) > 0, {}
    for first in range(0, len(a), _WORKS_AT_ONCE):
        rows = np.arange(first, min(first + _WORKS_AT_ONCE, len(a)))
        cite_it = _counting(rows, a.cited_by[rows], times, window)
        shared = _counting(rows, a.cites[rows] @ a.cited_by, times, window)
        both = cite_it.multiply(shared)
        j, j_l = (np.asarray((both >= least).sum(axis=1)) for least in (1, at_least))
        i, k = cite_it.sum(axis=1) - j, np.diff(shared.indptr) - j
        for row, *counts in zip(rows.tolist(), i.tolist(), j.tolist(), k.tolist(), j_l.tolist(), strict=True):
            values[a.works[row]] = _indexes(*map(int, counts), defined=has_list[row])
    return values


def _counting(focal_rows, citing, times, window):
    """Keep the citing works that count for the focal work of their row."""
    citing = citing.tocoo()
    focal = focal_rows[citing.row]
    counts = focal != citing.col
    if window is not None:
        age = times[citing.col] - times[focal]
        counts &= (age > 0) & (age <= window)
    return csr_array((citing.data[counts], (citing.row[counts], citing.col[counts])), shape=citing.shape)


def _indexes(i, j, k, j_l, *, defined):
    def over(part, whole):
        return part / whole if defined and whole else None

    cd = over(i - j, i + j + k)
    mcd = None if cd is None else cd * (i + j)
    return Disruption(i, j, k, j_l, cd, over(i - j, i + j), over(i - j_l, i + j_l + k), mcd)
