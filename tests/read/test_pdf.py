"""PDFs: articles printed from real lists, and files that are damaged, locked or scanned."""

import random
import subprocess
import sys

import pytest

from citegraph.errors import ReadError
from citegraph.read import read_bytes
from citegraph.read.pdf import glyphs, layer
from citegraph.read.pdf.columns import Row, Segment, gutters_of, rows_of, segments_of
from citegraph.read.pdf.furniture import without_furniture
from citegraph.read.pdf.joining import Words
from citegraph.read.pdf.layer import Run
from citegraph.read.pdf.listing import find_printed_lists
from tests.benchmarks.lists import letters
from tests.read.articles import ARTICLES, DOI, TITLE, Article, expected, open_browser, printed

SAMPLE = (11, 19, 41, 49, 55, 73)
PRINTED = (13, 45, 54)


def by_number(numbers):
    return [article for article in ARTICLES if article.number in numbers]


@pytest.fixture(scope="module")
def browser():
    sync_api = pytest.importorskip("playwright.sync_api")
    with sync_api.sync_playwright() as playwright:
        browser = open_browser(playwright)
        if browser is None:
            pytest.skip("no Chromium to print with")
        yield browser
        browser.close()


def article(**set_so):
    pytest.importorskip("typst")
    return printed(Article(7, "typst", body=3, **set_so))


def found_whole(content, wanted):
    keys = [letters(entry.text) for entry in read_bytes(content, name="a.pdf").references]
    return [text for text in wanted if letters(text) not in keys], len(keys)


@pytest.mark.parametrize("each", by_number(SAMPLE), ids=lambda each: each.name)
def test_every_reference_of_an_article_set_by_typst_is_whole(each):
    pytest.importorskip("typst")

    assert found_whole(printed(each), expected(each)) == ([], len(expected(each)))


@pytest.mark.browser
@pytest.mark.parametrize("each", by_number(PRINTED), ids=lambda each: each.name)
def test_every_reference_of_an_article_printed_by_chromium_is_whole(each, browser):
    assert found_whole(printed(each, browser), expected(each)) == ([], len(expected(each)))


def test_an_article_is_a_seed_that_cites_its_list():
    reading = read_bytes(article(columns=2, marks="[n]"), name="a.pdf")

    assert (reading.format, len(reading.seeds), reading.entries) == ("pdf", 1, ())
    claim = reading.about.claim
    assert (claim.title, claim.doi, claim.year) == (TITLE, DOI, 2024)
    assert [author.family for author in claim.authors] == ["Andersen", "van Dam", "Werning"]
    assert reading.references_claimed == len(reading.references) == 38
    assert [entry.number for entry in reading.references] == list(range(1, 39))


def test_the_line_of_a_reference_is_its_page():
    pages = [entry.line for entry in read_bytes(article(columns=2), name="a.pdf").references]

    assert pages == sorted(pages) and pages[-1] > pages[0] >= 1


def test_names_and_years_in_running_text_are_mentions():
    reading = read_bytes(article(columns=2), name="a.pdf")

    assert reading.mentions and all(mention.line <= reading.references[0].line for mention in reading.mentions)


def test_what_follows_the_list_is_no_part_of_it():
    for after in ("appendix", "authors", "table", "figure"):
        references = read_bytes(article(columns=2, marks="[n]", after=after), name="a.pdf").references

        assert len(references) == 38 and "Maria" not in references[-1].text and "Figure" not in references[-1].text


def test_a_page_without_text_is_said_to_need_ocr():
    typst = pytest.importorskip("typst")

    with pytest.raises(ReadError, match=r"^scan.pdf: is a PDF without a text layer.*\(OCR\)"):
        read_bytes(typst.compile(b"#rect(width: 100%, height: 50%)"), name="scan.pdf")


def test_a_file_cut_short_is_refused_or_read_as_far_as_it_goes():
    whole = article()
    for share in (0.05, 0.4, 0.8, 0.99):
        try:
            reading = read_bytes(whole[: int(share * len(whole))], name="a.pdf")
        except ReadError as error:
            assert "damaged" in str(error) or "no reference" in str(error)
        else:
            assert reading.references or reading.skipped


def test_no_mutated_file_gets_past_one_clear_sentence():
    whole, choose = article(), random.Random(5)
    for _ in range(12):
        mutated = bytearray(whole)
        for _ in range(choose.choice([3, 60, 900])):
            mutated[choose.randrange(9, len(mutated))] = choose.randrange(256)
        try:
            reading = read_bytes(bytes(mutated), name="a.pdf")
        except ReadError as error:
            assert str(error).startswith("a.pdf: ")
        else:
            assert reading.format == "pdf"


def test_a_library_that_crashes_leaves_the_pages_read_before(monkeypatch):
    said = (
        'import json, os\nprint(json.dumps({"pages": 3, "info": {}}))\n'
        'run = ["words " * 80, 50, 500, 700, 10, False, False]\n'
        'print(json.dumps({"page": 1, "runs": [run]}), flush=True)\nos.abort()'
    )
    real = subprocess.run
    monkeypatch.setattr(
        layer.subprocess, "run", lambda command, **rest: real([sys.executable, "-c", said], **rest)
    )

    opened = layer.open_layer(b"%PDF-1.4", "a.pdf")

    assert list(opened.pages) == [1]
    assert [(skip.line, skip.reason) for skip in opened.skipped] == [(2, layer.UNREAD_REST)]


def test_a_library_that_hangs_is_stopped(monkeypatch):
    monkeypatch.setattr(layer, "SECONDS", 0.1)
    real = subprocess.run
    monkeypatch.setattr(
        layer.subprocess, "run", lambda command, **rest: real([sys.executable, "-c", "import time; time.sleep(60)"], **rest)
    )

    with pytest.raises(ReadError, match="damaged"):
        layer.open_layer(b"%PDF-1.4", "a.pdf")


def test_a_locked_file_is_said_to_be_locked(monkeypatch):
    monkeypatch.setattr(layer, "_ask", lambda *_: ['{"error": "locked"}'])

    with pytest.raises(ReadError, match="a password locks"):
        layer.open_layer(b"%PDF-1.4", "a.pdf")


def segment(text, left, base, right=None, size=10.0):
    right = left + 5 * len(text) if right is None else right
    return Segment((Run(text, left, right, base, size),), left, right, base, size)


def test_columns_are_read_one_after_the_other_below_a_title_across_them():
    page = [segment("A title that goes across both columns of the page it is printed on", 50, 720, 550)]
    for row in range(20):
        page += [segment(f"left words {row}", 50, 700 - 12 * row, 290), segment(f"right words {row}", 310, 700 - 12 * row, 550)]

    texts = [row.text for row in rows_of(page, 1)]

    assert texts[0].startswith("A title") and texts[1:3] == ["left words 0", "left words 1"]
    assert texts[21] == "right words 0"


def test_numbers_before_entries_are_no_column():
    page = []
    for row in range(20):
        page += [segment(f"[{row + 1}]", 50, 700 - 12 * row), segment("Small H. Co-citation. 1973", 75, 700 - 12 * row)]

    assert gutters_of(page) == []
    assert rows_of(page, 1)[0].text == "[1] Small H. Co-citation. 1973"


def test_heads_and_page_numbers_go_and_repeated_text_within_a_page_stays():
    pages = {
        number: (
            segment(f"Andersen et al. {number}", 50, 800), *(segment(f"{chr(96 + number) * 9} {chr(97 + row) * 9}", 50, 700 - 12 * row)
            for row in range(20)), segment(str(number), 300, 30),
        )
        for number in (1, 2, 3)
    }  # fmt: skip

    kept, taken = without_furniture(pages)

    assert [each.text for each in taken[2]] == ["Andersen et al. 2", "2"]
    assert len(kept[2]) == 20


def test_the_lines_that_a_manuscript_counts_lose_their_numbers():
    pages = {
        number: tuple(
            each for row in range(20)
            for each in (segment(str(20 * number + row), 30, 700 - 12 * row), segment("words of a line", 60, 700 - 12 * row))
        )
        for number in (1, 2)
    }  # fmt: skip

    kept, _ = without_furniture(pages)

    assert {each.text for each in kept[1]} == {"words of a line"}


def rows_from(lines):
    """Rows of one column from indent, text and the space above each."""
    base, rows = 700.0, []
    for indent, text, space in lines:
        base -= 12 + space
        rows.append(Row(text, 1, 0, 50 + indent, 50 + indent + 4 * len(text), base, 9.0))
    return rows


def test_lines_that_stand_out_begin_entries_whatever_their_words():
    heading = Row("References", 1, 0, 50, 100, 720, 12.0, True)
    rows = rows_from(
        [
            (0, "annual report of the office of works and lists in the", 0), (12, "year 1973. Small Press.", 0),
            (0, "Small, H. 1973. Co-citation in the scientific", 0), (12, "Literature, R. Journal of Works 24, 265-269.", 0),
            (0, "van Dam, T. 2019. Lists. Journal of Works 3, 1-9.", 0),
        ]
    )  # fmt: skip

    (listed,) = find_printed_lists([heading, *rows], Words([row.text for row in rows]))

    assert [entry.text[:12] for entry in listed.entries] == ["annual repor", "Small, H. 19", "van Dam, T. "]


@pytest.mark.parametrize(
    ("lines", "whole"),
    [
        (["on psychiatric wards", "of psychi-", "atric wards"], "of psychiatric wards"),
        (["a peer-reviewed work", "was peer-", "reviewed"], "was peer-reviewed"),
        (["", "doi:10.1007/s10597-", "015-9970-5"], "doi:10.1007/s10597-015-9970-5"),
        (["", "https://doi.org/10.1016/j.jad", ".2012.03.004"], "https://doi.org/10.1016/j.jad.2012.03.004"),
        (["", "Smith-", "Jones A. Lists"], "Smith-Jones A. Lists"),
        (["", "https:// doi. org/ 10. 1007/ s11192", "a title"], "https://doi.org/10.1007/s11192 a title"),
    ],
)
def test_what_line_ends_broke_is_made_whole(lines, whole):
    assert Words(lines).joined(lines[1:]) == whole


def test_an_accent_set_as_a_glyph_of_its_own_joins_its_letter():
    drawn = [("R", 0, 6, 0, 10, 0, 0), ("´", 7, 10, 0, 10, 0, 0), ("e", 6, 11, 0, 10, 0, 0)]

    assert [run[0] for run in glyphs.runs_of(drawn)] == ["Ré"]


def test_a_raised_number_stays_on_the_line_of_its_word():
    runs = [Run("1", 50, 53, 704, 6), Run("Small H. Lists. 1973", 54, 150, 700, 10, solid=True)]

    assert [(row.mark, row.text) for row in rows_of(segments_of(runs), 1)] == [("1", "Small H. Lists. 1973")]
