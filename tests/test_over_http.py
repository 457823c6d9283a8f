"""The whole job through the REST API: the same answers as from a file, politely, resumable."""

import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter

import pytest

from citegraph.graph import load_graph
from tests.crossref_server import CrossrefServer, load_works
from tests.shared_data import shared

LIMITS = {"single": 10, "batch": 3, "search": 3, "agency": 10}


@pytest.fixture(scope="module")
def records():
    return list(load_works(shared("peer-support", "works.jsonl")))


@pytest.fixture
def server(records):
    with CrossrefServer(records, limits="on") as server:
        yield server


def command(output, cache, *source):
    pages = sorted(str(path) for path in shared("seeds").glob("*.txt"))
    return [
        sys.executable, "-m", "citegraph", "build", *pages, "--depth", "2", "-o", str(output), "--cache", str(cache), *source,
    ]  # fmt: skip


def over_http(server, output, cache):
    return command(output, cache, "--crossref-url", server.url, "--mailto", "reviewer@example.org")


def run(arguments):
    return subprocess.run(arguments, capture_output=True, text=True, check=True, timeout=300)


def told_apart_from_who_says_so(G):
    """The graph without what names its source: edges' sources, and counts only a service has."""
    nodes = {
        node: {key: value for key, value in attributes.items() if key not in ("gcs", "type", "candidates", "verdict")}
        for node, attributes in G.nodes(data=True)
    }
    edges = {(u, v): {k: x for k, x in a.items() if k != "sources"} for u, v, a in G.edges(data=True)}
    return nodes, edges


@pytest.fixture(scope="module")
def from_file(tmp_path_factory):
    place = tmp_path_factory.mktemp("local")
    run(command(place / "local.json", place / "cache", "--source", str(shared("peer-support", "works.jsonl"))))
    return load_graph(place / "local.json")


def questions(journal):
    return Counter((entry.kind, entry.target) for entry in journal if entry.kind != "unknown")


def assert_polite(journal):
    assert {entry.mailto for entry in journal} == {"reviewer@example.org"}
    assert not [entry for entry in journal if entry.status in (429, 414, 400)]
    assert max(entry.in_flight for entry in journal) <= 3
    for kinds, rate in ((("single", "agency"), 10), (("batch", "search", "list"), 3)):
        times = sorted(entry.time for entry in journal if entry.kind in kinds)
        for first, after in zip(times, times[rate:], strict=False):
            assert after - first > 0.9, f"more than {rate} {kinds} requests within a second"


def test_the_same_graph_as_from_the_file_asked_politely_and_once(server, from_file, tmp_path):
    run(over_http(server, tmp_path / "http.json", tmp_path / "cache"))
    G = load_graph(tmp_path / "http.json")
    journal = list(server.journal)

    assert told_apart_from_who_says_so(G) == told_apart_from_who_says_so(from_file)
    assert max(questions(journal).values()) == 1
    assert_polite(journal)

    asked = len(journal)
    run(over_http(server, tmp_path / "again.json", tmp_path / "cache"))

    assert len(list(server.journal)) == asked
    assert (tmp_path / "again.json").read_bytes() == (tmp_path / "http.json").read_bytes()


def test_singles_are_asked_only_for_what_batches_did_not_return(server, records, tmp_path):
    run(over_http(server, tmp_path / "http.json", tmp_path / "cache"))
    held = {record["DOI"].lower() for record in records if "DOI" in record}
    singles = [entry.doi.lower() for entry in server.journal if entry.kind == "single"]

    assert [doi for doi in singles if doi in held] == []


@pytest.mark.parametrize("after", [3, 9, 20])
def test_killed_in_the_middle_it_goes_on_where_it_was(server, from_file, tmp_path, after):
    killed = subprocess.Popen(
        over_http(server, tmp_path / "http.json", tmp_path / "cache"), stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL
    )
    deadline = time.monotonic() + 60
    while len(list(server.journal)) < after and killed.poll() is None and time.monotonic() < deadline:
        time.sleep(0.01)
    os.kill(killed.pid, signal.SIGKILL)
    killed.wait()
    assert not (tmp_path / "http.json").exists()
    time.sleep(1.1)
    before = questions(server.journal)

    run(over_http(server, tmp_path / "http.json", tmp_path / "cache"))
    repeated = questions(server.journal) - before
    in_flight_at_the_kill = 3

    assert sum((repeated & before).values()) <= in_flight_at_the_kill
    assert told_apart_from_who_says_so(load_graph(tmp_path / "http.json")) == told_apart_from_who_says_so(from_file)


def test_a_service_that_fails_now_and_then_costs_nothing(server, from_file, tmp_path):
    server.faults.add("503", probability=0.2)
    server.faults.add("truncated-json", nth=4)
    server.faults.add("close", nth=6)
    run(over_http(server, tmp_path / "http.json", tmp_path / "cache"))

    assert told_apart_from_who_says_so(load_graph(tmp_path / "http.json")) == told_apart_from_who_says_so(from_file)


def test_a_service_that_is_down_leaves_gaps_and_says_so(tmp_path, records):
    (tmp_path / "refs.txt").write_text(
        "1. Mead S, Hilton D, Curtis L. Peer support: A theoretical perspective. Psychiatr Rehabil J. 2001;25. "
        "https://doi.org/10.1037/h0095032\n2. Repper J, Carter T. A review of the literature on peer support in mental "
        "health services. J Mental Health. 2011;20:392-411.\n",
        encoding="utf-8",
    )
    with CrossrefServer(records) as server:
        address = server.url
    ended = subprocess.run(
        [sys.executable, "-m", "citegraph", "resolve", str(tmp_path / "refs.txt"), "--crossref-url", address,
         "--cache", str(tmp_path / "cache"), "--format", "json"],
        capture_output=True, text=True, timeout=200,
    )  # fmt: skip

    assert ended.returncode == 3
    assert [json.loads(line)["verdict"] for line in ended.stdout.splitlines()] == ["unavailable", "unavailable"]
