import sys

import networkx as nx
import pytest
from hypothesis import given

from citegraph.measure import communities, core_number
from tests.graphs import citation_digraphs


@given(citation_digraphs())
def test_core_number_agrees_with_networkx_on_a_simple_graph(G):
    simple = G.to_undirected()
    simple.remove_edges_from(list(nx.selfloop_edges(simple)))

    assert core_number(G) == nx.core_number(simple)


@given(citation_digraphs())
def test_communities_part_the_works_and_are_numbered_by_size(G):
    group_of = communities(G)

    sizes = [list(group_of.values()).count(number) for number in range(max(group_of.values()) + 1)]
    assert set(group_of) == set(G)
    assert sizes == sorted(sizes, reverse=True) and min(sizes) > 0


@pytest.mark.parametrize("library", ["sknetwork", "networkx"])
def test_two_literatures_that_hardly_cite_each_other_are_told_apart(library, monkeypatch):
    if library == "networkx":
        monkeypatch.setitem(sys.modules, "sknetwork.clustering", None)
    G = nx.DiGraph()
    for side in "ab":
        G.add_edges_from((f"{side}{citing}", f"{side}{cited}") for citing in range(6) for cited in range(citing))
    G.add_edge("a5", "b0")

    group_of = communities(G)

    assert {group_of[work] for work in G if work[0] == "a"}.isdisjoint(group_of[work] for work in G if work[0] == "b")
