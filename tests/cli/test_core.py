"""What ``citegraph core`` prints: works, communities, authors, and what a library lacks."""

import json

import networkx as nx
import pytest
from click.testing import CliRunner

from citegraph.cli import cli
from citegraph.graph import SCHEMA, load_graph, save_graph
from citegraph.ranking import MEASURES
from tests.graphs import citation_graph


@pytest.fixture
def uncited(tmp_path):
    G = nx.DiGraph(schema=SCHEMA)
    G.add_node("doi:10.5555/a", title="A", seed=True, depth=0, status="resolved", found_via=["a.txt"])
    save_graph(G, tmp_path / "graph.json")
    return str(tmp_path / "graph.json")


def test_a_graph_without_citations_is_said_to_rank_nothing(uncited):
    ended = CliRunner().invoke(cli, ["core", uncited])

    assert (ended.exit_code, ended.stdout) == (0, "")
    assert "None of these works can be ranked: nobody here cites them." in ended.stderr


def test_a_program_gets_an_empty_list_of_it(uncited):
    assert json.loads(CliRunner().invoke(cli, ["core", uncited, "--format", "json"]).stdout) == []


@pytest.fixture
def graph(tmp_path):
    G = citation_graph(
        {"s": "abc", "t": "ab", "u": "ac", "v": "d"}, seeds="s", year={"a": 1990, "b": 2000, "s": 2020},
        title={"a": "Peer support", "b": "Peer care", "s": "Peer work"}, authors={"a": ["Mead, Shery"], "b": ["Mead, S."]},
        doi={"a": "10.1000/a", "b": "10.1000/b"},
    )  # fmt: skip
    G.graph["schema"] = SCHEMA
    save_graph(G, tmp_path / "graph.json")
    (tmp_path / "library.bib").write_text("@article{a, title={Peer support}, doi={10.1000/a}, year=1990}", encoding="utf-8")
    return tmp_path


def core(place, *arguments):
    return CliRunner().invoke(cli, ["core", str(place / "graph.json"), *arguments])


def told(ended):
    assert ended.exit_code == 0, ended.output
    return json.loads(ended.stdout)


def test_a_part_keeps_the_ranks_of_the_whole(graph):
    whole = {work["id"]: work for work in told(core(graph, "--format", "json"))}
    part = told(core(graph, "--format", "json", "--year", "2000-"))

    assert [work["id"] for work in part] == ["doi:10.1000/b"]
    assert part == [whole["doi:10.1000/b"]]


def test_communities_are_printed_with_names_and_stability(graph):
    (community,) = told(core(graph, "--communities", "--format", "json", "-n", "1"))

    assert (community["number"], community["size"], len(community["works"])) == (0, 4, 1)
    assert "Stability" in core(graph, "--communities").stdout


def test_authors_are_printed_with_their_works(graph):
    (author,) = told(core(graph, "--authors", "--format", "json"))

    assert (author["name"], author["works"]) == ("Mead, Shery", ["doi:10.1000/a", "doi:10.1000/b"])
    assert "Mead, Shery" in core(graph, "--authors").stdout


def test_what_a_library_has_is_not_missing(graph):
    ended = core(graph, "--missing", str(graph / "library.bib"), "--format", "json")

    assert [work["id"][-1] for work in told(ended)] == ["b", "c"]
    assert "1 of the graph's 8 works is in" in ended.stderr and "which holds 1 work." in ended.stderr


def test_a_library_that_cannot_be_read_is_one_sentence(graph):
    (graph / "empty.bib").write_text("", encoding="utf-8")
    ended = core(graph, "--missing", str(graph / "empty.bib"))

    assert ended.exit_code == 1 and "empty.bib" in ended.output and "Traceback" not in ended.output


@pytest.mark.parametrize("view", ["--communities", "--authors"])
def test_views_of_the_whole_graph_take_no_part(graph, view):
    ended = core(graph, view, "--year", "2000-")

    assert ended.exit_code == 2 and f"{view} is of the whole graph" in ended.output


@pytest.mark.parametrize("arguments", [("--communities",), ("--authors",), ("--missing", "10.1000/x")])
def test_a_graph_without_citations_has_none_of_these(uncited, arguments):
    ended = CliRunner().invoke(cli, ["core", uncited, *arguments])

    assert (ended.exit_code, ended.stdout) == (0, "")


def test_an_unknown_ranking_is_named_with_those_there_are(graph):
    ended = core(graph, "--by", "best")

    assert ended.exit_code == 2 and "core, seminal, rising" in ended.output


def test_self_citations_are_left_out_of_every_view_on_demand(tmp_path):
    G = citation_graph(
        {"p": "a", "q": "a", "r": "b"},
        authors={"a": ["Mead, S."], "p": ["Mead, Shery"], "q": ["Asad, S."], "b": ["Li, X."], "r": ["Li, Xu"]},
    )
    G.graph["schema"] = SCHEMA
    save_graph(G, tmp_path / "graph.json")
    ended = core(tmp_path, "--without-self-citations", "--format", "json")

    assert "2 of 3 citations are left out, between works that share an author." in ended.stderr
    assert [(work["id"][-1], work["measures"]["local_citation_score"]) for work in told(ended)] == [("a", 1)]
    (author,) = told(core(tmp_path, "--without-self-citations", "--authors", "--format", "json"))
    assert (author["name"], author["citations"], author["own_citations"]) == ("Mead, Shery", 1, 0)


def test_an_orcid_tells_two_people_of_one_name_apart(tmp_path):
    person = {"family": "Li", "given": "Wei", "ORCID": "https://orcid.org/0000-0002-1825-0097"}
    other = {"family": "Li", "given": "W.", "ORCID": "https://orcid.org/0000-0001-5109-3700"}
    lists = {"10.5555/p": (person, ["10.5555/a"]), "10.5555/q": (other, ["10.5555/a"]), "10.5555/a": (person, [])}
    records = [
        {"DOI": doi, "title": [doi], "author": [who], "reference": [{"key": "1", "DOI": cited} for cited in cites]}
        for doi, (who, cites) in lists.items()
    ]
    (tmp_path / "records.jsonl").write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    where = ["--source", str(tmp_path / "records.jsonl"), "--cache", str(tmp_path / "cache")]
    built = CliRunner().invoke(cli, ["build", "10.5555/p", "10.5555/q", *where, "-o", str(tmp_path / "graph.json")])
    ended = core(tmp_path, "--without-self-citations", "--format", "json")

    assert built.exit_code == 0, built.output
    assert load_graph(tmp_path / "graph.json").nodes["doi:10.5555/a"]["orcids"] == ["0000-0002-1825-0097"]
    assert "1 of 2 citations is left out" in ended.stderr and told(ended)[0]["measures"]["local_citation_score"] == 1


@pytest.mark.parametrize("name", MEASURES)
def test_the_help_says_what_each_measure_is(name):
    text = " ".join(CliRunner().invoke(cli, ["core", "--help"]).output.split())

    assert f"{name} {MEASURES[name].says}" in text
