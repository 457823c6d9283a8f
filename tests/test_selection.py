import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citegraph import core_works
from citegraph.graph import check_graph
from citegraph.measure import communities
from citegraph.selection import keep
from tests.graphs import citation_digraphs, citation_graph, doi


def literature():
    """Two groups of works, the seed in the larger one."""
    return citation_graph(
        {"s": "abc", "t": "ab", "u": "ac", "x": "yz", "y": "z"},
        seeds="s",
        year={"a": 1990, "b": 2000, "c": 2010, "s": 2020, "t": 2021, "z": 1980},
        status={"b": "listed", "z": "unresolved"},
    )


def test_keeping_everything_is_a_copy():
    G = literature()
    kept = keep(G)
    kept.nodes[doi("a")]["year"] = 0

    assert set(kept) == set(G) and set(kept.edges) == set(G.edges)
    assert G.nodes[doi("a")]["year"] == 1990 and "kept" not in G.graph


def test_a_year_that_cannot_be_one_is_of_no_time():
    G = literature()
    G.nodes[doi("c")]["year"] = 99999

    assert set(keep(G, years=(2000, None))) == {doi("b"), doi("s"), doi("t")}


def test_top_keeps_the_best_core_works_with_their_ranks():
    kept = keep(literature(), top=2)
    ranked = core_works(literature(), n=2)

    assert dict(kept.nodes(data="rank")) == {work.id: work.rank for work in ranked}


def test_top_of_some_years_counts_only_works_of_these_years():
    kept = keep(literature(), top=1, years=(2000, None))
    best = next(work for work in core_works(literature(), n=None) if work.year and work.year >= 2000)

    assert dict(kept.nodes(data="rank")) == {best.id: best.rank}


@pytest.mark.parametrize(
    ("years", "names"), [((1990, 2010), "abc"), ((2010, None), "cst"), ((None, 1990), "az"), ((2001, 2009), "")]
)
def test_years_include_both_ends_and_leave_out_the_undated(years, names):
    assert sorted(keep(literature(), years=years)) == sorted(map(doi, names))


def test_statuses_are_joined_by_or():
    assert sorted(keep(literature(), statuses=["listed", "unresolved"])) == [doi("b"), doi("z")]


def test_communities_have_their_numbers_in_the_whole_graph():
    group_of = communities(literature())
    kept = keep(literature(), communities=[1])

    assert set(kept) == {work for work, group in group_of.items() if group == 1} == {doi("x"), doi("y"), doi("z")}
    assert set(kept.edges) == {(doi("x"), doi("y")), (doi("x"), doi("z")), (doi("y"), doi("z"))}


def test_what_is_known_of_a_work_stays_as_it_was():
    G = literature()
    G.nodes[doi("a")]["found_via"] = [doi("s"), "refs.txt"]

    assert keep(G, years=(1990, 1990)).nodes[doi("a")]["found_via"] == [doi("s"), "refs.txt"]


def test_a_part_says_what_was_asked_for():
    assert keep(literature(), top=3, years=(None, 2020)).graph["kept"] == {"of": 9, "top": 3, "years": [None, 2020]}


def test_works_keep_their_order():
    G = literature()
    order = [work for work in G if G.nodes[work].get("year")]

    assert list(keep(G, years=(1, 9999))) == order


@settings(max_examples=40, deadline=None)
@given(citation_digraphs(), st.integers(0, 4), st.tuples(st.integers(0, 9) | st.none(), st.integers(0, 9) | st.none()))
def test_a_part_keeps_the_contract_and_every_citation_within_it(G, top, years):
    G = nx.relabel_nodes(G, {number: doi(str(number)) for number in G})
    for number, attributes in enumerate(G.nodes.values()):
        attributes.update(seed=number == 0, depth=1, found_via=["x"], status="listed", year=number)
    for attributes in G.edges.values():
        attributes.update(sources=["input"], score=1.0)
    kept = check_graph(keep(G, top=top, years=years))

    assert len(kept) <= top
    assert set(kept.edges) == set(G.subgraph(kept).edges)
