"""LaTeX in the fields of a reference, told as plain text."""

import logging
import re
import unicodedata
from functools import lru_cache

_LIMIT = 5000  # characters of a field that are handed to pylatexenc; a title is shorter
_ACCENTS = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", '"': "\u0308", "=": "\u0304", ".": "\u0307",
    "u": "\u0306", "v": "\u030c", "H": "\u030b", "c": "\u0327", "k": "\u0328", "r": "\u030a", "d": "\u0323",
    "b": "\u0331",
}  # fmt: skip
_LETTERS = {
    "ss": "ß", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "aa": "å", "AA": "Å",
    "i": "ı", "j": "ȷ", "dh": "ð", "DH": "Ð", "th": "þ", "TH": "Þ", "dj": "đ", "DJ": "Đ", "ng": "ŋ", "NG": "Ŋ",
}  # fmt: skip
_ACCENTED = re.compile(
    r"\\(?:([`'^~\"=.])[ \n]?|([uvHckrdb])(?=[ \n{]))(?:\{[ \n]?(\\[ij]|[^\W\d_])[ \n]?\}|[ \n]?(\\[ij](?![A-Za-z])|[^\W\d_]))"
)
# A backslash that a program wrote twice, as JSON wants it; a broken line would not go on with an accent.
_DOUBLED = re.compile(
    r"\\(?=\\(?:['\"`^](?:\{?\\?[^\W\d_])|(?:" + "|".join(sorted(_LETTERS, key=len, reverse=True)) + r")\}))"
)
_LETTER = re.compile(r"\\(" + "|".join(sorted(_LETTERS, key=len, reverse=True)) + r")(?![A-Za-z])[ \n]?")
_ESCAPED = re.compile(r"\\([&%$#_{}])")
_DASHES = {"---": "—", "--": "–", "``": "“", "''": "”", "~": " "}
_DASH = re.compile("---|--|``|''|~")
# A field whose only commands are blanks, after an abbreviation's stop, and nothing else that means something to LaTeX.
_USUAL = r"[^\\{}$%&#~`'^_\[\]-]++"
_SPACED = re.compile(rf"(?:{_USUAL}|-|\\ |\{{{_USUAL}\}}){{1,99}}")
_COMMAND = re.compile(r"\\(?:[A-Za-z]+\*?|.)?")
_RAISED = re.compile(r"([_^])\{?([0-9+-]{1,9})\}?")
_DIGITS = {"_": str.maketrans("0123456789+-", "₀₁₂₃₄₅₆₇₈₉₊₋"), "^": str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")}
_HELD = {"{": "\ue000", "}": "\ue001", "$": "\ue002", "~": "\ue003", "^": "\ue004", "\\": "\ue005"}  # while others like them go
_NAMED = {"braceleft": "{", "braceright": "}", "dollar": "$", "asciitilde": "~", "asciicircum": "^", "backslash": "\\"}
_BY_NAME = re.compile(r"\\text(" + "|".join(_NAMED) + r")(?![A-Za-z])(?:\{\}|[ \n])?")
_FREED = str.maketrans({held: character for character, held in _HELD.items()})


def plain_text(value: str) -> str:
    """Return *value* without LaTeX: accents and letters made one character, braces and commands gone.

    >>> plain_text("{T}he {\\\\'E}t\\\\'e of Ji{\\\\v{r}}{\\\\'{\\\\i}} --- \\\\textit{caf\\\\'{e}} at 5\\\\%")
    'The Été of Jiří — café at 5%'
    >>> plain_text("Search of $\\\\Sigma^{0}$ and DNA$_2$, in C:\\\\{a\\\\}")
    'Search of Σ⁰ and DNA₂, in C:{a}'

    A backslash that a program doubled is one:

    >>> plain_text(r"D\\\\'ecoret and Swe{\\\\i}g: one line\\\\ and another")
    'Décoret and Sweıg: one line and another'

    Accents and letters are told here, and what else begins with a backslash or stands
    in dollars by pylatexenc, which takes a hundred times as long: a blank after a stop is told
    here as well, and what comes again (a publisher, a journal) is remembered.
    """
    if "\\" in value:
        value = _DOUBLED.sub("", value)
        value = _BY_NAME.sub(lambda match: _HELD[_NAMED[match[1]]], value)
        value = _LETTER.sub(lambda match: _LETTERS[match[1]], _ACCENTED.sub(_accented, value))
        value = _ESCAPED.sub(lambda match: _HELD.get(match[1], match[1]), value)
    if "\\ " in value and _SPACED.fullmatch(value):
        value = value.replace("\\ ", " ")
    elif "\\" in value or "$" in value:
        value = _without_commands(value)
    value = _DASH.sub(lambda match: _DASHES[match[0]], value.replace("{", "").replace("}", ""))
    return " ".join(value.translate(_FREED).split())


def _accented(match):
    letter = (match[3] or match[4]).lstrip("\\")
    return unicodedata.normalize("NFC", letter + _ACCENTS[match[1] or match[2]])


def _without_commands(value):
    text = _converted(value) if len(value) <= _LIMIT else None
    if text is not None:
        return _RAISED.sub(lambda match: match[2].translate(_DIGITS[match[1]]), text)
    return _COMMAND.sub("", value).replace("$", "")


@lru_cache(1024)
def _converted(value):
    from pylatexenc.latex2text import LatexNodes2Text

    # It writes to the log, and so to the terminal, what it cannot make of a command.
    logging.getLogger("pylatexenc").setLevel(logging.CRITICAL)
    try:
        return LatexNodes2Text(math_mode="text").latex_to_text(value.replace("%", "\\%"))
    except Exception:  # noqa: BLE001  whatever a field of somebody's file makes it raise, the words are still there
        return None
