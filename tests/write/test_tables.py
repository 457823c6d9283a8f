import csv
import io
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citegraph.graph import EDGE_ATTRIBUTES, NODE_ATTRIBUTES
from citegraph.write.flat import clean, flat
from citegraph.write.tables import csv_tables, parquet_tables, unguarded
from tests.write.examples import TEXTS, library, titled


def rows(text):
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_every_attribute_of_the_contract_has_a_column_even_where_nothing_is_known():
    nodes, edges = csv_tables(titled("One"))

    assert rows(nodes)[0].keys() == {"id", "label", "lcs", *NODE_ATTRIBUTES}
    assert edges.strip().split(",") == ["citing", "cited", *EDGE_ATTRIBUTES]


def test_tables_say_all_the_graph_says():
    nodes, edges = map(rows, csv_tables(library()))
    told = {row["id"]: {name: value for name, value in row.items() if value} for row in nodes}

    for work, attributes in library().nodes(data=True):
        known = {name: str(value) for name, value in flat(attributes).items()}
        known["seed"] = known["seed"].lower()
        assert {name: told[work].get(name, "") for name in known} == known
    assert list(edges[0].values())[:4] == ["doi:10.1000/a", "doi:10.1000/b_c", "crossref; input", "0.97"]
    assert json.loads(edges[-1]["evidence"])[0]["agreement"] == 1.0


@settings(max_examples=80, deadline=None)
@given(st.lists(TEXTS, min_size=1, max_size=4))
def test_cells_of_any_kind_come_back(titles):
    read = rows(csv_tables(titled(*titles))[0])

    assert [unguarded(row["title"]) for row in read] == [clean(title) for title in titles]


@settings(max_examples=80, deadline=None)
@given(st.lists(TEXTS, min_size=1, max_size=4))
def test_no_cell_begins_like_a_formula(titles):
    for text in csv_tables(titled(*titles)):
        cells = [cell for row in csv.reader(io.StringIO(text, newline="")) for cell in row]
        assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t"))]


def test_numbers_are_no_formulas():
    G = titled("One")
    G.nodes["doi:10.1000/000"]["year"] = -300

    assert rows(csv_tables(G)[0])[0]["year"] == "-300"


def test_rows_end_as_the_standard_wants():
    text = csv_tables(library())[0]

    assert text.endswith("\r\n") and text.count("\r\n") == 6


def test_parquet_keeps_types_and_lists():
    parquet = pytest.importorskip("pyarrow.parquet")
    nodes, edges = (parquet.read_table(io.BytesIO(content)).to_pylist() for content in parquet_tables(library()))
    work = nodes[0]

    assert work["authors"] == ["Asad, Sarah", "Research; and Co", "O’Neil, Seán"]
    assert (work["year"], work["seed"], nodes[2]["year"]) == (2016, True, None)
    assert edges[-1]["sources"] == ["input"]


def test_parquet_of_an_empty_graph_has_its_columns():
    parquet = pytest.importorskip("pyarrow.parquet")
    import networkx as nx

    nodes = parquet.read_table(io.BytesIO(parquet_tables(nx.DiGraph())[0]))

    assert {"id", *NODE_ATTRIBUTES} <= set(nodes.column_names) and nodes.num_rows == 0
