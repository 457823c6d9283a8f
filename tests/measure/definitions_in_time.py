"""What sets citations against years, from its definition.  See `tests.measure.definitions`."""

import math
from collections import Counter
from itertools import product
from statistics import fmean, median, pstdev

from tests.measure.definitions import follow, pagerank


def years(G):
    return {work: year for work, year in G.nodes(data="year") if year is not None}


def rpys(G):
    cited = [years(G)[work] for _, work in G.edges if work in years(G)]
    return {
        year: (cited.count(year), cited.count(year) - median(cited.count(year + near) for near in (-2, -1, 0, 1, 2)))
        for year in (range(min(cited), max(cited) + 1) if cited else ())
    }


def contemporaries(of_year, dated, at_least):
    """The works of the nearest years, as many years to each side as it takes."""
    for reach in range(10_000):
        near = [work for work, year in dated.items() if abs(year - of_year) <= reach]
        if len(near) >= min(at_least, len(dated)):
            return near


def age_normalized(G, at_least):
    cited = {work: G.in_degree(work) for work in G if G.in_degree(work)}
    dated = {work: year for work, year in years(G).items() if work in cited}
    values = {}
    for work in G:
        peers = contemporaries(years(G)[work], dated, at_least) if work in years(G) and dated else cited
        values[work] = G.in_degree(work) / fmean(cited[peer] for peer in peers) if work in cited else 0.0
    return values


def rescaled_pagerank(G, at_least):
    share, values = pagerank(G), {}
    for work, year in years(G).items():
        peers = [share[peer] for peer in contemporaries(year, years(G), at_least)]
        spread = pstdev(peers)
        values[work] = (share[work] - fmean(peers)) / spread if spread > 1e-11 else 0.0
    return values


def cite_rank(G, following, lifetime):
    newest = max(years(G).values(), default=None)
    starts = {
        work: 1.0 if newest is None else math.exp((years(G)[work] - newest) / lifetime) if work in years(G) else 0.0
        for work in G
    }
    names = sorted(G)
    total = sum(starts.values())
    visits = follow(G, {work: starts[work] / total for work in names}, following) if names else []
    return dict(zip(names, map(float, visits), strict=True))


def attention_rank(G):
    if not years(G):
        return pagerank(G, 0.2)
    newest = max(years(G).values())
    noticed = Counter(cited for citing, cited in G.edges if years(G).get(citing, -math.inf) > newest - 3)
    fresh = {work: math.exp(-0.16 * (newest - year)) for work, year in years(G).items()}
    starts = {work: 0.3 * fresh.get(work, 0) / sum(fresh.values()) for work in G}
    if noticed:
        starts = {work: starts[work] + 0.5 * noticed[work] / noticed.total() for work in G}
    return pagerank(G, 0.2, starts)


def burst_courses(G, work, scale, gamma):
    """The years, the least that any course of years in and out of bursts costs, and what one costs; `None` for none."""
    made = [(years(G)[citing], cited) for citing, cited in G.edges if citing in years(G)]
    first, last = min(made, default=(0,))[0], max(made, default=(-1,))[0]
    span = [year for year in range(first, last + 1) if year >= years(G).get(work, year)]
    hits = [made.count((year, work)) for year in span]
    totals = [sum(other == year for other, _ in made) for year in span]
    if not sum(hits) or sum(hits) * scale >= sum(totals):
        return None
    usual = sum(hits) / sum(totals)

    def cost(course):
        spent = 0.0
        for before, now, hit, total in zip((0, *course), course, hits, totals, strict=False):
            chance = usual * (scale if now else 1)
            spent += gamma * math.log(len(span)) * (now > before)
            spent -= math.log(math.comb(total, hit) * chance**hit * (1 - chance) ** (total - hit))
        return spent

    return span, min(map(cost, product((0, 1), repeat=len(span)))), cost


def awakening(G, work):
    if work not in years(G):
        return None
    ages = Counter(years(G)[citing] - years(G)[work] for citing in G.predecessors(work) if citing in years(G))
    counts = [ages[age] for age in range(max(ages, default=-1) + 1)]
    if not any(counts):
        return None
    best = counts.index(max(counts))
    if not best:
        return 0.0, years(G)[work], years(G)[work]
    slope = (counts[best] - counts[0]) / best
    beauty = sum((slope * age + counts[0] - counts[age]) / max(1, counts[age]) for age in range(best + 1))
    far = [
        abs((counts[best] - counts[0]) * age - best * counts[age] + best * counts[0])
        / math.sqrt((counts[best] - counts[0]) ** 2 + best**2)
        for age in range(best + 1)
    ]
    woke = next(age for age in range(best + 1) if far[age] > max(far) - 1e-9)
    return beauty, years(G)[work] + woke, years(G)[work] + best


def growth(G):
    dated = list(years(G).values())
    if not dated:
        return {}, None, None
    counts = {year: dated.count(year) for year in range(min(dated), max(dated) + 1)}
    if len(counts) == 1:
        return counts, None, None
    rate = math.exp(math.log(counts[max(dated)] / counts[min(dated)]) / (len(counts) - 1)) - 1
    return counts, rate, math.log2(1 + rate) ** -1 if rate > 1e-12 else None


def historiograph(G):
    order = sorted(G, key=lambda work: (years(G).get(work, math.inf), -G.in_degree(work), work))
    return {
        year: [work for work in order if years(G).get(work) == year]
        for year in dict.fromkeys(years(G).get(work) for work in order)
    }
