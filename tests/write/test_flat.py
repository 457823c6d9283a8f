from hypothesis import given
from hypothesis import strategies as st

from citegraph.write.flat import clean, flat, flat_graph, joined, label, nested, parted
from tests.write.examples import TEXTS, library


@given(st.lists(TEXTS))
def test_joined_texts_can_be_parted(texts):
    assert parted(joined(texts)) == [clean(text) for text in texts if text]


@given(TEXTS)
def test_cleaning_twice_changes_nothing_more(text):
    assert clean(clean(text)) == clean(text)


def test_what_was_made_flat_is_had_back():
    for _, attributes in library().nodes(data=True):
        assert nested(flat(attributes)) == attributes
    for *_, attributes in library().edges(data=True):
        assert nested(flat(attributes)) == attributes


def test_a_flat_graph_has_plain_values_only():
    plain = flat_graph(library())
    dictionaries = (*plain.nodes.values(), *plain.edges.values(), plain.graph)
    values = [value for attributes in dictionaries for value in attributes.values()]

    assert {type(value) for value in values} == {str, int, float, bool}


def test_a_long_title_makes_a_short_label():
    title = "A very long title that goes on and on\nfor ever"

    assert label("ref:0", {"title": title}) == "A very long title that goes on and on …"
