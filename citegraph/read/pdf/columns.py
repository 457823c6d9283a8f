"""The lines of a page, put together from its runs and in the order in which a reader takes the columns."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass, replace

from citegraph.read.pdf import direction
from citegraph.read.pdf.layer import Run

_GUTTER = 5.0  # points without text between two columns, at the least
_NARROWEST = 0.14  # of the page's text: what is narrower is no column but a row of numbers
_LEAST_EMS = 9  # of a column's width: gaps in a few lines set too wide lie nearer to each other
_NUMBER = re.compile(r"[\[(]?(\d{1,4})[\])]?\.?")


@dataclass(frozen=True, slots=True, eq=False)
class Row:
    """One line of one column.

    Attributes
    ----------
    page, block
        The page's number, and the column's place on it in reading order.
    left, right, base, size
        Points; the size is that of most of its letters.
    mark
        What is set raised and small before its text, such as the number of a reference, and is left out there.
    """

    text: str
    page: int
    block: int
    left: float
    right: float
    base: float
    size: float
    bold: bool = False
    mark: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Segment:
    """Runs that follow each other on one line of one column, from the left.

    `leftwards` says that its page runs from right to left; then `left` and `right` are as in a mirror.
    """

    runs: tuple[Run, ...]
    left: float
    right: float
    base: float
    size: float
    leftwards: bool = False

    @property
    def text(self):
        return "".join(("" if run.solid or not place else " ") + run.text for place, run in enumerate(self.runs))


def segments_of(runs) -> tuple[Segment, ...]:
    """Return *runs*, as drawn, with those joined that differ in size, height or weight alone.

    >>> runs = [Run("H", 0, 7, 50, 10), Run("2", 7, 11, 48, 7, solid=True), Run("O", 11, 18, 50, 10, solid=True)]
    >>> segments_of(runs)[0].text
    'H2O'
    """
    groups = []
    for run in runs:
        last = groups[-1][-1] if groups else None
        if last and -0.5 * last.size < run.left - last.right < 1.0 * max(run.size, last.size):
            # A raised mark leans on its neighbour, the line before or after does not.
            if abs(run.base - last.base) < 0.52 * max(run.size, last.size):
                groups[-1].append(run)
                continue
        groups.append([run])
    return tuple(_segment(group) for group in groups)


def _segment(runs):
    main = max(runs, key=lambda run: (run.size > 0.8 * max(each.size for each in runs)) * len(run.text))
    letters = Counter()
    for run in runs:
        letters[round(run.size, 1)] += len(run.text)
    # Small capitals are letters of the line's size cut small: the largest size that is more than an ornament counts.
    size = max(size for size, count in letters.items() if count > 0.12 * sum(letters.values()))
    return Segment(tuple(runs), min(run.left for run in runs), max(run.right for run in runs), main.base, size)


def gutters_of(segments) -> list[float]:
    """Where the columns that hold much of a page begin, the first one apart.

    >>> left = [Segment((Run("some words of it", 50, 290, y, 10),), 50, 290, y, 10) for y in range(100, 700, 12)]
    >>> right = [Segment((Run("some words of it", 310, 550, y, 10),), 310, 550, y, 10) for y in range(100, 700, 12)]
    >>> gutters_of([*left, *right])
    [310.0]
    """
    found = _best_gutter(segments, (), 4)
    if not found:
        return []
    _, left, right, _ = _parted(segments, *found)
    beside = min(sum(len(each.text) for each in side) for side in (left, right))
    if beside < 0.15 * sum(len(each.text) for each in segments):  # a table, or the like
        return []
    return [*gutters_of(left), float(found[0]), *gutters_of(right)]


def rows_of(segments, page: int, hints=()) -> list[Row]:
    """Return the lines of a page in reading order.

    Parameters
    ----------
    segments
        Of the page, running heads and the like taken out.
    hints
        Where columns begin on other pages: there a few lines are enough to tell one.
    """
    blocks = [_rows(block, page) for block in _blocks(list(segments), hints) if block]
    if any(each.leftwards for each in segments):
        blocks = [part for block in blocks for part in direction.parted(block)]
    else:
        blocks = [[replace(row, text=direction.as_read(row.text)) for row in block] for block in blocks]
    return [replace(row, block=number) for number, block in enumerate(blocks) for row in block]


def _blocks(segments, hints):
    found = _best_gutter(segments, hints, 4) if len(segments) > 1 else None
    if not found:
        return [segments]
    above, left, right, below = _parted(segments, *found)
    parts = (above, left, right, below)
    if any(len(part) == len(segments) for part in parts):
        return [segments]
    return [block for part in parts for block in _blocks(part, hints)]


def _parted(segments, edge, top, bottom):
    """*segments* above *top*, left and right of *edge*, and below *bottom*."""
    above = [each for each in segments if each.base >= top]
    below = [each for each in segments if each.base <= bottom]
    between = [each for each in segments if bottom < each.base < top]
    right = [each for each in between if each.left >= edge - 1]
    left = [each for each in between if each.left < edge - 1]
    return above, left, right, below


def _best_gutter(segments, hints, least):
    """Left edge of a column with text beside it, and the heights between which nothing crosses over; or `None`."""
    if len(segments) < 2:
        return None
    start, end = min(each.left for each in segments), max(each.right for each in segments)
    edges = Counter(round(each.left) for each in segments)
    ordered = sorted(segments, key=lambda each: -each.base)
    depths = [-each.base for each in ordered]
    best, found = 0, None
    for edge, count in edges.items():
        known = any(abs(edge - hint) < 3 for hint in hints)
        if (count < 3 and not known) or edge - start < _NARROWEST * (end - start) or edge == round(start):
            continue
        overhang = edge + 0.15 * (end - edge)
        crossing = sorted(
            (each.base for each in segments if each.left < edge - 1 and each.right > edge - _GUTTER
             and (each.right > overhang or each.left > edge - 40)),
            reverse=True,
        )  # fmt: skip
        for top, bottom in zip([float("inf"), *crossing], [*crossing, float("-inf")], strict=True):
            between = ordered[bisect_right(depths, -top) : bisect_left(depths, -bottom)]
            fewest = 1 if known else least
            worth = _worth(between, edge, fewest) if len(between) >= 2 * fewest else 0
            if worth > best:
                best, found = worth, (edge, top, bottom)
    return found


def _worth(segments, edge, least):
    """Letters beside the gutter on the side that has fewer, or 0 where it parts no two columns."""
    sides = [], []
    for each in segments:
        sides[each.left >= edge - 1].append(each)
    heights = [{round(each.base) for each in side} for side in sides]
    if min(map(len, heights)) < least:
        return 0
    if max(min(heights[1]), min(heights[0])) > min(max(heights[0]), max(heights[1])):  # one above the other
        return 0
    widths = [max(each.right for each in side) - min(each.left for each in side) for side in sides]
    if least > 1 and (min(widths) < 0.3 * max(widths) or min(widths) < _LEAST_EMS * segments[0].size):
        return 0
    letters = [sum(len(each.text) for each in side) for side in sides]
    near = sorted((each for each in sides[0] if each.left > edge - 45), key=lambda each: -each.base)
    numbers = [int(match[1]) for each in near if (match := _NUMBER.fullmatch(each.text))]
    steps = [after - before for before, after in zip(numbers, numbers[1:], strict=False)]
    if len(numbers) > 0.5 * len(near) and steps and sum(step == 1 for step in steps) > 0.7 * len(steps):  # of entries
        return 0
    return min(letters)


def _rows(segments, page):
    lines = []
    for each in sorted(segments, key=lambda each: -each.base):
        for line in lines[-4:]:
            beside = all(each.left >= other.right - 1 or each.right <= other.left + 1 for other in line)
            if abs(line[0].base - each.base) < 0.3 * max(line[0].size, each.size) and beside:
                line.append(each)
                break
        else:
            lines.append([each])
    return [row for line in lines if (row := _row(sorted(line, key=lambda each: each.left), page)).text]


def _row(line, page):
    main = max(line, key=lambda each: len(each.text))
    left, right = line[0].left, max(each.right for each in line)
    place = -1 if main.leftwards else 0
    line = line[::-1] if main.leftwards else line
    first = line[place].runs[place]
    raised = first.size < 0.85 * main.size and first.base > main.base + 0.15 * main.size
    mark = first.text.strip() if raised and re.fullmatch(r"[\d*†‡§a-z,\s]{1,6}", first.text) else ""
    text = " ".join(each.text for each in line)
    runs = [run for each in line for run in each.runs]
    if mark and len(text) > len(first.text):
        text = text[: -len(first.text)] if main.leftwards else text[len(first.text) :]
        del runs[place]
    else:
        mark = ""
    letters = sum(len(run.text) for run in runs)
    bold = sum(len(run.text) for run in runs if run.bold) > 0.7 * letters
    return Row(" ".join(text.split()), page, 0, left, right, main.base, main.size, bold, mark)
