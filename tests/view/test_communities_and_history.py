"""Communities on the map and the timeline, and the historiograph."""

from types import SimpleNamespace

import networkx as nx
import numpy as np

from citegraph.view.layout import force_layout, historiograph_layout, timeline_layout
from tests.view.examples import grown_graph


def two_communities():
    G, group_of = grown_graph(120), {}
    for work in G:
        group_of[work] = int(work[-1]) % 2
    return G, group_of


def test_communities_stand_closer_together_when_they_are_given():
    G, group_of = two_communities()

    def own(positions):
        middle = [np.mean([positions[w] for w in G if group_of[w] == g], axis=0) for g in (0, 1)]
        return np.mean([np.hypot(*(middle[group_of[w]] - positions[w])) for w in G]) / np.hypot(*(middle[0] - middle[1]))

    assert own(force_layout(G, group_of)) < 0.8 * own(force_layout(G))


def test_works_of_a_community_stand_within_its_lanes():
    G, group_of = two_communities()
    timeline = timeline_layout(G, force_layout(G, group_of), group_of)

    assert [number for number, _, _ in sorted(timeline.lanes)] == [0, 1]
    assert timeline.lanes[0][2] <= timeline.lanes[1][1]
    for number, top, bottom in timeline.lanes:
        assert all(top <= timeline.positions[work][1] <= bottom for work in G if group_of[work] == number)
    assert len(set(timeline.positions.values())) == len(G)


def core_of(G, number):
    return [SimpleNamespace(id=work) for work in sorted(G, key=lambda work: (-G.in_degree(work), work))[:number]]


def test_older_works_of_the_history_stand_higher_and_apart():
    G = grown_graph(300)
    history = historiograph_layout(G, core_of(G, 20))
    at = np.array(list(history.positions.values()))
    far = np.hypot(*(at[:, None] - at[None]).transpose(2, 0, 1)) + np.eye(len(at)) * 1e6
    order = sorted(history.positions, key=lambda work: G.nodes[work]["year"])

    assert far.min() > 50
    assert [y for _, y in history.years] == sorted(y for _, y in history.years)
    assert all(
        history.positions[a][1] < history.positions[b][1]
        for a in order
        for b in order
        if G.nodes[a]["year"] < G.nodes[b]["year"]
    )


def test_undated_works_of_the_history_stand_below_and_order_of_building_does_not_matter():
    G = nx.DiGraph([("c", "a"), ("c", "b"), ("d", "a"), ("a", "b"), ("b", "a")])
    G.add_nodes_from("abc", year=2000)
    turned = nx.DiGraph(G.subgraph(G).reverse()).reverse()
    history = historiograph_layout(G, core_of(G, 4))

    assert history.undated_y == history.positions["d"][1] > max(history.positions[work][1] for work in "abc")
    assert history.positions["c"][1] > history.positions["a"][1]
    assert historiograph_layout(turned, core_of(G, 4)) == history
