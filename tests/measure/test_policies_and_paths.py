import networkx as nx
import pytest
from hypothesis import given

from citegraph.errors import CyclicGraphError
from citegraph.measure import knowledge_persistence, main_path, main_paths, search_path_count, search_paths
from citegraph.measure.cycles import POLICIES
from citegraph.measure.main_path import SEARCHES
from tests.graphs import citation_dags, citation_digraphs, fewer_examples


@fewer_examples
@given(citation_dags())
def test_policies_agree_where_there_are_no_circles(G):
    told = [search_paths(G, cycles=policy) for policy in POLICIES]

    assert [paths.cycles for paths in told] == list(POLICIES)
    assert len({(paths.total, *paths.citations.values(), *paths.works.values()) for paths in told}) == 1
    assert all(paths.set_aside == paths.groups == 0 for paths in told)


@fewer_examples
@given(citation_digraphs())
def test_what_is_set_aside_counts_nothing_and_is_told(G):
    for policy in ("shrink", "break", "preprint"):
        paths = search_paths(G, cycles=policy)

        assert sum(count == 0 for count in paths.citations.values()) == paths.set_aside
        assert (paths.groups > 0) == (not nx.is_directed_acyclic_graph(G))


def test_a_work_that_lists_itself_is_set_aside_under_every_policy_that_counts():
    G = nx.DiGraph([("c", "b"), ("b", "b"), ("b", "a")])

    for policy in ("shrink", "break", "preprint"):
        assert search_paths(G, cycles=policy).citations == {("c", "b"): 1, ("b", "b"): 0, ("b", "a"): 1}


def test_a_large_circle_costs_no_more_than_its_citations():
    G = nx.DiGraph((number, (number + 1) % 20_000) for number in range(20_000))
    G.add_edge("new", 0)

    assert search_paths(G, cycles="preprint").total == 20_000**2


@pytest.mark.parametrize("search", SEARCHES)
def test_the_result_names_search_weight_and_policy(search):
    paths = main_paths(nx.DiGraph([("b", "a")]), search=search, weight="SPLC", cycles="shrink")

    assert (paths.search, paths.weight, paths.cycles, paths.works) == (search, "SPLC", "shrink", ("b", "a"))


@fewer_examples
@given(citation_dags())
def test_the_main_path_is_one_of_the_global_main_paths(G):
    path = main_path(G)

    assert set(zip(path, path[1:], strict=False)) <= set(main_paths(G).citations)


@fewer_examples
@given(citation_digraphs())
def test_key_routes_take_the_heaviest_citation(G):
    counts = search_path_count(G, cycles="shrink")
    heaviest = {edge for edge, count in counts.items() if count and count == max(counts.values())}

    for search in ("key-route", "key-route local"):
        assert heaviest <= set(main_paths(G, search=search, cycles="shrink").citations)


@fewer_examples
@given(citation_digraphs())
def test_as_many_routes_as_citations_take_every_citation(G):
    counts = search_path_count(G, cycles="break")

    paths = main_paths(G, search="key-route", cycles="break", routes=max(len(counts), 1))

    assert paths.citations == {edge: count for edge, count in counts.items() if count}


def test_all_that_are_level_are_on_the_paths():
    diamond = nx.DiGraph([("d", "b"), ("d", "c"), ("b", "a"), ("c", "a")])

    for search in SEARCHES:
        assert set(main_paths(diamond, search=search).citations) == set(diamond.edges)


def test_weights_of_ones_own_that_are_level_are_found_level():
    G = nx.DiGraph([("d", "b"), ("d", "c"), ("b", "a"), ("c", "a")])
    weights = {("d", "b"): 0.1, ("b", "a"): 0.2, ("d", "c"): 0.2, ("c", "a"): 0.1}

    assert len(main_paths(G, weight=weights).citations) == 4
    assert main_paths(G, weight=weights).weight == "given"
    assert main_paths(G, weight={("d", "b"): 1}).works == ("d", "b", "a")


def test_a_shrunk_group_is_entered_and_left_by_every_citation_of_the_step():
    G = nx.DiGraph([("d", "b"), ("d", "c"), ("b", "c"), ("c", "b"), ("c", "a")])

    assert main_paths(G, cycles="shrink").citations == {("d", "b"): 1, ("d", "c"): 1, ("c", "a"): 1}


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"search": "best"}, "search is one of"),
        ({"weight": "SPX"}, "weight is one of"),
        ({"cycles": "ignore"}, "cycles is one of"),
        ({"start": ["a"]}, "takes no works to start from"),
        ({"search": "local forward", "start": ["stranger"]}, "stranger is not in the graph"),
        ({"search": "key-route", "routes": 0}, "routes is at least 1"),
    ],
)
def test_what_cannot_be_searched_is_refused(told, said):
    with pytest.raises(ValueError, match=said):
        main_paths(nx.DiGraph([("b", "a")]), **told)


def test_circles_are_reported_unless_a_policy_is_named():
    with pytest.raises(CyclicGraphError, match="cycle of 2"):
        main_paths(nx.DiGraph([("b", "a"), ("a", "b")]))


def test_an_empty_graph_has_no_paths():
    for search in SEARCHES:
        assert main_paths(nx.DiGraph(), search=search).works == ()
    assert search_paths(nx.DiGraph()).total == 0


@fewer_examples
@given(citation_dags())
def test_persistence_of_the_oldest_adds_up_to_the_newest(G):
    value = knowledge_persistence(G)
    oldest = [work for work in G if not G.out_degree(work) and G.in_degree(work)]
    newest = [work for work in G if not G.in_degree(work) and G.out_degree(work)]

    assert sum(value[work] for work in oldest) == pytest.approx(len(newest))
