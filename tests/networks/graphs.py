"""Graphs with everything the contract knows, hostile texts included, and what a format keeps of them."""

import networkx as nx
from hypothesis import strategies as st

from citegraph.graph import check_graph
from citegraph.write.flat import clean
from tests.write.examples import HOSTILE

# Characters that readers of text files may take for the mark of something else than text, or for a line's end.
LETTERS = st.characters(codec="utf-8", categories=("L", "N", "P", "S", "M", "Zs"))
TEXTS = st.one_of(
    st.sampled_from(HOSTILE),
    st.text(alphabet=LETTERS, min_size=1, max_size=20),
    st.text(alphabet='\\{}"$%&;,=-+@<>\n\t ~^[]', min_size=1, max_size=10),
)
NODES = (
    "doi:10.1000/a", "doi:10.1000/b_c(1)<2>", "doi:10.1000/d;e&f", "pmid:21770786", "arxiv:cs/0309023",
    "isbn:9783161484100", "ref:04dcc140bc08", "ref:1f4cd923274a",
)  # fmt: skip
_FACTS = st.fixed_dictionaries({"doi": st.just("10.1000/q"), "score": st.floats(0, 1), "title": TEXTS})
_EVIDENCE = st.fixed_dictionaries({"field": TEXTS, "claimed": TEXTS, "found": TEXTS, "agreement": st.floats(0, 1)})
_WORKS = st.fixed_dictionaries(
    {
        "seed": st.booleans(),
        "depth": st.integers(0, 3),
        "status": st.sampled_from(("resolved", "listed", "unresolved")),
        "found_via": st.lists(TEXTS, min_size=1, max_size=2),
    },
    optional={
        "title": TEXTS,
        "authors": st.lists(TEXTS, max_size=3),
        "year": st.integers(1500, 2026),
        "venue": TEXTS,
        "volume": TEXTS,
        "gcs": st.integers(0, 10**6),
        "references_deposited": st.integers(0, 99),
        "text": TEXTS,
        "candidates": st.lists(_FACTS, max_size=2),
    },
)
_CITATIONS = st.fixed_dictionaries(
    {"sources": st.lists(TEXTS, min_size=1, max_size=2), "score": st.floats(0, 1)},
    optional={"text": TEXTS, "method": st.just("search"), "evidence": st.lists(_EVIDENCE, max_size=2)},
)


@st.composite
def graphs(draw):
    """Works of every kind, some of them alone; citations in both directions of time."""
    G = nx.DiGraph()
    works = draw(st.lists(st.sampled_from(NODES), min_size=1, max_size=5, unique=True))
    for work in works:
        G.add_node(work, **draw(_WORKS))
        if "authors" in G.nodes[work] and draw(st.booleans()):
            G.nodes[work]["orcids"] = [draw(st.sampled_from(("", "0000-0002-1825-0097"))) for _ in G.nodes[work]["authors"]]
    pairs = [(citing, cited) for citing in works for cited in works if citing != cited]
    for pair in draw(st.lists(st.sampled_from(pairs), unique=True, max_size=6)) if pairs else ():
        G.add_edge(*pair, **draw(_CITATIONS))
    return check_graph(G)


def kept(G):
    """Works and citations as a file without lists has them: texts cleaned, what is empty absent."""
    return tuple(
        {key: _kept(attributes) for key, attributes in told.items()} for told in (dict(G.nodes), dict(G.edges))
    )


def _kept(attributes):
    told = {name: value if name == "orcids" else _value(value) for name, value in attributes.items()}
    return {name: value for name, value in told.items() if value != "" and value != [] or name == "candidates"}


def _value(value):
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, list):
        return [each for item in value if (each := _value(item)) not in ("", None)]
    if isinstance(value, dict):
        return {name: _value(item) for name, item in value.items()}
    return value
