"""Where tests find real data, when the folder stands beside the checkout."""
import os
from pathlib import Path
import pytest
def shared(*parts) -> Path:
    path = Path(__file__).parents[2].joinpath("shared", "data", *parts)
    if not path.exists():
        reason = f"real data not here: shared/data/{'/'.join(parts)}"
        (pytest.fail if os.environ.get("CITEGRAPH_REQUIRE_SHARED") == "1" else pytest.skip)(reason)
    return path
