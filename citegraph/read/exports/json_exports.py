"""JSON files of works and of citations, whichever program wrote them."""

import json
from collections.abc import Callable
from typing import NamedTuple

from citegraph.errors import ReadError
from citegraph.garbage import no_collection
from citegraph.read.exports.csl import csl_work
from citegraph.read.exports.index_json import (
    argo_node,
    is_no_work,
    local_citation_network_article,
    openalex_work,
    semantic_scholar_paper,
    zotero_item,
)
from citegraph.read.exports.json_items import items_of, load, objects_in, text_in
from citegraph.read.exports.linking import Linkable, linked
from citegraph.read.exports.tables import citing_works, flat_work
from citegraph.read.reading import Reading, Skipped

_AGREED = 0.9  # share of dated citations that must run one way for all of a file to be believed to


class Shape(NamedTuple):
    """How the items of one program look, and what reads one."""

    name: str
    fits: Callable[[dict], bool]
    read: Callable[[dict, int], Linkable | None]


# The first that fits an item reads it.
SHAPES = (
    Shape("zotero-json", lambda item: "itemType" in item, zotero_item),
    Shape("openalex", lambda item: "referenced_works" in item or "authorships" in item, openalex_work),
    Shape("semantic-scholar", lambda item: "paperId" in item, semantic_scholar_paper),
    Shape("opencitations", lambda item: "pub_date" in item, flat_work),
    Shape("csl-json", lambda item: True, csl_work),
)


def read_json(text: str, *, name: str, sha256: str) -> Reading:
    """Read each work as a seed: CSL-JSON, and what Crossref, OpenAlex, Semantic Scholar, OpenCitations, Zotero,
    Local Citation Network and Argo Scholar write.

    A list of works, an object with one inside, one work, or one on each line.
    Works that cite each other by the numbers of an index are joined; see `linked`.

    >>> item = '{"title": "Co-citation", "issued": {"date-parts": [["1973", 7]]}, "DOI": "10.1002/ASI.1"}'
    >>> reading = read_json(f"[{item}]", name="a.json", sha256="")
    >>> reading.format, reading.seeds[0].year, reading.seeds[0].doi
    ('csl-json', 1973, '10.1002/asi.1')
    >>> citations = '[{"citing": "10.1234/a", "cited": "omid:br/061 doi:10.1234/b"}]'
    >>> [cited.doi for cited in read_json(citations, name="a.json", sha256="").references]
    ['10.1234/b']

    Raises
    ------
    ReadError
        If the text is no JSON, with the line where it stops being so, or holds no item.
    """
    with no_collection():
        data = load(text, name)
        if isinstance(data, dict) and isinstance(data.get("rawGraph"), dict):
            format_, (works, others, skipped) = "argo-scholar", _argo(data["rawGraph"])
        elif networks := _networks(data):
            format_, (works, others, skipped) = "local-citation-network", _articles(networks)
        else:
            items = items_of(data, text)
            others = []
            if any(isinstance(item.value, dict) and {"citing", "cited"} <= item.value.keys() for item in items):
                format_, (works, skipped) = "opencitations", _citations(items)
            else:
                format_, works, skipped = _items(items)
        records, unknown = linked(works, others)
    if not records:
        raise ReadError(name, "its JSON holds no item that names a work")
    return Reading(name, sha256, format_, records=tuple(records), skipped=tuple(skipped + unknown))


def _items(items):
    works, skipped, shapes = [], [], []
    for value, line in items:
        if isinstance(value, dict) and isinstance(value.get("data"), dict) and "itemType" in value["data"]:
            value = value["data"]  # as Zotero's own interface wraps them
        if isinstance(value, dict) and is_no_work(value):
            continue
        shape = next((each for each in SHAPES if each.fits(value)), None) if isinstance(value, dict) else None
        work = shape.read(value, line) if shape else None
        if work is None:
            skipped.append(_skip(value, line, "an item without title, identifier or authors", record=True))
            continue
        shapes.append(shape.name)
        works.append(work)
        if citing := len(objects_in(value, "citations")):
            skipped.append(_skip(text_in(value, "title"), line, f"{citing} works that cite it are listed: a seed's list holds what it cites"))
    return max(shapes, key=shapes.count, default="csl-json"), works, skipped


def _skip(value, line, reason, record=False):
    shown = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return Skipped(line, shown[:200], reason, record)


def _citations(items):
    return citing_works((line, text_in(value, "citing") or "", text_in(value, "cited") or "") for value, line in items)


def _networks(data):
    """The networks of a file of Local Citation Network."""
    values = data if isinstance(data, list) else [data]
    return [
        each for each in values if isinstance(each, dict) and isinstance(each.get("source"), dict) and isinstance(each.get("input"), list)
    ]


def _articles(networks):
    """Source and input articles are the user's; what the program suggests serves to name what they cite."""
    works, others, skipped, seen = [], [], [], set()
    for network in networks:
        for article in [network["source"], *objects_in(network, "input")]:
            work = local_citation_network_article(article, 1)
            if work is None:
                skipped.append(_skip(article, 1, "an item without title, identifier or authors", record=True))
            elif not seen.intersection(work.names):
                works.append(work)
                seen.update(work.names)
        for key in ("incomingSuggestions", "outgoingSuggestions"):
            others += filter(None, (local_citation_network_article(article, 1) for article in objects_in(network, key)))
    return works, others, skipped


def _argo(graph):
    nodes, skipped = {}, []
    for node in objects_in(graph, "nodes"):
        work = argo_node(node, 1)
        if work is None:
            skipped.append(_skip(node, 1, "an item without title, identifier or authors", record=True))
        else:
            nodes[text_in(node, "id") or text_in(node, "paperId")] = work
    ends = [(text_in(edge, "source_id"), text_in(edge, "target_id")) for edge in objects_in(graph, "edges")]
    pairs = [pair for pair in ends if pair[0] in nodes and pair[1] in nodes]
    cited = {name: [] for name in nodes}
    later = [
        one.claim.year > other.claim.year
        for one, other in ((nodes[a], nodes[b]) for a, b in pairs)
        if one.claim.year and other.claim.year and one.claim.year != other.claim.year
    ]
    forward = sum(later) >= _AGREED * len(later)
    backward = not forward and len(later) - sum(later) >= _AGREED * len(later)
    undecided = 0
    for one, other in pairs:
        years = nodes[one].claim.year, nodes[other].claim.year
        if not (forward or backward) and (None in years or years[0] == years[1]):
            undecided += 1
        elif forward or (not backward and years[0] > years[1]):
            cited[one].append(nodes[other].claim)
        else:
            cited[other].append(nodes[one].claim)
    if undecided:
        skipped.append(
            Skipped(1, f"{undecided} edges", "edges between works of one year or of none, and the file does not say which of them cites the other")
        )
    works = [Linkable(work.claim, work.names, tuple(cited[name])) for name, work in nodes.items()]
    return works, [], skipped
