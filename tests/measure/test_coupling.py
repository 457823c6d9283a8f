from itertools import combinations

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from citegraph.measure import bibliographic_coupling, co_citation
from tests.graphs import citation_digraphs, fewer_examples
from tests.measure.networks import known_results, pajek, pajek_labels


@fewer_examples
@given(citation_digraphs())
def test_coupling_is_co_citation_of_the_reversed_graph(G):
    assert bibliographic_coupling(G) == co_citation(G.reverse())


@fewer_examples
@given(citation_digraphs())
def test_co_citation_agrees_with_its_definition(G):
    expected = {
        pair: shared
        for pair in combinations(sorted(G), 2)
        if (shared := len(set(G.predecessors(pair[0])) & set(G.predecessors(pair[1]))))
    }

    assert co_citation(G) == expected


@fewer_examples
@given(citation_digraphs(), st.integers(1, 4))
def test_a_minimum_leaves_out_what_is_below_it_and_nothing_else(G, minimum):
    expected = {pair: count for pair, count in co_citation(G).items() if count >= minimum}

    assert co_citation(G, minimum=minimum) == expected


def test_a_minimum_below_one_is_refused():
    with pytest.raises(ValueError, match="minimum"):
        co_citation(nx.DiGraph(), minimum=0)


@pytest.mark.parametrize("of_pairs", [co_citation, bibliographic_coupling])
def test_counts_are_those_of_a_published_test_network(of_pairs):
    labels = pajek_labels("batagelj_test", "acyclic02.net")
    G = nx.relabel_nodes(pajek("batagelj_test", "acyclic02.net", cited_first=False), labels)
    published = known_results()["batagelj_acyclic02"]
    name = "cocitation" if of_pairs is co_citation else "bibliographic_coupling"

    assert of_pairs(G) == {(first, second): count for first, second, count in published[name]}
