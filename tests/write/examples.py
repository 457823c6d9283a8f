"""Graphs that the tests of the writers share, and titles that try to break them."""

import networkx as nx
from hypothesis import strategies as st

from citegraph.graph import check_graph

HOSTILE = (
    '=HYPERLINK("http://example.org","click")',
    "Say “peer”, \"support\" & 'care'; <b>now</b>\ttab",
    "$x_{1}^2$ \\emph{math} 5 % of #1 ~ {unbalanced",
    "}{ brace first, TY  - JOUR\nER  - \nsecond line",
    "</data></node><script>alert(1)</script>]]> &amp; &#x0;",
    "支持 同侪 — التضامن \u202e Ünïcödé 😀",
    "| a | table | `code` *stars* _lines_ [link](javascript:x) | 1. item",
    "\x00\x08\x1b[31mred\ud835 \ufffe",
    "\\",
    '"',
    "-1+1",
    "@article{x, title = {y}}",
    "; ; \\; \\",
)
_MARKS = st.text(alphabet='\\{}"$%&;,=-+@<>\n\r\t ~^', max_size=12)
TEXTS = st.one_of(st.sampled_from(HOSTILE), st.text(max_size=30), _MARKS)
# What every writer keeps to the letter: one line, no control characters, no marks of direction.
PLAIN = st.text(alphabet=st.characters(codec="utf-8", categories=("L", "N", "P", "S")), min_size=1, max_size=12)


def library() -> nx.DiGraph:
    """Five works with everything the contract knows, one of them alone, one unresolved."""
    G = nx.DiGraph(schema=1, citegraph="0.1.0", inputs=[{"name": "refs.txt", "sha256": "ab" * 32}], counts={"works": 5})
    add(
        G, "doi:10.1000/a", seed=True, depth=0, title="Peer support: a mRNA view", type="journal-article",
        authors=["Asad, Sarah", "Research; and Co", "O’Neil, Seán"],
        orcids=["0000-0002-1825-0097", "", "0000-0002-1694-233X"], year=2016, venue="Community Mental Health Journal",
        volume="52", issue="7", pages="767-774", gcs=140, references_deposited=40, doi="10.1000/a",
    )  # fmt: skip
    add(
        G, "doi:10.1000/b_c", title="Care & cure", type="book-chapter", authors=["Mead, Shery"], year=2001,
        venue="A book",
    )  # fmt: skip
    add(G, "doi:10.1000/d", status="listed", doi="10.1000/d")
    add(G, "pmid:21770786", title="Care & cure again", authors=["Mead, Shery"], year=2001, type="article", gcs=0)
    add(
        G, "ref:04dcc140bc08", status="unresolved", text="Mead S. Care, unresolved. 2001", title="Care, unresolved",
        verdict="ambiguous", candidates=[{"doi": "10.1000/q", "score": 0.5, "title": "Ça; va"}],
        found_via=["doi:10.1000/a"],
    )  # fmt: skip
    for cited in ("doi:10.1000/b_c", "doi:10.1000/d", "ref:04dcc140bc08"):
        G.add_edge("doi:10.1000/a", cited, sources=["crossref", "input"], score=0.97)
    G.add_edge(
        "doi:10.1000/b_c", "doi:10.1000/d", sources=["input"], score=1.0, text="1. D; 1999.", method="search",
        evidence=[{"field": "title", "claimed": "D", "found": "D", "agreement": 1.0}],
    )  # fmt: skip
    return check_graph(G)


def add(G, work, **attributes):
    G.add_node(work, **{"seed": False, "depth": 1, "status": "resolved", "found_via": ["refs.txt"], **attributes})


def titled(*titles) -> nx.DiGraph:
    """Works that have these titles and cite the next one."""
    G = nx.DiGraph()
    works = [f"doi:10.1000/{number:03}" for number in range(len(titles))]
    for work, title in zip(works, titles, strict=True):
        add(G, work, title=title, authors=[title or "Nobody, N."], venue=title, text=title, year=2001)
    for citing, cited in zip(works, works[1:], strict=False):
        G.add_edge(citing, cited, sources=["input"], score=1.0, text=titles[0])
    return check_graph(G)
