"""What ``citegraph cache`` tells and forgets."""

from click.testing import CliRunner

from citegraph.cli import cli
from citegraph.sources.cache import Cache


def test_cleared_answers_are_counted_and_gone(tmp_path):
    kept = Cache(tmp_path)
    kept.put("crossref", {("record", "10.5555/a"): {"DOI": "10.5555/a"}})
    kept.close()

    cleared = CliRunner().invoke(cli, ["cache", "clear", "--cache", str(tmp_path)])

    assert cleared.stderr == "1 answer forgotten.\n"
    assert "0 answers, 0.0 MB" in CliRunner().invoke(cli, ["cache", "info", "--cache", str(tmp_path)]).stdout


def test_quiet_clears_without_a_word(tmp_path):
    ended = CliRunner().invoke(cli, ["cache", "clear", "-q", "--cache", str(tmp_path)])

    assert (ended.exit_code, ended.output) == (0, "")
