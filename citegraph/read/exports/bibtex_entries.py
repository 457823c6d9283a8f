"""Where the entries of a BibTeX file begin and end, and the fields of each, as written.

Not bibtexparser's: version 1 reads 300 entries a second and drops those it cannot parse, with
their neighbours, without a word (93 of 236 in an export of Scopus); version 2 fails on 53 of these
236, for field names of two words, and reads 900 a second where abstracts are long.
pybtex stops at the first of them.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from citegraph.read.reading import Skipped

NO_WORK = ("comment", "preamble", "string", "xdata", "set", "control")
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
           "December")  # fmt: skip
_ENTRY = re.compile(r"(?<![^\s},)])@[ \t\r\n]*([A-Za-z]+)[ \t\r\n]*([{(])")
# Beginnings of lines, told by the line end before them: it is found several times as fast as a "^".
_NEXT = re.compile(
    r"\n[ \t]*(?=@[ \t]*(?:[A-Za-z]+[ \t]*[{(][ \t]*[^\s,={}]*[ \t]*,|(?:string|comment|preamble)\b))", re.IGNORECASE
)
_KEY = re.compile(r"\s*+([^,={}\"]{0,500}?)\s*,")
_KEY_ALONE = re.compile(r"\s*+(\S{1,500})[ \t]*\n(?=\s*[A-Za-z][\w-]*\s*=)")
# Blanks, commas and lines that "%" opens: what may stand between fields.
_BETWEEN = re.compile(r"(?:[\s,;]|%[^\n]*)*")
_NAME = re.compile(r"([A-Za-z][\w:.+/-]*(?:[ \t\xa0]+[\w-]+){0,3})\s*=\s*")
_WORD = re.compile(r"[^\s,{}()\"#=%]+")
_JOIN = re.compile(r"\s*#\s*")
_RESUME = re.compile(r"[,\n]\s{0,200}(?=[A-Za-z][\w-]{0,60}[ \t]*=[ \t]*[{\"\w])")
_PLAIN = r"[^{}\\]++|\\[^{}]"
_IN_BRACES = rf"\{{(?:{_PLAIN}|\{{(?:{_PLAIN}){{0,99}}\}}){{0,99}}\}}"
# To the closing brace of most values: none within is escaped or three deep.  Bounded, since each piece is remembered.
_SHALLOW = re.compile(rf"(?:{_PLAIN}|{_IN_BRACES}){{0,999}}\}}")
_BRACE = re.compile(r"\\.|[{}]", re.DOTALL)
_BARE_BRACE = re.compile(r"[{}]")
_QUOTE = re.compile(r"\\.|[{}\"]", re.DOTALL)
_FOLLOWS = re.compile(r"\s*(?:[,#)}]|[A-Za-z][\w-]*\s*=)")
_LONGEST = 1000  # characters of what an abbreviation stands for: strings made of strings grow without end
_ROOM = 2  # times the length of a file that all its abbreviations may grow to


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry as written: its fields by lower-case name, braces and LaTeX still in them."""

    kind: str
    key: str
    fields: dict[str, str]
    line: int


class _Strings:
    """What abbreviations stand for, until all that were filled in take too much room."""

    def __init__(self, room):
        self.values = {month[:3].lower(): month for month in _MONTHS}
        self.room = room

    def filled(self, word):
        value = self.values.get(word.lower(), word)
        self.room -= len(value)
        return value if self.room > 0 else word


def entries(text: str) -> Iterator[Entry | Skipped]:
    """Yield each entry of *text* in order, or why it cannot be read.

    An entry that is not closed ends where the next begins.  Abbreviations (``@string``)
    are filled in, and stand for themselves where the file does not define them.

    >>> text = '@string{j = "Science"}\\n@article(a, title = {A, {b}}, journal = j # { Now}, month = mar year=1973)'
    >>> [entry.fields for entry in entries(text)]
    [{'title': 'A, {b}', 'journal': 'Science Now', 'month': 'March', 'year': '1973'}]
    >>> [entry.reason for entry in entries("@book{a, title = {Not closed\\n")]
    ['a BibTeX entry without its closing brace']
    """
    strings = _Strings(_ROOM * len(text) + 10_000)
    begins = [match.end() - 1 for match in _NEXT.finditer(f"\n{text}")] + [len(text)]
    upcoming, done, line, counted = 0, 0, 1, 0
    while match := _ENTRY.search(text, done):
        start = match.start()
        while begins[upcoming] <= start and begins[upcoming] < len(text):
            upcoming += 1
        line, counted = line + text.count("\n", counted, start), start
        kind = match[1].lower()
        fields, key, end = _fields(text, match, strings, begins[upcoming])
        done = max(end or begins[upcoming], match.end())
        if kind == "string":
            strings.values.update((name, value) for name, value in fields.items() if len(value) <= _LONGEST)
        if kind == "xdata" and fields:
            yield Entry(kind, key, fields, line)
        elif kind not in NO_WORK:
            if end is None or not fields:
                reason = "a BibTeX entry without its closing brace" if end is None else "a BibTeX entry without fields"
                yield Skipped(line, " ".join(text[start : min(done, start + 400)].split())[:200], reason, record=True)
            else:
                yield Entry(kind, key, fields, line)


def _fields(text, match, strings, limit):
    """The fields of an entry, its key, and where it ends; `None` if it is not closed before *limit*."""
    kind, closes, at = match[1].lower(), "}" if match[2] == "{" else ")", match.end()
    if kind in ("comment", "preamble"):
        return {}, "", _closing(text, at, limit) if closes == "}" else text.find(")", at, limit) + 1 or None
    key = None
    if kind != "string":
        # Keys of several words and none at all are common.
        key = _KEY.match(text, at, limit) or _KEY_ALONE.match(text, at, limit)
        at = key.end() if key else at
    fields = {}
    while at < limit:
        at = _BETWEEN.match(text, at, limit).end()
        if text[at : at + 1] in (closes, ""):
            break
        name = _NAME.match(text, at, limit)
        value, end = _value(text, name.end(), limit, strings, closes) if name else (None, at)
        if value is None:
            found = _RESUME.search(text, end, limit)
            # What cannot be parsed costs the field, unless it holds the end of the entry.
            at = found.end() if found and not name else _end_of_rest(text, end, limit, closes)
            if not found or name:
                return (fields, key[1] if key else "", at)
            continue
        fields.setdefault("_".join(name[1].lower().split()), value)
        at = end
    return fields, key[1] if key else "", at + 1 if at < limit and text[at] == closes else None


def _end_of_rest(text, at, limit, closes):
    end = text.find(closes, at, limit)
    return end + 1 if end >= 0 and not text[end + 1 : limit].strip() else None


def _value(text, at, limit, strings, closes):
    """The value of a field, its pieces joined, and where it ends; `None` if it is not closed."""
    pieces = []
    while True:
        mark = text[at : at + 1]
        if mark == "{":
            end = _closing(text, at + 1, limit)
            piece = text[at + 1 : end - 1] if end else None
        elif mark == '"':
            end = _closing_quote(text, at + 1, limit)
            piece = text[at + 1 : end - 1] if end else None
        else:
            word = _WORD.match(text, at, limit)
            if not word:  # "year = ," has no value
                return ("".join(pieces), at) if mark in (",", closes) else (None, at)
            end, piece = word.end(), strings.filled(word[0])
        if piece is None:
            return None, at
        pieces.append(piece)
        join = _JOIN.match(text, end, limit)
        if not join:
            return "".join(pieces), end
        at = join.end()


def _closing(text, at, limit):
    """The place after the brace that closes what was opened before *at*; `None` if not before *limit*."""
    if match := _SHALLOW.match(text, at, limit):
        return match.end()
    # An escaped brace is none to people and one to BibTeX: the second is tried where nothing of an entry follows the first.
    end = _balanced(_BRACE, text, at, limit)
    if end and _FOLLOWS.match(text, end, limit):
        return end
    return _balanced(_BARE_BRACE, text, at, limit) or end


def _balanced(pattern, text, at, limit):
    depth = 1
    for match in pattern.finditer(text, at, limit):
        mark = match[0]
        if mark == "{":
            depth += 1
        elif mark == "}":
            depth -= 1
            if not depth:
                return match.end()
    return None


def _closing_quote(text, at, limit):
    depth = 0
    for match in _QUOTE.finditer(text, at, limit):
        mark = match[0]
        if mark == '"' and depth <= 0:
            return match.end()
        if mark in "{}":
            depth += 1 if mark == "{" else -1
    return None
