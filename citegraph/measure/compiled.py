"""The inner loops of the costly measures, compiled where the extra ``fast`` is installed.

Every loop here has a counterpart in numpy that gives the same values; what
compiling buys is time.
"""

from functools import partial

import numpy as np

try:
    from numba import njit
except ImportError:
    njit = None

__all__ = ["available", "core_numbers", "dependencies", "disruption_counts", "levels", "ordered", "passed_on"]

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


@_compiled(fastmath={"reassoc"})
def passed_on(first, last, start, citing, base, gain, inverse, value, given):
    """Add up, for the places from *first* to *last*, what the works citing them give."""
    for place in range(first, last):
        gathered = base[place]
        for entry in range(np.uint32(start[place]), np.uint32(start[place + 1])):
            # No negative numbers to count from the end by: a third of the time.
            gathered += given[np.uint32(citing[entry])]
        gathered *= inverse[place]
        value[place] = gathered
        given[place] = gathered * gain[place]


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
    for source in sources:
        queue[0], end, done = source, 1, 0
        distance[source], chains[source] = 0, 1.0
        while done < end:
            work = queue[done]
            done += 1
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
        # From the farthest back; each is settled before the works nearer by need it.
        for place in range(end - 1, 0, -1):
            work = queue[place]
            farther, gathered = distance[work] + 1, 0.0
            for entry in range(start[work], start[work + 1]):
                other = cited[entry]
                if distance[other] == farther:
                    gathered += dependency[other]
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
