"""Cut a list without numbers into its entries.

Whether an entry begins at a line is decided for all lines together: the cut
that adds up to the most evidence wins.  Evidence is what a reader goes by:
an empty line, a line that ended before it was full, a hanging indent, names
at the beginning, a full stop before it, a year in every entry, and the order
of the alphabet where the list keeps it.
"""

import re
from dataclasses import dataclass

from citegraph.model import fold
from citegraph.read.likeness import BACK_MATTER, YEAR, likeness, start_score

LONGEST = 60  # lines of one entry
_SENTENCE_END = re.compile(r"(?<=[.)\]>\d”»’/])\s+(?=[^\s\d(\[<&–-])")

ADDRESS = re.compile(r"(?:(?:https?://)?(?:dx\.)?doi\.org/|doi:\s*)?10\.\d{4,9}/\S+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Layout:
    """How a list is set: see `layout_of`."""

    width: int | None
    hanging: int | None
    blank: bool
    running: bool


def layout_of(lines) -> Layout:
    """Tell how *lines* are set.

    `width` is the number of characters that lines were wrapped to, `None` if
    they were not; `hanging` the indent of first lines where the others are
    indented more; `blank` whether empty lines part the entries; `running`
    whether entries follow each other within a line.
    """
    blank = _parted_by_blanks(lines)
    if not blank:
        lines = max(blocks(lines), key=len)
    lengths = sorted(len(line.text) + line.indent for line in lines)
    width = None
    if len(lengths) >= 4:
        top = lengths[int(len(lengths) * 0.97)]
        full = sum(top - 14 <= length <= top + 4 for length in lengths)
        if top <= 135 and full / len(lengths) > 0.3:
            width = max(length for length in lengths if length <= top + 2)
    indents = [line.indent for line in lines]
    base = min(indents, default=0)
    deep = [indent for indent in indents if indent > base]
    hanging = None
    if deep and 0.2 < len(deep) / len(lines) < 0.95 and lines[0].indent == base:
        hanging = base
    long = [line for line in lines if len(line.text) > 1500 and len(YEAR.findall(line.text)) > 4]
    running = bool(long)
    if width and not hanging and not blank and len(lines) > 8:
        early = sum(ends_early(line, after, width) for line, after in zip(lines, lines[1:], strict=False))
        running = early / len(lines) < 0.035
    return Layout(width, hanging, blank, running)


def blocks(lines):
    """The stretches between empty lines."""
    parts = []
    for index, line in enumerate(lines):
        if index == 0 or line.gap == "blank":
            parts.append([])
        parts[-1].append(line)
    return parts


def _parted_by_blanks(lines):
    """Whether nearly all text stands in blocks no longer than an entry may be."""
    parts = blocks(lines)
    short = sum(len(block) for block in parts if sum(len(line.text) for line in block) < 1200)
    alike = len(parts) > 1 and all(likeness(" ".join(line.text for line in block)) > 1.2 for block in parts)
    return (len(parts) > 3 or alike) and short > 0.7 * len(lines)


def starts_of_entries(lines, layout: Layout) -> list[tuple[int, int]]:
    """Return where entries start: pairs of index in *lines* and column.

    The first is always ``(0, 0)``.
    """
    places = _places(lines, layout)
    if len(places) < 2:
        return [(0, 0)]
    evidence = [_evidence(lines, place, layout) for place in places]
    keys = [_sort_key(lines, place) for place in places]
    order = _alphabetical(evidence, keys)
    years = _years_between(lines, places)
    habit = _year_habit(lines, places, evidence)
    names = _name_habit(lines, places, evidence)
    own = _own_entries(lines, layout)
    evidence = [
        value + habit * _year_early(lines, place) - (names if start_score(_opening(lines, place)) < 1 else 0.0)
        + (10.0 if place[0] in own else 0.0)
        for value, place in zip(evidence, places, strict=True)
    ]
    best = [float("-inf")] * (len(places) + 1)
    source = [0] * (len(places) + 1)
    best[0] = 0.0
    sizes = _sizes(lines, places)
    for end in range(1, len(places) + 1):
        for start in range(max(0, end - LONGEST), end):
            value = best[start] + (evidence[start] if start else 0.0)
            value += _entry_worth(years[end] - years[start], sizes[end] - sizes[start])
            if order and end < len(places) and keys[start] and keys[end]:
                value += order if keys[end] >= keys[start] else -1.6 * order
            if value > best[end]:
                best[end], source[end] = value, start
    cuts, place = [], len(places)
    while place:
        place = source[place]
        cuts.append(places[place])
    return cuts[::-1]


def _own_entries(lines, layout):
    """Lines that are a DOI and nothing else, where they stand for works of their own.

    Below most entries of a list, a line with a DOI belongs to the entry above
    it; here and there among entries of one line each, it is an entry.
    """
    alone = {index for index, line in enumerate(lines) if ADDRESS.fullmatch(line.text.strip())}
    seldom = len(alone) < 0.34 * (len(lines) - len(alone))
    return alone if seldom and layout.width is None and not layout.running and not layout.blank else set()


def _places(lines, layout):
    places = []
    for index, line in enumerate(lines):
        places.append((index, 0))
        if layout.running:
            places.extend((index, match.end()) for match in _SENTENCE_END.finditer(line.text))
    return places


def _evidence(lines, place, layout):
    index, column = place
    line = lines[index]
    if index == 0 and column == 0:
        return 0.0
    after = _opening(lines, place)
    before = line.text[:column].rstrip() if column else lines[index - 1].text
    start = start_score(after)
    if BACK_MATTER.match(after):
        start = 2.0
    value = start + _ending(before, after)
    if column:
        return value - 1.7
    if line.gap == "blank":
        return value + (2.0 if not layout.blank else 3.5 if layout.width else 7.0)
    if line.gap == "label":
        return value + 4.0
    if layout.hanging is not None:
        return value + (4.0 if line.indent <= layout.hanging else -7.0)
    if layout.running:
        return value - 1.7
    if layout.blank and line.gap != "page":
        return value - (3.5 if layout.width else 1.0)
    if line.gap == "page":
        return value - 0.5
    if layout.width is None:
        return value + 2.0
    return value + (3.2 if ends_early(lines[index - 1], line, layout.width) else -1.3)


def ends_early(line, after, width):
    """Whether the next line's first word would have fitted on *line*."""
    first = after.text.split(" ", 1)[0]
    return len(line.text) + line.indent + 1 + len(first) <= width


def _ending(before, after):
    """How much *before* ends as an entry does."""
    before = before[-200:]
    if re.search(r"[^\W\d_]-$", before) and after[:1].islower():
        return -8.0
    if re.search(r"(?:[,;:&/(«“‘]|[–-]| and| et| und| of| the| in| for| and the)$", before):
        return -3.0
    if re.search(
        r"(?:^|[\s.,(])(?:[^\W\d_]\.|[Vv]ols?\.|[Nn]os?\.|[Pp]p?\.|[Ss]s?\.|[Tt]\.|[Nn]r\.?|№|Ed\.|Eds\.|"
        r"al\.:?|doi|DOI|J\.|Int\.|Proc\.)$",
        before,
    ):
        return -1.8
    if re.search(r"[\d)\]”»>’][.]?$|/\S+$|^e\d+", before):
        return 0.9
    if before.endswith((".", "。", "．")):
        return 0.5
    return -1.0


def _entry_worth(years, size):
    value = 0.6 if years else -1.6
    if size < 30:
        value -= 2.5
    elif size > 900:
        value -= (size - 900) / 250
    return value


def _alphabetical(evidence, keys):
    """What keeping the order of the alphabet is worth: nothing unless the list's sure starts keep it."""
    sure = [key for value, key in zip(evidence, keys, strict=True) if value > 4 and key]
    if len(sure) < 5:
        sure = [key for value, key in zip(evidence, keys, strict=True) if value > 2 and key]
    if len(sure) < 5:
        return 0.0
    kept = sum(left <= right for left, right in zip(sure, sure[1:], strict=False)) / (len(sure) - 1)
    return 1.6 if kept > 0.85 else 0.0


def _sort_key(lines, place):
    index, column = place
    text = re.sub(r"^[\W\d_]*(?:[^\W\d_]\. ?)+(?=[^\W\d_]{2})", "", lines[index].text[column : column + 60])
    return fold(text)[:12]


def _year_early(lines, place):
    """Whether a year follows soon after names, as in author–year styles."""
    index, column = place
    text = " ".join([lines[index].text[column:]] + [line.text for line in lines[index + 1 : index + 3]])[:260]
    return bool(re.match(r"[^\d]{3,220}?[(, .]\(?(?:1[5-9]|20)\d\d[a-z]?\)?[.,:) ]", text))


def _year_habit(lines, places, evidence):
    """What an early year is worth in this list: something where nearly all sure starts have one."""
    sure = [place for value, place in zip(evidence, places, strict=True) if value > 3.5]
    if len(sure) < 4:
        return 0.0
    share = sum(_year_early(lines, place) for place in sure) / len(sure)
    return 0.8 if share > 0.9 else 0.0


def _name_habit(lines, places, evidence):
    """What a start without names costs in this list: something where nearly all sure starts have them."""
    sure = [place for value, place in zip(evidence, places, strict=True) if value > 1]
    if len(sure) < 5:
        return 0.0
    return 1.5 if sum(start_score(_opening(lines, place)) >= 1 for place in sure) > 0.8 * len(sure) else 0.0


def _opening(lines, place):
    index, column = place
    return lines[index].text[column:] + ("\n" + lines[index + 1].text if index + 1 < len(lines) else "")


def _years_between(lines, places):
    """Running count of years before each place, one past the last included."""
    totals, total = [0], 0
    for place, following in zip(places, [*places[1:], None], strict=True):
        total += len(YEAR.findall(_stretch(lines, place, following)))
        totals.append(total)
    return totals


def _sizes(lines, places):
    totals, total = [0], 0
    for place, following in zip(places, [*places[1:], None], strict=True):
        total += len(_stretch(lines, place, following))
        totals.append(total)
    return totals


def _stretch(lines, place, following):
    (index, column), line = place, lines[place[0]].text
    end = following[1] if following and following[0] == index else len(line)
    return line[column:end]
