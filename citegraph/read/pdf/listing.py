"""Find the reference lists among the rows of a document and cut each where its typography does.

Where an entry begins is told by, in this order: numbers that count up, keys
or bullets; lines that stand out or stand in; space between entries; and,
where a printer gave none of these, by the words, as in a text without places.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass
from statistics import median

from citegraph.read import cutting, numbering
from citegraph.read.entries import Entry
from citegraph.read.headings import is_division, is_heading
from citegraph.read.likeness import BACK_MATTER, YEAR, likeness, start_score
from citegraph.read.lines import Line, without_link_labels
from citegraph.read.pdf.columns import Row
from citegraph.read.pdf.joining import Words
from citegraph.read.pdf.setting import main_size, same_column, setting_of

_FOREIGN = 2500  # letters of another size after which a list has ended
_LEVEL = 0.22  # ems within which lines that go on begin alike
_ENDS = re.compile(r"[.)\]\d/>”»。]$")


@dataclass(frozen=True, slots=True)
class PrintedList:
    """A list as printed.

    Attributes
    ----------
    heading
        The row above it.
    entries
        In order; their `line` is the page they begin on.
    rows
        The rows that are its own.
    left
        Text between its entries that is none, with its page.
    """

    heading: Row
    entries: tuple[Entry, ...]
    rows: frozenset[Row]
    left: tuple[tuple[int, str], ...] = ()


def find_printed_lists(rows, words: Words) -> tuple[PrintedList, ...]:
    """Return the lists under the headings in *rows*, all rows of a document in reading order."""
    headings = [index for index in range(len(rows)) if _heads(rows, index)]
    found, used = [], set()
    for index, end in zip(headings, [*headings, len(rows)][1:], strict=True):
        if rows[index] in used:
            continue
        if listed := _list_below(rows[index], rows[index + 1 : end], words):
            found.append(listed)
            used |= listed.rows
    return tuple(found)


def _heads(rows, index):
    """Whether a row announces a list and is set like a heading."""
    row = rows[index]
    if not is_heading(row.text):
        return False
    before = rows[index - 1] if index else None
    if before is None or not same_column(before, row) or row.bold or row.text.isupper():
        return True
    return before.base - row.base > 1.35 * row.size or abs(row.size - before.size) > 0.04 * row.size


def _list_below(heading, region, words):
    rows = _own_rows(region)
    if not rows:
        return None
    setting = setting_of(rows)
    starts = _numbered(rows, setting)
    counted = bool(starts)
    if not counted:
        starts = {index: (None, "") for index in _unnumbered(rows, setting)}
    chunks = _chunks(rows, setting, starts, counted)
    entries, left, held = [], [], []
    for first, stop in chunks:
        number, text = starts.get(first, (None, ""))
        lines = [_text(row) for row in rows[first:stop]]
        lines[0] = text or lines[0]
        entry = without_link_labels(words.joined([line for line in lines if line]))
        entries.append(Entry(entry, rows[first].page, number))
        held.append((first, stop))
    last = _last_worth(entries, counted)
    for position in range(last - 1, -1, -1):
        if not counted and _is_foreign(entries[position].text):
            left.insert(0, (entries[position].line, entries[position].text))
            del entries[position]
            last -= 1
    kept = tuple(entry for entry in entries[:last] if entry.text)
    alike = sum(likeness(entry.text) > 1.3 for entry in kept)
    if not kept or alike < 0.4 * len(kept):
        return None
    end = held[last + len(left) - 1][1]
    return PrintedList(heading, kept, frozenset(rows[held[0][0] : end]), tuple(left))


def _text(row):
    return f"{row.mark}{row.text}" if row.mark else row.text


def _own_rows(region):
    """The rows of *region* set in the type of the list, up to the section after it."""
    if not region:
        return []
    size = main_size(region[:50])
    rows, foreign = [], 0
    for index, row in enumerate(region):
        if rows and _heads_section(region, index, size) and not is_division(row.text):
            after = " ".join(each.text for each in region[index + 1 : index + 5])
            if likeness(after) < 2.2:
                break
            continue
        if abs(row.size - size) > 0.08 * size:
            foreign += len(row.text)
            if foreign > _FOREIGN:
                break
            continue
        if row.bold and is_division(row.text):
            continue
        foreign = 0
        rows.append(row)
    return rows


def _heads_section(region, index, size):
    """Whether a row is set like the heading of a section: bold or large, short, and apart from what is above it."""
    row, before = region[index], region[index - 1]
    if not (row.bold or row.size > 1.06 * size) or len(row.text) > 100 or row.text[-1] in ",;" or not row.text[0].isalnum():
        return False
    return not same_column(before, row) or before.base - row.base > 1.25 * size


def _numbered(rows, setting):
    """Index of each row that a number or key opens → its number and the text after it."""
    raised = {index: int(row.mark) for index, row in enumerate(rows) if row.mark.isdigit()}
    if len(raised) > 2 and sum(b - a == 1 for a, b in zip(raised.values(), list(raised.values())[1:], strict=False)) > 0.8 * (len(raised) - 1):
        return {index: (number, rows[index].text) for index, number in raised.items()}
    texts = [_text(row) for row in rows]
    marks = _row_of_numbers(texts)
    if marks:
        depth = median(setting.depth(rows[index]) for index in marks)
        limit = depth + max(1.3 * setting.size, 0.1)
        if setting.indent and any(setting.depth(rows[index]) > limit for index in marks):
            texts = [
                text if setting.depth(row) <= limit else "\x01" + text for row, text in zip(rows, texts, strict=True)
            ]
            marks = _row_of_numbers(texts) or marks
    return {index: (number, texts[index][end:]) for index, (number, end) in marks.items()}


def _row_of_numbers(texts):
    """Index of each of *texts* that a number of one row opens → the number, and where the text after it begins."""
    text = "\n".join(texts)
    _, row = numbering.find_row(text, inside=False)
    if not row:
        _, row = numbering.find_row(text, inside=False, least=1)
        if [mark.number for mark in row] != list(range(1, len(row) + 1)) or row and row[0].start:
            row = ()
    if row and (row[0].number > 2 or text.count("\n", 0, row[0].start) > 3 or len(YEAR.findall(text)) > 5 * len(row) + 8):
        row = ()
    if not row:
        row = numbering.find_keys(text)
        if row and text.count("\n", 0, row[0].start) > 3:
            row = ()
    offsets = [0] + [match.end() for match in re.finditer("\n", text)]
    found = {}
    for mark in row:
        index = bisect_right(offsets, mark.start) - 1
        found[index] = mark.number, min(mark.end - offsets[index], len(texts[index]))
    return found


def _unnumbered(rows, setting):
    """Indices of the rows that begin entries of a list without numbers."""
    outs, ins = [[index for index, row in enumerate(rows) if told(row)] for told in (setting.is_out, setting.is_in)]
    if ins and len(outs) + len(ins) >= 0.75 * len(rows):
        starts = set(outs) if setting.is_out(rows[0]) else set(ins) if _open(rows, ins) > _open(rows, outs) else set()
        if starts and _open(rows, starts) > 0.4:
            return sorted({0, *(index for index in starts if not _is_divided(rows, index))})
    pairs = list(zip(rows, rows[1:], strict=False))
    apart = {index for index, (before, row) in enumerate(pairs, start=1) if setting.is_apart(before, row)}
    if len(apart) >= max(2, 0.08 * len(rows)) and _open(rows, apart) > 0.5:
        turned = {index for index in range(1, len(rows)) if _begins_column(rows, index, setting)}
        return sorted({0} | apart | turned)
    lines = tuple(
        Line(index, row.text, 0, "blank" if index and setting.ends_early(rows[index - 1], row) else "")
        for index, row in enumerate(rows)
    )
    # Width 0: that a line ends early has been told from places, and is not told again from letters.
    cuts = cutting.starts_of_entries(lines, cutting.Layout(0, None, False, False))
    return sorted({index for index, _ in cuts})


def _open(rows, indices):
    """The share of rows that begin as entries do."""
    return sum(start_score(rows[index].text) >= 1 for index in indices) / len(indices) if indices else 0.0


def _is_divided(rows, index):
    return bool(index and re.search(r"[^\W\d_]-$", rows[index - 1].text) and rows[index].text[0].islower())


def _begins_column(rows, index, setting):
    """Whether the first row of a column, above which no space can be seen, begins an entry."""
    before, row = rows[index - 1], rows[index]
    if same_column(before, row) or start_score(row.text) < 1:
        return False
    return setting.ends_early(before, row) or bool(_ENDS.search(before.text)) and start_score(row.text) >= 2


def _chunks(rows, setting, starts, counted):
    """First row and the one after the last of each entry, and of what else stands among them."""
    begun = sorted(starts)
    depths = [setting.depth(row) for index, row in enumerate(rows) if index not in starts]
    usual = {
        round(depth, 1) for depth in depths
        if sum(abs(depth - other) < _LEVEL * setting.size for other in depths) >= 0.12 * len(depths)
    }  # fmt: skip
    chunks = []
    for first, stop in zip(begun, [*begun[1:], len(rows)], strict=True):
        end = first + 1
        while end < stop and not _breaks(rows, end, setting, usual, stop == len(rows) or not counted):
            end += 1
        chunks.append((first, end))
        if end < stop and not counted:
            chunks.append((end, stop))
    return chunks


def _breaks(rows, index, setting, usual, easily):
    """Whether a row between two beginnings belongs to no entry; *easily* where nothing but its place would say so."""
    before, row = rows[index - 1], rows[index]
    strange = not any(abs(setting.depth(row) - depth) < _LEVEL * setting.size for depth in usual)
    apart = same_column(before, row) and before.base - row.base > 1.45 * setting.pitch
    if BACK_MATTER.match(row.text) and (strange or apart or not same_column(before, row)):
        return True
    if not easily:
        return False
    return apart or strange and (len(usual) == 1 or len(usual) > 1 and setting.ends_early(before, row))


def _last_worth(entries, counted):
    """How many of *entries*, from the first, are worth most together."""
    if counted:
        return len(entries)
    best, total, last = 0.0, 0.0, 0
    for position, entry in enumerate(entries, start=1):
        value = likeness(entry.text)
        total += 1.0 if value > 2 else 0.3 if value > 1.2 else -0.4 if value > 0 else -1.2
        if total >= best:
            best, last = total, position
    return last


def _is_foreign(text):
    """Whether what stands between two entries is no entry: a caption, running text."""
    return bool(BACK_MATTER.match(text)) or len(text) > 200 and likeness(text) < -0.5
