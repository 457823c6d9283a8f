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


def test_a_doi_that_spells_volume_and_page_says_where_a_bare_record_is_printed():
    place = {"container": "Biometrika", "containers": ("Biometrika",), "volume": "57", "pages": "97-109"}
    whole = Work("10.2307/1", "Monte Carlo sampling methods", authors("Hastings, W"), 1970, (1970,), **place)
    bare = replace(whole, doi="10.1093/biomet/57.1.97", title=None, pages="1")
    said = read_reference("Hastings W: Monte Carlo sampling methods. Biometrika 1970, 57:97-109.")

    assert decide(said, [whole, bare]).doi == bare.doi
    assert decide(said, [whole, replace(bare, doi="10.1093/biomet/57.1.98")]).note is None


@pytest.mark.parametrize(
    "record", [{"container": "J Ment Hlth", "pages": "392"}, {"authors": ()}], ids=["short journal", "no authors"]
)
def test_a_work_registered_twice_is_known_by_its_abbreviated_journal_or_its_pages(record):
    again = replace(REPPER, doi="10.9999/b", **record)
    outcome = decide(read_reference(f"Repper J, Carter T. {REPPER.title}. J Ment Health. 2011;20:392."), [REPPER, again])

    assert (outcome.doi, outcome.note) == (REPPER.doi, "registered as 10.9999/b too")


def test_a_book_named_without_its_subtitle_does_not_rival_its_chapter():
    book = Work("10.1/book", "Introducing kits: a simple way to your app", authors("Lynch, Stewart"), 2020, (2020,))
    kits = "Introducing kits"
    chapter = replace(book, doi="10.1/book_7", title="Adding an intent", container=kits, containers=(kits,))
    said = read_reference("Lynch S (2020) Adding an intent. In: Introducing kits. Apress, Berkeley")

    assert decide(said, [chapter, book]).doi == chapter.doi


@pytest.mark.parametrize(
    "printed",
    [
        "J Ment Health. 2011 Aug 15;20(4):392-411. Epub 2011 Jul 3.",
        "Journal of Mental Health, 20 (4), S. 392-411, 15.08.2011. Zugriff am 22.02.2018",
        "Journal of Mental Health 20 (4), 392-411, 15 de agosto de 2011 [consultado 2018-02-22]",
        "Journal of Mental Health, 2011年8月15日, 20(4): 392～411",
    ],
)
def test_a_day_speaks_for_no_other_work(printed):
    assert "other_numbers" not in fields(f"Repper J, Carter T. {REPPER.title}. {printed}", REPPER)


def test_pages_in_thousands_are_one_number():
    work = replace(REPPER, pages="20,617-20,637")

    for pages in ("20,617–20,637", "20617-37", "20617"):
        found = fields(f"Repper J, Carter T. {REPPER.title}. J Ment Health 20(4), {pages}, 2011.", work)
        assert found["first_page"] == 1 and "other_numbers" not in found


def test_of_two_references_in_one_text_the_first_is_meant_unless_it_has_no_printed_place():
    first, second = "Tucker AS (2007) Salivary gland development.", f"Repper J, Carter T (2011) {REPPER.title}. JMH 20:392-411"
    placed, unplaced = f"{first} Semin Biol 18:237-244. {second}", f"{first} University of London, London {second}"

    assert decide(read_reference(placed), [REPPER]).doi is None
    assert decide(read_reference(unplaced), [REPPER]).doi == REPPER.doi
    assert "two references" in decide(read_reference(placed), [REPPER]).note
