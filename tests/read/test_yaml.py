"""References in YAML."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citegraph.errors import ReadError
from citegraph.read import read_bytes
from citegraph.read.exports.csl_yaml import is_csl_yaml

PANDOC = """---
title: "My review: a draft"
references:
# the first
- id: mead2001
  type: article-journal
  author:
  - family: Mead
    given: Shery
  - {family: Curtis, given: L.}
  title: "Peer support: a theoretical perspective"
  issued:
    date-parts: [[2001, 9]]
  container-title: Psychiatric Rehabilitation Journal
  page: 134-141
  DOI: 10.1037/H0095032

-
  title: What *remains*, of ☃ & co
  issued: {year: 2011}
- title: [never closed
- just a text
- title: &a Loud
  note: *a
- type: book
- title: 2003-02-30
  issued:
  - year: "2003"
---

Peer support matters [@mead2001].
"""


def test_a_list_of_pandoc_is_read_item_by_item():
    reading = read_bytes(PANDOC.encode(), name="review.md")
    first, second, third = reading.seeds

    assert reading.format == "csl-yaml"
    assert (first.title, first.year, first.doi, first.pages, first.line) == (
        "Peer support: a theoretical perspective", 2001, "10.1037/h0095032", "134-141", 5,
    )  # fmt: skip
    assert [(author.family, author.given) for author in first.authors] == [("Mead", "Shery"), ("Curtis", "L.")]
    assert [(seed.title, seed.year, seed.line) for seed in (second, third)] == [
        ("What *remains*, of ☃ & co", 2011, 18), ("2003-02-30", 2003, 26),
    ]  # fmt: skip
    assert [(skip.line, skip.record) for skip in reading.skipped] == [(21, True), (22, True), (23, True), (25, True), (29, False)]


def test_a_list_without_a_work_is_one_sentence():
    with pytest.raises(ReadError, match="holds no item"):
        read_bytes(b"references:\n- id: a\n", name="a.yaml")


@pytest.mark.parametrize("text", ["references:\n" + "\n" * 50_000, "a: b\n" * 30_000, "#\n" * 50_000, "references:\n#" * 9_999])
def test_what_only_begins_like_a_list_is_told_at_once(text):
    begin = time.process_time()

    assert not is_csl_yaml(text)
    assert time.process_time() - begin < 0.5


@pytest.mark.parametrize("deep", ["- a: " + "[" * 50_000, "- a:\n  " + "- " * 50_000, "- a: " + "{b: " * 20_000])
def test_lists_within_lists_without_end_are_one_damaged_item(deep):
    reading = read_bytes(f"references:\n- title: A\n{deep}\n- title: B\n".encode(), name="a.yaml")

    assert ([seed.title for seed in reading.seeds], [skip.line for skip in reading.skipped]) == (["A", "B"], [3])


@given(st.lists(st.sampled_from(["- ", "  ", "title: A", "\n", "DOI: 10.1/b", "[", "{", "}", "'", '"', "*a", "&a", "---", ": ", "?", "|", "%", "\t"]), max_size=30))
def test_no_text_breaks_the_reader(pieces):
    try:
        reading = read_bytes(("references:\n- title: A\n" + "".join(pieces)).encode(), name="a.yaml")
    except ReadError:
        return
    assert reading.held
