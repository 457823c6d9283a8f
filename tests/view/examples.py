"""Graphs that the tests of the page share."""

import base64
import json
import random
import re
import zlib
from collections import Counter
from dataclasses import dataclass, field

import networkx as nx

PAYLOAD = "</script><img src=x onerror=window.__pwned=1>"


@dataclass(frozen=True)
class Core:
    """What the page reads of a core work."""

    id: str
    rank: int
    score: float = 0.5
    measures: dict = field(default_factory=dict)
    ranks: dict = field(default_factory=dict)
    rank_low: int | None = None
    rank_high: int | None = None
    reasons: tuple = ()
    cautions: tuple = ()
    of: int | None = None
    contributions: tuple = ()


def add(G, name, **attributes):
    G.add_node(name, **{"seed": False, "depth": 1, "status": "resolved", "found_via": ["refs.txt"]} | attributes)


def cite(G, citing, cited, **attributes):
    G.add_edge(citing, cited, **{"sources": ["crossref"], "score": 1.0} | attributes)


def small_graph():
    """Six works by number, one of them alone and one an unmatched reference."""
    G = nx.DiGraph(
        schema=1,
        citegraph="0.1.0",
        inputs=[{"name": "refs.txt", "sha256": "ab" * 32}],
        sources=[{"name": "crossref", "oldest": "2026-11-01", "newest": "2026-11-03"}],
        counts={"works": 5, "verdicts": {"accepted": 4, "ambiguous": 1}},
        parameters={"depth": 1},
    )
    add(
        G,
        "doi:10.1000/old",
        title="Old founding work",
        authors=["Small, Henry"],
        year=1973,
        doi="10.1000/old",
        gcs=1200,
    )
    add(
        G,
        "doi:10.1000/mid",
        title="A work between",
        authors=["Garfield, Eugene"],
        year=1990,
        doi="10.1000/mid",
        references_deposited=3,
        venue="Journal of Links",
    )
    add(
        G,
        "doi:10.1000/new",
        title="The newest review",
        authors=["Ångström, Åsa"],
        year=2020,
        doi="10.1000/new",
        seed=True,
        depth=0,
        references_deposited=9,
    )
    add(G, "doi:10.1000/later", title="Another review", year=2021, doi="10.1000/later", status="listed")
    add(G, "doi:10.1000/alone", title="A work nobody cites", year=1999, doi="10.1000/alone")
    add(
        G,
        "ref:0123456789ab",
        status="unresolved",
        text="Kessler M. Coupling. In: Papers, 1963",
        verdict="ambiguous",
        candidates=[{"doi": "10.1000/cand", "title": "Bibliographic coupling", "year": 1963, "score": 0.55}],
    )
    cite(
        G,
        "doi:10.1000/new",
        "doi:10.1000/mid",
        text="Garfield E. A work between. 1990",
        method="search",
        score=0.83,
        evidence=[{"field": "title", "claimed": "A work between", "found": "A work between", "agreement": 1.0}],
    )
    cite(G, "doi:10.1000/new", "doi:10.1000/old", method="identifier")
    cite(G, "doi:10.1000/later", "doi:10.1000/old", method="identifier")
    cite(G, "doi:10.1000/mid", "doi:10.1000/old", method="identifier", sources=["crossref", "input"])
    cite(G, "doi:10.1000/mid", "ref:0123456789ab", score=0.5)
    return G


def small_core():
    return (
        Core(
            "doi:10.1000/old",
            1,
            1.0,
            {"pagerank": 0.31, "local_citation_score": 3},
            {"pagerank": 1, "local_citation_score": 1},
            1,
            1,
            ("Cited by 3 of the 6 works here.",),
            ("Its own reference list is not deposited.",),
        ),
        Core("doi:10.1000/mid", 2, 0.6, {"pagerank": 0.2}, {"pagerank": 2}, 2, 3, ("Cited by the newest review.",)),
    )


def hostile_graph():
    """Every field that comes from outside holds something that must not run."""
    G = nx.DiGraph(
        schema=1,
        inputs=[{"name": PAYLOAD, "sha256": "0"}],
        sources=[{"name": PAYLOAD}],
        counts={PAYLOAD: PAYLOAD},
        parameters={PAYLOAD: [PAYLOAD]},
    )
    add(
        G,
        "doi:10.1000/evil",
        title=f"Evil {PAYLOAD}",
        authors=[PAYLOAD, "<!--, \u2028"],
        venue=PAYLOAD,
        doi="javascript:window.__pwned=1",
        volume=PAYLOAD,
        seed=True,
        depth=0,
        year=2001,
        found_via=[PAYLOAD],
    )
    add(
        G,
        f"doi:10.1000/{PAYLOAD}",
        title="see href=\"javascript:window.__pwned=1\" and {{ 7*7 }} & 'quotes'",
        doi='10.1000/"><script>window.__pwned=1</script>',
        year=1999,
    )
    add(G, "doi:10.1000/bidi", title="abc\u202edef\u2066\x07\ud800 漢字 🙂", doi="10.1000/bidi", status="listed")
    add(
        G,
        "ref:00000000000a",
        status="unresolved",
        text=f"=cmd() {PAYLOAD}",
        verdict=PAYLOAD,
        candidates=[{"doi": "javascript:window.__pwned=1", "title": PAYLOAD, "score": 0.4}, PAYLOAD],
    )
    cite(
        G,
        "doi:10.1000/evil",
        f"doi:10.1000/{PAYLOAD}",
        text=PAYLOAD,
        method=PAYLOAD,
        sources=[PAYLOAD],
        evidence=[{"field": PAYLOAD, "claimed": PAYLOAD, "found": PAYLOAD, "agreement": 0.5}],
    )
    cite(G, "doi:10.1000/evil", "ref:00000000000a", text=PAYLOAD)
    cite(G, "doi:10.1000/bidi", "doi:10.1000/evil")
    core = (
        Core(
            "doi:10.1000/evil",
            1,
            measures={PAYLOAD: 1.5, "pagerank": float("nan")},
            ranks={PAYLOAD: 1},
            reasons=(PAYLOAD,),
            cautions=(PAYLOAD,),
        ),
    )
    return G, core


def grown_graph(works, references=3, seed=3):
    """A graph in which new works prefer what is cited already, from 1950 on."""
    rng = random.Random(seed)
    G, popular = nx.DiGraph(schema=1), []
    for i in range(works):
        name = f"doi:10.1000/{i:05d}"
        add(
            G,
            name,
            title=f"Work number {i}",
            authors=[f"Author{i}, A"],
            doi=name[4:],
            year=1950 + i * 70 // works,
            seed=i % 50 == 49,
        )
        for _ in range(min(i, rng.randint(0, 2 * references))):
            j = rng.choice(popular) if popular and rng.random() < 0.7 else rng.randrange(i)
            cite(G, name, f"doi:10.1000/{j:05d}")
            popular.append(j)
    return G


def content_of(page):
    """The data a page carries, its columns and texts in full again."""
    content = json.loads(re.search(r'<script type="application/json" id="content">(.*?)</script>', page, re.DOTALL)[1])
    works, citations = unpacked_rows(content["works"]), content["citations"]
    for node in unpacked_rows(content["network"]["nodes"]):
        works[node["place"]] |= {name: value for name, value in node.items() if name != "place"}
    text, evidence = json.loads(zlib.decompress(base64.b64decode(citations["read"])))
    to = iter(content["network"]["edges"]["to"])
    made = enumerate(unpacked(content["network"]["edges"]["made"]))
    citations |= {name: unpacked(citations[name]) for name in ("score", "how")}
    return content | {
        "works": works,
        "citations": citations | {"text": text, "evidence": evidence},
        "edges": [(citing, next(to)) for citing, count in made for _ in range(count)],
    }


def unpacked_rows(packed):
    """Records from their columns, without the fields that have no value."""
    rows = [{} for _ in range(packed["of"])]
    for name, column in packed["columns"].items():
        for row, value in zip(rows, unpacked(column), strict=True):
            if value is not None:
                row[name] = value
    return rows


def unpacked(column):
    """A column in full, read as its form is documented: a second reader beside that of the page."""
    match column:
        case {"most": most, "of": count, "at": at, "is": others}:
            others = dict(zip(at, unpacked(others), strict=True))
            return [others.get(i, most) for i in range(count)]
        case {"table": table, "is": numbers}:
            return [None if i is None else table[i] for i in numbers]
        case {"long": lengths, "is": flat}:
            flat = iter(unpacked(flat))
            return [None if n is None else [next(flat) for _ in range(n)] for n in unpacked(lengths)]
    return column


def with_content(page, columns=(), **said):
    """The page with other data: columns of its works, and parts of the whole."""
    head, rest = page.split('<script type="application/json" id="content">')
    data, tail = rest.split("</script>", 1)
    content = json.loads(data) | said
    content["works"]["columns"] |= dict(columns)
    return f'{head}<script type="application/json" id="content">{json.dumps(content)}</script>{tail}'


def with_communities(page, G):
    """The page with communities found, named and given to its works, as pages of such graphs have them."""
    from citegraph.measure.communities import communities

    group_of = communities(G)
    numbers = [group_of[work] for work in sorted(G)]
    sizes = sorted(Counter(numbers).items())
    names = [{"number": number, "name": f"theme {number}", "size": size} for number, size in sizes]
    return with_content(page, {"community": numbers}, communities=names)
