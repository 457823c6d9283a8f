"""``citegraph resolve``: the resolution report alone."""

import json
from collections import Counter

import click

from citegraph.cli.options import (
    DONE_WITH_GAPS,
    format_option,
    input_options,
    open_from,
    progress_bars,
    read_each,
    source_options,
    voice_options,
)
from citegraph.wording import counted


@click.command("resolve")
@input_options
@source_options
@format_option("table", "json", "csv", "md")
@voice_options
@click.pass_context
def command(ctx, inputs, lines, strict, sources, crossref_url, mailto, offline, cache, format_, voice):
    """Say which work each reference in INPUT means, how sure that is, and why.

    Each reference gets one verdict: accepted, ambiguous (candidates too close
    to call), rejected (none good enough), no_candidate, or unavailable.

    \b
    Example:
      citegraph resolve bibliography.txt --mailto me@example.org
      citegraph resolve page.txt --source records.jsonl --format json
    """
    from citegraph.pipeline import claims_of, resolve_claims, seed_names
    from citegraph.resolve import resolution_report

    readings = read_each(inputs, lines, strict, voice)
    source = open_from(sources, crossref_url, mailto, cache, offline, voice)
    try:
        resolved = resolve_claims(claims_of(readings), source, progress_bars(voice))
    finally:
        source.close()
    names = seed_names(resolved)
    reports = [
        resolution_report(resolution, input=claim.input, citing=names[claim.citing] if claim.citing else None)
        for claim, resolution in resolved
        if not claim.about
    ]
    if format_ == "json":
        for report in reports:
            click.echo(json.dumps(report, ensure_ascii=False))
    else:
        from citegraph.cli import tables

        tables.show(("#", "Verdict", "Score", "DOI", "Reference"), [_row(report) for report in reports], format_)
        doubtful = [(report["number"] or "", why) for report in reports if (why := _why(report))]
        if format_ == "table" and doubtful:
            tables.show(("#", "Why"), doubtful, wrapped=("Why",))
    voice.say(summary(Counter(report["verdict"] for report in reports)))
    if any(report["verdict"] == "unavailable" for report in reports):
        ctx.exit(DONE_WITH_GAPS)


# Fields of evidence that a reader knows by name.
_TOLD = ("title", "first_author", "container", "year", "volume", "first_page", "article_number")


def summary(verdicts) -> str:
    """Return the sum of verdicts as one sentence.

    >>> summary({"accepted": 9, "ambiguous": 1, "rejected": 0})
    '10 references read: 9 accepted, 1 ambiguous.'
    """
    parts = [f"{number} {verdict.replace('_', ' ')}" for verdict, number in verdicts.items() if number]
    total = sum(verdicts.values())
    return f"{counted(total, 'reference')} read: {', '.join(parts) or 'none'}."


def _row(report):
    number = report["number"] or ""
    return number, report["verdict"], f"{report['score']:.2f}", report["doi"] or "", report["text"]


def _why(report) -> str:
    """Return why a verdict is not a plain yes: its note, and where the best candidate differs."""
    parts = [report["note"]] if report.get("note") else []
    if report["verdict"] != "accepted" and report["candidates"]:
        best = report["candidates"][0]
        differing = [
            f"{e['field'].replace('_', ' ')} {e['claimed'] or '(none)'} against {e['found'] or '(none)'}"
            for e in report["evidence"]
            if e["agreement"] < 0.5 and e["field"] in _TOLD
        ]
        parts.append(f"nearest is {best['doi']}" + (f" ({'; '.join(differing)})" if differing else ""))
    return "; ".join(parts)
