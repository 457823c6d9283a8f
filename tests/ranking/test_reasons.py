from citegraph.ranking import core_works
from tests.graphs import citation_graph
from tests.ranking.test_core import literature


def of(G, name, **how):
    return next(work for work in core_works(G, n=None, **how) if work.id.endswith(f"/{name}"))


def test_seeds_that_cite_a_work_are_counted_and_named():
    assert of(literature(), "a").reasons[0] == "Cited by both seeds (S 2020, T 2021)."
    assert of(literature(), "b").reasons[0] == "Cited by 1 of the 2 seeds (S 2020)."
    assert of(literature(), "z").reasons[0] == "Cites 1 of the 2 seeds (S 2020)."


def test_a_seed_is_held_against_the_other_seeds():
    G = citation_graph({"s": ["t"], "u": ["t", "a"]}, seeds="stu", authors={"s": ["Seed, A."], "u": ["Useed, B."]})

    assert of(G, "t").reasons[0] == "Cited by both other seeds (Seed, Useed)."


def test_places_shared_by_a_measure_are_said_to_be_shared():
    G = citation_graph({"p": ["a", "b"], "q": ["a", "b", "c"]})

    assert "Local citation score 2: shares places 1–2 of 3 with 1 other." in of(G, "a").reasons
    assert "Local citation score 1: place 3 of 3." in of(G, "c").reasons


def test_company_in_reference_lists_is_counted():
    G = citation_graph({"s": ["q"], "x": ["s", "a"], "y": ["s", "a"], "v": ["q"], "w": ["v"]}, seeds="s")

    assert "Cited together with the one seed: doi:10.1000/s (in 2 lists)." in of(G, "a").reasons
    assert "Its reference list shares 1 work with that of doi:10.1000/s." in of(G, "v").reasons


def test_rising_says_how_many_citations_are_recent():
    assert "1 of its 2 citations from 2021 or later." in of(literature(), "c", by="rising").reasons


def test_seminal_says_how_a_work_stands_among_its_age():
    (first, *_) = of(literature(), "old", by="seminal").reasons

    assert first.endswith("times the citations of the cited works of its age.")


def test_any_other_measure_says_its_value_and_place():
    assert of(literature(), "old", by="core_number").reasons[0].startswith("core_number 2: ")
