"""Keep a part of a collection: the best works, some years, some communities."""

import networkx as nx

from citegraph import measure
from citegraph.graph import YEARS
from citegraph.ranking import core_works

__all__ = ["keep"]


def keep(G: nx.DiGraph, *, top=None, years=None, statuses=None, communities=None) -> nx.DiGraph:
    """Return a copy of *G* with only the works that fit, and the citations among them.

    Parameters
    ----------
    top : int, optional
        The *top* best core works that fit the other conditions, and nothing
        else: works that are not ranked, because nobody here cites them, go.
        Ranks are those of the whole graph, and each work kept has its own in
        the attribute `rank`.
    years : pair of int or None, optional
        First and last year, `None` where that end is open.  A work whose year
        is unknown, or outside `citegraph.graph.YEARS`, does not fit.
    statuses : iterable of str, optional
        Of ``resolved``, ``listed`` and ``unresolved``.
    communities : iterable of int, optional
        Numbers as `citegraph.measure.communities` gives them in the whole graph.

    Returns
    -------
    networkx.DiGraph
        It satisfies `citegraph.graph.check_graph`.  What is known of a work
        stays as it was: `depth` and `found_via` tell how it came into the
        collection, so that `found_via` may name works that are not kept.  The
        graph attribute `kept` says what was asked for and `of` how many works.

    Examples
    --------
    >>> G = nx.DiGraph([("doi:10.1/s", "doi:10.1/a"), ("doi:10.1/t", "doi:10.1/a"), ("doi:10.1/t", "doi:10.1/b")])
    >>> for work, attributes in G.nodes(data=True):
    ...     attributes.update(seed=work in {"doi:10.1/s", "doi:10.1/t"}, depth=1, found_via=["x"], status="listed")
    >>> G.nodes["doi:10.1/b"]["year"] = 1999
    >>> keep(G, top=1).nodes["doi:10.1/a"]["rank"]
    1

    The year of most works here is unknown, so no range of years holds them;
    and a work keeps the rank it has among all:

    >>> sorted(keep(G, years=(None, 2026)))
    ['doi:10.1/b']
    >>> keep(G, top=1, years=(1990, None)).nodes(data="rank")
    NodeDataView({'doi:10.1/b': 2}, data='rank')

    Notes
    -----
    The cost is that of `core_works` and `communities` where they are asked for.
    """
    fitting = [work for work, attributes in G.nodes(data=True) if _fits(attributes, years, statuses)]
    if communities is not None:
        wanted, group_of = set(communities), measure.communities(G)
        fitting = [work for work in fitting if group_of[work] in wanted]
    ranks = {}
    if top is not None:
        ranks = {work.id: work.rank for work in core_works(G, n=top, among=set(fitting))}
        fitting = [work for work in fitting if work in ranks]

    asked = {"top": top, "years": years and list(years)}
    asked |= {"statuses": statuses and sorted(statuses), "communities": communities and sorted(communities)}
    facts = {"of": len(G), **{name: value for name, value in asked.items() if value is not None}}
    return _part(G, fitting, ranks, facts)


def _part(G, works, ranks, facts):
    """The works and the citations among them, in the order of *G*, which a view of networkx would not keep."""
    part = nx.DiGraph(**{**G.graph, "kept": facts})
    part.add_nodes_from((work, dict(G.nodes[work])) for work in works)
    for work, rank in ranks.items():
        part.nodes[work]["rank"] = rank
    part.add_edges_from(
        (citing, cited, dict(attributes)) for citing, cited, attributes in G.edges(works, data=True) if cited in part
    )
    return part


def _fits(attributes, years, statuses):
    if statuses is not None and attributes["status"] not in statuses:
        return False
    if years is None:
        return True
    first, last = years
    year = attributes.get("year")
    return year in YEARS and (first is None or first <= year) and (last is None or year <= last)
