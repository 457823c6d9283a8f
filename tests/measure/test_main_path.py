import networkx as nx
import pytest
from hypothesis import given

from citegraph.errors import CyclicGraphError
from citegraph.measure import main_path, main_paths, search_path_count, search_path_link_count, search_path_node_pair
from tests.graphs import citation_dags, citation_digraphs, fewer_examples
from tests.measure.networks import known_results, pajek


def count_by_enumeration(G):
    counts = dict.fromkeys(G.edges, 0)
    sources = [work for work in G if not G.in_degree(work)]
    sinks = [work for work in G if not G.out_degree(work)]
    for source in sources:
        for path in nx.all_simple_edge_paths(G, source, [sink for sink in sinks if sink != source]):
            for edge in path:
                counts[edge] += 1
    return counts


@fewer_examples
@given(citation_dags())
def test_count_agrees_with_enumerating_every_path(G):
    assert search_path_count(G) == count_by_enumeration(G)


@fewer_examples
@given(citation_dags())
def test_flow_is_conserved_at_works_that_cite_and_are_cited(G):
    counts = search_path_count(G)

    for work in G:
        if G.in_degree(work) and G.out_degree(work):
            assert sum(counts[edge] for edge in G.in_edges(work)) == sum(counts[edge] for edge in G.out_edges(work))


@fewer_examples
@given(citation_dags())
def test_count_ignores_edge_direction(G):
    backwards = search_path_count(G.reverse())

    assert search_path_count(G) == {(citing, cited): backwards[cited, citing] for citing, cited in G.edges}


@fewer_examples
@given(citation_dags())
def test_main_path_has_the_largest_total_of_all_paths(G):
    counts = search_path_count(G)
    weighted = nx.DiGraph()
    weighted.add_nodes_from(G)
    weighted.add_weighted_edges_from((*edge, count) for edge, count in counts.items())
    best = nx.dag_longest_path_length(weighted) if len(G) else 0

    path = main_path(G)

    assert sum(counts[edge] for edge in zip(path, path[1:], strict=False)) == best


@fewer_examples
@given(citation_dags())
def test_works_on_main_paths_come_by_the_longest_chain_to_them_then_by_name(G):
    level = {work: level for level, works in enumerate(nx.topological_generations(G)) for work in works}
    works = main_paths(G, search="key-route", routes=3).works

    assert list(works) == sorted(works, key=lambda work: (level[work], str(work)))


def test_works_of_a_circle_that_is_one_node_stay_together():
    G = nx.DiGraph([("a", "c"), ("i", "d"), ("a", "b"), ("b", "f"), ("c", "i"), ("i", "c"), ("d", "f"), ("f", "g")])
    G.add_edges_from([("a", "h"), ("h", "f"), ("a", "i"), ("c", "f"), ("i", "f"), ("b", "d"), ("h", "d")])
    works = main_paths(G, search="key-route", routes=9, cycles="shrink").works

    assert works == ("a", "b", "c", "i", "h", "d", "f", "g")


@fewer_examples
@given(citation_digraphs())
def test_shrinking_counts_as_if_each_circle_were_one_work(G):
    shrunk = nx.condensation(G)
    component_of = shrunk.graph["mapping"]
    expected = {(citing, cited): 0 for citing, cited in G.edges}
    counts = count_by_enumeration(shrunk)
    for citing, cited in G.edges:
        if component_of[citing] != component_of[cited]:
            expected[citing, cited] = counts[component_of[citing], component_of[cited]]

    assert search_path_count(G, cycles="shrink") == expected


@pytest.mark.parametrize(("network", "flow"), [("SciMet", 299751505), ("Kohonen", 13976304)])
def test_total_flow_through_shrunk_circles_is_the_published_one(network, flow):
    G = pajek(network, f"{network}.net")
    component_of = nx.condensation(G).graph["mapping"]
    newest = {component_of[work] for work in G} - {
        component_of[cited] for citing, cited in G.edges if component_of[citing] != component_of[cited]
    }

    counts = search_path_count(G, cycles="shrink")

    steps = {(component_of[citing], component_of[cited]): count for (citing, cited), count in counts.items()}
    assert sum(count for (citing, _), count in steps.items() if citing in newest) == flow


@pytest.mark.parametrize("of_graph", [search_path_count, search_path_link_count, search_path_node_pair, main_path])
def test_a_circle_is_raised_and_carried_by_the_error(of_graph):
    with pytest.raises(CyclicGraphError) as raised:
        of_graph(nx.DiGraph([("c", "b"), ("b", "c"), ("b", "a")]))

    assert raised.value.cycle == [("b", "c"), ("c", "b")]


def test_an_unknown_policy_is_refused():
    with pytest.raises(ValueError, match="shrink"):
        search_path_count(nx.DiGraph(), cycles="ignore")


@pytest.mark.parametrize(
    ("network", "measures"),
    [
        ("mainpaths_jl_testgraph", {"SPC": search_path_count, "SPLC": search_path_link_count}),
        (
            "batagelj_test_net",
            {"SPC": search_path_count, "SPLC": search_path_link_count, "SPNP": search_path_node_pair},
        ),
    ],
)
def test_counts_are_the_published_ones(network, measures):
    known = known_results()[network]
    citations = [(citing, cited) for cited, citing in known["edges"]]

    for name, count in measures.items():
        found = count(nx.DiGraph(citations))

        assert [found[citation] for citation in citations] == known[name]


def test_counts_beyond_sixty_four_bits_stay_exact():
    G = pajek("Zewail", "Zewail.net.gz")

    counts = search_path_count(G, cycles="shrink")

    assert max(counts.values()) > 2**63
    assert all(type(count) is int for count in counts.values())


def test_ties_go_by_name():
    diamond = nx.DiGraph([("d", "c"), ("d", "b"), ("c", "a"), ("b", "a"), ("e", "b"), ("e", "c")])

    assert main_path(diamond) == ["d", "b", "a"]


def test_main_path_through_a_circle_lists_where_it_enters_and_leaves():
    G = nx.DiGraph([("e", "d"), ("d", "c"), ("c", "d"), ("c", "b"), ("b", "a")])

    assert main_path(G, cycles="shrink") == ["e", "d", "c", "b", "a"]
