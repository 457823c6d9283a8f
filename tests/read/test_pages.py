"""Pages as people paste them: what they are about, what they list, what they only mention."""

from pathlib import Path

import pytest

from citegraph.read import read_bytes, read_input
from citegraph.read.pages import ABSTRACT, LOOSE_DOI, NEWEST, read_page
from tests.shared_data import shared

EXAMPLES = Path(__file__).parents[2] / "citegraph" / "examples"
HEAD = "Peer work: a study of its many roles\nDOI: 10.1234/abc\nReferences\n"
LISTED = (
    "1. Asad S, Chreim S. Peer support. Community Ment Health J. 2016;52(7):767-74.\n"
    "2. Tate MC, Roy R. Roles. Community Ment Health J. 2021;57:1-9.\n"
    "3. Solomon P. Peer support. Psychiatr Rehabil J. 2004;27(4):392-401.\n"
)


def seed(number):
    return read_input(next(shared("seeds").glob(f"{number}_*.txt")))


def read(text):
    return read_page(text, name="page.txt", sha256="")


def test_the_list_below_a_doi_belongs_to_that_work():
    page = read(HEAD + LISTED)

    assert (page.about.claim.doi, len(page.about.references), page.entries) == ("10.1234/abc", 3, ())


def test_a_list_within_page_text_that_names_no_work_stands_for_itself():
    page = read(
        "We thank the reviewers for what they wrote.\n\nReferences\n"
        + LISTED
        + "\n© 2020 The Authors. All rights reserved."
    )

    assert (page.about, [entry.number for entry in page.entries]) == (None, [1, 2, 3])


def test_a_page_may_be_about_a_work_and_list_nothing():
    page = read("Peer work: a study of its many roles\nJ Foo. 2020;12(4):e17. doi: 10.1234/abc\n")

    assert (page.about.claim.doi, page.about.claim.year, page.references) == ("10.1234/abc", 2020, ())


def test_a_whole_reference_in_running_text_is_not_what_the_page_is_about():
    page = read(
        "We read this with profit, and it was good.\n\nTate MC, Roy R. Impact of peers. CMHJ. 2021;57:1-9. doi:10.1234/a\n"
    )

    assert (page.about, [entry.doi for entry in page.entries]) == (None, ["10.1234/a"])


def test_nothing_that_looks_like_a_reference_is_lost_silently():
    page = read(
        HEAD + LISTED + "\nRelated\nPrice D. Networks of papers. Science. 1965;149:510-5. doi:10.1126/science.149\n"
    )

    assert [(skip.line, skip.reason) for skip in page.skipped] == [(9, LOOSE_DOI)]


def test_link_labels_are_no_part_of_an_entry():
    text = "References\n" + LISTED.replace("\n", "\nArticle PubMed Google Scholar\n")

    assert [entry.text for entry in read(text).entries] == [line[3:] for line in LISTED.splitlines()]


def test_the_same_page_gives_the_same_reading():
    assert read(HEAD + LISTED) == read(HEAD + LISTED)


def test_a_translated_page_gives_the_original_title_and_skips_the_newest_papers():
    page = seed("000")

    assert page.about.claim.doi == "10.1186/s13033-023-00588-5"
    assert page.about.claim.title.startswith("Managers as peer workers' allies")
    assert (page.about.claim.authors[0].family, page.about.claim.year) == ("Åkerblom", 2023)
    assert [(skip.line, skip.reason) for skip in page.skipped] == [(38, NEWEST)] * 5
    assert page.references == ()


def test_abstracts_of_similar_documents_are_skipped_and_a_citation_among_them_is_a_seed():
    page = seed("001")

    assert page.about is None
    assert [skip.reason for skip in page.skipped] == [ABSTRACT] * 19
    (entry,) = page.entries
    assert (entry.number, entry.line, entry.year) == (17, 87, 2021)
    assert entry.text.startswith("Gillard S.") and entry.text.endswith("2021,56(10):1903-1911")


def test_a_short_list_says_how_long_it_claims_to_be():
    page = seed("002")

    assert page.about.claim.doi == "10.1007/s10597-021-00807-8"
    assert page.about.claim.title.startswith("The Intentional Differences")
    assert page.about.claim.authors[0].family == "Korsbek"
    assert [entry.number for entry in page.references] == list(range(1, 11))
    assert page.references[0].text.endswith("[J]. COMMUNITY MENTAL HEALTH JOURNAL, 2016, 52 (07) : 767 - 774")
    assert page.references_claimed == page.about.references_claimed == 17


def test_citation_statements_are_mentions_not_references():
    page = seed("003")

    assert (page.about.claim.doi, page.about.claim.year) == ("10.1177/0020764020904764", 2020)
    assert page.about.claim.title.startswith("Challenges faced by peer support workers")
    assert (page.references, page.references_claimed) == ((), 40)
    assert {("Asad and Chreim 2016", 2016), ("Otte et al 2020b", 2020)} <= {(m.text, m.year) for m in page.mentions}
    assert len({m.text for m in page.mentions}) == len(page.mentions)


def test_a_citation_line_names_the_work_where_no_title_does():
    claim = seed("004").about.claim

    assert (claim.doi, claim.year, claim.title, claim.container) == ("10.2196/17053", 2020, None, "J Particip Med")
    assert claim.authors[0].family == "Almeida"


@pytest.mark.parametrize("name", ["000", "001", "002", "003", "004"])
def test_lines_told_are_lines_of_the_file(name):
    path = next(shared("seeds").glob(f"{name}_*.txt"))
    page, lines = read_input(path), path.read_text(encoding="utf-8").split("\n")

    assert all(mention.authors[0] in lines[mention.line - 1] for mention in page.mentions)
    assert all(1 <= skip.line <= len(lines) for skip in page.skipped)


def test_an_entry_that_the_end_of_a_list_leaves_out_is_told_with_its_line():
    text = (EXAMPLES / "walker-2024.txt").read_text(encoding="utf-8").replace("Crane, Unique", "Crane. Unique")
    reading = read_page(text, name="page.txt", sha256="")
    held = {entry.line for entry in reading.references} | {block.line for block in reading.skipped}

    assert {26, 28} <= held


def test_an_identifier_is_an_entry_where_nothing_else_is_found():
    listed = read_bytes(b"# Works\n\n1. Aa, S. (1850). Aa aa. <https://doi.org/10.1000/x_0>\n", name="a.md")
    told = read_bytes(b"Have you seen 10.1000/x_1? It is good.\n\nSome more words about the weather.\n", name="b.txt")

    assert [reference.doi for reference in (*listed.references, *told.references)] == ["10.1000/x_0", "10.1000/x_1"]
