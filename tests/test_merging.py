"""Records of one work are one, records of two works are two, and a person has the last word."""

import re
import time
from dataclasses import replace
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citegraph.decisions import Decisions
from citegraph.merging import merge_records, same_record
from citegraph.model import Match, Reference, Resolution, Verdict
from citegraph.read import read_inputs
from tests.shared_data import shared
from tests.shelf import author, work

TITLE = "Health outcomes after disaster for older adults"


def said(title=TITLE, family="Bell", year=2020, text=None, **fields):
    authors = (author(family, fields.pop("given", None)),) if family else ()
    return Reference(text or f"{family} {year} {title} {sorted(fields.items())}", authors, year, title, **fields)


def unasked(reference):
    return Resolution(reference, Verdict.UNAVAILABLE)


def unfound(reference):
    return Resolution(reference, Verdict.NO_CANDIDATE)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (said(), said(TITLE.upper() + "."), True),
        (said(), said(family="Bello"), False),
        (said(), said(year=2019), False),
        (said(volume="60", pages="E535-E547"), said(year=2019, volume="60", pages="e535-e547"), True),
        (said(volume="60", pages="535"), said(year=2016, volume="60", pages="535"), False),
        (said(volume="15", issue="7", pages="652-653"), said(volume="15", issue="8", pages="1172-1181"), False),
        (said(volume="33", pages="1-15"), said(volume="33", article_number="e13858"), True),
        (said(volume="33"), said(volume="34"), False),
        (said("Editorial", volume="3", pages="1"), said("Editorial", volume="3", pages="99"), False),
        (said("Editorial"), said("Editorial"), False),
        (said("Editorial", volume="3", pages="7"), said("Editorial", volume="3", pages="7"), True),
        (said(family="Gomez Isaza"), said(family="Isaza"), True),
        (said(family="López", given="AF"), said(family="Francisco López"), True),
        (said("The wait and see literature: part 1"), said("The wait and see literature: part 2"), False),
        (said(TITLE + ": a review", container="Gerontologist"), said(container="GERONTOLOGIST"), True),
        (said(TITLE + ": a review"), said(), False),
        (said(year=None), said(), True),
        (said(year=None, family=None), said(), False),
        (said(None), said(None), False),
        (said("", volume="1", pages="1"), said("", volume="1", pages="1"), False),
        (said("Peer <i>support</i> &amp; recovery in mental health services"), said("Peer support recovery in mental health services"), True),
    ],
)  # fmt: skip
def test_two_records_are_one_where_nothing_speaks_against_it(one, other, same):
    assert bool(same_record(one, other)) is same
    assert same_record(one, other) == same_record(other, one)


def test_a_record_without_doi_takes_that_of_the_record_it_is_the_same_as():
    merging = merge_records([unfound(said()), unasked(said(text="with DOI", doi="10.1000/a"))])

    assert [r.named for r in merging.resolutions] == ["10.1000/a", "10.1000/a"]
    assert merging.resolutions[0].verdict is Verdict.NO_CANDIDATE


def test_a_bare_doi_is_known_by_its_record():
    found = work("10.1000/a", title=TITLE, authors=(author("Bell"),), year=2020)
    seed = Resolution(Reference("10.1000/a", doi="10.1000/a"), Verdict.ACCEPTED, found.doi, 1.0, "identifier", (Match(found, (), 1.0),))

    assert merge_records([seed, unfound(said())]).resolutions[1].named == "10.1000/a"


@pytest.mark.parametrize("field", ["pmid", "pmcid", "arxiv"])
def test_the_same_identifier_is_the_same_work(field):
    one, other = said("One title of some length", **{field: "1234567"}), said("Ein anderer Titel", "Smith", **{field: "1234567"})
    (merge,) = merge_records([unfound(one), unasked(replace(other, doi="10.1000/a"))]).merges

    assert merge.why.startswith("the same ")


def test_papers_of_one_volume_share_its_isbn_and_are_many():
    papers = [said(f"{name} in theory and in practice", name, isbn="9783161484100", kind="paper-conference") for name in ("Bell", "Smith")]

    assert merge_records(map_list(unfound, papers)).merges == ()


def test_one_book_is_known_by_its_isbn_and_chapters_are_not():
    book = [Reference(text, title="Peer work", isbn="9783161484100", kind="book") for text in ("one spelling", "another")]
    chapters = [Reference(title, title=title, isbn="9783161484100") for title in ("On peers", "On work")]

    assert [m.why for m in merge_records(map_list(unfound, book)).merges] == ["the same ISBN"]
    assert merge_records(map_list(unfound, chapters)).merges == ()


def test_two_dois_are_two_works_whatever_else_agrees():
    assert merge_records([unasked(said(doi="10.1000/a")), unasked(said(doi="10.1000/b"))]).merges == ()


def test_two_pubmed_numbers_are_two_works():
    assert merge_records([unfound(said(pmid="1111111")), unfound(said(pmid="2222222"))]).merges == ()


def test_a_record_that_fits_two_works_joins_neither_unless_its_page_tells():
    one, two = said(doi="10.1000/a", volume="1", pages="7-9"), said(doi="10.1000/b", volume="2", pages="3-4")
    silent = merge_records([unasked(one), unasked(two), unfound(said())])
    telling = merge_records([unasked(one), unasked(two), unfound(said(volume="2", pages="3"))])

    assert [r.named for r in silent.resolutions] == ["10.1000/a", "10.1000/b", None]
    assert telling.resolutions[2].named == "10.1000/b"


def test_what_a_person_found_to_be_none_of_the_works_is_joined_to_no_doi():
    refused = replace(unfound(said()), verdict=Verdict.REJECTED, method="decision")

    assert merge_records([unasked(said(doi="10.1000/a")), refused]).merges == ()


def test_records_set_apart_stay_apart_even_by_way_of_a_third():
    one, other, third = said(text="from A", doi="10.1000/a"), said(text="from B"), said(text="from C", doi="10.1000/a")
    merging = merge_records(map_list(unasked, [one, other, third]), Decisions(apart=(("From B.", "from a"),)))

    assert [r.named for r in merging.resolutions] == ["10.1000/a", None, "10.1000/a"]
    assert [(m.kept, m.merged) for m in merging.merges] == [(0, 2)]


def test_of_two_records_set_apart_the_later_loses_a_doi_they_share():
    one, other = said(text="from A", doi="10.1000/a"), said(text="from B", doi="10.1000/a")
    merging = merge_records(map_list(unasked, [one, other]), Decisions(apart=(("from A", "from B"),)))

    assert [r.named for r in merging.resolutions] == ["10.1000/a", None]
    assert "another work" in merging.resolutions[1].note


records = st.lists(
    st.builds(
        lambda reference: (unasked if reference.doi else unfound)(reference),
        st.builds(
            said,
            st.sampled_from([TITLE, TITLE + ": a review", "Another title of some length"]),
            st.sampled_from(["Bell", "Smith"]),
            st.sampled_from([2019, 2020, None]),
            volume=st.sampled_from([None, "60", "61"]),
            pages=st.sampled_from([None, "535", "99-101"]),
            doi=st.sampled_from([None, None, "10.1000/a", "10.1000/b"]),
            pmid=st.sampled_from([None, None, None, "1111111", "2222222"]),
        ),
    ),
    max_size=7,
)


@given(records)
def test_no_record_loses_its_doi_and_no_work_gets_two_dois_or_pubmed_numbers(records):
    merging = merge_records(records)
    leaders = {merge.merged: merge.kept for merge in merging.merges}

    assert all(not before.named or before.named == after.named for before, after in zip(records, merging.resolutions, strict=True))
    for merged, kept in leaders.items():
        assert kept not in leaders and kept < merged
        assert merging.resolutions[kept].named == merging.resolutions[merged].named


def map_list(function, values):
    return [function(value) for value in values]


WILDFIRE = ["wos_278.ris.gz", "search1_166.ris", "envindex_100.ris", "medline_84.ris", "Dimensions_246.ris.gz", "lens_343.ris.gz"]


@pytest.fixture(scope="module")
def exports():
    readings = read_inputs([shared("exports", f"ris/citesource_{name}") for name in WILDFIRE])
    return [[record.claim for record in reading.records if record.claim.doi] for reading in readings]


def without_doi(claim):
    return replace(claim, doi=None, pmid=None, pmcid=None, text=re.sub(r"doi:.*", "", claim.text))


def test_copies_from_six_databases_are_found_without_their_dois(exports):
    right = wrong = missed = 0
    for one, other in permutations(exports, 2):
        copies = map_list(without_doi, other)
        outcome = merge_records(map_list(unasked, [*one, *copies])).resolutions[len(one) :]
        held = {claim.doi for claim in one}
        for claim, resolution in zip(other, outcome, strict=True):
            right += resolution.named == claim.doi
            wrong += resolution.named not in (None, claim.doi)
            missed += claim.doi in held and resolution.named != claim.doi

    assert right > 2000
    assert right / (right + wrong) >= 0.995
    assert right / (right + missed) >= 0.97


def test_ten_thousand_records_take_seconds(exports):
    claims = [claim for export in exports for claim in export]
    many = [
        replace(claim, title=f"{claim.title} {round_}", doi=None if odd else f"{claim.doi}.{round_}", text=f"{round_}{odd}")
        for round_ in range(10_000 // len(claims) // 2 + 1)
        for claim in claims
        for odd in (0, 1)
    ]
    begun = time.perf_counter()
    merging = merge_records(map_list(unasked, many))

    assert len(many) >= 10_000 and len(merging.merges) > 5_000
    assert time.perf_counter() - begun < 20
