"""GraphML and GEXF, by networkx, with what its writers leave invalid or changeable put right."""

from xml.etree import ElementTree

import networkx as nx
from networkx.readwrite.gexf import GEXFWriter
from networkx.readwrite.graphml import GraphMLWriter

from citegraph import __version__
from citegraph.write.flat import flat_graph

_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'


def graphml(G: nx.DiGraph) -> tuple[str]:
    """Return *G* as GraphML, the attributes of the graph included.

    >>> G = nx.DiGraph()
    >>> G.add_node("doi:10.1/a", title="Q & A <i>", seed=True)
    >>> G = nx.parse_graphml(graphml(G)[0])
    >>> G.nodes["doi:10.1/a"]["title"], G.nodes["doi:10.1/a"]["seed"]
    ('Q & A <i>', True)

    Notes
    -----
    networkx would write with lxml where that is installed, in other bytes;
    here it never does.  It reads an empty text as no text at all.
    """
    root = GraphMLWriter(flat_graph(G)).xml
    truths = {key.get("id") for key in root.iter("key") if key.get("attr.type") == "boolean"}
    for data in root.iter("data"):
        if data.get("key") in truths:
            data.text = data.text.lower()  # XML Schema's spelling
    return (_told(root),)


def gexf(G: nx.DiGraph) -> tuple[str]:
    """Return *G* as GEXF 1.2 in which works begin with the year they came out, and citations with the citing work.

    A year is a date to GEXF, so its first of January stands for it.  What has
    no year is there from the beginning.

    >>> G = nx.DiGraph()
    >>> G.add_node("doi:10.1/a", year=1973)
    >>> 'start="1973-01-01"' in gexf(G)[0], "lastmodifieddate" in gexf(G)[0]
    (True, False)
    """
    plain = flat_graph(G)
    for citing, _, attributes in plain.edges(data=True):
        if "type" in attributes:
            attributes["type_"] = attributes.pop("type")
        attributes.update(_beginning(plain.nodes[citing]))
    for _, attributes in plain.nodes(data=True):
        attributes.update(_beginning(attributes))
    root = GEXFWriter(plain).xml
    meta, graph = root.find("meta"), root.find("graph")
    del meta.attrib["lastmodifieddate"], graph.attrib["name"]
    meta.find("creator").text = f"citegraph {__version__}"
    return (_told(root),)


def _beginning(attributes):
    year = attributes.get("year")
    return {"start": f"{year:04}-01-01"} if isinstance(year, int) and 0 < year < 10_000 else {}


def _told(root):
    ElementTree.indent(root)
    return _DECLARATION + ElementTree.tostring(root, encoding="unicode") + "\n"
