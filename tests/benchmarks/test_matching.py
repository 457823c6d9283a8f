"""What matching must reach, on a sample of real and rendered references."""

import time

import pytest

from citegraph.match import plainly_same
from citegraph.model import Author, Reference, Work
from tests.benchmarks import matching

SAMPLE = 1200


@pytest.fixture(scope="module")
def run():
    rows = matching.load_rows(SAMPLE)
    return rows, *matching.answers(rows, matching.Index(matching.load_works()))


@pytest.mark.benchmark
def test_few_references_find_a_wrong_work(run):
    rows, results, _ = run
    ours = matching.measure(rows, results, "citegraph")

    assert ours["precision"] >= 0.99
    assert ours["false"] <= 0.01 * ours["absent"]


@pytest.mark.benchmark
def test_fewer_errors_than_the_published_method(run):
    rows, results, _ = run
    ours, theirs = (matching.measure(rows, results, method) for method in ("citegraph", "SBMV"))

    assert ours["recall"] >= 0.94
    assert ours["wrong"] + ours["missed"] < 0.5 * (theirs["wrong"] + theirs["missed"])


@pytest.mark.benchmark
def test_score_is_a_probability(run):
    rows, results, _ = run

    assert matching.calibration_error(rows, results) < 0.03


@pytest.mark.benchmark
def test_a_glance_at_a_deposited_reference_costs_microseconds():
    work = Work("10.1/a", "Peer support", (Author("Mead", "S"),), 2001, (2001,), volume="25", pages="134-141")
    reference = Reference("", authors=(Author("Mead"),), year=2001, volume="25", pages="134")
    started = time.perf_counter()
    for _ in range(10_000):
        plainly_same(reference, work)

    assert (time.perf_counter() - started) / 10_000 < 20e-6
