r"""The graph with one plain value an attribute, for formats that know no lists."""

import json
import re
from numbers import Integral, Real

import networkx as nx

from citegraph.graph import EDGE_ATTRIBUTES, NODE_ATTRIBUTES

# Lists of facts rather than of texts, and of texts that may be empty.
AS_JSON = ("candidates", "evidence", "orcids")
DERIVED = ("label", "lcs")
# Names that mean something else to a format or its reader.
_TAKEN = frozenset(
    "end id key label lcs name parents pid slices source spells start target value viz weight".split()
)
_ORDER = {name: place for place, name in enumerate((*NODE_ATTRIBUTES, *EDGE_ATTRIBUTES))}
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def clean(text: str) -> str:
    r"""Return *text* without what XML forbids, its lines ended by ``\n``.

    >>> clean("Peer\x00 support\r\nin \ud835 practice")
    'Peer� support\nin � practice'
    """
    return _FORBIDDEN.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))


def joined(texts) -> str:
    r"""Return texts as one, parted by ``"; "``; a semicolon within one is written ``\;``, empty ones go.

    >>> print(joined(["Asad, Sarah", "", "Chreim; Samia"]))
    Asad, Sarah; Chreim\; Samia
    """
    return "; ".join(clean(text).replace("\\", "\\\\").replace(";", "\\;") for text in texts if text)


def parted(text: str) -> list[str]:
    r"""Return the texts that `joined` made one.

    >>> parted(r"Asad, Sarah; Chreim\; Samia"), parted("")
    (['Asad, Sarah', 'Chreim; Samia'], [])
    """
    pieces = re.findall(r"(?:\\.|[^;\\])+", text, re.DOTALL)
    pieces[1:] = [piece[1:] for piece in pieces[1:]]
    return [re.sub(r"\\(.)", r"\1", piece, flags=re.DOTALL) for piece in pieces]


def flat(attributes: dict) -> dict:
    """Return attributes as texts, numbers and truth values, contract first, unknown names after it.

    >>> flat({"year": 2016, "authors": ["Asad, S.", "Chreim, S."], "candidates": [{"doi": "10.1/a"}], "id": "mine"})
    {'authors': 'Asad, S.; Chreim, S.', 'year': 2016, 'candidates': '[{"doi": "10.1/a"}]', 'id_': 'mine'}
    """
    names = sorted(attributes, key=lambda name: (_ORDER.get(name, len(_ORDER)), str(name)))
    return {
        f"{name}_" if name in _TAKEN else str(name): _plain(name, attributes[name])
        for name in names
        if attributes[name] is not None
    }


def nested(attributes: dict) -> dict:
    """Return the attributes that `flat` made plain, as the contract has them.

    >>> nested({"authors": "Asad, S.; Chreim, S.", "candidates": "[]", "year": 2016, "label": "Asad 2016"})
    {'authors': ['Asad, S.', 'Chreim, S.'], 'candidates': [], 'year': 2016}
    """
    whole = {}
    for name, value in attributes.items():
        if name in AS_JSON:
            whole[name] = json.loads(value)
        elif name in ("authors", "found_via", "sources"):
            whole[name] = parted(value)
        elif name not in DERIVED:
            whole[name] = value
    return whole


def _plain(name, value):
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, bool):
        return value
    if isinstance(value, Integral):
        return int(value)
    if isinstance(value, Real):
        return float(value)
    if isinstance(value, (list, tuple)) and name not in AS_JSON and all(isinstance(each, str) for each in value):
        return joined(value)
    return clean(as_json(value))


def as_json(value) -> str:
    """Return *value* as JSON, the same text for the same value."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, default=str)


def flat_graph(G: nx.DiGraph) -> nx.DiGraph:
    """Return a copy of *G* with plain values, sorted by name, and what its readers would look for first.

    Each work has a `label` ("Asad 2016") and `lcs`, its local citation score
    in *G*, on top.  An attribute beyond the contract that is a whole number
    here and a fraction there is a fraction everywhere; of values that go
    together even less, texts are made.

    >>> G = nx.DiGraph([("doi:10.1/b", "doi:10.1/a")])
    >>> G.nodes["doi:10.1/a"].update(authors=["Small, Henry", "Griffith, B."], year=1973, weight=1)
    >>> G.nodes["doi:10.1/b"].update(weight=0.5)
    >>> print(*flat_graph(G).nodes(data=True), sep="\\n")
    ('doi:10.1/a', {'label': 'Small 1973', 'lcs': 1, 'authors': 'Small, Henry; Griffith, B.', 'year': 1973,
    'weight_': 1.0})
    ('doi:10.1/b', {'label': 'doi:10.1/b', 'lcs': 0, 'weight_': 0.5})
    """
    plain = nx.DiGraph(**{name: value for name, value in flat(G.graph).items()})
    for work in sorted(G):
        attributes = G.nodes[work]
        plain.add_node(clean(work), label=label(work, attributes), lcs=G.in_degree(work), **flat(attributes))
    for citing, cited in sorted(G.edges):
        plain.add_edge(clean(citing), clean(cited), **flat(G.edges[citing, cited]))
    for kind in (plain.nodes.values(), plain.edges.values()):
        _made_alike(list(kind))
    return plain


def _made_alike(dictionaries):
    kinds = {}
    for attributes in dictionaries:
        for name, value in attributes.items():
            kinds.setdefault(name, set()).add(type(value))
    for name, found in kinds.items():
        if len(found) > 1:
            common = float if found == {int, float} else str
            for attributes in dictionaries:
                if name in attributes:
                    attributes[name] = common(attributes[name])


def label(work: str, attributes: dict) -> str:
    """Return a short name for a work: first author and year, else its title, else its id.

    >>> label("doi:10.1/a", {"authors": ["Small, Henry"], "year": 1973}), label("ref:0", {"text": "Mead S. View. 2003"})
    ('Small 1973', 'Mead S. View. 2003')
    """
    authors = attributes.get("authors")
    named = authors[0].partition(",")[0] if authors else attributes.get("title") or attributes.get("text") or work
    named = " ".join(clean(named).split())
    named = named if len(named) <= 40 else f"{named[:40].rsplit(' ', 1)[0]} …"
    return f"{named} {attributes['year']}" if authors and "year" in attributes else named
