"""Faults of the stand-in, seen from the client's side of the connection."""

import http.client
import json
import time
import zlib
from contextlib import closing

import pytest

from tests.crossref_server import CrossrefServer
from tests.standin.asking import WORKS, Client, many


@pytest.fixture
def server():
    with CrossrefServer(WORKS) as server:
        yield server


@pytest.fixture
def client(server):
    with closing(Client(server)) as client:
        yield client


SINGLE = "/works/10.1000/cited"


@pytest.mark.parametrize("status", [403, 429, 500, 502, 503, 504])
def test_a_status_fault_strikes_the_first_requests_and_then_lets_through(client, server, status):
    server.faults.add(str(status), path="^/works/", first=2)

    assert [status, status, 200] == [client.get(SINGLE).status for _ in range(3)]
    assert [(str(status),), (str(status),), ()] == [entry.faults for entry in server.journal]


def test_an_exception_carries_an_object_as_its_message(client, server):
    server.faults.add("500")

    assert {"name", "description", "message", "stack", "cause"} == client.message(SINGLE).keys()


def test_a_429_fault_may_say_when_to_come_back(client, server):
    server.faults.add("429", mode="retry-after", value=7)

    assert "7" == client.get(SINGLE).headers["Retry-After"]


def test_rules_go_by_doi_kind_and_count(client, server):
    server.faults.add("503", doi="10.1000/CITED", nth=2)
    server.faults.add("502", request_kind="list")

    assert [200, 503, 200] == [client.get(SINGLE).status for _ in range(3)]
    assert 200 == client.get("/works/10.1000/citing").status
    assert 502 == client.get("/works").status


def test_chance_is_drawn_from_the_seed():
    def struck(seed):
        with CrossrefServer(WORKS, seed=seed) as server:
            server.faults.add("503", probability=0.5)
            client = Client(server)
            return [client.get(SINGLE).status for _ in range(20)]

    assert struck(1) == struck(1) != struck(2)
    assert {200, 503} == set(struck(1))


def test_a_dropped_connection_has_no_status(client, server):
    server.faults.add("close", first=1)
    with pytest.raises(http.client.RemoteDisconnected):
        client.get(SINGLE)

    assert server.journal[0].status is None
    assert 200 == client.get(SINGLE).status


@pytest.mark.parametrize("kind", ["close-mid-body", "length-too-large"])
def test_a_body_may_end_too_early(client, server, kind):
    server.faults.add(kind)
    with pytest.raises(http.client.IncompleteRead):
        client.get(SINGLE)


def test_a_stall_keeps_the_headers_waiting_for_a_body(client, server):
    server.faults.add("stall", seconds=0.3)
    client.connection.request("GET", SINGLE)
    started = time.monotonic()
    response = client.connection.getresponse()
    headers_after = time.monotonic() - started
    response.read()

    assert headers_after < 0.2 < 0.3 <= time.monotonic() - started


def test_a_drip_arrives_whole_but_slowly(client, server):
    server.faults.add("drip", interval=0.02, chunk=100)
    started = time.monotonic()

    assert "10.1000/cited" == client.message(SINGLE)["DOI"]
    assert time.monotonic() - started > 0.1


def test_latency_is_fixed_or_heavy_tailed(client, server):
    fixed = server.faults.add("latency", seconds=0.1)
    started = time.monotonic()
    client.get(SINGLE)
    assert time.monotonic() - started >= 0.1
    server.faults.remove(fixed)

    tail = server.faults.add("tail-latency", seconds=0.01)
    delays = sorted(server.faults.delay(tail) for _ in range(1001))
    assert 0.008 < delays[500] < 0.012
    assert 0.05 < delays[-1] <= 0.3


def test_a_body_may_be_cut_within_a_correct_frame(client, server):
    server.faults.add("truncated-json", nth=1)
    with pytest.raises(json.JSONDecodeError):
        client.message(SINGLE)

    server.faults.add("truncated-gzip")
    client.connection.request("GET", SINGLE, headers={"Accept-Encoding": "gzip"})
    unpacker = zlib.decompressobj(31)
    unpacker.decompress(client.connection.getresponse().read())
    assert not unpacker.eof


@pytest.mark.parametrize(
    "kind, content_type, start",
    [
        ("html", "text/html", "<html>"),
        ("html-as-json", "application/json", "<html>"),
        ("empty", "application/json", ""),
        ("no-content-type", None, "{"),
    ],
)
def test_a_success_may_be_no_answer(client, server, kind, content_type, start):
    server.faults.add(kind)
    response = client.get(SINGLE)

    assert (200, content_type) == (response.status, response.headers["content-type"])
    assert response.text.startswith(start)
    assert bool(start) == bool(response.text)


def test_a_wrong_record_may_come_back(client, server):
    server.faults.add("wrong-record")

    assert client.message(SINGLE)["DOI"] not in (None, "10.1000/cited")


def test_lists_may_be_spoiled():
    with CrossrefServer(many(3)) as server:
        client = Client(server)

        def spoiled(kind):
            server.faults.clear()
            server.faults.add(kind)
            return json.loads(client.get("/works").text)

        assert "message" not in spoiled("no-message")
        assert spoiled("null-items")["message"]["items"] is None
        assert 1003 == spoiled("inflated-total")["message"]["total-results"]
        assert 6 == len(spoiled("duplicate-items")["message"]["items"])
        assert 1 == sum("DOI" not in item for item in spoiled("item-without-doi")["message"]["items"])


def test_rate_headers_may_be_absent_garbled_or_lowered(client, server):
    def rate(kind, **conditions):
        server.faults.clear()
        server.faults.add(kind, **conditions)
        headers = client.get(SINGLE).headers
        return headers["x-rate-limit-limit"], headers["x-rate-limit-interval"]

    assert (None, None) == rate("no-rate-headers")
    assert ("many", "soon") == rate("garbled-rate-headers")
    assert ("2", "1s") == rate("lower-rate", value=2)


def test_limits_may_be_lowered_in_the_middle_of_a_run():
    with CrossrefServer(WORKS, limits="on") as server:
        client = Client(server)
        assert [200, 200] == [client.get(SINGLE).status for _ in range(2)]
        server.gate.set_limits({"public-single": server.gate.limit("public-array")})

        assert [200, 429] == [client.get(SINGLE).status for _ in range(2)]


def test_connections_are_refused_for_a_while(client, server):
    server.faults.add("refuse", first=1, seconds=0.3)
    with pytest.raises((http.client.RemoteDisconnected, ConnectionResetError)):
        client.get(SINGLE)
    with pytest.raises(ConnectionRefusedError):
        Client(server).get(SINGLE)
    time.sleep(0.5)

    assert 200 == Client(server).get(SINGLE).status
