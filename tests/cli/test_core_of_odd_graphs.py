"""``citegraph core`` on graphs that have next to nothing: sensible words, and never a traceback."""

import json

import pytest
from click.testing import CliRunner

from citegraph.cli import cli
from citegraph.graph import SCHEMA, save_graph
from citegraph.ranking import MEASURES, RANKINGS, resampling
from tests.graphs import citation_graph

PLAIN = {"a": "bcd", "e": "bc", "f": "b"}
EVERY = "abcdef"
GRAPHS = {
    "no work": citation_graph({}),
    "one work": citation_graph({"a": ""}),
    "one seed": citation_graph({"a": ""}, seeds="a"),
    "a work that lists itself": citation_graph({"a": "a"}, seeds="a"),
    "two works": citation_graph({"a": "b"}, seeds="a"),
    "two that cite each other": citation_graph({"a": "b", "b": "a"}, seeds="a"),
    "no citations": citation_graph(dict.fromkeys(EVERY, ""), seeds="ab"),
    "no seeds": citation_graph(PLAIN),
    "all seeds": citation_graph(PLAIN, seeds=EVERY),
    "circles and nothing else": citation_graph({"a": "bc", "b": "c", "c": "a", "d": "e", "e": "d"}, seeds="a"),
    "one title and one author": citation_graph(
        PLAIN, seeds="a", title=dict.fromkeys(EVERY, "On trust"), authors=dict.fromkeys(EVERY, ["Li, W."])
    ),
    "empty names": citation_graph(PLAIN, title=dict.fromkeys(EVERY, ""), authors=dict.fromkeys(EVERY, ["", ","])),
    "some years": citation_graph(PLAIN, seeds="a", year={"a": 2020, "b": 99999, "c": -3}),
    "one year": citation_graph(PLAIN, year=dict.fromkeys(EVERY, 2000)),
}
VIEWS = (
    (), ("--communities",), ("--authors",), ("--missing", "10.1000/b"), ("-n", "1"), ("--top", "2"), ("--year", "1980-2000"),
    ("--status", "resolved"), ("--community", "0"), ("--community", "9"), ("--without-self-citations",),
    ("--without-self-citations", "--communities"), ("--authors", "--by", "closeness"), ("--communities", "--by", "rising"),
)  # fmt: skip

FORMATS = ("table", "json", "csv", "md")


@pytest.fixture(autouse=True)
def few_resamples(monkeypatch):
    monkeypatch.setattr(resampling, "_ROUNDS", 3)


@pytest.fixture(params=GRAPHS, ids=lambda name: name.replace(" ", "-"))
def graph(request, tmp_path):
    G = GRAPHS[request.param].copy()
    G.graph["schema"] = SCHEMA
    save_graph(G, tmp_path / "graph.json")
    return str(tmp_path / "graph.json")


def core(graph, *arguments):
    ended = CliRunner().invoke(cli, ["core", graph, *arguments])
    assert ended.exception is None or isinstance(ended.exception, SystemExit), (arguments, ended.exc_info)
    return ended


def is_told_in_a_sentence(ended):
    (sentence,) = ended.stderr.strip().splitlines()
    return sentence.startswith("Error: ") and len(sentence) < 200


def test_every_view_says_something_in_a_format_and_in_every_format_on_some_graph(graph, request):
    turn = list(GRAPHS).index(request.node.callspec.params["graph"])
    for number, view in enumerate(VIEWS, start=turn):
        format_ = FORMATS[number % len(FORMATS)]
        ended = core(graph, *view, "--format", format_)
        if ended.exit_code:
            assert ended.exit_code == 1 and is_told_in_a_sentence(ended)
            assert "fits --top, --year, --status, --community as given" in ended.stderr
        elif format_ == "json":
            assert type(json.loads(ended.stdout)) is list
        else:
            assert ended.output.strip()


def test_every_ranking_and_measure_ranks_or_says_why_not(graph):
    for by in (*RANKINGS, *MEASURES):
        ended = core(graph, "--by", by)
        if ended.exit_code:
            assert by in ("eigenvector", "knowledge_persistence") and is_told_in_a_sentence(ended)
        else:
            assert "Rank" in ended.stdout or "None of these works can be ranked" in ended.stderr
