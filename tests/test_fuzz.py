"""A minute of damaged files; `python -m tests.benchmarks.fuzz` tries as many as wanted."""

import pytest

from tests.benchmarks.fuzz import fuzz


@pytest.mark.benchmark
def test_no_damaged_file_crashes_a_reader_or_takes_it_long():
    tried, failures = fuzz(inputs=200_000, seconds=60)

    assert tried > 200
    assert not failures
