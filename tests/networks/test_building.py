"""Graph files among the inputs of a build: their works and citations beside what other inputs bring."""

import json

import pytest
from click.testing import CliRunner

from citegraph.cli import cli
from citegraph.graph import check_graph, load_graph, save_graph
from citegraph.networks import graphs_of
from citegraph.pipeline import build_from
from citegraph.read import read_bytes
from citegraph.write import export_graph
from tests.shelf import Shelf, work
from tests.write.examples import library


def read(*texts):
    return [read_bytes(text.encode(), name=f"{place}.csv") for place, text in enumerate(texts)]


def built(readings, source, **how_far):
    return check_graph(build_from(readings, source, graphs=graphs_of(readings), **how_far))


CITES = "citing,cited\n10.1000/s,10.1000/a\n10.1000/t,10.1000/a\n10.1000/t,one without identifier\n"


def test_a_network_alone_is_taken_as_it_stands_and_nothing_is_asked():
    source = Shelf(work("10.1000/s", cites=["10.1000/z"]))
    G = built(read(CITES), source)

    assert not source.asked and not source.searched
    assert {name.partition(":")[0] for name in G} == {"doi", "ref"}
    assert G.edges["doi:10.1000/s", "doi:10.1000/a"] == {"sources": ["input"], "score": 1.0}
    assert G.nodes["doi:10.1000/a"]["status"] == "listed" and G.nodes["doi:10.1000/a"]["found_via"] == ["0.csv"]
    assert not any(seed for _, seed in G.nodes(data="seed"))
    assert G.graph["counts"]["graph_files"] == {"works": 4, "citations": 3, "loops": 0, "repeated": 0}
    assert [each["name"] for each in G.graph["inputs"]] == ["0.csv"]


def test_seeds_come_from_other_inputs_and_depths_from_them():
    source = Shelf(work("10.1000/s", cites=["10.1000/a", "10.1000/z"]), work("10.1000/a"))
    readings = [*read(CITES), read_bytes(b"10.1000/s\n", name="dois.txt")]
    G = built(readings, source)

    assert [name for name, seed in G.nodes(data="seed") if seed] == ["doi:10.1000/s"]
    depths = dict(G.nodes(data="depth"))
    assert (depths["doi:10.1000/s"], depths["doi:10.1000/a"], depths["doi:10.1000/t"]) == (0, 1, 2)
    assert G.nodes["doi:10.1000/a"]["status"] == "resolved"
    assert G.nodes["doi:10.1000/a"]["found_via"] == ["0.csv", "doi:10.1000/s"]
    assert G.edges["doi:10.1000/s", "doi:10.1000/a"]["sources"] == ["input", "shelf"]
    assert G.graph["counts"]["works"] == len(G) and sum(G.graph["counts"]["statuses"].values()) == len(G)


def test_seeds_that_a_file_marks_are_looked_up_and_nothing_else():
    nodes = "id,label,seed\n10.1000/s,S,true\n10.1000/t,T,false\n10.1000/a,A,\n"
    source = Shelf(work("10.1000/s", cites=["10.1000/z"]), work("10.1000/t", cites=["10.1000/z"]), work("10.1000/z"))
    G = built(read(CITES, nodes), source)

    assert "10.1000/t" not in source.asked and "10.1000/a" not in source.asked
    assert ("doi:10.1000/s", "doi:10.1000/z") in G.edges and ("doi:10.1000/t", "doi:10.1000/z") not in G.edges
    assert G.nodes["doi:10.1000/s"]["seed"] and G.nodes["doi:10.1000/s"]["status"] == "resolved"


def test_two_files_that_share_works_are_one_graph():
    G = built(read("citing,cited\ndoi:10.1000/a,doi:10.1000/b\n", "citing,cited\ndoi:10.1000/b,doi:10.1000/c\n"), Shelf())

    assert len(G) == 3 and G.nodes["doi:10.1000/b"]["found_via"] == ["0.csv", "1.csv"]


def test_the_same_inputs_give_the_same_bytes(tmp_path):
    for name in ("one.json", "two.json"):
        save_graph(built(read(CITES), Shelf()), tmp_path / name)

    assert (tmp_path / "one.json").read_bytes() == (tmp_path / "two.json").read_bytes()


@pytest.fixture
def place(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments):
    return CliRunner().invoke(cli, [*arguments, *(["--cache", "cache"] if arguments[0] == "build" else [])])


def test_an_export_is_built_back_into_the_graph_it_came_from(place):
    export_graph(library(), "a.graphml")
    ended = run("build", "a.graphml", "-o", "g.json", "--depth", "0", "--offline")
    G = load_graph("g.json")

    assert ended.exit_code == 0 and "5 works" in ended.stderr
    assert (G.adj, G.nodes) == (library().adj, library().nodes)


def test_build_asks_for_the_direction_and_core_ranks_what_it_built(place):
    (place / "net.edges").write_text("1 2\n3 2\n4 2\n4 1\n", encoding="utf-8")
    refused = run("build", "net.edges", "-o", "g.json")
    assert not (place / "cache").exists()
    ended = run("build", "net.edges", "-o", "g.json", "--edges", "citing-cited")
    core = run("core", "g.json", "--format", "json")

    assert refused.exit_code == 2 and "--edges cited-citing" in refused.stderr
    assert ended.exit_code == 0 and "4 works" in ended.stderr
    assert json.loads(core.stdout)[0]["measures"]


def test_read_reports_works_citations_and_what_was_left_out(place):
    (place / "net.paj").write_text(
        '*Network n\n*Vertices 3\n1 "A(1999)"\n2 "B(1973)"\n3 "C(1973)"\n*Arcs\n1 2\n1 2\n2 2\n3 2\n', encoding="utf-8"
    )
    report = json.loads(run("read", "net.paj", "--format", "json").stdout)

    assert (report["format"], report["records"], report["references"]) == ("pajek", 3, 2)
    assert [(block["line"], block["reason"]) for block in report["skipped"]] == [
        (8, "the same citation as before"), (9, "a work that cites itself"),
    ]  # fmt: skip
    assert report["records_with_references"] == 2 and report["seeds"] == []


def test_what_is_left_out_is_told(place):
    (place / "a.csv").write_text("citing,cited\na,b\na,b\nb,b\n", encoding="utf-8")

    told = run("build", "a.csv", "-o", "g.json").stderr
    assert "1 work citing itself and 1 repeated citation" in told
