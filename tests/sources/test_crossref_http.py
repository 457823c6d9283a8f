"""Questions to the registry over real HTTP, to its stand-in on this machine."""

import gzip
import json
import time
from itertools import islice

import pytest

from citegraph.errors import SourceUnavailable
from citegraph.sources.cache import Cache
from citegraph.sources.crossref import CrossrefSource
from citegraph.sources.politeness import Manners
from citegraph.sources.protocol import Absent, Found, OtherAgency, Unavailable
from tests.crossref_server import CrossrefServer, Limit
from tests.shared_data import shared

RECORDS = [
    {"DOI": f"10.5555/{n}", "title": [f"Peer support number {n}"], "issued": {"date-parts": [[1990 + n % 30]]}}
    for n in range(120)
]
DOIS = [record["DOI"] for record in RECORDS]
FAST = {pool: Limit(200, 3) for pool in ("polite-single", "polite-array", "public-single", "public-array")}


def source_of(server, cache=None, **options):
    options.setdefault("manners", Manners("crossref", deadline=20, chance=lambda: 0.0))
    return CrossrefSource(server.url, "me@example.org", cache, **options)


def test_nothing_is_lost_and_nobody_is_hurried_at_published_limits():
    with CrossrefServer(RECORDS, limits="polite", aliases={"10.5555/old": "10.5555/7"}) as server:
        outcomes = source_of(server).works([*DOIS, "10.5555/old", "10.5281/zenodo.1", "10.5555/none"])

        assert all(isinstance(outcomes[doi], Found) for doi in DOIS)
        assert outcomes["10.5555/old"].work.doi == "10.5555/7"
        assert outcomes["10.5281/zenodo.1"] == OtherAgency("10.5281/zenodo.1", "datacite")
        assert outcomes["10.5555/none"] == Absent("10.5555/none")
        assert 429 not in [entry.status for entry in server.journal]
        assert len(server.journal.of("batch")) == 3
        assert all(entry.mailto == "me@example.org" and "habanero" in entry.user_agent for entry in server.journal)


def test_concurrency_stays_within_what_is_advertised():
    with CrossrefServer(RECORDS, limits=FAST) as server:
        server.faults.add("latency", seconds=0.05)
        server.faults.add("500", request_kind="batch")

        outcomes = source_of(server).works(DOIS[:60])

        assert all(isinstance(outcome, Found) for outcome in outcomes.values())
        assert max(entry.in_flight for entry in server.journal) <= 3
        assert 429 not in [entry.status for entry in server.journal]


def test_a_chain_of_aliases_is_followed_and_a_loop_is_not():
    aliases = {"10.5555/x": "10.5555/y", "10.5555/y": "10.5555/1", "10.5555/p": "10.5555/q", "10.5555/q": "10.5555/p"}
    with CrossrefServer(RECORDS, limits=FAST, aliases=aliases, location="absolute") as server:
        outcomes = source_of(server).works(["10.5555/x", "10.5555/p"])

        assert outcomes["10.5555/x"].work.doi == "10.5555/1"
        assert isinstance(outcomes["10.5555/p"], Unavailable)


@pytest.mark.parametrize(
    "kind",
    ["429", "500", "502", "503", "504", "close", "html", "html-as-json", "empty", "close-mid-body", "length-too-large",
     "truncated-gzip", "truncated-json", "no-message", "null-items"],
)  # fmt: skip
def test_two_bad_answers_cost_only_time(kind):
    with CrossrefServer(RECORDS, limits=FAST) as server:
        server.faults.add(kind, first=2)

        outcomes = source_of(server).works(DOIS[:10])

        assert all(isinstance(outcome, Found) for outcome in outcomes.values())


@pytest.mark.parametrize(
    "kind", ["no-content-type", "duplicate-items", "inflated-total", "no-rate-headers", "garbled-rate-headers"]
)
def test_harmless_oddities_cost_nothing(kind):
    with CrossrefServer(RECORDS, limits=FAST) as server:
        server.faults.add(kind)

        outcomes = source_of(server).works(DOIS[:50])

        assert all(isinstance(outcome, Found) for outcome in outcomes.values())
        assert len(server.journal) == 1


def test_the_wrong_record_is_refused():
    with CrossrefServer(RECORDS, limits=FAST) as server:
        server.faults.add("wrong-record")

        assert isinstance(source_of(server).works(DOIS[:1])[DOIS[0]], Unavailable)


def test_a_stated_wait_is_kept():
    with CrossrefServer(RECORDS, limits=FAST) as server:
        server.faults.add("429", first=1, mode="retry-after", value=2)

        assert isinstance(source_of(server).works(DOIS[:1])[DOIS[0]], Found)
        refused, answered = server.journal
        assert answered.time - refused.time >= 2


def test_a_drip_is_given_up_at_the_deadline():
    with CrossrefServer(RECORDS, limits=FAST) as server:
        server.faults.add("drip", interval=0.2, chunk=1)

        start = time.monotonic()
        with pytest.raises(SourceUnavailable, match="too slowly"):
            source_of(server, manners=Manners("crossref", deadline=1.0)).search("peer support number 3")
        assert time.monotonic() - start < 5


def test_a_killed_run_keeps_what_it_was_told(tmp_path):
    with CrossrefServer(RECORDS, limits=FAST) as server:
        server.faults.add("close", request_kind="batch", nth=tuple(range(3, 100)))
        server.faults.add("close", request_kind="single")
        source_of(server, Cache(tmp_path)).works(DOIS)
        server.reset()

        outcomes = source_of(server, Cache(tmp_path)).works(DOIS)

        assert all(isinstance(outcome, Found) for outcome in outcomes.values())
        assert len(server.journal) == 1


def test_real_records_come_through_whole():
    with gzip.open(shared("matching", "works.jsonl.gz"), "rt", encoding="utf-8") as lines:
        records = [json.loads(line) for line in islice(lines, 300)]
    dois = [record["DOI"] for record in records]
    with CrossrefServer(records, limits=FAST) as server:
        outcomes = source_of(server).works(dois)

        assert all(isinstance(outcome, Found) for outcome in outcomes.values())
        hits = source_of(server).search(" ".join(records[5]["title"]))
        assert hits[0].work.doi == dois[5]
