"""One pass over a citation graph from citing to cited works, round again only where works cite in circles."""

import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy.sparse import csc_array, csr_array
from scipy.sparse.linalg import spsolve_triangular

from citegraph.measure.order import compiled_for
from citegraph.measure.rounds import ENDLESS, ROUNDS, STEADY, STILL, Mixture

__all__ = ["Sweep", "sweep_over"]


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
    within
        For each place where the works begin, in its list, that cite each other
        in circles with the work there.  Only compiled loops have a use for it.
    loops
        Whether the work at each place lists itself.
    circles
        The first place, and the place after the last, of each group of works
        that cite each other in circles.
    """

    order: np.ndarray
    start: np.ndarray
    citing: np.ndarray
    within: np.ndarray | None
    loops: np.ndarray
    circles: np.ndarray

    @np.errstate(over="ignore", invalid="ignore")
    def passed_on(self, base, gain) -> np.ndarray:
        """Solve *x = base + Σ gain[citing] · x[citing]* over the works citing each work.

        Raises
        ------
        ValueError
            If the sums around a circle do not stand still.
        """
        if self.within is not None:
            found, still = compiled_for(math.inf).passed_on(
                self.order, self.start, self.within, self.citing, self.loops, self.circles, base, gain
            )
            if not still:
                raise _gaining()
            return found
        base, gain = base[self.order], gain[self.order]
        own = np.where(self.loops, gain, 0.0)
        if (own >= 1).any():
            raise _gaining()
        inverse = 1 / (1 - own)
        value, given = np.zeros(len(base)), np.zeros(len(base))
        pull = self._solver(base, gain, inverse, value, given)
        pull()
        if len(self.circles):
            self._settle(pull, base * inverse, gain, value, given)
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
        mixture = Mixture(len(least))
        for _ in range(ROUNDS):
            now = value[inside].copy()
            moved = now - before
            changed, total = (np.add.reduceat(np.abs(each), begins) for each in (moved, now))
            most = np.maximum(most, changed)
            # A group that gets little counts as much as one that gets much, and always the same.
            unit = np.where(unit > 0, unit, total)
            # Where hardly anything leaves a circle, rounding would make up an enormous solution.
            if not (total <= np.minimum(ENDLESS * most, 1e300)).all():
                raise _gaining()
            if (changed > STILL * total).any():
                before = mixture.after(now, moved / _each(np.where(unit > 0, unit, 1), length))
            elif (np.abs(moved) <= STEADY * before).all():
                return
            elif (now < -1e-9 * _each(total, length)).any():
                raise _gaining()
            else:
                before = np.maximum(now, least)
            given[inside] = gain * before
            pull()
        raise _gaining()

    def _solver(self, base, gain, inverse, value, given):
        """A round over all places at once: a triangular system for the citations that lead onward."""
        onward, back = self._parts
        weight = np.repeat(-gain, np.diff(onward.indptr))
        if self.loops.any():
            weight *= inverse[onward.indices]
        weight[onward.indptr[:-1]] = 1
        system = csc_array((weight, onward.indices, onward.indptr), shape=onward.shape)
        system.has_canonical_format = True

        def pull():
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


def _each(of_groups, length):
    """The value of the group for each of its works."""
    return of_groups if len(of_groups) == 1 else np.repeat(of_groups, length)


def _gaining():
    return ValueError("what is passed on around a circle of citing works gains at each round; take a smaller factor")


def sweep_over(cited_by, order, group=None) -> Sweep:
    """The works in *order*, those of a *group* together; rows of *cited_by* are the works that cite each.

    Without groups no works cite in circles.
    """
    length = np.bincount(group) if group is not None else np.zeros(0, dtype=np.int64)
    end = np.cumsum(length)
    circles = np.column_stack((end - length, end))[length > 1]
    if compiled := compiled_for(cited_by.nnz):
        group = order if group is None else group
        start, within, citing, loops = compiled.laid_out(cited_by.indptr, cited_by.indices, order, group)
    else:
        start, within, citing, loops = _laid_out(cited_by, order)
    return Sweep(order, start, citing, within, loops, circles)


def _laid_out(cited_by, order):
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
    return start, None, citing, loops
