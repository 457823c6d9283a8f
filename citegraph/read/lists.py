"""Find the reference lists in the lines of a text, and cut each into its entries."""

import re
from bisect import bisect_right
from dataclasses import dataclass, replace

from citegraph.read import cutting, numbering
from citegraph.read.likeness import BACK_MATTER, YEAR, has_authors_first, likeness, start_score
from citegraph.read.lines import Line, divides_words, joined, without_link_labels

_HEADING = re.compile(
    r"(?:\W*(?:\d{1,2}|[ivx]{1,4})(?:\.\d+)*[.)]?\s+)?\W*(?:"
    r"(?:list of |selected |cited |key |full |primary )?(?:references?|literature|sources)(?: (?:list|cited))?"
    r"(?: (?:and|&) (?:notes|further reading|links|bibliography))?|notes and references|works? cited|bibliograph(?:y|ies)|"
    r"literatur(?:e|verzeichnis|liste)?|quellen(?:verzeichnis)?|quellen- und literaturverzeichnis|referen(?:zen|ser|tser|ties)|"
    r"références?(?: bibliographiques)?|bibliographie|referencias(?: bibliográficas)?|bibliografía|obras citadas|"
    r"referências(?: bibliográficas)?|bibliografia|riferimenti(?: bibliografici)?|literatura(?: cytowana)?|piśmiennictwo|"
    r"litteratur(?:liste|förteckning)?|bibliografie|geraadpleegde literatuur|literatuur(?:lijst)?|kaynak(?:ça|lar)|lähteet|"
    r"(?:библиографический )?список (?:использованной )?литературы|библиографический список|литература|"
    r"参考文献(?: ?\(references\))?|引用文献|文献|참고문헌|المراجع|المصادر|منابع(?: و مآخذ)?|seznam literatury|literatúra|"
    r"irodalom|viitteet|källor|kilder"
    r")\s*(?:[(（\[]\s*\d{1,4}\s*[)）\]])?[\s:：.]*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry as cut: its text, the line it begins at, its printed number.

    `opening` is the first line of its text, and `opening_line` that line's number.
    """

    text: str
    line: int
    number: int | None = None
    opening: str = ""
    opening_line: int = 0


@dataclass(frozen=True, slots=True)
class EntryList:
    """A list found in a text.

    Attributes
    ----------
    entries
        In order.
    first, last
        Numbers of the lines it occupies, heading left out.
    heading
        The line that announces it, or `None`.
    references
        Whether its entries look like references; the entries of affiliations
        or abstracts do not.
    """

    entries: tuple[Entry, ...]
    first: int
    last: int
    heading: Line | None = None
    references: bool = True


def is_heading(text: str) -> bool:
    """Whether *text* announces a reference list.

    >>> is_heading("R E F E R E N C E S"), is_heading("8. Références"), is_heading("References to the past")
    (True, True, False)
    """
    if len(text) > 60:
        return False
    if re.fullmatch(r"(?:\S ){4,}\S", text.strip()):
        text = text.replace(" ", "")
    return bool(_HEADING.match(text.strip()))


def find_lists(lines: tuple[Line, ...]) -> tuple[EntryList, ...]:
    """Return the lists in *lines*, in order: reference lists and other numbered ones.

    A reference list is found by its heading, by its numbers, or by a run of
    stretches that look like references; its end by what no longer does.
    """
    found, start = [], 0
    headings = [index for index, line in enumerate(lines) if is_heading(line.text)]
    bounds = [*headings, len(lines)]
    for heading, end in zip(headings, bounds[1:], strict=True):
        if heading < start or end - heading < 2:
            continue
        found.extend(_numbered_elsewhere(lines[start:heading]))
        listed = _list_in(lines[heading + 1 : end], lines[heading])
        if listed:
            found.append(listed)
            start = _after(lines, listed.last)
        else:
            start = heading + 1
    if not any(listed.references for listed in found):
        listed = _list_in(lines, None)
        if listed:
            numbered = _numbered_elsewhere(lines[: _after(lines, listed.first - 1)])
            return (*numbered, listed, *_numbered_elsewhere(lines[_after(lines, listed.last) :]))
    found.extend(_numbered_elsewhere(lines[start:]))
    return tuple(found)


def _after(lines, number):
    return bisect_right([line.number for line in lines], number)


def _numbered_elsewhere(lines):
    """Numbered lists in a stretch where no reference list was announced."""
    _, row = numbering.find_row("\n".join(line.text for line in lines), inside=False)
    if not row:
        return ()
    listed = _numbered(lines, row, None)
    after = _after(lines, listed.last)
    return (*_numbered_elsewhere(lines[: _after(lines, listed.first - 1)]), listed, *_numbered_elsewhere(lines[after:]))


def _list_in(lines, heading):
    """The reference list in *lines*, or `None`.  After a heading it starts at once, or nearly."""
    if not lines:
        return None
    text = "\n".join(line.text for line in lines)
    _, row = numbering.find_row(text)
    if row:
        listed = _numbered(lines, row, heading)
        near = heading is None or text.count("\n", 0, row[0].start) <= 6
        if listed.references and near and _covers(lines, listed, row):
            return listed
    keys = numbering.find_keys(text)
    if keys:
        listed = _numbered(lines, keys, heading)
        if listed.references and (heading is None or text.count("\n", 0, keys[0].start) <= 6):
            return listed
    return _unnumbered(lines, heading)


def _covers(lines, listed, row):
    """Whether the numbers account for the list: few of its stretches hold more years than an entry does."""
    years = sum(len(YEAR.findall(entry.text)) for entry in listed.entries)
    return len(row) >= 3 and years <= 4 * len(listed.entries) + 6


def _numbered(lines, row, heading):
    """The list whose entries begin at the marks of *row*."""
    text = "\n".join(line.text for line in lines)
    offsets = [0] + [match.end() for match in re.finditer("\n", text)]
    at = [bisect_right(offsets, mark.start) - 1 for mark in row]
    divided = divides_words([line.text for line in lines])
    layout = cutting.layout_of(lines[at[0] : at[-1] + 1])
    last = _last_line(lines, at, layout)
    entries = []
    for position, mark in enumerate(row):
        following = row[position + 1].start if position + 1 < len(row) else None
        stop = at[position + 1] if following is not None else last
        first = bisect_right(offsets, mark.end) - 1 if mark.end < len(text) else at[position]
        pieces = []
        for index in range(first, stop + 1):
            begin = max(mark.end - offsets[index], 0)
            end = following - offsets[index] if following is not None else len(lines[index].text)
            piece = lines[index].text[begin : max(end, begin)]
            if piece.strip() and not (index > first and _is_stray(lines, index, layout, at)):
                pieces.append(without_link_labels(piece))
        body = without_link_labels(joined(pieces, divided))
        opening = " ".join(pieces[0].split()) if pieces else ""
        entries.append(Entry(body, lines[at[position]].number, mark.number, opening, lines[first].number))
    worth = [likeness(entry.text) for entry in entries]
    alike = sum(value > 1.3 for value in worth) / len(worth)
    entries = tuple(entry for entry in entries if entry.text)
    return EntryList(entries, lines[at[0]].number, lines[last].number, heading, alike >= 0.55)


def _last_line(lines, at, layout):
    """Where the last entry ends, going by how the others do."""
    inner = [lines[index] for first, stop in zip(at, at[1:], strict=False) for index in range(first + 1, stop)]
    plenty = len(at) - 1
    single = sum(stop - first == 1 for first, stop in zip(at, at[1:], strict=False)) >= 0.9 * plenty
    parted = sum(line.gap == "blank" for line in inner) > 0.5 * plenty
    alone = sum(not line.text.rstrip(".)] ").lstrip("[( ")[4:] for line in (lines[index] for index in at)) > plenty / 2
    last = at[-1]
    if alone and last + 1 < len(lines):
        last += 1
        single = sum(stop - first == 2 for first, stop in zip(at, at[1:], strict=False)) >= 0.9 * plenty
    while last + 1 < len(lines):
        line, before = lines[last + 1], lines[last]
        if single or line.gap == "label" or BACK_MATTER.match(line.text) or is_heading(line.text):
            break
        if line.gap == "blank" and not (parted and len(line.text) > 60):
            break
        if layout.hanging is not None and line.indent <= layout.hanging and line.gap != "page":
            break
        if layout.width and layout.hanging is None and not parted and cutting.ends_early(before, line, layout.width) and line.gap != "page":
            break
        if layout.width is None and not parted and last > at[-1]:
            break
        last += 1
    return last


def _is_stray(lines, index, layout, starts):
    """Whether a line inside an entry is a running head that a page break left there."""
    line = lines[index]
    if len(line.text) > 90 or line.text[-1] in ".,;:)" or line.text[0].islower() or line.text[0].isdigit():
        return False
    after = lines[index + 1] if index + 1 < len(lines) else None
    if layout.width is None:
        firsts = set(starts)
        single = sum(first + 1 in firsts for first in starts) >= 0.8 * (len(starts) - 1)
        return single and not re.search(r"\d", line.text)
    if layout.width * 0.8 < len(line.text) or after is None or not cutting.ends_early(line, after, layout.width):
        return False
    if re.search(r"\d", line.text) and not line.gap:
        return False
    before = lines[index - 1]
    if index + 1 in starts:
        return cutting.ends_early(before, line, layout.width) or before.text.endswith(".")
    return not before.text.endswith(".") or start_score(after.text) < 1


def _unnumbered(lines, heading):
    layout = cutting.layout_of(lines)
    lines = _without_loose(lines, layout)
    cuts = cutting.starts_of_entries(lines, layout)
    divided = divides_words([line.text for line in lines])
    stretches = []
    for cut, following in zip(cuts, [*cuts[1:], (len(lines), 0)], strict=True):
        pieces = _pieces(lines, cut, following)
        stretches.append((cut[0], following, without_link_labels(joined(pieces, divided))))
    first, last = _longest_run([_worth(text) for _, _, text in stretches], bool(heading))
    if first is None:
        return None
    kept = [item for item in stretches[first : last + 1] if likeness(item[2]) > 0.4 or _has_substance(item[2])]
    if len(kept) < (1 if heading else 3) or sum(likeness(text) > 1.3 for _, _, text in kept) < 0.6 * len(kept):
        return None
    end = kept[-1][1]
    final = end[0] if end[1] else end[0] - 1
    entries = tuple(Entry(text, lines[index].number) for index, _, text in kept)
    return EntryList(entries, entries[0].line, lines[final].number, heading)


def _pieces(lines, cut, following):
    (index, column), (end, end_column) = cut, following
    pieces = []
    while index < end or (index == end and end_column):
        stop = end_column if index == end else None
        pieces.append(without_link_labels(lines[index].text[column:stop]))
        index, column = index + 1, 0
    return [piece for piece in pieces if piece]


def _without_loose(lines, layout):
    kept, gap = [], ""
    for index, line in enumerate(lines):
        if index and _is_loose(lines, index, layout):
            gap = gap or line.gap
        else:
            kept.append(replace(line, gap=line.gap or gap))
            gap = ""
    return tuple(kept)


def _is_loose(lines, index, layout):
    """Whether a line between wrapped ones belongs to none of them."""
    line = lines[index]
    if not layout.width or index + 1 >= len(lines) or len(line.text) > 0.8 * layout.width:
        return False
    if line.text[-1] in ".,;:)>»”" or line.text[0].islower() or line.text[0].isdigit() or YEAR.search(line.text):
        return False
    before, after = lines[index - 1], lines[index + 1]
    if not cutting.ends_early(line, after, layout.width):
        return False
    if re.search(r"\d", line.text) or has_authors_first(line.text) or BACK_MATTER.match(line.text):
        return False
    early = cutting.ends_early(before, line, layout.width)
    if start_score(after.text) < 0:
        return not early and not before.text.endswith(".")
    return early


def _worth(text):
    value = likeness(text)
    return 1.0 if value > 2 else 0.3 if value > 1.2 else -0.4 if value > 0 else -1.6


def _has_substance(text):
    return bool(YEAR.search(text)) and start_score(text) > 0 and not BACK_MATTER.match(text)


def _longest_run(worth, from_start):
    """First and last of the run of stretches worth most together."""
    best, run, begin, found = 0.0, 0.0, 0, (None, None)
    for index, value in enumerate(worth):
        if run <= 0 and not (from_start and index and found[0] == 0):
            run, begin = 0.0, index
        run += value
        if run > best:
            best, found = run, (begin, index)
    return found
