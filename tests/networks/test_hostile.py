"""Damaged and hostile graph files: a sentence with the line, or the rest of the file; never a crash, a hang or a flood."""

import random
import time

import pytest

from citegraph.errors import CitegraphError, ReadError
from citegraph.graph import check_graph
from citegraph.networks import network_report, read_graph
from citegraph.read import read_bytes
from citegraph.read.formats import TEXT
from citegraph.read.networks.markup import is_markup
from citegraph.write import export_graph
from tests.write.examples import HOSTILE, library, titled

NODE = '<node id="a"/><node id="b"/>'


def reading(text, name):
    return read_bytes(text.encode(), name=name)


@pytest.mark.parametrize("root", ["graphml", "gexf"])
def test_entities_are_refused_before_they_grow(root):
    levels = "".join(f'<!ENTITY l{n + 1} "{f"&l{n};" * 10}">' for n in range(12))
    bomb = f'<!DOCTYPE {root} [<!ENTITY l0 "lol">{levels}]><{root}><graph><node id="&l12;"/></graph></{root}>'

    with pytest.raises(ReadError, match="declares entities"):
        reading(bomb, f"bomb.{root}")


def test_an_entity_from_elsewhere_is_not_fetched():
    text = '<!DOCTYPE graphml [<!ENTITY x SYSTEM "file:///etc/passwd">]><graphml><graph><node id="&x;"/></graph></graphml>'

    with pytest.raises(ReadError, match="declares entities"):
        reading(text, "a.graphml")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ('*Vertices 1000000000\n1 "a"\n*Arcs\n1 2\n', "a.net"),
        ("*Vertices 99999999999999999999999999\n*Arcs\n1 2\n", "a.net"),
        ("%%MatrixMarket matrix coordinate pattern general\n1000000000 1000000000 1\n1 2\n", "a.mtx"),
    ],
)
def test_a_number_in_a_head_fills_no_memory(text, name):
    with pytest.raises(ReadError, match=r":\d: declares \d+ works"):
        reading(text, name)


@pytest.mark.parametrize(
    ("text", "name", "problem"),
    [
        ("<graphml><graph><node id='a'>", "a.graphml", "a.graphml:1: its XML is broken"),
        ("<p>no graph</p>", "a.gexf", "XML|no work"),
        ('{"nodes": [{"id": "a"}], "edges": [', "a.cyjs", "a.cyjs:1: its JSON is broken"),
        ('digraph { "a -> b; }', "a.dot", "a.dot:1: a quotation mark is never closed"),
        ("*Network x\n", "a.net", "without"),
        ("nothing of the kind\n", "a.net", "without"),
        ("%%MatrixMarket matrix array real general\n2 2\n1\n", "a.mtx", "a.mtx:1: .*does not list its entries"),
        ("*Vertices 20 5\n*Arcs\n1 2\n", "a.net", "a.net:1: a network of two kinds"),
        ("just some words\n", "a.edges", "holds no citation"),
    ],
)
def test_a_file_that_cannot_be_used_is_one_sentence(text, name, problem):
    with pytest.raises(ReadError, match=problem):
        reading(text, name)


@pytest.mark.parametrize(
    ("text", "name", "lines"),
    [
        ('*Vertices 3\n1 "a"\nzwei "b"\n7 "g"\n*Arcs\n1 2\n2 x\n3 9\n3\n2 3\n', "a.net", [3, 4, 7, 8, 9]),
        ("citing,cited\nb,a\nb\n,a\nc,a\n", "a.csv", [3, 4]),
        ("# a\n1\t2\n1\t3\n4\n2\t3\n", "a.edges", [4]),
        (f"<graphml><graph>{NODE}\n<edge source='a'/>\n<edge source='b' target='a'/></graph></graphml>", "a.graphml", [2]),
        ("%%MatrixMarket matrix coordinate real general\n3 3 3\n1 2 1\n1 9 1\nx\n2 3 1\n", "a.mtx", [4, 5]),
    ],
)
def test_a_damaged_line_costs_itself(text, name, lines):
    read = reading(text, name)

    assert [block.line for block in read.skipped] == lines
    assert read.network.arcs and network_report(read)["skipped"]


def test_edges_to_nodes_that_are_not_declared_are_kept():
    read = reading(f"<graphml><graph>{NODE}<edge source='b' target='c'/></graph></graphml>", "a.graphml")

    assert set(read.network.works) == {"a", "b", "c"}


def test_json_nested_without_end_is_one_sentence():
    with pytest.raises(CitegraphError):
        reading('{"nodes": ' + "[" * 100_000, "a.cyjs")


@pytest.mark.parametrize(
    "text",
    [
        "digraph {" + '"a' * 50_000, "digraph " + "/*" * 50_000, "//" * 50_000 + "\ndigraph {}", "%\n" * 50_000,
        "<graphml" + " a='b'" * 50_000, "<!--" * 50_000, "1,2\n" * 50_000, "*Vertices 2\n" * 20_000,
    ],
)  # fmt: skip
def test_no_text_takes_long_to_be_told(text):
    start = time.process_time()
    for each in TEXT:
        if "networks" in each.read.__module__:
            each.recognises(text)

    assert time.process_time() - start < 5


@pytest.mark.parametrize("name", ["graphml", "gexf", "pajek", "vosviewer", "cytoscape", "dot", "csv"])
def test_mutated_files_give_a_graph_or_a_sentence(name, tmp_path):
    paths = export_graph(titled(*HOSTILE[:6]), tmp_path / "whole", format=name)
    chance = random.Random(name)
    for _ in range(60):
        mutated = []
        for path in paths:
            content = bytearray(path.read_bytes())
            for _ in range(chance.randint(1, 6)):
                place = chance.randrange(len(content))
                content[place : place + chance.choice((0, 1, 1, 5, 40))] = chance.choice(
                    (b"", b"\x00", b"<", b'"', b"\n", b"9999999999", b"*Vertices 7\n", b"\xff", b"[{", b"NaN", b",,")
                )
            mutated.append(tmp_path / path.name.replace("whole", "mutated"))
            mutated[-1].write_bytes(bytes(content))
        try:
            check_graph(read_graph(*mutated, edges="citing-cited"))
        except CitegraphError as error:
            assert not type(error).__name__.startswith("Graph"), error


@pytest.mark.parametrize(
    "said",
    [
        {"year": "NaN"}, {"year": 10**400}, {"year": True}, {"authors": [None, 3]}, {"authors": {"family": "A"}},
        {"candidates": [1]}, {"candidates": "[[[["}, {"gcs": "inf"}, {"depth": "-"}, {"seed": []}, {"title": {"a": 1}},
        {"status": 7}, {"found_via": 3}, {"volume": [1, 2]}, {"references_deposited": "1e9999"}, {"doi": 10.1},
    ],
)  # fmt: skip
def test_attributes_of_another_kind_break_no_contract(said, tmp_path):
    import json

    path = tmp_path / "a.json"
    data = {"nodes": [{"id": "a", **said}, {"id": "b"}], "edges": [{"source": "a", "target": "b", "score": "high"}]}
    path.write_text(json.dumps(data), encoding="utf-8")

    assert len(check_graph(read_graph(path, edges="citing-cited"))) == 2


def test_works_that_share_a_doi_are_one(tmp_path):
    path = tmp_path / "a.graphml"
    path.write_text(
        '<graphml><key id="d" for="node" attr.name="DOI"/><graph><node id="1"><data key="d">10.1000/A</data></node>'
        '<node id="2"><data key="d">https://doi.org/10.1000/a</data></node><node id="3"/>'
        '<edge source="3" target="1"/><edge source="3" target="2"/><edge source="1" target="2"/></graph></graphml>',
        encoding="utf-8",
    )
    G = read_graph(path, edges="citing-cited")

    assert len(G) == 2 and G.number_of_edges() == 1
    left_out = G.graph["counts"]["graph_files"]
    assert (left_out["loops"], left_out["repeated"]) == (1, 1)


def test_years_of_no_network_at_hand_are_one_sentence(tmp_path):
    (tmp_path / "a.clu").write_text("*Vertices 2\n1973\n1999\n", encoding="utf-8")

    with pytest.raises(ReadError, match="about 2 works; no network of as many"):
        read_graph(tmp_path / "a.clu")


def test_a_page_is_no_graph_file(tmp_path):
    (tmp_path / "a.txt").write_text("Small H. Co-citation in the scientific literature. JASIS. 1973;24:265-9.\n")

    with pytest.raises(ReadError, match="is no graph file"):
        read_graph(tmp_path / "a.txt")


def test_control_characters_become_question_marks_of_their_own(tmp_path):
    G = library()
    G.nodes["doi:10.1000/a"]["title"] = "nul \x00 and \x1b"

    for name in ("graphml", "gexf", "csv", "cytoscape"):
        back = read_graph(*export_graph(G, tmp_path / name, format=name))
        assert back.nodes["doi:10.1000/a"]["title"] == "nul \ufffd and \ufffd"


def test_declarations_one_after_another_are_looked_at_once():
    begun = time.process_time()

    assert not is_markup("<!DOCTYPE a [<!ENTITY b 'c'>]>" * 600 + "<html>")
    assert is_markup("<!DOCTYPE a [<!ENTITY b 'c'>]><!-- by hand --> <gexf>")
    assert time.process_time() - begun < 2
