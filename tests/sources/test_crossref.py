"""Questions to the registry, over a transport that answers from memory."""

import json
import time
from urllib.parse import parse_qs, urlsplit

import habanero
import httpx2
import pytest

from citegraph.errors import SourceBroken, SourceUnavailable
from citegraph.sources.cache import DAY, Cache
from citegraph.sources.crossref import LONGEST_REQUEST_LINE, CrossrefSource, pack
from citegraph.sources.protocol import Absent, Found, OtherAgency, Unavailable
from tests.sources.registry import BASE, LIMITS, Shelf, source_of


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
