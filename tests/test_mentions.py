"""Two mentions of one thing are one node; two things are two."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citegraph.mentions import group_mentions
from citegraph.model import Author, Reference


def said(title=None, family="Mead", year=2001, **fields):
    return Reference(fields.pop("text", f"{family} {year} {title}"), (Author(family),), year, title, **fields)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (said("Peer support: a theoretical perspective"), said("PEER SUPPORT – A Theoretical Perspective"), True),
        (said("Hiring consumer-providers: Barriers"), said("Hiring consumer providers: barriers", pages="305"), True),
        (said("Emerging new practices in peer support"), said("Emerging new practices in organized peer support"), False),
        (said("Handbook of peer support, 2nd edition"), said("Handbook of peer support, 3rd edition"), False),
        (said("Handbook of peer support"), said("Handbook of peer support", year=2010), False),
        (said("Handbook of peer support"), said("Handbook of peer support", family="Davidson"), False),
        (said("The peer support workforce: a survey"), said("The peer support workforce: a survey", year=None), True),
        (said("The peer support workforce", year=None), said("The peer support workforce: a survey"), True),
        (said("The peer support workforce", year=1999), said("The peer support workforce: a survey"), False),
        (said(None, volume="25", pages="134-141", text="a"), said(None, volume="25", pages="134", text="b"), True),
        (said(None, volume="25", pages="134", text="a"), said(None, volume="26", pages="134", text="b"), False),
        (Reference("a", isbn="9783161484100"), Reference("b", isbn="9783161484100"), True),
        (Reference("Bandura"), Reference("Banduras"), False),
        (Reference("Bandura 1977", doi="10.1000/x"), said("Self-efficacy in theory", doi="10.1000/x"), True),
        (said("Reflexive analysis", year=2012, doi="10.1000/x"), said("Learning as change", year=2018, doi="10.1000/x"), False),
    ],
)
def test_mentions_are_joined_when_they_mean_one_thing(one, other, same):
    names = group_mentions([one, other])

    assert (names[0] == names[1]) is same


def test_a_mention_that_fits_two_things_joins_neither():
    one, two = said("Handbook of peer support: First volume"), said("Handbook of peer support: Second volume")
    undated, older = said("Recovery and its discontents", year=None), said("Recovery and its discontents", year=1999)
    names = group_mentions([one, two, said("Handbook of peer support"), undated, older, said("Recovery and its discontents")])

    assert len(set(names)) == 6


references = st.builds(
    said,
    st.sampled_from(["Peer support in practice", "Peer support in practise: a view", "Recovery and illness: a view", "Recovery and illness", None]),
    st.sampled_from(["Mead", "Repper"]),
    st.sampled_from([2001, 2011, None]),
    volume=st.sampled_from([None, "25"]),
    pages=st.sampled_from([None, "134", "134-141"]),
)


@given(st.lists(references, max_size=6))
def test_names_do_not_depend_on_order(mentions):
    assert group_mentions(mentions) == group_mentions(mentions[::-1])[::-1]


def test_mentions_known_to_be_one_are_joined_and_mentions_set_apart_are_not():
    one, other, third = said("Peer support in practice", text="a"), said("Another title altogether"), said("Peer support in practice", text="b")
    joined = group_mentions([one, other, third], together=[(one, other)])
    apart = group_mentions([one, other, third], together=[(one, other)], apart=[(one, third)])

    assert len(set(joined)) == 1
    assert apart[0] == apart[1] != apart[2]


def test_set_apart_holds_by_way_of_a_third_mention():
    one, other = said("Peer support in practice", text="a"), said("Peer support in practise", text="b")
    between = said("Peer support in practice.", text="c")
    names = group_mentions([one, between, other], apart=[(one, other)])

    assert names[0] != names[2]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (said("Letter to the editor", pmid="1111111"), said("Letter to the editor", pmid="2222222")),
        (said("Letter to the editor", volume="1", pages="7"), said("Letter to the Editor.", volume="2", pages="9")),
    ],
)
def test_what_has_another_number_or_another_place_is_another_thing(one, other):
    assert len(set(group_mentions([one, other]))) == 2


def test_a_mention_without_title_joins_the_one_titled_thing_in_its_place():
    bare, titled = said(None, volume="25", pages="134", text="a"), said("Peer support in practice", volume="25", pages="134-141")
    also = said("A quite different letter", volume="25", pages="134-141")

    assert len(set(group_mentions([bare, titled]))) == 1
    assert len(set(group_mentions([bare, titled, also]))) == 3
