"""What a terminal, a pipe or a full disk does to a command: never a traceback, never a broken table."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from citegraph.cli import tables

CITING, CITED = "doi:10.1000/citing", "doi:10.1000/cited"


@pytest.fixture
def graph(tmp_path):
    node = {"depth": 0, "seed": False, "status": "resolved", "found_via": ["x"]}
    data = {
        "directed": True, "multigraph": False, "graph": {"schema": 1},
        "nodes": [
            {**node, "id": CITING, "seed": True, "title": "Åkerblom’s \ud800 view"},
            {**node, "id": CITED, "title": "Peer support’s \ud800 \x1b[31m place " * 8, "authors": ["Łoś, A"], "depth": 1},
        ],
        "edges": [{"source": CITING, "target": CITED, "score": 1.0, "sources": ["input"]}],
    }  # fmt: skip
    (tmp_path / "graph.json").write_text(json.dumps(data), encoding="utf-8")
    return tmp_path / "graph.json"


def citegraph(*arguments, stdout=subprocess.PIPE, stdin=subprocess.DEVNULL, **environment):
    return subprocess.run(
        [sys.executable, "-m", "citegraph", *map(str, arguments)],
        stdout=stdout, stderr=subprocess.PIPE, stdin=stdin, timeout=120,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), **environment},
    )  # fmt: skip


@pytest.mark.parametrize("format_", ["table", "json", "csv", "md"])
def test_data_goes_to_a_pipe_as_utf_8_whatever_the_locale(graph, format_):
    plain_c = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    ended = citegraph("core", graph, "--format", format_, **plain_c)

    assert ended.returncode == 0, ended.stderr
    assert "Łoś" in ended.stdout.decode("utf-8")


def test_a_terminal_that_lacks_letters_still_gets_a_table(graph):
    ended = citegraph("core", graph, PYTHONIOENCODING="ascii")

    assert ended.returncode == 0, ended.stderr
    assert "?" in ended.stdout.decode("ascii")


@pytest.mark.parametrize("format_", ["table", "json"])
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_output_that_cannot_be_written_is_one_sentence(graph, format_):
    with open("/dev/full", "wb") as full:
        ended = citegraph("core", graph, "-q", "--format", format_, stdout=full)

    assert ended.returncode == 1
    assert ended.stderr.decode().splitlines() == ["Error: output: No space left on device"]


@pytest.mark.skipif(os.name != "posix", reason="closing a stream is done by a shell here")
def test_a_closed_standard_input_is_one_sentence():
    ended = subprocess.run(
        ["sh", "-c", f"'{sys.executable}' -m citegraph read - <&-"], capture_output=True, text=True, timeout=120
    )

    assert (ended.returncode, ended.stderr) == (1, "Error: -: standard input is closed\n")


def test_an_empty_name_is_misuse_and_no_folder():
    ended = citegraph("read", "")

    assert ended.returncode == 2
    assert b"File '' does not exist." in ended.stderr


def test_several_works_that_fit_are_named_without_terminal_commands(graph):
    ended = citegraph("explain", graph, "")

    assert ended.returncode == 1
    assert b"2 works fit" in ended.stderr
    assert b"\x1b" not in ended.stderr


@pytest.mark.parametrize("width", [40, 60, 80, 120])
def test_every_column_of_a_table_fits_the_terminal(monkeypatch, width):
    monkeypatch.setenv("COLUMNS", str(width))
    monkeypatch.setattr(sys, "stdout", shown := io.StringIO())
    tables.show(("Rank", "Score", "Work", "Why"), [(1, "0.93", "word " * 30, "reason " * 30)], wrapped=("Work", "Why"))
    head, _, first, *_ = shown.getvalue().splitlines()

    assert head.split() == ["Rank", "Score", "Work", "Why"]
    assert first.split()[:3] == ["1", "0.93", "word"] and "reason" in first
    assert max(map(len, shown.getvalue().splitlines())) <= width


def test_a_cell_of_markdown_cannot_end_its_cell_or_begin_a_tag(capsys):
    tables.show(("Work",), [("a \\| b | <script>c",)], "md")

    assert capsys.readouterr().out.splitlines()[2] == r"| a \\\| b \| \<script\>c |"
