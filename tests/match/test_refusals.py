"""When nothing is accepted, and when two records are one work."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citegraph.match import decide
from citegraph.model import Reference, Verdict, Work
from citegraph.read.strings import read_reference
from tests.match.works import DAVIDSON, FORTUNA, REPPER, SOLOMON, authors


WORKSHOP = "Proceedings of the Third Workshop on Peer Support in Hospitals"


def test_author_journal_and_year_alone_are_too_little():
    outcome = decide(read_reference("J. Repper, Journal of Mental Health (2011)"), [REPPER])

    assert outcome.verdict is Verdict.REJECTED
    assert outcome.note == "the reference says too little to tell works apart"


@pytest.mark.parametrize(
    ("printed", "work"),
    [
        ("K. Kockar, Proceedings of the Third Workshop on Peer Support in Hospitals (2008).", "no volume or page"),
        ("Kockar, K., Lee, A. 2008, 12, .", "no page"),
        ("Proceedings of the Third Workshop on Peer Support in Hospitals 2008, 12, 91.", "no author"),
    ],
)
def test_reference_that_says_all_its_work_has_is_enough(printed, work):
    works = {
        "no volume or page": Work("10.1/a", "Ends", authors("Kockar, K."), 2008, (2008,), container=WORKSHOP),
        "no page": Work("10.1/b", "Ends", authors("Kockar, K.", "Lee, A."), 2008, (2008,), "Ends", volume="12"),
        "no author": Work("10.1/c", "Index", (), 2008, (2008,), container=WORKSHOP, volume="12", pages="91-93"),
    }

    assert decide(read_reference(printed), [works[work]]).doi == works[work].doi


OTHERS = (SOLOMON, FORTUNA, *DAVIDSON.values())


def test_author_and_journal_are_enough_where_nothing_else_that_a_search_brings_fits():
    said = read_reference("J. Repper, and T. Carter, Journal of Mental Health")
    again = replace(REPPER, doi="10.1080/twin", title="Sleep in old age", year=2016, years=(2016,), volume="25", pages="1")

    assert len(OTHERS) >= 4
    assert decide(said, [REPPER, *OTHERS]).doi == REPPER.doi
    assert decide(said, [REPPER]).doi is None
    assert decide(said, [REPPER, again, *OTHERS]).verdict is not Verdict.ACCEPTED


@pytest.mark.parametrize("others", [(), OTHERS], ids=["alone", "among others"])
def test_journal_volume_and_issue_are_too_little_for_one_of_many_articles_in_it(others):
    article = replace(REPPER, container="Nature", containers=("Nature",), volume="506", issue="7487", pages="150-152")

    assert decide(read_reference("Nature 506(7487) (2011)."), [article, *others]).doi is None


def test_thin_reference_with_another_title_is_refused_whatever_else_the_search_brings():
    said = read_reference("Repper J. Sleep and the ageing brain in hospitals. Journal of Mental Health.")

    assert decide(said, [REPPER, *OTHERS]).doi is None


@pytest.mark.parametrize("others", [(), OTHERS], ids=["alone", "among others"])
def test_author_and_year_alone_are_too_little(others):
    work = Work("10.1/a", "Mediating mental health", authors("Birch, Michael"), 2016, (2016,))

    assert decide(read_reference("M. Birch, (2016)."), [work, *others]).verdict is Verdict.REJECTED


SAID = "Repper J, Carter T. A review of the literature on peer support in mental health services."


def test_two_works_alike_in_all_that_is_said_are_ambiguous():
    twin = replace(REPPER, doi="10.1080/twin", volume="21", issue="1", pages="12-30")
    outcome = decide(read_reference(f"{SAID} 2011"), [twin, REPPER])

    assert outcome.verdict is Verdict.AMBIGUOUS
    assert outcome.doi is None
    assert "too close to call" in outcome.note


def test_same_metadata_without_a_printed_place_is_ambiguous_and_says_so():
    bare = replace(REPPER, volume=None, issue=None, pages=None)
    outcome = decide(read_reference(f"{SAID} J Ment Health 2011"), [bare, replace(bare, doi="10.1080/twin")])

    assert outcome.verdict is Verdict.AMBIGUOUS
    assert "same metadata" in outcome.note


@pytest.mark.parametrize(
    "record",
    [
        {},
        {"issue": None, "year": None, "years": ()},
        {"container": "J. Ment. Health (Abingdon)"},
        {"authors": authors("Julie, Repper")},
        {"title": "A review of the literature on peer support in mental health services: revisited"},
    ],
    ids=["the same", "thinner", "other name of the journal", "names exchanged", "longer title"],
)
def test_work_registered_twice_is_one_work_and_the_more_cited_doi_is_taken(record):
    again = replace(REPPER, doi="10.1080/twin", global_citation_score=900, **record)
    outcome = decide(read_reference(f"{SAID} J Ment Health 2011;20:392-411"), [REPPER, again])

    assert (outcome.verdict, outcome.doi) == (Verdict.ACCEPTED, again.doi)
    assert outcome.note == f"registered as {REPPER.doi} too"


def test_of_a_work_registered_twice_the_doi_that_the_reference_names_is_taken():
    again = replace(REPPER, doi="10.1080/twin", global_citation_score=900)
    said = replace(read_reference(f"{SAID} J Ment Health 2011;20:392-411"), doi=REPPER.doi)

    assert decide(said, [REPPER, again]).doi == REPPER.doi


def test_report_registered_twice_is_one_work_and_another_year_of_it_is_not():
    report = Work("10.1/a", "Characterization of the tank supernate", authors("Oji, L"), 2005, (2005,))
    again, next_year = replace(report, doi="10.1/b"), replace(report, doi="10.1/c", year=2006, years=(2006,))
    said = read_reference("Oji, L. 2005. Characterization of the tank supernate.")

    assert decide(said, [report, again]).note == "registered as 10.1/b too"
    assert decide(said, [report, next_year]).note is None


@pytest.mark.parametrize("other", [{"pages": "412-430"}, {"volume": "21"}, {"year": 2015, "years": (2015,)}])
def test_records_that_differ_in_place_or_year_are_two_works(other):
    another = replace(REPPER, doi="10.1080/twin", global_citation_score=900, **other)
    outcome = decide(read_reference(f"{SAID} J Ment Health 2011;20:392-411"), [REPPER, another])

    assert outcome.doi != another.doi
    assert not (outcome.note or "").startswith("registered")


def test_two_short_items_of_one_page_are_not_one_work():
    item = Work("10.1/a", "Correction", (), 2003, (2003,), container="Guides Newsletter", volume="8", pages="7-7")
    said = read_reference("2003. Correction. Guides Newsletter, 8, 7-7.")

    assert decide(said, [item, replace(item, doi="10.1/b")]).verdict is Verdict.AMBIGUOUS


def test_no_candidates_is_an_answer():
    assert decide(Reference("Bandura"), []).verdict is Verdict.NO_CANDIDATE


@settings(max_examples=40, deadline=None)
@given(
    st.permutations([REPPER, SOLOMON, FORTUNA, replace(REPPER, doi="10.1/twin"), *DAVIDSON.values()]), st.integers(1, 7)
)
def test_order_of_candidates_does_not_matter(candidates, count):
    reference = read_reference("Solomon P. Peer support/peer provided services. Psychiatr Rehabil J 2004;27:392")
    chosen = candidates[:count]

    assert decide(reference, chosen) == decide(reference, sorted(chosen, key=lambda work: work.doi))
