"""The measures by which each work is given a rank, and may be ranked alone."""

from collections.abc import Callable
from functools import partial
from math import log2
from typing import NamedTuple

import numpy as np

from citegraph import measure
from citegraph.errors import GraphError

__all__ = ["MEASURES", "Measure", "is_left_out", "measured", "values_of"]

# In graphs of more works, betweenness follows citations from so many only.
_SAMPLED_BEYOND, _FOLLOWED = 1000, 256
# In graphs of more works, measures of this cost wait until they are asked for.
_QUICK_UP_TO, _SLOW = 2000, 100
# Authorities outside the tightest part of a graph go to 0 and stop on the way there; what is left of them ranks nobody.
_DIGITS_OF_HITS = 10


class Measure(NamedTuple):
    """A measure that gives each work a number.

    Attributes
    ----------
    of
        Maps the works of a graph's arrays to their numbers, as
        `citegraph.measure` defines them.
    says
        What the number says of a work, in a phrase.
    of_citing
        Whether a work that nobody cites can have it.
    cost
        Roughly, in units of what PageRank costs.
    """

    of: Callable
    says: str
    of_citing: bool = False
    cost: int = 1


def _betweenness(a):
    return measure.betweenness(a, sample=_FOLLOWED if len(a) > _SAMPLED_BEYOND else None)


def _closeness(a):
    return measure.closeness(a, sample=4 * _FOLLOWED if len(a) > _QUICK_UP_TO else None)


def _heaviest_burst(a):
    return {work: max(burst.weight for burst in bursts) for work, bursts in measure.citation_bursts(a).items()}


def _beauty(a):
    return {work: awakening.beauty for work, awakening in measure.sleeping_beauties(a).items()}


def _paths(a):
    # Logarithms, since counts go beyond all floats; works in circles as one, so that every graph has them.
    return {work: log2(count) for work, count in measure.search_paths(a, cycles="shrink").works.items()}


def _variant(a, name):
    values = ((work, getattr(found, name)) for work, found in measure.disruption_variants(a).items())
    return {work: value for work, value in values if value is not None}


MEASURES = {
    "age_normalized_citation_score": Measure(
        measure.age_normalized_citation_score, "citations over the mean of cited works of its age"
    ),
    "attention_rank": Measure(measure.attention_rank, "where readers turn now (AttRank)"),
    "betweenness": Measure(_betweenness, "shortest chains of citations that pass through it", cost=20),
    "citation_bursts": Measure(_heaviest_burst, "weight of its heaviest burst of citations", cost=_SLOW),
    "cite_rank": Measure(measure.cite_rank, "how often who starts from recent works comes upon it (CiteRank)", cost=20),
    "closeness": Measure(_closeness, "how few citations away the works are that lead to it", cost=_SLOW),
    "core_number": Measure(measure.core_number, "the tightest part of the graph it belongs to (k-core)", cost=20),
    "di_l": Measure(partial(_variant, name="di_l"), "disruption by works that cite five of its references", cost=_SLOW),
    "di_nok": Measure(partial(_variant, name="di_nok"), "disruption by the works that cite it alone", cost=_SLOW),
    "disruption": Measure(measure.disruption, "how far it replaced what it cites (CD index)", cost=20),
    "eigenvector": Measure(measure.eigenvector, "cited by what is cited, as far as circles of citations feed it"),
    "global_citation_score": Measure(measure.global_citation_score, "citations that a service counts everywhere"),
    "hits": Measure(measure.hits, "authority: cited by good hubs (HITS)", cost=20),
    "hubs": Measure(measure.hubs, "hub: cites good authorities (HITS)", of_citing=True, cost=20),
    "katz": Measure(measure.katz, "chains of citations that lead to it, long ones less (Katz)"),
    "knowledge_persistence": Measure(measure.knowledge_persistence, "how much of the newest works goes back to it"),
    "local_citation_score": Measure(measure.local_citation_score, "citations within the graph"),
    "local_cited_references": Measure(
        measure.local_cited_references, "works of the graph that it cites", of_citing=True
    ),
    "mcd": Measure(partial(_variant, name="mcd"), "CD index times the works that cite it", cost=_SLOW),
    "pagerank": Measure(measure.pagerank, "cited by works that are cited (PageRank)"),
    "participation_coefficient": Measure(
        measure.participation_coefficient,
        "how evenly its neighbours are spread over communities",
        of_citing=True,
        cost=_SLOW,
    ),
    "reference_share": Measure(
        measure.reference_share, "share of its reference list that is in the graph", of_citing=True
    ),
    "rescaled_pagerank": Measure(measure.rescaled_pagerank, "PageRank above that of works of its age"),
    "search_path_logarithm": Measure(
        _paths, "chains of works through it (SPC, circles as one), as a logarithm", cost=_SLOW
    ),
    "seed_co_citation": Measure(measure.seed_co_citation, "citations together with seeds"),
    "seed_co_citation_cosine": Measure(
        measure.seed_co_citation_cosine, "share of its citations that are together with seeds"
    ),
    "seed_coupling_cosine": Measure(
        measure.seed_coupling_cosine, "share of its references that seeds cite too", of_citing=True
    ),
    "seed_links": Measure(measure.seed_links, "citations to and from seeds", of_citing=True),
    "seed_walk": Measure(measure.seed_walk, "how often who starts from seeds comes upon it", of_citing=True),
    "sleeping_beauties": Measure(_beauty, "how long it slept before it was cited most (beauty)", cost=_SLOW),
}


def values_of(a, name) -> np.ndarray:
    """The value of each work by a measure, NaN where it has none.

    Raises `GraphError` where the measure is not defined on the graph.
    """
    value = MEASURES[name].of(a)
    values = np.array([value.get(work, np.nan) for work in a.works], dtype=float)
    return np.round(values, _DIGITS_OF_HITS) if name in ("hits", "hubs") else values


def is_left_out(a, name) -> bool:
    """Whether a measure waits until it is asked for, since it would take too long on so many works."""
    return MEASURES[name].cost >= _SLOW and len(a) > _QUICK_UP_TO


def measured(a, by=None) -> dict[str, np.ndarray]:
    """The values of each work by every measure: by *by*, and by the others that are defined and quick enough.

    Without seeds those that start from seeds say nothing.
    """
    values = {}
    for name in MEASURES:
        tells = len(a.seeds) or not name.startswith("seed_")
        try:
            if name == by or (tells and not is_left_out(a, name)):
                values[name] = values_of(a, name)
        except GraphError:
            if name == by:
                raise
    return values
