"""GraphML and GEXF.

Read by expat, element by element: the reader of networkx gives up the whole file for one bad edge or an attribute that
was not declared, cannot say on which line, and expands whatever entities a file declares.
"""

import re
from xml.parsers import expat

from citegraph.errors import ReadError
from citegraph.read.networks.gathering import Gathering
from citegraph.read.reading import Reading

# Atomic: what a comment or a declaration has taken is not tried otherwise, or a thousand of them would take for ever.
_ROOT = re.compile(
    r"\s*+(?>(?><\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>\[]*+(?:\[.*?\]\s*+)?>)\s*+)*+<(?:\w+:)?(graphml|gexf)\b", re.DOTALL
)


def is_markup(text: str) -> bool:
    """Whether *text* is GraphML or GEXF by its first element.

    >>> is_markup('<?xml version="1.0"?>\\n<!-- by hand --><graphml>'), is_markup("<html><graphml>")
    (True, False)
    """
    return bool(_ROOT.match(text[:20_000]))


def read_markup_graph(text: str, *, name: str, sha256: str) -> Reading:
    """Read nodes, edges and their attributes, graphs within graphs included.

    >>> file = '<graphml><key id="y" for="node" attr.name="year"/><graph><node id="a"><data key="y">1973</data></node>'
    >>> reading = read_markup_graph(f'{file}<edge source="b" target="a"/></graph></graphml>', name="a", sha256="")
    >>> reading.network.works, reading.format
    ({'a': {'year': '1973'}, 'b': {}}, 'graphml')

    Raises
    ------
    ReadError
        If it is no well-formed XML, or declares entities, which can make a small file fill a machine.
    """
    kind = _ROOT.match(text[:20_000])
    reader = _Reader(name)
    parser = expat.ParserCreate(encoding="utf-8")
    parser.buffer_text = True
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text
    parser.EntityDeclHandler = reader.entity
    reader.parser = parser
    try:
        parser.Parse(text.encode("utf-8", "replace"), True)
    except expat.ExpatError as error:
        problem = f"its XML is broken: {expat.ErrorString(error.code)}"
        raise ReadError(name, problem, error.lineno) from error
    return reader.found.reading(
        name, sha256, kind[1] if kind else "graphml", facts=reader.facts, head="\n".join(reader.comments)
    )


class _Reader:
    """Handlers of expat, and what stands open."""

    def __init__(self, name):
        self.name, self.parser, self.found = name, None, Gathering()
        self.keys, self.defaults, self.facts, self.comments = {}, {"node": {}, "edge": {}, "graph": {}}, {}, []
        self.kinds, self.open, self.key, self.words, self.class_, self.path = {}, [], None, None, "node", []

    def entity(self, *_):
        raise ReadError(self.name, "declares entities, which no graph file needs", self.parser.CurrentLineNumber)

    def start(self, tag, given):
        tag = tag.rpartition(":")[2]
        self.path.append(tag)
        if tag in ("node", "edge"):
            said = {**self.defaults[tag], **{key: given[key] for key in ("label", "start", "end") if key in given}}
            self.open.append((tag, given, said, self.parser.CurrentLineNumber))
        elif tag == "graph" and len(self.path) == 2:
            self.open.append((tag, given, self.facts, 0))
        elif tag == "data" and given.get("key") is not None:
            self.key, self.words = given["key"], []
        elif tag == "attvalue" and self.open:
            self._say((self.open[-1][0], given.get("for", given.get("id"))), given.get("value", ""))
        elif tag == "key" and "id" in given:
            drawn = "label" if given.get("yfiles.type") == "nodegraphics" else given["id"]
            self.keys[given["id"]] = given.get("attr.name", drawn)
            self.kinds[given["id"]] = given.get("attr.type")
            self.class_, self.key = given.get("for", "all"), given["id"]
        elif tag == "attributes":
            self.class_ = given.get("class", "node")
        elif tag == "attribute" and "id" in given:
            self.key = self.class_, given["id"]
            self.keys[self.key], self.kinds[self.key] = given.get("title", given["id"]), given.get("type")
        elif tag in ("default", "creator", "description", "desc"):
            self.words = []

    def text(self, words):
        if self.words is not None:
            self.words.append(words)

    def end(self, tag):
        tag = tag.rpartition(":")[2]
        self.path.pop()
        words = None
        if tag in ("data", "default", "creator", "description", "desc") and self.words is not None:
            words, self.words = "".join(self.words), None
        if tag == "data" and words is not None and self.open:
            self._say(self.key, words)
        elif tag == "default" and self.key in self.keys:
            for class_ in self.defaults if self.class_ == "all" else {self.class_} & self.defaults.keys():
                self.defaults[class_][self.keys[self.key]] = _typed(words or "", self.kinds[self.key])
        elif tag in ("creator", "description", "desc") and words and not self.open:
            self.comments.append(words)
        elif tag in ("node", "edge", "graph") and self.open and self.open[-1][0] == tag:
            self._close(*self.open.pop())

    def _say(self, key, value):
        name = self.keys.get(key) or (key[1] if isinstance(key, tuple) else key)
        if name:
            self.open[-1][2][name] = _typed(value, self.kinds.get(key))

    def _close(self, tag, given, said, line):
        if tag == "node":
            if "id" in given:
                self.found.work(given["id"], said)
            else:
                self.found.skip(line, str(said), "a node without an id")
        elif tag == "edge":
            if "source" in given and "target" in given:
                self.found.arc(given["source"], given["target"], line, said)
            else:
                self.found.skip(line, str(given), "an edge without both its ends")


_TYPES = {"long": int, "int": int, "integer": int, "double": float, "float": float}


def _typed(value, kind):
    """*value* as what its declaration calls it, or as text where it is not."""
    if kind == "boolean":
        return {"true": True, "1": True, "false": False, "0": False}.get(value.strip().lower(), value)
    try:
        return _TYPES[kind](value) if kind in _TYPES else value
    except ValueError:
        return value
