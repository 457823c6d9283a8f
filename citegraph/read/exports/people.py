"""Authors as tables give them: all in one cell, in one of a dozen manners."""

import ast
import re

from citegraph.model import Author
from citegraph.read.claims import author_from

_NOTE = re.compile(r"\s*(?:\[[^\]]*\]|\((?:\d+|[^()\s]*@[^()\s]*)\))")
_INITIALS = r"(?:[A-ZÀ-ÞĀ-ŽА-Я][a-z]?\.[ -]?-?|[A-ZÀ-ÞĀ-ŽА-Я](?:[ -]|$)){1,5}|[A-ZÀ-ÞĀ-ŽА-Я]{1,4}(?:-[A-Z])?"
_ARE_INITIALS = re.compile(rf"(?:{_INITIALS})(?:,? (?:Jr|Sr|II|III)\.?)?")
_FAMILY_INITIALS = re.compile(rf"(\S.*?[^\s.,])\s+((?:{_INITIALS})(?:,? (?:Jr|Sr|II|III)\.?)?)")
_BODY = re.compile(
    r"\b(?:of|for|and|the|für|pour|und|organi[sz]ation|group|consortium|committee|collaboration|network|society|"
    r"association|institute|university|ministry|agency|team|investigators|bank|council|commission)\b",
    re.IGNORECASE,
)
_NOBODY = re.compile(
    r"\W*(?:no author (?:name|id) available|anonymous|anon|et al|others|none|nan|null|n/?a)?\W*", re.IGNORECASE
)
_MORE = re.compile(r"[\s,;]*(?:\bet al\b\.?|…|\.\.\.)\s*$", re.IGNORECASE)
_LISTED = re.compile(r"\[\s*(['\"]).*\1\s*\]", re.DOTALL)
# "Araz R. AlievNigar T. Ismayilova": a small letter before a capital, but for names that are so spelled.
_GLUED = re.compile(r"(?<=[a-zß-ÿ])(?<!\bMc)(?<!\bMac)(?<!\b[DLV][aei])(?<!\bVan)(?<!\bDel)(?=[A-ZÀ-Þ])")
_TITLES = re.compile(r"\b(?:Prof|Dr|Ing|Dipl|PhD|MD|MSc)\b\.?-?\s*", re.IGNORECASE)


def people(cell: str, *, glued: bool = False) -> tuple[Author, ...]:
    """Return the authors that one cell names.

    Parameters
    ----------
    glued
        Whether names stand without anything between them, as Springer writes them.

    >>> [str(author) for author in people("Suzue, Masaki (58484728400); World Bank")]
    ['Suzue, Masaki', 'World Bank']
    >>> [str(author) for author in people("Pan, Y., van der Berg, C.-D., Wu, J.")]
    ['Pan, Y.', 'van der Berg, C.-D.', 'Wu, J.']
    >>> [str(author) for author in people("Liu R., Adler D.G.") + people("A B Makar, K E McMartin, et al.")]
    ['Liu, R.', 'Adler, D.G.', 'Makar, A B', 'McMartin, K E']
    >>> [str(author) for author in people("['Marx, Karl', 'Lindgren, Astrid']")]
    ['Marx, Karl', 'Lindgren, Astrid']
    >>> [str(author) for author in people("Prof. Rafik A. AlievCarol McDonald", glued=True)]
    ['Aliev, Rafik A.', 'McDonald, Carol']

    Nobody is nobody:

    >>> people("[No author name available]"), people("; ")
    ((), ())
    """
    cell = _MORE.sub("", cell)
    if glued:
        names = [_TITLES.sub("", name) for name in _GLUED.split(cell)]
    else:
        names = _names(cell)
    return tuple(_person(name) for name in names if not _NOBODY.fullmatch(name))


def _names(cell):
    if _LISTED.fullmatch(cell.strip()):
        try:
            return [str(name) for name in ast.literal_eval(cell.strip())]
        except (ValueError, SyntaxError, MemoryError, RecursionError):
            pass
    cell = _NOTE.sub("", cell) if "[" in cell or "(" in cell else cell
    for mark in (";", "|", "\n"):
        if mark in cell:
            return cell.split(mark)
    if " and " in cell or " & " in cell:
        pieces = re.split(r",? (?:and|&) ", cell)
        if not _BODY.search(pieces[0]) or len(pieces) > 2:
            return [name for piece in pieces for name in _parted(piece)]
        return [cell]
    return _parted(cell)


def _parted(cell):
    """Names with commas between them, and perhaps between family name and initials as well."""
    pieces = [piece.strip() for piece in cell.split(",") if piece.strip()]
    if len(pieces) < 2:
        return pieces
    if len(pieces) == 2 and not (" " in pieces[0] and " " in pieces[1]):
        return [", ".join(pieces)]
    names = []
    for piece in pieces:
        if names and _ARE_INITIALS.fullmatch(piece) and "," not in names[-1]:
            names[-1] = f"{names[-1]}, {piece}"
        else:
            names.append(piece)
    return names


def _person(name):
    name = " ".join(name.split())
    if "," in name:
        return author_from(name)
    if match := _FAMILY_INITIALS.fullmatch(name):
        return Author(" ".join(match[1].split()), match[2].strip())
    return author_from(name + "," if _BODY.search(name) else name)
