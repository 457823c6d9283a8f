"""Several inputs make one collection: one work is one seed, every merge is told, and each can be undone."""

import json

import pytest
from click.testing import CliRunner

from citegraph.cli import cli
from citegraph.graph import load_graph

ONE = """@article{a, title = {Peer support in mental health services: a review}, author = {Repper, Julie and Carter, Tim},
  year = 2011, journal = {Journal of Mental Health}, volume = 20, pages = {392--411}, doi = {10.1000/repper}}
@book{b, title = {A handbook of peer support work}, author = {Mead, Shery}, year = 2001}
"""
OTHER = """TY  - JOUR
AU  - REPPER, J
TI  - PEER SUPPORT IN MENTAL HEALTH SERVICES: A REVIEW
PY  - 2011
JO  - J MENT HEALTH
VL  - 20
SP  - 392
ER  -
TY  - BOOK
AU  - Mead, S.
TI  - A Handbook of Peer-Support Work
PY  - 2001
ER  -
TY  - JOUR
AU  - Repper, J
TI  - Another matter altogether, told at length
PY  - 2011
ER  -
"""
WITH_LISTS = [
    {"title": "A study of peer work in hospitals", "author": [{"family": "Bell", "given": "S"}], "issued": {"date-parts": [[2020]]},
     "type": "article-journal", "DOI": "10.1000/bell",
     "reference": [{"DOI": "10.1000/x", "unstructured": "X 2001"}, {"DOI": "10.1000/y", "unstructured": "Y 2002"}]},
    {"title": "A Study of Peer Work in Hospitals", "author": [{"family": "BELL", "given": "S."}], "issued": {"date-parts": [[2020]]},
     "type": "article-journal",
     "reference": [{"DOI": "10.1000/y", "unstructured": "Y, 2002"}, {"DOI": "10.1000/z", "unstructured": "Z 2003"}]},
]  # fmt: skip


@pytest.fixture
def place(tmp_path, monkeypatch):
    (tmp_path / "one.bib").write_text(ONE, encoding="utf-8")
    (tmp_path / "other.ris").write_text(OTHER, encoding="utf-8")
    for name, item in zip(("first.json", "second.json"), WITH_LISTS, strict=True):
        (tmp_path / name).write_text(json.dumps([item]), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CITEGRAPH_CACHE", str(tmp_path / "cache"))
    return tmp_path


def build(*inputs):
    ended = CliRunner().invoke(cli, ["build", *inputs, "--offline", "-o", "g.json", "-v"])
    assert ended.exit_code == 3, ended.stderr
    return load_graph("g.json"), ended.stderr


def seeds(G):
    return {name for name, is_seed in G.nodes(data="seed") if is_seed}


def test_one_work_in_two_files_is_one_seed_and_told(place):
    G, told = build("one.bib", "other.ris")

    assert len(seeds(G)) == 3
    assert G.nodes["doi:10.1000/repper"]["found_via"] == ["one.bib", "other.ris"]
    assert "2 records were the same work as another (2 by what they say)." in told
    assert "Same work in one.bib and other.ris: Repper & Carter 2011, Peer support" in told
    assert '"apart"' in told and "g.decisions.json" in told


def test_merges_are_kept_in_the_graph_with_both_texts_and_the_reason(place):
    G, _ = build("one.bib", "other.ris")
    repper, mead = G.graph["merges"]

    assert repper["work"] == "doi:10.1000/repper" and mead["work"].startswith("ref:")
    assert (repper["kept"]["input"], repper["merged"]["input"]) == ("one.bib", "other.ris")
    assert repper["why"] == "title, first author, volume and page agree"
    assert mead["why"] == "title, first author and year agree"


@pytest.mark.parametrize("at", [0, 1], ids=["with a DOI", "without"])
def test_a_merge_is_undone_by_a_line_in_the_file_of_decisions_and_done_again_without_it(place, at):
    before, _ = build("one.bib", "other.ris")
    merge = before.graph["merges"][at]
    pair = [merge[side]["text"] for side in ("kept", "merged")]
    (place / "g.decisions.json").write_text(json.dumps({"apart": [pair]}), encoding="utf-8")
    apart, told = build("one.bib", "other.ris")
    (place / "g.decisions.json").unlink()
    again, _ = build("one.bib", "other.ris")

    assert len(seeds(apart)) == 4 and "1 record was the same work" in told
    assert [m["work"] for m in apart.graph["merges"]] == [m["work"] for m in before.graph["merges"] if m != merge]
    assert (seeds(again), again.graph["merges"]) == (seeds(before), before.graph["merges"])


def test_a_merge_by_a_shared_doi_can_be_undone_too(place):
    (place / "copy.bib").write_text(ONE.replace("Julie and", "J. and"), encoding="utf-8")
    before, _ = build("one.bib", "copy.bib")
    merge = next(m for m in before.graph["merges"] if m["why"] == "the same DOI")
    (place / "g.decisions.json").write_text(
        json.dumps({"apart": [[merge[side]["text"] for side in ("kept", "merged")]]}), encoding="utf-8"
    )
    apart, _ = build("one.bib", "copy.bib")

    assert len(seeds(apart)) == len(seeds(before)) + 1


def test_references_of_both_records_are_kept_once_each(place):
    G, _ = build("first.json", "second.json")

    assert seeds(G) == {"doi:10.1000/bell"}
    assert set(G.successors("doi:10.1000/bell")) == {"doi:10.1000/x", "doi:10.1000/y", "doi:10.1000/z"}


def test_the_order_of_inputs_does_not_change_the_works(place):
    one, _ = build("one.bib", "other.ris", "first.json", "second.json")
    other, _ = build("second.json", "other.ris", "first.json", "one.bib")

    assert set(one) == set(other)
    assert set(one.edges) == set(other.edges)


def test_the_same_inputs_give_the_same_bytes(place):
    build("one.bib", "other.ris", "first.json")
    before = (place / "g.json").read_bytes()
    build("one.bib", "other.ris", "first.json")

    assert (place / "g.json").read_bytes() == before


def test_explain_names_the_other_record(place):
    build("one.bib", "other.ris")
    told = CliRunner().invoke(cli, ["explain", "g.json", "10.1000/repper"]).output

    assert "Same work in other.ris (title, first author, volume and page agree):" in told


def test_decisions_are_applied_from_python_too(place):
    import citegraph as cg

    before = cg.build(["one.bib", "other.ris"], offline=True)
    pair = [before.graph["merges"][1][side]["text"] for side in ("kept", "merged")]
    (place / "d.json").write_text(json.dumps({"apart": [pair]}), encoding="utf-8")

    assert len(cg.build(["one.bib", "other.ris"], offline=True, decisions="d.json")) == len(before) + 1
