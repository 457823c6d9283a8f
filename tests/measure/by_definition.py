"""Each measure beside its definition: `CHECKS` maps a name to a function of a graph that returns both."""

import math
from itertools import permutations

import networkx as nx
import numpy as np

from citegraph import measure
from citegraph.errors import CyclicGraphError, GraphError
from tests.measure import definitions, definitions_in_time, definitions_of_paths

SKIPPED = object()
SEARCHES = ("global", "local forward", "local backward", "key-route", "key-route local")


def seeds(G):
    return [work for work in G if G.nodes[work].get("seed")]


def _pagerank_from_seeds(G):
    starts = dict.fromkeys(seeds(G), 1)
    return (measure.pagerank(G, teleport=starts), definitions.pagerank(G, 0.85, starts)) if starts else (SKIPPED, None)


def _hits(G):
    by_definition = definitions.authorities(G)
    return (SKIPPED, None) if by_definition is None else (measure.hits(G), by_definition)


def _hubs(G):
    by_definition = definitions.authorities(G.reverse())
    return (SKIPPED, None) if by_definition is None else (measure.hubs(G), by_definition)


def _eigenvector(G):
    """Whether it is defined, and how far each value is from the sum of those citing it."""
    roots = sorted((definitions.largest_root(G, group) for group in definitions.circles(G)), reverse=True)
    defined = not len(G) or (bool(roots) and (len(roots) == 1 or roots[1] < roots[0] * (1 - 1e-9)))
    try:
        values = measure.eigenvector(G)
    except GraphError:
        return False, defined
    if not len(G):
        return True, defined
    off = [sum(values[citing] for citing in G.predecessors(work)) - roots[0] * values[work] for work in G]
    return [defined, sum(values.values()), min(values.values()) >= 0, *off], [True, 1.0, True] + [0.0] * len(G)


def _policy(G):
    """A policy and a weight, another for each size of graph, so that many graphs meet all of them."""
    return ("shrink", "break", "preprint")[G.number_of_edges() % 3], ("SPC", "SPLC", "SPNP")[len(G) % 3]


def _search_paths(G):
    policy, _ = _policy(G)
    found, expected = [], []
    for weight in ("SPC", "SPLC", "SPNP"):
        paths = measure.search_paths(G, weight=weight, cycles=policy)
        found.append((paths.citations, paths.works, paths.total))
        expected.append(definitions_of_paths.search_paths(G, weight, policy))
    return found, expected


def _report(G):
    """Circles are refused where there are any, and then counts are those of any policy."""
    try:
        found = measure.search_path_count(G)
    except CyclicGraphError as error:
        return all(G.has_edge(*edge) for edge in error.cycle), bool(definitions.circles(G))
    return found, definitions_of_paths.search_paths(G, "SPC", "break")[0]


def _main_paths(G):
    policy, weight = _policy(G)
    found, expected = [], []
    for search, routes in [*((search, 1) for search in SEARCHES), ("key-route", 3), ("key-route local", 3)]:
        found.append(measure.main_paths(G, search=search, weight=weight, cycles=policy, routes=routes).citations)
        expected.append(definitions_of_paths.main_paths(G, search, weight, policy, routes))
    return found, expected


def _main_path(G):
    """Of the heaviest chains, the one that parts from the others toward the work first by name."""
    by_definition = definitions_of_paths.main_paths(G, "global", "SPC", "break")
    works = {work for edge in by_definition for work in edge}
    expected = sorted(citing for citing, _ in by_definition if all(citing != other for _, other in by_definition))[:1]
    while expected and (onward := sorted(cited for citing, cited in by_definition if citing == expected[-1])):
        expected.append(onward[0])
    paths = measure.main_paths(G, cycles="break")
    return [measure.main_path(G, cycles="break"), sorted(paths.works)], [expected, sorted(works)]


def _connection(G):
    found, expected = [], []
    for first, second in list(permutations(sorted(G), 2))[::9]:
        told, all_of_kind = measure.connection(G, first, second), definitions_of_paths.connections(G, first, second)
        found.append(told and (told.kind, list(told.works) in all_of_kind[1] if all_of_kind else told))
        expected.append(all_of_kind and (all_of_kind[0], True))
    return found, expected


def _bursts(G):
    """The course found is a cheapest one, and the weight of a burst is what it saves."""
    told, found, expected = measure.citation_bursts(G, gamma=0.3), [], []
    for work in sorted(G):
        courses = definitions_in_time.burst_courses(G, work, 2.0, 0.3)
        spans = told.get(work, [])
        if courses is None:
            found.append(spans)
            expected.append([])
            continue
        span, least, cost = courses
        course = tuple(int(any(burst.first <= year <= burst.last for burst in spans)) for year in span)
        found.append(cost(course))
        expected.append(least)
        for burst in spans:
            single = tuple(int(burst.first <= year <= burst.last) for year in span)
            # A course of one burst pays once to enter it, and otherwise differs by the weight.
            entry = 0.3 * math.log(len(span))
            found.append(burst.weight)
            expected.append(cost((0,) * len(span)) - cost(single) + entry)
    every = [(work, burst) for work, spans in told.items() for burst in spans]
    by_year = {
        year: {work: burst.weight for work, burst in every if burst.first <= year <= burst.last}
        for year in range(
            min((burst.first for _, burst in every), default=0), max((burst.last for _, burst in every), default=-1) + 1
        )
    }
    return [*found, measure.bursts(G, gamma=0.3)], [*expected, by_year]


def _sleeping_beauties(G):
    expected = {work: told for work in G if (told := definitions_in_time.awakening(G, work)) is not None}
    return measure.sleeping_beauties(G), expected


def _growth(G):
    found = measure.growth(G)
    doubling = found.doubling if found.rate is None or found.rate > 1e-12 else None
    return (found.works, found.rate, doubling), definitions_in_time.growth(G)


def _disruption(G):
    variants = definitions.disruption_variants(G)
    return measure.disruption(G), {work: found[4] for work, found in variants.items() if found[4] is not None}


def _disruption_variants(G):
    years = definitions_in_time.years(G)
    days = {work: 365 * year + ord(work) for work, year in years.items()}
    found = [
        measure.disruption_variants(G, at_least=2),
        measure.disruption_variants(G, years=3),
        measure.disruption_variants(G, days=730, dates=days),
    ]
    expected = [
        definitions.disruption_variants(G, at_least=2),
        definitions.disruption_variants(G, years, 3),
        definitions.disruption_variants(G, days, 730),
    ]
    return found, expected


def _participation(G):
    groups = {work: ord(work) % 3 for work in G if ord(work) % 4}
    return measure.participation_coefficient(G, groups=groups), definitions.participation(G, groups)


def _knowledge_persistence(G):
    try:
        return measure.knowledge_persistence(G), definitions.knowledge_persistence(G)
    except GraphError:
        endless = any(
            all(cited in group for work in group for cited in G.successors(work)) for group in definitions.circles(G)
        )
        return True, endless
    except np.linalg.LinAlgError:
        return SKIPPED, None


def _near_seeds(G):
    counts = [measure.seed_links, measure.seed_co_citation]
    found = [{work: float(value) for work, value in of_seeds(G).items()} for of_seeds in counts]
    found += [measure.seed_co_citation_cosine(G), measure.seed_coupling_cosine(G)]
    return [*found, measure.seed_walk(G)], [*definitions.near_seeds(G, seeds(G)), definitions.seed_walk(G, seeds(G))]


def _completeness(G):
    told = measure.completeness(G)
    out, cited = dict(G.out_degree), dict(G.in_degree)
    lists = {work: max(n, out[work]) for work, n in G.nodes(data="references_deposited") if n is not None}
    counts = {work: max(n, cited[work]) for work, n in G.nodes(data="gcs") if n is not None}
    found = (told.works, told.with_list, told.entries, told.entries_here, told.citations, told.citations_here)
    expected = (
        len(G),
        sum(number > 0 for number in out.values()),
        sum(lists.values()),
        sum(out[work] for work in lists),
        sum(counts.values()),
        sum(cited[work] for work in counts),
    )
    share = {work: out[work] / number for work, number in lists.items() if number}
    return (found, measure.reference_share(G)), (expected, share)


def _self_citations(G):
    """By what the names drawn for `random_graph` mean, written out by hand."""
    given = {"Ma, J": ["j"], "Ma, Jun": ["jun"], "Má, K. L.": ["k", "l"], "Oz": [], "Oz, P": ["p"]}
    given.update({"Li, AB": ["a", "b"], "LI, A. C.": ["a", "c"]})

    def people(work):
        names = G.nodes[work].get("authors", [])
        orcids = G.nodes[work].get("orcids", [None] * len(names))
        families = [name[:2].lower().replace("á", "a") for name in names]
        return list(zip(families, map(given.get, names), orcids, strict=True))

    def same(one, other):
        if one[2] and other[2]:
            return one[2] == other[2]
        pairs = zip(one[1], other[1], strict=False)
        return one[0] == other[0] and all(x == y or (x[0] == y[0] and 1 in (len(x), len(y))) for x, y in pairs)

    expected = sorted(
        (citing, cited)
        for citing, cited in G.edges
        if any(same(one, other) for one in people(citing) for other in people(cited))
    )
    fewer = measure.without_self_citations(G)
    arrays = measure.without_self_citations(measure.citation_arrays(G))
    left = nx.DiGraph(fewer)
    return (
        [measure.self_citations(G), sorted(set(G.edges) - set(left.edges)), measure.pagerank(arrays)],
        [expected, expected, definitions.pagerank(left)],
    )


def _cyclic_components(G):
    found = measure.cyclic_components(G)
    return [found, measure.find_cycle(G) is None], [definitions.circles(G), not definitions.circles(G)]


CHECKS = {
    "local_citation_score": lambda G: (measure.local_citation_score(G), dict(G.in_degree)),
    "local_cited_references": lambda G: (measure.local_cited_references(G), dict(G.out_degree)),
    "pagerank": lambda G: (measure.pagerank(G), definitions.pagerank(G)),
    "pagerank, damping 0.5": lambda G: (measure.pagerank(G, damping=0.5), definitions.pagerank(G, 0.5)),
    "pagerank from seeds": _pagerank_from_seeds,
    "katz": lambda G: (measure.katz(G, alpha=0.05), definitions.katz(G, 0.05)),
    "hits": _hits,
    "hubs": _hubs,
    "eigenvector": _eigenvector,
    "closeness": lambda G: (measure.closeness(G), definitions.closeness(G)),
    "betweenness": lambda G: (measure.betweenness(G), definitions.betweenness(G)),
    "core_number": lambda G: (measure.core_number(G), definitions.core_number(G)),
    "co_citation": lambda G: (measure.co_citation(G), definitions.co_citation(G)),
    "bibliographic_coupling": lambda G: (measure.bibliographic_coupling(G), definitions.co_citation(G.reverse())),
    "cyclic_components": _cyclic_components,
    "search_paths": _search_paths,
    "search_path_count, report": _report,
    "main_paths": _main_paths,
    "main_path": _main_path,
    "connection": _connection,
    "disruption": _disruption,
    "disruption_variants": _disruption_variants,
    "participation_coefficient": _participation,
    "knowledge_persistence": _knowledge_persistence,
    "near seeds": _near_seeds,
    "rpys": lambda G: (measure.rpys(G), definitions_in_time.rpys(G)),
    "age_normalized_citation_score": lambda G: (
        measure.age_normalized_citation_score(G, at_least=3),
        definitions_in_time.age_normalized(G, 3),
    ),
    "rescaled_pagerank": lambda G: (
        measure.rescaled_pagerank(G, at_least=4),
        definitions_in_time.rescaled_pagerank(G, 4),
    ),
    "cite_rank": lambda G: (measure.cite_rank(G), definitions_in_time.cite_rank(G, 0.5, 2.6)),
    "attention_rank": lambda G: (measure.attention_rank(G), definitions_in_time.attention_rank(G)),
    "bursts": _bursts,
    "sleeping_beauties": _sleeping_beauties,
    "growth": _growth,
    "historiograph": lambda G: (
        list(measure.historiograph(G).items()),
        list(definitions_in_time.historiograph(G).items()),
    ),
    "completeness": _completeness,
    "self_citations": _self_citations,
}
