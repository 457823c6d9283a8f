"""What the works of a collection cite together that a library lacks."""

from collections.abc import Collection, Sequence

from citegraph.measure import citation_arrays
from citegraph.merging import merge_records
from citegraph.model import Author, Reference, Resolution, Verdict
from citegraph.ranking.core import CoreWork, described, ranked

__all__ = ["FEWEST", "in_library", "missing_works"]

# Cited together, that is by this many works here at least.
FEWEST = 2


def missing_works(
    G, library: Sequence[Reference], n=10, *, by=None, among: Collection | None = None, seed=0
) -> tuple[tuple[CoreWork, ...], int]:
    """Return the best works that several works here cite and *library* lacks, and how many works here it has.

    A work is in the library if an identifier agrees, or if title, first
    author and year or place do (`citegraph.merging`); works with two DOIs are two.
    Ranks are those in the whole graph.

    Parameters
    ----------
    library : sequence of Reference
        What `citegraph.read` found in the library: the works it describes.
    n, by, among, seed
        As for `core_works`.

    Examples
    --------
    >>> import networkx as nx
    >>> G = nx.DiGraph([("x", "doi:10.1000/a"), ("y", "doi:10.1000/a"), ("x", "doi:10.1000/b"), ("y", "doi:10.1000/b")])
    >>> for doi in ("10.1000/a", "10.1000/b"):
    ...     G.nodes[f"doi:{doi}"]["doi"] = doi
    >>> works, in_both = missing_works(G, [Reference("Mead 2001", doi="10.1000/a")])
    >>> [work.id for work in works], in_both
    (['doi:10.1000/b'], 1)

    What a single work cites is not cited together:

    >>> G.remove_edge("x", "doi:10.1000/b")
    >>> missing_works(G, [])[0][0].id
    'doi:10.1000/a'
    """
    standing = ranked(G, by=by)
    have = in_library(standing.a, library)
    works = [standing.a.works[row] for row in standing.rows]
    entries = [
        entry
        for entry in standing.order
        if works[entry] not in have
        and (among is None or works[entry] in among)
        and len(standing.cited_by(standing.rows[entry])) >= FEWEST
    ]
    return described(standing, entries if n is None else entries[: max(n, 0)], seed=seed), len(have)


def in_library(G, library: Sequence[Reference]) -> frozenset:
    """Return the works of a graph that *library* has.

    >>> import networkx as nx
    >>> G = nx.DiGraph([("x", "y")])
    >>> G.nodes["y"].update(title="Peer support: A theoretical perspective", authors=["Mead, Shery"], year=2001)
    >>> mead = Reference("", (Author("Mead", "S."),), 2001, "Peer support: a theoretical perspective")
    >>> sorted(in_library(G, [mead]))
    ['y']
    """
    a = citation_arrays(G)
    claims = [*library, *map(_claim, a.works, a.attributes)]
    records = [Resolution(claim, Verdict.UNAVAILABLE) for claim in claims]
    number = len(library)
    return frozenset(
        a.works[merge.merged - number]
        for merge in merge_records(records).merges
        if merge.kept < number <= merge.merged
    )


def _claim(work, attributes):
    """A work of the graph as something said, so that it can be held against the library's records."""
    kind, _, value = str(work).partition(":")
    names = [author.partition(",") for author in attributes.get("authors", ())]
    return Reference(
        attributes.get("text", ""),
        tuple(Author(family.strip(), given.strip() or None) for family, _, given in names),
        attributes.get("year"),
        attributes.get("title"),
        attributes.get("venue"),
        attributes.get("volume"),
        attributes.get("issue"),
        attributes.get("pages"),
        doi=attributes.get("doi"),
        kind=attributes.get("type"),
        **({kind: value} if kind in ("pmid", "arxiv", "isbn") else {}),
    )
