from io import BytesIO

import igraph
import networkx as nx
from hypothesis import given, settings

from citegraph.write.pajek import pajek
from tests.graphs import citation_dags
from tests.write.examples import add, library


def test_networkx_reads_works_and_citations_back():
    read = nx.read_pajek(BytesIO(pajek(library())[0].encode()))

    assert set(read) == set(library())
    assert set(read.edges()) == set(library().edges())


def test_partition_and_vector_have_one_line_a_work_in_the_same_order():
    net, years, scores = (text.splitlines() for text in pajek(library()))

    assert net[1] == years[0] == scores[0] == "*Vertices 5"
    assert net[3] == '2 "doi:10.1000/b_c"'
    assert (years[2], scores[2]) == ("2001", "1")
    assert (years[3], scores[3]) == ("0", "2")


@settings(max_examples=30, deadline=None)
@given(citation_dags())
def test_any_graph_comes_back(dag):
    G = nx.relabel_nodes(dag, {number: f"doi:10.1000/{number} with blank" for number in dag})
    read = nx.read_pajek(BytesIO(pajek(G)[0].encode()))

    assert set(read) == set(G) and sorted(read.edges()) == sorted(G.edges())


def test_igraph_reads_works_and_citations(tmp_path):
    (tmp_path / "a.net").write_text(pajek(library())[0], encoding="utf-8")
    read = igraph.Graph.Read_Pajek(str(tmp_path / "a.net"))

    assert (read.vcount(), read.ecount(), read.is_directed()) == (5, 4, True)


def test_a_quotation_mark_cannot_end_a_name():
    G = nx.DiGraph()
    add(G, 'ref:a" 0.5\n2 "b')

    assert pajek(G)[0].partition("\n")[2] == '*Vertices 1\n1 "ref:a\' 0.5 2 \'b"\n*Arcs\n'
