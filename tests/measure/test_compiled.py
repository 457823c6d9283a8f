"""What compiled loops return is what numpy returns."""

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings

from citegraph import measure
from citegraph.measure import order
from citegraph.measure.arrays import arrays_of_citations, citation_arrays
from citegraph.measure.path_counts import search_path_logarithms
from tests.benchmarks.citation_graphs import citations_with_circles, made_up_citations
from tests.graphs import citation_dags

MEASURES = {
    "pagerank": measure.pagerank,
    "katz": measure.katz,
    "core_number": measure.core_number,
    "betweenness": measure.betweenness,
    "sampled betweenness": lambda a: measure.betweenness(a, sample=7, seed=1),
    "disruption": measure.disruption,
    "disruption within five years": lambda a: measure.disruption(a, years=5),
}


def both_ways(monkeypatch, measured, a):
    pytest.importorskip("numba", reason="the extra fast is not installed")
    results = []
    for worth in (np.inf, 0):
        monkeypatch.setattr(order, "_WORTH_COMPILING", worth)
        a.__dict__.pop("sweep", None)
        a.__dict__.pop("_ordered", None)
        results.append(measured(a))
    return results


def some_graphs():
    random = np.random.default_rng(3)
    years = [{"year": 1980 + work // 8} if work % 9 else {} for work in range(300)]
    yield "acyclic", arrays_of_citations(*made_up_citations(300, 2400), attributes=years)
    yield "in circles", arrays_of_citations(*citations_with_circles(300, 2400, share=0.05), attributes=years)
    yield "at random, with loops", arrays_of_citations(*random.integers(0, 300, (2, 1200)), attributes=years)
    yield "empty", citation_arrays(nx.DiGraph())


@pytest.mark.parametrize("name", MEASURES)
@pytest.mark.parametrize("graph", ["acyclic", "in circles", "at random, with loops", "empty"])
def test_compiled_loops_give_the_values_that_numpy_gives(monkeypatch, name, graph):
    plain, compiled = both_ways(monkeypatch, MEASURES[name], dict(some_graphs())[graph])

    assert compiled == pytest.approx(plain, rel=1e-11, abs=1e-10)


def test_compiled_path_counts_are_those_of_numpy(monkeypatch):
    a = dict(some_graphs())["acyclic"]
    (plain, error), (compiled, _) = both_ways(monkeypatch, search_path_logarithms, a)

    assert np.abs(plain - compiled).max() <= 2 * error


@pytest.mark.parametrize("graph", ["in circles", "at random, with loops"])
def test_pagerank_in_many_circles_is_that_of_a_direct_solution(graph):
    a = dict(some_graphs())[graph]
    length = np.diff(a.cites.indptr)
    passed = 0.85 * a.cites.toarray() / np.maximum(length, 1)[:, None]
    shares = np.linalg.solve(np.eye(len(a)) - passed.T, np.ones(len(a)))

    assert np.abs(np.array(list(measure.pagerank(a).values())) - shares / shares.sum()).sum() < 1e-11


def test_a_circle_that_gains_is_refused_however_many_works_it_has():
    for works in (2, 30, 300):
        a = arrays_of_citations(np.arange(works), (np.arange(works) + 1) % works)
        with pytest.raises(ValueError, match="around a circle"):
            measure.katz(a, alpha=1.5)
    with pytest.raises(ValueError, match="around a circle"):
        measure.katz(arrays_of_citations([0, 1, 2], [1, 2, 0]), alpha=1.0)


@given(citation_dags())
@settings(max_examples=50)
def test_logarithms_of_path_counts_are_within_their_error(G):
    a = citation_arrays(G)
    found, error = search_path_logarithms(a, weight="SPLC")
    counts = measure.search_path_link_count(a)

    assert list(counts) == [(a.works[c], a.works[d]) for c, d in zip(a.citing_rows, a.cites.indices, strict=True)]
    assert np.abs(found - np.log2(np.array(list(counts.values()), dtype=float))).max(initial=0) <= error


def test_path_counts_past_the_range_of_floats_keep_their_logarithms():
    steps = 1100
    G = nx.DiGraph()
    for step in range(steps):
        G.add_edges_from(((2 * steps + step, step), (2 * steps + step, steps + step)))
        G.add_edges_from(((step, 2 * steps + step + 1), (steps + step, 2 * steps + step + 1)))
    found, error = search_path_logarithms(G)

    assert found == pytest.approx([steps - 1] * len(found), abs=error)
    assert error < 1e-9


def test_sampled_betweenness_stays_within_its_error():
    a = dict(some_graphs())["in circles"]
    exact, error = measure.betweenness(a), measure.betweenness_error(len(a), 100)

    for seed in range(20):
        sampled = measure.betweenness(a, sample=100, seed=seed)
        assert max(abs(sampled[work] - exact[work]) for work in exact) <= error
