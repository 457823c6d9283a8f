"""What a printer puts around the text of every page: running heads, page numbers, numbers of lines."""

import re
from collections import Counter, defaultdict

_OUTER = 3  # lines at the top and at the bottom of a page among which furniture stands
_MOST = 200  # lines alike that are compared with one: more come back in any case
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
    pages = _without_line_numbers(pages)
    kept = dict(pages)
    for sign in (1, -1):
        zone = {number: _outer(segments, sign) for number, segments in kept.items()}
        seen, level = _heads(zone)
        for number, lines in zone.items():
            furniture = [
                place for place, line in enumerate(lines)
                if _comes_back(line, number, seen) or level[round(line[0].base)] > max(1, 0.4 * len(zone)) or _is_lone_number(lines, place)
            ]  # fmt: skip
            out = {each for line in lines[: max(furniture, default=-1) + 1] for each in line}
            kept[number] = tuple(each for each in kept[number] if each not in out)
    held = {number: frozenset(segments) for number, segments in kept.items()}
    taken = {number: tuple(each for each in segments if each not in held[number]) for number, segments in pages.items()}
    return kept, taken


def _heads(zone):
    """The lines of a zone by what they say, with page and height; and on how many pages heads stand at each height."""
    seen = defaultdict(list)
    for number, lines in zone.items():
        for line in lines:
            seen[_said(line)].append((number, line))
    level = Counter(
        height
        for said, found in seen.items()
        if re.search(r"[^\W\d_]{4}", said)
        for height, count in Counter(round(line[0].base) for _, line in found).items()
        if count > 1
        for _ in range(count)
    )
    return seen, level


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


def _comes_back(line, number, seen):
    """Whether a line stands on another page too, its figures apart or counting pages."""
    for other, each in seen[_said(line)][:_MOST]:
        if other != number and abs(each[0].base - line[0].base) < 4 and _counts(line, each, other - number):
            return True
    return False


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


def _without_line_numbers(pages):
    """The segments of each page without the numbers that a manuscript counts its lines by."""
    numbers = {number: _line_numbers(segments) for number, segments in pages.items()}
    if sum(map(bool, numbers.values())) < 0.5 * len(pages):
        return pages
    return {number: tuple(each for each in segments if each not in numbers[number]) for number, segments in pages.items()}


def _line_numbers(segments):
    """Numbers left or right of all text that count up evenly, one for each line or for every fifth."""
    figures = [each for each in segments if len(each.text) < 5 and each.text.isdigit()]
    others = [each for each in segments if len(each.text) > 5]
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
