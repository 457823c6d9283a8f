"""RIS in the dialects that programs write."""

import pytest

from citegraph.read import read_bytes, read_input
from tests.shared_data import shared


def read(text, name="a"):
    return read_bytes(text.encode(), name=name)


def only(body):
    return read(f"TY  - JOUR\n{body}\nER  - \n").seeds[0]


def test_tags_in_lower_case_are_tags():
    seed = only("ti  - Co-citation\nau  - Small, Henry\npy  - 1973")

    assert (seed.title, seed.year, seed.authors[0].family) == ("Co-citation", 1973, "Small")


def test_a_value_over_several_lines_is_one_value_and_words_in_it_are_no_tags():
    seed = only("TI  - A long\ntitle on\n  IL - 6 three lines\nAU  - Small, H")

    assert seed.title == "A long title on IL - 6 three lines"


def test_a_record_whose_type_is_missing_is_one_all_the_same():
    reading = read("TY  - JOUR\nTI  - A\nER  -\n\nAU  - Small, H\nTI  - B\nER  -\n")

    assert [(seed.title, seed.line) for seed in reading.seeds] == [("A", 1), ("B", 5)]


def test_lines_around_records_cost_nothing_and_are_no_records():
    reading = read(
        "\ufeffProvider: X\nDatabase: Y\n\n1.\nTY  - JOUR\nTI  - A\nER  -\nNL  - Short\n\nLink to the text: http://a\n2.\n"
        "TY  - JOUR\nTI  - B\nER  -\n"
    )

    assert [seed.title for seed in reading.seeds] == ["A", "B"]
    assert reading.skipped == ()


@pytest.mark.parametrize(
    ("body", "doi"),
    [
        ("DO  - https://doi.org/10.1000/A", "10.1000/a"),
        ("TI  - A\nUR  - http://a.org\nUR  - http://dx.doi.org/10.1000/b", "10.1000/b"),
        ("TI  - A\nDO  - none\nM3  - doi: 10.1000/c", "10.1000/c"),
        ("TI  - A\nN1  - 10.1000/d", "10.1000/d"),
        ("TI  - A\nN1  - A reply to 10.1000/e", None),
    ],
)
def test_a_doi_is_found_where_programs_put_it(body, doi):
    assert only(body).doi == doi


@pytest.mark.parametrize(
    ("body", "pmid", "pmcid"),
    [
        ("U1  - 35957633 [PMID]\nU1  - PMC9359172 [PMCID]", "35957633", "PMC9359172"),
        ("AN  - 21770786\nDB  - PubMed", "21770786", None),
        ("AN  - 2019-65183-001\nDB  - PsycINFO", None, None),
        ("C2  - 31234567\nDB  - Scopus", "31234567", None),
        ("L2  - https://pubmed.ncbi.nlm.nih.gov/32789069/", "32789069", None),
        ("UR  - https://www.ncbi.nlm.nih.gov/pmc/articles/PMC7417126", None, "PMC7417126"),
    ],
)
def test_numbers_of_pubmed_are_told_from_others(body, pmid, pmcid):
    seed = only(f"TI  - A\n{body}")

    assert (seed.pmid, seed.pmcid) == (pmid, pmcid)


def test_an_isbn_is_told_from_an_issn():
    assert only("TI  - A\nSN  - 0302-9743 (ISSN); 978-3-642-00230-4 (ISBN)").isbn == "9783642002304"
    assert only("TI  - A\nSN  - 0302-9743").isbn is None


def test_an_arxiv_number_is_found_in_an_address():
    assert only("TI  - A\nUR  - https://arxiv.org/abs/2511.18408v2").arxiv == "2511.18408"


def test_a_book_has_a_number_of_pages_and_a_series_but_neither_pages_nor_container():
    book = read("TY  - BOOK\nTI  - A\nT2  - Series\nSP  - 304\nER  -\n").seeds[0]

    assert (book.title, book.container, book.pages) == ("A", None, None)


def test_a_date_in_place_of_a_year_that_is_none_will_do():
    assert only("TI  - A\nPY  - 0000\nDA  - 2015/06/01").year == 2015


def test_an_author_without_a_comma_is_whole_among_authors_with_one():
    seed = only("TI  - A\nAU  - Small, Henry\nAU  - The Study Group\nAU  - Griffith, B")

    assert [author.family for author in seed.authors] == ["Small", "The Study Group", "Griffith"]


@pytest.mark.parametrize(
    ("other", "name", "family"),
    [
        ("Small, Henry", "World Health Board", "World Health Board"),
        ("Small, Henry", "D. J. Price", "Price"),
        ("Henry Small", "World Health Board", "Board"),
    ],
)
def test_an_author_without_a_comma_is_a_body_in_files_whose_names_have_one(other, name, family):
    reading = read(f"TY  - JOUR\nAU  - {other}\nER  -\nTY  - RPRT\nAU  - {name}\nER  -\n")

    assert reading.seeds[1].authors[0].family == family


def test_how_names_are_written_is_told_before_the_first_record_is():
    body = "TY  - RPRT\nAU  - World Health Board\nER  -\n"
    reading = read(body + "TY  - JOUR\nAU  - Small, Henry\nAU  - Price, Derek\nER  -\n")

    assert reading.seeds[0].authors[0].family == "World Health Board"


@pytest.mark.parametrize(
    ("body", "container"),
    [
        ("N1  - Proceedings Title: Maps of Science\nTI  - A", "Maps of Science"),
        ("N1  - Proceedings Title: Maps\nT2  - Maps of Science\nTI  - A", "Maps of Science"),
        ("N1  - a note on its Book Title: none\nTI  - A", None),
    ],
)
def test_what_a_paper_stands_in_may_be_named_in_a_note(body, container):
    assert read(f"TY  - CONF\n{body}\nER  -\n").seeds[0].container == container


def test_the_lists_that_scopus_writes_into_notes_are_read():
    reading = read_input(shared("exports", "ris/asreview_scopus.ris"))

    assert all(len(record.references) > 10 for record in reading.records)
    assert all(reference.year for record in reading.records for reference in record.references[:5])


def test_a_record_that_names_no_work_is_held_and_told():
    reading = read("\nTY  - GEN\nN2  - An abstract\nER  -\n", "a.ris")

    assert (reading.held, reading.records, reading.skipped[0].line) == (1, (), 2)
    assert str(reading.unusable).startswith("a.ris:2: none of its 1 records can be used: a record without title")
