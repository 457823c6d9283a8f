"""BibTeX, RIS and CSL-JSON as programs really write them."""

import csv

import pytest

from citegraph.errors import ReadError
from citegraph.read import read_bytes, read_input
from tests.shared_data import shared


def read(text, name="a"):
    return read_bytes(text.encode(), name=name)


def test_a_malformed_bibtex_entry_costs_only_itself():
    reading = read(
        "@article{a,\n title={Foo},\n year=1999\n}\n@article{b,\n title = {Bar\n}\n\n@book{c, title={Baz}, "
        "year={2001}}\n"
    )

    assert [(seed.title, seed.line) for seed in reading.seeds] == [("Foo", 1), ("Baz", 9)]
    assert [skip.line for skip in reading.skipped] == [5]


def test_bibtex_abbreviations_are_filled_in_and_unknown_ones_stand_for_themselves():
    reading = read(
        '@string{cmhj = "Community Mental Health Journal"}\n'
        "@article{a, title={A}, journal=cmhj, month=mar, publisher=xyz}"
    )

    assert (reading.seeds[0].container, reading.seeds[0].publisher) == ("Community Mental Health Journal", "xyz")


@pytest.mark.parametrize("key", ["Carmone Jr.1997538,", "", ","])
def test_a_bibtex_key_may_be_odd_or_missing(key):
    assert read(f"@article{{{key} title={{Conjoint}}, year={{1997}}}}").seeds[0].title == "Conjoint"


def test_ris_tags_with_one_blank_and_a_missing_end_are_read():
    reading = read("TY - JOUR\nAU - Small, Henry\nTI - Co-citation\nPY - 1973\nTY  - BOOK\nTI  - Baz\n")

    assert [(seed.title, seed.kind, seed.line) for seed in reading.seeds] == [
        ("Co-citation", "article-journal", 1),
        ("Baz", "book", 5),
    ]


def test_an_empty_ris_record_is_skipped_with_its_line():
    reading = read("TY  - JOUR\nTI  - A\nER  -\n\nTY  - GEN\nER  -\n")

    assert [skip.line for skip in reading.skipped] == [5]


def test_csl_items_may_stand_in_an_object_and_have_people_without_family_names():
    reading = read(
        '{"items": [{"title": "A", "author": [{"literal": "World Bank"}], "issued": {"date-parts": [[1999]]}}]}'
    )

    assert str(reading.seeds[0].authors[0]) == "World Bank"


def test_a_crossref_record_brings_its_references():
    text = (
        '{"message": {"DOI": "10.1234/a", "title": ["A"], "type": "journal-article", '
        '"reference": [{"key": "1", "DOI": "10.1234/b"}, '
        '{"key": "2", "unstructured": "Price D. Networks. Science. 1965;149:510."}]}}'
    )
    reading = read(text)

    assert reading.seeds[0].kind == "article-journal"
    assert [(reference.doi, reference.year) for reference in reading.references] == [("10.1234/b", None), (None, 1965)]


def test_items_that_name_no_work_are_refused():
    with pytest.raises(ReadError, match="no item that names a work"):
        read('[{"note": "nothing"}]')


FILES = [
    "bibtex/pybibx_scopus_m.bib",
    "bibtex/pybibx_wos_m.bib",
    "bibtex/synthesisr_Scopus_bib_example.bib",
    "ris/asreview_scopus.ris",
    "ris/bavla_scopus-truss2.ris",
    "ris/rispy_example_bom.ris",
    "ris/synthesisr_scopus.ris",
    "zotero_cases/RIS_05.ris",
    "zotero_cases/BibTeX_14.bib",
    "zotero_cases/CSL_JSON_01.json",
]


@pytest.mark.parametrize("name", FILES)
def test_every_record_of_a_real_export_is_read_or_told(name):
    with shared("exports", "manifest.tsv").open(encoding="utf-8") as file:
        counted = {row["file"]: row for row in csv.DictReader(file, delimiter="\t")}
    reading = read_input(shared("exports", name))

    assert len(reading.records) + len(reading.skipped) == int(counted[name]["record_count"])
    assert len(reading.skipped) <= 1
    assert sum(bool(record.references) for record in reading.records) == int(
        counted[name]["records_with_references"] or 0
    )


def test_a_saved_page_gives_its_fields_its_list_and_lines_of_the_file():
    page = (
        '<!DOCTYPE html><html><head><meta name="citation_doi" content="10.1234/a">'
        '<meta name="citation_title" content="A title">\n'
        "<script>var year = 1999;</script></head><body><nav>Home</nav>\n<h2>References</h2><ol>\n"
        "<li>Asad S, Chreim S. Peer support. Community Ment Health J. 2016;52(7):767-74. <a>Google Scholar</a></li>\n"
        "<li>Tate MC, Roy R. Roles. Community Ment Health J. 2021;57:1-9.</li>\n"
        "<li>Solomon P. Peer support. Psychiatr Rehabil J. 2004;27(4):392-401.</li></ol></body></html>"
    )
    reading = read(page, "a.html")

    assert (reading.about.claim.doi, reading.about.claim.title) == ("10.1234/a", "A title")
    assert [(entry.line, entry.number) for entry in reading.references] == [(4, 1), (5, 2), (6, 3)]
    assert reading.references[0].text.endswith("767-74.")


def test_half_a_surrogate_pair_in_csl_json_becomes_a_question_mark():
    reading = read('[{"title": "Half \\ud800 a pair, and a whole one: \\ud83d\\ude00", "author": [{"family": "\\ud800"}]}]')

    assert reading.seeds[0].title == "Half ? a pair, and a whole one: \N{GRINNING FACE}"


def test_json_nested_beyond_reading_is_one_sentence():
    with pytest.raises(ReadError, match="nested too deeply"):
        read("[" * 200_000, name="a.json")


def test_items_of_a_report_of_zotero_are_kept_apart_from_each_other_and_from_their_notes():
    report = """<!DOCTYPE html>
<html><head><title>Zotero Report</title></head><body><ul class="report combineChildItems">
<li id="item_A" class="item journalArticle"><h2>Peer &amp; support</h2><table>
<tr><th>Item Type</th><td>Journal Article</td></tr>
<tr class="creator author"><th class="author">Author</th><td>Sarah Asad</td></tr>
<tr class="creator author"><th class="author">Author</th><td>Samia Chreim</td></tr>
<tr><th>Date</th><td>2016-10</td></tr><tr><th>Publication</th><td>Community <i>Journal</i></td></tr>
<tr><th>DOI</th><td>10.1007/s10597-015-9970-4</td></tr></table>
<h3 class="notes">Notes:</h3><ul class="notes"><li id="item_N"><p>Title 2011</p><table><tr><th>Date</th><td>1999</td></tr></table></li></ul></li>
<li id="item_B" class="item book"><h2>A review</h2><table><tr><th>Author</th><td>Repper, Julie</td></tr></table></li>
<li id="item_C" class="item attachment"><h2>file.pdf</h2></li>
<li id="item_D" class="item book"><h2> </h2><table><tr><th>Date</th><td>1999</td></tr></table></li>
</ul></body></html>"""
    reading = read_bytes(report.encode(), name="report.html")
    first, second = reading.seeds

    assert (first.title, first.year, first.container) == ("Peer & support", 2016, "Community Journal")
    assert ([author.family for author in first.authors], first.doi) == (["Asad", "Chreim"], "10.1007/s10597-015-9970-4")
    assert (second.title, second.kind, second.line, str(second.authors[0])) == ("A review", "book", 10, "Repper, Julie")
    assert [(block.line, block.record) for block in reading.skipped] == [(12, True)]
