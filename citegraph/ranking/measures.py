"""The measures by which each work is given a rank, and may be ranked alone."""

import numpy as np

from citegraph import measure

__all__ = ["MEASURES", "OF_CITING_WORKS", "values_of"]


def _betweenness(a):
    return measure.betweenness(a, sample=256 if len(a) > 1000 else None)


MEASURES = {
    "age_normalized_citation_score": measure.age_normalized_citation_score,
    "attention_rank": measure.attention_rank,
    "betweenness": _betweenness,
    "core_number": measure.core_number,
    "disruption": measure.disruption,
    "global_citation_score": measure.global_citation_score,
    "hits": measure.hits,
    "hubs": measure.hubs,
    "katz": measure.katz,
    "local_citation_score": measure.local_citation_score,
    "local_cited_references": measure.local_cited_references,
    "pagerank": measure.pagerank,
    "seed_co_citation": measure.seed_co_citation,
    "seed_co_citation_cosine": measure.seed_co_citation_cosine,
    "seed_coupling_cosine": measure.seed_coupling_cosine,
    "seed_links": measure.seed_links,
    "seed_walk": measure.seed_walk,
}
# Those that a work which nobody cites can have.
OF_CITING_WORKS = {"hubs", "local_cited_references", "seed_coupling_cosine", "seed_links", "seed_walk"}
# Those of which a value costs as much as twenty of the others.
COSTLY = {"betweenness", "core_number", "disruption", "hits", "hubs"}
# Authorities outside the tightest part of a graph go to 0 and stop on the way there; what is left of them ranks nobody.
_DIGITS_OF_HITS = 10


def values_of(a, name) -> np.ndarray:
    """The value of each work by a measure, NaN where it has none."""
    value = MEASURES[name](a)
    values = np.array([value.get(work, np.nan) for work in a.works], dtype=float)
    return np.round(values, _DIGITS_OF_HITS) if name in ("hits", "hubs") else values
