"""What agrees between a reference and a work, and what its DOI is worth."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citegraph.match import ACCEPT, compare, contradicts, identify, plainly_same, probability
from citegraph.model import Author, Reference, Verdict, Work
from citegraph.read.strings import read_reference
from tests.match.works import DAVIDSON, REPPER, authors


def field(evidence, name):
    return next((item.agreement for item in evidence if item.field == name), None)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=120), st.text(max_size=40), st.integers(1400, 2100) | st.none())
def test_any_text_can_be_held_against_any_work(text, title, year):
    work = Work(
        "10.1/a",
        title,
        (Author(title or "x", text[:5] or None),),
        year,
        container=text[:30] or None,
        volume=text[:3],
        pages=text[3:9],
    )
    evidence = compare(Reference(text, title=title or None), work)

    assert all(0 <= item.agreement <= 1 for item in evidence)
    assert 0 <= probability(evidence) <= 1


@pytest.mark.parametrize(
    ("printed", "name", "agreement"),
    [
        ("Repper 2011 J Ment Health", "container", 1),
        ("Repper 2010 J Ment Health", "year", 0.5),
        ("Repper 2004 J Ment Health", "year", 0),
        ("Repper J Ment Health xx: 392", "volume", 0.8),
        ("Repper J Ment Health 20: 39211", "first_page", 1),
        ("Répper J Ment Health 20", "first_author", 1),
        ("Repper K. J Ment Health 20", "initial", 0),
        ("Repper 2O1l J Ment Health", "year", 1),
        ("Repper 20k1 J Ment Health", "year", 0.8),
        ("Repper J Ment Health 20, 3 92", "first_page", 0.9),
        ("Repper J Ment Health 20, 3S2", "first_page", 0.8),
        ("Repper J Ment Health 20, 3S7", "first_page", 0),
        ("Repper. Mental health: literature in the services. A review of peer support on. 2011", "title", 0.8),
        ("Repper. Jour nalofM entalHea lth 2011", "container", 1),
        ("Repper. Journal of Mental Health20, 392", "volume", 1),
        ("Repper (20 11) J Ment Health 20, 392", "other_numbers", None),
        ("Repper J Ment Health 20, p. 405", "first_page", 0.5),
        ("Repper J Ment Health 20, 405-420", "first_page", 0),
        ("Repper J Ment Health 2011, 2", "volume", None),
        ("Repper J Ment Health 2011, 2", "other_numbers", None),
        ("Repper J Ment Health 2011, 2.", "volume", 0),
        ("Repper &#38; Carter. J Ment Health 20, 392", "other_numbers", None),
        ("Repper J. J Ment Health 20, xviii, 392", "other_words", None),
    ],
)
def test_field_is_found_in_the_text(printed, name, agreement):
    found = field(compare(Reference(printed), REPPER), name)

    assert found is None if agreement is None else found == pytest.approx(agreement, abs=0.05)


def test_author_whom_the_work_does_not_have_is_told_and_a_misspelt_one_is_not():
    stranger = compare(read_reference("Repper J, Wilkins T. A review. J Ment Health. 2011;20:392."), REPPER)
    misspelt = compare(read_reference("Repper J, Cartre T. A review. J Ment Health. 2011;20:392."), REPPER)

    assert field(stranger, "unknown_authors") == 0.5
    assert field(misspelt, "unknown_authors") is None


def test_page_named_by_a_word_and_a_number_is_found():
    protocol = Work("10.1/p", "Dilution buffer", pages="pdb.rec9287", container="Protocols")

    assert field(compare(Reference("Protocols 2006, pdb.rec9287 (2006)"), protocol), "first_page") == 1


def test_name_before_a_title_with_words_left_out_is_not_taken_for_its_beginning():
    work = replace(REPPER, authors=authors("Marquez, S"), title="New fossil hominid calvaria from Sambungmacan 3: SM 3 Calvaria")
    printed = "Marquez, 2000, A new fossil hominin calvaria from Indonesia-Sambungmacan 3, J Ment Health, 20, 392"
    found = compare(Reference(printed), work)

    assert field(found, "first_author") == 1


def test_numeral_beyond_the_end_of_a_text_that_breaks_off_does_not_make_another_part():
    work = replace(REPPER, title="Elastic waves in solids, with applications to testing of pipelines, volume II")
    found = compare(Reference("Repper J. Elastic waves in solids, with applications to testing"), work)

    assert field(found, "title") > 0.9
    assert field(found, "part") is None


def test_journal_whose_name_goes_on_is_another_journal():
    same = field(compare(Reference("Repper 2011 MENT HEALTH, V20"), REPPER), "container")
    longer = field(compare(Reference("Repper 2011 MENT HEALTH SOC INCL, V20"), REPPER), "container")

    assert longer < 0.5 < same


def test_wrong_doi_is_found_out():
    claimed = read_reference("Braun Virginia., 2012, J TRANSFORM EDUC, V2, P57, DOI DOI 10.1177/1541344618777367")
    record = Work(
        "10.1177/1541344618777367",
        "Critical reflexivity and teacher change",
        authors("Miller, Jo"),
        2018,
        (2018,),
        "Journal of Transformative Education",
        (),
        "16",
        "4",
        "301-320",
    )

    assert contradicts(claimed, record)


def test_right_doi_with_a_false_year_is_kept_and_noted():
    claimed = read_reference(
        "Davidson, L., et al. (2023). Peer support among persons with severe mental illnesses: a review of evidence and "
        "experience. World Psychiatry, 11(2), 123-128. doi:10.1016/j.wpsyc.2012.05.009"
    )
    outcome = identify(claimed, DAVIDSON[2012])

    assert outcome.verdict is Verdict.ACCEPTED
    assert outcome.note == "the reference says 2023, the record 2012"


@pytest.mark.parametrize("kept", [(), ("authors",), ("container", "year", "years"), ("authors", "volume", "pages")])
def test_thin_record_is_no_contradiction(kept):
    thin = Work(REPPER.doi, **{name: getattr(REPPER, name) for name in kept})
    claimed = read_reference(
        "Repper J, Carter T. A review of the literature on peer support in mental health services. J Ment Health. 2011;20(4):392-411."
    )

    assert not contradicts(claimed, thin)


def test_reference_that_is_only_a_doi_is_accepted_by_it():
    outcome = identify(read_reference("https://doi.org/10.3109/09638237.2011.583947"), REPPER)

    assert outcome.verdict is Verdict.ACCEPTED
    assert outcome.score >= ACCEPT


def test_plainly_same_never_says_so_of_another_work():
    deposited = Reference(
        "", authors=authors("Davidson"), year=2012, volume="11", pages="123", title="Something else entirely"
    )

    assert not plainly_same(deposited, DAVIDSON[2012])
    assert plainly_same(replace(deposited, title=None), DAVIDSON[2012])
