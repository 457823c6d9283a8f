"""`citegraph view`: what it writes and what it says."""

import pytest
from click.testing import CliRunner

from citegraph.cli import cli
from citegraph.graph import save_graph
from tests.view.examples import small_graph


@pytest.fixture
def graph(tmp_path):
    G = small_graph()
    G.nodes["doi:10.1000/mid"]["title"] = "Citation indexes for science between documents"
    save_graph(G, tmp_path / "graph.json")
    return tmp_path / "graph.json"


def view(graph, *options):
    page = graph.with_name("page.html")
    ended = CliRunner().invoke(cli, ["view", str(graph), "-o", str(page), *map(str, options)])
    return ended, page


def test_works_of_any_library_are_told_apart(graph):
    bib = graph.with_name("library.bib")
    bib.write_text("@article{a, title={Anything}, doi={10.1000/OLD}}\n", encoding="utf-8")
    ris = graph.with_name("library.ris")
    ris.write_text("TY  - JOUR\nTI  - Citation indexes for science between documents\nAU  - Garfield, Eugene\nPY  - 1990\nER  - \n", encoding="utf-8")
    ended, page = view(graph, "--mine", bib, "--mine", ris)

    assert ended.exit_code == 0 and "2 of the 6 works are in your library." in ended.output
    assert '"mine"' in page.read_text(encoding="utf-8")


def test_without_a_library_nothing_is_told_apart(graph):
    ended, page = view(graph)

    assert ended.exit_code == 0 and "your library" not in ended.output


def test_a_library_that_cannot_be_read_is_named(graph):
    broken = graph.with_name("broken.docx")
    broken.write_bytes(b"PK\x03\x04nothing")
    ended, page = view(graph, "--mine", broken)

    assert ended.exit_code != 0 and "broken.docx" in (ended.output + str(ended.exception)) and not page.exists()
