"""GML, as Gephi, igraph, yEd and networkx write it.

Read by a few lines: the reader of networkx refuses the whole file for a label given twice or one odd value.
"""

import html
import re

from citegraph.errors import ReadError
from citegraph.read.networks.gathering import Gathering
from citegraph.read.reading import Reading

_HEAD = re.compile(r"(?:[ \t]*(?:#[^\n]*|(?:Creator|Version|comment|directed)\s[^\n]*)?\n)*[ \t]*graph\s*\[", re.IGNORECASE)
_TOKEN = re.compile(r"#[^\n]*(?:\n|$)|\"([^\"]*)\"|(\[)|(\])|([^\s\[\]\"]+)|(\")")


def is_gml(text: str) -> bool:
    """Whether *text* begins as GML does.

    >>> is_gml('Creator "igraph"\\nVersion 1\\ngraph\\n[\\n  directed 1'), is_gml("graph [1] theory")
    (True, False)
    """
    match = _HEAD.match(text)
    return bool(match and re.match(r"\s*(?:[A-Za-z]\w*\s|\])", text[match.end() : match.end() + 200]))


def read_gml(text: str, *, name: str, sha256: str) -> Reading:
    """Read nodes and edges, what each says in a list of its own left out.

    >>> file = 'graph [ node [ id 1 label "A &amp; B" graphics [ x 3 ] ] node [ id 2 ] edge [ source 2 target 1 ] ]'
    >>> network = read_gml(file, name="a.gml", sha256="").network
    >>> network.works, list(network.arcs)
    ({'1': {'label': 'A & B'}, '2': {}}, [('2', '1')])

    Raises
    ------
    ReadError
        If it is no GML, or ends within a quotation.
    """
    if not is_gml(text):
        raise ReadError(name, "holds no graph in GML")
    found, open_, key = Gathering(), [], None
    line, at = 1, 0
    for match in _TOKEN.finditer(text):
        quoted, begins, ends, word, odd = match.groups()
        line += text.count("\n", at, match.start())
        at = match.start()
        if odd:
            raise ReadError(name, "a quotation mark is never closed", line)
        if begins:
            open_.append((key, {}, line))
            key = None
        elif ends:
            if open_:
                _close(*open_.pop(), found, len(open_))
            key = None
        elif key is None:
            key = word
        elif quoted is not None or word is not None:
            if open_:
                open_[-1][1].setdefault(key, html.unescape(quoted) if quoted is not None else word)
            key = None
    return found.reading(name, sha256, "gml")


def _close(kind, said, line, found, depth):
    if depth != 1 or kind not in ("node", "edge"):
        return
    if kind == "node" and "id" in said:
        found.work(said.pop("id"), said)
    elif kind == "edge" and "source" in said and "target" in said:
        found.arc(said.pop("source"), said.pop("target"), line, said)
    else:
        found.skip(line, str(said), "a node without an id" if kind == "node" else "an edge without both its ends")
