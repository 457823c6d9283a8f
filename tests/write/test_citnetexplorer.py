import csv

import networkx as nx
from hypothesis import given, settings
from hypothesis import strategies as st

from citegraph.write.citnetexplorer import publications_and_links
from tests.write.examples import TEXTS, library, titled


def tables(G):
    return [list(csv.reader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)) for text in publications_and_links(G)]


def test_links_are_places_in_the_list_of_publications():
    publications, links = tables(library())
    works = sorted(library())

    assert publications[0] == ["authors", "title", "source", "year", "doi", "cit_score", "incomplete_record"]
    assert links[0] == ["citing_pub_index", "cited_pub_index"]
    named = {(works[int(citing) - 1], works[int(cited) - 1]) for citing, cited in links[1:]}
    assert named == set(library().edges)


def test_a_publication_is_told_in_the_columns_of_the_format():
    first, second, listed, *_ = tables(library())[0][1:]

    assert first[1:] == ["Peer support: a mRNA view", "Community Mental Health Journal", "2016", "10.1000/a", "0", "0"]
    assert first[0] == "Asad, Sarah; Research; and Co; O’Neil, Seán"
    assert listed == ["", "", "", "", "10.1000/d", "2", "1"]


@settings(max_examples=40)
@given(st.lists(TEXTS, min_size=1, max_size=4))
def test_no_text_makes_a_row_or_a_cell_of_its_own(titles):
    publications, links = tables(titled(*titles))

    assert {len(row) for row in publications} == {7} and len(publications) == len(titles) + 1
    assert len(links) == len(titles)


def test_an_empty_graph_is_two_heads():
    assert [len(table) for table in tables(nx.DiGraph())] == [1, 1]
