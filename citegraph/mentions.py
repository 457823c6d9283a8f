"""Which references that nobody could resolve mean the same thing.

A book without a DOI that three works cite in three styles should be one node
with three citations.  Two editions of it should be two.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from itertools import combinations

from rapidfuzz.fuzz import ratio

from citegraph.model import Reference, fold, reference_id

# Two titles that share author and year and agree to this degree are one title.
SAME_TITLE = 93.0
_SUBTITLE = re.compile(r"[:?!.]\s|\s[-–—]\s")
# A title this short says too little to be compared loosely.
SHORT_TITLE = 12


def group_mentions(references: Iterable[Reference]) -> list[str]:
    """Return, for each reference in order, the name of the node it belongs to.

    Mentions are joined when they carry the same identifier, say the same but
    for case and punctuation, or agree in first author, year and title but for
    a few letters; without a title, in first author, year, volume and first
    page.  A mention that leaves out the year or the subtitle joins only where
    a single thing fits.  Numbers in titles must agree: a second edition is another thing.

    >>> said = Reference("a", title="Peer support: a theoretical perspective", year=2001)
    >>> other = Reference("b", title="Peer-support – A theoretical perspektive", year=2001)
    >>> second = Reference("c", title="Peer support: a theoretical perspective 2", year=2001)
    >>> names = group_mentions([said, other, second])
    >>> names[0] == names[1], names[0] == names[2]
    (True, False)
    """
    mentions = [(reference, reference_id(reference)) for reference in references]
    own = {name: reference for reference, name in reversed(mentions)}
    leader = {name: name for name in own}

    def find(name):
        while leader[name] != name:
            leader[name] = name = leader[leader[name]]
        return name

    def join(one, other):
        first, second = sorted((find(one), find(other)), key=_preference)
        leader[second] = first

    shelves = defaultdict(list)
    for name, reference in own.items():
        for key in _shelves(reference):
            shelves[key].append((reference, name))
    for _, shelf in sorted(shelves.items()):
        shelf.sort(key=_by_name)
        for (one, name), (other, other_name) in combinations(shelf, 2):
            if find(name) != find(other_name) and one.year == other.year and _same(one, other):
                join(name, other_name)
        for one, name in shelf:
            fitting = {find(other_name) for other, other_name in shelf if _abridges(one, other)} - {find(name)}
            if len(fitting) == 1:
                join(name, *fitting)
    return [find(name) for _, name in mentions]


def _by_name(mention):
    return mention[1]


def _preference(name):
    """Names by an identifier before digests."""
    return name.startswith("ref:"), name


def _shelves(reference):
    """Where to look for other mentions: first author, with the title's first letters or the place."""
    who = fold(reference.authors[0].family) if reference.authors else ""
    title = fold(reference.title or "")
    if len(title) >= SHORT_TITLE:
        yield "title", who, title[:4]
    elif who and reference.year and reference.volume and reference.pages:
        yield "place", who, str(reference.year), fold(reference.volume), fold(reference.pages).partition(" ")[0]


def _same(one, other):
    if not one.title or not other.title:
        return not one.title and not other.title
    one, other = fold(one.title), fold(other.title)
    return re.findall(r"\d+", one) == re.findall(r"\d+", other) and ratio(one, other) >= SAME_TITLE


def _abridges(one, other):
    """Whether one mention lacks the year or the subtitle that the other has, and agrees in the rest."""
    if not one.title or not other.title or (one.year and one.year != other.year):
        return False
    short = bool(one.authors) and fold(one.title) == fold(_SUBTITLE.split(other.title)[0]) != fold(other.title)
    return short or (not one.year and bool(other.year) and _same(one, other))
