"""Graphs in JSON: node-link data (citegraph's own, networkx, D3), Cytoscape's, VOSviewer's."""

import json
import re

from citegraph.errors import ReadError
from citegraph.read.networks.gathering import Gathering
from citegraph.read.reading import Reading

_SHAPES = re.compile(r'"(?:edges|links|elements|network)"\s*:')
# Where an edge's ends may stand.
_STARTS, _ENDS = ("source", "source_id", "from"), ("target", "target_id", "to")


def is_json_graph(text: str) -> bool:
    """Whether *text* is a JSON object with lists of works and citations.

    >>> is_json_graph('{"nodes": [], "links": []}'), is_json_graph('{"title": "On links", "links": 3}')
    (True, False)
    """
    if not text.lstrip().startswith("{") or not _SHAPES.search(text):
        return False
    try:
        return _shape(json.loads(text)) is not None
    except (ValueError, RecursionError):
        return False


def read_json_graph(text: str, *, name: str, sha256: str) -> Reading:
    """Read nodes, edges, and what each says.

    >>> file = '{"elements": {"nodes": [{"data": {"id": "a", "year": 1973}}], "edges": [{"data": {"source": "b"}}]}}'
    >>> reading = read_json_graph(file, name="a.cyjs", sha256="")
    >>> reading.network.works, reading.skipped[0].reason
    ({'a': {'year': 1973}}, 'an edge without both its ends')

    Raises
    ------
    ReadError
        If it is no JSON, or of another shape.
    """
    try:
        shape = _shape(json.loads(text))
    except json.JSONDecodeError as error:
        raise ReadError(name, f"its JSON is broken: {error.msg}", error.lineno) from error
    except (ValueError, RecursionError) as error:
        raise ReadError(name, "its JSON is nested too deeply or holds too long a number") from error
    if shape is None:
        raise ReadError(name, "its JSON holds no lists of nodes and edges")
    kind, nodes, edges, facts = shape
    found = Gathering()
    for place, node in enumerate(nodes, start=1):
        said = _said(node)
        identity = said.pop("id", said.get("name", said.get("label"))) if said is not None else None
        if _is_name(identity):
            found.work(str(identity), said)
        else:
            found.skip(1, json.dumps(node, ensure_ascii=False), f"node {place} has no id")
    for place, edge in enumerate(edges, start=1):
        said = _said(edge) or {}
        ends = [next((said.pop(key) for key in keys if key in said), None) for keys in (_STARTS, _ENDS)]
        ends = [end.get("id") if isinstance(end, dict) else end for end in ends]
        if all(map(_is_name, ends)):
            found.arc(str(ends[0]), str(ends[1]), 1, said)
        else:
            found.skip(1, json.dumps(edge, ensure_ascii=False), "an edge without both its ends")
    return found.reading(name, sha256, kind, facts=facts)


def _shape(data):
    """Format, nodes, edges and facts about the whole; `None` if *data* is no graph."""
    if not isinstance(data, dict):
        return None
    network, elements = data.get("network"), data.get("elements")
    if isinstance(network, dict) and isinstance(network.get("items"), list):
        links = network.get("links", [])
        return ("vosviewer", network["items"], links, {}) if isinstance(links, list) else None
    if isinstance(elements, list):
        nodes = [each for each in elements if isinstance(each, dict) and "source" not in (each.get("data") or ())]
        edges = [each for each in elements if isinstance(each, dict) and "source" in (each.get("data") or ())]
        return "cytoscape", nodes, edges, {}
    if isinstance(elements, dict) and isinstance(elements.get("nodes"), list):
        edges = elements.get("edges", [])
        return ("cytoscape", elements["nodes"], edges, _facts(data, "data")) if isinstance(edges, list) else None
    edges = next((data[key] for key in ("edges", "links") if isinstance(data.get(key), list)), None)
    if isinstance(data.get("nodes"), list) and edges is not None:
        return "node-link", data["nodes"], edges, _facts(data, "graph")
    return None


def _facts(data, key):
    return data[key] if isinstance(data.get(key), dict) else {}


def _said(thing):
    """What a node or an edge says, `data` and `scores` unpacked; `None` if it is no object."""
    if not isinstance(thing, dict):
        return None
    said = dict(thing)
    for inner in ("data", "scores", "attributes"):
        if isinstance(said.get(inner), dict):
            said |= said.pop(inner)
    return said


def _is_name(value):
    return isinstance(value, str | int) and not isinstance(value, bool) and str(value) != ""
