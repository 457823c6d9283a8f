"""The ranking behind the stand-in: exact, fast enough and of the registry's size."""

import csv
import random
import statistics
import time

import pytest

from tests.crossref_server import SCORE_SCALE, load_works
from tests.shared_data import shared
from tests.standin.bm25 import Index
from tests.standin.records import Catalogue
from tests.standin.search import Search


@pytest.mark.parametrize("seed", range(8))
def test_cutting_the_ranking_short_changes_neither_its_top_nor_its_count(seed):
    draw = random.Random(seed)
    words = [f"w{n}" for n in range(400)]
    rarity = [1 / (n + 1) for n in range(400)]
    index = Index(draw.choices(words, rarity, k=draw.randint(3, 30)) for _ in range(600))
    for _ in range(30):
        query = draw.choices(words, rarity, k=draw.randint(1, 25)) + ["unheard"]
        every = index.scores(query)
        best = sorted(every.values(), reverse=True)[:5]
        top = index.top(query, 5, margin=0.006)

        assert best == pytest.approx(sorted(top.values(), reverse=True)[:5])
        assert {n for n, score in every.items() if score >= best[-1] * 0.995} <= top.keys()
        assert len(every) == index.count(query)


def test_a_word_in_every_text_weighs_next_to_nothing():
    index = Index([["the", f"w{n}"] for n in range(100)])

    assert max(index.scores(["the"]).values()) < 0.05 < 5 < max(index.scores(["w7"]).values())


@pytest.fixture(scope="module")
def search():
    return Search(Catalogue(load_works(shared("matching", "works.jsonl.gz"))))


@pytest.fixture(scope="module")
def references():
    """Reference strings whose work is in the catalogue, with its DOI."""
    with open(shared("matching", "gold_dev.tsv"), encoding="utf-8") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        found = [(r["reference_string"], r["gold_doi"]) for r in rows if r["target_in_works"] == "1"]
    return random.Random(0).sample(found, 100)


def test_a_full_reference_scores_about_its_own_length(search, references):
    ratios = []
    for text, dois in references:
        (number, score), *_ = search.ranked({"query.bibliographic": text}, 5)[0]
        if search.catalogue.works[number]["DOI"] in dois.split("|"):
            ratios.append(score * SCORE_SCALE / len(text))

    assert len(ratios) >= 90
    assert 0.5 < statistics.median(ratios) < 1.2


@pytest.mark.benchmark
def test_a_search_takes_a_few_milliseconds(search, references):
    search.index("query.bibliographic")
    times = []
    for text, _ in references:
        started = time.perf_counter()
        search.ranked({"query.bibliographic": text}, 5)
        times.append(time.perf_counter() - started)

    assert statistics.median(times) < 0.01
