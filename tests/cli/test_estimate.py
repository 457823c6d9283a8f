"""What ``citegraph build --dry-run`` tells before anything is asked."""

import pytest
from click.testing import CliRunner

from citegraph.cli import cli

LIST = """References
1. Repper J, Carter T. A review of the literature on peer support. J Ment Health 2011;20(4):392-411.
2. Mead S, Hilton D. Peer support. Psychiatr Rehabil J. 2001;25(2):134-41. doi:10.1037/h0095032
"""


@pytest.fixture
def references(tmp_path):
    path = tmp_path / "references.txt"
    path.write_text(LIST, encoding="utf-8")
    return str(path)


def test_a_dry_run_counts_requests_and_leaves_no_file(references, tmp_path):
    graph = tmp_path / "graph.json"

    ended = CliRunner().invoke(cli, ["build", references, "--dry-run", "-o", str(graph), "--max-works", "102"])

    assert ended.exit_code == 0 and not graph.exists()
    assert "2; 1 with a DOI (1 request), 1 to search for (1 request): about 2 s." in ended.stdout
    assert "at most 100 more works within --max-works 102: from 2 requests" in ended.stdout


def test_a_dry_run_to_depth_zero_ends_with_the_references_named(references):
    ended = CliRunner().invoke(cli, ["build", references, "--dry-run", "--depth", "0"])

    assert "more works" not in ended.stdout


def test_files_of_records_cost_no_request(references, tmp_path):
    records = tmp_path / "records.jsonl"
    records.write_text('{"DOI": "10.1037/h0095032"}\n', encoding="utf-8")

    ended = CliRunner().invoke(cli, ["build", references, "--dry-run", "--source", str(records)])

    assert ended.stdout.startswith("0 requests")
