"""The rankings find what they are for, on literatures that no number of theirs was fitted to."""

import numpy as np
import pytest
from scipy.stats import spearmanr

from tests.benchmarks.core import in_degree, interval, links, named, recall
from tests.benchmarks.literatures import exported, frozen, hidden_lists, literature


@pytest.mark.parametrize("name", ["JOI", "truss"])
def test_core_finds_more_of_what_was_hidden_than_counting_does(name):
    questions = list(hidden_lists(exported(name), 15, 40, seed=3))
    found = {method: np.array([recall(q, method(q.a)) for q in questions]) for method in (in_degree, links)}
    by_core = np.array([recall(q, named("core")(q.a)) for q in questions])

    for counted in found.values():
        low, _ = interval(by_core - counted, np.random.default_rng(0))
        assert low > 0.02


@pytest.mark.parametrize(("by", "ahead"), [("rising", 0.03), ("seminal", 0.005)])
def test_coming_citations_are_foretold_better_than_by_counting(by, ahead):
    a, coming = frozen(literature("statisticians"), 2008)
    foretold = {method: spearmanr(method(a), coming).statistic for method in (in_degree, named(by))}
    counted, ours = foretold.values()

    assert ours > counted + ahead
