from citegraph.model import Author, Reference
from citegraph.ranking import core_authors, core_works, missing_works
from tests.graphs import citation_graph, doi

LISTS = {"p": ["a", "b", "c"], "q": ["a", "b"], "r": ["a", "c"], "v": ["once"]}


def names(found):
    works, _ = found
    return [work.id.rpartition("/")[2] for work in works]


def test_what_the_library_has_is_left_out_and_ranks_stay():
    G = citation_graph(LISTS, doi={name: f"10.1000/{name}" for name in "abc"})
    rank = {work.id: work.rank for work in core_works(G, n=None)}

    works, in_both = missing_works(G, [Reference("", doi="10.1000/a"), Reference("", doi="10.9999/other")])

    assert in_both == 1
    assert [(work.id, work.rank) for work in works] == [(doi(name), rank[doi(name)]) for name in "bc"]


def test_what_only_one_work_cites_is_not_missing():
    assert "once" not in names(missing_works(citation_graph(LISTS), []))


def test_a_work_without_identifier_is_known_by_title_author_and_year():
    G = citation_graph(
        LISTS, title={"b": "Peer support: a theoretical perspective"}, authors={"b": ["Mead, Shery"]}, year={"b": 2001}
    )
    record = Reference("", (Author("Mead", "S"),), 2001, "Peer Support: A Theoretical Perspective")

    assert "b" in names(missing_works(G, []))
    assert "b" not in names(missing_works(G, [record]))
    other = Reference("", (Author("Mead", "S"),), 2001, "Another title altogether of hers")
    assert "b" in names(missing_works(G, [other]))


def test_among_keeps_a_part():
    assert names(missing_works(citation_graph(LISTS), [], among={doi("c")})) == ["c"]


def authored(**authors):
    return {author.name: author for author in core_authors(citation_graph(LISTS, authors=authors), n=None)}


def test_a_work_is_shared_out_among_its_authors_and_own_citations_are_counted():
    found = authored(a=["Mead, Shery", "Hilton, D."], b=["Mead, Shery"], p=["Mead, S."])
    score = {work.id[-1]: work.score for work in core_works(citation_graph(LISTS), n=None)}

    assert abs(found["Mead, Shery"].score - score["a"] / 2 - score["b"]) < 1e-5
    assert (found["Mead, Shery"].citations, found["Mead, Shery"].own_citations) == (5, 2)
    assert found["Mead, Shery"].cautions == ("Initials were taken for this given name.",)
    assert found["Hilton, D."].cautions == ("Known by family name and initial only.",)


def test_two_given_names_are_two_persons_and_an_initial_that_fits_both_is_neither():
    found = authored(a=["Davidson, Larry"], b=["Davidson, Laura"], c=["Davidson, L."])

    assert set(found) == {"Davidson, Larry", "Davidson, Laura", "Davidson, L."}
    assert "May be the same as Davidson, Larry; Davidson, Laura." in found["Davidson, L."].cautions


def test_a_family_name_alone_says_whom_it_may_mean():
    found = authored(a=["Chinman"], b=["Chinman, Matthew"])

    assert found["Chinman"].cautions == ("Known by one name only.", "May be the same as Chinman, Matthew.")


def test_a_short_given_name_is_no_initial():
    assert set(authored(a=["Wang, Li"], b=["Wang, Ling"], c=["王, 伟"])) == {"Wang, Li", "Wang, Ling", "王, 伟"}


def test_a_group_and_a_name_in_another_script_are_authors_too():
    assert {"World Health Organization", "王, 伟"} <= set(authored(a=["World Health Organization"], b=["王, 伟"]))


def test_a_name_twice_on_a_work_counts_once_and_an_empty_one_not_at_all():
    found = authored(a=["Mead, S.", "Mead, S.", "", ","])

    assert list(found) == ["Mead, S."] and found["Mead, S."].works == (doi("a"),)
