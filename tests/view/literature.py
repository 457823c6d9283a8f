"""Made-up literatures with records as long as real ones: titles, names, reference texts, evidence."""

import random

import networkx as nx

from tests.benchmarks.citation_graphs import made_up_citations
from tests.view.examples import add, cite

_SOUNDS = "ba be bo da de di fa ga go ha hi ka ke la lo ma me mi na ne no pa pe ra re ri sa se so ta te ti ve".split()
_JOINTS = "of in and for with on a the among".split()


def made_up_literature(works, citations, seed=0):
    """About *citations* citations among *works* works of 70 years, each with its text, a sixth with evidence."""
    rng = random.Random(seed)
    words = ["".join(rng.choices(_SOUNDS, k=rng.randint(2, 5))) for _ in range(3000)]
    names = [f"{word.capitalize()}, {rng.choice('ABCDEFGHJKLMNPRST')}. {rng.choice('ABCDEJLMRS')}." for word in words]
    venues = [f"Journal of {' '.join(rng.sample(words, 3)).title()}" for _ in range(max(4, works // 12))]
    G = nx.DiGraph(schema=1, inputs=[{"name": "references.bib", "sha256": "ab" * 32}], sources=[{"name": "crossref"}])
    for i in range(works):
        doi = f"10.{rng.randint(1000, 1400)}/{rng.choice(words)}.{rng.randint(1900, 2020)}.{i:06d}"
        title = " ".join(rng.choice(words if k % 3 else _JOINTS) for k in range(rng.randint(7, 16))).capitalize()
        add(
            G,
            f"doi:{doi}",
            title=title,
            authors=rng.sample(names, rng.randint(1, 6)),
            venue=rng.choice(venues),
            doi=doi,
            year=1950 + i * 70 // works,
            volume=str(rng.randint(1, 90)),
            pages=f"{rng.randint(1, 900)}-{rng.randint(901, 999)}",
            gcs=int(rng.paretovariate(0.8)),
            references_deposited=rng.randint(5, 60),
            seed=i % 40 == 39,
            type="journal-article",
        )
    order = list(G)
    for a, b in zip(*(side.tolist() for side in made_up_citations(works, citations, seed))):
        work = G.nodes[order[b]]
        text = (
            f"{work['authors'][0].split(',')[0]}, {work['title'][: rng.randint(40, 120)]}, {work['venue'][:24]}, "
            f"{work['year']}, {work['volume']}, {rng.randint(1, 12)}, {work['pages'].split('-')[0]}"
        )
        said = {"text": text, "method": "identifier", "score": 0.99}
        if rng.random() < 1 / 6:
            fields = {"title": "title", "container": "venue", "year": "year", "volume": "volume", "first_page": "pages"}
            evidence = [
                {"field": field, "claimed": str(work[name]).lower(), "found": str(work[name]), "agreement": 1.0}
                for field, name in fields.items()
            ]
            said = {"text": text, "method": "search", "score": round(rng.uniform(0.8, 1), 4), "evidence": evidence}
        cite(G, order[a], order[b], **said)
    return G
