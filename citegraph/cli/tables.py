"""Tables: for a terminal, for Markdown, as CSV."""

import csv
import io
import re
import shutil

import click

from citegraph.wording import printable


def show(columns, rows, format_="table", *, wrapped=()):
    """Print *rows* to standard output; on a terminal they fit its width.

    Columns named in *wrapped* are broken over lines; the last one always is
    shortened to what fits otherwise.
    """
    rows = [[printable(str(cell)) for cell in row] for row in rows]
    if format_ == "csv":
        buffer = io.StringIO()
        csv.writer(buffer, lineterminator="\n").writerows([columns, *rows])
        click.echo(buffer.getvalue(), nl=False)
    elif format_ == "md":
        for cells in (columns, ["---"] * len(columns), *rows):
            click.echo("| " + " | ".join(re.sub(r"[\\|<>]", r"\\\g<0>", cell) for cell in cells) + " |")
    else:
        _show_on_terminal(columns, rows, wrapped)


# No column but the last takes more than this, so that the last one keeps room.
_WIDEST = 44
# What the last one should have, what any column keeps, and the terminal below which lines may run over.
_LAST, _LEAST, _NARROWEST = 20, 8, 40


def _show_on_terminal(columns, rows, wrapped):
    from rich import box
    from rich.cells import cell_len
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    width = max(_NARROWEST, shutil.get_terminal_size((100, 24)).columns)
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold", show_edge=False)
    cells = list(zip(columns, *rows, strict=True))
    natural = [max(map(cell_len, column)) for column in cells]
    widths = _widths(natural, width)
    for index, column in enumerate(columns):
        table.add_column(
            column,
            overflow="fold" if column in wrapped else "ellipsis",
            no_wrap=column not in wrapped,
            justify="right" if rows and all(_is_number(cell) for cell in cells[index][1:]) else "left",
            width=widths[index],
        )
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    Console(width=width, highlight=False).print(table)
    click.echo()


def _widths(natural, width):
    """Return each column's width; where there is no room for the last one, the widest gives way.

    >>> _widths([4, 5, 60, 300], 100), _widths([4, 5, 60, 300], 40)
    ([4, 5, 44, 38], [4, 5, 11, 11])
    """
    widths, gaps = [min(each, _WIDEST) for each in natural[:-1]], 3 * (len(natural) - 1)
    while (room := width - gaps - sum(widths)) < min(natural[-1], _LAST) and max(widths) > max(_LEAST, room):
        widths[widths.index(max(widths))] -= 1
    return [*widths, min(natural[-1], max(_LEAST, room))]


def _is_number(cell):
    return cell.replace(".", "", 1).isdigit()
