"""What new users paste and save first: one small file a habit, in the folder beside this one."""

import re
import textwrap
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citegraph.examples import INPUTS
from citegraph.read import read_bytes, read_input
from citegraph.read.lines import is_link_labels

FOLDER = Path(__file__).parent / "everyday"
EXAMPLES = Path(__file__).parents[2] / "citegraph" / "examples"

# File → line and first word of each entry.  None of these is about a work.
LISTS = {
    "annotated": ["3 Mead", "6 Repper", "9 Solomon"],
    "brackets": ["1 S.", "2 P."],
    "course": ["4 Mead", "5 Solomon", "8 Repper", "9 Chien"],
    "cv": ["11 Andersen,", "12 Andersen,", "13 Ness,"],
    "doi_bullets": ["2 10.1007/s10597-015-9970-5", "3 10.2196/17053", "4 10.1177/0020764020904764"],
    "doi_links": ["1 10.1007/s10597-015-9970-5", "2 10.2196/17053", "3 10.1177/0020764020904764"],
    "email": ["5 Asad", "9 Repper", "12 Solomon"],
    "greeting": ["3 Repper", "4 Davidson", "5 Gillard,", "6 https://doi.org/10.1186/1472-6963-13-188", "7 Walker"],
    "hanging": ["1 Asad,", "4 Davidson,", "7 ———.", "9 Solomon,"],
    "headed_two": ["3 Mead", "4 Repper"],
    "numbers_and_tabs": ["1 Mead", "2 Solomon"],
    "letters": ["1 Asad", "2 Mead", "3 Solomon"],
    "markdown": ["3 Asad", "4 Mead", "5 Solomon"],
    "mla": ["3 Asad,", "5 Goffman,", '7 "What'],
    "further_reading": ["3 Mead", "4 Solomon"],
    "numbers_alone": ["3 Asad", "12 Solomon", "21 Repper"],
    "one_lone": ["1 Mead"],
    "one_lone_doi": ["1 Mead"],
    "one_numbered": ["1 Mead"],
    "one_wrapped": ["1 Davidson,"],
    "oscola": ["1 S.", "3 S", "5 Julie"],
    "pubmed_summary": ["1 Asad", "6 Gillard", "11 Repper"],
    "pmids": ["1 PMID:", "2 PMID:", "3 PMID:"],
    "my_references": ["3 Mead", "5 Repper"],
    "russian": ["3 Иванов", "4 Сидоров", "5 Solomon"],
    "scholar": ["1 L", "5 J", "9 P"],
    "sections": ["5 World", "6 Intentional", "10 Asad,", "11 Mead,", "12 Solomon,"],
    "short_words": ["2 Mead", "3 Bandura", "4 Personal", "5 WHO", "6 Repper"],
    "slides": ["1 Mead", "2 Solomon"],
    "superscripts": ["1 Asad", "2 Mead"],
    "thebibliography": ["2 Asad,", "3 P."],
    "three_blank": ["1 Mead", "3 Repper", "5 Small"],
    "two_dois": ["1 Mead", "2 Repper"],
    "two_lists": ["6 Asad", "7 Mead", "8 Solomon", "15 Braun", "16 Repper", "17 Walker"],
    "two_numbered": ["1 Mead", "2 Repper"],
    "two_plain": ["1 Mead", "2 Repper"],
    "wikipedia": ["10 Mead,", "11 Solomon,", "12 Repper,", "13 Davidson,"],
    "word_tabs": ["3 Asad,", "4 Mead,", "5 Solomon,"],
    "wrapped": ["1 Asad,", "4 Davidson,", "7 Solomon,"],
    "years": ["5 Jonikas", "6 Cook", "10 Cook", "14 Jonikas"],
    "zotero_quick": ["1 Asad,", "2 Goffman,", "3 Solomon,"],
}

# File → what the page is about (DOI, first word of the title, family names, year), and first words of its entries.
PAGES = {
    "arxiv": (None, "Attention", ["Vaswani", "Shazeer", "Parmar", "Uszkoreit"], None, ["Jimmy", "Dzmitry", "Denny"]),
    "authors_below": (None, "Managers", ["Åkerblom", "Mohn-Haugen", "Agdal", "Ness"], 2023, ["Mead", "Repper"]),
    "frontiers": (
        "10.3389/fpsyt.2021.600000", "Peer", ["Andersen", "Shakespeare"], 2021, ["Repper", "Davidson", "World"],
    ),
    "gbt": (
        None, "同伴支持在精神卫生服务中的应用研究进展", ["张三", "李四"], None,
        ["王伟，李娜．同伴支持服务在精神康复中的应用[J]．中国康复理论与实践，2015，21(3)：301-305．", "刘洋,", "CHIEN", "世界卫生组织."],
    ),
    "jstor": (None, "Peer", ["Davidson", "Chinman", "Sells"], 2006, ["Mead,", "Solomon,"]),
    "mdpi": (
        "10.3390/ijerph20040000", "Peer", ["Andersen", "Shakespeare", "Werning"], 2023,
        ["Repper,", "Davidson,", "World"],
    ),
    "menu": ("10.1186/s12888-021-03000-0", "Peer", ["Andersen", "Shakespeare", "Werning"], 2021, []),
    "plos": (
        "10.1371/journal.pone.0247000", "Peer", ["Andersen", "Shakespeare", "Werning"], 2021,
        ["Repper", "Davidson", "World"],
    ),
    "pubmed": (
        "10.1177/0020764020904764", "Challenges", ["Otte", "Werning", "Nossek", "Vollmann", "Juckel", "Gather"], 2020,
        [],
    ),
    "researchgate": (
        "10.1080/09638237.2020.1111111", "Peer", ["Andersen", "Shakespeare"], 2021, ["Julie", "Larry", "Virginia"],
    ),
    "sciencedirect": (
        "10.1016/j.childyouth.2023.107386", "Peer", ["Walker", "Klodnick", "LaPelusa", "Blajeski"], 2024,
        ["Adams", "Braun", "Chinman", "Gillard"],
    ),
    "springer": ("10.1007/s10597-015-9970-5", "Peer", ["Asad", "Chreim"], 2016, ["Davidson,", "Mead,", "Solomon,"]),
    "tandf": (
        "10.3109/09638237.2016.1167858", '"Very', ["Collins", "Firth", "Shakespeare"], 2016,
        ["Gillard", "Repper", "Walker"],
    ),
    "thesis": (None, "Peer", ["Nordmann"], 2022, ["Asad,", "Åkerblom,", "Solomon,"]),
    "wiley": (
        "10.1016/j.wpsyc.2012.05.009", "Peer", ["DAVIDSON", "BELLAMY", "GUY", "MILLER"], 2012,
        ["Mead", "Solomon", "Davidson"],
    ),
}  # fmt: skip

# File → its format, and line and first author or title of each seed.
EXPORTS = {
    "cochrane": ("cochrane", ["1 Smith,", "16 Lee,"]),
    "embase": ("embase", ["1 Smith,", "16 Lee,"]),
    "ovid": ("ovid", ["1 Asad,", "15 Gillard,"]),
    "pubmed_abstracts": ("pubmed-text", ["1 Asad,", "20 Gillard,"]),
    "wikipedia_source": (
        "wikitext",
        ["3 Mead,", "3 Davidson,", "4 Repper", "7 Durkheim,", "8 Luhmann,", "9 Page.", "10 Vaswani,", "13 Gillard,", "14 Solomon,", "15 Asad,"],
    ),
    "zotero_report": ("zotero-report", ["2 Asad,", "4 Repper,"]),
}


def read(name):
    return read_input(FOLDER / f"{name}.txt")


def first_word(entry):
    return entry.text.split()[0]


@pytest.mark.parametrize("name", LISTS)
def test_a_list_is_read_whole_in_order_with_its_lines(name):
    reading = read(name)

    assert [f"{entry.line} {first_word(entry)}" for entry in reading.references] == LISTS[name]
    assert reading.about is None and len(reading.seeds) == len(LISTS[name])


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_about_its_work_and_the_list_is_that_works(name):
    reading = read(name)
    doi, title, families, year, entries = PAGES[name]
    claim = reading.about.claim

    assert (claim.doi, claim.title.split()[0], [author.family for author in claim.authors]) == (doi, title, families)
    assert claim.year == year
    assert [first_word(entry) for entry in reading.about.references] == entries and reading.entries == ()


@pytest.mark.parametrize("name", EXPORTS)
def test_what_a_database_prints_or_an_encyclopedia_cites_is_read_whole(name):
    reading = read(name)

    assert (reading.format, [f"{seed.line} {first_word(seed)}" for seed in reading.seeds]) == EXPORTS[name]


def test_every_file_of_the_folder_is_expected_to_be_something():
    assert {path.stem for path in FOLDER.glob("*.txt")} == {*LISTS, *PAGES, *EXPORTS}


def test_a_title_above_references_is_the_citing_work():
    trial = read_input(EXAMPLES / "peer-trial.txt")

    assert trial.about.claim.title.startswith("Intervention delivery in the")
    assert ([entry.number for entry in trial.about.references], trial.entries) == ([*range(1, 9)], ())


def test_a_reading_list_has_no_citing_work():
    reading = read_input(EXAMPLES / "reading-list.txt")

    assert (reading.format, reading.about, len(reading.entries)) == ("bibliography", None, 44)


def test_a_page_without_a_title_is_about_the_work_that_its_masthead_and_authors_tell():
    page = read_input(EXAMPLES / "walker-2024.txt")
    claim = page.about.claim

    assert (claim.title, claim.container, claim.year) == (None, "Children and Youth Services Review", 2024)
    assert (claim.article_number, claim.authors[0].family, len(claim.authors)) == ("107386", "Walker", 6)
    assert ([*map(first_word, page.references)][:3], len(page.references)) == (["Adams,", "Bandura", "Bellamy,"], 11)
    assert page.references_claimed == 46


INPUTS_HERE = [*(path for path in FOLDER.glob("*.txt") if path.stem not in EXPORTS), *(EXAMPLES / name for name in INPUTS)]


@pytest.mark.parametrize("path", INPUTS_HERE, ids=lambda path: path.stem)
def test_no_line_of_a_list_is_lost_silently(path):
    reading = read_input(path)

    assert reading.format.endswith("-list") or lost_lines(path.read_text(encoding="utf-8"), reading) == []


def lost_lines(text, reading):
    """Lines between a list's first entry and its last that neither an entry nor a skipped block tells of."""
    lines = text.split("\n")
    starts = sorted(entry.line for entry in reading.references)
    if re.search(r"^Chapter 2", text, re.MULTILINE):  # two lists, and the text of a chapter between them
        starts = starts[: len(starts) // 2]
    told = {skip.line for skip in reading.skipped}
    words = set(re.findall(r"\w+", " ".join(entry.text for entry in reading.references)))
    lost = []
    for number in range(min(starts, default=0), max(starts, default=-1) + 1):
        line = re.sub(r"^\\bibitem\{\w+\}|^\W*\d+\W*$", "", lines[number - 1])
        own = re.findall(r"\w+", line)
        missing = [word for word in own if word not in words]
        if len(missing) > len(own) / 2 and number not in told and not is_link_labels(line):
            lost.append((number, lines[number - 1]))
    return lost


ENTRIES = [
    line.partition(" ")[2]
    for line in (EXAMPLES / "reading-list.txt").read_text(encoding="utf-8").split("\n")
    if re.match(r"\d+\. [^h]", line)
]
LAYOUTS = {
    "a line each": "\n".join,
    "empty lines between": "\n\n".join,
    "numbered": lambda entries: "\n".join(f"{number}. {entry}" for number, entry in enumerate(entries, 1)),
    "bracketed": lambda entries: "\n".join(f"[{number}] {entry}" for number, entry in enumerate(entries, 1)),
    "numbered, empty lines between": lambda entries: "\n\n".join(f"{n}. {entry}" for n, entry in enumerate(entries, 1)),
    "bulleted": lambda entries: "\n".join(f"• {entry}" for entry in entries),
    "quoted": lambda entries: "\n> \n".join(f"> {entry}" for entry in entries),
}
HEADINGS = ["", "References\n", "References\n\n", "My references\n\n", "Bibliography\n", "Literature cited (12)\n"]
lists = st.lists(st.sampled_from(ENTRIES), min_size=1, max_size=12, unique=True)


@settings(deadline=None, max_examples=150)
@given(lists, st.sampled_from(sorted(LAYOUTS)), st.sampled_from(HEADINGS))
def test_any_list_in_any_layout_comes_back_whole(entries, layout, heading):
    reading = read_bytes((heading + LAYOUTS[layout](entries) + "\n").encode(), name="list.txt")

    assert [entry.text for entry in reading.entries] == entries
    assert (reading.about, reading.skipped) == (None, ())


@settings(deadline=None, max_examples=150)
@given(lists.filter(lambda some: len(some) > 2), st.sampled_from(HEADINGS), st.sampled_from(["", "    "]), st.data())
def test_every_line_of_a_wrapped_or_annotated_list_is_accounted_for(entries, heading, hang, data):
    blocks = [textwrap.fill(entry, 72, subsequent_indent=hang, break_long_words=False) for entry in entries]
    sentence = "It was written for services, and that is why we have it here."
    notes = ["Bandura", "Books", sentence, "2019", "Week 3: Does it work?"]
    for note in data.draw(st.lists(st.sampled_from(notes), max_size=3)):
        blocks.insert(data.draw(st.integers(0, len(blocks))), note)
    text = heading + data.draw(st.sampled_from(["\n", "\n\n"])).join(blocks) + "\n"

    assert lost_lines(text, read_bytes(text.encode(), name="list.txt")) == []
