"""Texts that hold several references: ``(a) … (b) …`` in chemistry, ``See …; …`` in the humanities, lost line breaks."""

import re

from citegraph.read.likeness import YEAR, likeness, start_score

_LETTERED = re.compile(r"(?:^|(?<=[.;,\d\])]\s))[(\[]?([a-h])[)\]]\s+(?=\S)")
SIGNAL = re.compile(
    r"(?:see(?:,? (?:also|e\.g\.|for example|for instance|especially|in particular))?|cf\.?|compare|quoted in|"
    r"for (?:a|an) (?:review|overview|discussion)s?,? see|vgl\.?|siehe(?: auch)?|voir(?: aussi)?|véase)[:,]?\s+"
    r"(?!(?:\w\.?){1,3}(?:[,;]|\s\())",
    re.IGNORECASE,
)
_FAMILY = r"(?:(?:van|von|de|der|den|del|di|da|la|le|el|al|ten|ter) )*[^\W\d_a-zß-ÿ][\w’'‘-]+"
_INITIALS = r"(?:[A-ZÀ-Þ]\.?[ -]?){1,3}(?<! )"
_NAMES = rf"(?:{_FAMILY},? {_INITIALS}(?:,? (?:&|and|et|und) |, ))*(?:{_FAMILY},? {_INITIALS}|[A-Z]{{3,}})(?:,? et al\.?)?"
# Names, and behind them the year in brackets: how a reference begins that is told by author and year.
_BEGINNING = re.compile(rf"(?<![\w’'-]){_NAMES},? \((?:1[5-9]|20)\d\d[a-z]?\)[.:,]? (?=[“\"‘«]?[^\W\d_a-zß-ÿ])")
_LABEL = re.compile(r"\s*(?:\[\d{1,4}\]|\d{1,4}\.)?\s*")
# What ends a reference before another: a stop, a page, the name of a place; not "In", nor a word as "by".
_ENDED = re.compile(r"(?:[.;)\]\d]|\bdoi:|(?<![\w-])(?!In\b)[^\W\d_a-zß-ÿ][\w-]*)\s*$")
_SHORTEST, _NEAR = 30, 40


def references_in(text: str) -> tuple[str, ...]:
    """Return the references that one entry of a list holds, in order: nearly always itself.

    >>> references_in("(a) Small, H. J. Am. Soc. Inf. Sci. 1973, 24, 265. (b) Price, D. Science 1965, 149, 510.")
    ('Small, H. J. Am. Soc. Inf. Sci. 1973, 24, 265.', 'Price, D. Science 1965, 149, 510.')
    >>> references_in("See H. Small, 'Co-citation', JASIS 24 (1973), 265-9; D. Price, 'Networks', Science 149 (1965), 510-5.")
    ("H. Small, 'Co-citation', JASIS 24 (1973), 265-9", "D. Price, 'Networks', Science 149 (1965), 510-5.")

    A line break between two may be lost:

    >>> references_in("Tucker AS (2007) Salivary glands. Dev Biol 18:237-244. Baba T, Ara T (2006) The Keio collection. Mol Biol 2:8.")
    ('Tucker AS (2007) Salivary glands. Dev Biol 18:237-244.', 'Baba T, Ara T (2006) The Keio collection. Mol Biol 2:8.')

    Semicolons between the authors of one work part nothing:

    >>> len(references_in("Small, H.; Price, D. Networks and co-citation. Science 1973, 149, 510-5."))
    1
    """
    return _lettered(text) or _listed(text) or _run_together(text) or (text,)


def second_reference(text: str) -> int | None:
    """Return where a second reference begins in a text that begins with names and a year; `None` if none does.

    What a title says of another work is none:

    >>> second_reference("Gallo RC (2002) Discovery of a virus: a reply to Duesberg PH (1989) Human retrovirus. Nature 3:4")
    """
    begun = _BEGINNING.match(text, _LABEL.match(text).end())
    for again in _BEGINNING.finditer(text, begun.end() + _SHORTEST) if begun else ():
        if _ENDED.search(text[max(0, again.start() - _NEAR) : again.start()]) and len(text) - again.end() >= _SHORTEST / 2:
            return again.start()
    return None


def _run_together(text):
    parts = []
    while (start := second_reference(text)) is not None:
        parts.append(text[:start].strip())
        text = text[start:]
    return (*parts, text) if parts else ()


def _lettered(text):
    marks = list(_LETTERED.finditer(text))
    row = [mark for number, mark in enumerate(marks) if mark[1] == "abcdefgh"[number : number + 1]]
    if len(row) < 2 or len(row) != len(marks) or row[0].start() > 0:
        return ()
    ends = [mark.start() for mark in row[1:]] + [len(text)]
    parts = tuple(text[mark.end() : end].strip(" ;,") for mark, end in zip(row, ends, strict=True))
    return parts if all(YEAR.search(part) or likeness(part) > 2 for part in parts) else ()


def _listed(text):
    """Parts between semicolons, where each is a whole reference by itself."""
    unsignalled = SIGNAL.sub("", text, count=1) if SIGNAL.match(text) else text
    parts = tuple(part.strip() for part in re.split(r";\s+(?:and\s+)?", unsignalled))
    if len(parts) > 1 and all(_whole(SIGNAL.sub("", part, count=1)) for part in parts):
        return tuple(SIGNAL.sub("", part, count=1) for part in parts)
    return (unsignalled,) if unsignalled != text and _whole(unsignalled) else ()


def _whole(part):
    return len(YEAR.findall(part)) >= 1 and start_score(part) >= 1.6 and likeness(part) > 2.4 and len(part) > 40
