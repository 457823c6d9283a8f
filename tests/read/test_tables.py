"""Tables of works and of citations as indexes, reference managers and people write them."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citegraph.errors import ReadError
from citegraph.read import read_bytes, read_input
from citegraph.read.exports.tables import is_table
from citegraph.read.formats import format_of
from citegraph.read.exports.delimited import rows_of
from tests.shared_data import shared


def read(text, name="a.csv"):
    return read_bytes(text.encode(), name=name)


def fields(claim):
    return [str(author) for author in claim.authors], claim.title, claim.year, claim.container, claim.doi


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_delimiter_encoding_language_and_order_of_the_columns_do_not_matter(mark, encoding):
    rows = [["Revue", "ANNÉE", "Résumé", "Titre", "Auteur(s)"], ["Études", "1966", "x", "Les mots et les choses à lire", "Foucault, Michel"]]
    text = "\r\n".join(mark.join(f'"{cell}"' for cell in row) for row in rows)

    reading = read_bytes(text.encode(encoding), name="a.txt")

    assert reading.format == "table"
    assert fields(reading.seeds[0]) == (["Foucault, Michel"], "Les mots et les choses à lire", 1966, "Études", None)


def test_notes_above_the_head_are_passed_over():
    text = '"About the data: Exported on May 1, 2024. Criteria: \'x\' in title."\nRank,DOI,Title,PubYear\n1,10.1234/a,A,2020\n'

    assert [(seed.doi, seed.year, seed.line) for seed in read(text).seeds] == [("10.1234/a", 2020, 3)]


def test_an_unclosed_quote_costs_no_row_after_it():
    text = 'title,authors,year\n"Peer support,Small H,1973\n' + "Networks,Price D,1965\n" * 3 + '"Good, one",Mead S,2001\n'

    assert [seed.title for seed in read(text).seeds] == ["Peer support", *["Networks"] * 3, "Good, one"]


def test_line_breaks_in_a_quoted_cell_belong_to_it_and_lines_are_those_of_the_file():
    reading = read('title,abstract,year\nA title,"one\n\ntwo, ""three""",1973\nAnother,,1965\n')

    assert [(seed.title, seed.year, seed.line) for seed in reading.seeds] == [("A title", 1973, 2), ("Another", 1965, 5)]


def test_rows_that_share_a_surplus_cell_get_their_places_back():
    rows = [f"Title {n},University {n},,{1990 + n},10.1234/{n},2-s2.0-123456{n}" for n in range(5)]
    text = "\n".join(["Title,Affiliations,Year,DOI,EID", *rows, "Last title,University,1999,10.1234/z,2-s2.0-99999999"])

    reading = read(text)

    assert [(seed.year, seed.doi) for seed in reading.seeds] == [
        *((1990 + n, f"10.1234/{n}") for n in range(5)),
        (1999, "10.1234/z"),
    ]
    assert not reading.skipped


def test_what_the_head_does_not_name_is_told_where_it_says_something():
    rows = [f"Title {n},a grant,{1990 + n},10.1234/{n}" for n in range(5)]

    reading = read("\n".join(["Title,Year,DOI", *rows]))

    assert [seed.year for seed in reading.seeds] == [1990, 1991, 1992, 1993, 1994]
    assert {(skip.text, skip.reason) for skip in reading.skipped} == {
        ("a grant", "cells that the head of the table does not name")
    }


def test_a_row_that_cannot_be_put_right_costs_itself_and_is_told():
    reading = read("title,authors,year,doi\nA,Small H,1973,\nPeer support, a view,Mead S,2001,10.1234/x\nB,Price D\nend\n")

    assert [seed.title for seed in reading.seeds] == ["A", "B"]
    assert [(skip.line, skip.reason) for skip in reading.skipped] == [
        (3, "a row of 5 cells under a head of 4"),
        (5, "a row of 1 cell under a head of 4"),
    ]


def test_rows_without_a_work_are_told():
    reading = read("title,doi,note\nA,,x\n,10.4,y\nNA,NA,z\n")

    assert [seed.title for seed in reading.seeds] == ["A"]
    assert [skip.line for skip in reading.skipped] == [3, 4]


@pytest.mark.parametrize("text", ["DOI\n10.1002/asi.1\n10.1002/asi.2\n", "Title\nPeer support: a view\nNetworks of papers\n"])
def test_one_column_of_titles_or_dois_is_a_table(text):
    assert len(read(text).records) == 2


@pytest.mark.parametrize(
    "text",
    [
        "Title\nPeer support: a view\nAbstract\nWe study things.\n",
        "Title, authors and abstract of all papers\nwere screened by two of us.\n",
        "Authors, Year, Title\n",
        "Small H, Co-citation, 1973, JASIS\nPrice D, Networks, 1965, Science\n",
        "source,target\nsmall73,price65\n",
        "citing,cited\n0001001,9304045\n",
        "",
    ],
)
def test_pages_bibliographies_and_citations_between_labels_are_no_tables_of_works(text):
    assert not is_table(text) or not text.strip().count("\n")


def test_scopus_lists_are_cut_and_names_read_in_both_layouts():
    old = '"Pan, Y., Yu, C.",A,2015,"Agnew, M., Soil (1985) Agron. J., 77, p. 8; Lee, A., Smoking (2007) N Engl J Med, 3, p. 9; author reply 513"'
    new = '"Suzue M.; Doe J.-P.",B,2023,"Small H., Co-citation, J. Am., 24, pp. 265-269, (1973); Price D., Networks, Science, 149, (1965)"'
    reading = read(f"Authors,Title,Year,References\n{old}\n{new}\n")

    assert [[str(author) for author in seed.authors] for seed in reading.seeds] == [["Pan, Y.", "Yu, C."], ["Suzue, M.", "Doe, J.-P."]]
    assert [[cited.year for cited in record.references] for record in reading.records] == [[1985, 2007], [1973, 1965]]
    assert reading.references[1].text.endswith("; author reply 513")


def test_web_of_science_tables_are_read_with_short_and_with_long_heads():
    cited = "PRICE DJD, 1965, SCIENCE, V149, P510, DOI 10.1126/science.1; KUHN T, 1962, STRUCTURE SCI"
    short = f'PT\tAU\tAF\tTI\tSO\tCR\tPY\tDI\nJ\tSmall, H\tSmall, Henry\t"Co-citation" in science\tJASIS\t{cited}\t1973\t10.1002/asi.1\n'
    long = f'Authors,Author Full Names,Article Title,Source Title,Cited References,Publication Year,DOI\n"Small, H","Small, Henry",Co-citation,JASIS,"{cited}",1973,10.1002/asi.1\n'

    for text in (short, long):
        (record,) = read(text).records
        assert (str(record.claim.authors[0]), record.claim.year, record.claim.doi) == ("Small, Henry", 1973, "10.1002/asi.1")
        assert [(cited.year, cited.doi) for cited in record.references] == [(1965, "10.1126/science.1"), (1962, None)]
    assert read(short).seeds[0].title == '"Co-citation" in science'


def test_dimensions_lists_in_brackets_are_read():
    entry = "[Davidson, Larry; Guy, K|ur.1; ur.2|World Psychiatry|2012|11|2|123-128|10.1016/j.wpsyc.1|pub.1002|500]"
    (cited,) = read(f'Title,DOI,Cited references\nA,10.1234/a,"{entry}"\n').references

    assert fields(cited) == (["Davidson, Larry", "Guy, K"], None, 2012, "World Psychiatry", "10.1016/j.wpsyc.1")
    assert (cited.volume, cited.issue, cited.pages) == ("11", "2", "123-128")


def test_cited_numbers_lead_to_works_of_the_file_and_others_are_told():
    openalex = "https://openalex.org/"
    reading = read(
        f"id,display_name,authorships.author.display_name,referenced_works\n{openalex}W11111,A,Henry Small|Belver Griffith,"
        f"{openalex}W22222|{openalex}W33333\n{openalex}W22222,B,,\n"
    )

    assert reading.records[0].references == (reading.records[1].claim,)
    assert [skip.text for skip in reading.skipped] == ["W33333"]
    assert [str(author) for author in reading.seeds[0].authors] == ["Small, Henry", "Griffith, Belver"]


def test_cited_pubmed_numbers_are_references():
    reading = read('"pmid","title","authors","year","references"\n1,"A","A B Makar, K E Martin",1975,"2 4972128"\n2,"B",,1970,""\n')

    assert [(cited.title, cited.pmid) for cited in reading.references] == [("B", "2"), (None, "4972128")]
    assert [author.family for author in reading.seeds[0].authors] == ["Makar", "Martin"]


def test_a_column_that_counts_references_lists_none():
    assert read("title,doi,references\nA,10.1234/a,34\nB,10.1234/b,7\n").references == ()


@pytest.mark.parametrize(
    "head", ["citing,cited", "oci,citing,cited,creation", "Source DOI,Target DOI", "from,to", "cited,citing"]
)
def test_a_table_of_citations_gives_the_citing_works_with_what_they_cite(head):
    columns = [name.lower().replace(" doi", "") for name in head.split(",")]
    values = {"citing": "10.1234/a", "source": "10.1234/a", "from": "10.1234/a", "oci": "1-2", "creation": "2003"}
    text = "\n".join(
        [head, *(",".join(values.get(name, cited) for name in columns) for cited in ("10.1234/b", "doi:10.1234/c", "10.1234/b"))]
    )
    (record,) = read(text).records

    assert (record.claim.doi, [cited.doi for cited in record.references]) == ("10.1234/a", ["10.1234/b", "10.1234/c"])


# Records and references as counted by hand: rows with a title or a DOI, and entries that are not
# halves of a DOI with a semicolon in it (588 of bibliometrix) or the tail of the entry before.
COUNTS = {
    "csv/asreview_embase.csv": (6, 0),
    "csv/asreview_generic_semicolon.csv": (2, 0),
    "csv/asreview_generic_tab.tsv": (2, 0),
    "csv/bavla_scopus_test.csv": (5, 143),
    "csv/citationchaser_export.csv": (100, 0),
    "csv/litstudy_ieee.csv": (10, 0),
    "csv/litstudy_springer_nb.csv": (1000, 0),
    "csv/tethne_scopus.csv": (20, 1184),
    "opencitations/citations_data.csv": (5, 6),
    "opencitations/crossref_citations.csv": (2, 40),
    "opencitations/icite_metadata.csv": (356, 5738),
    "wos/scientopy_wos_tab_4071.txt": (71, 0),
}


@pytest.mark.parametrize("name", COUNTS)
def test_a_real_table_gives_all_its_works_and_references(name):
    reading = read_input(shared("exports", name))

    assert (len(reading.records), len(reading.references), reading.skipped) == (*COUNTS[name], ())


def test_a_ragged_real_table_loses_no_row_and_no_list():
    reading = read_input(shared("exports", "csv/litstudy_scopus.csv.gz"))

    assert len(reading.records) == 58
    assert sum(seed.doi is not None for seed in reading.seeds) == 44
    assert sum(bool(record.references) for record in reading.records) == 48
    assert all(1989 <= seed.year <= 2022 for seed in reading.seeds)


@given(st.text(alphabet='",;\t|\n\'ab1[]() ', max_size=200))
def test_no_rows_under_a_head_are_too_odd(rows):
    text = f"title,authors,year,doi,references\nA,,,,\n{rows}"
    try:
        reading = read_bytes(text.encode(), name="a.csv")
    except ReadError:
        return

    assert reading.format != "table" or reading.records


@given(st.lists(st.tuples(st.text("ab\"',;\n 1", min_size=1), st.integers(1900, 2020)), min_size=1, max_size=8))
def test_what_a_spreadsheet_would_write_is_read_row_for_row(works):
    quoted = [(f"x{title}x", year) for title, year in works]
    text = "Title,Year,Note\n" + "".join('"{}",{},n\n'.format(title.replace('"', '""'), year) for title, year in quoted)

    seeds = read_bytes(text.encode(), name="a.csv").seeds

    assert [(seed.title, seed.year) for seed in seeds] == [(" ".join(title.split()), year) for title, year in quoted]


@pytest.mark.benchmark
def test_ten_thousand_plain_rows_take_a_second():
    rows = "".join(f'"Small, H.; Price, D.","Networks, number {n}",{1950 + n % 70},Science,{n % 40},10.1002/asi.{n}\n' for n in range(20_000))
    text = f"Authors,Title,Year,Source title,Volume,DOI\n{rows}"
    begin = time.process_time()
    reading = read(text)

    assert len(reading.records) == 20_000
    assert time.process_time() - begin < 2


def test_tables_are_told_before_formats_whose_marks_a_cell_may_hold():
    assert format_of('title,doi,abstract\nA,10.1234/a,"\nTY  - JOUR\nAU  - x"\n').name == "table"


def test_a_line_end_within_a_cell_of_another_delimiter_breaks_nothing():
    assert [row.cells for row in rows_of(['a,"\n",b'], "\t")] == [['a,"\n",b']]
