"""The reference lists of the peer support collection, as a citation graph."""

import json
import re

import networkx as nx

from tests.shared_data import shared


def peer_support(order=None, seeds=()):
    """The printed entries of all lists, or of those in one *order*: one edge for each work cited."""
    with shared("peer-support", "works.jsonl").open(encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines]
    G = nx.DiGraph()
    for record in records:
        if order and record.get("_list_order") != order:
            continue
        citing = _name(record.get("DOI") or record.get("_id"))
        for entry in record.get("reference", ()):
            if "_from" not in entry:
                cited = _cited(entry)
                G.add_edge(citing, cited, sources=["input"], score=1.0)
                G.nodes[cited].setdefault("authors", [entry["author"]] if entry.get("author") else [])
    for record in records:
        node = _name(record.get("DOI") or record.get("_id"))
        if node in G:
            G.nodes[node].update(_known(record))
    for node, attributes in G.nodes(data=True):
        attributes.update(
            seed=node in {_name(seed) for seed in seeds}, depth=1, status="listed", found_via=["works.jsonl"]
        )
    return G


def _known(record):
    authors = [
        ", ".join(filter(None, (author.get("family"), author.get("given")))) or author.get("name", "")
        for author in record.get("author", ())
    ]
    year = record.get("issued", {}).get("date-parts", [[None]])[0][0]
    known = {"authors": authors, "title": "".join(record.get("title", [])[:1]), "year": year}
    return {name: value for name, value in known.items() if value}


def _cited(entry):
    doi = None if entry.get("_suspect") else entry.get("DOI")
    doi = doi or entry.get("_resolved_DOI") or entry.get("_node")
    if doi:
        return _name(doi)
    said = entry.get("article-title") or entry.get("volume-title") or entry["unstructured"]
    return "ref:" + " ".join(re.findall(r"\w+", said.lower()))[:60]


def _name(text):
    return text if text.startswith(("doi:", "ref:")) else f"doi:{text.lower()}" if text.startswith("10.") else f"ref:{text}"
