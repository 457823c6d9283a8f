import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from citegraph.errors import GraphError
from citegraph.measure import (
    citation_arrays,
    closeness,
    communities,
    completeness,
    connection,
    eigenvector,
    knowledge_persistence,
    local_citation_score,
    participation_coefficient,
    reference_share,
    self_citations,
    without_self_citations,
)
from tests.graphs import citation_digraphs, fewer_examples
from tests.measure.networks import pajek


@fewer_examples
@given(citation_digraphs())
def test_closeness_agrees_with_networkx(G):
    assert closeness(G) == pytest.approx(nx.closeness_centrality(G))


def test_sampled_closeness_is_near_the_exact_one_and_seeded():
    random = np.random.default_rng(3)
    G = nx.DiGraph((citing, int(citing * random.random() ** 2)) for citing in range(1, 1500) for _ in range(4))
    exact, sampled = closeness(G), closeness(G, sample=300, seed=1)
    best = sorted(exact, key=exact.get)[-20:]

    assert sampled == closeness(G, sample=300, seed=1) != closeness(G, sample=300, seed=2)
    assert all(sampled[work] == pytest.approx(exact[work], rel=0.2) for work in best)
    assert np.mean([sampled[work] / exact[work] for work in best]) == pytest.approx(1, abs=0.05)
    assert closeness(G, sample=1500) == exact
    with pytest.raises(ValueError, match="at least 1, not 0"):
        closeness(G, sample=0)


def test_closeness_agrees_with_networkx_in_several_batches():
    G = pajek("SmallW", "SmallW.net")

    assert closeness(G) == pytest.approx(nx.closeness_centrality(G))


def test_eigenvector_agrees_with_networkx_within_a_large_group():
    G = nx.gnp_random_graph(400, 0.02, seed=1, directed=True)
    expected = nx.eigenvector_centrality(G, max_iter=10_000, tol=1e-12)

    found = eigenvector(G)

    assert len(max(citation_arrays(G).components, key=len)) > 300
    assert found == pytest.approx({work: value / sum(expected.values()) for work, value in expected.items()}, abs=1e-9)


@pytest.mark.parametrize(
    ("citations", "said"),
    [
        ([("b", "a")], "no works cite each other"),
        ([("a", "b"), ("b", "a"), ("c", "d"), ("d", "c")], "2 groups"),
        ([("a", "a"), ("b", "b"), ("a", "b")], "2 groups"),
    ],
)
def test_eigenvector_says_where_it_is_not_defined(citations, said):
    with pytest.raises(GraphError, match=said):
        eigenvector(nx.DiGraph(citations))


def test_what_only_goes_round_has_no_persistence():
    with pytest.raises(GraphError, match="round without end"):
        knowledge_persistence(nx.DiGraph([("c", "b"), ("b", "a"), ("a", "b")]))


def test_a_work_leads_to_itself():
    assert connection(nx.DiGraph([("b", "a")]), "a", "a").works == ("a",)


def test_among_paths_of_one_length_the_first_by_name_is_told():
    G = nx.DiGraph([("e", "c"), ("e", "b"), ("c", "a"), ("b", "a")])

    assert connection(G, "e", "a").works == ("e", "b", "a")
    assert connection(G, "a", "e").works == ("a", "b", "e")
    assert connection(G, "c", "b").kind == "common cited"


def test_a_work_that_builds_on_both_connects_them():
    found = connection(nx.DiGraph([("c", "a"), ("c", "x"), ("x", "b")]), "a", "b")

    assert (found.kind, found.works, found.through) == ("common citing", ("a", "c", "x", "b"), "c")


@fewer_examples
@given(citation_digraphs(), st.data())
def test_each_work_of_a_connection_cites_the_next_or_is_cited_by_it(G, data):
    first, second = (data.draw(st.sampled_from(list(G))) for _ in range(2))

    found = connection(G, first, second)

    if found is None:
        assert not (nx.descendants(G, first) | {first}) & (nx.descendants(G, second) | {second})
        assert not (nx.ancestors(G, first) | {first}) & (nx.ancestors(G, second) | {second})
    else:
        assert (found.works[0], found.works[-1]) == (first, second)
        pairs = list(zip(found.works, found.works[1:], strict=False))
        assert all(G.has_edge(*pair) or G.has_edge(*reversed(pair)) for pair in pairs)


def test_a_stranger_is_connected_to_nothing():
    with pytest.raises(ValueError, match="stranger is not in the graph"):
        connection(nx.DiGraph([("b", "a")]), "a", "stranger")


@fewer_examples
@given(citation_digraphs())
def test_works_of_one_group_only_bridge_nothing(G):
    assert set(participation_coefficient(G, groups=dict.fromkeys(G, 0)).values()) <= {0.0}
    assert participation_coefficient(G) == participation_coefficient(G, groups=communities(G))


def test_a_graph_sees_no_more_than_all_citations():
    G = nx.DiGraph([("b", "a"), ("c", "a"), ("c", "b")])
    G.add_nodes_from([("a", {"gcs": 1}), ("c", {"references_deposited": 1})])

    found = completeness(G)

    assert (found.citation_share, found.entry_share) == (1, 1)
    assert reference_share(G) == {"c": 1}


def test_agreement_is_that_of_the_two_orders():
    G = nx.DiGraph([("x", "a"), ("y", "a"), ("x", "b")])
    G.add_nodes_from([("a", {"gcs": 30}), ("b", {"gcs": 20}), ("x", {"gcs": 10})])

    assert completeness(G).agreement == pytest.approx(1)
    G.nodes["x"]["gcs"] = 30
    assert completeness(G).agreement < 1
    G.nodes["b"]["gcs"] = G.nodes["x"]["gcs"] = 30
    assert completeness(G).agreement is None


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Small, Henry", "Small, H.", True),
        ("Small, Henry", "SMALL, HG", True),
        ("Small, Henry", "Small, Harold", False),
        ("Small, H. A.", "Small, H. B.", False),
        ("Small", "Small, H.", True),
        ("Åkerblom, Eva", "Akerblom, E", True),
        ("Müller-Lyer, Jean-Paul", "Müller Lyer, JP", True),
        ("World Health Organization", "World Health Organization", True),
        ("李, 明", "李, 强", False),
        ("", "", False),
        (", H.", ", H.", False),
    ],
)
def test_authors_are_one_where_their_names_can_be(one, other, same):
    G = nx.DiGraph([("b", "a")])
    G.nodes["a"]["authors"], G.nodes["b"]["authors"] = [one], [other]

    assert self_citations(G) == ([("b", "a")] if same else [])


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("0000-0002-1825-0097", "https://orcid.org/0000-0002-1825-0097", True),
        ("0000-0002-1825-0097", "0000-0001-5109-3700", False),
        ("0000-0002-1694-233X", "000000021694233x", True),
        ("", "0000-0001-5109-3700", False),
    ],
)
def test_an_orcid_outlives_a_change_of_name(one, other, same):
    G = nx.DiGraph([("b", "a")])
    G.nodes["a"].update(authors=["Before, A."], orcids=[one])
    G.nodes["b"].update(authors=["After, A."], orcids=[other])

    assert bool(self_citations(G)) == same


def test_leaving_self_citations_out_changes_neither_works_nor_the_graph_given():
    G = nx.DiGraph([("b", "a"), ("c", "a"), ("a", "a")])
    for work, name in dict(a="Small, H.", b="Small, Henry", c="Price, D.").items():
        G.nodes[work].update(authors=[name], title=work)

    fewer = without_self_citations(G)
    arrays = without_self_citations(citation_arrays(G))

    assert list(fewer.nodes(data=True)) == list(G.nodes(data=True)) and G.number_of_edges() == 3
    assert list(fewer.edges) == [("c", "a")]
    assert local_citation_score(arrays) == local_citation_score(fewer) == {"a": 1, "b": 0, "c": 0}
    assert arrays.cites.has_sorted_indices and arrays.cited_by.has_sorted_indices
    assert np.array_equal(arrays.cites.toarray(), arrays.cited_by.toarray().T)
