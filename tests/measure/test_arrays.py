import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from citegraph import measure
from citegraph.errors import GraphError
from citegraph.measure import citation_arrays
from tests.graphs import citation_digraphs, fewer_examples

OF_WORKS = [
    measure.age_normalized_citation_score,
    measure.attention_rank,
    measure.betweenness,
    measure.citation_bursts,
    measure.cite_rank,
    measure.closeness,
    measure.communities,
    measure.core_number,
    measure.disruption,
    measure.disruption_variants,
    measure.global_citation_score,
    measure.hits,
    measure.hubs,
    measure.katz,
    measure.local_citation_score,
    measure.local_cited_references,
    measure.pagerank,
    measure.participation_coefficient,
    measure.reference_share,
    measure.rescaled_pagerank,
    measure.seed_co_citation,
    measure.seed_co_citation_cosine,
    measure.seed_coupling_cosine,
    measure.seed_links,
    measure.seed_walk,
    measure.sleeping_beauties,
]
OF_CITATIONS = [
    measure.bibliographic_coupling,
    measure.co_citation,
    lambda G: measure.search_path_count(G, cycles="shrink"),
    lambda G: measure.main_path(G, cycles="shrink"),
    lambda G: measure.search_paths(G, cycles="preprint").works,
    lambda G: measure.main_paths(G, search="key-route", cycles="break").citations,
    measure.bursts,
    measure.cyclic_components,
    measure.find_cycle,
    measure.historiograph,
    measure.rpys,
    measure.self_citations,
]
OF_WHOLE_GRAPHS = [measure.completeness, measure.growth]


@fewer_examples
@given(citation_digraphs(), st.randoms())
def test_no_measure_depends_on_the_order_in_which_a_graph_was_built(G, random):
    nodes, edges = list(G), list(G.edges)
    random.shuffle(nodes)
    random.shuffle(edges)
    again = nx.DiGraph()
    again.add_nodes_from(nodes)
    again.add_edges_from(edges)

    for of_graph in (*OF_WORKS, *OF_CITATIONS, *OF_WHOLE_GRAPHS):
        assert of_graph(again) == of_graph(G)


@fewer_examples
@given(citation_digraphs())
def test_every_measure_takes_arrays_in_place_of_a_graph(G):
    arrays = citation_arrays(G)

    for of_graph in (*OF_WORKS, *OF_CITATIONS, *OF_WHOLE_GRAPHS):
        assert of_graph(arrays) == of_graph(G)


@fewer_examples
@given(citation_digraphs())
def test_no_measure_changes_the_graph(G):
    before = nx.node_link_data(G, edges="edges")

    for of_graph in (*OF_WORKS, *OF_CITATIONS, *OF_WHOLE_GRAPHS):
        of_graph(G)

    assert nx.node_link_data(G, edges="edges") == before


@pytest.mark.parametrize("of_graph", [*OF_WORKS, *OF_CITATIONS])
def test_an_empty_graph_has_nothing_to_measure(of_graph):
    assert not of_graph(nx.DiGraph())


@pytest.mark.parametrize("of_works", OF_WORKS)
def test_a_work_alone_is_measured_without_dividing_by_zero(of_works):
    G = nx.DiGraph()
    G.add_node("a")

    assert set(of_works(G)) <= {"a"}


@fewer_examples
@given(citation_digraphs())
def test_components_come_after_all_that_cite_them(G):
    arrays = citation_arrays(G)

    place = {arrays.works[row]: at for at, rows in enumerate(arrays.components) for row in rows}

    assert all(place[citing] <= place[cited] for citing, cited in G.edges)
    assert {frozenset(arrays.works[row] for row in rows) for rows in arrays.components} == {
        frozenset(works) for works in nx.strongly_connected_components(G)
    }


@fewer_examples
@given(citation_digraphs(), st.data())
def test_keeping_some_lists_removes_the_citations_of_the_others(G, data):
    arrays = citation_arrays(G)
    kept = data.draw(st.lists(st.booleans(), min_size=len(arrays), max_size=len(arrays)))
    expected = G.copy()
    expected.remove_edges_from([edge for edge in G.edges if not kept[arrays.index[edge[0]]]])

    fewer = arrays.keeping(kept)

    assert measure.local_citation_score(fewer) == measure.local_citation_score(expected)
    assert measure.pagerank(fewer) == measure.pagerank(expected)


def test_an_undirected_graph_is_refused():
    with pytest.raises(GraphError, match="directed"):
        citation_arrays(nx.Graph([("a", "b")]))


def test_public_names_are_sorted_and_there():
    assert measure.__all__ == sorted(measure.__all__)
    assert all(hasattr(measure, name) and getattr(measure, name).__doc__ for name in measure.__all__)
