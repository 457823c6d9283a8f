import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from citegraph.measure import (
    age_normalized_citation_score,
    attention_rank,
    bursts,
    citation_bursts,
    cite_rank,
    disruption,
    disruption_variants,
    growth,
    historiograph,
    pagerank,
    rescaled_pagerank,
    rpys,
    sleeping_beauties,
)
from tests.measure.test_time import dated_graphs
from tests.graphs import fewer_examples


def cited_in(**years):
    """A graph in which each work is cited once in each of its years."""
    G = nx.DiGraph()
    for work, of_work in years.items():
        for place, year in enumerate(of_work):
            G.add_node(f"{work}{place}", year=year)
            G.add_edge(f"{work}{place}", work)
    return G


@fewer_examples
@given(dated_graphs())
def test_readers_go_on_for_as_long_as_they_are_told_to(G):
    visits = cite_rank(G, following=0)

    assert sum(visits.values()) == pytest.approx(1)
    assert sum(cite_rank(G, following=0.5).values()) <= 2 + 1e-9


def test_readers_start_from_recent_works():
    G = nx.DiGraph([("x", "a"), ("y", "b")])
    G.add_nodes_from([("x", {"year": 1990}), ("y", {"year": 2020})])

    visits = cite_rank(G)

    assert visits["b"] > 1000 * visits["a"] > 0


@pytest.mark.parametrize("told", [{"following": 1}, {"following": -0.1}, {"lifetime": 0}, {"lifetime": float("nan")}])
def test_a_reader_who_never_stops_is_refused(told):
    with pytest.raises(ValueError, match="following|lifetime"):
        cite_rank(nx.DiGraph([("b", "a")]), **told)


@fewer_examples
@given(dated_graphs())
def test_rescaled_scores_keep_the_order_of_works_of_one_year(G):
    scores, shares = rescaled_pagerank(G, at_least=3), pagerank(G)

    assert scores.keys() == {work for work in G if "year" in G.nodes[work]}
    for first in scores:
        for second in scores:
            if G.nodes[first]["year"] == G.nodes[second]["year"] and shares[first] > shares[second] + 1e-9:
                assert scores[first] > scores[second]


def test_a_year_far_from_all_others_costs_nothing():
    G = nx.DiGraph([("b", "a"), ("c", "a")])
    for work, year in (("a", 3), ("b", 2000), ("c", 2001)):
        G.nodes[work]["year"] = year

    assert rescaled_pagerank(G, at_least=2)["a"] > 0


MEASURES_OF_YEARS = (
    rpys, bursts, growth, historiograph, age_normalized_citation_score, attention_rank, cite_rank, rescaled_pagerank,
    sleeping_beauties,
)  # fmt: skip


@pytest.mark.parametrize("measure", MEASURES_OF_YEARS)
@pytest.mark.parametrize("year", [0, -3, 2100, 99999, 10**12, 10**400, 99999.0, None])
def test_a_year_that_cannot_be_one_counts_as_unknown(measure, year):
    G = nx.DiGraph([("c", "a"), ("c", "b"), ("d", "b"), ("b", "a")])
    for work, known in dict(a=1990, b=2000, c=2001).items():
        G.nodes[work]["year"] = known
    unknown = measure(G)
    G.nodes["d"]["year"] = year

    assert measure(G) == unknown


def test_years_before_a_work_appeared_say_nothing_of_its_share():
    G = cited_in(other=[year for year in range(1950, 2010) for _ in range(9)], new=range(2000, 2010))

    assert citation_bursts(G)["new"] == [(2000, 2009, pytest.approx(citation_bursts(G)["new"][0].weight))]
    G.nodes["new"]["year"] = 2000
    assert "new" not in citation_bursts(G)


def test_a_higher_price_of_change_makes_no_more_bursts():
    G = cited_in(hot=[2003] * 6 + [2006] * 6, other=[year for year in range(2000, 2010) for _ in range(9)])

    assert [burst[:2] for burst in citation_bursts(G, gamma=0.5)["hot"]] == [(2003, 2003), (2006, 2006)]
    assert [burst[:2] for burst in citation_bursts(G, gamma=1.25)["hot"]] == [(2003, 2006)]
    assert "hot" not in citation_bursts(G, gamma=9)


@fewer_examples
@given(dated_graphs(), st.sampled_from([0.0, 0.3, 1.0]))
def test_bursts_by_year_are_the_bursts_of_works(G, gamma):
    of_works = citation_bursts(G, gamma=gamma)

    assert {(year, work) for year, works in bursts(G, gamma=gamma).items() for work in works} == {
        (year, work) for work, spans in of_works.items() for first, last, _ in spans for year in range(first, last + 1)
    }
    assert all(burst.weight > 0 for spans in of_works.values() for burst in spans)


@pytest.mark.parametrize("told", [{"scale": 1}, {"gamma": -1}])
def test_a_burst_that_is_none_is_refused(told):
    with pytest.raises(ValueError, match="scale|gamma"):
        bursts(nx.DiGraph([("b", "a")]), **told)


def test_the_first_of_level_years_is_the_best():
    G = cited_in(a=[2002, 2002, 2005, 2005])
    G.nodes["a"]["year"] = 2000

    assert sleeping_beauties(G)["a"].peak == 2002


def test_citations_from_before_a_work_appeared_do_not_count_as_its_sleep():
    G = cited_in(a=[1990, 2003])
    G.nodes["a"]["year"] = 2000

    assert sleeping_beauties(G)["a"] == (3 * 0.5 - 0.5, 2002, 2003)


def test_without_years_a_collection_has_no_history():
    G = nx.DiGraph([("b", "a")])

    assert (growth(G).works, growth(G).rate, growth(G).undated) == ({}, None, 2)
    assert historiograph(G) == {None: ["a", "b"]}
    assert bursts(G) == sleeping_beauties(G) == rescaled_pagerank(G) == {}


def test_a_collection_that_shrinks_never_doubles():
    G = nx.DiGraph()
    for number, year in enumerate([2000, 2000, 2001]):
        G.add_node(number, year=year)

    assert (growth(G).rate, growth(G).doubling) == (-0.5, None)


@fewer_examples
@given(dated_graphs(), st.none() | st.integers(1, 9))
def test_the_first_variant_is_the_disruption_index(G, years):
    variants = disruption_variants(G, years=years)

    assert {work: found.cd for work, found in variants.items() if found.cd is not None} == pytest.approx(
        disruption(G, years=years)
    )


def test_only_works_that_share_many_references_count_as_close():
    G = nx.DiGraph([("b", f"r{number}") for number in range(5)])
    G.add_edges_from([("c", "b"), ("d", "b"), *(("c", f"r{number}") for number in range(5)), ("d", "r0")])

    found = disruption_variants(G)["b"]

    assert (found.i, found.j, found.j_l, found.cd, found.di_l) == (0, 2, 1, -1, -1)
    assert disruption_variants(G, at_least=6)["b"].di_l is None


@pytest.mark.parametrize(
    "told", [{"years": 5, "days": 3, "dates": {}}, {"days": 5}, {"dates": {}}, {"at_least": 0}]
)
def test_a_window_is_one_thing(told):
    with pytest.raises(ValueError, match="window|at_least"):
        disruption_variants(nx.DiGraph([("b", "a")]), **told)
