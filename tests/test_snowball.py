"""Following citations: order, depth, budget, and what is left out."""

import pytest

from citegraph.model import Reference
from citegraph.snowball import Collection, snowball
from citegraph.sources.several import Several
from tests.shelf import Shelf, author, work

A, B, C, D, E = (f"10.1000/{letter}" for letter in "abcde")


def collection_of(shelf, *seeds):
    collection = Collection()
    for doi in seeds:
        collection.depths[doi] = 0
        collection.works[doi] = shelf.held[doi]
    return collection


def edges(collection):
    return {(c.citing.removeprefix("doi:"), c.resolution.doi) for c in collection.citations}


def test_visits_breadth_first_and_asks_once_per_work():
    shelf = Shelf(work(D, [B, C]), work(B, [A]), work(C, [A]), work(A))
    collection = snowball(collection_of(shelf, D), shelf, depth=2)

    assert collection.depths == {D: 0, B: 1, C: 1, A: 2}
    assert shelf.asked == [B, C, A]


def test_depth_one_fetches_cited_works_and_lists_what_they_cite():
    shelf = Shelf(work(D, [B]), work(B, [A]), work(A))
    collection = snowball(collection_of(shelf, D), shelf, depth=1)

    assert A not in collection.works
    assert (B, A) in edges(collection) and collection.depths[A] == 2


def test_depth_nought_asks_nothing():
    shelf = Shelf(work(D, [B]), work(B))
    collection = snowball(collection_of(shelf, D), shelf, depth=0)

    assert (shelf.asked, collection.citations) == ([], [])


def test_a_depth_beyond_all_works_costs_nothing():
    shelf = Shelf(work(A, [B]), work(B, [A]))
    collection = snowball(collection_of(shelf, A), shelf, depth=10**12, direction="both")

    assert collection.depths == {A: 0, B: 1}


def test_a_cycle_ends():
    shelf = Shelf(work(A, [B]), work(B, [A]))
    collection = snowball(collection_of(shelf, A), shelf, depth=5)

    assert edges(collection) == {(A, B), (B, A)}


def test_budget_buys_the_works_cited_most_and_counts_the_rest():
    shelf = Shelf(work(A, [C, D, E]), work(B, [E]), work(C), work(D), work(E))
    collection = snowball(collection_of(shelf, A, B), shelf, depth=1, max_works=4)

    assert shelf.asked == [E, C]
    assert collection.left_out_works == 1


def test_budget_never_drops_a_seed():
    shelf = Shelf(work(A, [C]), work(B, [C]), work(C))
    collection = snowball(collection_of(shelf, A, B), shelf, depth=1, max_works=1)

    assert set(collection.works) == {A, B}
    assert edges(collection) == {(A, C), (B, C)}


def test_reference_without_doi_is_searched_and_followed():
    titled = work(B, [C], title="Peer support in mental health services", authors=(author("Repper", "J"),), year=2011)
    said = Reference(
        "Repper J. Peer support in mental health services. 2011",
        authors=(author("Repper", "J"),), title="Peer support in mental health services", year=2011, deposited=True,
    )  # fmt: skip
    shelf = Shelf(work(A, [said]), titled, work(C))
    collection = snowball(collection_of(shelf, A), shelf, depth=2)

    assert {(A, B), (B, C)} <= edges(collection)


def test_searches_beyond_the_budget_are_left_and_counted():
    said = Reference("Nobody N. An unheard of thing in print. 1999", deposited=True)
    shelf = Shelf(work(A, [said, B]), work(B))
    collection = snowball(collection_of(shelf, A), shelf, depth=1, max_works=2)

    assert shelf.searched == []
    assert collection.left_out_searches == 1


def test_forward_finds_citing_works_and_no_others():
    shelf = Shelf(work(A), work(B, [A, E]), work(C, [B]), work(E))
    collection = snowball(collection_of(shelf, A), shelf, depth=2, direction="forward")

    assert collection.depths == {A: 0, B: 1, C: 2}
    assert edges(collection) == {(B, A), (C, B)}


def test_both_directions_never_turn_round():
    shelf = Shelf(work(A, [B]), work(B), work(C, [A, D]), work(D), work(E, [B]))
    collection = snowball(collection_of(shelf, A), shelf, depth=2, direction="both")

    assert collection.depths == {A: 0, B: 1, C: 1}


def test_a_source_that_cannot_tell_who_cites_is_no_error():
    shelf = Shelf(work(A))
    shelf.citing = lambda doi: None
    collection = snowball(collection_of(shelf, A), shelf, direction="forward")

    assert collection.depths == {A: 0}


def test_unavailable_work_stays_listed_and_the_rest_goes_on():
    shelf = Shelf(work(A, [B, C]), work(B), work(C), down=[B])
    collection = snowball(collection_of(shelf, A), shelf, depth=1)

    assert collection.unavailable == {B: "no answer"}
    assert C in collection.works and (A, B) in edges(collection)


def test_a_doi_that_nobody_knows_is_not_believed():
    true = work(B, title="Peer support in mental health services", authors=(author("Repper", "J"),), year=2011)
    said = Reference(
        "Repper J. Peer support in mental health services. 2011", doi="10.1000/nobody", deposited=True,
        authors=(author("Repper", "J"),), title="Peer support in mental health services", year=2011,
    )  # fmt: skip
    shelf = Shelf(work(A, [said]), true)
    collection = snowball(collection_of(shelf, A), shelf, depth=1)

    assert edges(collection) == {(A, B)}


def test_unknown_direction_is_refused():
    with pytest.raises(ValueError, match="sideways"):
        snowball(Collection(), Shelf(), direction="sideways")


def test_what_a_searched_record_cites_is_said_by_the_source_that_has_it():
    title = "Peer support among adults with serious mental illness: a report from the field"
    said = Reference(f"Davidson L. {title}. 2006", (author("Davidson"),), 2006, title, deposited=True)
    first = Shelf(work(A, [said]))
    second = Shelf(work(B, [C], title=title, authors=(author("Davidson", "Larry"),), year=2006), work(C))
    second.name = "second"
    collection = snowball(collection_of(first, A), Several([first, second]), depth=2)

    assert collection.sources[B] == "second"
    assert {c.source for c in collection.citations if c.citing == f"doi:{B}"} == {"second"}
