import json

import networkx as nx
from hypothesis import given, settings
from hypothesis import strategies as st

from citegraph.read.exports.json_exports import read_json
from citegraph.write.csl import csl_json
from citegraph.write.works import said_of
from tests.write.examples import TEXTS, library, titled


def items(G):
    return {item["id"]: item for item in json.loads(csl_json(G)[0])}


def test_an_item_says_all_the_graph_says():
    item = items(library())["doi:10.1000/a"]

    assert (item["type"], item["title"]) == ("article-journal", "Peer support: a mRNA view")
    assert item["issued"] == {"date-parts": [[2016]]}
    assert item["author"] == [
        {"family": "Asad", "given": "Sarah"}, {"literal": "Research; and Co"}, {"family": "O’Neil", "given": "Seán"},
    ]  # fmt: skip
    assert (item["volume"], item["issue"], item["page"], item["DOI"]) == ("52", "7", "767-774", "10.1000/a")
    assert item["custom"]["gcs"] == 140 and item["custom"]["seed"] is True


def test_what_was_considered_for_an_unresolved_reference_is_kept():
    item = items(library())["ref:04dcc140bc08"]

    assert item["note"] == "Mead S. Care, unresolved. 2001"
    assert item["custom"]["candidates"] == library().nodes["ref:04dcc140bc08"]["candidates"]


def test_citegraph_reads_its_own_file():
    reading = read_json(csl_json(library())[0], name="a.json", sha256="")
    seed = next(seed for seed in reading.seeds if seed.doi == "10.1000/a")

    assert (seed.title, seed.container, seed.kind) == (
        "Peer support: a mRNA view", "Community Mental Health Journal", "article-journal",
    )  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(TEXTS, min_size=1, max_size=4))
def test_titles_of_any_kind_come_back(titles):
    G = titled(*titles)

    assert {work: item.get("title", "") for work, item in items(G).items()} == {
        work: said_of(attributes, "title") for work, attributes in G.nodes(data=True)
    }


def test_no_works_are_an_empty_list():
    assert json.loads(csl_json(nx.DiGraph())[0]) == []
