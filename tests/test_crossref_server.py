"""What the stand-in for the registry promises to the tests that use it."""

import gzip
import http.client
import json
import socket
import subprocess
import sys
import threading
import time
from contextlib import closing
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest

from tests.crossref_server import CrossrefServer, Limit, load_works
from tests.standin.asking import WORKS, Client

@pytest.fixture
def server():
    with CrossrefServer(WORKS) as server:
        yield server


@pytest.fixture
def client(server):
    with closing(Client(server)) as client:
        yield client


def test_thin_records_come_back_with_everything_a_record_always_has(client):
    work = client.message("/works/10.1000/cited")

    assert "https://doi.org/10.1000/cited" == work["URL"]
    assert ("10.1000", "journal-article", "Crossref", 1) == tuple(
        work[name] for name in ("prefix", "type", "source", "score")
    )
    assert {"member", "publisher", "created", "deposited", "indexed", "resource"} <= work.keys()
    assert 1 == work["is-referenced-by-count"]
    assert 0 == work["references-count"] == work["reference-count"]


def test_private_keys_are_not_served(client):
    work = client.message("/works/10.1000/citing")

    assert "_provenance" not in work
    assert "_gold" not in work["reference"][0]
    assert "10.1000/CITED" == work["reference"][0]["DOI"]
    assert [[2019, 5]] == work["issued"]["date-parts"]


def test_records_without_doi_are_counted_and_left_out(server):
    assert 1 == server.left_out
    assert 4 == len(server.catalogue)


def test_works_load_from_every_form_of_file(tmp_path):
    (tmp_path / "a.json").write_text(json.dumps({"items": [{"DOI": "10.1000/a"}]}))
    (tmp_path / "b.jsonl").write_text('{"DOI": "10.1000/b"}\n\n{"DOI": "10.1000/c"}\n')
    with gzip.open(tmp_path / "c.jsonl.gz", "wt") as file:
        file.write('{"DOI": "10.1000/d"}\n')
    (tmp_path / "d.json").write_text(json.dumps({"message": {"DOI": "10.1000/e"}}))
    (tmp_path / "notes.txt").write_text("no works here")

    assert ["10.1000/a", "10.1000/b", "10.1000/c", "10.1000/d", "10.1000/e"] == [w["DOI"] for w in load_works(tmp_path)]


def test_a_doi_is_found_in_any_case_raw_or_escaped_under_every_version(client):
    for target in ("/works/10.1000/cited", "/v1/works/10.1000%2FCITED", "/v1.0/works/10.1000/cited/?mailto=a@b.org"):
        assert "10.1000/cited" == client.message(target)["DOI"]


def test_only_a_fully_quoted_hostile_doi_is_found(client, server):
    doi = WORKS[2]["DOI"]

    assert doi == client.message(f"/works/{quote(doi, safe='')}")["DOI"]
    assert 404 == client.get(f"/works/{doi.replace('%', '%25')}").status
    assert 404 == client.get("/works/10.2000/a<b>(c)%23d%3Fe%2f+g%2F").status
    assert f"/works/{quote(doi, safe='')}" == server.journal[0].target


def test_text_escapes_slashes_and_everything_beyond_ascii(client):
    assert "\\u00dcnder\\/review" in client.get("/works/10.1000/cited").text


def test_gzip_is_used_when_accepted(client):
    plain = client.get("/works/10.1000/citing").text
    client.connection.request("GET", "/works/10.1000/citing", headers={"Accept-Encoding": "gzip"})
    response = client.connection.getresponse()

    assert "gzip" == response.headers["Content-Encoding"]
    assert plain == gzip.decompress(response.read()).decode()


def test_unknown_things_get_one_of_two_kinds_of_not_found(client):
    for target, content_type in {
        "/works/10.1000/unknown": "text/plain",
        "/works/nonsense": "application/json;charset=utf-8",
        "/works/10.9000/x/agency": "application/json;charset=utf-8",
        "/prefixes/10.9000": "application/json;charset=utf-8",
        "/members/1": "text/plain",
        "/journals/9999-9999": "text/plain",
    }.items():
        response = client.get(target)
        assert (404, "Resource not found.", content_type) == (
            response.status,
            response.text,
            response.headers["content-type"],
        )


def test_an_unknown_route_is_told_in_json(client):
    response = client.get("/papers")

    assert 404 == response.status
    assert "route-not-found" == json.loads(response.text)["message-type"]


def test_head_is_answered_and_post_refused(client):
    head = client.get("/works/10.1000/cited", method="HEAD")

    assert (200, "") == (head.status, head.text)
    assert int(head.headers["Content-Length"]) > 500
    assert 405 == client.get("/works", method="POST", body="{}").status


def test_a_request_line_beyond_4096_bytes_is_refused(client):
    longest = "/works?query=" + "x" * (4096 - len("GET /works?query= HTTP/1.1"))

    assert 200 == client.get(longest).status
    assert 414 == client.get(longest + "x").status


def test_agencies_go_by_prefix(client):
    assert "crossref" == client.message("/works/10.1000/anything/agency")["agency"]["id"]
    assert "DataCite" == client.message("/works/10.48550/arxiv.1/agency")["agency"]["label"]


@pytest.mark.parametrize("location, start", [("relative", "/"), ("absolute", "http://127.0.0.1:")])
def test_an_alias_redirects_and_is_missing_from_lists(location, start):
    aliases = {"10.1000/old": "10.1000/cited", "10.1000/Older": "10.1000/old", "10.1000/ring": "10.1000/ring"}
    with CrossrefServer(WORKS, aliases=aliases, location=location) as server:
        client = Client(server)
        for alias, target in aliases.items():
            response = client.get(f"/works/{alias}")
            assert (301, "") == (response.status, response.text)
            assert response.headers["Location"].startswith(start)
            assert response.headers["Location"].endswith(f"/works/{quote(target, safe='')}")
        assert [] == client.dois("/works?filter=doi:10.1000/old")


@pytest.mark.parametrize(
    "target, agent, pool, rate",
    [
        ("/works/10.1000/cited", "x", "public-single", "5"),
        ("/works", "x", "public-array", "1"),
        ("/works?mailto=me@here.org", "x", "polite-array", "3"),
        ("/works/10.1000/cited", "x (mailto:me@here.org)", "polite-single", "10"),
    ],
)
def test_a_contact_address_makes_a_client_polite(client, target, agent, pool, rate):
    headers = client.get(target, **{"User-Agent": agent}).headers

    assert (pool, rate, "1s") == tuple(
        headers[name] for name in ("x-api-pool", "x-rate-limit-limit", "x-rate-limit-interval")
    )
    assert ("3" if "polite" in pool else "1") == headers["x-concurrency-limit"]


def test_a_plus_token_must_be_a_known_one():
    with CrossrefServer(WORKS, plus_tokens=["key"]) as server:
        known = Client(server, crossref_plus_api_token="Bearer key").get("/works")

        assert "plus-array" == known.headers["x-api-pool"]
        assert 401 == Client(server, crossref_plus_api_token="Bearer other").get("/works").status


def test_older_pool_names_come_with_one_figure_for_all():
    with CrossrefServer(WORKS, pool_names="plain") as server:
        headers = Client(server).get("/works?mailto=me@here.org").headers

    assert ("polite", "10") == (headers["x-api-pool"], headers["x-rate-limit-limit"])


def test_too_many_requests_are_refused_without_a_word_until_time_passes():
    with CrossrefServer(WORKS, limits="on") as server:
        client = Client(server)
        answers = [client.get("/works/10.1000/cited") for _ in range(6)]
        server.clock.advance(1)

        assert [200] * 5 + [429] == [answer.status for answer in answers]
        assert ("", None, None) == (
            answers[-1].text,
            answers[-1].headers["x-rate-limit-limit"],
            answers[-1].headers["retry-after"],
        )
        assert 200 == client.get("/works/10.1000/cited").status
        assert [200, 429] == [client.get("/works").status for _ in range(2)]


@pytest.mark.parametrize("mode, header", [("html", None), ("retry-after", "1"), ("retry-date", "GMT")])
def test_refusals_come_in_several_forms(mode, header):
    with CrossrefServer(WORKS, limits=Limit(1, 1), too_many=mode) as server:
        client = Client(server)
        client.get("/works")
        answer = client.get("/works")

    assert 429 == answer.status
    assert (mode == "html") == ("429 Too Many Requests" in answer.text)
    assert (header or "") in (answer.headers["retry-after"] or "")


def test_requests_in_flight_are_counted_over_all_connections():
    with CrossrefServer(WORKS, limits={"public-single": Limit(100, 2)}) as server:
        server.faults.add("latency", seconds=0.3, request_kind="single")
        threads = [threading.Thread(target=Client(server).get, args=["/works/10.1000/cited"]) for _ in range(3)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

        assert [1, 2, 3] == sorted(entry.in_flight for entry in server.journal)
        assert [200, 200, 429] == sorted(entry.status for entry in server.journal)
        assert 3 == len({entry.connection for entry in server.journal})


def test_an_answered_request_is_never_counted_against_the_next():
    with CrossrefServer(WORKS, limits=Limit(10_000, 1)) as server:
        client = Client(server)

        assert {200} == {client.get("/works/10.1000/cited").status for _ in range(300)}


def test_the_journal_can_be_read_and_reset_over_http(client, server):
    client.get("/works/10.1000/cited?mailto=me@here.org", **{"User-Agent": "tester/1"})
    (entry,) = json.loads(client.get("/_control/journal").text)

    assert ("single", "10.1000/cited", "tester/1", "me@here.org", 200) == tuple(
        entry[name] for name in ("kind", "doi", "user_agent", "mailto", "status")
    )
    assert 204 == client.get("/_control/reset", method="POST").status
    assert 0 == len(server.journal)


def test_faults_and_limits_can_be_set_over_http(client):
    client.get("/_control/faults", method="POST", body=json.dumps({"kind": "503", "first": 1}))
    client.get("/_control/limits", method="POST", body=json.dumps({"limits": "public"}))

    assert [503, 429] == [client.get("/works").status for _ in range(2)]
    assert 400 == client.get("/_control/faults", method="POST", body='{"kind": "plague"}').status


def test_the_citation_index_turns_references_round(client, server):
    (citation,) = json.loads(client.get("/index/v2/citations/doi:10.1000/CITED").text)

    assert citation["citing"].endswith(" doi:10.1000/citing")
    assert ("2019-05", "P9Y", "no") == (citation["creation"], citation["timespan"], citation["journal_sc"])
    assert [{"count": "1"}] == json.loads(client.get("/index/v2/citation-count/doi:10.1000/cited").text)
    assert 2 == len(json.loads(client.get("/index/v2/references/doi:10.1000/citing").text))
    assert "[]" == client.get("/index/v2/citations/doi:10.9000/unknown").text
    assert {"citations"} == {entry.kind for entry in server.journal}


def test_the_citation_index_refuses_bad_tokens_and_bare_dois_and_speaks_csv(client):
    assert 403 == client.get("/index/v2/citations/doi:10.1000/cited", authorization="bad").status
    assert 404 == client.get("/index/v2/citations/10.1000/cited").status
    text = client.get("/index/v2/citations/doi:10.1000/cited", accept="text/csv").text
    assert text.startswith("oci,citing,cited,creation,timespan,journal_sc,author_sc")


def test_a_kept_connection_answers_in_well_under_a_delayed_acknowledgement(client):
    started = time.perf_counter()
    for _ in range(200):
        client.get("/works/10.1000/cited")

    assert (time.perf_counter() - started) / 200 < 0.005


def test_nothing_listens_after_the_block_ends():
    with CrossrefServer(WORKS) as server:
        address = urlsplit(server.url)
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection((address.hostname, address.port), timeout=1)


def test_the_command_prints_its_address_first(tmp_path):
    works = tmp_path / "works.jsonl"
    works.write_text(json.dumps(WORKS[1]))
    command = [sys.executable, "-m", "tests.crossref_server", "--works", works, "--alias", "10.1000/o=10.1000/cited"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[1]) as process:
        address = urlsplit(process.stdout.readline().strip())
        connection = http.client.HTTPConnection(address.netloc)
        connection.request("GET", "/works/10.1000/o")
        status = connection.getresponse().status
        process.terminate()

    assert 301 == status
