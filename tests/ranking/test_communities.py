import json

import networkx as nx

from citegraph.measure import communities, community_names, community_stability
from citegraph.ranking import community_cores, community_report, core_works
from tests.graphs import citation_graph

TITLES = {"a": "Peer support in mental health", "b": "Wild bees and their pollination of towns"}


def two_literatures():
    lists = {f"{side}{citing}": [f"{side}{cited}" for cited in range(citing)] for side in "ab" for citing in range(1, 7)}
    lists["a6"].append("b0")
    titles = {f"{side}{number}": f"{TITLES[side]}, part {number}" for side in "ab" for number in range(7)}
    return citation_graph(lists, title=titles)


def test_each_community_has_its_core_with_ranks_of_the_whole():
    G = two_literatures()
    rank = {work.id: work.rank for work in core_works(G, n=None)}

    found = community_cores(G, 2)

    assert [community.size for community in found] == [7, 7]
    for community in found:
        assert len(community.works) == 2
        assert len({work.id[-2] for work in community.works}) == 1
        assert [work.rank for work in community.works] == sorted(rank[work.id] for work in community.works)


def test_communities_are_named_by_words_of_their_own_titles_alone():
    for community in community_cores(two_literatures()):
        own, other = (TITLES[side].lower() for side in (community.works[0].id[-2], "ba"["ab".index(community.works[0].id[-2])]))
        words = community.name.lower().split(", ")
        assert len(words) == 3
        assert all(word in own and word not in other.split() for word in words)


def test_plural_and_case_do_not_part_a_word_and_the_commonest_spelling_is_shown():
    G = nx.DiGraph([("b", "a"), ("c", "a"), ("y", "x")])
    titles = dict(a="Bees", b="Wild bees", c="A bee", x="Peer work", y="Work among peers")
    nx.set_node_attributes(G, titles, "title")

    assert community_names(G, dict(a=0, b=0, c=0, x=1, y=1), terms=1) == {0: "bees", 1: "peers"}


def test_stability_is_one_where_every_start_ends_alike_and_lower_where_not():
    assert set(community_stability(two_literatures()).values()) == {1.0}

    ring = nx.DiGraph([(number, (number + 1) % 40) for number in range(40)])
    stability = community_stability(ring)
    assert set(stability) == set(communities(ring).values())
    assert all(0 < value <= 1 for value in stability.values()) and min(stability.values()) < 1


def test_pairs_and_works_alone_are_no_communities_to_tell():
    assert community_cores(citation_graph({"p": ["a"], "q": ["b"]})) == ()


def test_a_report_of_communities_survives_json():
    (first, _) = json.loads(json.dumps(community_report(community_cores(two_literatures())), allow_nan=False))

    assert list(first) == ["number", "name", "size", "stability", "works"]
    assert first["works"][0]["reasons"]
