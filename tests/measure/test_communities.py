import sys

import networkx as nx
import pytest
from hypothesis import given

from citegraph.measure import citation_arrays, communities, core_number
from tests.benchmarks.citation_graphs import made_up_citations
from tests.graphs import citation_digraphs, fewer_examples


def made_up_graph():
    return nx.DiGraph(zip(*(side.tolist() for side in made_up_citations(900, 4000)), strict=True))


@fewer_examples
@given(citation_digraphs())
def test_core_number_agrees_with_networkx_on_a_simple_graph(G):
    simple = G.to_undirected()
    simple.remove_edges_from(list(nx.selfloop_edges(simple)))

    assert core_number(G) == nx.core_number(simple)


@fewer_examples
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


def test_the_same_seed_finds_the_same_communities_however_often_it_is_asked():
    a = citation_arrays(made_up_graph())
    first = communities(a)

    assert all(communities(a) == first for _ in range(5))
    assert communities(a, seed=1) != first


def test_the_works_of_a_community_hang_together():
    G = made_up_graph()
    groups = {}
    for work, number in communities(G).items():
        groups.setdefault(number, []).append(work)

    assert len(groups) > 3
    assert all(nx.is_weakly_connected(G.subgraph(works)) for works in groups.values())
