"""What a person decided is kept, found again, and applied without asking anybody twice."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citegraph.decisions import (
    NONE,
    UNDECIDED,
    Decision,
    Decisions,
    decided,
    load_decisions,
    save_decisions,
    with_decision,
)
from citegraph.errors import ReadError
from citegraph.model import Reference, Verdict
from citegraph.sources.protocol import OtherAgency
from tests.shelf import Shelf, author, work

A = "10.1000/a"
SAID = Reference("Small H. Co-citation in the literature. JASIS. 1973;24:265-9.", line=3, number=1)
RECORD = work(A, title="Co-citation in the literature", authors=(author("Small", "Henry"),), year=1973, volume="24", pages="265-269")


def decisions(decision, text=SAID.text, **fields):
    return with_decision(Decisions(), Decision(text, decision=decision, **fields))


def written(tmp_path, content):
    path = tmp_path / "d.json"
    path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return path


def test_a_chosen_doi_is_accepted_with_the_evidence_beside_it():
    (resolution,) = decided([(SAID, None)], decisions(A), Shelf(RECORD)).values()

    assert (resolution.verdict, resolution.doi, resolution.method, resolution.score) == (Verdict.ACCEPTED, A, "decision", 1.0)
    assert {e.field for e in resolution.matches[0].evidence} >= {"title", "year", "volume"}
    assert resolution.source == "shelf"


def test_only_the_records_of_chosen_dois_are_asked_for():
    shelf = Shelf(RECORD)
    decided([(SAID, None), (Reference("Another 2001"), None)], decisions(A), shelf)

    assert (shelf.asked, shelf.searched) == ([A], [])


def test_none_of_these_is_a_refusal_that_keeps_what_was_considered():
    seen = ({"doi": A, "title": "Co-citation", "year": 1973, "score": 0.4994},)
    (resolution,) = decided([(SAID, None)], decisions(NONE, candidates=seen), None).values()

    assert (resolution.verdict, resolution.doi, resolution.method) == (Verdict.REJECTED, None, "decision")
    assert [(m.work.doi, m.score) for m in resolution.matches] == [(A, 0.4994)]


@pytest.mark.parametrize("shelf", [Shelf(), Shelf(down=[A])], ids=["absent", "down"])
def test_a_chosen_doi_that_cannot_be_fetched_is_unavailable_and_not_forgotten(shelf):
    (resolution,) = decided([(SAID, None)], decisions(A), shelf).values()

    assert (resolution.verdict, resolution.named, resolution.method) == (Verdict.UNAVAILABLE, A, "decision")
    assert A in resolution.note


def test_a_chosen_doi_of_another_agency_is_accepted_without_a_record():
    shelf = Shelf()
    shelf._outcome = lambda doi: OtherAgency(doi, "DataCite")
    (resolution,) = decided([(SAID, None)], decisions(A), shelf).values()

    assert (resolution.verdict, resolution.doi, resolution.matches) == (Verdict.ACCEPTED, A, ())
    assert "DataCite" in resolution.note


def test_what_was_left_open_is_no_decision():
    assert decided([(SAID, None)], decisions(UNDECIDED), None) == {}


@pytest.mark.parametrize(
    "text",
    [SAID.text, "[12] " + SAID.text, "12. " + SAID.text, "SMALL H: Co-citation in the literature, JASIS 1973; 24: 265–9"],
)
def test_a_decision_is_found_again_whatever_the_number_and_the_punctuation(text):
    assert decisions(A).about(Reference(text, line=99, number=12)).decision == A


def test_a_decision_holds_for_the_list_it_was_made_in():
    said = decisions(A, citing="10.1000/citing")

    assert said.about(SAID, Reference("Review", doi="10.1000/citing")).decision == A
    assert said.about(SAID, Reference("Another review")) is None
    assert said.about(SAID) is None


def test_texts_without_words_are_not_mixed_up():
    assert decisions(A, text="—").about(Reference("…")) is None
    assert decisions(A, text="1973").about(Reference("1974")) is None


def test_a_later_decision_takes_the_place_of_an_earlier_one_and_keeps_its_notes():
    first = decisions(A, others={"who": "me"})
    second = with_decision(first, Decision("12. " + SAID.text, decision=NONE))

    assert [(d.decision, d.others) for d in second.references.values()] == [(NONE, {"who": "me"})]


def test_a_file_that_is_not_there_holds_no_decisions(tmp_path):
    assert load_decisions(tmp_path / "none.json") == Decisions()


def test_a_file_written_by_hand_is_read_and_what_it_says_beyond_is_kept(tmp_path):
    path = written(tmp_path, {
        "project": "mine", "apart": [["a", "b"]],
        "references": [{"text": "Åsad 2016", "decision": "https://doi.org/10.1000/A", "why": "saw it"}],
    })  # fmt: skip
    save_decisions(load_decisions(path), path)
    again = json.loads(path.read_text(encoding="utf-8"))

    assert again == {
        "project": "mine", "apart": [["a", "b"]],
        "references": [{"text": "Åsad 2016", "decision": A, "why": "saw it"}],
    }  # fmt: skip
    assert "Åsad" in path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ('{"references": [\n{"text": "a",\n"decision": }]}', "d.json:3: is not a whole file of decisions"),
        ('{"references": [\n{"text": "a"', "d.json:2: is not a whole file of decisions"),
        ("[]", "d.json:1: is not a file of decisions"),
        ('{"references": 5}', "d.json:1: is not a file of decisions"),
        ('{"references": [5]}', 'd.json: "references" must hold objects, not 5'),
        ('{\n"references": [\n{"decision": "none"}]}', "d.json:3: a decision lacks the text"),
        ('{"references": [\n{"text": "a",\n\n"decision": "maybe"}]}', "d.json:4: 'maybe' is neither a DOI, \"none\" nor null"),
        ('{"references": [\n{"text": "a", "decision": 7}]}', "d.json:2: 7 is neither"),
        ('{"references": [\n{"text": "a",\n"candidates": [1]}]}', "d.json:3: a candidate must have"),
        ('{"references": [\n{"text": "a",\n"candidates": [{"doi": "x", "score": 1, "year": "1"}]}]}', "d.json:3: a candidate"),
        ('{"references": [\n{"text": "A.", "decision": "none"},\n{"text": "a", "decision": "10.1000/a"}]}', "d.json:3: decides twice"),
        ('{\n"apart": [["a"]]}', 'd.json:2: "apart" must be a list of pairs'),
        ("[" * 100_000, "d.json: is not a file of decisions"),
        ('{"references": [{"text": "a", "decision": ' + "1" * 5000 + "}]}", "d.json: is not a file of decisions"),
    ],
)  # fmt: skip
def test_a_broken_file_is_one_sentence_with_the_line(tmp_path, content, problem):
    with pytest.raises(ReadError) as error:
        load_decisions(written(tmp_path, content))

    assert str(error.value).startswith(f"{tmp_path}/{problem}")
    assert "\n" not in str(error.value)


def test_bytes_that_are_no_text_are_one_sentence(tmp_path):
    (tmp_path / "d.json").write_bytes(b"\xff\xfe\x00{")

    with pytest.raises(ReadError, match="JSON in UTF-8 is expected"):
        load_decisions(tmp_path / "d.json")


texts = st.text(max_size=20)


@given(
    st.lists(st.builds(Decision, texts, texts, st.sampled_from([A, NONE, UNDECIDED])), max_size=5),
    st.lists(st.tuples(texts, texts), max_size=2),
)
def test_what_is_saved_is_read_again_and_order_does_not_matter(tmp_path_factory, made, apart):
    path = tmp_path_factory.mktemp("d") / "d.json"
    made = list({decision.key: decision for decision in made}.values())
    saved = []
    for each in (made, made[::-1]):
        collected = Decisions(apart=tuple(apart))
        for decision in each:
            collected = with_decision(collected, decision)
        save_decisions(collected, path)
        saved.append(path.read_bytes())
        assert load_decisions(path) == collected

    assert saved[0] == saved[1]
