"""Tables: for a terminal, for Markdown, as CSV."""

import csv
import io
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
            click.echo("| " + " | ".join(cell.replace("|", "\\|").replace("\n", "<br>") for cell in cells) + " |")
    else:
        _show_on_terminal(columns, rows, wrapped)


# No column but the last takes more than this, so that the last one keeps room.
_WIDEST = 44


def _show_on_terminal(columns, rows, wrapped):
    from rich import box
    from rich.cells import cell_len
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    width = shutil.get_terminal_size((100, 24)).columns
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold", show_edge=False)
    cells = list(zip(columns, *rows, strict=True))
    natural = [max(map(cell_len, column)) for column in cells]
    taken = sum(min(each, _WIDEST) + 3 for each in natural[:-1])
    for index, column in enumerate(columns):
        last = index == len(columns) - 1
        table.add_column(
            column,
            overflow="fold" if column in wrapped else "ellipsis",
            no_wrap=column not in wrapped,
            justify="right" if rows and all(_is_number(cell) for cell in cells[index][1:]) else "left",
            width=min(natural[index], max(20, width - taken)) if last else min(natural[index], _WIDEST),
        )
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    Console(width=width, highlight=False).print(table)
    click.echo()


def _is_number(cell):
    return cell.replace(".", "", 1).isdigit()
