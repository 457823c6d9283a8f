"""Tables: for a terminal, for Markdown, as CSV."""

import csv
import io
import shutil

import click

from citegraph.model import printable


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


def _show_on_terminal(columns, rows, wrapped):
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold")
    for column in columns:
        long = column in wrapped or column == columns[-1]
        numeric = bool(rows) and all(row[columns.index(column)].replace(".", "").isdigit() for row in rows)
        table.add_column(
            column,
            overflow="fold" if column in wrapped else "ellipsis",
            no_wrap=column not in wrapped,
            justify="right" if numeric else "left",
            ratio=1 if long else None,
        )
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    Console(width=shutil.get_terminal_size((100, 24)).columns, highlight=False).print(table)
