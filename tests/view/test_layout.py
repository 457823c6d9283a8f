import subprocess
import sys
import time

import networkx as nx
import numpy as np
import pytest
from scipy.sparse.csgraph import shortest_path

from citegraph.view.layout import LENGTH, force_layout, radius, timeline_layout
from tests.view.examples import add, cite, grown_graph, small_graph


def stress(G, positions):
    """How far distances on the page are from distances in the graph; smaller is better."""
    part = sorted(max(nx.weakly_connected_components(G), key=len))
    steps = shortest_path(nx.to_scipy_sparse_array(G.to_undirected().subgraph(part), nodelist=part), unweighted=True)
    at = np.array([positions[work] for work in part])
    far = np.sqrt(((at[:, None] - at[None]) ** 2).sum(axis=-1))
    above = np.triu_indices(len(part), 1)
    d, e = steps[above], far[above]
    scale = (e / d).sum() / ((e / d) ** 2).sum()
    return (((scale * e - d) / d) ** 2).mean()


@pytest.mark.parametrize("works", [40, 900])
def test_order_of_building_does_not_move_a_work(works):
    G = grown_graph(works)
    shuffled = nx.DiGraph()
    shuffled.add_nodes_from(sorted(G, reverse=True))
    shuffled.add_edges_from(sorted(G.edges, key=lambda edge: edge[::-1], reverse=True))

    assert force_layout(shuffled) == force_layout(G)


def test_another_process_places_works_the_same():
    code = "from tests.view.examples import grown_graph; from citegraph.view.layout import force_layout; print(force_layout(grown_graph(700)))"
    runs = {
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env={"PYTHONHASHSEED": seed, "PYTHONPATH": "."}).stdout
        for seed in ("1", "2")
    }

    assert len(runs) == 1


@pytest.mark.parametrize("works", [300, 800])
def test_picture_is_as_true_to_the_graph_as_a_known_layout(works):
    igraph = pytest.importorskip("igraph")
    import random

    G = grown_graph(works)
    order = sorted(G)
    place = {work: i for i, work in enumerate(order)}
    igraph.set_random_number_generator(random.Random(1))
    known = igraph.Graph(n=works, edges=[(place[a], place[b]) for a, b in G.edges]).layout_fruchterman_reingold(grid=False)
    igraph.set_random_number_generator(random)

    assert stress(G, force_layout(G)) <= 1.1 * stress(G, {work: known[place[work]] for work in order})


def test_no_mark_covers_another():
    G = grown_graph(250)
    positions = force_layout(G)
    works = sorted(G)
    at = np.array([positions[work] for work in works])
    room = np.array([radius(G.in_degree(work)) for work in works])
    far = np.sqrt(((at[:, None] - at[None]) ** 2).sum(axis=-1)) + np.eye(len(works)) * 1e6

    assert (far > (room[:, None] + room[None]) * 0.9).mean() > 0.9999


def test_works_without_citations_stand_below_all_others():
    G = small_graph()
    positions = force_layout(G)

    assert positions["doi:10.1000/alone"][1] > max(y for work, (_, y) in positions.items() if work != "doi:10.1000/alone")


def test_unlinked_parts_do_not_overlap():
    G = nx.DiGraph([(f"{part}{i}", f"{part}0") for part in "abc" for i in range(1, 9)])
    positions = force_layout(G)
    boxes = []
    for part in "abc":
        at = np.array([xy for work, xy in positions.items() if work[0] == part])
        boxes.append((at.min(axis=0), at.max(axis=0)))

    assert all(
        (low > other_high).any() or (other_low > high).any()
        for i, (low, high) in enumerate(boxes)
        for other_low, other_high in boxes[i + 1 :]
    )


def test_a_work_that_cites_itself_has_a_place():
    assert len(force_layout(nx.DiGraph([("a", "a"), ("b", "c")]))) == 3


def test_citations_have_a_readable_length():
    G = grown_graph(200)
    positions = force_layout(G)
    lengths = [np.hypot(*np.subtract(positions[a], positions[b])) for a, b in G.edges]

    assert LENGTH / 3 < np.median(lengths) < LENGTH * 8


def test_later_years_stand_further_right():
    G = grown_graph(300)
    timeline = timeline_layout(G, force_layout(G))
    by_year = sorted((G.nodes[work]["year"], timeline.positions[work][0]) for work in G)
    right_of = {}
    for year, x in by_year:
        low, high = right_of.get(year, (x, x))
        right_of[year] = (min(low, x), max(high, x))
    years = sorted(right_of)

    assert all(right_of[a][1] < right_of[b][0] for a, b in zip(years, years[1:]))


def test_no_two_works_share_a_place_on_the_timeline():
    G = grown_graph(400)
    positions = timeline_layout(G, force_layout(G)).positions

    assert len(set(positions.values())) == len(G)


def test_works_without_a_year_have_a_column_of_their_own():
    G = small_graph()
    timeline = timeline_layout(G, force_layout(G))

    assert timeline.positions["ref:0123456789ab"][0] == timeline.undated_x < min(x for _, x in timeline.years)


def test_a_long_gap_is_shortened_and_named():
    G = nx.DiGraph()
    for name, year in (("doi:10.1000/a", 1887), ("doi:10.1000/b", 1990), ("doi:10.1000/c", 1991)):
        add(G, name, year=year)
    cite(G, "doi:10.1000/c", "doi:10.1000/a")
    timeline = timeline_layout(G, force_layout(G))
    (_, a), (_, b), (_, c) = timeline.years

    assert timeline.shortened == ((1887, 1990),)
    assert b - a < 10 * (c - b)


def test_a_graph_without_years_has_only_the_column_without():
    G = nx.DiGraph([("a", "b")])
    timeline = timeline_layout(G, force_layout(G))

    assert timeline.years == () and {x for x, _ in timeline.positions.values()} == {timeline.undated_x}


@pytest.mark.benchmark
@pytest.mark.parametrize(("works", "seconds"), [(300, 0.5), (2000, 5), (10_000, 30)])
def test_layout_stays_within_its_budget(works, seconds):
    G = grown_graph(works)
    start = time.process_time()
    timeline_layout(G, force_layout(G))

    assert time.process_time() - start < seconds
