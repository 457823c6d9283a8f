"""The core works of each community."""

from dataclasses import asdict, dataclass

import numpy as np

from citegraph.measure import communities, community_names, community_stability
from citegraph.ranking.core import CoreWork, core_report, described, ranked

__all__ = ["CommunityCore", "community_cores", "community_report"]


@dataclass(frozen=True, slots=True)
class CommunityCore:
    """A group of works that mostly cite among themselves, and its core.

    Attributes
    ----------
    number
        As `citegraph.measure.communities` numbers it, 0 being the largest.
    name
        Words that set its titles apart; empty without titles.
    size
        How many works it has.
    stability
        How well it is found again from other random starts, 0 to 1.
    works
        Its best works, with their ranks in the whole graph.
    """

    number: int
    name: str
    size: int
    stability: float
    works: tuple[CoreWork, ...]


def community_cores(G, n=3, *, by=None, fewest=3, seed=0) -> tuple[CommunityCore, ...]:
    """Return each community that has a work to rank, the largest first, with its *n* best works.

    Parameters
    ----------
    by : str, optional
        The ranking, as for `core_works`.
    fewest : int
        Communities of fewer works are left out; by default, pairs and works alone.

    Examples
    --------
    >>> import networkx as nx
    >>> G = nx.DiGraph([("b", "a"), ("c", "a"), ("c", "b"), ("y", "x"), ("z", "x"), ("z", "y")])
    >>> [(community.number, community.works[0].id) for community in community_cores(G)]
    [(0, 'a'), (1, 'x')]
    """
    standing = ranked(G, by=by)
    a = standing.a
    group_of = communities(a, seed=seed)
    names, stability = community_names(a, group_of), community_stability(a, seed=seed)
    sizes = np.bincount(list(group_of.values()), minlength=1)
    best = {}
    for entry in standing.order:
        group = group_of[a.works[standing.rows[entry]]]
        if sizes[group] >= fewest and len(best.setdefault(group, [])) < n:
            best[group].append(entry)
    groups = sorted(best)
    works = iter(described(standing, [entry for group in groups for entry in best[group]], seed=seed))
    return tuple(
        CommunityCore(
            group, names[group], int(sizes[group]), round(stability[group], 4), tuple(next(works) for _ in best[group])
        )
        for group in groups
    )


def community_report(found) -> list[dict]:
    """Return communities as the dictionaries that ``core --communities --format json`` prints.

    >>> community_report([])
    []
    """
    return [asdict(community) | {"works": core_report(community.works)} for community in found]
