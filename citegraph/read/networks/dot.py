"""DOT, the language of Graphviz: nodes, edges and their attributes; what only draws is passed over.

Read by a few lines rather than by pydot, which gives a file up at the first statement that it cannot parse.
"""

import re

from citegraph.errors import ReadError
from citegraph.read.networks.gathering import Gathering
from citegraph.read.reading import Reading

_HEAD = re.compile(
    r"\s*(?:(?://|#)[^\n]*\n\s*|/\*.*?\*/\s*)*(?:strict\s+)?(?:di)?graph\b\s*(?:\"(?:[^\"\\]|\\.)*\"|[\w.-]+)?\s*\{",
    re.DOTALL | re.IGNORECASE,
)
_TOKEN = re.compile(
    r"\s+|//[^\n]*|/\*.*?\*/|^#[^\n]*|(\"(?:[^\"\\]|\\.)*\")|(->|--|[\[\]{};,=:+])|([^\s\[\]{};,=:+\"]+?(?=->|--|[\s\[\]{};,=:+\"]|$))|(.)",
    re.DOTALL | re.MULTILINE,
)
_WORDS = ("node", "edge", "graph", "subgraph")


def is_dot(text: str) -> bool:
    """Whether *text* begins as a graph in DOT does.

    >>> is_dot('// made by hand\\ndigraph "my graph" {'), is_dot("Graph theory: a survey {1973}")
    (True, False)
    """
    return bool(_HEAD.match(text[:20_000]))


def read_dot(text: str, *, name: str, sha256: str) -> Reading:
    r"""Read nodes and edges; a chain ``a -> b -> c`` is two edges.

    >>> file = 'digraph { a [label="The \\"peer\\" view", year=1973]; c -> b -> a; }'
    >>> network = read_dot(file, name="a.dot", sha256="").network
    >>> network.works["a"], list(network.arcs)
    ({'label': 'The "peer" view', 'year': '1973'}, [('c', 'b'), ('b', 'a')])

    Raises
    ------
    ReadError
        If it is no DOT or ends within a quotation.
    """
    head = _HEAD.match(text)
    if not head:
        raise ReadError(name, "holds no graph in DOT")
    found, ends, said, attributes, awaiting = Gathering(), [], {}, False, None
    key = None
    line, at = text.count("\n", 0, head.end()) + 1, head.end()
    comments = re.findall(r"(?://|#|/\*)\s*([^\n]*)", head[0])

    def close():
        if ends and ends[0] not in _WORDS:
            if len(ends) == 1:
                found.work(ends[0], dict(said))
            for start, end in zip(ends, ends[1:], strict=False):
                found.arc(start, end, line, dict(said))
        ends.clear()
        said.clear()

    for match in _TOKEN.finditer(text, at):
        quoted, mark, word, odd = match.groups()
        line += text.count("\n", at, match.start())
        at = match.start()
        if odd == '"':
            raise ReadError(name, "a quotation mark is never closed", line)
        if quoted is not None or word is not None:
            value = re.sub(r"\\(.)", r"\1", quoted[1:-1], flags=re.DOTALL) if quoted is not None else word
            if attributes:
                if key is None:
                    key, said[value] = value, "true"
                elif awaiting == "=":
                    said[key], key, awaiting = value, None, None
                else:
                    key, said[value] = value, "true"
            elif awaiting in ("->", "--"):
                ends.append(value)
                awaiting = None
            elif awaiting in ("=", ":"):
                if awaiting == "=":
                    ends.clear()
                awaiting = None
            else:
                close()
                ends.append(value)
        elif mark == "[":
            attributes, key = True, None
        elif mark == "]":
            attributes, key, awaiting = False, None, None
        elif attributes:
            awaiting, key = ("=", key) if mark == "=" else (None, None)
        elif mark in ("->", "--", "=", ":"):
            awaiting = mark
        elif mark in (";", "{", "}"):
            close()
            awaiting = None
    close()
    return found.reading(name, sha256, "dot", head="\n".join(comments))
