import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from citegraph.measure import age_normalized_citation_score, attention_rank, local_citation_score, pagerank, rpys
from tests.graphs import citation_digraphs, fewer_examples


@st.composite
def dated_graphs(draw):
    G = draw(citation_digraphs())
    for work in G:
        year = draw(st.none() | st.integers(1950, 2025))
        if year is not None:
            G.nodes[work]["year"] = year
    return G


@fewer_examples
@given(dated_graphs())
def test_spectrum_counts_every_citation_of_a_dated_work(G):
    dated = sum("year" in G.nodes[cited] for _, cited in G.edges)

    assert sum(count.citations for count in rpys(G).values()) == dated


def test_deviation_is_from_the_median_of_five_years_with_absent_years_as_zero():
    G = nx.DiGraph([(citing, cited) for cited, times in zip("abc", (5, 2, 9), strict=True) for citing in range(times)])
    for work, year in zip("abc", (1960, 1961, 1964), strict=True):
        G.nodes[work]["year"] = year

    assert [(year, *count) for year, count in rpys(G).items()] == [
        (1960, 5, 5),
        (1961, 2, 2),
        (1962, 0, -2),
        (1963, 0, 0),
        (1964, 9, 9),
    ]


@fewer_examples
@given(dated_graphs(), st.integers(1, 5))
def test_scores_of_cited_works_of_one_year_keep_their_order(G, at_least):
    scores, citations = age_normalized_citation_score(G, at_least=at_least), local_citation_score(G)

    for first in G:
        for second in G:
            if G.nodes[first].get("year") == G.nodes[second].get("year") and citations[first] > citations[second]:
                assert scores[first] > scores[second]


def test_a_score_is_held_against_the_nearest_years_until_there_are_enough():
    G = nx.DiGraph([("x", "a"), ("x", "b"), ("y", "b"), ("x", "c"), ("y", "c"), ("z", "c")])
    for work, year in (("a", 1990), ("b", 1991), ("c", 2010)):
        G.nodes[work]["year"] = year

    assert age_normalized_citation_score(G, at_least=2)["b"] == pytest.approx(2 / 1.5)
    assert age_normalized_citation_score(G, at_least=1)["c"] == 1


@fewer_examples
@given(dated_graphs())
def test_attention_rank_adds_up_to_one(G):
    assert sum(attention_rank(G).values()) == pytest.approx(1)


@fewer_examples
@given(citation_digraphs())
def test_attention_rank_without_years_is_pagerank(G):
    assert attention_rank(G) == pagerank(G, damping=0.2)


def test_choices_that_do_not_add_up_are_refused():
    with pytest.raises(ValueError, match="add up to 1"):
        attention_rank(nx.DiGraph([("b", "a")]), following=0.9)
