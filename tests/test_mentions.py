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
