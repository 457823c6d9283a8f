"""Claimed against found, field by field, in lines that a person reads at a glance."""

import os
import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import click

from citegraph.wording import printable

# From here on a field agrees, and below the second it differs.
AGREES, NEARLY = 0.9, 0.5
# Fields that tell most works apart, in the order of a row of signs and of its legend.
TELLING = ("title", "first_author", "container", "year", "volume", "first_page")
_LABELS = {"unsaid": "place"}
_BRIEF = (*TELLING, "whole_title", "other_authors", "volume", "issue", "article_number")
_WITH_VALUE = ("first_author", "year", "volume", "issue", "first_page")
_NARROWEST, _MOST_LINES, _VALUE = 40, 3, 36
_COLOURS = ("green", "yellow", "red", None)
_UNSAID = 3


@dataclass(frozen=True, slots=True)
class Signs:
    """How a terminal shows that a field agrees, nearly agrees, or differs, and that it was not compared."""

    names: tuple[str, str, str]
    letters: tuple[str, str, str]
    absent: str
    bar: str
    more: str


SYMBOLS = Signs(("✓", "≈", "✗"), ("✓", "≈", "✗"), "·", "│", "…")
WORDS = Signs(("same", "near", "differs"), ("=", "~", "x"), "-", "|", "...")


def signs_for(stream) -> Signs:
    """Return symbols where *stream* can show them, else words.

    >>> import io
    >>> signs_for(io.TextIOWrapper(io.BytesIO(), encoding="ascii")).names
    ('same', 'near', 'differs')
    """
    try:
        "✓≈✗·│…".encode(getattr(stream, "encoding", None) or "utf-8")
    except (UnicodeEncodeError, LookupError):
        return WORDS
    return SYMBOLS


def terminal_width() -> int:
    """Return how many columns there are to fill."""
    return max(_NARROWEST, shutil.get_terminal_size((100, 24)).columns)


def row_of_signs(evidence: Sequence[dict], signs: Signs) -> str:
    """Return one sign for each field that tells works apart; nothing where nothing was compared.

    >>> row_of_signs([{"field": "title", "claimed": "peer support", "agreement": 1.0}], SYMBOLS)
    '✓·····'
    >>> row_of_signs([], SYMBOLS)
    ''
    """
    grades = {item["field"]: _grade(item) for item in evidence}
    letters = (*signs.letters, signs.absent)
    return "".join(letters[grades.get(field, _UNSAID)] for field in TELLING) if evidence else ""


def legend(signs: Signs) -> str:
    """Return what a row of signs means.

    >>> legend(SYMBOLS)
    'Fields: title, author, journal, year, volume, page; ✓ agrees ≈ nearly ✗ differs · not said'
    """
    agrees, nearly, differs = signs.letters
    fields = "title, author, journal, year, volume, page"
    return f"Fields: {fields}; {agrees} agrees {nearly} nearly {differs} differs {signs.absent} not said"


def compared(evidence: Iterable[dict], signs: Signs, *, width: int, indent: int = 0) -> list[str]:
    """Return evidence line by line: what agrees in one, and each other field with what was said and what was found.

    >>> for line in compared([{"field": "title", "claimed": "peer support", "found": "Peer support", "agreement": 1.0},
    ...                       {"field": "year", "claimed": "2004", "found": "2001", "agreement": 0.0}], WORDS, width=40):
    ...     print(click.unstyle(line))
    same title
                 said        | found
    differs year 2004        | 2001
    """
    agreed, others = _sorted(evidence)
    lines, margin = [], " " * indent
    if agreed:
        sign = signs.names[0]
        told = wrapped(", ".join(map(_agreed, agreed)), width - indent - len(sign) - 1)
        lines += [f"{margin}{_coloured(sign, 0)} {told[0]}", *(f"{margin}{' ' * len(sign)} {line}" for line in told[1:])]
    if not others:
        return lines
    broad = max(len(sign) for sign in signs.names)
    label = max(len(_plainly(item["field"])) for item in others)
    left = width - indent - broad - label - 2
    said = (left - 3) // 2
    lines.append(f"{margin}{' ' * (broad + label + 2)}{_filled('said', said)} {signs.bar} found")
    for item in others:
        grade = _grade(item)
        sign = f"{(*signs.names, signs.absent)[grade]:<{broad}}"
        sides = [
            _cell(item["claimed"] or "(not said)", said, signs),
            _cell(item["found"] or "(not there)", left - 3 - said, signs),
        ]
        for row in range(max(map(len, sides))):
            claimed, found = (side[row] if row < len(side) else "" for side in sides)
            head = f"{_coloured(sign, grade)} {_plainly(item['field']):<{label}}" if not row else " " * (broad + 1 + label)
            lines.append(f"{margin}{head} {_filled(claimed, said)} {signs.bar} {found}".rstrip())
    return lines


def in_brief(evidence: Iterable[dict], signs: Signs, *, width: int, indent: int = 0) -> list[str]:
    """Return evidence in as few lines as it takes, what was said before what was found.

    For where both titles are in sight; what neither side has a name for is left out.

    >>> in_brief([{"field": "first_author", "claimed": "mead", "found": "Mead", "agreement": 1.0},
    ...           {"field": "title", "claimed": "peer support", "found": "Recovery", "agreement": 0.1},
    ...           {"field": "year", "claimed": "2004", "found": "2001", "agreement": 0.0},
    ...           {"field": "volume", "claimed": "", "found": "25", "agreement": 0.0}], SYMBOLS, width=60)
    ['✓ first author Mead  ✗ title  ✗ year 2004, found 2001', '· volume 25 not said']
    """
    agreed, others = _sorted(item for item in evidence if item["field"] in _BRIEF)
    parts = [f"{signs.names[0]} {', '.join(map(_agreed, agreed))}"] if agreed else []
    for item in others:
        grade, told = _grade(item), ""
        if "title" not in item["field"]:
            claimed, found = (fitted(str(item[side]), _VALUE, signs) for side in ("claimed", "found"))
            told = f" {found} not said" if grade == _UNSAID else f" {claimed}, found {found or 'nothing'}"
        parts.append(f"{(*signs.names, signs.absent)[grade]} {_plainly(item['field'])}{told}")
    return [f"{' ' * indent}{_cut(line, width - indent, signs)}" for line in _packed(parts, width - indent)]


def _packed(parts, width):
    """The parts side by side on lines of *width* columns, each part whole."""
    from rich.cells import cell_len

    line = ""
    for part in parts:
        if line and cell_len(line) + 2 + cell_len(part) > width:
            yield line
            line = ""
        line = f"{line}  {part}" if line else part
    if line:
        yield line


def _sorted(evidence):
    """What agrees, and the rest by how far; of two readings of the title the one that shows more."""
    evidence = list(evidence)
    agreed, others = ([i for i in evidence if (i["agreement"] >= AGREES) is good] for good in (True, False))
    if any(item["field"] == "title" for item in agreed):
        agreed = [item for item in agreed if item["field"] != "whole_title"]
    if any(item["field"] == "whole_title" for item in others):
        others = [item for item in others if item["field"] != "title"]
    return agreed, sorted(others, key=_grade)


def fitted(text: str, width: int, signs: Signs) -> str:
    """Return *text* on one line of *width* columns, shortened where it is longer; wide letters count two.

    >>> fitted("同僚支援 in practice", 10, SYMBOLS)
    '同僚支援…'
    """
    return _cut(printable(text), width, signs)


def _cut(text, width, signs):
    from rich.cells import cell_len, set_cell_size

    if cell_len(text) <= width:
        return text
    return set_cell_size(text, max(0, width - len(signs.more))).rstrip() + signs.more


def wrapped(text, width):
    """Return *text* in lines of at most *width* columns, broken between words where there are any; letters of double width count two."""
    from rich.console import Console
    from rich.text import Text

    width = max(2, width)
    return [line.plain.rstrip() for line in Text(text).wrap(Console(width=width), width)] or [""]


def _grade(item):
    """The place of a field's sign: agrees, nearly, differs, or not said at all."""
    if item["agreement"] >= AGREES:
        return 0
    return _UNSAID if not item["claimed"] else 1 if item["agreement"] >= NEARLY else 2


def _plainly(field):
    return _LABELS.get(field) or printable(field).replace("_", " ")


def _agreed(item):
    value = printable(str(item["found"])) if item["field"] in _WITH_VALUE else ""
    return f"{_plainly(item['field'])} {value}".rstrip()


def _coloured(sign, grade):
    plain = "NO_COLOR" in os.environ or not _COLOURS[grade]
    return sign if plain else click.style(sign, fg=_COLOURS[grade])


def _cell(value, width, signs):
    """A value on a few lines of *width* columns."""
    lines = wrapped(printable(str(value)), width)
    if len(lines) > _MOST_LINES:
        lines = [*lines[: _MOST_LINES - 1], fitted(" ".join(lines[_MOST_LINES - 1 :]), width, signs)]
    return lines


def _filled(text, width):
    from rich.cells import cell_len

    return text + " " * (width - cell_len(text))
