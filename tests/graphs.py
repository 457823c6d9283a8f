"""Small citation graphs for tests."""

import networkx as nx
from hypothesis import settings
from hypothesis import strategies as st

from citegraph.graph import check_graph

# For what costs much, or holds on the thousands of graphs of tests.benchmarks.measures_by_definition, too.
fewer_examples = settings(max_examples=settings.default.max_examples // 5)


def citation_graph(citations, seeds=(), **attributes):
    """A graph that keeps the contract: ``{citing: cited works}`` with names such as ``"a"``.

    Keyword arguments give attributes by name of work: ``year={"a": 1963}``.
    """
    G = nx.DiGraph()
    for citing, cited_works in citations.items():
        G.add_node(doi(citing))
        for cited in cited_works:
            G.add_edge(doi(citing), doi(cited), sources=["input"], score=1.0)
    for work, known in G.nodes(data=True):
        known.update(seed=False, depth=1, status="resolved", found_via=["input"])
    for seed in seeds:
        G.nodes[doi(seed)].update(seed=True, depth=0)
    for name, values in attributes.items():
        for work, value in values.items():
            G.nodes[doi(work)][name] = value
    return check_graph(G)


def doi(name):
    """The node of the work called *name* in `citation_graph`."""
    return f"doi:10.1000/{name}"


@st.composite
def citation_dags(draw, largest=9):
    """Acyclic graphs: a work may cite smaller numbers only."""
    count = draw(st.integers(0, largest))
    pairs = [(citing, cited) for citing in range(count) for cited in range(citing)]
    G = nx.DiGraph()
    G.add_nodes_from(range(count))
    G.add_edges_from(draw(st.lists(st.sampled_from(pairs), unique=True)) if pairs else ())
    return G


@st.composite
def citation_digraphs(draw, largest=8):
    """Graphs of any kind, circles and works that list themselves included."""
    count = draw(st.integers(1, largest))
    work = st.integers(0, count - 1)
    G = nx.DiGraph()
    G.add_nodes_from(range(count))
    G.add_edges_from(draw(st.lists(st.tuples(work, work), max_size=3 * count)))
    return G
