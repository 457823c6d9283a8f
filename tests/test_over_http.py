"""The whole job through the REST API: the same answers as from a file, politely, resumable."""

import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from types import SimpleNamespace

import pytest

from citegraph.graph import load_graph
from tests.crossref_server import CrossrefServer, load_works
from tests.shared_data import shared

KILLED_AFTER = (3, 9, 20)  # questions


@pytest.fixture(scope="module")
def records():
    return list(load_works(shared("peer-support", "works.jsonl")))


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
    # They are sent a second apart, and may arrive closer together on a busy machine.
    for kinds, rate in ((("single", "agency"), 10), (("batch", "search", "list"), 3)):
        times = sorted(entry.time for entry in journal if entry.kind in kinds)
        for first, after in zip(times, times[rate:], strict=False):
            assert after - first > 0.7, f"more than {rate} {kinds} requests within a second"


@contextmanager
def serving(records, place):
    place.mkdir()
    with CrossrefServer(records, limits="on") as server:
        yield SimpleNamespace(
            server=server, graph=place / "http.json", again=place / "again.json",
            build=lambda name: over_http(server, place / name, place / "cache"),
        )  # fmt: skip


def built_twice(records, place):
    with serving(records, place) as at:
        run(at.build("http.json"))
        at.journal = list(at.server.journal)
        run(at.build("again.json"))
        at.asked = len(list(at.server.journal))
    return at


def built_after_a_kill(records, place, after):
    with serving(records, place) as at:
        killed = subprocess.Popen(at.build("http.json"), stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
        deadline = time.monotonic() + 60
        while len(list(at.server.journal)) < after and killed.poll() is None and time.monotonic() < deadline:
            time.sleep(0.01)
        os.kill(killed.pid, signal.SIGKILL)
        killed.wait()
        at.left = at.graph.exists()
        time.sleep(1.1)
        at.before = questions(at.server.journal)
        run(at.build("http.json"))
        at.repeated = questions(at.server.journal) - at.before
    return at


def built_from_a_faulty_service(records, place):
    with serving(records, place) as at:
        at.server.faults.add("503", probability=0.2)
        at.server.faults.add("truncated-json", nth=4)
        at.server.faults.add("close", nth=6)
        run(at.build("http.json"))
    return at


def resolved_by_nobody(records, place):
    place.mkdir()
    (place / "refs.txt").write_text(
        "1. Mead S, Hilton D, Curtis L. Peer support: A theoretical perspective. Psychiatr Rehabil J. 2001;25. "
        "https://doi.org/10.1037/h0095032\n2. Repper J, Carter T. A review of the literature on peer support in mental "
        "health services. J Mental Health. 2011;20:392-411.\n",
        encoding="utf-8",
    )
    with CrossrefServer(records) as server:
        address = server.url
    return subprocess.run(
        [sys.executable, "-m", "citegraph", "resolve", str(place / "refs.txt"), "--crossref-url", address,
         "--cache", str(place / "cache"), "--format", "json"],
        capture_output=True, text=True, timeout=200,
    )  # fmt: skip


@pytest.fixture(scope="module")
def runs(records, from_file, tmp_path_factory):
    """What comes of each run, all under way at once: most of their time they wait for the service."""
    place = tmp_path_factory.mktemp("over_http")
    with ThreadPoolExecutor(8) as threads:
        yield {
            "down": threads.submit(resolved_by_nobody, records, place / "down"),
            "twice": threads.submit(built_twice, records, place / "twice"),
            "faulty": threads.submit(built_from_a_faulty_service, records, place / "faulty"),
            **{after: threads.submit(built_after_a_kill, records, place / f"killed-{after}", after) for after in KILLED_AFTER},
        }


def test_the_same_graph_as_from_the_file_asked_politely_and_once(runs, from_file):
    run = runs["twice"].result()

    assert told_apart_from_who_says_so(load_graph(run.graph)) == told_apart_from_who_says_so(from_file)
    assert max(questions(run.journal).values()) == 1
    assert_polite(run.journal)
    assert run.asked == len(run.journal)
    assert run.again.read_bytes() == run.graph.read_bytes()


def test_singles_are_asked_only_for_what_batches_did_not_return(runs, records):
    held = {record["DOI"].lower() for record in records if "DOI" in record}
    singles = [entry.doi.lower() for entry in runs["twice"].result().journal if entry.kind == "single"]

    assert singles
    assert [doi for doi in singles if doi in held] == []


@pytest.mark.parametrize("after", KILLED_AFTER)
def test_killed_in_the_middle_it_goes_on_where_it_was(runs, from_file, after):
    run = runs[after].result()
    in_flight_at_the_kill = 3

    assert not run.left
    assert sum((run.repeated & run.before).values()) <= in_flight_at_the_kill
    assert told_apart_from_who_says_so(load_graph(run.graph)) == told_apart_from_who_says_so(from_file)


def test_a_service_that_fails_now_and_then_costs_nothing(runs, from_file):
    assert told_apart_from_who_says_so(load_graph(runs["faulty"].result().graph)) == told_apart_from_who_says_so(from_file)


def test_a_service_that_is_down_leaves_gaps_and_says_so(runs):
    ended = runs["down"].result()

    assert ended.returncode == 3
    assert [json.loads(line)["verdict"] for line in ended.stdout.splitlines()] == ["unavailable", "unavailable"]
