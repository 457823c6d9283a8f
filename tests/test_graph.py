"""The graph contract, and files that keep it."""

import json
import os
import threading

import networkx as nx
import pytest

from citegraph.errors import GraphError, OutputError
from citegraph.graph import SCHEMA, check_graph, load_graph, probe, save_graph
from tests.graphs import citation_graph


@pytest.fixture
def G():
    G = nx.DiGraph(schema=SCHEMA)
    for name in ("doi:10.1000/b", "doi:10.1000/a"):
        G.add_node(name, seed=False, depth=1, status="listed", found_via=["x"], title="Über </script>")
    G.add_edge("doi:10.1000/b", "doi:10.1000/a", score=0.9, sources=["crossref"])
    return G


def test_what_is_saved_is_read_back(G, tmp_path):
    save_graph(G, tmp_path / "g.json")

    assert nx.utils.graphs_equal(load_graph(tmp_path / "g.json"), G)


def test_the_same_graph_gives_the_same_bytes_in_any_order(G, tmp_path):
    turned = nx.DiGraph(**G.graph)
    turned.add_nodes_from(reversed(list(G.nodes(data=True))))
    turned.add_edges_from(G.edges(data=True))
    save_graph(G, tmp_path / "one.json")
    save_graph(turned, tmp_path / "two.json")

    assert (tmp_path / "one.json").read_bytes() == (tmp_path / "two.json").read_bytes()


@pytest.mark.parametrize(
    ("attributes", "complaint"),
    [
        ({"year": "1973"}, "year is '1973', not of type int"),
        ({"year": None}, "year is None"),
        ({"year": True}, "year is True"),
        ({"status": "lost"}, "status is 'lost'"),
        ({"authors": "Small"}, "authors is 'Small'"),
        ({"authors": ["Small, H", None]}, "authors holds an item"),
        ({"found_via": [7]}, "found_via holds an item"),
        ({"candidates": [{"doi": "10.1000/c"}]}, "candidates holds an item"),
        ({"authors": ["Small, H"], "orcids": [None]}, "orcids holds an item"),
        ({"authors": ["Small, H"], "orcids": []}, "orcids are not one for each of its authors"),
        ({"orcids": ["0000-0002-1825-0097"]}, "orcids are not one for each of its authors"),
        ({"gcs": 10**400}, "gcs is a number of 401 digits"),
    ],
)
def test_a_broken_node_is_named(G, attributes, complaint):
    G.nodes["doi:10.1000/a"].update(attributes)

    with pytest.raises(GraphError, match=f"doi:10.1000/a: {complaint}"):
        check_graph(G)


@pytest.mark.parametrize(
    ("attributes", "complaint"),
    [
        ({"score": 1.5}, "not within 0 and 1"),
        ({"sources": "x"}, "sources is"),
        ({"evidence": ["title"]}, "evidence holds an item"),
    ],
)
def test_a_broken_edge_is_named(G, attributes, complaint):
    G.edges["doi:10.1000/b", "doi:10.1000/a"].update(attributes)

    with pytest.raises(GraphError, match=complaint):
        check_graph(G)


def test_an_undirected_graph_is_refused():
    with pytest.raises(GraphError, match="not a Graph"):
        check_graph(nx.Graph())


@pytest.mark.parametrize("keep", [0, 1, 40, 200])
def test_a_file_cut_short_is_one_sentence(G, tmp_path, keep):
    save_graph(G, tmp_path / "g.json")
    whole = (tmp_path / "g.json").read_text(encoding="utf-8")
    (tmp_path / "cut.json").write_text(whole[:keep], encoding="utf-8")

    with pytest.raises(GraphError, match=r"cut.json:\d+: not a whole graph file"):
        load_graph(tmp_path / "cut.json")


@pytest.mark.parametrize(
    "change",
    [
        lambda data: data.update(nodes=None),
        lambda data: data.update(directed=False),
        lambda data: data["graph"].update(schema=99),
        lambda data: data["edges"].append({"source": "doi:10.1000/a", "target": "doi:10.1000/z", "score": 1.0, "sources": []}),
        lambda data: data["nodes"].append({"seed": True}),
        lambda data: data["nodes"].append(7),
        lambda data: data["edges"].append({"source": "doi:10.1000/a"}),
    ],
)
def test_a_file_that_is_no_graph_is_one_sentence(G, tmp_path, change):
    save_graph(G, tmp_path / "g.json")
    data = json.loads((tmp_path / "g.json").read_text(encoding="utf-8"))
    change(data)
    (tmp_path / "g.json").write_text(json.dumps(data), encoding="utf-8")

    with pytest.raises(GraphError):
        load_graph(tmp_path / "g.json")


def test_a_title_that_utf_8_cannot_hold_is_saved_all_the_same(G, tmp_path):
    G.nodes["doi:10.1000/a"]["title"] = "half \ud800 a pair"
    save_graph(G, tmp_path / "g.json")

    assert load_graph(tmp_path / "g.json").nodes["doi:10.1000/a"]["title"] == "half ? a pair"


def test_a_file_nested_beyond_reading_is_one_sentence(tmp_path):
    (tmp_path / "deep.json").write_text("[" * 200_000, encoding="utf-8")

    with pytest.raises(GraphError, match="nested too deeply"):
        load_graph(tmp_path / "deep.json")


def test_a_number_that_python_does_not_read_is_one_sentence(G, tmp_path):
    save_graph(G, tmp_path / "g.json")
    text = (tmp_path / "g.json").read_text(encoding="utf-8").replace('"depth": 1', '"depth": 1' + "0" * 5000)
    (tmp_path / "long.json").write_text(text, encoding="utf-8")

    with pytest.raises(GraphError, match="a number of thousands of digits"):
        load_graph(tmp_path / "long.json")


def test_a_graph_that_breaks_the_contract_is_not_written(G, tmp_path):
    G.nodes["doi:10.1000/a"]["year"] = None

    with pytest.raises(GraphError):
        save_graph(G, tmp_path / "g.json")
    assert list(tmp_path.iterdir()) == []


def test_an_output_that_cannot_be_written_leaves_nothing(G, tmp_path):
    (tmp_path / "folder").mkdir()
    for path in (tmp_path / "nowhere" / "g.json", tmp_path / "folder"):
        with pytest.raises(OutputError):
            probe(path)
        with pytest.raises(OutputError):
            save_graph(G, path)

    assert [path.name for path in tmp_path.rglob("*")] == ["folder"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_written_to_and_stays_a_pipe(G, tmp_path):
    os.mkfifo(tmp_path / "pipe")
    got = []
    reader = threading.Thread(target=lambda: got.append((tmp_path / "pipe").read_bytes()), daemon=True)
    reader.start()
    probe(tmp_path / "pipe")
    save_graph(G, tmp_path / "pipe")
    reader.join(timeout=10)

    assert json.loads(got[0])["directed"] is True
    assert (tmp_path / "pipe").is_fifo()


@pytest.mark.skipif(os.name != "posix", reason="links need a privilege here")
def test_a_link_stays_and_what_it_leads_to_is_written(G, tmp_path):
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "g.json").symlink_to("elsewhere/g.json")
    save_graph(G, tmp_path / "g.json")

    assert (tmp_path / "g.json").is_symlink()
    assert [path.name for path in (tmp_path / "elsewhere").iterdir()] == ["g.json"]


def test_a_name_as_long_as_the_system_allows_is_written(G, tmp_path):
    save_graph(G, tmp_path / ("g" * 250 + ".json"))

    assert len(load_graph(tmp_path / ("g" * 250 + ".json"))) == 2


@pytest.mark.parametrize("merges", [5, [5], [{"work": "doi:10.1000/a", "why": "x", "kept": "a", "merged": {}}]])
def test_merges_that_are_none_break_the_contract(merges):
    G = citation_graph({"a": ["b"]}, seeds=["a"])
    G.graph["merges"] = merges

    with pytest.raises(GraphError, match="its merges are not a list of work, why, kept, merged each"):
        check_graph(G)
