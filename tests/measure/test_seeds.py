import math

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from citegraph.measure import (
    seed_co_citation,
    seed_co_citation_cosine,
    seed_coupling_cosine,
    seed_links,
    seed_walk,
)
from tests.graphs import citation_dags, citation_digraphs, fewer_examples

ALL = [seed_co_citation, seed_co_citation_cosine, seed_coupling_cosine, seed_links, seed_walk]


def some_of(G, data):
    return data.draw(st.lists(st.sampled_from(list(G)), unique=True, min_size=1))


@fewer_examples
@given(citation_digraphs(), st.data())
def test_links_are_citations_between_a_work_and_other_seeds(G, data):
    seeds = some_of(G, data)
    expected = {
        work: sum(G.has_edge(seed, work) + G.has_edge(work, seed) for seed in seeds if seed != work) for work in G
    }

    assert seed_links(G, seeds) == expected


@fewer_examples
@given(citation_digraphs(), st.data())
def test_co_citation_with_seeds_agrees_with_its_definition(G, data):
    seeds = some_of(G, data)
    citing = {work: set(G.predecessors(work)) for work in G}
    counts, cosines = dict.fromkeys(G, 0), dict.fromkeys(G, 0.0)
    for work in G:
        for seed in set(seeds) - {work}:
            both = len(citing[work] & citing[seed])
            counts[work] += both
            cosines[work] += both / math.sqrt(len(citing[work]) * len(citing[seed])) if both else 0

    assert seed_co_citation(G, seeds) == counts
    assert seed_co_citation_cosine(G, seeds) == pytest.approx(cosines)


@fewer_examples
@given(citation_digraphs(), st.data())
def test_coupling_with_seeds_is_co_citation_with_them_reversed(G, data):
    seeds = some_of(G, data)

    assert seed_coupling_cosine(G, seeds) == pytest.approx(seed_co_citation_cosine(G.reverse(), seeds))


@fewer_examples
@given(citation_dags(), st.data())
def test_a_lone_seed_is_nothing_to_itself(G, data):
    if not len(G):
        return
    seed = data.draw(st.sampled_from(list(G)))

    for of_seeds in ALL:
        assert of_seeds(G, [seed])[seed] == pytest.approx(0, abs=1e-12)


@pytest.mark.parametrize("of_seeds", ALL)
def test_without_seeds_no_work_is_near_them(of_seeds):
    assert set(of_seeds(nx.DiGraph([("b", "a"), ("c", "a")])).values()) == {0}


@pytest.mark.parametrize("of_seeds", ALL)
def test_works_marked_as_seeds_are_the_seeds(of_seeds):
    G = nx.DiGraph([("s", "a"), ("x", "a"), ("x", "s"), ("y", "b")])
    G.nodes["s"]["seed"] = True

    assert of_seeds(G) == of_seeds(G, ["s"])


@pytest.mark.parametrize("of_seeds", ALL)
def test_a_seed_outside_the_graph_is_refused(of_seeds):
    with pytest.raises(ValueError, match="stranger"):
        of_seeds(nx.DiGraph([("b", "a")]), ["stranger"])
