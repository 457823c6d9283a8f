"""The numbers that Word prints before paragraphs and does not keep in their text."""

import re
from dataclasses import dataclass, field

from citegraph.read.reading import Skipped
from citegraph.read.trees import elements

_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
          (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_LONGEST = 20  # styles based on each other


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a numbered list: the number it begins with, how numbers are written, and what stands around them."""

    start: int = 1
    form: str = "decimal"
    pattern: str = "%1."


@dataclass(slots=True)
class Numerals:
    """The lists of a document and how far each has been counted.

    Attributes
    ----------
    lists
        For the name of each list, the name under which it is counted (several may be counted as one) and its levels.
    styles
        For each style of paragraphs, the list and level it puts them in.
    counts
        For each list and level the last number given.
    """

    lists: dict[str, tuple[str, dict[int, Level]]] = field(default_factory=dict)
    styles: dict[str, tuple[str, int]] = field(default_factory=dict)
    counts: dict[str, dict[int, int]] = field(default_factory=dict)

    def next_label(self, properties) -> str:
        """Return what Word prints before a paragraph with these *properties* (its ``pPr``), and count it."""
        place = _place(properties, self.styles)
        if place is None or place[0] not in self.lists:
            return ""
        counted, levels = self.lists[place[0]]
        level = levels.get(place[1])
        if level is None:
            return ""
        counts = self.counts.setdefault(counted, {})
        counts[place[1]] = counts.get(place[1], level.start - 1) + 1
        for deeper in [each for each in counts if each > place[1]]:
            del counts[deeper]
        if level.form == "bullet":
            return "• "

        def shown(match):
            other = int(match[1]) - 1
            about = levels.get(other, Level())
            return written(counts.get(other, about.start), about.form)

        label = re.sub(r"%([1-9])", shown, level.pattern)
        return f"{label} " if label.strip() else ""


def written(number: int, form: str) -> str:
    """Return *number* as Word writes it in lists of one form.

    >>> [written(28, form) for form in ("decimal", "decimalZero", "lowerLetter", "upperRoman", "none")]
    ['28', '28', 'bb', 'XXVIII', '']
    """
    if form == "none":
        return ""
    if form == "decimalZero":
        return f"{number:02}"
    if form.endswith("Letter") and 0 < number <= 260:
        text = chr(ord("a") + (number - 1) % 26) * (1 + (number - 1) // 26)
    elif form.endswith("Roman") and 0 < number < 4000:
        text, rest = "", number
        for value, letters in _ROMAN:
            text, rest = text + letters * (rest // value), rest % value
    else:
        return str(number)
    return text.upper() if form.startswith("upper") else text


def read_numerals(numbering: str | None, styles: str | None, name: str) -> Numerals:
    """Return the lists that a document's parts *numbering* and *styles* describe.

    >>> numbering = ("<w:numbering><w:abstractNum w:abstractNumId='0'><w:lvl w:ilvl='0'><w:start w:val='1'/><w:numFmt "
    ...              "w:val='decimal'/><w:lvlText w:val='[%1]'/></w:lvl></w:abstractNum><w:num w:numId='7'>"
    ...              "<w:abstractNumId w:val='0'/></w:num></w:numbering>")
    >>> numerals = read_numerals(numbering, None, "a.docx")
    >>> paragraph = "<p><pPr><numPr><ilvl val='0'/><numId val='7'/></numPr></pPr></p>"
    >>> properties = next(elements(paragraph, "a.docx", {"pPr"}))
    >>> numerals.next_label(properties), numerals.next_label(properties), numerals.next_label(None)
    ('[1] ', '[2] ', '')
    """
    numerals, shapes = Numerals(), {}
    for each in _whole(numbering, name, {"abstractNum", "num"}):
        if each.name == "abstractNum":
            shapes[each.attributes.get("abstractNumId")] = {
                _number(level.attributes.get("ilvl")): _level(level, Level()) for level in each.children("lvl")
            }
            continue
        shape, own = _value(each, "abstractNumId"), each.attributes.get("numId")
        levels, counted = dict(shapes.get(shape, {})), shape
        for override in each.children("lvlOverride"):
            place = _number(override.attributes.get("ilvl"))
            if level := override.first("lvl"):
                levels[place] = _level(level, levels.get(place, Level()))
            if (start := _value(override, "startOverride")) is not None:
                before, counted = levels.get(place, Level()), f"own {own}"
                levels[place] = Level(_number(start), before.form, before.pattern)
        numerals.lists[own] = counted, levels
    based, direct = {}, {}
    for style in _whole(styles, name, {"style"}):
        identity = style.attributes.get("styleId")
        based[identity] = _value(style, "basedOn")
        if place := _place(style.first("pPr"), {}):
            direct[identity] = place
    for identity in based:
        ancestor = identity
        for _ in range(_LONGEST):
            if ancestor is None or ancestor in direct:
                break
            ancestor = based.get(ancestor)
        if ancestor in direct:
            numerals.styles[identity] = direct[ancestor]
    return numerals


def _whole(part, name, wanted):
    return (each for each in elements(part or "", name, wanted) if not isinstance(each, Skipped))


def _level(given, before):
    start, form, pattern = (_value(given, part) for part in ("start", "numFmt", "lvlText"))
    return Level(
        before.start if start is None else _number(start), form or before.form, before.pattern if pattern is None else pattern
    )


def _place(properties, styles):
    """The list and the level that paragraph properties name, by themselves or by their style."""
    if properties is None:
        return None
    own = properties.first("numPr")
    by_style = styles.get(_value(properties, "pStyle"))
    if own is None:
        return by_style
    number, level = _value(own, "numId"), _value(own, "ilvl")
    if number == "0":  # taken out of the list
        return None
    if number is None:
        return (by_style[0], _number(level)) if by_style else None
    return number, _number(level)


def _value(element, path):
    found = element.first(path)
    return found.attributes.get("val") if found else None


def _number(text):
    return int(text) if text and re.fullmatch(r"\d{1,6}", text) else 0
