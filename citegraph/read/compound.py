"""Notes that hold several references: ``(a) … (b) …`` in chemistry, ``See …; …`` in the humanities."""

import re

from citegraph.read.likeness import YEAR, likeness, start_score

_LETTERED = re.compile(r"(?:^|(?<=[.;,\d\])]\s))[(\[]?([a-h])[)\]]\s+(?=\S)")
_SIGNAL = re.compile(
    r"(?:see(?:,? (?:also|e\.g\.|for example|for instance|especially|in particular))?|cf\.?|compare|quoted in|"
    r"for (?:a|an) (?:review|overview|discussion)s?,? see|vgl\.?|siehe(?: auch)?|voir(?: aussi)?|véase)[:,]?\s+",
    re.IGNORECASE,
)


def references_in(text: str) -> tuple[str, ...]:
    """Return the references that one entry of a list holds, in order: nearly always itself.

    >>> references_in("(a) Small, H. J. Am. Soc. Inf. Sci. 1973, 24, 265. (b) Price, D. Science 1965, 149, 510.")
    ('Small, H. J. Am. Soc. Inf. Sci. 1973, 24, 265.', 'Price, D. Science 1965, 149, 510.')
    >>> references_in("See H. Small, 'Co-citation', JASIS 24 (1973), 265-9; D. Price, 'Networks', Science 149 (1965), 510-5.")
    ("H. Small, 'Co-citation', JASIS 24 (1973), 265-9", "D. Price, 'Networks', Science 149 (1965), 510-5.")

    Semicolons between the authors of one work part nothing:

    >>> len(references_in("Small, H.; Price, D. Networks and co-citation. Science 1973, 149, 510-5."))
    1
    """
    return _lettered(text) or _listed(text) or (text,)


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
    unsignalled = _SIGNAL.sub("", text, count=1) if _SIGNAL.match(text) else text
    parts = tuple(part.strip() for part in re.split(r";\s+(?:and\s+)?", unsignalled))
    if len(parts) > 1 and all(_whole(_SIGNAL.sub("", part, count=1)) for part in parts):
        return tuple(_SIGNAL.sub("", part, count=1) for part in parts)
    return (unsignalled,) if unsignalled != text and _whole(unsignalled) else ()


def _whole(part):
    return len(YEAR.findall(part)) >= 1 and start_score(part) >= 1.6 and likeness(part) > 2.4 and len(part) > 40
