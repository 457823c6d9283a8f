"""The five pages citegraph began with, against the partial facts around them."""

import json
import subprocess
import sys

import networkx as nx
import pytest

from citegraph.graph import load_graph
from tests.shared_data import shared

KORSBEK = "doi:10.1007/s10597-021-00807-8"
SEEDS = {
    "doi:10.1186/s13033-023-00588-5",
    KORSBEK,
    "doi:10.1177/0020764020904764",
    "doi:10.2196/17053",
    "doi:10.1007/s00127-021-02038-4",
}
CITED_BY_KORSBEK = [
    "10.1007/s10597-015-9970-5",
    None,
    "10.3109/09638237.2016.1167858",
    "10.1007/s10597-010-9321-5",
    "10.1108/mhsi-03-2017-0016",
    None,
    "10.3109/09638237.2015.1057322",
    "10.1007/s11414-013-9365-8",
    "10.1111/jpm.12391",
    None,
]


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    return tmp_path_factory.mktemp("founding")


def citegraph(place, *arguments):
    pages = sorted(str(path) for path in shared("seeds").glob("*.txt"))
    return subprocess.run(
        [sys.executable, "-m", "citegraph", arguments[0], *pages, *arguments[1:], "--cache", str(place / "cache")],
        capture_output=True, text=True, check=True,
    )  # fmt: skip


@pytest.fixture(scope="module")
def built(place):
    works = str(shared("peer-support", "works.jsonl"))
    output = place / "x.json"
    told = citegraph(place, "build", "--source", works, "--direction", "both", "--depth", "2", "-o", str(output))
    return load_graph(output), told.stderr, output


@pytest.fixture(scope="module")
def reported(place):
    works = str(shared("peer-support", "works.jsonl"))
    return [json.loads(line) for line in citegraph(place, "resolve", "--source", works, "--format", "json").stdout.splitlines()]


@pytest.fixture(scope="module")
def read():
    pages = sorted(str(path) for path in shared("seeds").glob("*.txt"))
    ended = subprocess.run(
        [sys.executable, "-m", "citegraph", "read", *pages, "--format", "json", "--full"], capture_output=True, text=True, check=True
    )
    return [json.loads(line) for line in ended.stdout.splitlines()]


def test_the_seeds_are_found(built):
    G, _, _ = built

    assert {node for node, seed in G.nodes(data="seed") if seed} == SEEDS
    assert all(G.nodes[seed]["status"] == "resolved" for seed in SEEDS)


def test_ten_references_of_seventeen_are_read_in_order(read):
    page = read[2]

    assert (page["references"], page["references_claimed"]) == (10, 17)
    assert [entry["number"] for entry in page["entries"]] == list(range(1, 11))
    assert [entry["text"].split()[0] for entry in page["entries"]] == [
        "Peer", "Braun", '"Very', "Can", "Gillard", "Introducing", "Authentic", "Implementation", "Tokenistic", "Korsbek",
    ]  # fmt: skip


def test_each_of_the_ten_is_resolved_or_honestly_not(reported):
    ten = [report for report in reported if report["citing"] == KORSBEK]

    assert [report["doi"] for report in ten] == CITED_BY_KORSBEK


def test_the_wrong_doi_is_not_believed(reported):
    (braun,) = [report for report in reported if report["text"].startswith("Braun")]

    assert braun["doi"] is None and braun["verdict"] in ("rejected", "no_candidate")


def test_each_of_the_ten_is_an_edge(built):
    G, _, _ = built
    cited = [cited for _, cited, sources in G.out_edges(KORSBEK, data="sources") if "input" in sources]

    assert len(cited) == 10
    assert {f"doi:{doi}" for doi in CITED_BY_KORSBEK if doi} <= set(cited)


def test_a_work_is_found_from_authors_journal_volume_and_pages(reported):
    (fidelity,) = [report for report in reported if report["text"].startswith("Gillard  S") or "1903" in report["text"]]

    assert (fidelity["doi"], fidelity["verdict"], fidelity["method"]) == ("10.1007/s00127-021-02038-4", "accepted", "search")


def test_lists_that_are_not_references_are_reported_and_never_resolved(read, reported):
    journal, similar = read[0], read[1]

    assert any("Reducing stigma" in block["text"] for block in journal["skipped"])
    assert len(similar["skipped"]) >= 19
    assert not any("Reducing stigma" in report["text"] for report in reported)


def test_mentions_in_running_text_are_kept_apart(read):
    mentioned = {(mention["authors"][0], mention["year"]) for mention in read[3]["mentions"]}

    assert {("Asad", 2016), ("Otte", 2020), ("Collins", 2016), ("Davidson", 2012), ("Byrne", 2019)} <= mentioned


def test_verdicts_add_up(built, reported):
    G, told, _ = built
    counts = G.graph["counts"]

    assert sum(counts["verdicts"].values()) == counts["references"] == len(reported)
    assert f"{len(reported)} references read" in told


def test_every_work_leads_back_to_a_seed(built):
    G, _, _ = built
    for node, attributes in G.nodes(data=True):
        if attributes["seed"]:
            assert attributes["depth"] == 0
        else:
            assert attributes["found_via"], node
            assert {G.nodes[via]["depth"] for via in attributes["found_via"]} == {attributes["depth"] - 1}


def test_a_second_build_gives_the_same_bytes(built, place):
    _, _, output = built
    works = str(shared("peer-support", "works.jsonl"))
    again = place / "again.json"
    citegraph(place, "build", "--source", works, "--direction", "both", "--depth", "2", "-o", str(again))

    assert again.read_bytes() == output.read_bytes()


def test_no_work_is_a_second_node_for_the_same_thing(built):
    G, _, _ = built
    titles = nx.get_node_attributes(G, "title")
    korsbek_2017 = [node for node in G.successors(KORSBEK) if "Korsbek" in G.nodes[node].get("text", "")]

    assert len(korsbek_2017) == 1
    assert sum("introducing new peer worker roles" in title.lower() for title in titles.values()) == 1
