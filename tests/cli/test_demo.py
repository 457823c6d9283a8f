"""The demonstration, as somebody who has never seen citegraph meets it."""

import json
import os
import re
import resource
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from citegraph.graph import load_graph

GRAPHS = Path(__file__).parents[2] / "graphs"

# Refuses every connection, in the demonstration's own process.
NO_NETWORK = """
import socket, sys
def refuse(*arguments, **keywords):
    raise AssertionError("the demonstration asked for the network")
socket.socket.connect = socket.create_connection = socket.getaddrinfo = refuse
from citegraph.cli import cli
cli(["demo", "-o", sys.argv[1]], prog_name="citegraph")
"""


def processor_time():
    """Seconds that the processes started so far have used; what else the machine does takes none of them."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    place = tmp_path_factory.mktemp("demo")
    begun = processor_time()
    ended = subprocess.run(
        [sys.executable, "-c", NO_NETWORK, "out"], cwd=place, capture_output=True, text=True, timeout=60,
        env={**os.environ, "COLUMNS": "100", "PYTHONPATH": os.pathsep.join(sys.path), "CITEGRAPH_CACHE": str(place / "cache")},
    )  # fmt: skip
    return ended, processor_time() - begun, place / "out"


def test_it_ends_well_offline_in_under_ten_seconds(demo):
    ended, seconds, _ = demo

    assert ended.returncode == 0, ended.stderr
    assert seconds < 10


def test_it_writes_what_graphs_holds_byte_for_byte(demo):
    _, _, folder = demo

    assert sorted(path.name for path in folder.iterdir()) == ["peer-support.html", "peer-support.json"]
    for path in folder.iterdir():
        assert path.read_bytes() == (GRAPHS / path.name).read_bytes(), f"rebuild with: citegraph demo -o graphs ({path.name})"


def test_every_reference_is_accounted_for(demo):
    ended, _, folder = demo
    counts = load_graph(folder / "peer-support.json").graph["counts"]

    assert sum(counts["verdicts"].values()) == counts["references"] == 63
    assert f"{counts['references']} references read" in ended.stdout


def test_the_doi_of_another_work_is_not_believed(demo):
    ended, _, folder = demo
    G = load_graph(folder / "peer-support.json")

    assert G.nodes["doi:10.1007/s11126-022-09971-w"]["seed"]
    assert not G.nodes["doi:10.2975/27.2004.392.401"]["seed"]
    assert "10.2975/27.2004.392.401 was not used" in ended.stdout


def test_six_works_tie_at_the_top_by_citations(demo):
    _, _, folder = demo
    G = load_graph(folder / "peer-support.json")
    citations = dict(G.in_degree())
    first = max(citations.values())
    top = {G.nodes[node]["authors"][0].partition(",")[0] for node, number in citations.items() if number == first}

    assert (first, top) == (3, {"Adams", "Asad", "Cronise", "Davidson", "Mead", "Repper"})


def test_it_says_where_the_works_it_began_with_come_and_why(demo):
    ended, _, _ = demo
    asked = ended.stdout.partition("Asked for by name")[2]

    assert re.search(r"Rank \d+ of \d+: Asad & Chreim 2016, .*\n    Cited by 3 of the \d+ other seeds", asked)
    assert len(re.findall(r"Rank \d+ of \d+: Gillard", asked)) >= 4


def test_it_says_that_its_lists_are_partial_and_cut_off_in_the_alphabet(demo):
    ended, _, _ = demo
    warned = ended.stdout.partition("Before you rely on it")[2]

    assert "partial" in warned
    assert re.search(r"\d+ of \d+ lists name works by authors A to [A-Z] only", warned)
    assert re.search(r"Only \d+ of \d+ works have a reference list here", warned)


def test_references_without_a_doi_are_works_of_the_graph(demo):
    _, _, folder = demo
    G = load_graph(folder / "peer-support.json")
    unresolved = [attributes for _, attributes in G.nodes(data=True) if attributes["status"] == "unresolved"]

    assert len(unresolved) > 50
    assert all(attributes["text"] and attributes["verdict"] for attributes in unresolved)


def test_the_graph_can_be_asked_again(demo):
    _, _, folder = demo
    graph = str(folder / "peer-support.json")
    told = subprocess.run(
        [sys.executable, "-m", "citegraph", "core", graph, "-n", "3", "--format", "json"], capture_output=True, text=True, check=True
    )
    works = json.loads(told.stdout)

    assert [work["rank"] for work in works] == [1, 2, 3]
    assert set(works[0]) == {
        "rank", "id", "doi", "title", "authors", "year", "venue", "seed", "score", "measures", "ranks", "rank_low", "rank_high",
        "reasons", "cautions", "of", "contributions",
    }  # fmt: skip
    assert all(work["reasons"] for work in works)


def test_explain_shows_the_evidence_for_one_work(demo):
    _, _, folder = demo
    told = subprocess.run(
        [sys.executable, "-m", "citegraph", "explain", str(folder / "peer-support.json"), "Repper", "2011"],
        capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip

    assert told.startswith("Repper & Carter 2011")
    assert "Cited by" in told and "matched by" in told and "as printed: " in told


def test_explain_asks_back_where_several_works_fit(demo):
    _, _, folder = demo
    ended = subprocess.run(
        [sys.executable, "-m", "citegraph", "explain", str(folder / "peer-support.json"), "Davidson"], capture_output=True, text=True
    )

    assert ended.returncode == 1
    assert "works fit 'Davidson'" in ended.stderr


def test_a_second_run_may_write_over_the_first(demo):
    _, _, folder = demo
    before = (folder / "peer-support.html").read_bytes()
    subprocess.run([sys.executable, "-m", "citegraph", "demo", "-o", str(folder), "-q"], check=True, capture_output=True)

    assert (folder / "peer-support.html").read_bytes() == before


def test_this_test_would_see_a_connection():
    """The guard above works: a socket that is told to connect is refused."""
    script = NO_NETWORK.partition("from citegraph")[0] + "socket.create_connection(('127.0.0.1', 9))"
    ended = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)

    assert socket.socket.connect is not None and "asked for the network" in ended.stderr
