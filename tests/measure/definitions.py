"""What each measure is, computed from its definition: slow, plain, and sharing no code with the package.

Graphs are small `networkx.DiGraph` objects with names as nodes.
"""

from itertools import combinations, permutations

import numpy as np


def matrix(G):
    """Names in order, and the matrix with a 1 where the row cites the column."""
    names = sorted(G)
    return names, np.array([[float(G.has_edge(row, column)) for column in names] for row in names]).reshape(
        len(names), len(names)
    )


def named(names, values):
    return {name: float(value) for name, value in zip(names, values, strict=True)}


def follow(G, starts, following):
    """Solve for how often each work is come upon, by one equation a work."""
    names, cites = matrix(G)
    lengths = cites.sum(axis=1)
    chance = np.divide(cites, lengths[:, None], out=np.zeros_like(cites), where=lengths[:, None] > 0)
    return np.linalg.solve(np.eye(len(names)) - following * chance.T, np.array([starts[name] for name in names]))


def pagerank(G, damping=0.85, teleport=None):
    """The stationary state of the reader's walk, restarts and dead ends spelled out."""
    names, cites = matrix(G)
    if not names:
        return {}
    weight = np.array([1.0 if teleport is None else teleport.get(name, 0) for name in names])
    restart = weight / weight.sum()
    step = np.array([row / row.sum() if row.sum() else restart for row in cites])
    walk = damping * step + (1 - damping) * restart[None, :]
    system = np.vstack([walk.T - np.eye(len(names)), np.ones(len(names))])
    return named(names, np.linalg.lstsq(system, np.append(np.zeros(len(names)), 1), rcond=None)[0])


def katz(G, alpha):
    names, cites = matrix(G)
    return named(names, np.linalg.solve(np.eye(len(names)) - alpha * cites.T, np.ones(len(names))) - 1)


def authorities(G):
    """The part of the even vector that lies in the leading eigenspace; `None` where that is hard to tell."""
    names, cites = matrix(G)
    roots, vectors = np.linalg.eigh(cites.T @ cites) if names else ([], [])
    if not names or roots[-1] < 1e-9:
        return dict.fromkeys(names, 0.0)
    leading = roots > roots[-1] - 1e-9
    if (roots[~leading] > 0.97 * roots[-1]).any():
        return None
    value = vectors[:, leading] @ (vectors[:, leading].T @ np.ones(len(names)))
    return named(names, value / value.sum())


def distances(G):
    """Shortest chains by trying every work as a stop on the way."""
    length = {pair: 1 if G.has_edge(*pair) else np.inf for pair in permutations(G, 2)}
    length.update({(work, work): 0 for work in G})
    for via in G:
        for first in G:
            for last in G:
                length[first, last] = min(length[first, last], length[first, via] + length[via, last])
    return length


def closeness(G):
    length = distances(G)
    values = {}
    for work in G:
        lengths = [length[other, work] for other in G if other != work and length[other, work] < np.inf]
        values[work] = len(lengths) / (len(G) - 1) * len(lengths) / sum(lengths) if lengths else 0.0
    return values


def shortest(G, first, last, length):
    if first == last:
        return [[last]]
    return [
        [first, *rest]
        for step in G.successors(first)
        if step != first and 1 + length[step, last] == length[first, last]
        for rest in shortest(G, step, last, length)
    ]


def betweenness(G):
    length, values = distances(G), dict.fromkeys(G, 0.0)
    for first, last in permutations(G, 2):
        if length[first, last] < np.inf:
            chains = shortest(G, first, last, length)
            for work in set(G) - {first, last}:
                values[work] += sum(work in chain for chain in chains) / len(chains)
    pairs = (len(G) - 1) * (len(G) - 2)
    return {work: value / pairs if pairs > 0 else value for work, value in values.items()}


def neighbours(G, work):
    return (set(G.successors(work)) | set(G.predecessors(work))) - {work}


def core_number(G):
    core = {}
    for k in range(len(G)):
        left = set(G)
        while thin := {work for work in left if len(neighbours(G, work) & left) < k}:
            left -= thin
        core.update(dict.fromkeys(left, k))
    return core


def co_citation(G):
    return {
        pair: count
        for pair in combinations(sorted(G), 2)
        if (count := sum(G.has_edge(citing, pair[0]) and G.has_edge(citing, pair[1]) for citing in G))
    }


def citing_counts(G, work, counts):
    """Citing works by kind, of those for which *counts* holds: i, j, k, and for each of j how many it shares."""
    references = set(G.successors(work))
    cite_it = {other for other in G.predecessors(work) if other != work and counts(other)}
    beside = {other for other in G if other != work and counts(other) and references & set(G.successors(other))}
    shares = [len(references & set(G.successors(other))) for other in cite_it & beside]
    return len(cite_it - beside), len(cite_it & beside), len(beside - cite_it), shares


def disruption_variants(G, times=None, window=None, at_least=5):
    values = {}
    for work in G:

        def counts(other, work=work):
            if window is None:
                return True
            return work in times and other in times and 0 < times[other] - times[work] <= window

        i, j, k, shares = citing_counts(G, work, counts)
        j_l = sum(share >= at_least for share in shares)
        listed = G.out_degree(work) > 0
        cd = (i - j) / (i + j + k) if listed and i + j + k else None
        values[work] = (
            i,
            j,
            k,
            j_l,
            cd,
            (i - j) / (i + j) if listed and i + j else None,
            (i - j_l) / (i + j_l + k) if listed and i + j_l + k else None,
            None if cd is None else cd * (i + j),
        )
    return values


def participation(G, groups):
    values = {}
    for work in G:
        near = [groups[other] for other in neighbours(G, work) if other in groups]
        if near:
            values[work] = 1 - sum((near.count(group) / len(near)) ** 2 for group in set(near))
    return values


def knowledge_persistence(G):
    """By one equation a work: the sum, over those citing it, of what they hand on over the length of their lists."""
    names, cites = matrix(G)
    newest = np.array([float(not G.in_degree(name)) for name in names])
    lengths = np.maximum(cites.sum(axis=1), 1)
    system = np.eye(len(names)) - (cites / lengths[:, None]).T
    return named(names, np.linalg.solve(system, newest) - newest)


def circles(G):
    """The groups of works that lead to each other, and those that list themselves."""
    length, groups = distances(G), []
    for work in sorted(G):
        group = sorted(other for other in G if max(length[work, other], length[other, work]) < np.inf)
        if group[0] == work and (len(group) > 1 or G.has_edge(work, work)):
            groups.append(group)
    return sorted(groups, key=lambda group: (-len(group), group))


def largest_root(G, group):
    inner = matrix(G.subgraph(group))[1]
    return max(np.linalg.eigvals(inner).real)


def seed_walk(G, seeds, damping=0.85):
    """Both steps of the reader, one citation at a time."""
    def ways(work):
        return [other for other in G.successors(work) if other != work] + [
            other for other in G.predecessors(work) if other != work
        ]

    seen = dict.fromkeys(G, 0.0)
    for seed in seeds:
        for first in ways(seed):
            chance = 1 / len(seeds) / len(ways(seed))
            seen[first] += chance
            for second in ways(first):
                if second != seed:
                    seen[second] += damping * chance / len(ways(first))
    return seen


def near_seeds(G, seeds):
    """Links, co-citations, and both cosines with the seeds, of each work."""
    citing = {work: set(G.predecessors(work)) for work in G}
    cited = {work: set(G.successors(work)) for work in G}
    links, together, cosine, coupling = ({work: 0.0 for work in G} for _ in range(4))
    for work in G:
        for seed in set(seeds) - {work}:
            links[work] += G.has_edge(work, seed) + G.has_edge(seed, work)
            together[work] += len(citing[work] & citing[seed])
            for lists, total in ((citing, cosine), (cited, coupling)):
                if lists[work] and lists[seed]:
                    total[work] += len(lists[work] & lists[seed]) / (len(lists[work]) * len(lists[seed])) ** 0.5
    return links, together, cosine, coupling
