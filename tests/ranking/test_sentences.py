"""Every number of every reason and caution, counted again from the graph."""

import re
from functools import cache, partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citegraph.graph import check_graph
from citegraph.measure import (
    age_normalized_citation_score,
    attention_rank,
    betweenness,
    cyclic_components,
    main_path,
    pagerank,
)
from citegraph.ranking import RANKINGS, core_works
from tests.graphs import citation_graph, doi
from tests.ranking.peer_support import peer_support
from tests.ranking.test_core import seeded_graphs

SEEDS = ("10.1007/s10597-021-00807-8", "10.1080/13561820.2021.2014796", "10.1007/s10597-015-9970-5")


shrunk_main_path = partial(main_path, cycles="shrink")


@cache
def measured(measure, G):
    return measure(G)


class Counted:
    """What a sentence about one work may say, as patterns with the numbers to be found there."""

    def __init__(self, G, work, works, by):
        self.G, self.work, self.works, self.by = G, work, works, by
        self.seeds = {name for name, known in G.nodes(data=True) if known["seed"]}
        self.others = self.seeds - {work.id}
        self.citing = set(G.predecessors(work.id)) - {work.id}
        self.cited = set(G.successors(work.id)) - {work.id}

    def place(self, name, value):
        """First and last place by a measure among the works ranked, and how many these are."""
        values = [other.measures.get(name, float("-inf")) for other in self.works]
        better = sum(other > value + 1e-9 * abs(value) for other in values)
        level = sum(abs(other - value) <= 1e-9 * abs(value) for other in values)
        return (better + 1, better + level, len(values))

    def together(self, side):
        lists = {name: set(getattr(self.G, side)(name)) for name in (*self.others, self.work.id)}
        return [len(lists[seed] & lists[self.work.id]) for seed in self.others]

    def numbers(self, sentence):
        """The numbers that *sentence* should have, in order."""
        linked = {"Cited by": len(self.citing & self.others), "Cites": len(self.cited & self.others)}
        for verb, number in linked.items():
            if sentence.startswith(verb):
                return self.of_seeds(number)
        if sentence.startswith("Local citation score"):
            return [self.G.in_degree(self.work.id), *self.placed("local_citation_score", self.G.in_degree(self.work.id))]
        if "by PageRank" in sentence:
            return self.placed("pagerank", measured(pagerank, self.G)[self.work.id])
        if sentence.startswith("A bridge"):
            return self.placed("betweenness", measured(betweenness, self.G)[self.work.id])
        if sentence.startswith("On the main path"):
            path = measured(shrunk_main_path, self.G)
            circles = any(len(group) > 1 for group in measured(cyclic_components, self.G))
            assert self.work.id in path and ("(shrink)" in sentence) == circles
            return [len(path)]
        if sentence.startswith("Cited together with"):
            together = self.together("predecessors")
            return [*self.of_seeds(sum(number > 0 for number in together)), max(together)]
        if sentence.startswith("Its reference list shares"):
            return [max(self.together("successors"))]
        if " of its score comes from " in sentence:
            parts = sorted((one.part for one in self.work.contributions if one.id), reverse=True)
            return [round(part / self.work.score * 100) for part in parts[:3]]
        if "times the citations" in sentence:
            ratio = measured(age_normalized_citation_score, self.G)[self.work.id]
            assert sentence.startswith(f"{ratio:.1f} times")
            return []
        if "by attention rank" in sentence:
            return self.placed("attention_rank", measured(attention_rank, self.G)[self.work.id])
        if " from " in sentence and sentence.endswith(" or later."):
            newest = max(year for _, year in self.G.nodes(data="year") if year)
            recent = sum(self.G.nodes[other].get("year", 0) > newest - 3 for other in self.citing)
            return [recent, len(self.citing), newest - 2]
        raise AssertionError(f"a reason of no known kind: {sentence}")

    def of_seeds(self, number):
        if len(self.others) == 1 or number == len(self.others) == 2:
            return []
        return [number] if number == len(self.others) else [number, len(self.others)]

    def placed(self, name, value):
        first, last, many = self.place(name, value)
        return [first, many] if first == last else [first, last, many, last - first]


def said(sentence):
    """The whole numbers of a sentence, names of works and values in parentheses left out."""
    sentence = re.sub(r"\((?!in \d+ list)[^()]*\)", "", sentence)
    sentence = re.sub(r"(?<=most often ).*(?= \(in)|(?<=seeds: ).*(?= \(in)|(?<=seed: ).*(?= \(in)|(?<=that of ).*(?=\.$)|(?<=% from ).*?(?=, \d|\.$)|"
                      r"(?<=comes from ).*?(?=, \d|\.$)", "", sentence)  # fmt: skip
    return [int(number) for number in re.findall(r"(?<![\w.])\d+(?![\w]|\.\d)", sentence)]


def check(G, by):
    works = core_works(G, n=None, by=by)
    kinds = set()
    for work in works:
        counted = Counted(G, work, works, by)
        for sentence in work.reasons:
            numbers = counted.numbers(sentence)
            kinds.add(sentence.split()[0])
            if " of its score comes from " in sentence:
                assert said(sentence) == pytest.approx(numbers, abs=1)
            else:
                assert said(sentence) == numbers, sentence
    return kinds


@settings(max_examples=15, deadline=None)
@given(seeded_graphs(), st.sampled_from(RANKINGS), st.dictionaries(st.sampled_from("abcdefgh"), st.integers(1990, 2020)))
def test_numbers_in_reasons_are_counted_again(G, by, years):
    for name, year in years.items():
        if doi(name) in G:
            G.nodes[doi(name)]["year"] = year
    check(G, by)


@pytest.mark.parametrize("by", RANKINGS)
def test_numbers_in_reasons_hold_on_a_real_collection(by):
    G = check_graph(peer_support(seeds=SEEDS))

    assert {"Cited", "Local"} <= check(G, by)


def test_works_on_the_main_path_and_bridges_are_told_as_such():
    chain = {f"w{number}": [f"w{number - 1}"] for number in range(1, 8)} | {"x": ["w0"], "y": ["w0"]}

    assert {"On", "A"} <= check(citation_graph(chain), "seminal")


def test_the_main_path_is_told_where_works_cite_each_other_and_what_was_done_about_it():
    chain = {f"w{number}": [f"w{number - 1}"] for number in range(1, 8)} | {"x": ["w0", "y"], "y": ["x"]}

    (first, *_) = core_works(citation_graph(chain), by="seminal")
    assert first.reasons[1] == (
        "On the main path of the collection, one of 8 works; "
        "works that cite each other in circles are taken as one (shrink)."
    )
    check(citation_graph(chain), "seminal")


def test_lists_in_part_are_counted_for_the_work_they_cite():
    G = citation_graph({"p": ["a"], "q": ["a"], "r": ["a", "b"]}, references_deposited={"p": 30, "q": 1, "r": 3})
    by_id = {work.id[-1]: work for work in core_works(G, n=None)}

    assert "2 of the 3 lists that cite it are here in part." in by_id["a"].cautions
    assert "The one list that cites it is here in part." in by_id["b"].cautions
