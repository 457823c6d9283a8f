"""A thousand seeds over HTTP: requests in batches, little work a request, quick from the cache."""

import random
import subprocess
import sys
import time

import pytest

from citegraph.pipeline import build_from
from citegraph.read import read_inputs
from citegraph.sources import open_sources
from tests.crossref_server import CrossrefServer, Limit, load_works
from tests.shared_data import shared

pytestmark = pytest.mark.benchmark

SEEDS, BUDGET = 1000, 3000


@pytest.fixture(scope="module")
def records():
    names = ("works_cited_stubs.jsonl.gz", "works.jsonl.gz")
    return [record for name in names for record in load_works(shared("matching", name))]


@pytest.fixture(scope="module")
def seeds(records):
    citing = sorted({record["DOI"] for record in records if any("DOI" in entry for entry in record.get("reference", ()))})
    return random.Random(20261121).sample(citing, SEEDS)


@pytest.fixture(scope="module")
def readings(seeds, tmp_path_factory):
    path = tmp_path_factory.mktemp("seeds") / "dois.txt"
    path.write_text("\n".join(seeds), encoding="utf-8")
    return read_inputs([path])


@pytest.fixture(scope="module")
def first_run(records, readings, tmp_path_factory):
    """The build, its journal, and the cache it filled."""
    cache = tmp_path_factory.mktemp("cache")
    quick = {"polite-single": Limit(5000, 16), "polite-array": Limit(5000, 16)}
    with CrossrefServer(records, limits=quick) as server:
        source = open_sources(crossref_url=server.url, mailto="reviewer@example.org", cache_dir=cache)
        G = build_from(readings, source, depth=1, max_works=BUDGET)
        source.close()
        return G, list(server.journal), cache, server.url


def test_seeds_take_no_more_than_25_batches(first_run, seeds):
    _, journal, _, _ = first_run
    wanted = {doi.lower() for doi in seeds}
    batches = [entry for entry in journal if entry.kind == "batch"]
    asked = 0
    for_seeds = 0
    for batch in batches:
        if asked >= len(wanted):
            break
        for_seeds += 1
        asked += batch.target.count("doi%3A") or batch.target.count("doi:")

    assert asked >= len(wanted) - sum("," in doi for doi in wanted)
    assert for_seeds <= 25


def test_nothing_is_asked_twice_and_singles_only_for_what_batches_lack(first_run, records):
    _, journal, _, _ = first_run
    held = {record["DOI"].lower() for record in records}
    targets = [entry.target for entry in journal]
    singles = [entry.doi.lower() for entry in journal if entry.kind == "single"]

    assert len(targets) == len(set(targets))
    assert [doi for doi in singles if doi in held and "," not in doi] == []
    assert len(singles) == len(set(singles))


def test_the_budget_is_kept(first_run):
    G, _, _, _ = first_run
    fetched = sum(1 for _, status in G.nodes(data="status") if status == "resolved")

    assert fetched <= BUDGET
    assert G.graph["counts"]["left_out"]["works"] > 0


def test_a_rebuild_from_the_cache_takes_under_five_seconds_and_no_request(first_run, readings):
    G, _, cache, url = first_run
    runs = []
    for _ in range(3):  # the best of three, in processor time: the machine may be busy with something else
        begun = time.process_time()
        source = open_sources(crossref_url=url, mailto="reviewer@example.org", cache_dir=cache)
        again = build_from(readings, source, depth=1, max_works=BUDGET)
        source.close()
        runs.append(time.process_time() - begun)
    print(f"rebuild from cache: {min(runs):.2f} s for {len(again)} works, {again.number_of_edges()} citations")

    assert (set(again), set(again.edges)) == (set(G), set(G.edges))
    assert min(runs) < 5


CLIENT = """
import json, sys, time
from citegraph.sources import open_sources
url, cache, dois = sys.argv[1], sys.argv[2], sys.stdin.read().split()
source = open_sources(crossref_url=url, mailto="reviewer@example.org", cache_dir=cache)
source.works(dois[:60])
begun = time.process_time()
source.works(dois)
print(time.process_time() - begun)
"""


def test_a_request_takes_at_most_two_milliseconds_beyond_parsing(records, seeds, tmp_path):
    """Of the client's processor time, for single look-ups: 400 DOIs that no batch returns, and their agencies."""
    quick = {"polite-single": Limit(5000, 16), "polite-array": Limit(5000, 16)}
    unknown = [f"{seed}.no-such-work" for seed in seeds[:460]]
    costs = []
    for run in ("one", "two"):  # the better of two: the machine may be busy with something else
        with CrossrefServer(records[:100], limits=quick) as server:
            told = subprocess.run(
                [sys.executable, "-c", CLIENT, server.url, str(tmp_path / run)],
                input="\n".join(unknown), capture_output=True, text=True, check=True,
            )  # fmt: skip
            requests = len(list(server.journal)) - 60 * 2 - 2
        costs.append(1000 * float(told.stdout) / requests)
    print(f"{min(costs):.2f} ms of processor time a request over {requests} requests")

    assert requests >= 400
    assert min(costs) <= 2
