import random
import sys

import networkx as nx
import pytest

from citegraph.errors import GraphError, OutputError
from citegraph.write import FORMATS, export_graph, format_of, paths_of
from tests.write.examples import HOSTILE, add, library, titled

WITHOUT_MORE = [name for name, format_ in FORMATS.items() if not format_.needs]


@pytest.fixture(params=WITHOUT_MORE)
def name(request):
    return request.param


def shuffled(G):
    """The same graph, built in another order."""
    other = nx.DiGraph(**G.graph)
    nodes, edges = list(G.nodes(data=True)), list(G.edges(data=True))
    random.Random(1).shuffle(nodes)
    random.Random(2).shuffle(edges)
    other.add_nodes_from((work, dict(reversed(attributes.items()))) for work, attributes in nodes)
    other.add_edges_from(edges)
    return other


def test_the_same_graph_gives_the_same_bytes_in_whatever_order_it_was_built(name, tmp_path):
    first = export_graph(library(), tmp_path / "one", format=name)
    again = export_graph(shuffled(library()), tmp_path / "two", format=name)

    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in again]


def test_writing_leaves_the_graph_as_it_was(name, tmp_path):
    G = library()
    export_graph(G, tmp_path / "file", format=name)

    assert nx.utils.graphs_equal(G, library()) and G.graph == library().graph


def test_an_empty_graph_can_be_written(name, tmp_path):
    assert all(path.exists() for path in export_graph(nx.DiGraph(), tmp_path / "file", format=name))


def test_hostile_texts_come_out_as_utf_8(name, tmp_path):
    for path in export_graph(titled(*HOSTILE), tmp_path / "file", format=name):
        assert path.read_bytes().decode("utf-8")


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("a.graphml", "graphml"), ("a.NET", "pajek"), ("a.edges.csv", "csv"), ("a.csl.json", "csl-json"),
        ("a.vosviewer.json", "vosviewer"), ("a.map.txt", "vosviewer-files"), ("a.gv", "dot"), ("a.md", "markdown"),
    ],
)  # fmt: skip
def test_the_ending_tells_the_format(file, name):
    assert format_of(file) == name


@pytest.mark.parametrize("file", ["graph", "graph.json", "graph.xyz", ".hidden"])
def test_an_ending_that_means_nothing_is_refused(file):
    with pytest.raises(ValueError, match="does not tell the format"):
        format_of(file)


def test_every_ending_means_one_format():
    endings = [ending for format_ in FORMATS.values() for ending in {*format_.suffixes, *format_.files}]

    assert len(endings) == len(set(endings))


def test_a_set_of_files_shares_one_stem():
    assert [path.name for path in paths_of("here/a.csv", "csv")] == ["a.nodes.csv", "a.edges.csv"]
    assert [path.name for path in paths_of("a", "vosviewer-files")] == ["a.map.txt", "a.network.txt"]
    assert [path.name for path in paths_of(".csv", "csv")] == [".csv.nodes.csv", ".csv.edges.csv"]


def test_a_broken_graph_is_not_written(tmp_path):
    G = library()
    G.nodes["doi:10.1000/a"]["year"] = "2016"

    with pytest.raises(GraphError, match="year"):
        export_graph(G, tmp_path / "a.graphml")
    assert not list(tmp_path.iterdir())


def test_one_file_of_a_set_that_cannot_be_written_means_none_is(tmp_path):
    (tmp_path / "a.edges.csv").mkdir()

    with pytest.raises(OutputError, match="a.edges.csv"):
        export_graph(library(), tmp_path / "a.csv")
    assert [path.name for path in tmp_path.iterdir()] == ["a.edges.csv"]


def test_parquet_without_its_library_is_one_sentence(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)

    with pytest.raises(OutputError, match=r"needs pyarrow: pip install 'citegraph\[parquet\]'"):
        export_graph(library(), tmp_path / "a.parquet")


def test_attributes_beyond_the_contract_go_along_and_cannot_disturb_a_format(tmp_path):
    G = library()
    for place, work in enumerate(sorted(G)):
        G.nodes[work].update(pagerank=0 if place else 0.5, id="mine", start="never", viz={"size": 3})
        G.nodes[work].update(parents=["x"], note=None)
    G.edges["doi:10.1000/a", "doi:10.1000/d"].update(type="strong", id="e", weight=2)
    path, = export_graph(G, tmp_path / "a.gexf")
    read = nx.read_gexf(path)

    assert read.nodes["doi:10.1000/a"]["pagerank"] == 0.5 and read.nodes["doi:10.1000/d"]["pagerank"] == 0.0
    assert read.nodes["doi:10.1000/a"]["id_"] == "mine"
    assert read.edges["doi:10.1000/a", "doi:10.1000/d"]["type_"] == "strong"


def test_ids_of_any_kind_stay_apart(name, tmp_path):
    if name == "citnetexplorer":
        pytest.skip("it has no room for an identifier but the DOI")
    G = nx.DiGraph()
    for work in ("doi:10.1000/a<b>c", "doi:10.1000/a&b", "isbn:9783161484100", "arxiv:cs/0309023", "ref:04dcc140bc08"):
        add(G, work, text="as read", status="unresolved" if work.startswith("ref:") else "listed")
    texts = "".join(path.read_text(encoding="utf-8") for path in export_graph(G, tmp_path / "file", format=name))

    assert "9783161484100" in texts and "0309023" in texts
