"""One pass over a citation graph from citing to cited works, round again only where works cite in circles."""

import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy.sparse import csr_array

from citegraph.measure.order import compiled_for
from citegraph.measure.rounds import gaining
from citegraph.measure.stretches import stretches_of

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
                raise gaining()
            return found
        base, gain = base[self.order], gain[self.order]
        if (gain[self.loops] >= 1).any():
            raise gaining()
        found = np.empty(len(base))
        found[self.order] = self._stretches.passed_on(base, gain)
        return found

    @cached_property
    def _stretches(self):
        return stretches_of(self.start, self.citing, self.loops, self.circles)


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
        start, citing = start - np.concatenate(([0], np.cumsum(loops))).astype(start.dtype), citing[~loop]
    return start, None, citing, loops
