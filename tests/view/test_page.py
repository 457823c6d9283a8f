import base64
import copy
import hashlib
import os
import re
import subprocess
import sys
from pathlib import Path

import networkx as nx
import pytest

import citegraph.view
from citegraph.errors import OutputError
from citegraph.view import render_html, to_pyvis, write_html
from citegraph.view.page import SCRIPTS, page_script, vis_network
from tests.view.examples import PAYLOAD, content_of, grown_graph, hostile_graph, small_core, small_graph

FOLDER = Path(citegraph.view.__file__).parent
MODULES = {path.stem: path.read_text(encoding="utf-8") for path in (FOLDER / "js").glob("*.js")}


def own_parts(page):
    """The page without the drawing library."""
    return page.replace(vis_network(), "")


def test_network_holds_every_work_and_citation():
    G = small_graph()
    network = to_pyvis(G, small_core())

    assert sorted(network.get_nodes()) == sorted(G)
    assert [(edge["from"], edge["to"]) for edge in network.edges] == sorted(G.edges)
    assert network.directed and all(edge["arrows"] == "to" for edge in network.edges)


def test_network_node_can_be_looked_up_as_pyvis_does():
    assert to_pyvis(small_graph()).get_node("doi:10.1000/old")["label"] == "Small 1973"


def test_no_node_has_a_title():
    """pyvis shows titles as markup as soon as one of them holds the text href."""
    assert not any("title" in node for node in to_pyvis(hostile_graph()[0]).nodes)


def test_core_works_lie_on_top():
    assert {node["id"] for node in to_pyvis(small_graph(), small_core()).nodes[-2:]} == {
        work.id for work in small_core()
    }


def test_graph_is_left_as_it_was():
    G = small_graph()
    before = copy.deepcopy(G)
    render_html(G, small_core())

    assert nx.utils.graphs_equal(G, before) and G.graph == before.graph


def test_same_graph_gives_the_same_page():
    G = small_graph()
    backwards = nx.DiGraph(**G.graph)
    backwards.add_nodes_from(reversed(list(G.nodes(data=True))))
    backwards.add_edges_from(reversed(list(G.edges(data=True))))

    assert render_html(G, small_core()) == render_html(backwards, small_core())


def test_page_loads_nothing():
    page = own_parts(render_html(small_graph(), small_core()))

    assert not re.search(r"(?:src|href)\s*=", page)
    assert not re.search(r"@import|url\(|fetch\(|XMLHttpRequest|WebSocket|import\(", page)
    assert set(re.findall(r"https?://[\w./-]+", page)) == {
        "https://doi.org/", "https://pubmed.ncbi.nlm.nih.gov/", "https://arxiv.org/abs/", "http://www.w3.org/2000/svg",
    }  # fmt: skip


def test_policy_allows_exactly_the_scripts_and_the_style_in_the_page():
    page = render_html(small_graph(), small_core())
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)[1].replace("&#39;", "'")

    def digests(tag):
        texts = re.findall(rf"<{tag}(?: type=\"module\")?>(.*?)</{tag}>", page, re.DOTALL)
        return [f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'" for text in texts]

    assert policy.startswith("default-src 'none'; ") and "unsafe" not in policy
    assert f"script-src {' '.join(digests('script'))};" in policy and len(digests("script")) == 2
    assert f"style-src {' '.join(digests('style'))};" in policy


def test_hostile_text_stays_inside_the_data():
    G, core = hostile_graph()
    page = own_parts(render_html(G, core, title=PAYLOAD))

    assert "<img" not in page and page.count("<script") == page.count("</script>") == 4
    assert "\u202e" not in page and "\u2028" not in page
    assert PAYLOAD in str(content_of(page))


def test_page_of_hostile_text_can_be_encoded(tmp_path):
    G, core = hostile_graph()
    write_html(G, tmp_path / "page.html", core)

    assert (tmp_path / "page.html").read_text(encoding="utf-8") == render_html(G, core)


def test_title_is_that_of_the_inputs_or_the_one_given():
    assert "<title>refs.txt</title>" in render_html(small_graph())
    assert "<title>Peer &amp; support</title>" in render_html(small_graph(), title="Peer & support")


def test_an_empty_graph_has_a_page():
    assert content_of(render_html(nx.DiGraph()))["works"] == []


def test_core_works_can_be_read_without_a_script():
    fallback = re.search(r"<noscript>(.*?)</noscript>", render_html(small_graph(), small_core()), re.DOTALL)[1]

    assert fallback.index("Old founding work") < fallback.index("A work between")


def test_core_works_are_found_where_none_are_given(tmp_path):
    pytest.importorskip("citegraph.ranking")
    write_html(grown_graph(60), tmp_path / "page.html")

    assert content_of((tmp_path / "page.html").read_text(encoding="utf-8"))["core"]


def test_a_page_that_cannot_be_written_is_an_output_error(tmp_path):
    with pytest.raises(OutputError):
        write_html(small_graph(), tmp_path / "missing" / "page.html", ())


def test_nothing_but_the_page_is_written(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    write_html(small_graph(), tmp_path / "page.html", ())

    assert os.listdir(tmp_path) == ["page.html"]


def test_page_does_not_depend_on_the_locale(tmp_path):
    code = (
        "from tests.view.examples import small_graph; from citegraph.view import write_html; import sys;"
        "write_html(small_graph(), sys.argv[1], ())"
    )
    environment = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONPATH": "."}
    subprocess.run([sys.executable, "-c", code, tmp_path / "page.html"], env=environment, check=True)

    assert "Ångström" in (tmp_path / "page.html").read_text(encoding="utf-8")


def test_two_thousand_works_stay_below_three_megabytes():
    assert len(render_html(grown_graph(2000)).encode()) < 3_000_000


def test_drawing_library_comes_from_pyvis_with_its_licence():
    assert "vis-network" in vis_network()[:200] and "MIT" in vis_network()[:900]
    assert not re.search(r"</script|<!--", vis_network(), re.IGNORECASE)


def test_every_module_is_on_the_page_once():
    assert sorted(SCRIPTS) == sorted(MODULES)


@pytest.mark.parametrize("name", SCRIPTS)
def test_module_imports_only_what_earlier_modules_export(name):
    for names, module in re.findall(r'^import \{([^}]*)\} from "\./(\w+)\.js";', MODULES[name], re.MULTILINE):
        exported = set(re.findall(r"^export (?:const|function\*?|class) (\w+)", MODULES[module], re.MULTILINE))

        assert SCRIPTS.index(module) < SCRIPTS.index(name)
        assert {part.strip() for part in names.split(",") if part.strip()} <= exported


@pytest.mark.parametrize("name", SCRIPTS)
def test_module_uses_everything_it_imports(name):
    body = re.sub(r"^import [^;]*;\n", "", MODULES[name], flags=re.MULTILINE)
    imported = re.findall(r"\w+", " ".join(re.findall(r"^import \{([^}]*)\}", MODULES[name], re.MULTILINE)))

    assert [part for part in imported if not re.search(rf"\b{part}\b", body)] == []


@pytest.mark.parametrize("name", SCRIPTS)
def test_module_never_parses_markup(name):
    assert not re.search(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|DOMParser|\beval\(|new Function", MODULES[name]
    )


def test_modules_joined_are_one_script():
    assert not re.search(r"^(?:import|export)\b", page_script(), re.MULTILINE)
