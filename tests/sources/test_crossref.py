"""Questions to the registry, over a transport that answers from memory."""

import gzip
import json
import pickle
import re
import time
from urllib.parse import parse_qs, unquote, urlsplit

import habanero
import httpx2
import pytest

from citegraph.errors import SourceBroken, SourceUnavailable
from citegraph.sources.cache import DAY, Cache
from citegraph.sources.crossref import LONGEST_REQUEST_LINE, CrossrefSource, pack
from citegraph.sources.politeness import Manners
from citegraph.sources.protocol import Absent, Found, OtherAgency, Unavailable

BASE = "https://registry.test"
LIMITS = {"x-rate-limit-limit": "10", "x-rate-limit-interval": "1s", "x-concurrency-limit": "3"}


def envelope(message):
    return httpx2.Response(200, headers=LIMITS, json={"status": "ok", "message": message})


NOT_FOUND = httpx2.Response(404, headers=LIMITS, text="Resource not found.")


class Shelf:
    """A registry in memory; `says` overrides the answer to requests whose address matches."""

    def __init__(self, *dois, aliases=None, agencies=None):
        self.records = {doi.lower(): {"DOI": doi.lower(), "title": [f"On {doi}"]} for doi in dois}
        self.aliases, self.agencies = aliases or {}, agencies or {}
        self.requests, self.overrides = [], []

    def says(self, pattern, answer):
        self.overrides.append((pattern, answer))

    def __call__(self, request):
        target = request.url.raw_path.decode()
        self.requests.append(request)
        for pattern, answer in self.overrides:
            if re.search(pattern, unquote(target)):
                if isinstance(answer, Exception):
                    raise answer
                return answer() if callable(answer) else answer
        path, _, query = target.partition("?")
        if path == "/works":
            return self.list(parse_qs(query))
        doi = unquote(path.removeprefix("/works/").removesuffix("/agency")).lower()
        if path.endswith("/agency"):
            known = self.agencies.get(doi)
            return envelope({"DOI": doi, "agency": {"id": known, "label": known}}) if known else NOT_FOUND
        if doi in self.aliases:
            return httpx2.Response(301, headers={**LIMITS, "location": self.aliases[doi]})
        return envelope(self.records[doi]) if doi in self.records else NOT_FOUND

    def list(self, query):
        rows = int(query["rows"][0])
        if "filter" in query:
            wanted = [piece.partition(":")[2] for piece in query["filter"][0].split(",")]
            items = [self.records[doi] for doi in reversed(wanted) if doi in self.records]
        else:
            items = [{**record, "score": 10.0} for record in self.records.values()]
        return envelope({"items": items[:rows], "total-results": len(items)})

    @property
    def targets(self):
        return [unquote(request.url.raw_path.decode()) for request in self.requests]


class Time:
    def __init__(self):
        self.now = 0.0

    def sleep(self, seconds):
        self.now += seconds


def source_of(shelf, cache=None, **options):
    clock = Time()
    manners = Manners("crossref", clock=lambda: clock.now, sleep=clock.sleep, chance=lambda: 0.0)
    return CrossrefSource(
        BASE, "me@example.org", cache, transport=httpx2.MockTransport(shelf), manners=manners, **options
    )


def test_the_address_is_habaneros_own_unless_another_is_given():
    assert CrossrefSource()._api.base_url == habanero.Crossref().base_url
    assert CrossrefSource(f"{BASE}/v1/")._api.base_url == f"{BASE}/v1"


def test_the_contact_stands_in_header_and_parameter():
    shelf = Shelf("10.5555/a")

    source_of(shelf).works(["10.5555/a"])

    (request,) = shelf.requests
    assert "mailto:me@example.org" in request.headers["user-agent"]
    assert "habanero/" in request.headers["user-agent"]
    assert parse_qs(urlsplit(str(request.url)).query)["mailto"] == ["me@example.org"]


HOSTILE = [
    "10.1002/(sici)1097-4571(199806)49:8<693::aid-asi4>3.0.co;2-o",
    "10.1000/a#b",
    "10.1000/a?b=c",
    "10.1000/a%2fb",
    "10.1000/a+b",
    "10.1000/a//b",
    "10.1000/a/../b",
    "10.1000/a,b",
    "10.1000/a&rows=0",
    "10.1000/ä",
    "10.1021/la302706b.",
]


@pytest.mark.parametrize("doi", HOSTILE)
def test_hostile_dois_are_asked_for_as_they_are(doi):
    assert isinstance(source_of(Shelf(doi)).works([doi])[doi], Found)


def test_hostile_dois_are_found_together():
    outcomes = source_of(Shelf(*HOSTILE)).works(HOSTILE)

    assert all(isinstance(outcomes[doi], Found) and outcomes[doi].work.doi == doi for doi in HOSTILE)


def test_works_come_in_lists_with_as_many_rows_as_dois():
    dois = [f"10.5555/{n}" for n in range(120)]
    shelf = Shelf(*dois)

    outcomes = source_of(shelf).works(dois)

    assert list(outcomes) == dois and all(isinstance(outcome, Found) for outcome in outcomes.values())
    rows = [int(parse_qs(urlsplit(target).query)["rows"][0]) for target in shelf.targets]
    assert sorted(rows) == [20, 50, 50]


def test_no_request_line_outgrows_the_service():
    dois = [f"10.5555/{'long' * 40}{n}" for n in range(100)]
    shelf = Shelf(*dois)

    source_of(shelf).works(dois)

    assert max(len(request.url.raw_path) for request in shelf.requests) <= LONGEST_REQUEST_LINE
    assert len(shelf.requests) < 10


def test_dois_with_a_comma_are_asked_alone():
    shelf = Shelf("10.5555/a,b", "10.5555/c", "10.5555/d")

    source_of(shelf).works(["10.5555/a,b", "10.5555/c", "10.5555/d"])

    assert not any("filter" in target and "a,b" in target for target in shelf.targets)


def test_what_is_no_doi_is_absent_and_never_asked():
    shelf = Shelf()

    assert source_of(shelf).works(["nonsense", "10.1/\ud800"]) == {
        "nonsense": Absent("nonsense"),
        "10.1/\ud800": Absent("10.1/\ud800"),
    }
    assert not shelf.requests


def test_every_kind_of_outcome_stands_under_the_doi_asked_for():
    shelf = Shelf(
        "10.5555/a",
        "10.5555/new",
        aliases={"10.5555/old": "/works/10.5555%2Fnew"},
        agencies={"10.5281/zenodo.1": "datacite"},
    )

    outcomes = source_of(shelf).works(["10.5555/a", "10.5555/old", "10.5281/zenodo.1", "10.5555/none"])

    assert outcomes["10.5555/a"].work.title == "On 10.5555/a" and outcomes["10.5555/a"].source == "crossref"
    assert (outcomes["10.5555/old"].requested, outcomes["10.5555/old"].work.doi) == ("10.5555/old", "10.5555/new")
    assert outcomes["10.5281/zenodo.1"] == OtherAgency("10.5281/zenodo.1", "datacite")
    assert outcomes["10.5555/none"] == Absent("10.5555/none")


@pytest.mark.parametrize(
    "location", ["/works/10.5555%2Fnew", f"{BASE}/works/10.5555/new", f"{BASE}/works/10.5555%2FNEW"]
)
def test_aliases_are_followed_wherever_they_point(location):
    shelf = Shelf("10.5555/new", aliases={"10.5555/old": location})

    assert source_of(shelf).works(["10.5555/old"])["10.5555/old"].work.doi == "10.5555/new"


def test_a_registered_doi_without_a_record_is_absent():
    source = source_of(Shelf(agencies={"10.5555/a": "crossref"}))

    assert source.works(["10.5555/a"]) == {"10.5555/a": Absent("10.5555/a")}


def test_everything_learnt_is_remembered(tmp_path):
    shelf = Shelf("10.5555/a", "10.5555/new", aliases={"10.5555/old": "/works/10.5555%2Fnew"})
    shelf.agencies["10.5281/z.1"] = "datacite"
    dois = ["10.5555/a", "10.5555/old", "10.5281/z.1", "10.5555/none"]
    first = source_of(shelf, Cache(tmp_path)).works(dois)
    asked = len(shelf.requests)

    again = source_of(shelf, Cache(tmp_path)).works(dois)

    assert again == first and len(shelf.requests) == asked
    assert source_of(shelf, Cache(tmp_path), offline=True).works(dois) == first


def test_another_address_of_the_service_has_a_memory_of_its_own(tmp_path):
    source_of(Shelf("10.5555/a"), Cache(tmp_path)).works(["10.5555/a"])

    other = CrossrefSource("https://mirror.test", None, Cache(tmp_path), offline=True)

    assert other.works(["10.5555/a"]) == {"10.5555/a": Unavailable("10.5555/a", "not in the cache")}


def test_an_agency_not_learnt_is_the_only_thing_asked_again(tmp_path):
    shelf = Shelf(agencies={"10.5281/z.1": "datacite"})
    shelf.says("/agency", httpx2.ReadTimeout("slow"))
    assert isinstance(source_of(shelf, Cache(tmp_path)).works(["10.5281/z.1"])["10.5281/z.1"], Unavailable)
    shelf.overrides.clear()
    shelf.requests.clear()

    outcome = source_of(shelf, Cache(tmp_path)).works(["10.5281/z.1"])["10.5281/z.1"]

    assert outcome == OtherAgency("10.5281/z.1", "datacite")
    assert ["/agency" in target for target in shelf.targets] == [True]


def test_absence_is_asked_again_after_a_week_and_offline_never(tmp_path):
    cache = Cache(tmp_path, now=lambda: 0.0)
    shelf = Shelf()
    source_of(shelf, cache).works(["10.5555/a"])
    cache.now = lambda: 8.0 * DAY
    shelf.records["10.5555/a"] = {"DOI": "10.5555/a"}

    assert source_of(shelf, cache, offline=True).works(["10.5555/a"]) == {"10.5555/a": Absent("10.5555/a")}
    assert isinstance(source_of(shelf, cache).works(["10.5555/a"])["10.5555/a"], Found)


def test_progress_counts_every_work_once():
    counts = []

    source_of(Shelf("10.5555/a", "10.5555/b")).works(["10.5555/a", "10.5555/b", "10.5555/c", "x"], counts.append)

    assert sum(counts) == 4


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


def test_answers_are_on_disk_before_the_next_question(tmp_path):
    dois = [f"10.5555/{n}" for n in range(200)]
    shelf = Shelf(*dois)
    kept = []
    source = source_of(shelf, Cache(tmp_path))

    source.works(dois, lambda count: kept.append(Cache(tmp_path).info().entries))

    assert kept[0] >= 50 and kept == sorted(kept) and kept[-1] == 200


def test_searches_are_remembered_whatever_their_blanks_and_capitals(tmp_path):
    shelf = Shelf("10.5555/b", "10.5555/a")
    hits = source_of(shelf, Cache(tmp_path)).search("Peer  support\n1999")

    again = source_of(shelf, Cache(tmp_path), offline=True).search("peer support 1999")

    assert again == hits and len(shelf.requests) == 1
    assert [(hit.work.doi, hit.source) for hit in hits] == [("10.5555/a", "crossref"), ("10.5555/b", "crossref")]


def test_found_works_need_not_be_fetched(tmp_path):
    shelf = Shelf("10.5555/a")
    source = source_of(shelf, Cache(tmp_path))
    source.search("peer support")

    assert isinstance(source.works(["10.5555/a"])["10.5555/a"], Found)
    assert len(shelf.requests) == 1


def test_no_hits_are_an_answer(tmp_path):
    source = source_of(Shelf(), Cache(tmp_path))

    assert source.search("peer support") == ()
    assert source_of(Shelf(), Cache(tmp_path), offline=True).search("peer support") == ()


def test_a_search_without_words_is_not_asked():
    shelf = Shelf("10.5555/a")

    assert source_of(shelf).search(" -- ()") == ()
    assert not shelf.requests


@pytest.mark.parametrize("query", ["word " * 3000, "x" * 50_000, "ж" * 5000])
def test_a_long_search_is_cut_to_what_the_service_takes(query):
    shelf = Shelf("10.5555/a")

    source_of(shelf).search(query)

    assert len(shelf.requests[0].url.raw_path) <= LONGEST_REQUEST_LINE


def test_offline_asks_nobody():
    shelf = Shelf("10.5555/a")
    source = source_of(shelf, offline=True)

    assert source.works(["10.5555/a"]) == {"10.5555/a": Unavailable("10.5555/a", "not in the cache")}
    with pytest.raises(SourceUnavailable, match="not in the cache"):
        source.search("peer support")
    assert not shelf.requests


def test_dates_are_those_of_the_answers_used(tmp_path):
    cache = Cache(tmp_path, now=lambda: 0.0)
    shelf = Shelf("10.5555/a", "10.5555/b")
    source_of(shelf, cache).works(["10.5555/a"])
    cache.now = lambda: 3.0 * DAY
    source = source_of(shelf, cache)
    assert source.dates() is None

    source.works(["10.5555/a"])
    assert source.dates() == ("1970-01-01", "1970-01-01")
    source.works(["10.5555/b"])
    assert source.dates() == ("1970-01-01", "1970-01-04")


def test_who_cites_is_not_for_crossref_to_tell():
    assert source_of(Shelf()).citing("10.5555/a") is None


@pytest.mark.parametrize("address", ["ftp://registry.test", "registry.test", "", "http://"])
def test_an_address_that_is_none_is_refused(address):
    with pytest.raises(SourceBroken, match="address"):
        CrossrefSource(address)


@pytest.mark.parametrize("contact", ["nobody", "a b@c", "a@b\r\nX-Evil: 1", "ä@b.c"])
def test_a_contact_that_is_none_is_refused(contact):
    with pytest.raises(SourceBroken, match="mail"):
        CrossrefSource(BASE, contact)


def test_packing_keeps_order_and_loses_nothing():
    dois = [f"10.5555/{'x' * (n % 90)}{n}" for n in range(333)]

    batches = pack(dois, lambda some: "a" * 200 + ",".join(some))

    assert [doi for batch in batches for doi in batch] == dois


@pytest.mark.benchmark
def test_a_request_takes_two_milliseconds_of_processor_beside_its_json():
    dois = [f"10.5555/{n}" for n in range(200)]
    bodies = {doi: json.dumps({"message": {"DOI": doi, "title": ["x"]}}).encode() for doi in dois}
    shelf = Shelf()

    def answer():
        doi = shelf.requests[-1].url.path.removeprefix("/works/")
        return httpx2.Response(200, headers=LIMITS, content=bodies[doi])

    shelf.says("", answer)
    source = source_of(shelf)
    start = time.process_time()

    for doi in dois:
        source.works([doi])

    assert (time.process_time() - start) / len(dois) < 4e-3
