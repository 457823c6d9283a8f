"""What the page says about each work and each citation, as plain values.

Everything that comes from outside (titles, names, texts) passes `clean` here.
"""

import html
import math
import re
from numbers import Real
from operator import itemgetter

import networkx as nx

from citegraph import __version__
from citegraph.ranking import graph_cautions
from citegraph.view.layout import Timeline
from citegraph.wording import are, counted
from citegraph.write.works import kind_of

WORKS_IN_FULL = 3000  # in larger graphs the evidence for each citation is left out
LONGEST_TEXT = 2000
_TRIMMED = "This page leaves out the evidence for each citation, for size; the graph file holds it."

_FACE_MARKUP = re.compile(r"</?(?:i|b|u|em|strong|sub|sup|scp|tt|italic|bold|jats:[a-z-]+)\s*/?>", re.IGNORECASE)
# Control characters, line separators, halves of surrogate pairs, and the marks that reorder
# text on the screen (a title could use them to show another name than it has).
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_REORDERING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")

def clean(value) -> str:
    """Return *value* as one line of text that cannot reorder or hide its neighbours.

    >>> clean("Peer  <i>support</i>\\n &amp; recovery")
    'Peer support & recovery'

    Markup other than type faces is left as it stands, to be shown as text:

    >>> clean("</script><img src=x onerror=alert(1)>\\u202e")
    '</script><img src=x onerror=alert(1)>'
    """
    text = html.unescape(_FACE_MARKUP.sub("", str(value)))
    text = " ".join(_REORDERING.sub("", _UNSEEN.sub(" ", text)).split())
    return text if len(text) <= LONGEST_TEXT else text[: LONGEST_TEXT - 1] + "…"


def label_of(work: str, attributes: dict) -> str:
    """Return a short name for a work: first author and year, as in running text.

    >>> label_of("doi:10.1/a", {"authors": ["Small, Henry"], "year": 1973})
    'Small 1973'
    >>> label_of("ref:1f", {"text": "Mead S. Defining peer support. 2003"})
    'Mead S'
    >>> label_of("doi:10.1/a", {})
    '10.1/a'
    """
    authors = attributes.get("authors") or ()
    name = clean(authors[0]).split(",")[0] if authors else ""
    if not name and attributes.get("text"):
        name = re.split(r"[,.(]", clean(attributes["text"]), maxsplit=1)[0].strip()
    if not name:
        name = clean(attributes.get("title", "")) or clean(work).partition(":")[2]
    if len(name) > 24:
        name = name[:23].rsplit(" ", 1)[0].rstrip(" ,.;:") + "…"
    return f"{name} {attributes['year']}" if "year" in attributes else name


def title_of(G: nx.DiGraph) -> str:
    """Return a heading for the page of a graph, from the names of its inputs.

    >>> title_of(nx.DiGraph(inputs=[{"name": "refs.txt"}, {"name": "more.bib"}, {"name": "x.ris"}]))
    'refs.txt and 2 more'
    >>> title_of(nx.DiGraph())
    'Citation graph'
    """
    names = [name for name in (clean(_named(entry)) for entry in G.graph.get("inputs") or ()) if name]
    if not names:
        return "Citation graph"
    return names[0] if len(names) == 1 else f"{names[0]} and {len(names) - 1} more"


def page_content(G: nx.DiGraph, core, timeline: Timeline, title: str, found: dict, mine=()) -> dict:
    """Return what the page says beyond marks and positions, ready for JSON.

    Works are named by their place in ``works``, sorted by id; citations stand
    in the order of their works.  *found* is what `measured` says of the graph.
    """
    order = sorted(G)
    place = {work: i for i, work in enumerate(order)}
    mine, found = frozenset(mine), dict(found)
    found["communities"] = [{**one, "name": clean(one["name"])} for one in found["communities"]]
    works = [_work(G.nodes[work], timeline.positions[work], place) for work in order]
    for row in found.pop("ranked"):
        works[row]["ranked"] = 1
    for work, said, community in zip(order, works, found.pop("community"), strict=True):
        said["community"] = community
        if work in mine:
            said["mine"] = 1
    return {
        "title": title,
        "version": __version__,
        "works": works,
        "citations": _citations(G, place),
        "core": [_core(entry, place) for entry in core if entry.id in place],
        "timeline": {
            "years": [list(year) for year in timeline.years],
            "shortened": [list(pair) for pair in timeline.shortened],
            "undated": timeline.undated_x,
            "lanes": [list(lane) for lane in timeline.lanes],
        },
        "about": _about(G),
        "kinds": _kinds(G),
        **found,
    }


def history_content(history, order) -> dict | None:
    """Return a `Historiograph` as the page draws it, its works named by their place in *order*; `None` of nothing.

    >>> from citegraph.view.layout import historiograph_layout
    >>> history_content(historiograph_layout(nx.DiGraph(), []), [])
    """
    if not history.positions:
        return None
    place = {work: i for i, work in enumerate(order)}
    undated = [[None, history.undated_y]] if history.undated_y is not None else []
    return {
        "positions": sorted([place[work], *position] for work, position in history.positions.items()),
        "years": [list(year) for year in history.years] + undated,
        "shortened": [list(pair) for pair in history.shortened],
    }


def _kinds(G):
    """What BibTeX, RIS and CSL call each type of work here; ``""`` stands for works without one."""
    types = {clean(kind) for _, kind in G.nodes(data="type") if kind} | {"", "journal-article"}
    kinds = {name: kind_of({"type": name}) for name in sorted(types)}
    return {name: [kind.bibtex, kind.venue, kind.ris, kind.csl] for name, kind in kinds.items()}


def _work(a, position, place):
    said = {"status": a.get("status", "listed"), "timeline": list(position)}
    for name in ("title", "venue", "type", "volume", "issue", "pages", "doi", "text", "verdict"):
        if a.get(name):
            said[name] = clean(a[name])
    for name in ("year", "gcs", "depth", "references_deposited"):
        if name in a:
            said[name] = int(a[name])
    if a.get("seed"):
        said["seed"] = 1
    if a.get("authors"):
        said["authors"] = [clean(author) for author in a["authors"]]
    if a.get("candidates"):
        said["candidates"] = [_candidate(candidate) for candidate in a["candidates"]]
    if a.get("found_via"):
        said["via"] = [place[via] if via in place else clean(via) for via in map(str, a["found_via"])]
    return said


def _candidate(candidate):
    if not isinstance(candidate, dict):
        return {"title": clean(candidate)}
    said = {name: clean(candidate[name]) for name in ("doi", "title", "year") if candidate.get(name) is not None}
    if (score := _finite(candidate.get("score"))) is not None:
        said["score"] = round(score, 3)
    return said


def _citations(G, place):
    edges = [(citing, cited, data) for citing in place for cited, data in sorted(G.adj[citing].items(), key=itemgetter(0))]
    hows, said, how, texts, evidence = {}, {}, [], {}, {}
    for i, (_, _, data) in enumerate(edges):
        key = (str(data.get("method") or ""), *map(str, data.get("sources") or ()))
        if key not in said:
            method, *sources = map(clean, key)
            said[key] = hows.setdefault((method, tuple(sources)), len(hows))
        how.append(said[key])
        if data.get("text"):
            texts[str(i)] = clean(data["text"])
        if data.get("evidence") and len(place) <= WORKS_IN_FULL:
            evidence[str(i)] = [_evidence(item) for item in data["evidence"] if isinstance(item, dict)]
    return {
        "score": [round(_finite(edge[2].get("score"), 1.0), 3) for edge in edges],
        "how": how,
        "hows": [[method, list(sources)] for method, sources in hows],
        "text": texts,
        "evidence": evidence,
    }


def _evidence(item):
    agreement = _finite(item.get("agreement"))
    return [
        clean(item.get("field", "")),
        clean(item.get("claimed", "")),
        clean(item.get("found", "")),
        None if agreement is None else round(agreement, 2),
    ]


def _core(entry, place):
    """A core work; of its score, each part as [place of the citing work or None, words, share of the score]."""
    score = _finite(entry.score, 0.0)
    return {
        "work": place[entry.id],
        "rank": _rank(entry.rank),
        "low": _rank(entry.rank_low),
        "high": _rank(entry.rank_high),
        "of": _rank(entry.of),
        "score": round(score, 3),
        "reasons": [clean(reason) for reason in entry.reasons],
        "cautions": [clean(caution) for caution in entry.cautions],
        "parts": [
            [place.get(part.id), clean(part.label), round(_finite(part.part, 0.0) / score, 3)]
            for part in entry.contributions
            if score > 0
        ],
    }


def _rank(value):
    return None if value is None else int(value)


def _finite(value, otherwise=None):
    return float(value) if isinstance(value, (float, Real)) and math.isfinite(value) else otherwise


def _named(entry):
    return entry.get("name", "") if isinstance(entry, dict) else str(entry)


def _about(G):
    return {
        "inputs": [
            [clean(_named(e)), clean(e.get("sha256", ""))[:12] if isinstance(e, dict) else ""]
            for e in G.graph.get("inputs") or ()
        ],
        "sources": [[clean(_named(e)), _dates(e)] for e in G.graph.get("sources") or ()],
        "counts": _flat(G.graph.get("counts") or {}),
        "parameters": _flat(G.graph.get("parameters") or {}),
        "built_with": clean(G.graph.get("citegraph", "")),
        "cautions": [clean(caution) for caution in graph_cautions(G)]
        + reading_cautions(G)
        + ([_TRIMMED] if len(G) > WORKS_IN_FULL else []),
    }


def _dates(source):
    """When a source answered, from whatever dates it carries.

    >>> _dates({"name": "crossref", "oldest": "2026-11-01", "newest": "2026-11-03"})
    '2026-11-01 to 2026-11-03'
    """
    if not isinstance(source, dict):
        return ""
    stamps = []
    for key in ("oldest", "newest", "dates", "date"):
        value = source.get(key)
        stamps += [clean(v) for v in (value if isinstance(value, (list, tuple)) else [value]) if v]
    return " to ".join(stamp[:19] for stamp in dict.fromkeys(stamps))


def _flat(values, prefix=""):
    rows = []
    for name in sorted(values):
        words = f"{prefix}{clean(name).replace('_', ' ')}"
        if isinstance(values[name], dict):
            rows += _flat(values[name], f"{words}: ")
        else:
            value = values[name]
            several = isinstance(value, (list, tuple))
            number = type(value) in (int, float)
            rows.append([words, f"{value:,}" if number else clean(", ".join(map(str, value)) if several else value)])
    return rows


def reading_cautions(G: nx.DiGraph) -> list[str]:
    """Return how far the graph can be trusted to say what was read, in sentences.

    >>> G = nx.DiGraph([("doi:10.1/b", "doi:10.1/a")])
    >>> G.nodes["doi:10.1/a"].update(status="listed")
    >>> G.edges["doi:10.1/b", "doi:10.1/a"]["score"] = 0.7
    >>> print(*reading_cautions(G), sep="\\n")
    1 work is known by identifier only; its own references were not followed.
    1 citation is less than 90 % certain to be read correctly.
    """
    listed = sum(status == "listed" for _, status in G.nodes(data="status"))
    unasked = sum(verdict == "unavailable" for _, verdict in G.nodes(data="verdict"))
    doubtful = sum(score < 0.9 for *_, score in G.edges(data="score", default=1))
    said = []
    if listed:
        said.append(
            f"{counted(listed, 'work')} {are(listed)} known by identifier only; "
            f"{'its' if listed == 1 else 'their'} own references were not followed."
        )
    if unasked:
        again = "the same build again asks only for those."
        said.append(f"For {counted(unasked, 'reference')} the service did not answer; {again}")
    if doubtful:
        said.append(f"{counted(doubtful, 'citation')} {are(doubtful)} less than 90 % certain to be read correctly.")
    return said
