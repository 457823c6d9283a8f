"""Which references that nobody could resolve mean the same thing.

A book without a DOI that three works cite in three styles should be one node
with three citations.  Two editions of it should be two.
"""

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations

from rapidfuzz.fuzz import ratio

from citegraph.model import Reference, fold, reference_id

Pairs = Sequence[tuple[Reference, Reference]]

# Two titles that share author and year and agree to this degree are one title.
SAME_TITLE = 93.0
_SUBTITLE = re.compile(r"[:?!.]\s|\s[-–—]\s")
# A title this short says too little to be compared loosely.
SHORT_TITLE = 12


def group_mentions(references: Iterable[Reference], *, together: Pairs = (), apart: Pairs = ()) -> list[str]:
    """Return, for each reference in order, the name of the node it belongs to.

    Mentions are joined when they carry the same identifier (a DOI that no
    source knows only where the years do not differ: it may be a wrong one), say
    the same but for case and punctuation, or agree in first author, year and title but for
    a few letters; without a title, in first author, year, volume and first
    page.  A mention that leaves out the year, the title or the subtitle joins only where
    a single thing fits.  Numbers in titles must agree: a second edition is another thing;
    and so is what has another PubMed number, or another volume and page.

    Pairs of references, these very objects, may be known to be one thing
    (*together*), or to be two, whatever they say (*apart*).

    >>> said = Reference("a", title="Peer support: a theoretical perspective", year=2001)
    >>> other = Reference("b", title="Peer-support – A theoretical perspektive", year=2001)
    >>> second = Reference("c", title="Peer support: a theoretical perspective 2", year=2001)
    >>> names = group_mentions([said, other, second])
    >>> names[0] == names[1], names[0] == names[2]
    (True, False)
    >>> names = group_mentions([said, other], apart=[(said, other)])
    >>> names[0] == names[1]
    False
    """
    own_names = _names_apart(apart)
    mentions = [(reference, own_names.get(id(reference)) or reference_id(reference)) for reference in references]
    own = {name: reference for reference, name in reversed(mentions)}
    leader = {name: name for name in own}
    of = {id(reference): name for reference, name in mentions}
    foes = defaultdict(set)
    for one, other in apart:
        foes[of[id(one)]].add(of[id(other)])
        foes[of[id(other)]].add(of[id(one)])

    def find(name):
        while leader[name] != name:
            leader[name] = name = leader[leader[name]]
        return name

    def join(one, other):
        first, second = sorted((find(one), find(other)), key=_preference)
        if second in {find(foe) for name in foes if find(name) == first for foe in foes[name]}:
            return
        leader[second] = first

    for one, other in together:
        join(of[id(one)], of[id(other)])
    shelves = defaultdict(list)
    for name, reference in own.items():
        for key in _shelves(reference):
            shelves[key].append((reference, name))
    same_doi = defaultdict(dict)
    for reference, name in mentions:
        if reference.doi:
            same_doi[reference.doi].setdefault(name, reference)
    for _, alike in sorted(same_doi.items()):
        for (name, one), (other_name, other) in combinations(sorted(alike.items(), key=lambda item: item[0]), 2):
            if not (one.year and other.year) or one.year == other.year:
                join(name, other_name)
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


def _names_apart(apart):
    """A name for the second of two that would have the same: what it says, to the letter."""
    return {
        id(other): f"ref:{hashlib.sha256(other.text.encode('utf-8', 'replace')).hexdigest()[:12]}"
        for one, other in apart
        if reference_id(one) == reference_id(other)
    }


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
    if who and reference.year and reference.volume and reference.pages:
        yield "place", who, str(reference.year), fold(reference.volume), fold(reference.pages).partition(" ")[0]


def _same(one, other):
    if not one.title or not other.title:
        return not one.title and not other.title
    if _elsewhere(one, other):
        return False
    one, other = fold(one.title), fold(other.title)
    return re.findall(r"\d+", one) == re.findall(r"\d+", other) and ratio(one, other) >= SAME_TITLE


def _elsewhere(one, other):
    """Whether the two have different PubMed numbers, or different volumes and first pages."""
    if one.pmid and other.pmid and one.pmid != other.pmid:
        return True
    places = [(each.volume, each.pages) for each in (one, other)]
    if not all(volume and pages for volume, pages in places):
        return False
    (volume, page), (other_volume, other_page) = ((fold(v), fold(p).partition(" ")[0]) for v, p in places)
    return volume != other_volume and page != other_page


def _abridges(one, other):
    """Whether one mention lacks the year, the title or the subtitle that the other has, and agrees in the rest."""
    if not one.title:  # the two share a shelf: author, year, volume and page
        return bool(other.title)
    if not other.title or (one.year and one.year != other.year) or _elsewhere(one, other):
        return False
    short = bool(one.authors) and fold(one.title) == fold(_SUBTITLE.split(other.title)[0]) != fold(other.title)
    return short or (not one.year and bool(other.year) and _same(one, other))
