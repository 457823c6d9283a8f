import networkx as nx

from citegraph.ranking import MEASURES as RANKING_MEASURES
from citegraph.ranking import graph_cautions
from citegraph.view.content import MEASURES, clean, label_of, page_content, reading_cautions
from citegraph.view.layout import force_layout, timeline_layout
from tests.view.examples import Core, add, cite, grown_graph, small_core, small_graph


def content(G, core=()):
    return page_content(G, core, timeline_layout(G, force_layout(G)), "A title")


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


def test_a_measure_without_a_value_is_left_out():
    said = content(small_graph(), [Core("doi:10.1000/old", 1, measures={"pagerank": float("nan"), "hubs": 0.5})])[
        "core"
    ][0]

    assert [name for name, _, _ in said["measures"]] == ["Hub (HITS)"]


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


def test_words_are_those_of_measures_that_exist():
    assert set(MEASURES) <= set(RANKING_MEASURES)
