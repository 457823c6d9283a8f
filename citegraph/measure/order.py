"""The order in which works come after those that cite them, as far as there is one."""

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

__all__ = ["compiled_for", "entries_of", "levels", "ordered"]

# Loading compiled loops takes longer than numpy takes for fewer citations.
_WORTH_COMPILING = 200_000
# Works of larger circles are put in a better order than the depth-first one that they come in, if one is found.
_LARGE = 5_000
_ASKED = 5_000  # citations that tell how many lead back
_PARTS = 128  # of such an order; in each, works come by how often they are cited, since loops of one length run faster


def compiled_for(citations):
    """The module of compiled loops, or None where it is not installed or not worth loading."""
    if citations < _WORTH_COMPILING:
        return None
    from citegraph.measure import compiled

    return compiled if compiled.available else None


def ordered(cites, cited_by, years) -> tuple[np.ndarray, np.ndarray]:
    """The number of each work's strong component, and the works in order.

    A component's number is higher than those of all that cite it, and the
    works come by it.  Within a component no order is right; any will do where
    values are passed round until they stand still, and a good one saves a
    round or two.  *years()*, the year of each work, is asked for only where a
    component is large.
    """
    if compiled := compiled_for(cites.nnz):
        group, order = compiled.ordered(cites.indptr, cites.indices)
        size = np.bincount(group)
        for number in np.flatnonzero(size > _LARGE):
            first = size[:number].sum()
            rows = order[first : first + size[number]]
            rows[:] = _fewest_back(cites, cited_by, rows, years)
        return group, order
    count, label = connected_components(cites, directed=True, connection="strong")
    number = np.arange(count, dtype=np.int32)[::-1]
    citing, cited = np.repeat(label, np.diff(cites.indptr)), label[cites.indices]
    # It numbers a component after all it leads to, but does not promise that.
    if (citing < cited).any():
        between = citing != cited
        ones = np.ones(between.sum(), dtype=bool)
        condensed = csr_array((ones, (citing[between], cited[between])), shape=(count, count))
        number = np.empty(count, dtype=np.int32)
        number[np.argsort(levels(condensed.indptr, condensed.indices), kind="stable")] = np.arange(count, dtype=np.int32)
    group = number[label]
    return group, np.lexsort((_oldness(cites, cited_by), group)).astype(np.int32)


def _fewest_back(cites, cited_by, rows, years):
    """The *rows* of a component in the order, of a few, in which the fewest citations lead back.

    As they come; newest first, as far as years tell; last row first, since works are
    often numbered as they appear; or from works that only cite to works that are only cited.
    """
    as_they_come = np.zeros(len(cited_by.indptr) - 1, dtype=np.int32)
    as_they_come[rows] = np.arange(len(rows))
    keys = [as_they_come, -np.arange(len(as_they_come)), _oldness(cites, cited_by)]
    said = years()
    if not (unknown := np.isnan(said)).all():
        keys.append(-np.where(unknown, np.nanmedian(said), said))
    # In few digits, which numpy sorts by digits.
    keys = [((key - key.min()) * (30_000 / max(np.ptp(key), 1e-9))).astype(np.int16) for key in keys]
    asked = np.arange(0, cites.nnz, max(1, cites.nnz // _ASKED))
    citing, cited = np.searchsorted(cites.indptr, asked, side="right") - 1, cites.indices[asked]
    key = min(keys, key=lambda key: np.count_nonzero(key[citing] > key[cited]))
    rows = rows[np.argsort(key[rows], kind="stable")]
    part = (np.arange(len(rows)) * _PARTS // len(rows)).astype(np.int16)
    by_length = np.argsort(np.minimum(np.diff(cited_by.indptr)[rows], 30_000).astype(np.int16), kind="stable")
    return rows[by_length[np.argsort(part[by_length], kind="stable")]]


def _oldness(cites, cited_by):
    """From -1 for works that only cite to 1 for works that are only cited."""
    listing, listed = np.diff(cites.indptr), np.diff(cited_by.indptr)
    return (listed - listing) / np.maximum(listed + listing, 1)


def levels(start, cited, compiled=None) -> np.ndarray:
    """The length of the longest chain of citations that leads to each work; -1 where chains come from a circle."""
    waiting = np.bincount(cited, minlength=len(start) - 1)
    if compiled:
        return compiled.levels(start, cited, waiting)
    level = np.full(len(waiting), -1, dtype=np.int32)
    front, depth = np.flatnonzero(waiting == 0), 0
    while len(front):
        level[front] = depth
        reached = cited[entries_of(start, front)]
        np.subtract.at(waiting, reached, 1)
        front, depth = np.unique(reached[waiting[reached] == 0]), depth + 1
    return level


def entries_of(start, rows) -> np.ndarray:
    """The places of all entries of *rows*, row after row, where each row starts at *start*.

    >>> entries_of(np.array([0, 2, 2, 5]), np.array([2, 0])).tolist()
    [2, 3, 4, 0, 1]
    """
    first, length = start[rows], start[rows + 1] - start[rows]
    end = np.cumsum(length)
    return np.repeat(first - end + length, length) + np.arange(end[-1] if len(end) else 0)
