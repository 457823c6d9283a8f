import json

import networkx as nx

from citegraph.write.cytoscape import cytoscape
from citegraph.write.flat import DERIVED, nested
from tests.write.examples import HOSTILE, library, titled


def test_networkx_reads_the_graph_back():
    read = nx.cytoscape_graph(json.loads(cytoscape(library())[0]))
    more = (*DERIVED, "id", "name", "value", "source", "target")

    assert type(read) is nx.DiGraph and read.graph["schema"] == 1
    for kind in ("nodes", "edges"):
        told = {key: nested({k: v for k, v in a.items() if k not in more}) for key, a in getattr(read, kind).items()}
        assert told == dict(getattr(library(), kind).items())


def test_works_show_their_label_as_name():
    node = json.loads(cytoscape(library())[0])["elements"]["nodes"][0]["data"]

    assert (node["id"], node["name"]) == ("doi:10.1000/a", "Asad 2016")


def test_hostile_titles_are_json_that_anybody_can_read():
    assert len(json.loads(cytoscape(titled(*HOSTILE))[0])["elements"]["nodes"]) == len(HOSTILE)
