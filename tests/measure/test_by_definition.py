import pytest

from tests.benchmarks.measures_by_definition import alike, random_graph
from tests.measure.by_definition import CHECKS, SKIPPED

# tests.benchmarks.measures_by_definition takes ten thousand.
GRAPHS = 40


@pytest.mark.parametrize("name", CHECKS)
def test_measure_is_what_its_definition_says_on_random_graphs(name):
    compared = 0
    for seed in range(GRAPHS):
        found, expected = CHECKS[name](random_graph(seed))
        if found is not SKIPPED:
            compared += 1
            assert alike(found, expected), f"random_graph({seed})"

    assert compared > GRAPHS / 2


def test_random_graphs_are_of_every_kind():
    graphs = [random_graph(seed) for seed in range(200)]

    assert {len(G) for G in graphs} == set(range(13))
    assert any(G.has_edge(work, work) for G in graphs for work in G)
    assert any(G.has_edge(*reversed(edge)) for G in graphs for edge in G.edges if edge[0] != edge[1])
    assert any(not G.degree(work) for G in graphs for work in G)
    assert any("year" not in G.nodes[work] for G in graphs for work in G)


def test_a_difference_is_seen():
    assert not alike({"a": 0.1}, {"a": 0.1 + 1e-6})
    assert not alike({"a": 1}, {"a": 1, "b": 0})
    assert not alike([1.0, None], [1.0, 0.0])
