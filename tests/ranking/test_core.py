import json

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citegraph.graph import check_graph
from citegraph.ranking import MEASURES, RANKINGS, core_report, core_works, resampling
from tests.graphs import citation_graph, doi


@pytest.fixture(autouse=True, scope="module")
def few_resamples():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(resampling, "_ROUNDS", 20)
        yield


def literature(seeds=("s", "t")):
    """Two seeds; "a" is what both cite, "old" what everybody cites."""
    return citation_graph(
        {
            "s": ["a", "b", "old"],
            "t": ["a", "old"],
            "x": ["old", "c"],
            "y": ["old", "c"],
            "z": ["old", "s"],
        },
        seeds=seeds,
        year={"s": 2020, "t": 2021, "a": 2015, "b": 2016, "c": 2017, "old": 1973, "x": 2019, "y": 2022, "z": 2023},
        authors={name: [f"{name.capitalize()}, Q."] for name in ("s", "t", "a", "b", "c", "old", "x", "y", "z")},
        gcs={"a": 12},
    )


def names(works):
    return [work.id.rpartition("/")[2] for work in works]


@st.composite
def seeded_graphs(draw):
    works = "abcdefgh"
    cites = draw(st.dictionaries(st.sampled_from(works), st.lists(st.sampled_from(works), unique=True), min_size=1))
    there = sorted({*cites, *(cited for listed in cites.values() for cited in listed)})
    return citation_graph(cites, seeds=draw(st.lists(st.sampled_from(there), unique=True)))


def test_with_seeds_the_graph_is_seen_from_them():
    assert core_works(literature()) == core_works(literature(), by="core")


def test_without_seeds_the_whole_graph_is_ranked():
    assert core_works(literature(seeds=())) == core_works(literature(seeds=()), by="seminal")


def test_a_link_to_the_seeds_counts_for_more_than_citations_elsewhere():
    order = names(core_works(literature()))

    assert order.index("a") < order.index("c")


def test_a_seed_that_nobody_cites_is_not_among_the_core():
    order = names(core_works(literature(), n=None))

    assert "s" in order and "t" not in order


def test_seeds_can_be_left_out():
    assert not any(work.seed for work in core_works(literature(), n=None, include_seeds=False))


def test_a_work_that_only_cites_a_seed_is_seen_from_the_seeds_alone():
    assert "z" in names(core_works(literature(), n=None))
    assert "z" not in names(core_works(literature(), n=None, by="seminal"))


def busy_literature():
    """Forty works of ten years that cite older ones at random, two that cite each other, and one that is soon cited much."""
    random = np.random.default_rng(5)
    lists = {f"w{at:02}": [f"w{number:02}" for number in random.permutation(at)[:4]] for at in range(40)}
    lists["w38"].append("w39")
    lists["w39"].append("w38")
    for at in range(20, 26):
        lists[f"w{at}"].append("hot")
    return citation_graph(
        lists | {"hot": []},
        seeds=["w20", "w30"],
        year={"hot": 2004, **{f"w{at:02}": 2000 + at // 4 for at in range(40)}},
        gcs={f"w{at:02}": 100 - at for at in range(40)},
        references_deposited={f"w{at:02}": 10 + at for at in range(40)},
    )


@pytest.mark.parametrize("by", [*RANKINGS, *MEASURES])
def test_every_ranking_and_measure_ranks(by):
    works = core_works(busy_literature(), n=None, by=by)

    assert works and [work.rank for work in works] == list(range(1, len(works) + 1))
    assert all(2 <= len(work.reasons) <= 6 for work in works)


def test_an_unknown_ranking_is_refused_with_the_names_there_are():
    with pytest.raises(ValueError, match="core, seminal, rising, age_normalized_citation_score"):
        core_works(literature(), by="best")


def test_rising_prefers_attention_now_to_attention_once():
    G = citation_graph(
        {"p": ["once"], "q": ["once"], "r": ["once"], "u": ["now"], "v": ["now"]},
        year={"once": 1990, "p": 1991, "q": 1992, "r": 1993, "now": 2018, "u": 2020, "v": 2020},
    )

    assert names(core_works(G, by="rising"))[0] == "now"
    assert names(core_works(G, by="local_citation_score"))[0] == "once"


@settings(max_examples=6, deadline=None)
@given(seeded_graphs())
def test_no_place_lies_outside_its_range_and_no_score_outside_zero_and_one(G):
    works = core_works(G, n=None)

    for work in works:
        assert work.rank_low <= work.rank <= work.rank_high <= len(works)
        assert 0 < work.score <= 1
    assert [work.score for work in works] == sorted((work.score for work in works), reverse=True)


@settings(max_examples=6, deadline=None)
@given(seeded_graphs(), st.randoms())
def test_ranking_does_not_depend_on_the_order_in_which_a_graph_was_built(G, random):
    again = nx.DiGraph()
    again.add_nodes_from(random.sample(list(G.nodes(data=True)), len(G)))
    again.add_edges_from(random.sample(list(G.edges(data=True)), G.number_of_edges()))

    assert core_works(again) == core_works(G)


@settings(max_examples=6, deadline=None)
@given(seeded_graphs())
def test_ranks_in_a_measure_are_one_and_the_number_of_better_works(G):
    works = core_works(G, n=None)

    for work in works:
        for name, rank in work.ranks.items():
            value, others = work.measures[name], [other.measures[name] for other in works if name in other.measures]
            level = 1e-9 * abs(value)
            better = sum(other > value for other in others)
            assert sum(other > value + level for other in others) <= rank - 1 <= better


@settings(max_examples=6, deadline=None)
@given(seeded_graphs())
def test_ranking_leaves_the_graph_as_it_was(G):
    before = nx.node_link_data(G, edges="edges")

    core_works(G)

    assert nx.node_link_data(check_graph(G), edges="edges") == before


def test_fewer_works_are_the_first_of_all():
    assert core_works(literature(), n=2) == core_works(literature(), n=None)[:2]
    assert core_works(literature(), n=0) == ()


@pytest.mark.parametrize("G", [nx.DiGraph(), citation_graph({"s": []}, seeds=["s"]), citation_graph({"s": []})])
def test_where_nothing_is_cited_there_is_no_core(G):
    assert core_works(G) == ()


def test_a_report_holds_the_agreed_fields_and_survives_json():
    (first, *_) = json.loads(json.dumps(core_report(core_works(literature())), allow_nan=False))

    assert list(first) == (
        "rank id doi title authors year venue seed score measures ranks rank_low rank_high reasons cautions of "
        "contributions".split()
    )
    assert first["authors"] == [f"{first['id'].rpartition('/')[2].capitalize()}, Q."]


def test_an_unknown_global_citation_score_is_no_measure_of_a_work():
    known = {work.id: work.measures for work in core_works(literature(), n=None)}

    assert known[doi("a")]["global_citation_score"] == 12
    assert "global_citation_score" not in known[doi("old")]


def test_the_better_supported_of_two_works_keeps_the_narrower_range(monkeypatch):
    monkeypatch.setattr(resampling, "_ROUNDS", 200)
    lists = {f"p{number}": ["often"] for number in range(40)} | {"q": ["once"], "r": ["other"], "v": ["more"]}

    ranges = {
        work.id: (work.rank_low, work.rank_high)
        for work in core_works(citation_graph(lists), n=None, by="local_citation_score")
    }

    assert ranges[doi("often")] == (1, 1)
    assert ranges[doi("once")] == (2, 4)
