"""Text pasted from pages of two columns, with the lines of both columns side by side."""

import re
from collections import Counter

LEAST = 6  # lines that both columns must share
NARROWEST = 18  # characters of a column of text; the columns of a table are often narrower


def in_reading_order(text: str) -> tuple[str, tuple[int, ...]] | None:
    """Return *text* with its right column below its left, and the line that each line stood on; or `None`.

    `None` means that the text has no two columns.

    >>> rows = [f"left column, line {n} of it      right column, line {n}" for n in range(8)]
    >>> ordered, lines = in_reading_order("\\n".join(rows))
    >>> ordered.split("\\n")[7:9], lines[7:9]
    (['left column, line 7 of it', 'right column, line 0'], (8, 1))
    >>> in_reading_order("one column\\n" * 9)
    """
    lines = [line.expandtabs() for line in text.split("\n")]
    gutter = _gutter(lines)
    if gutter is None:
        return None
    ordered, numbers, right = [], [], []

    def close():
        for number, part in right:
            ordered.append(part)
            numbers.append(number)
        right.clear()

    for number, line in enumerate(lines, start=1):
        if _crosses(line, gutter):
            close()
            ordered.append(line)
            numbers.append(number)
            continue
        ordered.append(line[:gutter].rstrip())
        numbers.append(number)
        right.append((number, line[gutter:].rstrip()))
    close()
    return "\n".join(ordered), tuple(numbers)


def _gutter(lines):
    """The column at which the right half begins, or `None`."""
    starts = Counter(match.end() for line in lines for match in re.finditer(r"(?<=\S) {3,}(?=\S)", line))
    for column in sorted(column for column, _ in starts.most_common(8)):
        beside = [line for line in lines if not _crosses(line, column) and line[:column].strip() and line[column:].strip()]
        places = [number for number, line in enumerate(lines) if line in beside]
        within = [line for line in lines[places[0] : places[-1] + 1] if line.strip()] if places else []
        crossing = sum(_crosses(line, column) for line in within)
        left = sorted(len(line[:column].strip()) for line in beside)
        right = sorted(len(line[column:].strip()) for line in beside)
        if (
            len(beside) >= LEAST
            and len(beside) >= 0.5 * len(within)
            and crossing <= 0.15 * len(within)
            and min(left[len(left) // 2], right[len(right) // 2]) >= NARROWEST
        ):
            return column
    return None


def _crosses(line, column):
    """Whether a line of text runs across the gutter before *column*."""
    return bool(line[column:].strip() and line[:column].strip() and line[column - 2 : column].strip())
