"""read → resolve → snowball → graph, as one call."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import networkx as nx

from citegraph import __version__
from citegraph.assembly import assemble
from citegraph.decisions import METHOD, Decisions, decided, load_decisions
from citegraph.garbage import no_collection
from citegraph.graph import SCHEMA
from citegraph.mentions import group_mentions
from citegraph.merging import merge_records
from citegraph.model import Reference, Resolution, Verdict
from citegraph.networks import graphs_of, seeds_of
from citegraph.networks.joining import with_graphs
from citegraph.read import Reading, read_inputs
from citegraph.resolve import resolve_references
from citegraph.snowball import Citation, Collection, snowball
from citegraph.sources import open_sources
from citegraph.sources.protocol import Source

Progress = Callable[[str, int], Callable[[int], None]]


@dataclass(frozen=True, slots=True)
class Claim:
    """One thing an input says that has to be resolved, and where it said so.

    `citing` is the claim about the work in whose list it stands, or `None`.
    """

    input: str
    reference: Reference
    citing: Reference | None = None
    seed: bool = False
    about: bool = False


def claims_of(readings: Iterable[Reading]) -> list[Claim]:
    """Return everything to resolve in *readings*, in input order.

    >>> entry = Reference("Small 1973", number=1)
    >>> [claim.seed for claim in claims_of([Reading("a.txt", "", "bibliography", entries=(entry,))])]
    [True]
    """
    claims = []
    for reading in readings:
        works = [(record, False) for record in reading.records]
        if reading.about:
            works.insert(0, (reading.about, True))
        for record, about in works:
            claims.append(Claim(reading.input, record.claim, seed=True, about=about))
            claims += [Claim(reading.input, entry, citing=record.claim) for entry in record.references]
        claims += [Claim(reading.input, entry, seed=True) for entry in (*reading.entries, *seeds_of(reading))]
    return claims


def resolve_claims(
    claims: Sequence[Claim], source: Source, progress: Progress | None = None, decisions: Decisions | None = None
) -> list[tuple[Claim, Resolution]]:
    """Resolve every claim, each once, in order; what a person decided stands, and nobody is asked about it."""
    with no_collection():
        return _resolved(claims, source, progress, decisions)


def _resolved(claims, source, progress, decisions):
    known = _decided(claims, decisions, source)
    left = [claim.reference for place, claim in enumerate(claims) if place not in known]
    advance = progress("Resolving references", len(left)) if progress else None
    answers = iter(resolve_references(left, source, progress=advance))
    return [(claim, known.get(place) or next(answers)) for place, claim in enumerate(claims)]


def decide_claims(
    resolved: Sequence[tuple[Claim, Resolution]], decisions: Decisions, source: Source
) -> list[tuple[Claim, Resolution]]:
    """Return *resolved* with what a person decided since in place of what was found."""
    open_ = [place for place, (_, resolution) in enumerate(resolved) if resolution.method != METHOD]
    known = _decided([resolved[place][0] for place in open_], decisions, source)
    news = {open_[place]: resolution for place, resolution in known.items()}
    return [(claim, news.get(place, resolution)) for place, (claim, resolution) in enumerate(resolved)]


def _decided(claims, decisions, source):
    return decided([(claim.reference, claim.citing) for claim in claims], decisions, source) if decisions else {}


def build(
    inputs: Iterable,
    *,
    depth: int = 1,
    direction: str = "backward",
    max_works: int = 2000,
    sources: Sequence[str] = ("crossref",),
    crossref_url: str | None = None,
    mailto: str | None = None,
    cache: str | None = None,
    offline: bool = False,
    lines: bool = False,
    decisions: str | None = None,
    edges: str | None = None,
) -> nx.DiGraph:
    """Turn whatever a researcher holds into a citation graph.

    Parameters
    ----------
    inputs
        Paths, DOIs or doi.org addresses; read as one collection.
    depth, direction, max_works
        How far to follow citations; see `citegraph.snowball.snowball`.
    sources
        Where works are looked up, in order of trust: ``"crossref"`` for the
        REST API, or paths of files of Crossref-format records.
    crossref_url, mailto
        Another base address; the contact address that Crossref asks for.
    cache
        Folder for answers; the platform's by default.
    offline
        Answer from cache and files only.
    lines
        Each line that is not blank is one reference.
    decisions
        File of what a person decided about references; see `citegraph.decisions`.
    edges
        ``"citing-cited"`` or ``"cited-citing"``: which way the arcs of graph files run, where they do not tell.

    Returns
    -------
    networkx.DiGraph
        By the contract of `citegraph.graph`; edge = citing → cited.

    Raises
    ------
    ReadError
        If an input cannot be understood, or nothing was found in it.
    SourceBroken
        If a file of works cannot be read, or the service refuses us.
    """
    readings = read_inputs(inputs, lines=lines)
    if problem := next((problem for reading in readings if (problem := reading.unusable)), None):
        raise problem
    graphs = graphs_of(readings, edges)
    said = load_decisions(decisions) if decisions else None
    source = open_sources(sources, crossref_url=crossref_url, mailto=mailto, cache_dir=cache, offline=offline)
    try:
        return build_from(
            readings, source, decisions=said, graphs=graphs, depth=depth, direction=direction, max_works=max_works
        )
    finally:
        source.close()


def build_from(
    readings: Sequence[Reading],
    source: Source,
    *,
    decisions: Decisions | None = None,
    progress: Progress | None = None,
    **how_far,
) -> nx.DiGraph:
    """Build the graph of *readings* with an open *source*; see `build` for *how_far*."""
    resolved = resolve_claims(claims_of(readings), source, progress, decisions)
    return build_resolved(readings, resolved, source, decisions=decisions, progress=progress, **how_far)


def build_resolved(
    readings: Sequence[Reading],
    resolved: Sequence[tuple[Claim, Resolution]],
    source: Source,
    *,
    depth: int = 1,
    direction: str = "backward",
    max_works: int = 2000,
    decisions: Decisions | None = None,
    progress: Progress | None = None,
    graphs: Sequence[nx.DiGraph] = (),
) -> nx.DiGraph:
    """Build the graph of *readings* whose claims are *resolved* already.

    *graphs* are those of the graph files among the inputs; see `citegraph.networks.graphs_of`.
    """
    with no_collection():
        resolved, merging = _merged(resolved, decisions)
    facts = {
        "schema": SCHEMA,
        "citegraph": __version__,
        "inputs": [{"name": reading.input, "sha256": reading.sha256} for reading in readings],
        "parameters": {"depth": depth, "direction": direction, "max_works": max_works},
        "counts": count(resolved),
    }
    seeds = [(resolution, claim.input) for claim, resolution in resolved if claim.seed]
    with no_collection():
        collection = collect(resolved)
        snowball(collection, source, depth=depth, direction=direction, max_works=max_works, progress=progress)
        G = assemble(seeds, collection, {**facts, "sources": _answered_by(source)}, merging)
        return with_graphs(G, graphs)


def _merged(resolved, decisions):
    """Give records of one work one name; what nobody found takes the DOI of the record that it is the same as."""
    seeds = [place for place, (claim, _) in enumerate(resolved) if claim.seed]
    merging = merge_records([resolved[place][1] for place in seeds], decisions)
    resolved = list(resolved)
    for place, resolution in zip(seeds, merging.resolutions, strict=True):
        resolved[place] = (resolved[place][0], resolution)
    return resolved, merging


def count(resolved: Sequence[tuple[Claim, Resolution]]) -> dict:
    """Count the references read, by verdict.

    The work a page is about is not one of them: it is what cites them.
    """
    verdicts = Counter(resolution.verdict for claim, resolution in resolved if not claim.about)
    return {
        "references": sum(verdicts.values()),
        "verdicts": {verdict.value: verdicts[verdict] for verdict in Verdict},
    }


def collect(resolved: Sequence[tuple[Claim, Resolution]]) -> Collection:
    """File what the inputs say: seeds at depth 0, entries of their lists at depth 1."""
    collection = Collection()
    for claim, resolution in resolved:
        if doi := resolution.named:
            steps = 0 if claim.seed else 1
            collection.depths[doi] = min(steps, collection.depths.get(doi, steps))
            if resolution.work:
                collection.works.setdefault(doi, resolution.work)
            if resolution.source:
                collection.sources.setdefault(doi, resolution.source)
    names = {claim.reference: f"doi:{r.named}" if r.named else r.reference for claim, r in resolved if claim.seed}
    for claim, resolution in resolved:
        if claim.citing is not None:
            collection.citations.append(Citation(names[claim.citing], resolution, "input"))
    return collection


def seed_names(resolved: Sequence[tuple[Claim, Resolution]]) -> dict[Reference, str]:
    """Return the node name of every seed, by the claim that named it."""
    seeds = [(claim.reference, resolution) for claim, resolution in resolved if claim.seed]
    names = iter(group_mentions(resolution.reference for _, resolution in seeds if not resolution.named))
    return {reference: f"doi:{r.named}" if r.named else next(names) for reference, r in seeds}


def _answered_by(source):
    """Name and dates of every source that answered, in order of trust."""
    return [
        {"name": each.name, "oldest": dates[0], "newest": dates[1]}
        for each in getattr(source, "sources", (source,))
        if (dates := each.dates())
    ]
