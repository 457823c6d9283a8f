"""Paths and what is made of them, by listing every one of them.  See `tests.measure.definitions`."""

from itertools import pairwise

import networkx as nx
import numpy as np

from tests.measure.definitions import circles, distances, shortest

ANY_END = {"SPC": (False, False), "SPLC": (False, True), "SPNP": (True, True)}


def without_circles(G, policy):
    """A graph without circles, and the edge of it that stands for each citation, if one does."""
    group_of = {work: work for work in G}
    for group in circles(G):
        group_of.update(dict.fromkeys(group, min(group)))
    H, stands_for = nx.DiGraph(), {}
    H.add_nodes_from(group_of.values() if policy == "shrink" else G)
    for citing, cited in G.edges:
        if group_of[citing] != group_of[cited]:
            edge = (group_of[citing], group_of[cited]) if policy == "shrink" else (citing, cited)
            stands_for[citing, cited] = edge
        elif policy == "preprint" and sum(group == group_of[citing] for group in group_of.values()) > 1:
            stands_for[citing, cited] = (citing, ("preprint", cited))
    H.add_edges_from(stands_for.values())
    if policy == "preprint":
        for group in circles(G):
            if len(group) > 1:
                H.add_edges_from((citing, ("preprint", cited)) for citing in group for cited in group)
    return H, stands_for, group_of


def all_paths(H, any_start, any_end):
    """Every path from a start to an end, those of no citation among them."""

    def onward(work):
        if any_end or not H.out_degree(work):
            yield (work,)
        for step in H.successors(work):
            for rest in onward(step):
                yield (work, *rest)

    return [path for work in H if any_start or not H.in_degree(work) for path in onward(work)]


def search_paths(G, weight, policy):
    """Counts by citation, by work, and in all."""
    H, stands_for, group_of = without_circles(G, policy)
    by_edge, by_node, total = dict.fromkeys(H.edges, 0), dict.fromkeys(H, 0), 0
    # Preprints were never works on which a path could start.
    paths = [path for path in all_paths(H, *ANY_END[weight]) if not isinstance(path[0], tuple)]
    for path in paths:
        total += len(path) > 1
        for node in path:
            by_node[node] += 1
        for edge in pairwise(path):
            by_edge[edge] += 1
    return (
        {edge: by_edge[stands_for[edge]] if edge in stands_for else 0 for edge in G.edges},
        {work: by_node[group_of[work] if policy == "shrink" else work] for work in G},
        total,
    )


def main_paths(G, search, weight, policy, routes=1):
    """The citations on the main paths."""
    counts, (_, stands_for, _) = search_paths(G, weight, policy)[0], without_circles(G, policy)
    heavy = {step: counts[edge] for edge, step in stands_for.items()}
    steps = nx.DiGraph(list(heavy))
    chains = [list(pairwise(path)) for path in all_paths(steps, True, True)]
    chosen = set()
    if search == "global":
        chosen = heaviest(chains, heavy)
    elif search.startswith("local"):
        forward = search == "local forward"
        ends = [node for node in steps if not (steps.out_degree(node) if forward else steps.in_degree(node))]
        first = {step for end in ends for step in (steps.in_edges(end) if forward else steps.out_edges(end))}
        most = max((heavy[step] for step in first), default=0)
        for step in first:
            if heavy[step] == most:
                chosen |= {step} | greedy(steps, heavy, step[0 if forward else 1], forward)
    elif heavy:
        least = sorted(heavy.values(), reverse=True)[min(routes, len(heavy)) - 1]
        for step in (step for step in heavy if heavy[step] >= least):
            chosen.add(step)
            if search == "key-route local":
                chosen |= greedy(steps, heavy, step[0], True) | greedy(steps, heavy, step[1], False)
            else:
                chosen |= heaviest([chain for chain in chains if chain and chain[-1][1] == step[0]], heavy)
                chosen |= heaviest([chain for chain in chains if chain and chain[0][0] == step[1]], heavy)
    return {edge: counts[edge] for edge, step in stands_for.items() if step in chosen}


def heaviest(chains, heavy):
    total = [sum(heavy[step] for step in chain) for chain in chains]
    return {step for chain, weight in zip(chains, total, strict=True) if weight == max(total) for step in chain}


def greedy(steps, heavy, node, forward):
    onward = list(steps.in_edges(node) if forward else steps.out_edges(node))
    best = [step for step in onward if heavy[step] == max(heavy[other] for other in onward)]
    return set(best).union(*(greedy(steps, heavy, step[0 if forward else 1], forward) for step in best))


def connections(G, first, second):
    """The kind of connection, and every path that is shortest of its kind; `None` for none."""
    length = distances(G)
    there, back = length[first, second], length[second, first]
    if min(there, back) < np.inf:
        if there <= back:
            return "leads to", shortest(G, first, second, length)
        return "comes from", [path[::-1] for path in shortest(G, second, first, length)]
    below = {via: length[first, via] + length[second, via] for via in G}
    above = {via: length[via, first] + length[via, second] for via in G}
    best = min(min(below.values()), min(above.values()))
    if best == np.inf:
        return None
    if min(below.values()) == best:
        return "common cited", [
            one + other[::-1][1:]
            for via in G
            if below[via] == best
            for one in shortest(G, first, via, length)
            for other in shortest(G, second, via, length)
        ]
    return "common citing", [
        one[::-1] + other[1:]
        for via in G
        if above[via] == best
        for one in shortest(G, via, first, length)
        for other in shortest(G, via, second, length)
    ]
