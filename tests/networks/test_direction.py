"""Which way the arcs of a graph file run: stated, shown by the years, said in its comments, or asked for."""

import csv

import pytest

from citegraph.networks import DirectionUnknown, read_graph
from tests.shared_data import shared

BARE = "1 2\n1 3\n2 3\n"


def written(folder, text, name="a.net"):
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def labels(G):
    return {(G.nodes[citing]["text"], G.nodes[cited]["text"]) for citing, cited in G.edges}


def test_where_nothing_tells_the_user_is_asked(tmp_path):
    path = written(tmp_path, f"*Vertices 3\n*Arcs\n{BARE}")

    with pytest.raises(DirectionUnknown, match="--edges citing-cited"):
        read_graph(path)
    assert ("1", "2") in labels(read_graph(path, edges="citing-cited"))
    assert ("2", "1") in labels(read_graph(path, edges="cited-citing"))


@pytest.mark.parametrize(
    ("head", "citing"),
    [
        ("arcs: cited -> citing", "2"), ("Citing work to cited work", "1"), ("vertex i is cited by vertex j", "2"),
        ("i cites j", "1"), ("Paper citation network; FromNodeId ToNodeId", "1"),
    ],
)  # fmt: skip
def test_comments_tell(tmp_path, head, citing):
    G = read_graph(written(tmp_path, f"% {head}\n*Vertices 2\n*Arcs\n1 2\n"))

    assert {start for start, _ in labels(G)} == {citing}


def test_years_tell_before_comments(tmp_path):
    net = '% citing -> cited\n*Vertices 2\n1 "Small (1973)"\n2 "Garfield (1955)"\n*Arcs\n2 1\n'

    assert labels(read_graph(written(tmp_path, net))) == {("Small (1973)", "Garfield (1955)")}


def test_what_the_user_says_goes_before_all(tmp_path):
    path = written(tmp_path, "citing,cited\nb,a\n", "a.csv")

    assert labels(read_graph(path, edges="cited-citing")) == {("a", "b")}


@pytest.mark.parametrize("head", ["citing,cited", "year,cited,citing", "citing_doi;x;cited_doi"])
def test_heads_of_columns_state_it(tmp_path, head):
    mark = ";" if ";" in head else ","
    row = ["b" if "citing" in column else "a" if "cited" in column else "1" for column in head.split(mark)]

    assert labels(read_graph(written(tmp_path, f"{head}\n{mark.join(row)}\n", "a.csv"))) == {("b", "a")}


@pytest.mark.parametrize(
    ("files", "works", "citations", "loops", "repeated"),
    [
        (("SmallW/SmallW.net", "SmallW/SmallPY.clu"), 396, 994, 0, 994),
        (("SmallW/SmallW.paj",), 396, 994, 0, 994),
        (("SciMet/SciMet.net", "SciMet/SciMetPY.clu", "SciMet/SciMetGCS.vec"), 3084, 10412, 1, 3),
        (("Kohonen/KohPY.clu", "Kohonen/Kohonen.net"), 4470, 12729, 2, 0),
        (("Zewail/Zewail.net.gz", "Zewail/ZewailPY.clu"), 6752, 54232, 1, 20),
    ],
)
def test_networks_of_histcite_run_from_the_cited_work_and_are_turned_round(files, works, citations, loops, repeated):
    G = read_graph(*(shared("networks", "pajek", file) for file in files))

    assert (len(G), G.number_of_edges()) == (works, citations)
    left_out = G.graph["counts"]["graph_files"]
    assert (left_out["loops"], left_out["repeated"]) == (loops, repeated)
    backward = sum(G.nodes[citing]["year"] >= G.nodes[cited]["year"] for citing, cited in G.edges)
    assert backward > 0.99 * citations


def test_papers_of_statisticians_have_their_titles_and_identifiers():
    folder = ("networks", "statisticians_jijin")
    G = read_graph(*(shared(*folder, name) for name in ("paperCite.net", "year.clu", "title.txt", "DOI.nam")))

    assert (len(G), G.number_of_edges()) == (3248, 5722)
    work = G.nodes["doi:10.1214/12-aos1008"]
    assert work["title"] == "Rerandomization to improve covariate balance in experiments" and work["year"] == 2012
    most = max(G, key=G.in_degree)
    assert G.nodes[most]["title"] == "The adaptive lasso and its oracle properties"


def test_cit_hepth_is_read_whole_with_leading_zeros():
    G = read_graph(*(shared("networks", f"cit-hepth.{table}.csv.gz") for table in ("edges", "nodes")))

    assert (len(G), G.number_of_edges()) == (27770, 352768)
    assert "0001001" in {text for _, text in G.nodes(data="text")}


def test_an_edge_list_with_the_cited_work_first(tmp_path):
    path = shared("networks", "cora", "cora.cites")
    G = read_graph(path, edges="cited-citing")
    first = next(csv.reader(path.open(), delimiter="\t"))

    assert (len(G), G.number_of_edges()) == (2708, 5429)
    assert (first[1], first[0]) in labels(G)
    with pytest.raises(DirectionUnknown):
        read_graph(path)
