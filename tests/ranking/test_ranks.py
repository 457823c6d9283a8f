"""Where every work stands by every measure."""

import inspect

import networkx as nx
import pytest

from citegraph import measure
from citegraph.errors import CyclicGraphError, GraphError
from citegraph.measure import citation_arrays, pagerank
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


def test_without_seeds_nothing_is_measured_from_them_unless_asked():
    G = citation_graph({"x": "ab", "a": "b"})

    assert not [name for name in measure_ranks(G)[doi("b")] if name.startswith("seed_")]
    assert measure_ranks(G, by="seed_links")[doi("b")]["seed_links"] == (0, 1, 2)


def test_costly_measures_wait_in_large_graphs_until_they_are_asked_for():
    G = nx.DiGraph((str(at), str(at // 3)) for at in range(1, 2100))

    assert "closeness" not in measure_ranks(G)["0"]
    assert measure_ranks(G, by="closeness")["0"]["closeness"].rank == 1


def test_every_measure_says_what_it_is_in_a_short_phrase():
    for name, kind in MEASURES.items():
        assert 0 < len(kind.says) <= 70 and not kind.says.endswith("."), name


@pytest.mark.parametrize("G", [nx.DiGraph(), citation_graph({"s": []}), citation_graph({"s": ["s"]}, seeds="s")])
def test_graphs_without_citations_between_works_rank_nothing(G):
    assert all(found.rank is None for ranks in measure_ranks(G).values() for found in ranks.values())


# What tells groups, not numbers; and what is in the table by the names of its parts.
NO_RANKING = {"communities"}
BY_PARTS = {"disruption_variants": {"di_l", "di_nok", "mcd"}}


def test_every_measure_of_works_is_in_the_table():
    a, told = citation_arrays(busy_literature()), set()
    for name in measure.__all__:
        function = getattr(measure, name)
        needed = [p for p in inspect.signature(function).parameters.values() if p.default is p.empty]
        if inspect.isfunction(function) and len(needed) == 1 and needed[0].name == "G":
            try:
                found = function(a)
            except CyclicGraphError:
                continue
            if isinstance(found, dict) and found and found.keys() <= set(a.works):
                told |= BY_PARTS.get(name, {name}) - NO_RANKING

    assert told and told <= MEASURES.keys()
