"""DOT, the language of Graphviz."""

import networkx as nx

from citegraph.write.flat import flat_graph

_COMMENT = "// citegraph: an arrow points from the citing work to the cited one\n"


def dot(G: nx.DiGraph) -> tuple[str]:
    r"""Return *G* in DOT, with every attribute; Graphviz draws the label and ignores those it does not know.

    >>> G = nx.DiGraph([("doi:10.1/b", "doi:10.1/a")])
    >>> G.nodes["doi:10.1/a"].update(title='The "peer" view')
    >>> print(dot(G)[0], end="")
    // citegraph: an arrow points from the citing work to the cited one
    digraph {
      "doi:10.1/a" [label="The \"peer\" view", lcs=1, title="The \"peer\" view"];
      "doi:10.1/b" [label="doi:10.1/b", lcs=0];
      "doi:10.1/b" -> "doi:10.1/a";
    }

    Notes
    -----
    Labels treat a backslash as the beginning of an escape, so it is doubled;
    line breaks become blanks.
    """
    plain = flat_graph(G)
    nodes = (f"  {_quoted(work)}{_list(attributes)};\n" for work, attributes in plain.nodes(data=True))
    edges = (
        f"  {_quoted(citing)} -> {_quoted(cited)}{_list(attributes)};\n"
        for citing, cited, attributes in plain.edges(data=True)
    )
    return ("".join((_COMMENT, "digraph {\n", *nodes, *edges, "}\n")),)


def _list(attributes):
    told = ", ".join(f"{_name(name)}={_value(value)}" for name, value in attributes.items())
    return f" [{told}]" if told else ""


def _name(name):
    return name if name.isascii() and name.isidentifier() and name.lower() not in _WORDS else _quoted(name)


_WORDS = ("node", "edge", "graph", "digraph", "subgraph", "strict")


def _value(value):
    if isinstance(value, bool):
        return str(value).lower()
    return _quoted(value) if isinstance(value, str) else repr(value)


def _quoted(text):
    return '"' + " ".join(text.split()).replace("\\", "\\\\").replace('"', '\\"') + '"'
