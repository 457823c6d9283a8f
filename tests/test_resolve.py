"""From references to works: identifiers first, searches once, every reference answered."""

import json
import threading
import time
from dataclasses import replace

import pytest

from citegraph.errors import SourceUnavailable
from citegraph.match import ACCEPT
from citegraph.model import Author, Reference, Verdict, Work, fold
from citegraph.read.strings import read_reference
from citegraph.resolve import complete, query_text, resolution_report, resolve_references
from citegraph.sources.protocol import Absent, Found, Hit, OtherAgency, Unavailable
from citegraph.sources.several import Several

REPPER = Work(
    "10.3109/09638237.2011.583947",
    "A review of the literature on peer support in mental health services",
    (Author("Repper", "Julie"), Author("Carter", "Tim")),
    2011,
    (2011,),
    "Journal of Mental Health",
    ("Journal of Mental Health",),
    "20",
    "4",
    "392-411",
)
PITT = Work(
    "10.1002/14651858.cd004807.pub2",
    "Consumer-providers of care for adult clients of statutory mental health services",
    (Author("Pitt", "Veronica"),),
    2013,
    (2013,),
    "Cochrane Database of Systematic Reviews",
    (),
    None,
    None,
    None,
)
TEXT = "Repper J, Carter T. A review of the literature on peer support in mental health services. J Ment Health. 2011;20(4):392-411."


class Shelf:
    """A source backed by a list of works; it writes down what it is asked."""

    name = "shelf"

    def __init__(self, *works, agencies=None, down=()):
        self.by_doi = {work.doi: work for work in works}
        self.agencies = agencies or {}
        self.down = set(down)
        self.looked_up, self.searched = [], []

    def works(self, dois, progress=None):
        self.looked_up.append(list(dois))
        return {doi: self._outcome(doi) for doi in dois}

    def _outcome(self, doi):
        if doi in self.down:
            return Unavailable(doi, "no answer")
        if doi in self.by_doi:
            return Found(doi, self.by_doi[doi], self.name)
        return OtherAgency(doi, self.agencies[doi]) if doi in self.agencies else Absent(doi)

    def search(self, query, rows=5):
        self.searched.append(query)
        if "search" in self.down:
            raise SourceUnavailable(self.name, "no answer")
        words = set(fold(query).split())
        scored = [(len(words & set(fold(work.title).split())), work) for work in self.by_doi.values()]
        return tuple(Hit(work, score) for score, work in sorted(scored, key=lambda pair: -pair[0])[:rows] if score)


def resolve(reference, shelf):
    (resolution,) = resolve_references([reference], shelf)
    return resolution


def test_reference_without_doi_is_found_by_one_question():
    shelf = Shelf(REPPER, PITT)
    resolution = resolve(read_reference(TEXT), shelf)

    assert (resolution.verdict, resolution.doi, resolution.method) == (Verdict.ACCEPTED, REPPER.doi, "search")
    assert len(shelf.searched) == 1 and shelf.looked_up == []


def test_text_with_lost_blanks_is_asked_for_once_more_with_them_mended():
    shelf = Shelf(PITT, REPPER)
    damaged = "RepperJ, CarterT. AreviewOf theliteratureOn peersupportIn mentalhealthServices. JMentHealth2011;20(4):392-411."
    resolution = resolve(read_reference(damaged), shelf)

    assert len(shelf.searched) == 2
    assert resolution.doi == REPPER.doi


def test_deposited_text_is_asked_for_once():
    shelf = Shelf(PITT)
    resolve(replace(read_reference("Quinn, R. Imperiali sm. 2017."), deposited=True), shelf)

    assert len(shelf.searched) == 1


def test_same_question_is_asked_once():
    shelf = Shelf(REPPER)
    resolutions = resolve_references([read_reference(TEXT, number=1), read_reference(f"[7] {TEXT}", number=7)], shelf)

    assert [resolution.doi for resolution in resolutions] == [REPPER.doi, REPPER.doi]
    assert len(shelf.searched) == 1


def test_all_dois_are_looked_up_at_once_and_each_once():
    shelf = Shelf(REPPER, PITT)
    resolve_references(
        [read_reference(f"{TEXT} doi:{REPPER.doi}"), read_reference(PITT.doi), read_reference(REPPER.doi)], shelf
    )

    assert shelf.looked_up == [[REPPER.doi, PITT.doi]]
    assert shelf.searched == []


def test_right_doi_is_accepted_by_identifier_with_its_evidence():
    resolution = resolve(read_reference(f"{TEXT} doi:{REPPER.doi}"), Shelf(REPPER))

    assert (resolution.verdict, resolution.method, resolution.work) == (Verdict.ACCEPTED, "identifier", REPPER)
    assert resolution.score >= 0.99
    assert {"title", "first_author", "year"} <= {item.field for item in resolution.matches[0].evidence}


def test_doi_of_another_work_is_not_believed_and_the_text_is_searched():
    resolution = resolve(read_reference(f"{TEXT} doi:{PITT.doi}"), Shelf(REPPER, PITT))

    assert (resolution.doi, resolution.method) == (REPPER.doi, "search")
    assert resolution.note == f"its DOI {PITT.doi} was not used: its record says something else"
    assert PITT.doi in {match.work.doi for match in resolution.matches}


def test_doi_that_nobody_knows_is_not_believed():
    resolution = resolve(read_reference(f"{TEXT} doi:10.9999/made.up"), Shelf(REPPER))

    assert (resolution.doi, resolution.method) == (REPPER.doi, "search")
    assert "nobody who was asked knows it" in resolution.note


def test_question_has_no_doi_in_it():
    shelf = Shelf(REPPER)
    resolve(read_reference(f"{TEXT} https://doi.org/10.9999/made.up"), shelf)

    assert "10." not in shelf.searched[0]


def test_doi_of_another_agency_is_accepted_without_a_record():
    resolution = resolve(
        read_reference("Data set. doi:10.5281/zenodo.1"), Shelf(agencies={"10.5281/zenodo.1": "DataCite"})
    )

    assert (resolution.verdict, resolution.doi, resolution.matches) == (Verdict.ACCEPTED, "10.5281/zenodo.1", ())
    assert resolution.score >= ACCEPT
    assert "DataCite" in resolution.note


@pytest.mark.parametrize("reference", [read_reference(f"{TEXT} doi:{REPPER.doi}"), read_reference(TEXT)])
def test_source_that_does_not_answer_is_a_verdict_not_an_error(reference):
    resolution = resolve(reference, Shelf(REPPER, down=["search", REPPER.doi]))

    assert resolution.verdict is Verdict.UNAVAILABLE
    assert resolution.doi is None
    assert "no answer" in resolution.note


@pytest.mark.parametrize("text", ["Bandura", "", "[12]", "ibid."])
def test_text_that_says_too_little_is_not_searched(text):
    shelf = Shelf(REPPER)
    resolution = resolve(read_reference(text), shelf)

    assert resolution.verdict is Verdict.NO_CANDIDATE
    assert resolution.note == "says too little to search for"
    assert shelf.searched == []


def test_nothing_found_is_no_candidate():
    assert (
        resolve(read_reference("Umbrella maintenance quarterly, vol. 3"), Shelf(REPPER)).verdict is Verdict.NO_CANDIDATE
    )


def test_every_reference_gets_one_resolution_in_order():
    shelf = Shelf(REPPER, PITT, down=["10.1234/down"])
    texts = ["Bandura", TEXT, f"{TEXT} doi:10.1234/down", PITT.doi, "Umbrella maintenance quarterly, vol. 3"]
    resolutions = resolve_references([read_reference(text) for text in texts], shelf)

    assert [resolution.reference.text for resolution in resolutions] == texts
    assert [resolution.verdict.value for resolution in resolutions] == [
        "no_candidate",
        "accepted",
        "unavailable",
        "accepted",
        "no_candidate",
    ]


def test_progress_adds_up_to_the_number_of_references():
    seen = []
    texts = ["Bandura", TEXT, f"[2] {TEXT}", PITT.doi]
    resolve_references([read_reference(text) for text in texts], Shelf(REPPER, PITT), progress=seen.append)

    assert sum(seen) == len(texts)


def test_source_that_takes_three_questions_at_a_time_gets_them_and_order_holds():
    class Slow(Shelf):
        concurrency = 3
        most = 0
        lock, at_once = threading.Lock(), 0

        def search(self, query, rows=5):
            with self.lock:
                self.at_once += 1
                self.most = max(self.most, self.at_once)
            time.sleep(0.03)
            with self.lock:
                self.at_once -= 1
            return super().search(query, rows)

    shelf = Slow(REPPER, PITT)
    texts = [f"{TEXT} Note {letter * 4}" for letter in "abcdef"]
    resolutions = resolve_references([read_reference(text) for text in texts], shelf)

    assert [resolution.reference.text for resolution in resolutions] == texts
    assert shelf.most == 3


def test_resolving_twice_gives_the_same():
    references = [read_reference(TEXT), read_reference(f"{TEXT} doi:{PITT.doi}"), read_reference("Bandura")]

    assert resolve_references(references, Shelf(REPPER, PITT)) == resolve_references(references, Shelf(REPPER, PITT))


def named(name, shelf):
    shelf.name = name
    return shelf


OTHER = Work("10.9999/sleep", "A review of the literature on sleep in services for the aged", (Author("Moore"),), 1999)


def test_next_source_is_asked_only_for_what_the_first_does_not_have():
    mine, service = named("mine", Shelf(REPPER)), named("service", Shelf(REPPER, PITT))
    pitt = "Pitt V. Consumer-providers of care for adult clients of statutory mental health services. 2013"
    first, second = resolve_references([read_reference(TEXT), read_reference(pitt)], Several([mine, service]))

    assert (first.doi, first.source) == (REPPER.doi, "mine")
    assert (second.doi, second.source) == (PITT.doi, "service")
    assert service.searched == [pitt]


def test_outage_of_the_first_source_does_not_matter_where_the_second_has_the_work():
    sources = Several([named("service", Shelf(REPPER, down=["search"])), named("mine", Shelf(REPPER))])
    resolution = resolve(read_reference(TEXT), sources)

    assert (resolution.verdict, resolution.doi, resolution.source) == (Verdict.ACCEPTED, REPPER.doi, "mine")


@pytest.mark.parametrize("held", [(), (OTHER,)], ids=["nothing", "another work"])
@pytest.mark.parametrize("down_first", [True, False])
def test_outage_is_not_hidden_behind_the_bad_hits_of_another_source(held, down_first):
    sources = [named("service", Shelf(REPPER, down=["search"])), named("mine", Shelf(*held))]
    resolution = resolve(read_reference(TEXT), Several(sources if down_first else sources[::-1]))

    assert (resolution.verdict, resolution.doi, resolution.source) == (Verdict.UNAVAILABLE, None, None)
    assert "service: no answer" in resolution.note
    assert [match.work for match in resolution.matches] == list(held)


def test_second_source_does_not_decide_what_the_first_left_ambiguous():
    said = "Repper J, Carter T. A review of the literature on peer support in mental health services. 2011"
    twin = replace(REPPER, doi="10.1080/twin", volume="21", issue="1", pages="12-30")
    sources = Several([named("mine", Shelf(REPPER, twin)), named("service", Shelf(twin))])

    assert resolve(read_reference(said), sources).verdict is Verdict.AMBIGUOUS


@pytest.mark.parametrize("text", [TEXT, f"{TEXT} doi:{REPPER.doi}", f"{TEXT} doi:{OTHER.doi}"])
def test_source_of_the_accepted_record_is_named(text):
    resolution = resolve(read_reference(text), named("mine", Shelf(REPPER, OTHER)))

    assert (resolution.doi, resolution.source) == (REPPER.doi, "mine")


def test_without_a_record_no_source_is_named():
    resolution = resolve(read_reference("doi:10.5281/zenodo.1"), Shelf(agencies={"10.5281/zenodo.1": "DataCite"}))

    assert (resolution.verdict, resolution.source) == (Verdict.ACCEPTED, None)


def test_progress_adds_up_with_several_sources():
    seen = []
    texts = ["Bandura", TEXT, "Umbrella maintenance quarterly, vol. 3", PITT.doi]
    sources = Several([named("mine", Shelf(PITT)), named("service", Shelf(REPPER))])
    resolve_references([read_reference(text) for text in texts], sources, progress=seen.append)

    assert sum(seen) == len(texts)


def test_fields_of_a_deposit_win_over_what_its_text_reads_as():
    deposited = Reference(TEXT, year=1999, deposited=True)
    completed = complete(deposited)

    assert (completed.year, completed.volume, completed.deposited) == (1999, "20", True)
    assert completed.title.endswith(REPPER.title)


def test_deposited_fields_without_text_are_resolved():
    deposited = Reference(
        "Repper, J Ment Health, 2011, 20, 392",
        (Author("Repper"),),
        2011,
        container="J Ment Health",
        volume="20",
        pages="392",
        deposited=True,
    )

    assert resolve(deposited, ShelfOf(REPPER)).doi == REPPER.doi


class ShelfOf(Shelf):
    """A shelf whose every work comes up in every search."""

    def search(self, query, rows=5):
        self.searched.append(query)
        return tuple(Hit(work, 1.0) for work in self.by_doi.values())


@pytest.mark.parametrize(
    ("text", "query"),
    [
        (
            "[3] Repper J. A review [J]. 2011. https://doi.org/10.3109/09638237.2011.583947",
            "Repper J. A review . 2011.",
        ),
        ("12. Repper J. A review. arXiv:2511.18408v2", "Repper J. A review."),
        ("2011. A review. Retrieved from https://www.someaddress.com/full/url/.", "2011. A review. Retrieved from"),
        ("10.3109/09638237.2011.583947", ""),
    ],
)
def test_question_is_the_text_without_labels_and_identifiers(text, query):
    assert query_text(read_reference(text)) == query


def test_question_is_never_long():
    assert len(query_text(Reference("peer support " * 400))) <= 400


def test_report_is_the_line_that_the_interface_promises():
    reference = replace(read_reference(TEXT), line=12, number=3)
    (resolution,) = resolve_references([reference], Shelf(REPPER, PITT))
    report = json.loads(json.dumps(resolution_report(resolution, input="a.txt", citing="doi:10.1/x")))

    assert {
        name: report[name] for name in ("input", "line", "number", "text", "citing", "verdict", "doi", "method")
    } == {
        "input": "a.txt",
        "line": 12,
        "number": 3,
        "text": TEXT,
        "citing": "doi:10.1/x",
        "verdict": "accepted",
        "doi": REPPER.doi,
        "method": "search",
    }
    assert 0 <= report["score"] <= 1
    assert set(report["evidence"][0]) == {"field", "claimed", "found", "agreement"}
    assert report["candidates"][0] == {"doi": REPPER.doi, "title": REPPER.title, "year": 2011, "score": report["score"]}
