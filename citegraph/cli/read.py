"""``citegraph read``: the reading report alone."""

import json
from itertools import chain, repeat

import click

from citegraph.cli.options import format_option, input_options, read_each, voice_options


@click.command("read")
@input_options
@format_option("table", "json", "csv", "md")
@click.option("--full", is_flag=True, help="With --format json: the references themselves, in order.")
@voice_options
def command(inputs, lines, strict, format_, full, voice):
    """Say what each INPUT is, what it holds, what was read, and what was skipped and why.

    Nothing is asked of any service.

    \b
    Example:
      citegraph read page.txt library.bib
    """
    from citegraph.cli import tables
    from citegraph.networks import network_report

    readings = read_each(inputs, lines, strict, voice)
    reports = [network_report(reading, full=full) for reading in readings]
    if format_ == "json":
        for report in reports:
            click.echo(json.dumps(report, ensure_ascii=False))
        return
    rows = [
        (r["input"], r["format"], _of(r["records_read"], r["records"]), _of(r["references"], r["references_claimed"]), len(r["seeds"]),
         len(r["mentions"]), len(r["skipped"]))
        for r in reports
    ]  # fmt: skip
    tables.show(("Input", "Format", "Works", "References", "Seeds", "Mentions", "Skipped"), rows, format_)
    seeds = [
        (r["input"], s["first_author"] or "", s["year"] or "", s["title"] or s["doi"] or (claim.text if claim else ""))
        for r, reading in zip(reports, readings, strict=True)
        # A graph file's seeds have no claims.
        for s, claim in zip(r["seeds"], chain(reading.seeds, repeat(None)), strict=False)
    ]
    skipped = [(r["input"], s["line"], s["reason"], s["text"]) for r in reports for s in r["skipped"]]
    if format_ == "table":
        tables.show(("Seed from", "First author", "Year", "Title"), seeds, format_)
        if skipped:
            tables.show(("Skipped in", "Line", "Reason", "Text"), skipped, format_)


def _of(number, claimed):
    return f"{number} of {claimed}" if claimed is not None and claimed != number else number
