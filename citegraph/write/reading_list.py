"""A reading list in Markdown."""

import math
import re

import networkx as nx

from citegraph.wording import counted
from citegraph.write.works import one_line, said_of, title_of, url_of

_MARKS = re.compile(r"[\\`*_\[\]<>~|$&#]")
_PARTS = {
    "Core works": lambda a: "rank" in a,
    "Seeds": lambda a: a.get("seed"),
    "Works": lambda a: a.get("status") != "unresolved",
    "References that nobody could resolve": lambda a: True,
}


def reading_list(G: nx.DiGraph) -> tuple[str]:
    """Return the works as a list to read from: works with a `rank` first, then seeds, then those cited most here.

    A list of a part of a graph (`citegraph.selection.keep`) does not count the
    citations within that part.

    >>> G = nx.DiGraph([("doi:10.1/b", "doi:10.1/a")])
    >>> G.nodes["doi:10.1/a"].update(title="Peer *support*", authors=["Mead, S.", "Hilton, D."], year=2001,
    ...     venue="PRJ", gcs=9)
    >>> print(reading_list(G)[0], end="")
    # Reading list
    <BLANKLINE>
    2 works, 1 citation among them.
    <BLANKLINE>
    ## Works
    <BLANKLINE>
    1. Mead, S.; Hilton, D. (2001). **Peer \\*support\\***. *PRJ*. <https://doi.org/10.1/a> Cited here 1, everywhere 9.
    2. **Without title**. <https://doi.org/10.1/b>
    """
    listed = {heading: [] for heading in _PARTS}
    for work in sorted(G, key=lambda work: _place(G, work)):
        heading = next(heading for heading, holds in _PARTS.items() if holds(G.nodes[work]))
        listed[heading].append(_entry(G, work))
    lines = ["# Reading list", "", _summary(G), ""]
    for heading, entries in listed.items():
        if entries:
            lines += [f"## {heading}", "", *(f"{place}. {entry}" for place, entry in enumerate(entries, start=1)), ""]
    return ("\n".join(lines[:-1]) + "\n",)


def _place(G, work):
    attributes = G.nodes[work]
    return attributes.get("rank", math.inf), -G.in_degree(work), -attributes.get("gcs", 0), work


def _summary(G):
    of = G.graph["kept"]["of"] if "kept" in G.graph else len(G)
    works = f"{len(G)} of {counted(of, 'work')}" if of != len(G) else counted(of, "work")
    return f"{works}, {counted(G.number_of_edges(), 'citation')} among them."


def _entry(G, work):
    attributes = G.nodes[work]
    authors = _escaped(one_line("; ".join(attributes.get("authors", ()))))
    year = f"({attributes['year']})" if "year" in attributes else ""
    title = f"**{_escaped(title_of(attributes)) or 'Without title'}**"
    sentences = (_together(" ", authors, year), title, _appeared_in(attributes))
    address = f"<{url_of(work)}>" if url_of(work) else "" if work.startswith("ref:") else _escaped(work)
    return _together(" ", *(sentence and f"{sentence}." for sentence in sentences), address, _numbers(G, work))


def _appeared_in(attributes):
    names = ("venue", "volume", "issue", "pages")
    venue, volume, issue, pages = (_escaped(said_of(attributes, name)) for name in names)
    number = f"{volume}({issue})" if issue else volume
    return _together(", ", _together(" ", venue and f"*{venue}*", number), pages)


def _together(between, *parts):
    return between.join(part for part in parts if part)


def _numbers(G, work):
    attributes = G.nodes[work]
    # In a part of a graph, the citations that are left say nothing about the work.
    counts = [f"here {G.in_degree(work)}"] if G.in_degree(work) and "kept" not in G.graph else []
    counts += [f"everywhere {attributes['gcs']}"] if "gcs" in attributes else []
    rank = f"Rank {attributes['rank']}." if "rank" in attributes else ""
    return _together(" ", rank, counts and f"Cited {', '.join(counts)}.")


def _escaped(text):
    return _MARKS.sub(r"\\\g<0>", text)
