from citegraph.ranking import core_works, graph_cautions
from tests.graphs import citation_graph
from tests.ranking.peer_support import peer_support


def cautions_of(G, name, **how):
    return next(work for work in core_works(G, n=None, **how) if work.id.endswith(f"/{name}")).cautions


def test_works_that_nothing_tells_apart_say_so():
    G = citation_graph({"p": ["a", "b", "c"]})

    assert "Shares places 1–3 with 2 others; their order is by name." in cautions_of(G, "b")


def test_a_tie_names_what_the_order_went_by():
    G = citation_graph({"p": ["a", "b", "c"]}, gcs={"c": 7})

    assert core_works(G)[0].id.endswith("/c")
    assert "Shares places 1–3 with 2 others; their order is by global citation score, name." in cautions_of(G, "c")


def test_thin_support_is_said_and_broad_support_is_not():
    G = citation_graph({"p": ["a", "b"], "q": ["a"], "r": ["a"], "v": ["a"]})

    assert "Rests on a single citation." in cautions_of(G, "b")
    assert not any(caution.startswith("Rests") for caution in cautions_of(G, "a"))


def test_citations_by_an_author_of_the_work_are_counted():
    G = citation_graph(
        {"p": ["a"], "q": ["a"], "r": ["a"]},
        authors={"a": ["Asad, Sarah", "Chreim, Samia"], "p": ["Chreim, S."], "q": ["Chreim, Tom"], "r": ["ÅSAD"]},
    )

    assert "2 of its 3 citations share an author's name with it." in cautions_of(G, "a")


def test_years_that_cannot_be_one_are_told():
    G = citation_graph({"x": "ab", "y": "a", "a": "b"}, year={"x": 99999, "y": -3, "a": 1990, "b": 1980})

    assert "2 works have a year that cannot be one (-3, 99999); it counts as unknown." in graph_cautions(G)
    assert not any("cannot be" in caution for caution in graph_cautions(citation_graph({"x": "a"}, year={"a": 1990})))


def test_a_ranking_from_seeds_without_seeds_is_told():
    G = citation_graph({"x": "ab"})

    assert graph_cautions(G, by="core")[0].startswith("No work here is a seed, so that core has nothing to start from")
    assert not any("is a seed" in caution for by in (None, "seminal") for caution in graph_cautions(G, by=by))
    assert not any("is a seed" in caution for caution in graph_cautions(citation_graph({"x": "a"}, seeds="x"), by="core"))


def test_a_work_too_new_to_have_been_cited_much_is_marked():
    G = citation_graph({"p": ["new", "old"]}, year={"p": 2022, "new": 2021, "old": 2001})

    assert "Published in 2021, when the newest work here is of 2022: it had little time to be cited." in cautions_of(
        G, "new"
    )
    assert not any("Published" in caution for caution in cautions_of(G, "old"))


def test_a_work_nobody_resolved_is_marked():
    G = citation_graph({"p": ["a", "b"]}, status={"a": "unresolved"})

    assert any("text of a reference" in caution for caution in cautions_of(G, "a"))
    assert not any("text of a reference" in caution for caution in cautions_of(G, "b"))


def test_lists_that_are_here_in_part_are_counted():
    G = citation_graph({"p": ["a", "b"], "q": ["a"]}, references_deposited={"p": 10, "q": 1})

    assert "1 of 2 lists is here in part: 2 of the 10 entries that were deposited." in graph_cautions(G)


def test_seeds_without_a_list_are_counted():
    assert "1 of 2 seeds has no reference list here." in graph_cautions(citation_graph({"s": ["a"], "t": []}, "st"))


def alphabetical_lists(last):
    """Twelve works by authors of all letters, each citing the entries of its own list up to a letter."""
    letters = "abcdefghijklmnopqrstuvwx"
    cites, authors = {}, {}
    for number, letter in enumerate(letters[::2]):
        entries = [other for other in letters[number % 2 :: 2] if other <= last]
        cites[f"citing-{letter}"] = [f"cited-{other}" for other in entries]
        authors[f"citing-{letter}"] = [f"{letter}name, N."]
        authors |= {f"cited-{other}": [f"{other}name, N."] for other in entries}
    return citation_graph(cites, authors=authors)


def test_whole_lists_do_not_look_cut_off():
    assert not any("look cut off" in caution for caution in graph_cautions(alphabetical_lists("x")))


def test_lists_that_stop_at_an_early_letter_do():
    G = peer_support("alphabetical")

    assert "16 of 18 lists name works by authors A to F only and look cut off there: works by later names are at a " \
        "disadvantage." in graph_cautions(G)


def test_lists_numbered_in_the_order_of_citation_do_not():
    assert not any("look cut off" in caution for caution in graph_cautions(peer_support("citation")))


def test_a_late_name_is_told_that_lists_were_cut_before_it():
    works = core_works(peer_support("alphabetical"), n=None)
    late = next(work for work in works if work.authors[:1] == ("Gillard, Steve",))

    assert "16 of 18 lists look cut off in the alphabet before “G”." in late.cautions
