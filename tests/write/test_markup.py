from io import BytesIO
from xml.etree import ElementTree

import igraph
import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citegraph.write.flat import DERIVED, clean, flat, nested
from citegraph.write.markup import gexf, graphml
from tests.write.examples import TEXTS, library, titled


def read_graphml(text):
    return nx.read_graphml(BytesIO(text.encode("utf-8")))


def read_gexf(text):
    return nx.read_gexf(BytesIO(text.encode("utf-8")))


def contract(attributes, *more):
    """What was written, without what readers add and what was derived."""
    return nested({name: value for name, value in attributes.items() if name not in (*DERIVED, *more)})


def assert_same(read, written, *more):
    for told, known in ((read.nodes, written.nodes), (read.edges, written.edges)):
        assert {key: contract(attributes, *more) for key, attributes in told.items()} == dict(known.items())


def test_graphml_gives_the_graph_back():
    read = read_graphml(graphml(library())[0])

    assert type(read) is nx.DiGraph
    assert_same(read, library())
    assert read.graph["schema"] == 1 and '"name": "refs.txt"' in read.graph["inputs"]


def test_gexf_gives_the_graph_back():
    assert_same(read_gexf(gexf(library())[0]), library(), "start", "end", "id")


@pytest.mark.parametrize(("write", "read"), [(graphml, read_graphml), (gexf, read_gexf)])
@settings(max_examples=60, deadline=None)
@given(titles=st.lists(TEXTS.filter(bool), min_size=1, max_size=4))
def test_titles_of_any_kind_come_back(write, read, titles):
    G = titled(*titles)
    back = read(write(G)[0])

    assert [back.nodes[work]["title"] for work in sorted(back)] == [clean(title) for title in titles]
    assert dict(back.nodes(data="authors")) == {work: flat(known)["authors"] for work, known in G.nodes(data=True)}


def test_gexf_dates_works_and_citations_by_year():
    read = read_gexf(gexf(library())[0])

    assert read.nodes["doi:10.1000/a"]["start"] == "2016-01-01"
    assert "start" not in read.nodes["doi:10.1000/d"]
    assert read.edges["doi:10.1000/b_c", "doi:10.1000/d"]["start"] == "2001-01-01"


@pytest.mark.parametrize("year", [-300, 0, 20166])
def test_gexf_gives_no_date_to_a_year_that_cannot_be_one(year):
    G = library()
    G.nodes["doi:10.1000/a"]["year"] = year

    assert "start" not in read_gexf(gexf(G)[0]).nodes["doi:10.1000/a"]


def test_gexf_has_nothing_its_schema_does_not_know():
    root = ElementTree.fromstring(gexf(library())[0].encode())
    names = {(element.tag.partition("}")[2], name) for element in root.iter() for name in element.attrib}

    assert {name for tag, name in names if tag == "graph"} <= {"defaultedgetype", "mode", "timeformat"}
    assert {name for tag, name in names if tag == "node"} <= {"id", "label", "start"}
    assert {name for tag, name in names if tag == "edge"} <= {"id", "source", "target", "start"}
    types = {element.get("type") for element in root.iter() if element.tag.endswith("}attribute")}
    assert types <= {"long", "double", "boolean", "string"}


def test_igraph_reads_the_graphml(tmp_path):
    (tmp_path / "a.graphml").write_text(graphml(library())[0], encoding="utf-8")
    read = igraph.Graph.Read_GraphML(str(tmp_path / "a.graphml"))
    work = read.vs.find(id="doi:10.1000/a")

    assert (read.vcount(), read.ecount(), read.is_directed()) == (5, 4, True)
    assert (work["title"], work["year"], bool(work["seed"])) == ("Peer support: a mRNA view", 2016, True)
