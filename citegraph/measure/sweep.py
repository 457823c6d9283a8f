"""One pass over a citation graph from citing to cited works, round again only where works cite in circles."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy.sparse import csc_array, csr_array
from scipy.sparse.linalg import spsolve_triangular

__all__ = ["Sweep", "sweep_over"]

_ROUNDS = 1_000
_KEPT = 5
_STILL = 1e-13
_STEADY = 1e-6
_ENDLESS = 1e11


@dataclass(frozen=True, eq=False)
class Sweep:
    """Works in an order in which each comes after those that cite it, but for those that cite in circles.

    Attributes
    ----------
    order
        The work at each place.
    start, citing
        For each place the places of the works that cite the work there, one
        list after the other; a work that lists itself is left out.
    loops
        Whether the work at each place lists itself.
    circles
        The first place, and the place after the last, of each group of works
        that cite each other in circles.
    """

    order: np.ndarray
    start: np.ndarray
    citing: np.ndarray
    loops: np.ndarray
    circles: np.ndarray

    @np.errstate(over="ignore", invalid="ignore")
    def passed_on(self, base, gain, compiled=None) -> np.ndarray:
        """Solve *x = base + Σ gain[citing] · x[citing]* over the works citing each work.

        Raises
        ------
        ValueError
            If the sums around a circle do not stand still.
        """
        base, gain = base[self.order], gain[self.order]
        own = np.where(self.loops, gain, 0.0)
        if (own >= 1).any():
            raise _gaining()
        inverse = 1 / (1 - own)
        value, given = np.zeros(len(base)), np.zeros(len(base))
        if compiled:

            def pull(first, last):
                compiled.passed_on(first, last, self.start, self.citing, base, gain, inverse, value, given)

        else:
            pull = self._solver(base, gain, inverse, value, given)
        end = int(self.circles[-1, 1]) if len(self.circles) else len(base)
        pull(0, end)
        if len(self.circles):
            self._settle(pull, base * inverse, gain, value, given)
        if end < len(base):
            pull(end, len(base))
        found = np.empty(len(base))
        found[self.order] = value
        return found

    def _settle(self, pull, least, gain, value, given):
        """Go round until what works in circles pass on to each other stands still."""
        first, end = self.circles[:, 0], self.circles[:, 1]
        length = end - first
        begins = np.cumsum(length) - length
        inside = np.repeat(first - begins, length) + np.arange(length.sum())
        if len(inside) == end[-1] - first[0]:
            inside = slice(first[0], end[-1])
        least, gain = least[inside], gain[inside]
        before, most, unit = np.zeros(len(least)), np.zeros(len(length)), np.zeros(len(length))
        mixture = _Mixture(len(least))
        for _ in range(_ROUNDS):
            now = value[inside].copy()
            moved = now - before
            changed, total = (np.add.reduceat(np.abs(each), begins) for each in (moved, now))
            most = np.maximum(most, changed)
            # A group that gets little counts as much as one that gets much, and always the same.
            unit = np.where(unit > 0, unit, total)
            # Where hardly anything leaves a circle, rounding would make up an enormous solution.
            if not (total <= np.minimum(_ENDLESS * most, 1e300)).all():
                raise _gaining()
            if (changed > _STILL * total).any():
                before = mixture.after(now, moved / _each(np.where(unit > 0, unit, 1), length))
            elif (np.abs(moved) <= _STEADY * before).all():
                return
            elif (now < -1e-9 * _each(total, length)).any():
                raise _gaining()
            else:
                before = np.maximum(now, least)
            given[inside] = gain * before
            pull(int(first[0]), int(end[-1]))
        raise _gaining()

    def _solver(self, base, gain, inverse, value, given):
        """As the compiled loop, for all places at once: a triangular system for the citations that lead onward."""
        onward, back = self._parts
        weight = np.repeat(-gain, np.diff(onward.indptr))
        if self.loops.any():
            weight *= inverse[onward.indices]
        weight[onward.indptr[:-1]] = 1
        system = csc_array((weight, onward.indices, onward.indptr), shape=onward.shape)
        system.has_canonical_format = True

        def pull(first, last):
            value[:] = spsolve_triangular(
                system, inverse * (base + back @ given), lower=True, unit_diagonal=True, overwrite_A=True
            )
            given[:] = gain * value

        return pull

    @cached_property
    def _parts(self):
        """The citations that lead onward, a column for each citing place and a diagonal, and those that lead back."""
        places = np.arange(len(self.order), dtype=np.int32)
        cited = np.repeat(places, np.diff(self.start))
        leads_on = self.citing < cited
        rows, columns = np.concatenate((places, cited[leads_on])), np.concatenate((places, self.citing[leads_on]))
        shape = (len(places),) * 2
        onward = csc_array((np.ones(len(rows), dtype=bool), (rows, columns)), shape=shape)
        back = csr_array((np.ones((~leads_on).sum()), (cited[~leads_on], self.citing[~leads_on])), shape=shape)
        return onward, back


class _Mixture:
    """Mix the last few rounds such that what would still move, were it linear in them, is least.

    It is linear, so this needs fewer rounds than waiting does, as Krylov
    methods do (P. Pulay, "Convergence acceleration of iterative sequences",
    1980).  Those of scipy spend more time on dot products, at the sizes here,
    than on rounds.
    """

    def __init__(self, size):
        self.rounds, self.end, self.move = 0, np.zeros(size), np.zeros(size)
        self.ends, self.moves = np.empty((_KEPT, size)), np.empty((_KEPT, size))
        self.products = np.zeros((_KEPT, _KEPT))

    def after(self, end, move):
        """What to start the next round from, after one that came to *end* by *move*."""
        at, kept = (self.rounds - 1) % _KEPT, min(self.rounds, _KEPT)
        self.rounds += 1
        if kept:
            np.subtract(end, self.end, out=self.ends[at])
            np.subtract(move, self.move, out=self.moves[at])
        self.end, self.move = end, move
        # Not by BLAS, which calls up threads for what is over before they come.
        product, along = (np.einsum("ij,j->i", self.moves[:kept], other) for other in (self.moves[at], move))
        if not kept or not np.isfinite(product).all():
            return end
        self.products[at, :kept] = self.products[:kept, at] = product
        size = np.sqrt(np.diag(self.products)[:kept])
        size[size == 0] = 1
        share = np.linalg.lstsq(self.products[:kept, :kept] / np.outer(size, size), along / size, rcond=1e-14)[0] / size
        return end - np.einsum("i,ij->j", share, self.ends[:kept])


def _each(of_groups, length):
    """The value of the group for each of its works."""
    return of_groups if len(of_groups) == 1 else np.repeat(of_groups, length)


def _gaining():
    return ValueError("what is passed on around a circle of citing works gains at each round; take a smaller factor")


def sweep_over(cited_by, order, group=None) -> Sweep:
    """The works in *order*, those of a *group* together; rows of *cited_by* are the works that cite each.

    Without groups no works cite in circles.
    """
    place = np.empty(len(order), dtype=np.int32)
    place[order] = np.arange(len(order), dtype=np.int32)
    shape = cited_by.shape
    pulled = csr_array((np.ones(cited_by.nnz, dtype=bool), cited_by.indices, cited_by.indptr), shape=shape)[order]
    start, citing = pulled.indptr, place[pulled.indices]
    loop = citing == np.repeat(np.arange(len(order), dtype=np.int32), np.diff(start))
    loops = np.zeros(len(order), dtype=bool)
    if loop.any():
        loops[citing[loop]] = True
        start, citing = np.concatenate(([0], np.cumsum(~loop)))[start], citing[~loop]
    length = np.bincount(group) if group is not None else np.zeros(0, dtype=np.int64)
    end = np.cumsum(length)
    circles = np.column_stack((end - length, end))[length > 1]
    return Sweep(order, start, citing, loops, circles)
