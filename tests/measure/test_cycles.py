import networkx as nx
from hypothesis import given

from citegraph.measure import cyclic_components, find_cycle
from tests.graphs import citation_dags, citation_digraphs, fewer_examples
from tests.measure.networks import known_results, pajek


@fewer_examples
@given(citation_dags())
def test_an_acyclic_graph_has_no_circles(G):
    assert cyclic_components(G) == []
    assert find_cycle(G) is None


@fewer_examples
@given(citation_digraphs())
def test_a_circle_is_found_exactly_where_time_fails(G):
    cycle = find_cycle(G)

    assert (cycle is None) == nx.is_directed_acyclic_graph(G)
    if cycle:
        assert all(G.has_edge(*edge) for edge in cycle)
        assert [cited for _, cited in cycle] == [citing for citing, _ in [*cycle[1:], cycle[0]]]


def test_circles_of_published_networks_have_the_published_sizes():
    for name, suffix in (("SciMet", "net"), ("Kohonen", "net"), ("Zewail", "net.gz")):
        groups = cyclic_components(pajek(name, f"{name}.{suffix}"))

        sizes = [sum(len(group) == size for group in groups) for size in (2, 3, 4)]

        assert sizes == known_results()["published_network_statistics"][name]["scc"]
