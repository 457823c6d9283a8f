"""Lists and searches of the stand-in: batches, filters, paging, scores."""

import json
from contextlib import closing
from urllib.parse import quote

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


def test_a_batch_finds_what_is_known_once_and_leaves_out_the_rest():
    with CrossrefServer(many(30)) as server:
        client = Client(server)
        dois = [f"10.5000/{n:04d}" for n in range(10)]
        batch = ",".join(f"doi:{doi.upper()}" for doi in [*dois, *dois, "10.9999/unknown", "10.48550/other"])
        answer = client.dois(f"/works?rows=40&filter={batch}&select=DOI,title")

        assert sorted(dois) == sorted(answer)
        assert dois != answer
        assert answer == client.dois(f"/works?rows=40&filter={batch}&select=DOI,title")
        assert ["batch", "batch"] == [entry.kind for entry in server.journal]


def test_a_filter_puts_a_doi_with_a_comma_together_again_unless_told_otherwise(client):
    assert ["10.2000/with,comma"] == client.dois("/works?filter=doi:10.2000/with,comma")
    with CrossrefServer(WORKS, split_doi_commas=True) as strict:
        assert 400 == Client(strict).get("/works?filter=doi:10.2000/with,comma").status


def test_different_filters_narrow_and_equal_ones_widen(client):
    assert ["10.1000/citing"] == client.dois("/works?filter=prefix:10.1000,has-references:true")
    assert 4 == len(client.dois("/works?filter=prefix:10.1000,prefix:10.2000"))
    assert ["10.1000/cited"] == client.dois("/works?filter=from-pub-date:2010,until-pub-date:2018-01")
    assert ["10.1000/citing"] == client.dois("/journals/1234-5678/works")


def test_select_keeps_only_what_it_names(client):
    (item,) = client.message("/works?query=hostile&select=DOI,score,author")["items"]

    assert {"DOI", "score"} == item.keys()


def test_all_failures_are_reported_at_once(client):
    target = "/works?rows=2000&offset=things&filter=nope:1,doi:10.x&select=reference-count&sort=size&x=1"
    response = client.get(target)
    problems = json.loads(response.text)["message"]

    assert (400, "application/json;charset=utf-8") == (response.status, response.headers["content-type"])
    assert [
        "unknown-parameter",
        "integer-not-valid",
        "integer-not-valid",
        "filter-not-available",
        "doi-not-valid",
        "sort-field-not-valid",
        "select-not-available",
    ] == [problem["type"] for problem in problems]


def test_a_single_record_takes_nothing_but_mailto(client):
    response = client.get("/works/10.1000/cited?rows=1&select=DOI&query.author=x")

    assert ["query.*", "rows", "select"] == [p["value"] for p in json.loads(response.text)["message"]]


def test_rows_and_offset_are_capped(client):
    assert 200 == client.get("/works?rows=1000&offset=9000").status
    assert 400 == client.get("/works?rows=1000&offset=9001").status
    assert 400 == client.get("/works?rows=1001").status
    assert [] == client.dois("/works?rows=0")


def test_a_cursor_stays_the_same_and_comes_with_the_last_page_too():
    with CrossrefServer(many(5)) as server:
        client = Client(server)
        first = client.message("/works?rows=2&cursor=*")
        cursor = first["next-cursor"]
        pages = [first, *(client.message(f"/works?rows=2&cursor={quote(cursor)}") for _ in range(3))]

        assert 1512 == len(cursor)
        assert {cursor} == {page["next-cursor"] for page in pages}
        assert [2, 2, 1, 0] == [len(page["items"]) for page in pages]
        assert 5 == len({item["DOI"] for page in pages for item in page["items"]})


def test_a_cursor_expires_after_five_unused_minutes(client, server):
    cursor = quote(client.message("/works?rows=2&cursor=*")["next-cursor"])
    server.clock.advance(299)
    assert 200 == client.get(f"/works?rows=1&cursor={cursor}").status
    server.clock.advance(301)
    response = client.get(f"/works?rows=1&cursor={cursor}")

    assert 404 == response.status
    assert "cursor-invalid" == json.loads(response.text)["message"][0]["type"]


def test_a_sample_counts_itself(client):
    message = client.message("/works?sample=3")

    assert (3, 3, 20) == (message["total-results"], len(message["items"]), message["items-per-page"])


def test_sorting_and_facets(client):
    assert "10.1000/cited" == client.dois("/works?sort=is-referenced-by-count")[0]
    assert "10.1000/citing" == client.dois("/works?sort=published&order=desc")[0]
    facets = client.message("/works?rows=0&facet=published:*")["facets"]
    assert {"published": {"value-count": 2, "values": {"2010": 1, "2019": 1}}} == facets


def test_scores_shake_a_little_between_requests_and_grow_with_the_query(client):
    def score(words):
        target = f"/works?select=DOI,score&query.bibliographic={quote(words)}"
        return client.message(target)["items"][0]["score"]

    words = "Lee. Citation networks in practice (2019)"
    first, second = score(words), score(words)

    assert 0 < abs(first - second) / first <= 0.006
    assert 1.98 < score(f"{words} {words}") / first < 2.02
    assert len(str(first)) <= 10


def test_equal_texts_tie_exactly_and_come_in_order_of_doi():
    twins = [{"DOI": f"10.5000/{n}", "title": ["Editorial matter"], "volume": "4"} for n in (3, 1, 2)]
    with CrossrefServer([*twins, *WORKS]) as server:
        items = Client(server).message("/works?query.bibliographic=editorial+matter")["items"]

    assert ["10.5000/1", "10.5000/2", "10.5000/3"] == [item["DOI"] for item in items]
    assert 1 == len({item["score"] for item in items})


def test_an_article_is_moved_ahead_of_its_preprint():
    preprint = {"DOI": "10.5000/pre", "title": ["Rare words"], "type": "posted-content"}
    article = {
        "DOI": "10.5000/article",
        "title": ["Rare words and a longer title"],
        "relation": {"has-preprint": [{"id-type": "doi", "id": "10.5000/PRE", "asserted-by": "subject"}]},
    }
    with CrossrefServer([preprint, article, *WORKS]) as server:
        items = Client(server).message("/works?query.bibliographic=rare+words")["items"]

    assert ["10.5000/article", "10.5000/pre"] == [item["DOI"] for item in items]
    assert items[0]["score"] < items[1]["score"]


def test_field_queries_must_all_be_met(client):
    assert ["10.1000/citing"] == client.dois("/works?query.author=lee&query.title=networks+hostile")
    assert [] == client.dois("/works?query.author=lee&query.title=hostile")


def test_operators_and_dois_do_not_match_in_bibliographic_queries(client):
    assert [] == client.dois("/works?query.bibliographic=and+not+or+citing")


