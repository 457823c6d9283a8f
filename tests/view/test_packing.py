import math

from hypothesis import given
from hypothesis import strategies as st

from citegraph.view import render_html
from citegraph.view.packing import column, pack, rows
from tests.view.examples import content_of, grown_graph, hostile_graph, small_core, small_graph, unpacked, unpacked_rows
from tests.view.literature import made_up_literature

simple = st.none() | st.booleans() | st.integers(-5, 5) | st.sampled_from(["", "a", "Scientometrics"]) | st.floats(-1, 1)


@given(st.lists(simple))
def test_a_column_of_plain_values_comes_back_as_it_was(values):
    assert [(type(value), value) for value in unpacked(column(values))] == [(type(value), value) for value in values]


@given(st.lists(st.none() | st.lists(simple | st.lists(st.integers()))))
def test_a_column_of_lists_comes_back_as_it_was(values):
    assert unpacked(column(values)) == values


@given(st.lists(st.dictionaries(st.sampled_from("abc"), st.integers(0, 2) | st.lists(st.text(max_size=2)))))
def test_records_come_back_without_what_they_lacked(records):
    assert unpacked_rows(rows(records)) == records


def test_every_work_and_citation_survives():
    G = small_graph()
    said = content_of(render_html(G, small_core()))

    assert [work["id"] for work in said["works"]] == sorted(G)
    assert [(sorted(G)[a], sorted(G)[b]) for a, b in said["edges"]] == sorted(G.edges)
    assert said["citations"]["score"] == [G.edges[edge]["score"] for edge in sorted(G.edges)]
    assert said["citations"]["evidence"]["3"][0] == ["title", "A work between", "A work between", 1.0]


def test_a_doi_that_the_id_says_is_not_said_twice():
    page = render_html(made_up_literature(60, 100))

    assert max(page.count(work["id"][4:]) for work in content_of(page)["works"]) == 1


def test_measures_keep_four_digits_and_what_is_missing():
    content = {"works": [], "citations": {"score": [], "how": [], "text": {}, "evidence": {}}}
    values = [math.pi, 12345, None]
    packed = pack(content | {"measures": [{"name": "pagerank", "label": "PageRank", "values": values}]}, [], [])

    assert packed["measures"] == [{"name": "pagerank", "label": "PageRank", "values": [3.142, 12345, None]}]


def test_hostile_texts_survive_compression():
    G, core = hostile_graph()
    said = content_of(render_html(G, core))["citations"]

    assert set(said["text"].values()) == {"</script><img src=x onerror=window.__pwned=1>"}


def test_a_hundred_and_fifty_works_stay_below_nine_hundred_kilobytes():
    assert len(render_html(made_up_literature(150, 320)).encode()) < 900_000


def test_two_thousand_works_with_all_that_was_read_stay_below_three_megabytes():
    G = made_up_literature(2000, 22_600)
    assert G.number_of_edges() > 20_000

    assert len(render_html(G).encode()) < 3_000_000


def test_a_graph_of_one_kind_of_work_is_small():
    assert len(render_html(grown_graph(1000)).encode()) < 1_000_000
