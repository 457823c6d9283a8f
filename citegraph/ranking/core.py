"""Rank works, and say why each stands where it does and how far that can be trusted."""

from collections.abc import Collection
from dataclasses import asdict, dataclass

import numpy as np

from citegraph.measure import citation_arrays
from citegraph.measure.agreement import mean_ranks
from citegraph.measure.seeds import seed_rows
from citegraph.ranking.cautions import cautions_for
from citegraph.ranking.measures import MEASURES, measured
from citegraph.ranking.reasons import reasons_for
from citegraph.ranking.resampling import places_when_resampled, places_without_seeds
from citegraph.ranking.standing import Standing, label, plain, settled
from citegraph.ranking.support import SUPPORT

__all__ = ["RANKINGS", "Contribution", "CoreWork", "core_report", "core_works", "described", "ranked"]

RANKINGS = ("core", "seminal", "rising")

_NAMED = 5


@dataclass(frozen=True, slots=True)
class Contribution:
    """A part of a work's score, and the citing work whose reference list it comes from.

    `id` is the work's own where its own list speaks for it, and `None` where
    no single list does: then `label` says what.
    """

    id: str | None
    label: str
    part: float


@dataclass(frozen=True, slots=True)
class CoreWork:
    """A work that matters to the collection, and why.

    Attributes
    ----------
    rank, of
        Its place, from 1, and the number of works ranked.
    seed
        Whether the user named it.
    score
        By a named ranking, its score over that of the first; by a measure,
        the share of the works ranked that it is above or level with.
    measures, ranks
        Its value by each measure, and its rank among the works ranked: 1 and
        the number of works with a higher value.  A measure that is not defined
        for the work is absent, and so are the costliest in graphs of more than
        2,000 works, but for the one asked for.
    rank_low, rank_high
        Where it stays when citing works are resampled; at least the places it
        shares with works level with it.
    reasons, cautions
        Sentences, each made from numbers of the graph.
    contributions
        The five citing works that carry most of its score, and what the rest
        carries; they add up to the score.  Empty by measures that are no sums.
    """

    rank: int
    id: str
    doi: str | None
    title: str | None
    authors: tuple[str, ...]
    year: int | None
    venue: str | None
    seed: bool
    score: float
    measures: dict[str, float]
    ranks: dict[str, int]
    rank_low: int
    rank_high: int
    reasons: tuple[str, ...]
    cautions: tuple[str, ...]
    of: int
    contributions: tuple[Contribution, ...]


def core_works(
    G, n=10, *, by=None, among: Collection | None = None, include_seeds=True, seed=0
) -> tuple[CoreWork, ...]:
    """Return the works that matter to a collection, best first, each with its reasons.

    Three rankings have names, each for its own question.  ``core``: what this
    topic stands on, as seen from the seeds, by the lists that name works
    together with them.  ``seminal``: the founding works of the whole graph,
    cited much, and much for their age.  ``rising``: what gets attention now.
    Every measure of `MEASURES` is a ranking, too.

    The score of a named ranking is a sum over the works that cite a work; what
    each of them adds is said, and why, in `citegraph.ranking.support`.

    Parameters
    ----------
    G : networkx.DiGraph or CitationArrays
        With the attributes that `citegraph.graph` describes.
    n : int, optional
        How many; `None` for all that can be ranked.
    by : str, optional
        ``"core"`` where the graph has seeds and ``"seminal"`` where not, by default.
    among : collection of works, optional
        Only these are returned, with their ranks in the whole graph.
    include_seeds : bool
        Whether seeds may be in the list.  A seed gains nothing from being
        one: it ranks by what others have to do with it, and a seed that
        nobody here cites is left out.
    seed : int
        Of the random numbers behind `rank_low` and `rank_high`.

    Returns
    -------
    tuple of CoreWork
        Ranked are the works somebody here cites; by ``core``, also those that
        cite a seed.  Works level in score are listed by local citation score,
        global citation score and name, and a caution says that they are level.

    Raises
    ------
    ValueError
        If *by* names no ranking and no measure.
    GraphError
        If *by* is a measure that is not defined on this graph.

    Examples
    --------
    >>> import networkx as nx
    >>> G = nx.DiGraph([("doi:10.1/s", "doi:10.1/a"), ("doi:10.1/t", "doi:10.1/a"), ("doi:10.1/t", "doi:10.1/b")])
    >>> for work, attributes in G.nodes(data=True):
    ...     attributes.update(seed=work in {"doi:10.1/s", "doi:10.1/t"}, authors=[f"{work[-1].upper()}, X."], year=2020)
    >>> [(work.rank, work.id) for work in core_works(G)]
    [(1, 'doi:10.1/a'), (2, 'doi:10.1/b')]
    >>> print(*core_works(G)[0].reasons, sep="\\n")
    Cited by both seeds (S 2020, T 2020).
    51 % of its score comes from S 2020, 49 % from T 2020.
    Local citation score 2: place 1 of 2.
    Place 1 of 2 by PageRank (0.4).

    Works that nothing tells apart get different ranks, and say so:

    >>> G.add_edge("doi:10.1/t", "doi:10.1/c")
    >>> print(core_works(G)[1].cautions[0])
    Shares places 2–3 with 1 other; their order is by name.

    Notes
    -----
    The range of places holds 90 % of 200 rankings in which each citing work
    is drawn 0, 1, 2 … times (the Poisson bootstrap), so that its reference
    list counts so often.  A seed's list is drawn like any other.
    """
    standing = ranked(G, by=by, include_seeds=include_seeds)
    entries = standing.order
    if among is not None:
        entries = [entry for entry in entries if standing.a.works[standing.rows[entry]] in among]
    return described(standing, entries if n is None else entries[: max(n, 0)], seed=seed)


def ranked(G, *, by=None, include_seeds=True) -> Standing:
    """Rank the works of a collection and say nothing of them yet; parameters as for `core_works`."""
    a = citation_arrays(G)
    by = by or ("core" if len(seed_rows(a)) else "seminal")
    if by not in RANKINGS and by not in MEASURES:
        raise ValueError(f"{by!r} is none of {', '.join([*RANKINGS, *sorted(MEASURES)])}")
    seeds = seed_rows(a)
    values = measured(a, by)
    rows = _candidates(a, by, seeds, values, include_seeds)
    support = SUPPORT[by](a, seeds) if by in SUPPORT else None
    if support is None or by in MEASURES:
        score = (len(rows) + 1 - mean_ranks(-settled(values[by][rows]))) / max(len(rows), 1)
    else:
        score = support.score()[rows]
        score = settled(score / max(score.max(initial=0), 1e-300))
    return Standing(a, seeds, rows, by, values, score, support)


def described(standing: Standing, entries, *, seed=0) -> tuple[CoreWork, ...]:
    """Return the works of *entries* with all that can be said of them, in that order."""
    if not len(entries):
        return ()
    low, high = places_when_resampled(standing, entries, seed)
    left_out, without = places_without_seeds(standing, entries)
    return tuple(
        _core_work(standing, entry, int(low[at]), int(high[at]), left_out, without[:, at])
        for at, entry in enumerate(entries)
    )


def core_report(works) -> list[dict]:
    """Return core works as the dictionaries that ``core --format json`` prints.

    >>> core_report([])
    []
    """
    return [
        asdict(work)
        | {name: list(getattr(work, name)) for name in ("authors", "reasons", "cautions")}
        | {"contributions": [asdict(contribution) for contribution in work.contributions]}
        for work in works
    ]


def _candidates(a, by, seeds, values, include_seeds):
    cited = np.diff(a.cited_by.indptr) - a.loops > 0
    seed = np.zeros(len(a), dtype=bool)
    seed[seeds] = True
    if by == "core":
        ranked_ones = cited | ((values["seed_links"] > 0) & ~seed) if len(seeds) else cited
    elif by in MEASURES and MEASURES[by].of_citing:
        ranked_ones = (cited | (values[by] > 0)) & (cited | ~seed)
    elif by in MEASURES:
        ranked_ones = cited & ~np.isnan(values[by])
    else:
        ranked_ones = cited
    return np.flatnonzero(ranked_ones & (include_seeds | ~seed))


def _core_work(standing, entry, low, high, left_out, without):
    row = standing.rows[entry]
    attributes = standing.a.attributes[row]
    known = {name: value[entry] for name, value in standing.values.items() if not np.isnan(value[entry])}
    score = round(float(standing.score[entry]), 6)
    return CoreWork(
        rank=standing.rank[entry],
        id=standing.a.works[row],
        doi=attributes.get("doi"),
        title=attributes.get("title") or attributes.get("text"),
        authors=tuple(attributes.get("authors", ())),
        year=attributes.get("year"),
        venue=attributes.get("venue"),
        seed=bool(attributes.get("seed")),
        score=score,
        measures={name: plain(value) for name, value in known.items()},
        ranks={name: standing.place(name, entry)[0] for name in known},
        rank_low=low,
        rank_high=high,
        reasons=reasons_for(standing, entry),
        cautions=cautions_for(standing, entry, low, high, left_out, without),
        of=len(standing.rows),
        contributions=_contributions(standing, entry),
    )


def _contributions(standing, entry):
    if standing.support is None:
        return ()
    rows, parts, own = standing.parts(entry)
    order = np.lexsort((rows, -settled(parts)))
    a, row = standing.a, standing.rows[entry]
    found = [
        Contribution(
            a.works[rows[at]],
            "its own reference list" if rows[at] == row else label(a, rows[at]),
            float(parts[at]),
        )
        for at in order[:_NAMED]
    ]
    rest = len(order) - len(found)
    if rest:
        found.append(Contribution(None, f"the other {rest} that cite it", float(parts[order[_NAMED:]].sum())))
    if own:
        found.append(Contribution(None, "being new", float(own)))
    return tuple(found)
