"""Published networks, read into graphs whose edges point from citing to cited work."""

import csv
import gzip
import json
import re
from functools import cache
from pathlib import Path

import networkx as nx

from tests.shared_data import shared


@cache
def known_results():
    return json.loads(shared("networks", "known_results.json").read_text(encoding="utf-8"))


@cache
def pajek(*parts, cited_first=True):
    """A network in Pajek's format, frozen; vertices are numbers, as strings."""
    path = Path(shared("networks", "pajek", *parts))
    opened = gzip.open(path, "rt", encoding="latin-1") if path.suffix == ".gz" else path.open(encoding="latin-1")
    G, section = nx.DiGraph(), ""
    with opened as lines:
        for line in map(str.strip, lines):
            words = line.split()
            if not words or line.startswith("%"):
                continue
            if line.startswith("*"):
                section = words[0].lower()
            elif section == "*vertices":
                G.add_node(words[0])
            elif section in ("*arcs", "*arcslist"):
                for other in words[1:2] if section == "*arcs" else words[1:]:
                    G.add_edge(*((other, words[0]) if cited_first else (words[0], other)))
    return nx.freeze(G)


def pajek_labels(*parts):
    text = Path(shared("networks", "pajek", *parts)).read_text(encoding="latin-1")
    return dict(re.findall(r'^\s*(\d+)\s+"([^"]+)"', text, re.MULTILINE))


@cache
def cit_hepth():
    G = nx.DiGraph()
    with gzip.open(shared("networks", "cit-hepth.nodes.csv.gz"), "rt", encoding="utf-8", newline="") as lines:
        G.add_nodes_from((row["id"], {"year": int(row["year"])}) for row in csv.DictReader(lines))
    with gzip.open(shared("networks", "cit-hepth.edges.csv.gz"), "rt", encoding="utf-8", newline="") as lines:
        G.add_edges_from((row["citing"], row["cited"]) for row in csv.DictReader(lines))
    return nx.freeze(G)


@cache
def cora():
    lines = shared("networks", "cora", "cora.cites").read_text(encoding="utf-8").splitlines()
    return nx.freeze(nx.DiGraph(tuple(reversed(line.split())) for line in lines))


NETWORKS = {
    "SmallW": lambda: pajek("SmallW", "SmallW.net"),
    "SciMet": lambda: pajek("SciMet", "SciMet.net"),
    "Kohonen": lambda: pajek("Kohonen", "Kohonen.net"),
    "Zewail": lambda: pajek("Zewail", "Zewail.net.gz"),
    "statisticians": lambda: pajek("..", "statisticians_jijin", "paperCite.net"),
    "Test": lambda: pajek("batagelj_test", "Test.net"),
    "acyclic01": lambda: pajek("batagelj_test", "acyclic01.net", cited_first=False),
    "acyclic02": lambda: pajek("batagelj_test", "acyclic02.net", cited_first=False),
    "cora": cora,
    "cit-HepTh": cit_hepth,
}
