"""From readings to a graph, as one call."""

from citegraph.model import Reference, Resolution, Verdict
from citegraph.pipeline import Claim, collect
from tests.shelf import work


def test_source_of_a_seeds_record_is_kept_so_that_edges_can_name_it():
    seed = work("10.1000/a")
    claim = Claim("a.txt", Reference("On the subject of a"), seed=True)
    found = Resolution(claim.reference, Verdict.ACCEPTED, seed.doi, 0.9, "search", (), None, "works.jsonl")

    assert collect([(claim, found)]).sources == {seed.doi: "works.jsonl"}


def test_seed_without_a_record_has_no_source():
    claim = Claim("a.txt", Reference("doi:10.5281/zenodo.1"), seed=True)
    found = Resolution(claim.reference, Verdict.ACCEPTED, "10.5281/zenodo.1", 0.99, "identifier")

    assert collect([(claim, found)]).sources == {}
