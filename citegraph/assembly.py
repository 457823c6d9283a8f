"""A collection and its citations → the graph of the written contract."""

from collections import Counter, defaultdict

import networkx as nx

from citegraph.decisions import METHOD
from citegraph.graph import check_graph
from citegraph.mentions import group_mentions
from citegraph.merging import Merging
from citegraph.model import Reference, Verdict, Work
from citegraph.snowball import Citation, Collection

_KEPT_CANDIDATES = 5


def assemble(seeds, collection: Collection, facts: dict, merging: Merging = Merging(())) -> nx.DiGraph:
    """Build the graph: every work and every reference a node, every citation an edge.

    Parameters
    ----------
    seeds
        Pairs of the resolution of a seed and the name of the input that named it.
    collection
        What snowballing brought.  Citations by a seed that nobody could
        resolve have the seed's own `Reference` in place of a name.
    facts
        Graph attributes of the contract; `counts` is completed here.
    merging
        Which of the seeds are one work, and which without a DOI are not.

    Returns
    -------
    networkx.DiGraph
        Nodes and edges in sorted order, so that equal collections give equal graphs.
    """
    said = [resolution for resolution, _ in seeds] + [citation.resolution for citation in collection.citations]
    unresolved = [resolution.reference for resolution in said if not resolution.named]
    unresolved += [c.citing for c in collection.citations if isinstance(c.citing, Reference)]
    # By identity: hashing a reference's every field, once a citation, would take longer than all the rest.
    grouped = group_mentions(unresolved, together=merging.together, apart=merging.without_doi(seeds))
    names = {id(mention): name for mention, name in zip(unresolved, grouped, strict=True)}

    def name_of(resolution):
        return f"doi:{collection.prime(resolution.named)}" if resolution.named else names[id(resolution.reference)]

    edges, claims, self_citations = defaultdict(list), defaultdict(list), 0
    for citation in collection.citations:
        citing = names[id(citation.citing)] if isinstance(citation.citing, Reference) else citation.citing
        cited = name_of(citation.resolution)
        claims[cited].append(citation.resolution)
        if citing == cited:
            self_citations += 1
        else:
            edges[citing, cited].append(citation)
    named_by = defaultdict(set)
    for resolution, source in seeds:
        claims[name_of(resolution)].append(resolution)
        named_by[name_of(resolution)].add(source)

    depths = _depths(named_by, edges, collection)
    G = nx.DiGraph()
    for name in sorted(depths):
        G.add_node(name, **_node(name, claims[name], collection))
        G.nodes[name].update(seed=name in named_by, depth=depths[name], found_via=sorted(named_by.get(name, ())))
    for (citing, cited), claimed in sorted(edges.items()):
        G.add_edge(citing, cited, **_edge(claimed))
        for near, far in ((citing, cited), (cited, citing)):
            if depths[near] + 1 == depths[far] and far not in named_by:
                G.nodes[far]["found_via"].append(near)
    for _, attributes in G.nodes(data=True):
        attributes["found_via"].sort()
    facts["counts"] = {
        **facts["counts"],
        "works": len(G),
        "citations": G.number_of_edges(),
        "statuses": dict(sorted(Counter(status for _, status in G.nodes(data="status")).items())),
        "deposited": _deposited(collection),
        "left_out": {"works": collection.left_out_works, "searches": collection.left_out_searches},
        "self_citations": self_citations,
        "unavailable_works": len(collection.unavailable),
    }
    G.graph.update(
        facts,
        merges=[_merge(merge, seeds, name_of) for merge in merging.merges],
        decisions=[{"work": name_of(r), "text": r.reference.text} for r in said if r.method == METHOD],
    )
    return check_graph(G)


def _merge(merge, seeds, name_of):
    """Which records are one work, and why, in words."""
    kept, merged = ({"input": seeds[at][1], "text": seeds[at][0].reference.text} for at in (merge.kept, merge.merged))
    return {"work": name_of(seeds[merge.merged][0]), "kept": kept, "merged": merged, "why": merge.why}


def _depths(named_by, edges, collection):
    """Steps from the nearest seed, by name; what has no DOI is one step beyond who names it."""
    depths = {f"doi:{collection.prime(doi)}": steps for doi, steps in sorted(collection.depths.items(), reverse=True)}
    depths.update(dict.fromkeys(named_by, 0))
    for citing, cited in edges:
        for near, far in ((citing, cited), (cited, citing)):
            if far not in depths and near in depths:
                depths[far] = depths[near] + 1
    for citing, cited in edges:
        if not cited.startswith("doi:") and cited not in named_by:
            depths[cited] = min(depths[cited], depths[citing] + 1)
    return depths


def _node(name, resolutions, collection):
    doi = name.removeprefix("doi:") if name.startswith("doi:") else None
    work = collection.works.get(doi)
    if work:
        return {**_described(work), "status": "resolved"}
    if doi:
        known = collection.known.get(doi)
        best = _fullest(resolution.reference for resolution in resolutions)
        described = _described(known) if known else _said(best) if best else {}
        return {**described, "doi": doi, "status": "listed"}
    answered = [r for r in resolutions if r.verdict is not Verdict.UNAVAILABLE] or resolutions
    fullest = _fullest(r.reference for r in answered)
    best = next(r for r in answered if r.reference is fullest)
    status = "unresolved" if name.startswith("ref:") else "listed"
    return {**_said(best.reference), **_considered(best), "text": best.reference.text, "status": status}


def _fullness(reference):
    """How much a reference says: by fields, then by authors named."""
    said = (reference.title, reference.authors, reference.year, reference.container, reference.pages)
    return sum(map(bool, said)), len(reference.authors)


def _fullest(references):
    references = sorted(references, key=lambda reference: reference.text)
    return max(references, key=_fullness, default=None)


def _considered(resolution):
    candidates = [
        {key: value for key, value in candidate.items() if value is not None}
        for candidate in (
            {"doi": m.work.doi, "title": m.work.title, "year": m.work.year, "score": round(m.score, 4)}
            for m in resolution.matches[:_KEPT_CANDIDATES]
        )
    ]
    # What the inputs say is looked at one by one; of thousands of deposited references nobody asks why.
    if candidates and resolution.matches[0].evidence and not resolution.reference.deposited:
        candidates[0]["evidence"] = _told(resolution.matches[0].evidence)
    return {"verdict": resolution.verdict.value, "candidates": candidates}


def _told(evidence):
    return [
        {"field": e.field, "claimed": e.claimed, "found": e.found, "agreement": round(e.agreement, 4)} for e in evidence
    ]


def _described(work: Work):
    return _present(
        **_facts(work),
        type=work.type,
        doi=str(work.doi),
        gcs=work.global_citation_score,
        references_deposited=None if work.references is None else len(work.references),
    )


def _said(reference: Reference):
    return _present(**_facts(reference), type=reference.kind)


def _facts(said: Work | Reference):
    orcids = [author.orcid or "" for author in said.authors]
    return {
        "title": said.title,
        "venue": said.container,
        "volume": said.volume,
        "issue": said.issue,
        "pages": said.pages or said.article_number,
        "authors": [str(author) for author in said.authors],
        "orcids": orcids if any(orcids) else None,
        "year": said.year,
    }


def _present(**attributes):
    return {name: value for name, value in attributes.items() if value is not None and value != [] and value != ""}


def _edge(said: list[Citation]):
    """One edge from everybody who says so; the best supported reading gives its evidence."""
    best = max(said, key=lambda citation: (not citation.resolution.reference.deposited, citation.resolution.score))
    resolution = best.resolution
    printed = (citation.resolution.reference for citation in said)
    text = next((reference.text for reference in printed if reference.text != reference.doi), None)
    evidence = [
        told for match in resolution.matches if match.work.doi == resolution.doi for told in _told(match.evidence)
    ]
    return {
        "sources": sorted({citation.source for citation in said}),
        "score": _edge_score(said),
        **_present(text=text, method=resolution.method, evidence=evidence),
    }


def _edge_score(said):
    """A reference kept as its own text is read as it stands; else the best of the matches."""
    if not said[0].resolution.named:
        return 1.0
    return round(max(citation.resolution.score for citation in said), 4)


def _deposited(collection):
    """How the references of the works' own lists were decided."""
    counts = Counter(
        citation.resolution.verdict.value if citation.searched else "not_searched"
        for citation in collection.citations
        if citation.resolution.reference.deposited
    )
    return dict(sorted(counts.items()))
