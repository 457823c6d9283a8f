"""The stand-in against exchanges recorded from the live registry.

Every recorded question is put to a stand-in that serves the recorded works.
Exchanges of 2026 must agree in status, content type, rate headers and body;
older ones in status and body only, because the headers have changed since.
"""

import http.client
import json
from contextlib import closing
from fnmatch import fnmatch
from functools import cache
from urllib.parse import quote, urlsplit

import pytest

from tests.crossref_server import CrossrefServer
from tests.shared_data import shared

GROUPS = """
    agency-200 agency-404 cursor-200 cursor-404 facet-200 facet-400 facet-404 funders-200 funders-400
    funders-404 journals-200 journals-400 journals-404 licenses-200 members-200 members-400
    members-404 prefixes-200 prefixes-400 prefixes-404 query-bibliographic-200
    query-bibliographic-400 sample-200 sample-400 types-200 types-400 types-404 work-200 work-400
    work-404 works-list-200 works-list-404 works-query-200
""".split()

LEFT_OUT = {
    "content-negotiation-*": "another host answers these",
    "transform-*": "the stand-in has no other format than JSON",
    "body-only-*": "the question was not recorded",
    "transcribed-*": "quoted from memory, without headers",
    "*-500-*": "faults of their day; the stand-in makes its own",
    "*-504-*": "faults of their day; the stand-in makes its own",
    "cursor-400-*": "members take a cursor since",
    "works-query-400-*": "query.title was withdrawn for a while and is back",
    "journals-400-ad23f8d5.json": "query.title was withdrawn for a while and is back",
    "prefixes-400-b020f06b.json": "query.title was withdrawn for a while and is back",
    "types-400-5d6bed2c.json": "query.title was withdrawn for a while and is back",
    "journals-200-417cbec3.json": "a bad offset went unnoticed in 2025",
    "sample-200-0256a721.json": "a sample of funders, before 2018",
    "sample-200-91342cc6.json": "a sample of members, before 2018",
    "prefixes-200-8b6805a5.json": "a page of HTML, before 2018",
    "work-200-43d85ef1.json": "XML by suffix, before 2021",
}


@cache
def recordings(group):
    folder = shared("crossref-recordings")
    files = [file for file in sorted(folder.glob(f"{group}-*.json")) if not left_out(file.name)]
    return {file.name: json.loads(file.read_text(encoding="utf-8")) for file in files}


def left_out(name):
    return next((reason for pattern, reason in LEFT_OUT.items() if fnmatch(name, pattern)), None)


def year(response):
    return int(response["headers"].get("date", "0 0 0 0").split()[3])


def target(recorded):
    url = urlsplit(recorded["request"]["url"])
    return f"{quote(url.path, safe='/%:;()<>[]')}?{url.query}".removesuffix("?")


def served(recorded):
    """Works for a stand-in that is to answer like *recorded*: those in it, or one made to fit."""
    if recorded["response"]["status"] != 200:
        return []
    message = json.loads(recorded["response"]["body"])["message"]
    if "DOI" in message and "agency" not in message:
        return [message]
    collection, *name = target(recorded).partition("?")[0].strip("/").split("/")
    name = "/".join(name).removesuffix("/works")
    made = {"DOI": "10.5555/made", "member": "98", "publisher": "Ecology NSF", "funder": []}
    if name and collection in ("members", "prefixes", "journals", "funders"):
        key = {"members": "member", "prefixes": "prefix", "journals": "ISSN", "funders": "funder"}
        value = {"journals": [name], "funders": [{"DOI": name, "name": "A funder"}]}
        made[key[collection]] = value.get(collection, name)
    works = [item for item in message.get("items") or () if "DOI" in item]
    return [made, *works]


def agencies(recorded):
    """Who registers which prefix, as far as the recording shows it."""
    known = {"10.4176": "crossref", "10.5555": "crossref"}
    if recorded["response"]["status"] == 200 and target(recorded).endswith("/agency"):
        message = json.loads(recorded["response"]["body"])["message"]
        known[message["DOI"].partition("/")[0]] = message["agency"]["id"]
    return known


def ask(recorded):
    """Put the recorded question; return status, headers and body."""
    plain = "-" not in recorded["response"]["headers"].get("x-api-pool", "-")
    agent = recorded["request"]["headers"].get("user-agent", "")
    pool_names = "plain" if plain else "split"
    with (
        CrossrefServer(served(recorded), agencies=agencies(recorded), pool_names=pool_names) as server,
        closing(http.client.HTTPConnection(urlsplit(server.url).netloc)) as connection,
    ):
        def get(target):
            connection.request("GET", target, headers={"user-agent": agent})
            response = connection.getresponse()
            return response.status, response.headers, response.read().decode()

        path, _, parameters = target(recorded).partition("?")
        if "cursor=" not in parameters or recorded["response"]["status"] != 200:
            return get(target(recorded))
        others = "&".join(p for p in parameters.split("&") if not p.startswith("cursor="))
        first = get(f"{path}?{others}&cursor=*")
        if "cursor=%2A" in parameters:
            return first
        cursor = quote(json.loads(first[2])["message"]["next-cursor"], safe="")
        return get(f"{path}?{others}&cursor={cursor}")


@pytest.mark.parametrize("group", GROUPS)
def test_recorded_questions_get_the_recorded_kind_of_answer(group):
    for name, recorded in recordings(group).items():
        response = recorded["response"]
        status, headers, body = ask(recorded)

        assert response["status"] == status, name
        if year(response) == 2026:
            assert rates(response["headers"]) == rates(headers), name
            assert response["headers"]["content-type"] == headers["content-type"], name
        if response["status"] == 200:
            compare(json.loads(response["body"]), json.loads(body), year(response), name)
        elif status == 404 or year(response) == 2026:
            assert response["body"] == body, name


def rates(headers):
    names = (n.lower() for n in headers)
    return {n: headers[n] for n in names if n.startswith("x-") and n != "x-recording-note"}


def compare(recorded, answered, recorded_in, name):
    """Check the shape of a success; single records and small answers must be equal."""
    kind = recorded["message-type"]
    assert recorded.keys() == answered.keys(), name
    assert kind == answered["message-type"], name
    before, now = recorded["message"], answered["message"]
    if kind == "work":
        kept = {key: value for key, value in before.items() if not key.startswith("_")}
        assert kept | {"DOI": before["DOI"].lower(), "score": 1} == {key: now[key] for key in kept}, name
        assert recorded_in < 2026 or kept.keys() == now.keys(), name
    elif kind in ("work-agency", "type", "type-list") and recorded_in == 2026:
        assert before == now, name
    elif kind == "work-list":
        compare_lists(before, now, recorded_in, name)
    elif recorded_in == 2026:
        assert before.keys() == now.keys(), name
        for theirs, ours in zip(before.get("items", ()), now.get("items", ()), strict=False):
            assert theirs.keys() == ours.keys(), name


def compare_lists(before, now, recorded_in, name):
    assert before["query"] == now["query"], name
    assert before["items-per-page"] == now["items-per-page"], name
    if recorded_in == 2026:
        assert before.keys() == now.keys(), name
        assert before["facets"].keys() == now["facets"].keys(), name
    known = {item["DOI"].lower(): item for item in before["items"] if "DOI" in item}
    for item in now["items"]:
        if "DOI" in item and item["DOI"] in known:
            theirs = known[item["DOI"]]
            assert {k: v for k, v in theirs.items() if k not in ("score", "DOI")}.items() <= item.items()
            assert type(theirs.get("score")) in (type(item.get("score")), int), name


def test_every_recording_is_checked_or_left_out_with_a_reason():
    folder = shared("crossref-recordings")
    unaccounted = [
        file.name
        for file in folder.glob("*.json")
        if not left_out(file.name) and file.name.rsplit("-", 1)[0] not in GROUPS
    ]

    assert [] == unaccounted
