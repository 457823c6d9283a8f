import bibtexparser
import networkx as nx
import pytest
from bibtexparser.customization import convert_to_unicode
from hypothesis import given, settings
from hypothesis import strategies as st

from citegraph.read.exports.bibtex import read_bibtex
from citegraph.write.bibtex import bibtex
from tests.write.examples import HOSTILE, PLAIN, TEXTS, add, library, titled


def entries(text):
    parser = bibtexparser.bparser.BibTexParser(common_strings=True, ignore_nonstandard_types=False)
    return parser.parse(text).entries


def balanced(text):
    """Whether braces balance as BibTeX counts them: escaped ones, too."""
    depth = 0
    for mark in text:
        depth += (mark == "{") - (mark == "}")
        if depth < 0:
            return False
    return depth == 0


def test_bibtexparser_reads_every_work_back():
    read = {entry["ID"]: entry for entry in entries(bibtex(library())[0])}
    work = read["asad2016peer"]

    assert len(read) == 5
    assert (work["ENTRYTYPE"], work["title"]) == ("article", "Peer support: a {mRNA} view")
    assert work["author"] == "Asad, Sarah and {Research; and Co} and O’Neil, Seán"
    assert (work["journal"], work["year"]) == ("Community Mental Health Journal", "2016")
    assert (work["volume"], work["number"]) == ("52", "7")
    assert (work["pages"], work["doi"], work["keywords"]) == ("767--774", "10.1000/a", "seed")


def test_kinds_and_identifiers_have_their_own_fields():
    read = {entry["ID"]: entry for entry in entries(bibtex(library())[0])}

    assert read["mead2001care"]["ENTRYTYPE"] == "incollection" and read["mead2001care"]["booktitle"] == "A book"
    assert read["mead2001care"]["doi"] == "10.1000/b_c"
    assert read["mead2001care-a"]["pmid"] == "21770786"
    assert read["care"]["note"] == "Mead S. Care, unresolved. 2001"


def test_citegraph_reads_its_own_file():
    reading = read_bibtex(bibtex(library())[0], name="a.bib", sha256="")
    seed = next(record for record in reading.seeds if record.doi == "10.1000/a")

    assert (len(reading.records), len(reading.skipped)) == (5, 0)
    assert (seed.title, seed.year, seed.pages) == ("Peer support: a mRNA view", 2016, "767-774")
    assert {str(author) for author in seed.authors} >= {"Asad, Sarah", "O’Neil, Seán"}


@settings(max_examples=60, deadline=None)
@given(st.lists(TEXTS, min_size=1, max_size=4))
def test_no_text_breaks_out_of_its_field(titles):
    text = bibtex(titled(*titles))[0]

    assert balanced(text) and len(entries(text)) == len(titles)


@pytest.mark.parametrize("title", ["100 % of #1 & co_op for $5", "Ünïcödé — 支持", "a ~ b", "DNA and RNA", "back\\slash"])
def test_a_title_with_marks_is_the_same_when_read(title):
    entry, = entries(bibtex(titled(title))[0])
    told = convert_to_unicode(entry)["title"].replace("{", "").replace("}", "").replace("\\$", "$")

    assert told == title


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(PLAIN, st.integers(1900, 2030)), min_size=1, max_size=30))
def test_keys_are_ascii_and_told_apart(known):
    G = nx.DiGraph()
    for number, (name, year) in enumerate(known):
        add(G, f"doi:10.1000/{number}", authors=[name], year=year, title="Peer support")
    keys = [entry["ID"] for entry in entries(bibtex(G)[0])]

    assert len(set(keys)) == len(known)
    assert all(key.isascii() and key.replace("-", "").isalnum() for key in keys)


def test_more_works_of_one_key_than_letters():
    G = titled(*["Peer support"] * 60)

    assert len({entry["ID"] for entry in entries(bibtex(G)[0])}) == 60


def test_hostile_titles_cost_no_entry():
    reading = read_bibtex(bibtex(titled(*HOSTILE))[0], name="a.bib", sha256="")

    assert len(reading.records) == len(HOSTILE)


def test_a_title_in_capitals_is_not_braced_word_by_word():
    assert "title = {CARE AND CURE}" in bibtex(titled("CARE AND CURE"))[0]
