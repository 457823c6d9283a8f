"""Numbered lists in running lines: where number 1, 2, 3 … of one list stand.

A number proves nothing by itself; a row of them that counts up does.
"""

import re
from dataclasses import dataclass
from string import ascii_lowercase

from citegraph.read.likeness import start_score

_SUPERSCRIPT = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_BULLET = r"(?:[•·▪◦*‣–-]\s*)?"

# How numbers are printed.  At the start of a line any of them may open an
# entry; inside one, only those that stand apart from the text around them.
_AT_LINE = {
    "[n]": re.compile(rf"{_BULLET}[\[【［](\d{{1,4}})[\]】］]\.?\s*"),
    "(n)": re.compile(rf"{_BULLET}[(（](\d{{1,4}})[)）]\.?\s*"),
    "n.": re.compile(rf"{_BULLET}(\d{{1,4}})(?:\.|、|．)(?:\s+|(?=[^\d\s])|$)"),
    "n:": re.compile(r"(\d{1,4}):\s+(?=\D)"),
    "n)": re.compile(r"(\d{1,4})[)）]\s*"),
    "n": re.compile(r"(\d{1,3})(?:\s+(?=[^\d\s])|$)"),
    "glued": re.compile(r"(\d{1,3})(?=[^\W\d_]|[‐-])"),
    "sup": re.compile(r"([⁰¹²³⁴⁵⁶⁷⁸⁹]{1,4})\s*"),
}
_INSIDE = {
    "[n]": re.compile(r"(?<=[\s.。．])\[(\d{1,4})\]\s*(?=\S)"),
    "(n)": re.compile(r"(?<=[.\])]\s)\((\d{1,4})\)\s+(?=\S)"),
    "n.": re.compile(r"(?<=[\s])(\d{1,4})\.\s+(?=[^\d\s])"),
    "glued": re.compile(r"(?<=[.\])\dx]\s)(\d{1,3})(?=[^\W\d_][^\d\s])"),
    "sup": re.compile(r"(?<=\s)([⁰¹²³⁴⁵⁶⁷⁸⁹]{1,4})(?=[^\W\d_])"),
}
# Wikipedia's links from a note back to where it is cited.
_BACKLINKS = re.compile(r"[↑^]\s*(?:Jump up to:\s*)?(?:[↑^]|[a-z](?=\s[a-z]\s|\s[A-ZÀ-Þ\"“])|\s)*(?=\S)")
_KEYS = (
    re.compile(r"\[[^\W\d_][\w+’'.&, -]{1,60}\d\d[a-z]?\]\s+"),
    re.compile(r"\\bibitem\s*(?:\[(?:[^\[\]{}]|\{[^{}]*\})*\])?\s*\{[^{}]*\}\s*"),
    re.compile(r"[•·▪◦*‣●■◆–+-]\s+(?=\S)"),
    _BACKLINKS,
)
_LETTER = re.compile(r"[(\[]?([a-z])[.)\]]\s+(?=\S)")
_ROMAN = re.compile(r"[(\[]?([ivxl]{1,8})[.)\]]\s+(?=\S)", re.IGNORECASE)
_UNITS = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
ROMAN = tuple(tens + units for tens in ("", "x", "xx", "xxx", "xl", "l", "lx", "lxx", "lxxx") for units in _UNITS)[1:]


@dataclass(frozen=True, slots=True)
class Mark:
    """A number (or key, or bullet) before an entry.

    Attributes
    ----------
    start, end
        Characters of the whole text: where the mark begins, where the entry's text does.
    number
        As printed, or `None` for keys and bullets.
    """

    start: int
    end: int
    number: int | None


def find_row(text: str, inside: bool = True, least: int = 3) -> tuple[str, tuple[Mark, ...]]:
    """Return the style and the marks of the longest row of counting numbers in *text*.

    Numbers count at the start of a line and, unless *inside* is false, within
    lines where entries follow each other without a break; a row has *least*
    numbers or more.

    >>> style, row = find_row("[1] Asad S. A. 2016\\n[2] Gillard S. B. 2017\\n[3] Tate M. C. 2021")
    >>> style, [mark.number for mark in row]
    ('[n]', [1, 2, 3])

    A year is no number of a list, and neither is a volume that happens to fit:

    >>> find_row("Small H. 1973\\n24. Price D. 1965\\n149. Kessler M. 1963")
    ('', ())
    """
    best, best_style, best_worth = (), "", 0.0
    starts = _line_starts(text)
    for style, pattern in _AT_LINE.items():
        marks = [
            Mark(match.start(), match.end(), int(match[1].translate(_SUPERSCRIPT)))
            for start in starts
            if (match := pattern.match(text, start))
        ]
        worth, row = _best_row(text, [mark for mark in marks if mark.number < 1500], least)
        if worth > best_worth + 0.5:
            best, best_style, best_worth = row, style, worth
    for style, pattern in _INSIDE.items() if inside else ():
        marks = [
            Mark(match.start(), match.end(), int(match[1].translate(_SUPERSCRIPT))) for match in pattern.finditer(text)
        ]
        lines = [
            Mark(match.start(), match.end(), int(match[1].translate(_SUPERSCRIPT)))
            for start in starts
            if (match := _AT_LINE[style].match(text, start))
        ]
        places = {mark.start for mark in lines}
        marks = sorted(lines + [mark for mark in marks if mark.start not in places], key=lambda mark: mark.start)
        worth, row = _best_row(text, [mark for mark in marks if mark.number < 1500], least)
        if worth > best_worth * 1.25 + 1.5:
            best, best_style, best_worth = row, style, worth
    return (best_style, best) if len(best) >= least else ("", ())


def find_keys(text: str, least: int = 3) -> tuple[Mark, ...]:
    """Return the marks of a list whose entries begin with keys (``[Smi12]``), bullets, carets, a, b, c or i, ii, iii.

    >>> len(find_keys("• Asad S. 2016\\n• Gillard S. 2017\\n• Tate M. 2021"))
    3
    """
    starts = _line_starts(text)
    for pattern in _KEYS:
        found = [match for start in starts if (match := pattern.match(text, start))]
        if len(found) >= least:
            return tuple(Mark(match.start(), match.end(), None) for match in found)
    lettered = [match for start in starts if (match := _LETTER.match(text, start))]
    if len(lettered) >= least and ascii_lowercase.startswith("".join(match[1] for match in lettered)):
        return tuple(Mark(match.start(), match.end(), None) for match in lettered)
    roman = [match for start in starts if (match := _ROMAN.match(text, start))]
    if len(roman) >= least and tuple(match[1].lower() for match in roman) == ROMAN[: len(roman)]:
        return tuple(Mark(match.start(), match.end(), place) for place, match in enumerate(roman, start=1))
    return ()


def without_backlinks(text: str) -> str:
    """Return the beginning of a numbered entry without links back to where it is cited.

    >>> without_backlinks("^ a b Repper, J. (2011)."), without_backlinks("Repper, J. (2011).")
    ('Repper, J. (2011).', 'Repper, J. (2011).')
    """
    return _BACKLINKS.sub("", text, count=1) if text[:1] in ("^", "↑") else text


def _line_starts(text):
    return [0] + [match.end() for match in re.finditer("\n", text)]


def _best_row(text, marks, least):
    """The row worth most: a point for each number, less for a gap, more where an entry seems to start."""
    if len(marks) < least:
        return 0.0, ()
    worth, before = [], []
    latest = {}  # number → indices of its marks so far, best last
    for index, mark in enumerate(marks):
        own = 1.0 + _fit(text, mark)
        best, source = own - (0.0 if mark.number == 1 else 0.4 + min(mark.number, 60) / 40), None
        for step, cost in ((1, 0.0), (2, 0.8), (3, 1.2)):
            for other in latest.get(mark.number - step, ())[-12:]:
                value = worth[other] + own - cost - _apart(text, marks[other], mark)
                if marks[other].end <= mark.start and value > best:
                    best, source = value, other
        worth.append(best)
        before.append(source)
        latest.setdefault(mark.number, []).append(index)
    index = max(range(len(marks)), key=worth.__getitem__)
    total, row = worth[index], []
    while index is not None:
        row.append(marks[index])
        index = before[index]
    return total, tuple(reversed(row))


def _apart(text, left, right):
    """What speaks against two marks being neighbours: much text between them, another kind of bullet."""
    bullets = {re.sub(r"[\w\s⁰¹²³⁴-⁹]", "", text[mark.start : mark.end]) for mark in (left, right)}
    return min(0.6, (right.start - left.end) / 5000) + 0.4 * (len(bullets) > 1)


def _fit(text, mark):
    after = text[mark.end : mark.end + 120].lstrip()
    fit = max(-0.6, min(start_score(after), 1.5) * 0.2)
    ending = text[max(0, mark.start - 12) : mark.start].rstrip()
    fit += 0.12 if not ending or re.search(r"[.)\]>”»\d/]$", ending) else -0.25
    fit -= 0.25 if re.search(r"(?:\b[Nn]o|[Vv]ol|pp?|[Nn]r|№|Т|С|号|p\.)\.?$|[,;:–-]$", ending) else 0.0
    return fit
