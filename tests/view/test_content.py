from itertools import pairwise

import networkx as nx

from citegraph.ranking import MEASURES as RANKING_MEASURES
from citegraph.ranking import Contribution, graph_cautions
from citegraph.ranking.core import ranked
from citegraph.view.content import clean, label_of, page_content, reading_cautions
from citegraph.view.layout import force_layout, timeline_layout
from citegraph.view.measured import measured
from citegraph.view.page import page_texts
from tests.view.examples import Core, add, cite, grown_graph, small_core, small_graph


def content(G, core=(), mine=()):
    return page_content(G, core, timeline_layout(G, force_layout(G)), "A title", measured(ranked(G)), mine)


def test_marks_that_reorder_text_are_gone():
    assert clean("a\u202eb\u2066c\u200fd\x00e\x9ff\u2028g\ud83dh") == "abcd e f gh"


def test_very_long_text_is_cut_and_says_so():
    assert len(clean("x" * 10_000)) == 2000 and clean("x" * 10_000).endswith("…")


def test_label_is_author_and_year():
    assert (
        label_of("doi:10.1000/a", {"authors": ["World Health Organization and its many offices"], "year": 2001})
        == "World Health… 2001"
    )


def test_citations_stand_in_the_order_of_their_works():
    G = small_graph()
    said = content(G)["citations"]
    order = sorted(G.edges)

    assert [score for score in said["score"]] == [G.edges[edge]["score"] for edge in order]
    assert said["text"] == {
        str(order.index(("doi:10.1000/new", "doi:10.1000/mid"))): "Garfield E. A work between. 1990"
    }


def test_core_work_that_the_graph_lacks_is_left_out():
    assert len(content(small_graph(), (*small_core(), Core("doi:10.1000/gone", 3)))["core"]) == 2


def test_a_measure_has_a_value_or_none_for_every_work():
    said = {measure["name"]: measure["values"] for measure in content(small_graph())["measures"]}

    assert said["local_citation_score"] == [0, 0, 1, 0, 3, 1]
    assert "global_citation_score" not in said, "known of one work only, it tells none from another"
    assert all(len(values) == 6 for values in said.values())


def test_large_graphs_name_the_measures_they_do_without(monkeypatch):
    monkeypatch.setattr("citegraph.ranking.measures._QUICK_UP_TO", 5)
    said = content(small_graph())

    assert {"closeness", "mcd"} <= set(said["left_out"])
    assert not {measure["name"] for measure in said["measures"]} & set(said["left_out"])


def test_communities_of_three_works_have_names_and_every_work_has_a_number():
    G = small_graph()
    G.nodes["doi:10.1000/mid"]["title"] = G.nodes["doi:10.1000/old"]["title"] = "Links <i>between</i> works"
    said = content(G)

    assert said["communities"] == [{"number": 0, "name": "", "size": 3}]
    assert sorted(work["community"] for work in said["works"]) == [0, 0, 0, 1, 1, 2]


def test_main_path_is_a_chain_of_citations_even_where_they_go_in_circles():
    G = small_graph()
    cite(G, "doi:10.1000/old", "doi:10.1000/mid")
    order = sorted(G)
    edges = sorted((order.index(citing), order.index(cited)) for citing, cited in G.edges)
    path = [edges[i] for i in content(G)["mainPath"]]

    assert path and all(cited == citing for (_, cited), (citing, _) in pairwise(path))


def test_works_of_ones_own_are_marked():
    said = content(small_graph(), mine={"doi:10.1000/old", "doi:10.1000/gone"})

    assert [work["title"] for work in said["works"] if work.get("mine")] == ["Old founding work"]


def test_what_a_score_is_made_of_leads_to_the_citing_works():
    parts = (Contribution("doi:10.1000/new", "Ångström 2020", 0.25), Contribution(None, "the other 2", 0.25))
    said = content(small_graph(), [Core("doi:10.1000/old", 1, 0.5, contributions=parts)])["core"][0]

    assert said["parts"] == [[3, "Ångström 2020", 0.5], [None, "the other 2", 0.5]]


def test_where_a_work_comes_from_is_a_work_or_a_name():
    G = small_graph()
    G.nodes["doi:10.1000/old"]["found_via"] = ["doi:10.1000/new", "refs.txt"]
    said = content(G)

    assert said["works"][sorted(G).index("doi:10.1000/old")]["via"] == [sorted(G).index("doi:10.1000/new"), "refs.txt"]


def test_a_large_graph_leaves_out_evidence_and_says_so():
    said = content(grown_graph(3100, references=1))

    assert said["citations"]["evidence"] == {}
    assert "leaves out the evidence" in said["about"]["cautions"][-1]


def test_cautions_count_what_was_not_read_for_sure():
    G = nx.DiGraph()
    add(G, "doi:10.1000/a", year=2000, references_deposited=3)
    add(G, "doi:10.1000/b", year=2000, status="listed")
    add(G, "ref:000000000001", year=2000, status="unresolved", verdict="unavailable")
    cite(G, "doi:10.1000/a", "doi:10.1000/b", score=0.5)

    assert reading_cautions(G) == [
        "1 work is known by identifier only; its own references were not followed.",
        "For 1 reference the service did not answer; the same build again asks only for those.",
        "1 citation is less than 90 % certain to be read correctly.",
    ]


def test_a_graph_read_for_sure_needs_no_caution():
    G = nx.DiGraph()
    add(G, "doi:10.1000/a", year=2000, references_deposited=3)

    assert reading_cautions(G) == []


def test_cautions_of_the_ranking_stand_first():
    G = small_graph()
    cautions = content(G)["about"]["cautions"]

    assert cautions[: len(graph_cautions(G))] == list(graph_cautions(G)) != []


def test_every_measure_has_words_and_nothing_else_has():
    assert sorted(page_texts("en")["measure"]) == sorted(RANKING_MEASURES)
