"""Many records of which every field is hostile."""

import random

import networkx as nx

from tests.view.examples import PAYLOAD, Core, add, cite

PIECES = (
    PAYLOAD,
    "<script>window.__pwned=1</script>",
    "<svg onload=window.__pwned=1>",
    "<!--",
    "]]>",
    "javascript:window.__pwned=1",
    'href="x" onmouseover="window.__pwned=1"',
    "{{ 7*7 }} ${7*7} #{7*7}",
    "=cmd|' /C calc'!A0",
    "+1+1",
    "@SUM(1)",
    "-2+3",
    "'quoted' \"twice\"",
    "{brace} }unbalanced{ \\input{/etc/passwd} % & $ # _ ~ ^",
    "\u202egnp.exe\u2066",
    "\u2028line\u2029paragraph\r\nTY  - JOUR\nER  - ",
    "\x00\x07\x1b[31m",
    "\ud800",
    "a and b and others",
    "; , | \t tab",
    "漢字 العربية Ångström 🙂 e\u0301",
    "__proto__",
    "constructor",
    "&lt;b&gt;&amp;amp;",
    "x" * 3000,
)


def hostile_records(works=200, seed=11):
    """A graph of *works* records without one harmless text, and core works among them."""
    rng = random.Random(seed)
    text = lambda: f"{rng.choice(PIECES)} {rng.choice(PIECES)}"  # noqa: E731
    G = nx.DiGraph(
        schema=1,
        inputs=[{"name": text(), "sha256": text()} for _ in range(3)],
        sources=[{"name": text(), "oldest": text()}],
        counts={text(): text()},
        parameters={text(): [text()]},
    )
    names = []
    for i in range(works):
        unresolved = i % 4 == 3
        name = f"{'ref' if unresolved else rng.choice(('doi', 'pmid', 'arxiv', 'isbn'))}:10.{1000 + i}/{PIECES[i % 24]}"
        names.append(name)
        add(
            G,
            name,
            title=text(),
            authors=[text() for _ in range(i % 4)],
            venue=text(),
            type=rng.choice(("journal-article", "book", text())),
            volume=text(),
            issue=text(),
            pages=text(),
            doi=text(),
            text=text(),
            verdict=text(),
            status="unresolved" if unresolved else rng.choice(("resolved", "listed")),
            seed=i % 7 == 0,
            found_via=[text()],
            candidates=[{"doi": text(), "title": text(), "score": 0.4}, text()],
            **({"year": rng.randint(1950, 2024)} if i % 5 else {}),
        )
    for i in range(1, works):
        evidence = [{"field": text(), "claimed": text(), "found": text(), "agreement": 0.5}]
        cite(G, names[i], names[rng.randrange(i)], text=text(), method=text(), sources=[text()], evidence=evidence)
    core = tuple(
        Core(names[i], i + 1, 0.5, {text(): 1.5}, {text(): 1}, reasons=(text(),), cautions=(text(),)) for i in range(9)
    )
    return G, core
