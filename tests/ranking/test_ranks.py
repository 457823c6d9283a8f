"""Where every work stands by every measure."""

import networkx as nx
import pytest

from citegraph.errors import GraphError
from citegraph.measure import pagerank
from citegraph.ranking import MEASURES, core_works, measure_ranks, resampling
from tests.graphs import citation_graph, doi
from tests.ranking.test_core import busy_literature


@pytest.fixture(autouse=True, scope="module")
def few_resamples():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(resampling, "_ROUNDS", 5)
        yield


@pytest.mark.parametrize("by", [None, "seminal", "hubs", "closeness"])
def test_values_and_ranks_are_those_of_the_core_works(by):
    G = busy_literature()
    ranks = measure_ranks(G, by=by)

    for work in core_works(G, n=None, by=by):
        assert {name: found.value for name, found in ranks[work.id].items()} == work.measures
        assert {name: found.rank for name, found in ranks[work.id].items()} == work.ranks


def test_every_work_of_the_graph_has_its_values():
    G = busy_literature()
    ranks = measure_ranks(G)

    assert set(ranks) == set(G)
    assert {work: found["pagerank"].value for work, found in ranks.items()} == pagerank(G)


def test_works_that_are_level_share_the_best_rank():
    ranks = measure_ranks(citation_graph({"x": "ab", "y": "abc", "z": "ab"}))
    found = [ranks[doi(work)]["local_citation_score"] for work in "abcx"]

    assert [(one.rank, one.of) for one in found] == [(1, 3), (1, 3), (3, 3), (None, 3)]


def test_ranks_are_among_those_that_have_the_measure():
    G = citation_graph({"x": "ab", "y": "ab", "a": "c"}, gcs={"a": 3, "x": 9})

    assert measure_ranks(G)[doi("a")]["global_citation_score"] == (3, 1, 1)
    assert measure_ranks(G)[doi("x")]["global_citation_score"] == (9, None, 1)


def test_a_measure_asked_for_that_the_graph_does_not_define_is_told():
    G = citation_graph({"x": "ab", "a": "b"})

    assert "eigenvector" not in measure_ranks(G)[doi("b")]
    with pytest.raises(GraphError, match="not defined"):
        measure_ranks(G, by="eigenvector")


def test_costly_measures_wait_in_large_graphs_until_they_are_asked_for():
    G = nx.DiGraph((str(at), str(at // 3)) for at in range(1, 1100))

    assert "closeness" not in measure_ranks(G)["0"]
    assert measure_ranks(G, by="closeness")["0"]["closeness"].rank == 1


def test_every_measure_says_what_it_is_in_a_short_phrase():
    for name, kind in MEASURES.items():
        assert 0 < len(kind.says) <= 70 and not kind.says.endswith("."), name


@pytest.mark.parametrize("G", [nx.DiGraph(), citation_graph({"s": []}), citation_graph({"s": ["s"]}, seeds="s")])
def test_graphs_without_citations_between_works_rank_nothing(G):
    assert all(found.rank is None for ranks in measure_ranks(G).values() for found in ranks.values())
