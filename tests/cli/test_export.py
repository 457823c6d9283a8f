"""What ``export`` and the filters do on a command line."""

import csv
import io
import json

import networkx as nx
import pytest
from click.testing import CliRunner

from citegraph.cli import cli
from citegraph.graph import save_graph
from tests.graphs import citation_graph
from tests.write.examples import library


@pytest.fixture
def place(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    G = citation_graph(
        {"s": "abc", "t": "ab", "u": "ac"}, seeds="s", year={"a": 1990, "b": 2000, "s": 2020}, status={"b": "listed"},
        title={"a": "Peer support", "b": "Care"},
    )  # fmt: skip
    G.graph["schema"] = 1
    save_graph(G, "graph.json")
    return tmp_path


def run(*arguments):
    return CliRunner().invoke(cli, arguments)


@pytest.mark.parametrize(
    ("file", "made"),
    [
        ("a.graphml", ["a.graphml"]), ("a.net", ["a.clu", "a.net", "a.vec"]), ("a.csv", ["a.edges.csv", "a.nodes.csv"]),
        ("a.bib", ["a.bib"]), ("a.md", ["a.md"]),
    ],
)  # fmt: skip
def test_export_writes_what_the_ending_means_and_says_so(place, file, made):
    ended = run("export", "graph.json", "-o", file)

    assert ended.exit_code == 0 and ended.stdout == ""
    assert all(name in ended.stderr for name in made) and "6 works, 7 citations" in ended.stderr
    assert sorted(path.name for path in place.iterdir()) == sorted([*made, "graph.json"])


def test_a_format_by_name_writes_the_file_as_named(place):
    assert run("export", "graph.json", "-o", "works.json", "--format", "csl-json").exit_code == 0
    assert len(json.loads((place / "works.json").read_text(encoding="utf-8"))) == 6


def test_every_attribute_of_a_saved_graph_arrives(place):
    G = library()
    save_graph(G, "whole.json")
    run("export", "whole.json", "-o", "whole.csv", "-q")
    rows = list(csv.DictReader(io.StringIO((place / "whole.nodes.csv").read_text(encoding="utf-8"))))

    assert {row["id"] for row in rows} == set(G)


@pytest.mark.parametrize(
    ("arguments", "names"),
    [
        (("--year", "1990-2000"), "ab"), (("--year", "-1990"), "a"), (("--year", "2000-"), "bs"),
        (("--year", "2000"), "b"),
        (("--status", "listed"), "b"), (("--status", "listed", "--status", "resolved", "--year", "1990-"), "abs"),
        (("--top", "1"), "a"), (("--community", "0", "--top", "2"), "ac"),
    ],
)  # fmt: skip
def test_filters_keep_a_part(place, arguments, names):
    ended = run("export", "graph.json", "-o", "part.graphml", *arguments)

    assert ended.exit_code == 0, ended.stderr
    assert {work.rpartition("/")[2] for work in nx.read_graphml("part.graphml")} == set(names)


@pytest.mark.parametrize(
    ("arguments", "code", "part"),
    [
        (("-o", "a.xyz"), 2, "does not tell the format"),
        (("-o", "a.json"), 2, "csl-json"),
        (("-o", "a.bib", "--format", "word"), 2, "word"),
        (("-o", "a.bib", "--year", "soon"), 2, "no range of years"),
        (("-o", "a.bib", "--year", "-"), 2, "no range of years"),
        (("-o", "a.bib", "--year", "2020-2010"), 2, "ends before it begins"),
        (("-o", "a.bib", "--top", "0"), 2, "--top"),
        (("-o", "a.bib", "--status", "lost"), 2, "lost"),
        ((), 2, "--output"),
        (("-o", "nowhere/a.bib"), 1, "nowhere"),
        (("-o", "a.bib", "--year", "1800"), 1, "none of the graph's 6 works"),
        (("-o", "a.bib", "--community", "77"), 1, "none of the graph's 6 works"),
    ],
)
def test_a_bad_call_is_one_sentence_and_writes_nothing(place, arguments, code, part):
    ended = run("export", "graph.json", *arguments)

    assert ended.exit_code == code
    assert part in ended.stderr.splitlines()[-1]
    assert [path.name for path in place.iterdir()] == ["graph.json"]


def test_an_output_that_is_a_folder_is_named(place):
    (place / "a.bib").mkdir()

    assert run("export", "graph.json", "-o", "a.bib").exit_code == 1


def test_the_core_of_a_part_has_the_ranks_of_the_whole(place):
    whole = {work["id"]: work["rank"] for work in json.loads(run("core", "graph.json", "--format", "json").stdout)}
    part = json.loads(run("core", "graph.json", "--format", "json", "--year", "2000-2010").stdout)

    assert [(work["id"], work["rank"]) for work in part] == [("doi:10.1000/b", whole["doi:10.1000/b"])]


def test_the_page_of_a_part_shows_that_part(place):
    assert run("view", "graph.json", "-o", "all.html").exit_code == 0
    assert run("view", "graph.json", "-o", "part.html", "--year", "1990").exit_code == 0
    assert "10.1000/b" in (place / "all.html").read_text(encoding="utf-8")
    assert "10.1000/b" not in (place / "part.html").read_text(encoding="utf-8")
