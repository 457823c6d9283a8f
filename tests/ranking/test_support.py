"""The named rankings against their definitions, written out slowly here."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citegraph.measure import age_normalized_citation_score, citation_arrays
from citegraph.ranking import RANKINGS, core_works, resampling
from citegraph.ranking.core import described, ranked
from citegraph.ranking.support import SUPPORT, core_support, rising_support, seminal_support
from tests.graphs import citation_graph, doi
from tests.ranking.test_core import seeded_graphs

WORKS = "abcdefgh"


def lists_of(G):
    return {work: set(G.successors(work)) - {work} for work in G}


def by_definition(G):
    seeds = {work for work, known in G.nodes(data=True) if known["seed"]}
    lists, score = lists_of(G), {}
    for work in G:
        score[work] = 0.1 * len(lists[work] & seeds)
        for citing, listed in lists.items():
            if work in listed:
                named = len((listed & seeds) - {work})
                length = max(len(listed), G.nodes[citing].get("references_deposited", 0))
                doubt = 1 / math.sqrt(len(seeds) or 1)
                score[work] += (named + doubt) ** 3 / (length + 3) ** 2 + 0.2 * (citing in seeds)
    return score


@settings(max_examples=25, deadline=None)
@given(seeded_graphs(), st.dictionaries(st.sampled_from(WORKS), st.integers(0, 40)))
def test_core_support_agrees_with_its_definition(G, deposited):
    for name, number in deposited.items():
        if doi(name) in G:
            G.nodes[doi(name)]["references_deposited"] = number
    a = citation_arrays(G)

    assert a.by_work(core_support(a, a.seeds).score()) == pytest.approx(by_definition(G))


@settings(max_examples=25, deadline=None)
@given(seeded_graphs(), st.dictionaries(st.sampled_from(WORKS), st.integers(1960, 2020), min_size=1))
def test_rising_and_seminal_support_agree_with_their_definitions(G, years):
    for name, year in years.items():
        if doi(name) in G:
            G.nodes[doi(name)]["year"] = year
    a, lists = citation_arrays(G), lists_of(G)
    known = {work: attributes["year"] for work, attributes in G.nodes(data=True) if "year" in attributes}
    fresh = {work: math.exp(known[work] - max(known.values())) if work in known else 0 for work in G} if known else dict.fromkeys(G, 1)
    cited_by = {work: [citing for citing in G if work in lists[citing]] for work in G}
    ratio = age_normalized_citation_score(G)

    rising = {work: sum(fresh[citing] for citing in cited_by[work]) + (fresh[work] / 2 if known else 0) for work in G}
    seminal = {work: len(cited_by[work]) * (ratio[work] / max(len(cited_by[work]), 1)) ** 0.2 for work in G}
    assert a.by_work(rising_support(a).score()) == pytest.approx(rising)
    assert a.by_work(seminal_support(a).score()) == pytest.approx(seminal)


@settings(max_examples=12, deadline=None)
@given(seeded_graphs(), st.sampled_from([*RANKINGS, "local_citation_score"]))
def test_contributions_add_up_to_the_score_and_name_works_that_cite(G, by):
    for work in core_works(G, n=None, by=by):
        named = [contribution.id for contribution in work.contributions if contribution.id]
        assert sum(contribution.part for contribution in work.contributions) == pytest.approx(work.score, abs=1e-6)
        assert all(G.has_edge(other, work.id) or other == work.id for other in named)
        assert len(set(named)) == len(named) <= 5


def test_contributions_past_the_fifth_are_counted_and_added_up():
    lists = {f"p{number}": ["often"] for number in range(9)} | {"q": ["once"]}

    (work, *_) = core_works(citation_graph(lists), by="local_citation_score")

    assert [round(contribution.part, 4) for contribution in work.contributions] == [*[0.1111] * 5, 0.4444]
    assert work.contributions[-1].label == "the other 4 that cite it"


def test_a_long_list_says_less_than_a_short_one_and_a_fragment_no_more_than_the_whole():
    lists = {"x": ["s", "a"], "y": ["s", "b", *(f"other{number}" for number in range(20))], "z": ["s", "c"]}
    G = citation_graph(lists, seeds="s", references_deposited={"z": 22})
    a = citation_arrays(G)

    score = a.by_work(core_support(a, a.seeds).score())
    assert score[doi("a")] > 10 * score[doi("b")]
    assert score[doi("b")] == pytest.approx(score[doi("c")])


def test_one_work_of_the_far_future_does_not_make_all_others_old():
    lists = {f"p{number}": ["now"] for number in range(120)} | {"misprint": ["odd"]}
    years = {f"p{number}": 2020 for number in range(120)} | {"misprint": 2090, "now": 2015, "odd": 2015}

    assert core_works(citation_graph(lists, year=years), by="rising")[0].id == doi("now")


@settings(max_examples=4, deadline=None)
@given(seeded_graphs(), st.sampled_from(RANKINGS), st.integers(0, 3))
def test_ranges_are_those_of_rankings_with_each_list_counted_as_often_as_drawn(G, by, seed):
    a, standing = citation_arrays(G), ranked(G, by=by)
    if not standing.order:
        return
    support = SUPPORT[by](a, a.seeds)
    at_most = [sum(math.exp(-1) / math.factorial(times) for times in range(drawn + 1)) for drawn in range(12)]
    places = []
    for uniform in np.random.default_rng(seed).random((resampling._ROUNDS, len(a))):
        drawn = [sum(one > bound for bound in at_most) for one in uniform]
        score = {
            row: sum(part * drawn[column] for column, part in enumerate(support.parts[[row]].toarray()[0])) + support.own[row]
            for row in standing.rows
        }
        places.append([
            (1 + sum(other > score[row] + 1e-9 * abs(score[row]) for other in score.values())
             + sum(other >= score[row] - 1e-9 * abs(score[row]) for other in score.values())) / 2
            for row in standing.rows[standing.order]
        ])  # fmt: skip
    low, high = np.floor(np.percentile(places, 5, axis=0)), np.ceil(np.percentile(places, 95, axis=0))

    for work, first, last in zip(described(standing, standing.order, seed=seed), low, high, strict=True):
        entry = standing.order[work.rank - 1]
        level = standing.place("score", entry)
        assert (work.rank_low, work.rank_high) == (min(first, level[0]), max(last, level[1]))


def test_resampling_is_seeded():
    G = citation_graph({"s": "abc", "t": "ab", "x": "a", "y": "c"}, seeds="s")

    assert core_works(G, seed=5) == core_works(G, seed=5)


def test_a_work_that_one_seed_carries_says_where_it_would_stand_without():
    lists = {f"x{number}": ["t", f"a{number}"] for number in range(10)} | {"s": ["mine"]}
    works = core_works(citation_graph(lists, seeds="st"), n=None)
    score = by_definition(citation_graph(lists, seeds="t"))

    place = 1 + sum(score[work.id] > score[doi("mine")] * (1 + 1e-9) for work in works)
    assert works[0].id == doi("mine")
    assert f"Without the seed {doi('s')} it would stand at place {place} instead of 1." in works[0].cautions
