"""What ``citegraph core`` prints where there is little to print."""

import json

import networkx as nx
import pytest
from click.testing import CliRunner

from citegraph.cli import cli
from citegraph.graph import SCHEMA, save_graph


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
