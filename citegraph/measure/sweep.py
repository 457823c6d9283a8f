"""One pass over a citation graph from citing to cited works, round again only where works cite in circles."""

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components
from scipy.sparse.linalg import LinearOperator, cg, gmres

__all__ = ["Sweep", "compiled_for", "entries_of", "levels", "sweep_over"]

# Loading compiled loops takes longer than numpy takes for fewer citations.
_WORTH_COMPILING = 200_000
_ROUNDS = 2_000
_EXACT = 1e-13
_PATIENCE = 4


def compiled_for(citations):
    """The module of compiled loops, or None where it is not installed or not worth loading."""
    if citations < _WORTH_COMPILING:
        return None
    from citegraph.measure import compiled

    return compiled if compiled.available else None


@dataclass(frozen=True, eq=False)
class Sweep:
    """Works in an order in which each comes after those that cite it, as far as there is one.

    Attributes
    ----------
    cited_by
        Row *i* holds the works that cite work *i*.
    level, order
        The level of each work, and the works by level: citations lead to a
        higher level, but for the few that had to be cut within circles.
    bounds
        Where in `order` each level starts, and the end.
    blocks
        Runs of levels, as ``(first, end, back)``, where *back* are the works
        that cite back within the run: none, but where works cite in circles.
    loops
        Whether each work lists itself.
    """

    cited_by: csr_array
    level: np.ndarray
    order: np.ndarray
    bounds: np.ndarray
    blocks: tuple[tuple[int, int, np.ndarray], ...]
    loops: np.ndarray

    @cached_property
    def _pulled(self):
        """For each level, the cited works of it, and their citing works one list after the other."""
        start, citing = self.cited_by.indptr, self.cited_by.indices
        if self.loops.any():
            kept = citing != np.repeat(np.arange(len(self.order), dtype=citing.dtype), np.diff(start))
            start, citing = np.concatenate(([0], np.cumsum(kept)))[start], citing[kept]
        cited = self.order[np.diff(start)[self.order] > 0]
        length = np.diff(start)[cited]
        citing = citing[entries_of(start, cited)]
        first_cited = np.searchsorted(self.level[cited], np.arange(len(self.bounds)))
        begins = np.concatenate(([0], np.cumsum(length)))
        return [
            (cited[first:end], begins[first:end] - begins[first], citing[begins[first] : begins[end]])
            for first, end in pairwise(first_cited.tolist())
        ]

    def summed(self, own) -> np.ndarray:
        """Add to each work's *own* number those of all works citing it, theirs included, where there are no circles.

        Of any kind that numpy adds, Python's integers among them.
        """
        value = own.copy()
        for cited, begins, citing in self._pulled:
            if len(cited):
                value[cited] += np.add.reduceat(value[citing], begins)
        return value

    @np.errstate(over="ignore", invalid="ignore")
    def passed_on(self, base, gain, compiled=None) -> np.ndarray:
        """Solve *x = base + Σ gain[citing] · x[citing]* over the works citing each work.

        Raises
        ------
        ValueError
            If the sums around a circle do not stand still.
        """
        own = np.where(self.loops, gain, 0.0)
        if (own >= 1).any():
            raise _gaining()
        inverse = 1 / (1 - own)
        value = base * inverse
        given = gain * value
        for first, end, back in self.blocks:

            def once(base):
                if compiled:
                    return compiled.passed_on(
                        self.order, self.bounds[first], self.bounds[end], self.cited_by.indptr,
                        self.cited_by.indices, base, gain, inverse, value, given,
                    )  # fmt: skip
                return self._pass(first, end, base, gain, inverse, value, given)

            before = total = 0.0
            for round_ in range(_ROUNDS):
                if round_ == _PATIENCE and total < 1e100:
                    _leap(once, base, back, gain, value, given)
                changed, total = once(base)
                if len(back) and not total < 1e300:
                    raise _gaining()
                shrinks, before = changed / before if before else 1.0, changed
                # What is still to come, where changes go on shrinking as they did.
                if not len(back) or changed * shrinks <= _EXACT * total * (1 - shrinks) or changed <= 1e-15 * total:
                    break
            else:
                raise _gaining()
            if len(back) and value[self.order[self.bounds[first] : self.bounds[end]]].min() < 0:
                raise _gaining()
        return value

    def _pass(self, first, end, base, gain, inverse, value, given):
        changed = total = 0.0
        for cited, begins, citing in self._pulled[first:end]:
            if not len(cited):
                continue
            now = (base[cited] + np.add.reduceat(given[citing], begins)) * inverse[cited]
            changed += np.abs(now - value[cited]).sum()
            total += np.abs(now).sum()
            value[cited] = now
            given[cited] = gain[cited] * now
        return changed, total


def _leap(once, base, back, gain, value, given):
    """Bring the values of the works that cite back near to where more rounds would bring them.

    All that one round hands to the next is what these works pass on, and it
    does so linearly; so these are unknowns of linear equations, and GMRES
    needs fewer rounds for them than waiting does.
    """

    def after(passing):
        given[back] = gain[back] * passing
        once(base)
        return value[back]

    now = value[back]
    then = after(now)
    equations = LinearOperator((len(back),) * 2, matvec=lambda step: step - (after(now + step) - then), dtype=float)
    step, unsolved = gmres(equations, then - now, rtol=1e-10, restart=30, maxiter=3)
    # A circle that just does not gain has no solution, and rounding makes up an enormous one.
    after(then if unsolved or not np.abs(step).sum() < 1e12 * np.abs(then).sum() else now + step)


def _gaining():
    return ValueError("what is passed on around a circle of citing works gains at each round; take a smaller factor")


def sweep_over(cites, cited_by, loops) -> Sweep:
    """Put the works of a graph in order; *cited_by* is the transpose of *cites*."""
    compiled = compiled_for(cites.nnz)
    back = to = np.zeros(0, dtype=cites.indices.dtype)
    level = levels(cites.indptr, cites.indices, compiled)
    if (level < 0).any():
        citing, cut = _cut(cites, compiled)
        start = np.concatenate(([0], np.cumsum(~cut)))[cites.indptr]
        level = levels(start, cites.indices[~cut], compiled)
        back, to = citing[cut], cites.indices[cut]
        leads_back = (back != to) & (level[back] >= level[to])
        back, to = back[leads_back], to[leads_back]
    order = np.argsort(level, kind="stable").astype(cites.indices.dtype)
    bounds = np.concatenate(([0], np.cumsum(np.bincount(level))))
    return Sweep(cited_by, level, order, bounds, tuple(_blocks(level, back, to, len(bounds) - 1)), loops)


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


def _cut(cites, compiled):
    """The citing work of each citation, and whether it leads against time within a circle."""
    citing = np.repeat(np.arange(cites.shape[0], dtype=cites.indices.dtype), np.diff(cites.indptr))
    cut = citing == cites.indices
    count, group = connected_components(cites, directed=True, connection="strong")
    if count == cites.shape[0]:
        return citing, cut
    inside = np.flatnonzero((group[citing] == group[cites.indices]) & ~cut)
    circular = np.zeros(len(group), dtype=bool)
    circular[citing[inside]] = True
    number, works = np.cumsum(circular) - 1, int(circular.sum())
    newer, older = number[citing[inside]], number[cites.indices[inside]]
    by_age = np.argsort(_ages(newer, older, works), kind="stable")
    if compiled:
        start = np.searchsorted(newer, np.arange(works + 1))
        by_age = compiled.peeled(start, older, np.bincount(older, minlength=works), by_age)
    age = np.empty(works, dtype=np.int64)
    age[by_age] = np.arange(works)
    cut[inside] = age[newer] > age[older]
    return citing, cut


def _ages(newer, older, count):
    """Ages such that cited works are, as nearly as can be, one older than those citing them.

    Trophic levels, as MacKay, Johnson and Sansom define them ("How directed
    is a directed network?", 2020): the least squares of age differences less
    one.  Few rounds will do, since all that hangs on it is how few citations
    lead back in this order.
    """
    among = csr_array((np.ones(len(newer)), (newer, older)), shape=(count, count))
    among = among + among.T
    neighbours = among.sum(axis=1)
    apart = np.bincount(older, minlength=count) - np.bincount(newer, minlength=count).astype(float)
    laplacian = LinearOperator((count, count), matvec=lambda age: neighbours * age - among @ age, dtype=float)
    preconditioner = LinearOperator((count, count), matvec=lambda age: age / neighbours, dtype=float)
    return cg(laplacian, apart, rtol=1e-3, maxiter=6, M=preconditioner)[0]


def _blocks(level, back, to, count):
    """Runs of levels, those that a citation leads back across joined into one."""
    if not count:
        return
    reach = np.arange(count)
    np.maximum.at(reach, level[to], level[back])
    reach = np.maximum.accumulate(reach)
    ends = np.flatnonzero(reach == np.arange(count)) + 1
    back = np.unique(back)
    back = back[np.argsort(level[back], kind="stable")]
    places = np.searchsorted(level[back], ends)
    for first, end, start, stop in zip([0, *ends[:-1]], ends, [0, *places[:-1]], places, strict=True):
        yield int(first), int(end), back[start:stop]
