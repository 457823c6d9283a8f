"""Records of one work beside each other, and what a damaged or thin reference still says."""

from dataclasses import replace

import pytest

from citegraph.match import compare, decide, features
from citegraph.model import Author, Verdict, Work
from citegraph.read.strings import read_reference
from citegraph.resolve import query_text
from tests.match.works import REPPER, authors

PRICES = Work(
    "10.5555/prices.2013",
    "The limits of price discrimination",
    authors("Bergemann, Dirk", "Brooks, Benjamin"),
    2013,
    (2013,),
    "Working Papers in Economics",
    ("Working Papers in Economics",),
)


def fields(printed, work):
    return {item.field: item.agreement for item in compare(read_reference(printed), work)}


def test_of_two_versions_the_one_of_the_year_said_is_taken():
    later = replace(PRICES, doi="10.5555/prices.2014", year=2014, years=(2014,))
    latest = replace(later, doi="10.5555/prices.2014b")
    printed = "Bergemann, D., & Brooks, B. ({}). The limits of price discrimination. Working Papers in Economics."

    assert decide(read_reference(printed.format(2013)), [later, PRICES, latest]).doi == PRICES.doi
    assert decide(read_reference(printed.format(2014)), [later, PRICES]).doi == later.doi


def test_of_two_records_of_a_work_cited_alike_the_one_that_says_nothing_beyond_the_reference_is_taken():
    chapter = Work("10.5555/b", "Nonlinear vibrations of beams", authors("Thomson, W. T."), container="Theory of Vibration", pages="461-487")
    dated = replace(chapter, doi="10.5555/a", year=1993, years=(1993,))
    said = read_reference("Thomson, W. T. (n.d.). Nonlinear vibrations of beams. Theory of Vibration, 461–487.")

    assert decide(said, [dated, chapter]).doi == chapter.doi


def test_a_long_title_with_a_sign_lost_is_the_same_work_registered_twice():
    whole = replace(REPPER, title=f"{REPPER.title} of η-complexes")
    lost = replace(whole, doi="10.5555/lost", title=f"{REPPER.title} of -complexes")
    outcome = decide(read_reference(f"Repper J, Carter T. {whole.title}. J Ment Health. 2011;20(4):392-411."), [whole, lost])

    assert outcome.verdict is Verdict.ACCEPTED and outcome.note == f"registered as {lost.doi} too"


def test_letters_taken_for_others_by_an_older_encoding_are_put_right():
    work = replace(REPPER, authors=(Author("Jelínek", "Boleslav"), Author("Úradníček", "Luboš")))
    printed = f"Jelínek, B. and Úradníček, L., 2011. {REPPER.title}. Journal of Mental Health, 20(4)."
    scrambled = printed.encode().decode("latin-1")

    assert fields(scrambled, work) == fields(printed, work)
    assert query_text(read_reference(scrambled)) == printed
    assert read_reference(scrambled).text == " ".join(scrambled.split())


@pytest.mark.parametrize(
    ("printed", "name", "agreement"),
    [
        ("Repper J. Journal of Mental Health 392 (4): 392–395, 2011", "last_page", 0),
        ("Repper J. Journal of Mental Health 20(392), pp. 7–9, 2011", "first_page", 0),
        ("Repper J. J Ment Health 20", "first_page", None),
        ("Repper J. J Ment Health 20 (201", "issue", None),
        ("ter, T. J Ment Health 20 (2011) 392", "first_author", None),
        ("A review of the literature on peer support in mental health services. J Ment Health 2011;20:392", "first_author", None),
        ("OSELLAD0RE, Repper J. J Ment Health 20, 392. 2011", "other_numbers", None),
        ("Repper J. A review of the literature on peer support in mental health services (2 011)", "volume", None),
    ],
)
def test_what_else_a_number_or_a_lost_beginning_can_be_speaks_neither_way(printed, name, agreement):
    assert fields(printed, REPPER).get(name) == agreement


def test_a_chapter_is_not_the_book_that_its_reference_names():
    book = Work("10.5555/book", "Thermoacoustic combustion instability control", year=2023, years=(2023,), type="edited-book")
    said = read_reference("D. Zhao, “Intrinsic modes of flames in ducts,” Thermoacoustic Combustion Instability Control, pp. 1–9, 2023.")

    assert fields("D. Zhao, Thermoacoustic Combustion Instability Control, 2023.", book)["title"] == 1
    assert decide(said, [book]).verdict is Verdict.REJECTED


def test_a_title_that_every_book_has_is_not_enough_where_another_book_is_named():
    other = Work("10.5555/intro", "Introduction", year=2017, years=(2017,), container="Spartak Moscow", pages="1-9")
    said = read_reference("Maestri, Elena, and Annemarie Profanter. “Introduction.” Arab Women and the Media in Changing Landscapes (2017): 1–12.")

    assert decide(said, [other]).verdict is Verdict.REJECTED


def test_a_journal_is_known_where_its_record_puts_the_publisher_before_it():
    work = replace(REPPER, container="American Association for the Advancement of Science. Science", containers=())

    assert fields("Repper J. Science 20 (2011) 392", work)["container"] == 1


def test_a_name_beside_a_title_in_another_order_is_still_the_author():
    jumbled = "Repper-Jones, Julie. services health mental in support peer on literature the of review A. J Ment Health. 2011. 20. 392"
    work = replace(REPPER, authors=authors("Repper-Jones, Julie"))

    assert fields(jumbled, work)["first_author"] == 1


def test_page_one_tells_less_than_another_page():
    first, later = (replace(REPPER, pages=pages, title=None) for pages in ("1", "7"))
    weighed = [features(compare(read_reference(f"Repper J. J Ment Health 20 (2011) {work.pages}"), work)) for work in (first, later)]

    assert 0 < weighed[0]["some_page"] < weighed[1]["some_page"]
