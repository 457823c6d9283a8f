"""What citegraph writes, it reads back: the same works, the same citations, as much of them as the format holds."""

import json

import networkx as nx
import pytest
from hypothesis import given, settings

from citegraph.graph import check_graph, load_graph, save_graph
from citegraph.networks import read_graph
from citegraph.write import FORMATS, export_graph
from citegraph.write.flat import flat, nested
from citegraph.write.works import one_line
from tests.networks.graphs import graphs, kept
from tests.write.examples import HOSTILE, library, titled

WHOLE = ("graphml", "gexf", "cytoscape", "csv", "parquet", "dot")


def lined(G):
    """The graph as DOT has it: every text on one line, and lists as one text."""
    G = G.copy()
    for known in (*G.nodes.values(), *G.edges.values()):
        plain = {name: " ".join(value.split()) if isinstance(value, str) else value for name, value in flat(known).items()}
        known.clear()
        known.update({name: value for name, value in nested(plain).items() if value != [] or name in ("candidates", "evidence")})
        known.setdefault(*(("sources", ["input"]) if "score" in known else ("found_via", ["graph"])))
    return G


def there_and_back(G, name, folder):
    if name == "parquet":
        pytest.importorskip("pyarrow")
    folder.mkdir(exist_ok=True)
    paths = export_graph(G, folder / "graph", format=name)
    return check_graph(read_graph(*(path for path in paths if path.stat().st_size)))


@pytest.fixture
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("there")


@pytest.mark.parametrize("name", WHOLE)
@settings(max_examples=40)
@given(G=graphs())
def test_any_graph_comes_back_whole(name, tmp_path_factory, G):
    back = there_and_back(G, name, tmp_path_factory.getbasetemp() / name)

    assert kept(back) == kept(lined(G) if name == "dot" else G)


@settings(max_examples=40)
@given(G=graphs())
def test_node_link_json_comes_back_whole(tmp_path_factory, G):
    path = tmp_path_factory.getbasetemp() / "graph.json"
    G.graph["schema"] = 1
    save_graph(G, path)

    assert kept(read_graph(path)) == kept(load_graph(path))


@settings(max_examples=40)
@given(G=graphs())
def test_pajek_brings_back_works_citations_and_years(tmp_path_factory, G):
    back = there_and_back(G, "pajek", tmp_path_factory.getbasetemp() / "pajek")

    assert set(back) == set(G) and set(back.edges) == set(G.edges)
    assert dict(back.nodes(data="year")) == dict(G.nodes(data="year"))


@pytest.mark.parametrize("name", ["vosviewer", "vosviewer-files"])
@settings(max_examples=40)
@given(G=graphs())
def test_vosviewer_brings_back_works_citations_years_and_titles(name, tmp_path_factory, G):
    back = there_and_back(G, name, tmp_path_factory.getbasetemp() / name)

    assert set(back) == set(G) and set(back.edges) == set(G.edges)
    assert dict(back.nodes(data="year")) == dict(G.nodes(data="year"))
    titles = {work: one_line(title) or None if title else None for work, title in G.nodes(data="title")}
    assert dict(back.nodes(data="title")) == titles


@settings(max_examples=30)
@given(G=graphs())
def test_citnetexplorer_brings_back_citations_and_years(tmp_path_factory, G):
    back = there_and_back(G, "citnetexplorer", tmp_path_factory.getbasetemp() / "citnetexplorer")

    assert (len(back), back.number_of_edges()) == (len(G), G.number_of_edges())
    assert {work for work in back if work.startswith("doi:")} == {work for work in G if work.startswith("doi:")}
    assert sorted(back.nodes(data="year", default=0)[work] for work in back) == sorted(
        G.nodes(data="year", default=0)[work] for work in G
    )


@pytest.mark.parametrize("name", [*WHOLE, "pajek", "vosviewer", "vosviewer-files", "citnetexplorer"])
def test_hostile_titles_and_isolated_works_come_back(name, folder):
    G = titled(*HOSTILE)
    G.add_node("doi:10.1000/alone", seed=False, depth=1, status="listed", found_via=["x"], doi="10.1000/alone")
    back = there_and_back(G, name, folder)

    assert set(back) == set(G) and set(back.edges) == set(G.edges)


@pytest.mark.parametrize("name", ["graphml", "cytoscape"])
def test_attributes_of_the_graph_come_back(name, folder):
    G = library()

    assert {key: there_and_back(G, name, folder).graph[key] for key in G.graph} == G.graph


def test_every_graph_format_is_read_back():
    others = {"bibtex", "ris", "csl-json", "markdown"}

    assert set(FORMATS) - others == {*WHOLE, "pajek", "vosviewer", "vosviewer-files", "citnetexplorer"}


def test_ranks_stay_numbers(folder):
    G = library()
    nx.set_node_attributes(G, {work: place for place, work in enumerate(sorted(G), start=1)}, "rank")

    for name in WHOLE:
        assert dict(there_and_back(G, name, folder).nodes(data="rank")) == dict(G.nodes(data="rank"))


def test_json_of_networkx_and_d3_is_read(tmp_path):
    G = nx.DiGraph([("b", "a")])
    nx.set_node_attributes(G, {"a": 1973, "b": 1999}, "year")
    data = nx.node_link_data(G, edges="links")
    (tmp_path / "g.json").write_text(json.dumps(data), encoding="utf-8")

    assert [read_graph(tmp_path / "g.json").nodes[citing]["year"] for citing, _ in read_graph(tmp_path / "g.json").edges] == [1999]
