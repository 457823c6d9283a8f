"""A collection becomes a graph: every reference a node, every citation an edge, nothing counted twice."""

from citegraph.assembly import assemble
from citegraph.model import Author, Match, Reference, Resolution, Verdict
from citegraph.pipeline import Claim, collect, count
from citegraph.snowball import snowball
from tests.shelf import Shelf, author, work

A, B, C = (f"10.1000/{letter}" for letter in "abc")


def accepted(work, reference=None, method="identifier", score=0.99):
    reference = reference or Reference(f"printed {work.doi}", doi=work.doi)
    return Resolution(reference, Verdict.ACCEPTED, work.doi, score, method, (Match(work, (), score),))


def graph_of(resolved, source=None, depth=1, **how_far):
    source = source or Shelf()
    collection = collect(resolved)
    snowball(collection, source, depth=depth, **how_far)
    seeds = [(resolution, claim.input) for claim, resolution in resolved if claim.seed]
    return assemble(seeds, collection, {"counts": count(resolved)})


def seed(work, **claim):
    resolution = accepted(work)
    return Claim("input.txt", resolution.reference, seed=True, **claim), resolution


def book(text="Mead S. A handbook of peer support. 2001", **fields):
    return Reference(text, authors=(author("Mead", "S"),), title="A handbook of peer support", year=2001, **fields)


def test_a_reference_that_nobody_could_resolve_is_a_node_with_its_text():
    a = seed(work(A))
    said = book()
    G = graph_of([a, (Claim("input.txt", said, citing=a[0].reference), Resolution(said, Verdict.NO_CANDIDATE))])
    (node,) = set(G) - {f"doi:{A}"}

    assert G.nodes[node]["text"] == said.text
    assert (G.nodes[node]["status"], G.nodes[node]["verdict"], G.nodes[node]["year"]) == ("unresolved", "no_candidate", 2001)
    assert G.edges[f"doi:{A}", node]["sources"] == ["input"]


def test_orcids_stand_beside_the_authors_where_any_is_known():
    people = (Author("Mead", "Shery", "0000-0002-1825-0097"), Author("Hilton", "David"))
    G = graph_of([seed(work(A, [B], authors=people))], Shelf(work(B, authors=people[1:])))

    assert G.nodes[f"doi:{A}"]["authors"] == ["Mead, Shery", "Hilton, David"]
    assert G.nodes[f"doi:{A}"]["orcids"] == ["0000-0002-1825-0097", ""]
    assert "orcids" not in G.nodes[f"doi:{B}"]


def test_two_mentions_of_one_book_are_one_node_with_two_citations():
    one = seed(work(A, [book(deposited=True)]))
    other = seed(work(B, [book("S. MEAD (2001). A Handbook of Peer-Support", deposited=True)]))
    G = graph_of([one, other])
    (node,) = set(G) - {f"doi:{A}", f"doi:{B}"}

    assert G.in_degree(node) == 2


def test_an_edge_names_everybody_who_says_so():
    citing, cited = work(A, [B]), work(B)
    a = seed(citing)
    said = accepted(cited)
    G = graph_of([a, (Claim("input.txt", said.reference, citing=a[0].reference), said)], Shelf(citing, cited))

    assert G.edges[f"doi:{A}", f"doi:{B}"]["sources"] == ["input", "shelf"]
    assert G.edges[f"doi:{A}", f"doi:{B}"]["text"] == f"printed {B}"


def test_a_work_listed_twice_in_one_list_is_cited_once():
    G = graph_of([seed(work(A, [B, B]))], Shelf(work(B)))

    assert list(G.edges) == [(f"doi:{A}", f"doi:{B}")]


def test_a_work_that_cites_itself_is_counted_not_drawn():
    G = graph_of([seed(work(A, [A]))])

    assert G.number_of_edges() == 0
    assert G.graph["counts"]["self_citations"] == 1


def test_a_work_beyond_the_depth_is_listed_with_what_its_reference_says():
    said = Reference("Mead 2001", doi=C, deposited=True, authors=(author("Mead"),), year=2001, title="Peer support in practice")
    G = graph_of([seed(work(A, [B]))], Shelf(work(B, [said])))

    assert G.nodes[f"doi:{C}"]["status"] == "listed"
    assert (G.nodes[f"doi:{C}"]["title"], G.nodes[f"doi:{C}"]["depth"]) == ("Peer support in practice", 2)


def test_found_via_leads_back_step_by_step():
    G = graph_of([seed(work(A, [B]))], Shelf(work(B, [C])))

    assert [G.nodes[f"doi:{doi}"]["found_via"] for doi in (A, B, C)] == [["input.txt"], [f"doi:{A}"], [f"doi:{B}"]]


def test_a_seed_named_by_two_inputs_is_one_node():
    one, two = seed(work(A)), accepted(work(A))
    G = graph_of([one, (Claim("other.txt", two.reference, seed=True), two)])

    assert dict(G.nodes[f"doi:{A}"])["found_via"] == ["input.txt", "other.txt"]


def test_an_alias_and_its_prime_are_one_node():
    prime = work(B)
    shelf = Shelf(prime)
    shelf.held["10.1000/old"] = prime
    G = graph_of([seed(work(A, ["10.1000/old", B]))], shelf)

    assert set(G) == {f"doi:{A}", f"doi:{B}"}


def test_an_unresolved_seed_keeps_its_reference_list():
    said = book()
    listed = accepted(work(B))
    G = graph_of([
        (Claim("page.txt", said, seed=True, about=True), Resolution(said, Verdict.NO_CANDIDATE)),
        (Claim("page.txt", listed.reference, citing=said), listed),
    ])  # fmt: skip
    (seed_node,) = [node for node, is_seed in G.nodes(data="seed") if is_seed]

    assert list(G.edges) == [(seed_node, f"doi:{B}")]
    assert (G.nodes[seed_node]["depth"], G.nodes[f"doi:{B}"]["depth"]) == (0, 1)


def test_the_work_a_page_is_about_is_not_counted_as_a_reference():
    about = accepted(work(A))
    counts = count([(Claim("page.txt", about.reference, seed=True, about=True), about), seed(work(B))])

    assert (counts["references"], counts["verdicts"]["accepted"]) == (1, 1)


def test_a_doi_that_could_not_be_looked_up_is_listed_under_its_name():
    said = Reference(A, doi=A)
    G = graph_of([(Claim(A, said, seed=True), Resolution(said, Verdict.UNAVAILABLE))], Shelf(down=[A]))

    assert dict(G.nodes(data="status")) == {f"doi:{A}": "listed"}
    assert G.nodes[f"doi:{A}"]["seed"]
