"""Several sources asked as one."""

import pytest

from citegraph.errors import SourceBroken, SourceUnavailable
from citegraph.model import Work
from citegraph.sources import cache_folder, open_sources
from citegraph.sources.crossref import CrossrefSource
from citegraph.sources.local import LocalSource
from citegraph.sources.protocol import Absent, Found, Hit, OtherAgency, Unavailable
from citegraph.sources.several import Several

DOI = "10.5555/a"


class Shelf:
    """A source of ready outcomes, that notes what it was asked."""

    def __init__(self, name, outcome=None, hits=(), citing=None, dates=None, fails=False):
        self.name, self.outcome, self.hits, self.cites = name, outcome, hits, citing
        self._dates, self.fails, self.asked, self.closed = dates, fails, [], False

    def works(self, dois, progress=None):
        self.asked += dois
        if progress:
            progress(len(dois))
        return {doi: self.outcome or Absent(doi) for doi in dois}

    def search(self, query, rows=5):
        if self.fails:
            raise SourceUnavailable(self.name, "down")
        return tuple(Hit(Work(doi), 1.0, self.name) for doi in self.hits)

    def citing(self, doi):
        return self.cites

    def dates(self):
        return self._dates

    def close(self):
        self.closed = True


HERE = Found(DOI, Work(DOI, "here"), "first")
THERE = Found(DOI, Work(DOI, "there"), "second")
ELSEWHERE = OtherAgency(DOI, "datacite")
DOWN = Unavailable(DOI, "down")
NOWHERE = Absent(DOI)


@pytest.mark.parametrize(
    ("first", "second", "outcome"),
    [
        (HERE, THERE, HERE),
        (NOWHERE, THERE, THERE),
        (DOWN, THERE, THERE),
        (ELSEWHERE, THERE, THERE),
        (NOWHERE, ELSEWHERE, ELSEWHERE),
        (ELSEWHERE, NOWHERE, ELSEWHERE),
        (DOWN, ELSEWHERE, ELSEWHERE),
        (DOWN, NOWHERE, DOWN),
        (NOWHERE, DOWN, DOWN),
        (NOWHERE, NOWHERE, NOWHERE),
    ],
)
def test_the_outcome_that_settles_most_wins(first, second, outcome):
    assert Several([Shelf("1", first), Shelf("2", second)]).works([DOI]) == {DOI: outcome}


def test_nobody_is_asked_for_what_a_trusted_source_has():
    second = Shelf("2", THERE)

    Several([Shelf("1", HERE), second]).works([DOI])

    assert second.asked == []


@pytest.mark.parametrize(("first", "second"), [(HERE, THERE), (NOWHERE, THERE), (NOWHERE, NOWHERE)])
def test_progress_counts_every_work_once(first, second):
    counts = []

    Several([Shelf("1", first), Shelf("2", second)]).works([DOI], counts.append)

    assert sum(counts) == 1


def test_hits_stand_in_order_of_trust_each_work_once():
    hits = Several([Shelf("1", hits=["10.5555/b"]), Shelf("2", hits=["10.5555/a", "10.5555/b"])]).search("x")

    assert [(hit.work.doi, hit.source) for hit in hits] == [("10.5555/b", "1"), ("10.5555/a", "2")]


def test_a_search_fails_only_where_nothing_was_found():
    assert Several([Shelf("1", fails=True), Shelf("2", hits=[DOI])]).search("x")
    with pytest.raises(SourceUnavailable):
        Several([Shelf("1", fails=True), Shelf("2")]).search("x")


def test_citing_works_are_joined_and_none_only_if_nobody_can_tell():
    assert Several([Shelf("1", citing=("b",)), Shelf("2", citing=("a", "b")), Shelf("3")]).citing(DOI) == ("a", "b")
    assert Several([Shelf("1"), Shelf("2", citing=())]).citing(DOI) == ()
    assert Several([Shelf("1"), Shelf("2")]).citing(DOI) is None


def test_dates_are_those_of_services():
    file, service = Shelf("1", dates=("sha256:ab",) * 2), Shelf("2", dates=("2026-01-01", "2026-02-01"))

    assert Several([file, service]).dates() == ("2026-01-01", "2026-02-01")
    assert Several([file]).dates() is None


def test_closing_closes_all():
    shelves = [Shelf("1"), Shelf("2")]

    Several(shelves).close()

    assert all(shelf.closed for shelf in shelves)


def test_sources_open_in_the_order_given_each_once(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text('{"DOI": "10.5555/a"}')

    source = open_sources([path, "crossref", str(path)], cache_dir=tmp_path / "cache", offline=True)

    assert [type(each) for each in source.sources] == [LocalSource, CrossrefSource]
    assert source.works([DOI])[DOI].source == "a.jsonl"
    source.close()


def test_one_source_is_itself(tmp_path):
    source = open_sources(cache_dir=tmp_path, offline=True)

    assert isinstance(source, CrossrefSource)
    source.close()


def test_a_path_to_nothing_is_refused_at_once(tmp_path):
    with pytest.raises(SourceBroken):
        open_sources([tmp_path / "missing.jsonl"], cache_dir=tmp_path)


def test_the_platform_has_a_cache_folder():
    assert cache_folder().name == "citegraph"
