"""A minute of damaged files; `python -m tests.benchmarks.fuzz` tries as many as wanted."""

import pytest

from tests.benchmarks.fuzz import corpus, fuzz, tried
from tests.benchmarks.mutations import mutant


@pytest.mark.benchmark
def test_no_damaged_file_crashes_a_reader_or_takes_it_long():
    done, failures = fuzz(inputs=6000, seconds=60)
    files = corpus()
    # What was slow beside another process is tried again alone.
    again = {number: tried(*mutant(number, files)) for number, _, problem in failures if " s for " in problem}

    assert done > 200
    assert not [failure for failure in failures if again.get(failure[0], failure[2])]
