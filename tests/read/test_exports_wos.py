"""Web of Science's tagged text and the references it abbreviates."""

import pytest

from citegraph.errors import ReadError
from citegraph.identifiers import find_dois
from citegraph.read import read_bytes, read_input
from citegraph.read.exports.cited import read_cited
from tests.shared_data import shared

RECORD = """PT J
AU Small, H
   Griffith, BC
AF Small, Henry
   Griffith, Belver C.
TI The structure of scientific literatures I: Identifying and graphing
   specialties
SO SCIENCE STUDIES
CR PRICE DJD, 1965, SCIENCE, V149, P510, DOI 10.1126/science.149.3683.510
   [Anonymous], 1970, SOURCE BOOK
NR 2
BP 17
EP 40
PY 1974
VL 4
UT WOS:A1974
ER
"""


def read(text, name="a"):
    return read_bytes(text.encode(), name=name)


def test_a_record_brings_its_fields_and_its_list():
    record = read(f"FN Clarivate Analytics Web of Science\nVR 1.0\n{RECORD}\nEF\n").records[0]

    assert record.claim.title.endswith("graphing specialties")
    assert [str(author) for author in record.claim.authors] == ["Small, Henry", "Griffith, Belver C."]
    assert (record.claim.pages, record.claim.year, record.claim.kind) == ("17-40", 1974, "article-journal")
    assert [reference.text.partition(",")[0] for reference in record.references] == ["PRICE DJD", "[Anonymous]"]
    assert [reference.number for reference in record.references] == [1, 2]
    assert record.references_claimed == 2


def test_lists_that_were_not_exported_show_in_what_the_file_claims():
    reading = read(RECORD + RECORD.replace("CR PRICE", "X1 PRICE"))

    assert (len(reading.references), reading.references_claimed) == (2, 4)


@pytest.mark.parametrize("name", ["a.ciw", "a.isi", "a.ris", "a.txt"])
def test_the_format_is_told_by_content_whatever_the_name(name):
    assert read(RECORD, name).format == "wos"


def test_records_without_an_end_or_a_header_are_read_all_the_same():
    reading = read(RECORD.replace("ER\n", "") * 3)

    assert [seed.line for seed in reading.seeds] == [1, 17, 33]
    assert {len(record.references) for record in reading.records} == {2}


def test_files_put_one_after_another_lose_nothing_to_marks_in_the_middle():
    part = f"\ufeffFN Clarivate Analytics Web of Science\r\nVR 1.0\r\n{RECORD}\r\nEF\r\n"

    assert len(read(part * 2).records) == 2


def test_a_file_cut_off_in_a_record_keeps_what_stood_there():
    assert read(RECORD + RECORD[:130]).seeds[1].authors[0].family == "Small"


def test_a_record_with_nothing_in_it_costs_only_itself():
    reading = read(RECORD + "PT J\nUT WOS:1\nER\n" + RECORD)

    assert len(reading.records) == 2
    assert [(skip.line, skip.reason) for skip in reading.skipped] == [
        (18, "a record without title, authors or identifier")
    ]


def test_a_chapter_has_its_book_for_container_and_a_book_its_name_for_title():
    chapter, book = read(
        "PT B\nAU A, B\nTI Part\nSO Whole\nBN 978-3-16-148410-0\nER\nPT B\nAU C, D\nSO Whole\nPY 1999\nER\n"
    ).seeds

    assert (chapter.container, chapter.kind, chapter.isbn) == ("Whole", "chapter", "9783161484100")
    assert (book.title, book.container, book.kind) == ("Whole", None, "book")


def test_a_named_file_without_any_record_is_refused_with_a_line():
    with pytest.raises(ReadError, match="a.ciw:1: no Web of Science record"):
        read("nothing of the sort", "a.ciw")


def test_words_of_a_page_are_not_taken_for_tags():
    assert read("PT J is a tag. Small H. Co-citation. J Am Soc Inf Sci. 1973;24:265-9.\n").format != "wos"


CITED = [
    ("Hirsch JE, 2005, P NATL ACAD SCI USA, V102, P16569, DOI 10.1073/pnas.0507655102",
     ("Hirsch", "JE", 2005, "P NATL ACAD SCI USA", "102", "16569", "10.1073/pnas.0507655102")),
    ("Goldstone R. L., J AM SOC IN IN PRESS", ("Goldstone", "R. L.", None, "J AM SOC IN IN PRESS", None, None, None)),
    ("D'Angelo CA, 2011, J AM SOC INF SCI TEC, V62, P257", ("D'Angelo", "CA", 2011, "J AM SOC INF SCI TEC", "62", "257", None)),
    ("*ISI, ISI WEB SCI", ("ISI", None, None, "ISI WEB SCI", None, None, None)),
    ("2008, WORLD EC OUTLOOK APR", (None, None, 2008, "WORLD EC OUTLOOK APR", None, None, None)),
    ("Simeoni Daniel, 1998, TARGET, V10, P1, DOI [10.1075/target.10.1.02sim, DOI 10.1075/TARGET.10.1.02SIM]",
     ("Simeoni", "Daniel", 1998, "TARGET", "10", "1", "10.1075/target.10.1.02sim")),
    ("World Bank, 2010, WORLD DEV REP", ("World Bank", None, 2010, "WORLD DEV REP", None, None, None)),
    ("Park Y., 2004, J HIGH TECHNOLOGY MA, V15, P37, DOI DOI 10.1016/J.HITECH.2003.09.003",
     ("Park", "Y.", 2004, "J HIGH TECHNOLOGY MA", "15", "37", "10.1016/j.hitech.2003.09.003")),
    ("[Anonymous], 1996, J MANAGEMENT S, DOI DOI 10.1111/BJOM.1996.7.ISSUE-S1",
     (None, None, 1996, "J MANAGEMENT S", None, None, "10.1111/bjom.1996.7.issue-s1")),
]  # fmt: skip


@pytest.mark.parametrize(("text", "said"), CITED, ids=[text[:24] for text, _ in CITED])
def test_an_abbreviated_reference_is_read_field_by_field(text, said):
    cited = read_cited(text)
    author = cited.authors[0] if cited.authors else None

    assert (
        author and author.family, author and author.given, cited.year, cited.container, cited.volume, cited.pages, cited.doi
    ) == said  # fmt: skip
    assert cited.text == text


def test_a_reference_in_another_form_is_read_as_printed_ones_are():
    cited = read_cited(
        "Price D. J. de S. Networks of scientific papers. The pattern of bibliographic references indicates the nature "
        "of the scientific research front. Science. 1965;149:510-515."
    )

    assert (cited.year, cited.volume) == (1965, "149")


@pytest.mark.parametrize("name", ["metaknowledge_badFile.isi", "metaknowledge_testFile.isi", "tethne_wos.txt"])
def test_nothing_of_a_real_export_is_lost(name):
    path = shared("exports", f"wos/{name}")
    reading = read_input(path)
    text = path.read_text(encoding="utf-8-sig")

    assert len(reading.records) + len(reading.skipped) == text.count("\nER\n")
    assert all(record.claim.title and record.claim.authors for record in reading.records)
    for record in reading.records:
        for reference in record.references:
            assert not reference.text.partition(", DOI ")[2] or reference.doi in {
                found.doi for found in find_dois(reference.text)
            }
