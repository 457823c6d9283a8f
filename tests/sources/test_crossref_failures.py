"""What the registry may do wrong, and what it must not cost."""

import gzip
import pickle

import httpx2
import pytest

from citegraph.errors import SourceBroken, SourceUnavailable
from citegraph.sources.cache import Cache
from citegraph.sources.crossref import CrossrefSource
from citegraph.sources.politeness import Manners
from citegraph.sources.protocol import Found, Unavailable
from tests.sources.registry import BASE, LIMITS, Shelf, Time, envelope, source_of

FOREIGN = {
    "connect timeout": httpx2.ConnectTimeout("x"),
    "read timeout": httpx2.ReadTimeout("x"),
    "pool timeout": httpx2.PoolTimeout("x"),
    "refused": httpx2.ConnectError("x"),
    "reset": httpx2.ReadError("x"),
    "broken off": httpx2.RemoteProtocolError("x"),
    "proxy": httpx2.ProxyError("x"),
    "unsupported": httpx2.UnsupportedProtocol("x"),
    "loop": httpx2.TooManyRedirects("x"),
    "invalid address": httpx2.InvalidURL("x"),
    "decoding": httpx2.DecodingError("x"),
    "damaged gzip": lambda: httpx2.Response(
        200, headers={"content-encoding": "gzip"}, stream=httpx2.ByteStream(gzip.compress(b"{}")[:12] + b"damage")
    ),
    "500": httpx2.Response(500, json={"status": "error", "message": {"name": "x"}}),
    "502": httpx2.Response(502, text="<html>"),
    "503": httpx2.Response(503, text="<html>"),
    "429": httpx2.Response(429),
    "400": httpx2.Response(400, json={"status": "failed", "message": [{"type": "doi-not-valid"}]}),
    "414": httpx2.Response(414),
    "418": httpx2.Response(418),
    "404 of a proxy": httpx2.Response(404, text="<html>"),
    "404 of a wrong address": httpx2.Response(404, json={"status": "error", "message-type": "route-not-found"}),
    "301 to nowhere": httpx2.Response(301),
    "truncated": httpx2.Response(200, headers=LIMITS, content=b'{"status":"ok","message":{"DO'),
    "page": httpx2.Response(200, headers=LIMITS, html="<html>Please wait</html>"),
    "empty": httpx2.Response(200, headers=LIMITS),
    "no envelope": httpx2.Response(200, json=[1, 2]),
    "no message": httpx2.Response(200, json={"status": "ok"}),
    "null message": httpx2.Response(200, json={"status": "ok", "message": None}),
    "empty message": httpx2.Response(200, json={"status": "ok", "message": {}}),
    "null items": httpx2.Response(200, json={"status": "ok", "message": {"items": None}}),
    "no text": httpx2.Response(200, content=b"\xff\xfe{"),
    "deep": httpx2.Response(200, content=b"[" * 100_000),
}


@pytest.mark.parametrize("fault", FOREIGN.values(), ids=FOREIGN.keys())
def test_no_foreign_failure_is_an_answer_or_is_kept(fault, tmp_path):
    shelf = Shelf("10.5555/a", "10.5555/b")
    shelf.says("", fault)
    source = source_of(shelf, Cache(tmp_path))

    outcomes = source.works(["10.5555/a", "10.5555/b"])

    assert all(isinstance(outcome, Unavailable) and outcome.reason for outcome in outcomes.values())
    assert Cache(tmp_path).info().entries == 0 and source.dates() is None


@pytest.mark.parametrize("fault", FOREIGN.values(), ids=FOREIGN.keys())
def test_a_search_that_fails_says_so(fault, tmp_path):
    shelf = Shelf("10.5555/a")
    shelf.says("", fault)
    source = source_of(shelf, Cache(tmp_path))

    with pytest.raises(SourceUnavailable) as failure:
        source.search("peer support")
    assert str(pickle.loads(pickle.dumps(failure.value))) == str(failure.value)
    assert Cache(tmp_path).info().entries == 0


@pytest.mark.parametrize("name", FOREIGN.keys() - {"429"})
def test_one_poisonous_doi_costs_only_itself(name):
    dois = [f"10.5555/{n}" for n in range(30)]
    shelf = Shelf(*dois)
    shelf.says(r"10.5555/13\b", FOREIGN[name])

    outcomes = source_of(shelf).works(dois)

    assert [doi for doi, outcome in outcomes.items() if not isinstance(outcome, Found)] == ["10.5555/13"]


def test_the_record_of_another_work_is_never_accepted(tmp_path):
    shelf = Shelf("10.5555/a", "10.5555/b")
    shelf.says(r"/works/10.5555/a\?", envelope({"DOI": "10.5555/b", "title": ["Another"]}))

    outcome = source_of(shelf, Cache(tmp_path)).works(["10.5555/a"])["10.5555/a"]

    assert isinstance(outcome, Unavailable) and "another work" in outcome.reason
    assert Cache(tmp_path).info().entries == 0


def test_records_nobody_asked_for_and_records_without_a_doi_are_ignored():
    shelf = Shelf("10.5555/a", "10.5555/b")
    stray = [{"title": ["No DOI"]}, None, {"DOI": "10.5555/z"}, *shelf.records.values(), *shelf.records.values()]
    shelf.says("/works[?]", envelope({"items": stray}))

    outcomes = source_of(shelf).works(["10.5555/a", "10.5555/b"])

    assert [outcomes[doi].work.doi for doi in outcomes] == ["10.5555/a", "10.5555/b"]
    assert len(shelf.requests) == 1


def test_being_refused_ends_the_run_with_a_sentence():
    shelf = Shelf("10.5555/a")
    shelf.says("", httpx2.Response(403))

    with pytest.raises(SourceBroken, match="refuses our requests"):
        source_of(shelf).works([f"10.5555/{n}" for n in range(500)])
    assert len(shelf.requests) <= 3


def test_a_dead_service_costs_few_requests():
    shelf = Shelf()
    shelf.says("", httpx2.ConnectError("refused"))

    outcomes = source_of(shelf).works([f"10.5555/{n}" for n in range(3000)])

    assert all(isinstance(outcome, Unavailable) for outcome in outcomes.values())
    assert len(shelf.requests) < 40


def test_an_answer_that_drips_is_given_up():
    clock = Time()

    class Drip(httpx2.SyncByteStream):
        def __iter__(self):
            while True:
                clock.now += 1
                yield b" "

    shelf = Shelf()
    shelf.says("", lambda: httpx2.Response(200, stream=Drip()))
    manners = Manners("crossref", deadline=30, clock=lambda: clock.now, sleep=clock.sleep)
    source = CrossrefSource(BASE, transport=httpx2.MockTransport(shelf), manners=manners)

    outcome = source.works(["10.5555/a"])["10.5555/a"]

    assert "too slowly" in outcome.reason and clock.now < 40
