"""The inner loops of the costly measures, compiled where the extra ``fast`` is installed.

Every loop here has a counterpart in numpy that gives the same values; what
compiling buys is time.
"""

from functools import partial

import numpy as np

from citegraph.measure.rounds import ENDLESS, KEPT, QUICK, ROUNDS, STEADY, STILL

try:
    from numba import njit
except ImportError:
    njit = None

__all__ = [
    "available",
    "core_numbers",
    "dependencies",
    "disruption_counts",
    "laid_out",
    "levels",
    "ordered",
    "passed_on",
]

available = njit is not None


def _compiled(function=None, **options):
    if function is None:
        return partial(_compiled, **options)
    if not available:
        return None
    try:
        return njit(cache=True, nogil=True, **options)(function)
    except RuntimeError:  # nowhere to keep what was compiled: compile it each time
        return njit(nogil=True, **options)(function)


@_compiled
def levels(start, cited, waiting):
    """The length of the longest chain to each work, -1 past a circle; *waiting* is used up."""
    level = np.full(len(waiting), -1, np.int32)
    queue = np.empty(len(waiting), np.int32)
    end = 0
    for work in range(len(waiting)):
        if waiting[work] == 0:
            queue[end] = work
            end += 1
            level[work] = 0
    done = 0
    while done < end:
        work = queue[done]
        done += 1
        for entry in range(start[work], start[work + 1]):
            other = cited[entry]
            waiting[other] -= 1
            if waiting[other] == 0:
                level[other] = level[work] + 1
                queue[end] = other
                end += 1
    return level


@_compiled
def ordered(start, cited):
    """Each work's strong component, and the works in order: Tarjan's depth-first search, its last work first."""
    count = len(start) - 1
    met, lowest = np.zeros(count, np.int32), np.empty(count, np.int32)
    entry = start[:-1].copy()
    path, waiting = np.empty(count, np.int32), np.empty(count, np.int32)
    left, group = np.empty(count, np.int32), np.full(count, -1, np.int32)
    size = np.zeros(count + 1, np.int32)
    number = waits = done = groups = 0
    for root in range(count):
        if met[root]:
            continue
        path[0], deep, arrived = root, 1, True
        while deep:
            work = path[deep - 1]
            if arrived:
                number += 1
                met[work] = lowest[work] = number
                waiting[waits] = work
                waits += 1
                arrived = False
            while entry[work] < start[work + 1]:
                other = cited[entry[work]]
                entry[work] += 1
                if not met[other]:
                    path[deep] = other
                    deep += 1
                    arrived = True
                    break
                if group[other] < 0 and met[other] < lowest[work]:
                    lowest[work] = met[other]
            if arrived:
                continue
            deep -= 1
            left[done] = work
            done += 1
            if deep and lowest[work] < lowest[path[deep - 1]]:
                lowest[path[deep - 1]] = lowest[work]
            if lowest[work] == met[work]:
                while group[work] < 0:
                    waits -= 1
                    group[waiting[waits]] = groups
                    size[groups] += 1
                groups += 1
    # A component is complete before any that cites it: the last one comes first.
    place = count - np.cumsum(size)
    order = np.empty(count, np.int32)
    for work in left[::-1]:
        order[place[group[work]]] = work
        place[group[work]] += 1
        group[work] = groups - 1 - group[work]
    return group, order


@_compiled
def laid_out(cited_start, cited_by, order, group):
    """The lists of who cites each work, in *order* and by place in it, works of the same group last in each.

    Also where these begin in each list, and which works list themselves; that is left out.
    """
    count = len(order)
    place, loops = np.empty(count, np.int32), np.zeros(count, np.bool_)
    start, within, citing = np.zeros(count + 1, np.int32), np.empty(count, np.int32), np.empty(len(cited_by), np.int32)
    for at in range(count):
        place[order[at]] = at
    end = begins = 0
    for at in range(count):
        work = order[at]
        if group[work] != group[order[begins]]:
            begins = at
        first, last = cited_start[work], cited_start[work + 1]
        last_free = end + last - first
        for entry in range(first, last):
            other = place[cited_by[entry]]
            if other < begins:
                citing[end] = other
                end += 1
            elif other != at:
                last_free -= 1
                citing[last_free] = other
            else:
                loops[at] = True
        within[at] = end
        while last_free < start[at] + last - first:
            citing[end] = citing[last_free]
            end += 1
            last_free += 1
        start[at + 1] = end
    return start, within, citing[:end], loops


@_compiled(fastmath={"reassoc"})
def _pulled(first, last, start, end, citing, base, gain, inverse, value, given):
    """Add up, for the places from *first* to *last*, what the works citing them give."""
    for place in range(first, last):
        gathered = base[place]
        for entry in range(np.uint32(start[place]), np.uint32(end[place])):
            # No negative numbers to count from the end by: a third of the time.
            gathered += given[np.uint32(citing[entry])]
        gathered *= inverse[place]
        value[place] = gathered
        given[place] = gathered * gain[place]


@_compiled
def passed_on(order, start, within, citing, loops, circles, base, gain):
    """Add up what the works citing each give, round again in each circle; whether all came to stand still."""
    count, done = len(order), 0
    own, value, given, inverse = np.empty(count), np.empty(count), np.empty(count), np.ones(count)
    share = np.empty(count)
    for place in range(count):
        own[place], share[place] = base[order[place]], gain[order[place]]
        if loops[place]:
            if share[place] >= 1:
                return own, False
            inverse[place] = 1 / (1 - share[place])
    end = start[1:]
    for number in range(len(circles)):
        first, last = circles[number, 0], circles[number, 1]
        _pulled(done, first, start, end, citing, own, share, inverse, value, given)
        if not _settled(first, last, start, within, citing, own, share, inverse, value, given):
            return own, False
        done = last
    _pulled(done, count, start, end, citing, own, share, inverse, value, given)
    for place in range(count):
        own[order[place]] = value[place]
    return own, True


@_compiled
def _settled(first, last, start, within, citing, base, gain, inverse, value, given):
    """Go round a circle until it stands still; see `citegraph.measure.rounds`."""
    for place in range(first, last):
        for entry in range(start[place], within[place]):
            base[place] += given[citing[entry]]
        value[place] = given[place] = 0.0
    end, count = start[1:], last - first
    found, move, ended, moved = value[first:last], np.empty(count), np.empty(0), np.empty(0)
    ends, moves, products = np.empty((0, 0)), np.empty((0, 0)), np.zeros((KEPT, KEPT))
    most, changed, slowest, mixed = 0.0, 0.0, 0.01, 0
    for _ in range(ROUNDS):
        earlier = changed
        changed, total = _round(first, last, within, end, citing, base, gain, inverse, value, given, move)
        most = max(most, changed)
        if not total <= min(ENDLESS * most, 1e300):
            return False
        slowest = max(slowest, changed / earlier if earlier else 0.0)
        quick = not mixed and slowest <= QUICK
        # The next of quick rounds leaves no more than the slowest did, and nobody counts on less than a hundredth.
        if changed * (slowest if quick else 1.0) > STILL * total:
            if quick:
                continue
            if mixed:
                _mix(mixed - 1, ends, moves, products, ended, moved, found, move)
            else:  # only note how it ended
                ends, moves, ended, moved = np.empty((KEPT, count)), np.empty((KEPT, count)), found.copy(), move.copy()
            mixed += 1
        elif found.min() < -1e-9 * total:
            return False
        elif (np.abs(move) <= STEADY * (found - move)).all():
            return True
        else:
            for place in range(first, last):
                value[place] = max(value[place], base[place] * inverse[place])
        for place in range(first, last):
            given[place] = gain[place] * value[place]
    return False


@_compiled(fastmath={"reassoc"})
def _round(first, last, start, end, citing, base, gain, inverse, value, given, move):
    """As `_pulled`, and by how much each value moves; how far all did, and what they add up to."""
    changed = total = 0.0
    for place in range(first, last):
        gathered, before = base[place], value[place]
        for entry in range(np.uint32(start[place]), np.uint32(end[place])):
            gathered += given[np.uint32(citing[entry])]
        gathered *= inverse[place]
        value[place], move[place - first] = gathered, gathered - before
        given[place] = gathered * gain[place]
        changed += abs(gathered - before)
        total += abs(gathered)
    return changed, total


@_compiled(fastmath={"reassoc"})
def _mix(done, ends, moves, products, ended, moved, value, move):
    """As `citegraph.measure.rounds.Mixture`: where a round came to by *move* becomes where the next starts from."""
    at, kept = done % KEPT, min(done + 1, KEPT)
    for place in range(len(value)):
        ends[at, place], moves[at, place] = value[place] - ended[place], move[place] - moved[place]
        ended[place], moved[place] = value[place], move[place]
    along, share, system = np.zeros(kept), np.zeros(kept), np.zeros((kept, kept))
    for other in range(kept):
        with_last = with_move = 0.0
        for place in range(len(value)):
            with_last += moves[other, place] * moves[at, place]
            with_move += moves[other, place] * moved[place]
        products[at, other] = products[other, at] = with_last
        along[other] = with_move
    # Eliminated from the newest on; what adds nothing to those before it gets no share.
    size = np.array([np.sqrt(products[(at - back) % kept, (at - back) % kept]) or 1.0 for back in range(kept)])
    for row in range(kept):
        share[row] = along[(at - row) % kept] / size[row]
        for column in range(kept):
            system[row, column] = products[(at - row) % kept, (at - column) % kept] / (size[row] * size[column])
    for pivot in range(kept):
        for row in range(pivot + 1, kept):
            if system[pivot, pivot] > 1e-14:
                factor = system[row, pivot] / system[pivot, pivot]
                share[row] -= factor * share[pivot]
                for column in range(pivot, kept):
                    system[row, column] -= factor * system[pivot, column]
    for pivot in range(kept - 1, -1, -1):
        for column in range(pivot + 1, kept):
            share[pivot] -= system[pivot, column] * share[column]
        share[pivot] = share[pivot] / system[pivot, pivot] if system[pivot, pivot] > 1e-14 else 0.0
    for back in range(kept):
        part, end = share[back] / size[back], ends[(at - back) % kept]
        for place in range(len(value)):
            value[place] -= part * end[place]


@_compiled
def core_numbers(cites_start, cites, cited_start, cited_by):
    """Peel works off by how many neighbours they have left; both kinds of lists are sorted."""
    count = len(cites_start) - 1
    degree = np.zeros(count, np.int32)
    for work in range(count):
        own, last = cites_start[work], cites_start[work + 1]
        for entry in range(own, last):
            degree[work] += cites[entry] != work
        for entry in range(cited_start[work], cited_start[work + 1]):
            other = cited_by[entry]
            while own < last and cites[own] < other:
                own += 1
            degree[work] += not (own < last and cites[own] == other)
    core = np.zeros(count, np.int32)
    queue = np.empty(count, np.int32)
    peeled = end = k = 0
    while peeled < count:
        for work in range(count):
            if degree[work] == k:
                queue[end] = work
                end += 1
        while peeled < end:
            work = queue[peeled]
            peeled += 1
            core[work] = k
            last = cites_start[work + 1]
            for entry in range(cites_start[work], last):
                other = cites[entry]
                if degree[other] > k:
                    degree[other] -= 1
                    if degree[other] == k:
                        queue[end] = other
                        end += 1
            own = cites_start[work]
            for entry in range(cited_start[work], cited_start[work + 1]):
                other = cited_by[entry]
                while own < last and cites[own] < other:
                    own += 1
                if own < last and cites[own] == other:
                    continue
                if degree[other] > k:
                    degree[other] -= 1
                    if degree[other] == k:
                        queue[end] = other
                        end += 1
        k += 1
    return core


@_compiled
def dependencies(start, cited, sources):
    """Add up, over *sources*, the share of shortest chains from each that pass each work."""
    count = len(start) - 1
    total = np.zeros(count)
    chains, dependency = np.zeros(count), np.zeros(count)
    distance, queue = np.full(count, -1, np.int32), np.empty(count, np.int32)
    # The citations on shortest chains, work after work of the queue: the way back looks at no other.
    shortest, ends = np.empty(len(cited), np.int32), np.empty(count, np.int32)
    for source in sources:
        queue[0], end, done, kept = source, 1, 0, 0
        distance[source], chains[source] = 0, 1.0
        while done < end:
            work = queue[done]
            farther, ways = distance[work] + 1, chains[work]
            for entry in range(start[work], start[work + 1]):
                other = cited[entry]
                if distance[other] < 0:
                    distance[other] = farther
                    queue[end] = other
                    end += 1
                    chains[other] = ways
                elif distance[other] == farther:
                    chains[other] += ways
                else:
                    continue
                shortest[kept] = other
                kept += 1
            ends[done] = kept
            done += 1
        # From the farthest back; each is settled before the works nearer by need it.
        for place in range(end - 1, 0, -1):
            work, gathered = queue[place], 0.0
            for entry in range(ends[place - 1], ends[place]):
                gathered += dependency[shortest[entry]]
            gathered *= chains[work]
            total[work] += gathered
            dependency[work] = (1.0 + gathered) / chains[work]
        for place in range(end):
            distance[queue[place]] = -1
    return total


@_compiled
def disruption_counts(cites_start, cites, cited_start, cited_by, years, window):
    """For each work, how many cite it, it and its references, and its references (itself left out)."""
    count = len(cites_start) - 1
    cite_it, cite_both, cite_references = np.zeros(count), np.zeros(count), np.zeros(count)
    seen = np.full(count, -1, np.int32)
    for work in range(count):
        if cites_start[work] == cites_start[work + 1]:
            continue
        year, found = years[work], 0
        seen[work] = work
        for entry in range(cites_start[work], cites_start[work + 1]):
            reference = np.uint32(cites[entry])
            for place in range(np.uint32(cited_start[reference]), np.uint32(cited_start[reference + 1])):
                other = np.uint32(cited_by[place])
                if window < 0:  # without a branch that nobody can foretell: a third of the time
                    found += seen[other] != work
                    seen[other] = work
                elif seen[other] != work:
                    seen[other] = work
                    found += 0 < years[other] - year <= window
        direct = both = 0
        for place in range(cited_start[work], cited_start[work + 1]):
            other = np.uint32(cited_by[place])
            if other != work and (window < 0 or 0 < years[other] - year <= window):
                direct += 1
                both += seen[other] == work
        cite_it[work], cite_both[work], cite_references[work] = direct, both, found
    return cite_it, cite_both, cite_references
