"""GraphML and GEXF against the rules of their schemas, as their specifications give them.

The schemas themselves are not the project's to ship: which elements an element may hold, in which order, and which
attributes it must and may have is written down here.
"""

import re
from xml.etree import ElementTree

import networkx as nx
import pytest
from hypothesis import given, settings

from citegraph.write.markup import gexf, graphml
from tests.networks.graphs import graphs
from tests.write.examples import library

# Element → (pattern of the elements within, attributes it must have, attributes it may have besides).
GRAPHML = {
    "graphml": ("(desc )?(key )*(graph |data )*", set(), {"{http://www.w3.org/2001/XMLSchema-instance}schemaLocation"}),
    "key": ("(desc )?(default )?", {"id"}, {"for", "attr.name", "attr.type"}),
    "graph": ("(desc )?(data |node |edge |hyperedge )*", {"edgedefault"}, {"id"}),
    "node": ("(desc )?(data |port )*(graph )?", {"id"}, set()),
    "edge": ("(desc )?(data )*(graph )?", {"source", "target"}, {"id", "directed"}),
    "data": ("", {"key"}, {"id"}),
}
GEXF = {
    "gexf": ("(meta )?graph ", {"version"}, {"variant", "{http://www.w3.org/2001/XMLSchema-instance}schemaLocation"}),
    "meta": ("(creator |keywords |description )*", set(), {"lastmodifieddate"}),
    "creator": ("", set(), set()),
    "graph": ("(attributes |nodes |edges )*", set(), {"timeformat", "start", "end", "defaultedgetype", "idtype", "mode"}),
    "attributes": ("(attribute )*", {"class"}, {"mode", "start", "end"}),
    "attribute": ("(default |options )*", {"id", "title", "type"}, set()),
    "nodes": ("(node )*", set(), {"count"}),
    "edges": ("(edge )*", set(), {"count"}),
    "node": ("(attvalues |spells |nodes |edges |parents )*", {"id", "label"}, {"start", "end", "pid"}),
    "edge": ("(attvalues |spells )*", {"id", "source", "target"}, {"start", "end", "type", "label", "weight"}),
    "attvalues": ("(attvalue )*", set(), set()),
    "attvalue": ("", {"for", "value"}, {"start", "end"}),
}
VALUES = {
    "boolean": r"true|false|1|0",
    "long": r"[-+]?\d+",
    "double": r"[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?|INF|-INF|NaN",
    "string": r"[\s\S]*",
}


def faults(text, rules, namespace):
    """What in *text* the rules do not allow."""
    root = ElementTree.fromstring(text.encode())
    found = []
    for element in root.iter():
        name = element.tag.removeprefix(namespace)
        if name not in rules:
            found.append(f"{name} is no element")
            continue
        within, must, may = rules[name]
        children = "".join(f"{child.tag.removeprefix(namespace)} " for child in element)
        if not re.fullmatch(within, children):
            found.append(f"{name} holds {children[:80]}")
        if not must <= set(element.attrib) <= must | may:
            found.append(f"{name} has {sorted(element.attrib)}")
        if children and (element.text or "").strip():
            found.append(f"{name} has text between its elements")
    return found + _reused(root, namespace)


def _reused(root, namespace):
    """Ids given twice, ends of edges that are no nodes, and values that are not of the type declared."""
    found, nodes = [], [node.get("id") for node in root.iter(f"{namespace}node")]
    if len(set(nodes)) < len(nodes):
        found.append("an id stands twice")
    found += [
        f"no node {edge.get(end)}"
        for edge in root.iter(f"{namespace}edge")
        for end in ("source", "target")
        if edge.get(end) not in nodes
    ]
    declared = {("key", key.get("id")): key.get("attr.type") for key in root.iter(f"{namespace}key")}
    for group in root.iter(f"{namespace}attributes"):
        declared |= {(group.get("class"), each.get("id")): each.get("type") for each in group}
    held = [(("key", data.get("key")), data.text or "") for data in root.iter(f"{namespace}data")]
    for class_ in ("node", "edge"):
        for element in root.iter(f"{namespace}{class_}"):
            held += [((class_, value.get("for")), value.get("value")) for value in element.iter(f"{namespace}attvalue")]
    for key, value in held:
        if not re.fullmatch(VALUES.get(declared.get(key), "(?!)"), value):
            found.append(f"{value!r} is no {declared.get(key)}")
    return found


@pytest.mark.parametrize(
    ("write", "rules", "namespace"),
    [
        (graphml, GRAPHML, "{http://graphml.graphdrawing.org/xmlns}"),
        (gexf, GEXF, "{http://www.gexf.net/1.2draft}"),
    ],
)
class TestStructure:
    @settings(max_examples=30)
    @given(G=graphs())
    def test_any_graph_keeps_the_rules(self, write, rules, namespace, G):
        assert faults(write(G)[0], rules, namespace) == []

    def test_a_library_keeps_the_rules(self, write, rules, namespace):
        assert faults(write(library())[0], rules, namespace) == []

    def test_an_empty_graph_keeps_the_rules(self, write, rules, namespace):
        assert faults(write(nx.DiGraph())[0], rules, namespace) == []

    def test_the_rules_notice_what_breaks_them(self, write, rules, namespace):
        text = write(library())[0]

        assert faults(re.sub(r'( |")id="doi:10.1000/d"', r"\1", text, count=1), rules, namespace)
        assert faults(text.replace(">2016<", ">about 2016<").replace('value="2016"', 'value="2016?"'), rules, namespace)
