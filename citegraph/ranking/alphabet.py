"""Reference lists that stop early in the alphabet.

Pages and previews show the first entries of a list.  Where lists are in
order of name, works by late names then had no chance to be cited, which no
count of citations can show.
"""

import math

import numpy as np

from citegraph.model import fold

__all__ = ["EARLY", "cut_lists", "initial"]

EARLY = "abcdef"
SHORTEST_JUDGED = 4
FEWEST_CUT = 3
# The share of family names in A to F counted before a graph's own names are, with the weight of three names.
_USUAL_SHARE, _WEIGHT = 1 / 3, 3


def initial(a, row) -> str | None:
    """The first letter, without accent, of a work's first author; `None` if unknown or not Latin."""
    authors = a.attributes[row].get("authors")
    name = fold(authors[0].partition(",")[0]) if authors else ""
    return name[0] if name and name[0].isascii() and name[0].isalpha() else None


def cut_lists(a) -> tuple[np.ndarray, np.ndarray] | None:
    """Return which lists could be judged and which look cut off, or `None` if chance explains them.

    A list is judged if it has at least four works with a known first author,
    and looks cut off if each of these begins with A to F.  Some whole lists
    look so by chance; how many follows from the share of such names among the
    authors of the citing works, whose own names no cut can touch.  Chance is
    ruled out where at least three lists, and more than three standard
    deviations above what it explains, look cut off.

    Notes
    -----
    Lists numbered in the order of citation show nothing when they are cut.
    """
    initials = [initial(a, row) for row in range(len(a))]
    known = np.array([letter is not None for letter in initials], dtype=float)
    early = np.array([letter is not None and letter in EARLY for letter in initials], dtype=float)
    named = a.cites @ known
    judged = named >= SHORTEST_JUDGED
    cut = judged & (named == a.cites @ early)
    citing = np.diff(a.cites.indptr) > 0
    share = (early[citing].sum() + _WEIGHT * _USUAL_SHARE) / (known[citing].sum() + _WEIGHT)
    chance = share ** named[judged]
    explained = chance.sum() + 3 * math.sqrt((chance * (1 - chance)).sum())
    return (judged, cut) if cut.sum() >= FEWEST_CUT and cut.sum() > explained else None
