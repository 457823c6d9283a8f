"""The numbers published beforehand for the peer support collection.

Nothing here asks for a particular work to come out first.
"""

from functools import cache

import pytest

from citegraph.graph import check_graph
from citegraph.measure import local_citation_score, pagerank
from citegraph.ranking import core_works
from tests.ranking.peer_support import peer_support

ASAD, ADAMS, MEAD = "doi:10.1007/s10597-015-9970-5", "doi:10.1016/j.socscimed.2020.113249", "doi:10.1037/h0095032"
REPPER, CLARKE = "doi:10.3109/09638237.2011.583947", "doi:10.1023/a:1010141826867"
DAVIDSON, BERRY = "doi:10.1016/j.wpsyc.2012.05.009", "doi:10.1108/17465721111188269"
CHANGE_MODEL, TEAMS = "doi:10.1017/s2045796014000407", "doi:10.1007/s10597-010-9321-5"

# order of the lists: nodes, edges, cited works
SIZES = {None: (254, 246, 221), "citation": (102, 97, 89), "alphabetical": (159, 149, 137)}

# order of the lists, work: local citation score, PageRank to four digits (None: not printed), its place by PageRank
PUBLISHED = {
    (None, ASAD): (3, 0.0046, 15),
    (None, ADAMS): (3, 0.0071, 1),
    (None, MEAD): (3, 0.0045, 18),
    (None, REPPER): (3, 0.0045, 19),
    (None, BERRY): (2, 0.0045, 16),
    (None, CLARKE): (2, 0.0042, 34),
    (None, DAVIDSON): (2, 0.0041, 36),
    (None, CHANGE_MODEL): (1, None, 97),
    (None, TEAMS): (1, None, None),
    ("citation", MEAD): (3, 0.0114, 3),
    ("citation", REPPER): (3, 0.0114, 4),
    ("citation", CLARKE): (2, 0.0106, 5),
    ("citation", DAVIDSON): (2, 0.0105, 6),
    ("citation", CHANGE_MODEL): (1, None, 24),
    ("alphabetical", ASAD): (3, 0.0073, 13),
    ("alphabetical", ADAMS): (3, 0.0113, 1),
    ("alphabetical", BERRY): (2, 0.0072, 14),
}


@cache
def by_pagerank(order):
    G = peer_support(order)
    return G, pagerank(G), {core.id: core for core in core_works(G, n=None, by="pagerank")}


@pytest.mark.parametrize("order", SIZES)
def test_graph_of_the_printed_entries_has_the_published_size(order):
    G = check_graph(peer_support(order))

    cited = sum(score > 0 for score in local_citation_score(G).values())

    assert (len(G), G.number_of_edges(), cited) == SIZES[order]


@pytest.mark.parametrize(("order", "work"), PUBLISHED)
def test_scores_and_places_are_the_published_ones(order, work):
    citations, share, place = PUBLISHED[order, work]
    G, shares, ranked = by_pagerank(order)
    level = [core.ranks["pagerank"] for core in ranked.values()].count(ranked[work].ranks["pagerank"])

    assert local_citation_score(G)[work] == citations
    if share:
        assert round(shares[work], 4) == share
    if place:
        assert ranked[work].ranks["pagerank"] <= place < ranked[work].ranks["pagerank"] + level


def test_first_places_by_citations_are_shared_as_published():
    works = core_works(peer_support(), n=None, by="local_citation_score")

    scores = [work.measures["local_citation_score"] for work in works]
    assert [scores.count(score) for score in (3, 2, 1)] == [6, 13, 202]
    assert [work.ranks["local_citation_score"] for work in works if work.id in (ASAD, BERRY, TEAMS)] == [1, 7, 20]
