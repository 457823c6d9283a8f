"""A sweep in numpy: most works are passed once, and only those in large circles are gone round."""

from dataclasses import dataclass

import numpy as np
from scipy.sparse import coo_array, csc_array, csr_array
from scipy.sparse.linalg import spsolve_triangular

from citegraph.measure.order import entries_of
from citegraph.measure.rounds import ENDLESS, ROUNDS, STEADY, STILL, Mixture, gaining

__all__ = ["Stretches", "stretches_of"]

# Circles of up to so many works are solved directly, while their tables hold no more than all lists do, or than this.
_SMALL, _ROOM = 64, 1_000_000
# Large circles with fewer citations between them are gone round together: calls for each would take longer.
_APART = 50_000


@dataclass(frozen=True, eq=False)
class Stretches:
    """Unknowns in an order in which each depends on those before it, but for those in large circles.

    A work is one unknown.  In a small circle it is two: what comes in from
    outside the circle and, after what comes in for all of the circle, its
    value.  So no unknown there depends on any after it.

    Attributes
    ----------
    comes_in, value
        The unknowns of the work at each place, mostly the same.
    count
        How many unknowns there are.
    parts
        The stretches, from citing to cited.
    """

    comes_in: np.ndarray
    value: np.ndarray
    count: int
    parts: list["_Stretch"]

    def passed_on(self, base, gain) -> np.ndarray:
        """As `citegraph.measure.sweep.Sweep.passed_on`, place by place."""
        bases, gains, found, given = np.zeros((4, self.count))
        bases[self.comes_in], gains[self.value] = base, gain
        for part in self.parts:
            here = slice(part.first, part.end)
            found[here] = part.solved(bases[here], gains[here], given)
            np.multiply(gains[here], found[here], out=given[here])
        return found[self.value]


@dataclass(frozen=True, eq=False)
class _Stretch:
    """Unknowns that are solved together.

    Attributes
    ----------
    first, end
        The first of them, and the one after the last.
    inflow
        Which unknowns of earlier stretches each depends on, or None.
    onward
        A column for each, with an entry for itself and for each after it that depends on it.
    back
        Which after it each depends on, or None: only in large circles.
    circles
        The first and the one after the last of each large circle, as counted from *first*.
    small
        For all small circles of as many works: what comes in, as counted from
        *first*, and whether each work is cited by each.
    """

    first: int
    end: int
    inflow: csr_array | None
    onward: csc_array
    back: csr_array | None
    circles: np.ndarray
    small: list[tuple[np.ndarray, np.ndarray]]

    def solved(self, base, gain, given):
        if self.inflow is not None:
            base = base + self.inflow @ given[: self.first]
        system = self._system(gain)
        if self.back is None:
            return _solved(system, base)
        return _settled(system, self.back, self.circles, base, gain)

    def _system(self, gain):
        start = self.onward.indptr
        weight = np.repeat(-gain, np.diff(start))
        weight[start[:-1]] = 1
        for comes_in, cited_by in self.small:
            works = comes_in.shape[1]
            inverse = _inverse(np.eye(works) - cited_by * gain[comes_in + works][:, None, :])
            weight[start[comes_in][..., None] + 1 + np.arange(works)] = -inverse.transpose(0, 2, 1)
        system = csc_array((weight, self.onward.indices, start), shape=self.onward.shape)
        system.has_canonical_format = True
        return system


def _solved(system, base):
    return spsolve_triangular(system, base, lower=True, unit_diagonal=True, overwrite_A=True)


def _inverse(tables):
    """The inverse for each circle; none has a negative value just where no circle gains."""
    try:
        inverse = np.linalg.inv(tables)
    except np.linalg.LinAlgError:
        raise gaining() from None
    lowest, highest = inverse.min(axis=(1, 2)), inverse.max(axis=(1, 2))
    # Where hardly anything leaves a circle, rounding would make up an enormous solution; a work alone is only divided.
    if tables.shape[1] > 1 and not ((lowest >= -1e-9 * highest) & (highest <= ENDLESS)).all():
        raise gaining()
    return np.maximum(inverse, 0)


def _settled(system, back, circles, base, gain):
    """Go round until what works in large circles pass on to each other stands still."""
    first, length = circles[:, 0], circles[:, 1] - circles[:, 0]
    begins = np.cumsum(length) - length
    inside = _ranges(first, length) if length.sum() < len(base) else slice(None)
    least, share, given = base[inside], gain[inside], np.zeros(len(base))
    before, most, unit = np.zeros(len(least)), np.zeros(len(length)), np.zeros(len(length))
    mixture = Mixture(len(least))
    for _ in range(ROUNDS):
        value = _solved(system, base + back @ given)
        now = value[inside]
        moved = now - before
        changed, total = (np.add.reduceat(np.abs(each), begins) for each in (moved, now))
        most = np.maximum(most, changed)
        # A group that gets little counts as much as one that gets much, and always the same.
        unit = np.where(unit > 0, unit, total)
        # Where hardly anything leaves a circle, rounding would make up an enormous solution.
        if not (total <= np.minimum(ENDLESS * most, 1e300)).all():
            raise gaining()
        if (changed > STILL * total).any():
            before = mixture.after(now, moved / _each(np.where(unit > 0, unit, 1), length))
        elif (np.abs(moved) <= STEADY * before).all():
            return value
        elif (now < -1e-9 * _each(total, length)).any():
            raise gaining()
        else:
            before = np.maximum(now, least)
        given[inside] = share * before
    raise gaining()


def _each(of_groups, length):
    """The value of the group for each of its works."""
    return of_groups if len(of_groups) == 1 else np.repeat(of_groups, length)


def _ranges(first, length):
    """So many numbers from each first one on."""
    return np.repeat(first - np.cumsum(length) + length, length) + np.arange(length.sum())


def stretches_of(start, citing, loops, circles) -> Stretches:
    """The stretches of a sweep, from what a `citegraph.measure.sweep.Sweep` holds."""
    small, large = _parted(circles, loops, len(citing))
    first, length = small[:, 0], small[:, 1] - small[:, 0]
    inside = _ranges(first, length)
    twice = np.zeros(len(start), dtype=np.int32)
    twice[inside + 1] = 1
    unknown = np.arange(len(start), dtype=np.int32) + np.cumsum(twice, dtype=np.int32)
    comes_in = unknown[:-1].copy()
    comes_in[inside] = _ranges(unknown[first], length)
    value = comes_in.copy()
    value[inside] += np.repeat(length, length).astype(np.int32)
    tables = _tables(small, inside, start, citing, loops, comes_in)
    rows, columns = np.repeat(comes_in, np.diff(start)), value[citing]
    bounds = _bounds(large, start)
    parts = []
    for begin, end in zip(bounds[:-1], bounds[1:], strict=True):
        entries = slice(start[begin], start[end])
        parts.append(_stretch(unknown[begin], unknown[end], rows[entries], columns[entries], unknown[large], tables))
    return Stretches(comes_in, value, unknown[-1], parts)


def _parted(circles, loops, citations):
    """Small circles, among them works that list themselves, and large ones."""
    length = circles[:, 1] - circles[:, 0]
    sizes = np.arange(_SMALL + 1)
    room = np.cumsum(np.bincount(length[length <= _SMALL], minlength=len(sizes)) * sizes**2)
    small = length <= np.searchsorted(room, max(citations, _ROOM), side="right") - 1
    alone = loops.copy()
    alone[_ranges(circles[small, 0], length[small])] = False
    alone = np.flatnonzero(alone)
    return np.concatenate((circles[small], np.column_stack((alone, alone + 1)))), circles[~small]


def _tables(small, inside, start, citing, loops, comes_in):
    """Who is cited by whom in small circles, circles of as many works together."""
    first, length = small[:, 0], small[:, 1] - small[:, 0]
    entries, listed = entries_of(start, inside), start[inside + 1] - start[inside]
    circle = np.repeat(np.repeat(np.arange(len(small)), length), listed)
    cited, by = np.repeat(inside, listed) - first[circle], citing[entries] - first[circle]
    within = (by >= 0) & (by < length[circle])
    circle, cited, by = circle[within], cited[within], by[within]
    tables = []
    for works in np.unique(length):
        these, own = np.flatnonzero(length == works), np.arange(works)
        chosen = length[circle] == works
        cited_by = np.zeros((len(these), works, works), dtype=bool)
        cited_by[np.searchsorted(these, circle[chosen]), cited[chosen], by[chosen]] = True
        cited_by[:, own, own] = loops[first[these, None] + own]
        tables.append((comes_in[first[these, None] + own], cited_by))
    return tables


def _bounds(large, start):
    """Where stretches begin and end: large circles that are near each other share one."""
    apart = start[large[1:, 0]] - start[large[:-1, 1]] >= _APART
    first, end = large[:, 0][np.append(True, apart)[: len(large)]], large[:, 1][np.append(apart, True)[: len(large)]]
    return np.unique(np.concatenate(([0, len(start) - 1], first, end)))


def _stretch(first, end, rows, columns, large, tables):
    """The unknowns from *first* to *end*; each of *rows* depends on that of *columns*."""
    circles = large[(large[:, 0] >= first) & (large[:, 1] <= end)] - first
    shape, own, small = (end - first,) * 2, np.arange(end - first, dtype=np.int32), []
    down, across = [own], [own]
    for comes_in, cited_by in tables:
        here = (comes_in[:, 0] >= first) & (comes_in[:, 0] < end)
        if here.any():
            comes_in, cited_by = comes_in[here] - first, cited_by[here]
            small.append((comes_in, cited_by))
            down.append(np.repeat(comes_in + comes_in.shape[1], comes_in.shape[1]))
            across.append(np.repeat(comes_in, comes_in.shape[1], axis=0).ravel())
    inner = np.flatnonzero((columns >= first) & (columns < rows))
    down.append(rows[inner] - first)
    across.append(columns[inner] - first)
    onward = _matrix(np.concatenate(down), np.concatenate(across), shape, bool).tocsc()
    earlier, later = np.flatnonzero(columns < first), np.flatnonzero(columns > rows)
    inflow = _matrix(rows[earlier] - first, columns[earlier], (end - first, first)).tocsr() if len(earlier) else None
    # Those of small circles are in tables; none of their values is given back.
    back = _matrix(rows[later] - first, columns[later] - first, shape).tocsr() if len(circles) else None
    return _Stretch(first, end, inflow, onward, back, circles, small)


def _matrix(rows, columns, shape, kind=float):
    matrix = coo_array((np.ones(len(rows), dtype=kind), (rows, columns)), shape=shape)
    matrix.has_canonical_format = True  # each column has its rows in order, and none twice
    return matrix
