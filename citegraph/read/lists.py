"""Find the reference lists in the lines of a text, and cut each into its entries."""

import re
from bisect import bisect_right
from dataclasses import replace

from citegraph.read import cutting, numbering
from citegraph.read.cards import find_cards
from citegraph.read.entries import Entry, EntryList
from citegraph.read.headings import is_division, is_heading
from citegraph.read.likeness import BACK_MATTER, PROSE, YEAR, has_authors_first, likeness, start_score
from citegraph.read.lines import Line, divides_words, joined, without_link_labels

MOST_LISTS = 20  # numbered lists looked for on one page beside its references


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


def whole_list(lines: tuple[Line, ...]) -> EntryList | None:
    """Return *lines* as one list if nothing else is in them, be it of one entry, or `None`.

    >>> from citegraph.read.lines import text_lines
    >>> whole_list(text_lines("1. Price D. Networks of papers. Science. 1965;149:510-5.")).entries[0].number
    1
    """
    while lines and is_heading(lines[0].text):
        lines = lines[1:]
    if not lines or len(lines) > 60:
        return None
    text = "\n".join(line.text for line in lines)
    _, row = numbering.find_row(text, least=1)
    marks = row if row and row[0].number == 1 else numbering.find_keys(text, least=1)
    marked = marks and marks[0].start == 0
    listed = _numbered(lines, marks, None) if marked else _unnumbered(lines, None, least=1)
    if not listed or any(likeness(entry.text) < 1.6 for entry in listed.entries):
        alone = joined([line.text for line in lines], divides_words([line.text for line in lines]))
        enough = likeness(alone) > 1.3 if len(lines) == 1 else likeness(alone) > 2 and start_score(alone) >= 1
        if len(lines) > 8 or any(line.gap for line in lines[1:]) or not enough:
            return None
        return EntryList((Entry(alone, lines[0].number),), lines[0].number, lines[-1].number)
    inside = sum(len(line.text) for line in lines if listed.first <= line.number <= listed.last)
    return listed if inside > 0.8 * sum(len(line.text) for line in lines) else None


def _after(lines, number):
    return bisect_right([line.number for line in lines], number)


def _numbered_elsewhere(lines):
    """Numbered lists in a stretch where no reference list was announced, at most `MOST_LISTS`, the longest first."""
    stretches, found = [lines], []
    while stretches and len(found) < MOST_LISTS:
        stretch = stretches.pop(0)
        _, row = numbering.find_row("\n".join(line.text for line in stretch), inside=False)
        if not row or row[0].number > 2:
            continue
        listed = _numbered(stretch, row, None)
        found.append(listed)
        stretches += [stretch[: _after(stretch, listed.first - 1)], stretch[_after(stretch, listed.last) :]]
    return tuple(sorted(found, key=lambda listed: listed.first))


def _list_in(lines, heading):
    """The reference list in *lines*, or `None`.  After a heading it starts at once, or nearly."""
    if not lines:
        return None
    if cards := find_cards(lines, heading):
        return cards
    text = "\n".join(line.text for line in lines)
    _, row = numbering.find_row(text)
    if row:
        listed = _numbered(lines, row, heading)
        near = heading is None or text.count("\n", 0, row[0].start) <= 6
        if listed.references and near and _covers(text, listed, row):
            return listed
    if heading and (listed := _announced(lines, text, heading)):
        return listed
    keys = numbering.find_keys(text)
    if keys:
        listed = _numbered(lines, keys, heading)
        if listed.references and (heading is None or text.count("\n", 0, keys[0].start) <= 6):
            return listed
    return _unnumbered(lines, heading)


def _announced(lines, text, heading):
    """A list whose numbers or keys begin right below its heading, though it is short or says little; or `None`.

    Where there is more than one, lines that cite nothing may stand between, as a count or a second heading does.
    """
    _, row = numbering.find_row(text, inside=False, least=1)
    if [mark.number for mark in row] != list(range(1, len(row) + 1)):
        row = ()
    for marks in (row, numbering.find_keys(text, least=1)):
        several = len(marks) > 1
        if marks and _is_near(text[: marks[0].start], several) and (several or len(YEAR.findall(text)) < 5):
            listed = _numbered(lines, marks, heading)
            if sum(likeness(entry.text) > 1.3 for entry in listed.entries) >= 0.3 * len(listed.entries):
                return replace(listed, references=True)
    return None


def _is_near(before, several):
    """Whether a list goes with its heading, over the lines *before* it."""
    lines = before.splitlines()
    return not lines or several and len(lines) <= 3 and all(len(line) < 60 and likeness(line) < 0.4 for line in lines)


def _covers(text, listed, row):
    """Whether the numbers account for the list.

    They begin with the first or stand at the beginnings of lines; and few of
    the stretches between them hold more years than an entry does.
    """
    if row[0].number > 2 and any(mark.start and text[mark.start - 1] != "\n" for mark in row):
        return False
    years = sum(len(YEAR.findall(entry.text)) for entry in listed.entries)
    return len(row) >= 3 and years <= 4 * len(listed.entries) + 6


def _numbered(lines, row, heading):
    """The list whose entries begin at the marks of *row*."""
    text = "\n".join(line.text for line in lines)
    offsets = [0] + [match.end() for match in re.finditer("\n", text)]
    at = [bisect_right(offsets, mark.start) - 1 for mark in row]
    divided = divides_words([line.text for line in lines])
    layout = cutting.layout_of(lines[at[0] : at[-1] + 1])
    bodies = [bisect_right(offsets, min(mark.end, len(text) - 1)) - 1 for mark in row]
    apart = [body > index for body, index in zip(bodies, at, strict=True)]
    last = _last_line(lines, at, layout, apart[-1] and (row[-1].number is None or sum(apart) > len(row) / 2))
    firsts = frozenset(at)
    single = sum(first + 1 in firsts for first in at) >= 0.8 * max(len(at) - 1, 1)
    entries = []
    for position, mark in enumerate(row):
        following = row[position + 1].start if position + 1 < len(row) else None
        stop = at[position + 1] if following is not None else last
        first = bodies[position]
        pieces = []
        for index in range(first, stop + 1):
            begin = max(mark.end - offsets[index], 0)
            end = following - offsets[index] if following is not None else len(lines[index].text)
            piece = lines[index].text[begin : max(end, begin)]
            if piece.strip() and not (index > first and _is_stray(lines, index, layout, firsts, single)):
                pieces.append(without_link_labels(piece))
        if pieces:
            pieces[0] = numbering.without_backlinks(pieces[0])
        body = without_link_labels(joined(pieces, divided))
        opening = " ".join(pieces[0].split()) if pieces else ""
        entries.append(Entry(body, lines[at[position]].number, mark.number, opening, lines[first].number))
    worth = [likeness(entry.text) for entry in entries]
    alike = sum(value > 1.3 for value in worth) / len(worth)
    entries = tuple(entry for entry in entries if entry.text)
    return EntryList(entries, lines[at[0]].number, lines[last].number, heading, alike >= 0.55)


def _last_line(lines, at, layout, alone):
    """Where the last entry ends, going by how the others do; *alone* says that its mark has a line of its own."""
    inner = [lines[index] for first, stop in zip(at, at[1:], strict=False) for index in range(first + 1, stop)]
    plenty = len(at) - 1
    single = sum(stop - first == 1 + alone for first, stop in zip(at, at[1:], strict=False)) >= 0.9 * plenty
    parted = sum(line.gap == "blank" for line in inner) > 0.5 * plenty
    apart = plenty and all(lines[index].gap == "blank" for index in at[1:]) and not any(line.gap for line in inner)
    last = at[-1] + alone
    while last + 1 < len(lines):
        line, before = lines[last + 1], lines[last]
        if single and plenty or line.gap == "label" or BACK_MATTER.match(line.text) or is_heading(line.text):
            break
        if line.gap == "blank" and not (parted and len(line.text) > 60):
            break
        if apart:
            last += 1
            continue
        if layout.hanging is not None and line.indent <= layout.hanging and line.gap != "page":
            break
        if (
            layout.width
            and plenty
            and layout.hanging is None
            and not parted
            and cutting.ends_early(before, line, layout.width)
            and line.gap != "page"
        ):
            break
        if layout.width is None and plenty and not parted and last > at[-1]:
            break
        last += 1
    return last


def _is_stray(lines, index, layout, firsts, single):
    """Whether a line inside an entry is a running head that a page break left there."""
    line = lines[index]
    if len(line.text) > 90 or line.text[-1] in ".,;:)" or line.text[0].islower() or line.text[0].isdigit():
        return False
    if re.fullmatch(r"[^\W\d_]{2,}(?:[ -][^\W\d_]+)? [A-Z]{1,3}", line.text):  # an author
        return False
    after = lines[index + 1] if index + 1 < len(lines) else None
    if layout.width is None:
        return single and not re.search(r"\d", line.text)
    if layout.width * 0.8 < len(line.text) or after is None or not cutting.ends_early(line, after, layout.width):
        return False
    if re.search(r"\d", line.text) and not line.gap:
        return False
    before = lines[index - 1]
    if index + 1 in firsts:
        return cutting.ends_early(before, line, layout.width) or before.text.endswith(".")
    return not before.text.endswith(".") or start_score(after.text) < 1


def _unnumbered(lines, heading, least=3):
    if not heading:
        lines = _without_frame(lines)
    layout = cutting.layout_of(lines)
    lines = _without_loose(lines, layout)
    if not lines:
        return None
    cuts = cutting.starts_of_entries(lines, layout)
    divided = divides_words([line.text for line in lines])
    stretches = []
    for cut, following in zip(cuts, [*cuts[1:], (len(lines), 0)], strict=True):
        pieces = _pieces(lines, cut, following)
        stretches.append((cut[0], following, without_link_labels(joined(pieces, divided))))
    texts = [text for _, _, text in stretches]
    first, last = _longest_run([_worth(text) for text in texts], bool(heading))
    if first is None:
        return None
    if heading:
        first, last = _widened(texts, first, last)
        if first and last - first < 2:  # a heading in a menu
            return None
    # A bare word that page furniture may be is an entry only where every entry stands by itself.
    furnished = any(line.gap in ("label", "page") for line in lines) and not layout.blank
    bare = heading and layout.width is None and not furnished
    kept = [item for item in stretches[first : last + 1] if _is_entry(item[2], bare)]
    alike = sum(likeness(text) > 1.3 for _, _, text in kept)
    if not heading and len(kept) < max(least, 0.6 * (last - first + 1)):
        return None
    if not kept or alike < (0.4 if heading else 0.6) * len(kept):
        return None
    end = kept[-1][1]
    final = end[0] if end[1] else end[0] - 1
    entries = tuple(Entry(text, lines[index].number) for index, _, text in kept)
    return EntryList(entries, entries[0].line, lines[final].number, heading)


def _widened(texts, first, last):
    """The run *first* to *last* of an announced list, with entries at its ends that say too little to be sure of.

    Sure references further on belong to it too where there are nearly as
    many as other stretches, as between annotations.
    """
    if first <= 6 and all(_is_entry(text, False) for text in texts[:first]):
        first = 0
    sure = [at for at in range(last + 1, len(texts)) if likeness(texts[at]) > 2 and has_authors_first(texts[at])]
    while sure and len(sure) < 0.4 * (sure[-1] - last):
        sure.pop()
    last = sure[-1] if sure else last
    while last + 1 < len(texts) and likeness(texts[last + 1]) > 0.8 and has_authors_first(texts[last + 1]):
        last += 1
    return first, last


def _is_entry(text, announced):
    """Whether a stretch between references is one too; an announced list may have entries of a word or two."""
    if likeness(text) > 0.4 or _has_substance(text) or cutting.ADDRESS.fullmatch(text):
        return True
    short = text[:1].isupper() and len(text) < 160
    return bool(announced and short and not PROSE.search(text) and not BACK_MATTER.match(text))


def _pieces(lines, cut, following):
    (index, column), (end, end_column) = cut, following
    pieces = []
    while index < end or (index == end and end_column):
        stop = end_column if index == end else None
        pieces.append(without_link_labels(lines[index].text[column:stop]))
        index, column = index + 1, 0
    return [piece for piece in pieces if piece]


def _without_frame(lines):
    """*lines* without blocks before and after that cite nothing: a greeting, a note, a signature."""
    parts = cutting.blocks(lines)
    while len(parts) > 1 and _cites_nothing(parts[0]):
        parts.pop(0)
    while len(parts) > 1 and _cites_nothing(parts[-1]):
        parts.pop()
    return tuple(line for part in parts for line in part)


def _cites_nothing(block):
    text = " ".join(line.text for line in block)
    return len(block) <= 3 and likeness(text) < 0.4 and not re.search(r"\d", text)


def _without_loose(lines, layout):
    kept, gap = [], ""
    for index, line in enumerate(lines):
        early = not index or layout.width is None or cutting.ends_early(lines[index - 1], line, layout.width)
        if (early or line.gap == "blank") and is_division(line.text) or index and _is_loose(lines, index, layout):
            gap = gap or line.gap or "blank"
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
    if cutting.ADDRESS.fullmatch(text):
        return 0.3
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
