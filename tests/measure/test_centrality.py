from datetime import date

import igraph
import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from citegraph.measure import (
    betweenness,
    citation_arrays,
    disruption,
    global_citation_score,
    hits,
    hubs,
    katz,
    local_citation_score,
    local_cited_references,
    pagerank,
)
from tests.graphs import citation_dags, citation_digraphs, fewer_examples
from tests.measure.networks import known_results, pajek

close = pytest.approx


@fewer_examples
@given(citation_digraphs())
def test_local_citation_scores_sum_to_the_number_of_citations(G):
    assert sum(local_citation_score(G).values()) == G.number_of_edges() == sum(local_cited_references(G).values())


@fewer_examples
@given(citation_digraphs())
def test_cited_references_are_the_citations_of_the_reversed_graph(G):
    assert local_cited_references(G) == local_citation_score(G.reverse())


def test_an_unknown_global_citation_score_is_absent_and_a_known_zero_is_not():
    G = nx.DiGraph([("b", "a")])
    G.nodes["b"]["gcs"] = 0

    assert global_citation_score(G) == {"b": 0}


@fewer_examples
@given(citation_digraphs(), st.sampled_from([0.0, 0.5, 0.85, 0.99]))
def test_pagerank_agrees_with_networkx(G, damping):
    expected = nx.pagerank(G, alpha=damping, tol=1e-13 / len(G), max_iter=10_000)

    assert pagerank(G, damping=damping) == close(expected, abs=1e-9)


@fewer_examples
@given(citation_digraphs(), st.data())
def test_pagerank_from_some_works_agrees_with_networkx(G, data):
    weights = data.draw(st.dictionaries(st.sampled_from(list(G)), st.floats(0.1, 5), min_size=1))
    expected = nx.pagerank(G, personalization=weights, tol=1e-14 / len(G), max_iter=10_000)

    assert pagerank(G, teleport=weights) == close(expected, abs=1e-9)


@fewer_examples
@given(citation_digraphs())
def test_pagerank_adds_up_to_one(G):
    assert sum(pagerank(G).values()) == close(1)


@pytest.mark.parametrize("parts", [("SmallW", "SmallW.net"), ("SciMet", "SciMet.net"), ("Zewail", "Zewail.net.gz")])
def test_pagerank_agrees_with_igraph_on_real_networks(parts):
    arrays = citation_arrays(pajek(*parts))
    citations = np.column_stack([arrays.citing_rows, arrays.cites.indices])
    expected = igraph.Graph(n=len(arrays), edges=citations.tolist(), directed=True).pagerank(damping=0.85)

    shares = np.array(list(pagerank(arrays).values()))

    assert np.abs(shares - expected).sum() < 1e-9


@pytest.mark.parametrize("teleport", [{"a": -1, "b": 2}, {"a": 0}, {}, {"stranger": 1}])
def test_pagerank_refuses_weights_that_are_none(teleport):
    with pytest.raises(ValueError, match="teleport"):
        pagerank(nx.DiGraph([("b", "a")]), teleport=teleport)


@pytest.mark.parametrize("damping", [-0.1, 1, 1.5])
def test_pagerank_refuses_a_damping_out_of_range(damping):
    with pytest.raises(ValueError, match="damping"):
        pagerank(nx.DiGraph([("b", "a")]), damping=damping)


@fewer_examples
@given(citation_digraphs())
def test_katz_agrees_with_networkx(G):
    expected = nx.katz_centrality(G, alpha=0.05, tol=1e-14, max_iter=10_000, normalized=False)

    assert katz(G, alpha=0.05) == close({work: value - 1 for work, value in expected.items()}, abs=1e-9)


def test_katz_says_so_when_a_circle_adds_up_without_end():
    with pytest.raises(ValueError, match="around a circle"):
        katz(nx.DiGraph([("a", "b"), ("b", "a")]), alpha=1.5)


def test_authorities_and_hubs_define_each_other():
    G = pajek("SmallW", "SmallW.net")
    authority, hub = hits(G), hubs(G)

    gathered = {work: sum(authority[cited] for cited in G.successors(work)) for work in G}

    total = sum(gathered.values())
    assert hub == close({work: value / total for work, value in gathered.items()}, abs=1e-9)


@fewer_examples
@given(citation_digraphs())
def test_betweenness_agrees_with_networkx(G):
    assert betweenness(G) == close(nx.betweenness_centrality(G), abs=1e-12)


def test_betweenness_agrees_with_networkx_in_several_batches():
    G = pajek("SmallW", "SmallW.net")

    assert betweenness(G) == close(nx.betweenness_centrality(G), abs=1e-12)


def test_a_sample_of_all_works_is_exact_and_a_smaller_one_repeats_with_its_seed():
    G = pajek("SmallW", "SmallW.net")

    assert betweenness(G, sample=len(G)) == betweenness(G)
    assert betweenness(G, sample=40, seed=3) == betweenness(G, sample=40, seed=3) != betweenness(G, sample=40, seed=4)


def disruption_by_sets(G, work):
    cite_it, references = set(G.predecessors(work)) - {work}, set(G.successors(work))
    cite_references = {citing for cited in references for citing in G.predecessors(cited)} - {work}
    everyone = cite_it | cite_references
    alone, both = len(cite_it - cite_references), len(cite_it & cite_references)
    return (alone - both) / len(everyone) if everyone and references else None


@fewer_examples
@given(citation_dags())
def test_disruption_agrees_with_its_definition(G):
    expected = {work: index for work in G if (index := disruption_by_sets(G, work)) is not None}

    assert disruption(G) == close(expected)


def test_disruption_within_five_years_agrees_with_a_published_package():
    known = known_results()["cdindex_package_graph"]
    G = nx.DiGraph([tuple(edge) for edge in known["edges_citing_cited"]])
    for work, day in known["nodes_time"].items():
        G.add_node(int(work), year=date.fromisoformat(day).year)
    expected = dict(enumerate(known["delta_1827_days"]["cd"]))

    found = disruption(G, years=5)

    assert found == close({work: expected[work] for work in G if expected[work] is not None and G.out_degree(work)})


def test_a_work_without_year_has_no_disruption_within_years():
    G = nx.DiGraph([("b", "a"), ("c", "b")])
    G.nodes["c"]["year"] = 2001

    assert "b" in disruption(G) and "b" not in disruption(G, years=5)
