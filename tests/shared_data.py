"""Where the data shared between checkouts lies, for the tests that need it."""

import os
from pathlib import Path

import pytest

SHARED = Path(__file__).parents[1].parent / "shared" / "data"


def shared(*parts: str) -> Path:
    """Return a path under the folder of shared data, which lies beside the repository.

    Where it is missing the calling test is skipped, or fails if the environment
    variable ``CITEGRAPH_REQUIRE_SHARED`` is 1.
    """
    path = SHARED.joinpath(*parts)
    if not path.exists():
        reason = f"shared data {'/'.join(parts)} is not beside the repository"
        if os.environ.get("CITEGRAPH_REQUIRE_SHARED") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    return path
