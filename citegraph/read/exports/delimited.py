"""Rows of delimited text (CSV, TSV), damaged ones included, each with the line it begins on."""

import csv
from collections.abc import Iterator
from typing import NamedTuple

DELIMITERS = (",", "\t", ";", "|")
_LONGEST = 2000  # lines of one row: a cell with a reference list, one a line, has a few hundred


class Row(NamedTuple):
    """A row: the line it begins on, how many lines it has, and its cells without the blanks around them."""

    line: int
    lines: int
    cells: list[str]


def rows_of(lines: list[str], delimiter: str, *, start: int = 0, width: int | None = None) -> Iterator[Row]:
    """Yield the rows of *lines* that are not blank.

    Quoting is that of spreadsheets: a quoted cell may hold delimiters, line
    ends and doubled quotes.  A quote that is opened and never closed ends with its line.

    Parameters
    ----------
    start
        Index of the line to begin at.
    width
        Number of cells a row should have.  Where it is known, a line parted by
        tabs into so many cells is taken as it stands: some programs write quotes into tabbed files as they come.

    >>> [row.cells for row in rows_of(['a;"b;', 'c";d', "", "e"], ";")]
    [['a', 'b;\\nc', 'd'], ['e']]

    The rows after an unclosed quote are not drawn into it:

    >>> [row.cells for row in rows_of(['1,"Small worlds,1973', "2,Networks,1965", '3,"Cores",1983'], ",", width=3)]
    [['1', 'Small worlds', '1973'], ['2', 'Networks', '1965'], ['3', 'Cores', '1983']]
    """
    _allow_long_cells(max(map(len, lines), default=0) * 2)
    index = start
    while index < len(lines):
        line = lines[index]
        if not line or line.isspace():
            index += 1
            continue
        if '"' not in line:
            cells, used = line.split(delimiter), 1
        else:
            cells, used = _quoted(lines, index, delimiter, width)
        yield Row(index + 1, used, [cell.strip() for cell in cells])
        index += used


def _allow_long_cells(size):
    # The limit holds for the whole process and is only ever raised: other threads may be reading.
    if csv.field_size_limit() < size + 10_000_000:
        csv.field_size_limit(min(size + 10_000_000, 2**31 - 1))


def _quoted(lines, index, delimiter, width):
    """The cells of the row that begins at *index*, and how many lines it has."""
    line = lines[index]
    plain = line.split(delimiter)
    if delimiter == "\t" and len(plain) == width:
        return [_unquoted(cell) for cell in plain], 1
    try:
        reader = csv.reader((each + "\n" for each in lines[index : index + 1]), delimiter=delimiter, strict=True)
        return next(reader), 1
    except csv.Error:
        pass
    reader = csv.reader((each + "\n" for each in lines[index : index + _LONGEST]), delimiter=delimiter)
    try:
        cells = next(reader)
    except csv.Error:  # a stray control character that the module takes for the end of a line
        return [cell.strip().strip('"') for cell in plain], 1
    used = reader.line_num
    if used > 1 and _swallowed(lines[index : index + used], delimiter, cells, width):
        if len(plain) == width:
            return [cell.strip().strip('"') for cell in plain], 1
        return next(csv.reader([line], delimiter=delimiter)), 1
    return [cell.removesuffix("\n") for cell in cells], used


def _unquoted(cell):
    return cell[1:-1].replace('""', '"') if len(cell) > 1 and cell[0] == cell[-1] == '"' else cell


def _swallowed(lines, delimiter, cells, width):
    """Whether a row of several lines is rather one with an unclosed quote and the rows after it."""
    if sum(line.count('"') for line in lines) % 2:
        return True
    if width and width > 2:
        return all(line.count(delimiter) == width - 1 for line in lines)
    return False
