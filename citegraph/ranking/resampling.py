"""How far a place can be trusted: ranks again with other citing works, and with other seeds."""

import numpy as np

from citegraph.errors import GraphError
from citegraph.measure.agreement import mean_ranks
from citegraph.ranking.measures import MEASURES, values_of
from citegraph.ranking.standing import Standing, settled
from citegraph.ranking.support import core_support

__all__ = ["places_when_resampled", "places_without_seeds"]

_ROUNDS = 200
_CITATIONS_RESAMPLED = 2_000_000
_VALUES_AT_ONCE = 4_000_000
_SEEDS_LEFT_OUT = 50
# Chances that a work is drawn 0, 1, 2 … times: Poisson's with mean 1.
_DRAWN = np.cumsum(np.exp(-1.0) / np.cumprod([1.0, *range(1, 12)]))


def places_when_resampled(standing: Standing, entries, seed=0) -> tuple[np.ndarray, np.ndarray]:
    """Return the lowest and the highest place of each of *entries* in 90 % of 200 resampled rankings.

    In each round every citing work is drawn 0, 1, 2 … times, once on average
    (the Poisson bootstrap), and its reference list counts so often.  What a
    measure makes of a list that counts twice is not defined, unless it is a
    sum over citing works; by other measures a list counts once or not at all,
    and rounds are fewer where they are costly, though at least ten.
    """
    entries = np.asarray(entries, dtype=np.int64)
    random = np.random.default_rng(seed)
    if standing.support is not None:
        places = _of_sums(standing, entries, random)
    else:
        places = _of_measure(standing, entries, random)
    first, last = np.transpose([standing.place("score", entry) for entry in entries]) if len(entries) else ([], [])
    low = np.minimum(first, np.floor(np.percentile(places, 5, axis=0)))
    high = np.maximum(last, np.ceil(np.percentile(places, 95, axis=0)))
    return low.astype(int), high.astype(int)


def _of_sums(standing, entries, random):
    parts, own = standing.support.parts[standing.rows], standing.support.own[standing.rows]
    at_once = max(1, _VALUES_AT_ONCE // max(len(standing.a), 1))
    places = np.empty((_ROUNDS, len(entries)))
    for first in range(0, _ROUNDS, at_once):
        # One uniform number each, the same on every machine; how libraries draw from Poisson's has changed.
        drawn = np.searchsorted(_DRAWN, random.random((min(at_once, _ROUNDS - first), len(standing.a)))).astype(float)
        scores = settled(parts @ drawn.T + own[:, None]).T
        for round_, score in enumerate(scores, start=first):
            places[round_] = _places(score, entries)
    return places


def _places(score, entries):
    """The middle of the places that works level with each other share."""
    ordered, own = np.sort(-score), -score[entries]
    return (np.searchsorted(ordered, own, "left") + np.searchsorted(ordered, own, "right") + 1) / 2


def _of_measure(standing, entries, random):
    a, name = standing.a, standing.by
    most = _CITATIONS_RESAMPLED // MEASURES[name].cost
    rounds = max(10, min(_ROUNDS, most // max(a.cites.nnz, 1)))
    places = np.empty((rounds, len(entries)))
    for round_ in range(rounds):
        fewer = a.keeping(random.random(len(a)) >= _DRAWN[0])
        try:
            values = values_of(fewer, name)[standing.rows]
        except GraphError:
            # Not defined on what was drawn: nothing parts the works.
            values = np.zeros(len(standing.rows))
        places[round_] = mean_ranks(-settled(values))[entries]
    return places


def places_without_seeds(standing: Standing, entries) -> tuple[np.ndarray, np.ndarray]:
    """Return seeds, and the place that each of *entries* (columns) would have without each of them (rows).

    Of more than fifty seeds, fifty evenly spread are left out in turn.  A
    work has no place, NaN, where it is itself the seed left out.
    """
    seeds = standing.seeds
    if standing.by != "core" or len(seeds) < 2:
        return seeds[:0], np.empty((0, len(entries)))
    left_out = seeds[np.unique(np.linspace(0, len(seeds) - 1, min(len(seeds), _SEEDS_LEFT_OUT)).astype(int))]
    entries = np.asarray(entries, dtype=np.int64)
    places = np.empty((len(left_out), len(entries)))
    for number, seed in enumerate(left_out):
        score = settled(core_support(standing.a, seeds[seeds != seed]).score()[standing.rows])
        places[number] = np.searchsorted(np.sort(-score), -score[entries], "left") + 1
        places[number, standing.rows[entries] == seed] = np.nan
    return left_out, places
