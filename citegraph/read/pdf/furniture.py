"""What a printer puts around the text of every page: running heads, page numbers, numbers of lines."""

import re

_OUTER = 3  # lines at the top and at the bottom of a page among which furniture stands
_PAGE_NUMBER = re.compile(r"\W*(?:(?:page|p\.|seite|s\.)\s*)?(\d{1,5}|[ivxl]{1,6})(?:\s*(?:of|/|von|de)\s*\d+)?\W*", re.IGNORECASE)


def without_furniture(pages: dict) -> tuple[dict, dict]:
    """Return the segments of each page without furniture, and those taken out.

    A head is told by its place and its words, figures apart, which come back
    on another page; whatever stands farther out goes too.

    Parameters
    ----------
    pages
        Segments by page number.
    """
    pages = {number: _without_line_numbers(pages, number) for number in pages}
    zones = [{number: _outer(segments, sign) for number, segments in pages.items()} for sign in (1, -1)]
    kept, taken = {}, {}
    for number, segments in pages.items():
        out = set()
        for zone in zones:
            lines = zone[number]
            last = max((place for place, _ in enumerate(lines) if _is_furniture(zone, number, place)), default=-1)
            out |= {each for line in lines[: last + 1] for each in line}
        kept[number] = tuple(each for each in segments if each not in out)
        taken[number] = tuple(each for each in segments if each in out)
    return kept, taken


def _outer(segments, sign):
    """The outermost lines of a page, outermost first, each the segments that stand level."""
    lines = []
    for each in sorted(segments, key=lambda each: (-sign * each.base, each.left)):
        if lines and abs(each.base - lines[-1][0].base) <= 2:
            lines[-1].append(each)
        elif len(lines) == _OUTER:
            break
        else:
            lines.append([each])
    return lines


def _is_furniture(zone, number, place):
    """Whether a line comes back on another page, stands where such lines stand, or is a page number by itself."""
    line = zone[number][place]
    level = 0
    for other, lines in zone.items():
        for each in lines if other != number else ():
            if abs(each[0].base - line[0].base) < 4 and _said(each) == _said(line) and _counts(line, each, other - number):
                return True
            level += abs(each[0].base - line[0].base) < 1 and _comes_back(zone, other, each)
    return level > 0.4 * len(zone) and level > 1 or _is_lone_number(zone[number], place)


def _comes_back(zone, number, line):
    return any(
        _said(each) == _said(line) and abs(each[0].base - line[0].base) < 4 and re.search(r"[^\W\d_]{4}", _said(each))
        for other, lines in zone.items() if other != number for each in lines
    )  # fmt: skip


def _said(line):
    return re.sub(r"\d+", "#", " ".join(each.text for each in line))


def _counts(line, other, pages):
    """Whether two alike lines are one head: same words, or numbers that count the pages between."""
    if len(re.findall(r"[^\W\d_]", _said(line))) > 7:
        return True
    numbers = [re.findall(r"\d+", " ".join(each.text for each in it)) for it in (line, other)]
    return any(int(right) - int(left) == pages for left, right in zip(*numbers, strict=True))


def _is_lone_number(lines, place):
    """Whether the outermost line is a number that stands apart from the text."""
    if place or len(lines) < 2 or not all(_PAGE_NUMBER.fullmatch(each.text) for each in lines[0]):
        return False
    return abs(lines[0][0].base - lines[1][0].base) > 1.6 * lines[0][0].size


def _without_line_numbers(pages, number):
    """The segments of a page without the numbers that a manuscript counts its lines by."""
    if sum(bool(_line_numbers(segments)) for segments in pages.values()) < 0.5 * len(pages):
        return pages[number]
    numbers = _line_numbers(pages[number])
    return tuple(each for each in pages[number] if each not in numbers)


def _line_numbers(segments):
    """Numbers left or right of all text that count up evenly, one for each line or for every fifth."""
    figures = [each for each in segments if re.fullmatch(r"\d{1,4}", each.text)]
    others = [each for each in segments if each not in figures and len(each.text) > 5]
    if not others or len(figures) < 3:
        return frozenset()
    start, end = min(each.left for each in others), max(each.right for each in others)
    for side in ([each for each in figures if each.right <= start], [each for each in figures if each.left >= end]):
        side.sort(key=lambda each: -each.base)
        steps = [int(below.text) - int(each.text) for each, below in zip(side, side[1:], strict=False)]
        lines = len({round(each.base) for each in others})
        for step in (1, 5):
            if steps.count(step) >= 0.8 * len(steps) > 0 and len(side) >= 0.55 * lines / step:
                return frozenset(side)
    return frozenset()
