"""``citegraph resolve``: the resolution report alone."""

import json
import sys
from collections import Counter

import click

from citegraph.cli.evidence import fitted, in_brief, legend, row_of_signs, signs_for, terminal_width, wrapped
from citegraph.cli.options import (
    DONE_WITH_GAPS,
    decision_options,
    decisions_from,
    format_option,
    input_options,
    open_from,
    progress_bars,
    read_usable,
    source_options,
    voice_options,
)
from citegraph.wording import counted, printable


@click.command("resolve")
@input_options
@decision_options
@source_options
@format_option("table", "json", "csv", "md")
@voice_options
@click.pass_context
def command(ctx, inputs, review, decisions_file, lines, strict, sources, crossref_url, mailto, offline, cache, format_,
            voice):  # fmt: skip
    """Say which work each reference in INPUT means, how sure that is, and why.

    Each reference gets one verdict: accepted, ambiguous (candidates too close
    to call), rejected (none good enough), no_candidate, or unavailable.

    \b
    Example:
      citegraph resolve bibliography.txt --mailto me@example.org
      citegraph resolve page.txt --source records.jsonl --format json
      citegraph resolve page.txt --review --decisions page.decisions.json
    """
    from citegraph.pipeline import claims_of, seed_names
    from citegraph.resolve import resolution_report

    decisions = decisions_from(decisions_file, review, voice)
    readings = read_usable(inputs, lines, strict, voice)
    source = open_from(sources, crossref_url, mailto, cache, offline, voice)
    try:
        resolved, _ = resolve_and_review(
            claims_of(readings), source, decisions, decisions_file, review, progress_bars(voice)
        )
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

        signs = signs_for(sys.stdout)
        columns = ("#", "Verdict", "Score", "Fields", "DOI", "Reference")
        tables.show(columns, [_row(report, signs) for report in reports], format_)
        if format_ == "table" and reports:
            click.echo("\n".join((*wrapped(legend(signs), terminal_width()), "")))
            for report in reports:
                for line in reasons(report, signs, terminal_width()):
                    click.echo(line)
    voice.say(summary(Counter(report["verdict"] for report in reports)))
    if any(report["verdict"] == "unavailable" for report in reports):
        ctx.exit(DONE_WITH_GAPS)


def resolve_and_review(claims, source, decisions, decisions_file, review, progress):
    """Resolve *claims*; with *review*, ask about the doubtful ones.  Return both outcomes and all decisions."""
    from citegraph.pipeline import decide_claims, resolve_claims

    resolved = resolve_claims(claims, source, progress, decisions)
    if not review:
        return resolved, decisions
    from citegraph.cli.review import review as ask

    decisions = ask(resolved, decisions, decisions_file, source)
    return decide_claims(resolved, decisions, source), decisions


def summary(verdicts) -> str:
    """Return the sum of verdicts as one sentence.

    >>> summary({"accepted": 9, "ambiguous": 1, "rejected": 0})
    '10 references read: 9 accepted, 1 ambiguous.'
    """
    parts = [f"{number} {verdict.replace('_', ' ')}" for verdict, number in verdicts.items() if number]
    total = sum(verdicts.values())
    return f"{counted(total, 'reference')} read: {', '.join(parts) or 'none'}."


def _row(report, signs):
    number, fields = report["number"] or "", row_of_signs(report["evidence"], signs)
    return number, report["verdict"], f"{report['score']:.2f}", fields, report["doi"] or "", report["text"]


def reasons(report, signs, width) -> list[str]:
    """Return why a verdict is not a plain yes, line by line; nothing where it is.

    The nearest candidate is shown field by field, and those behind it are named.

    >>> from citegraph.cli.evidence import SYMBOLS
    >>> nothing = {"number": 3, "text": "Bandura", "verdict": "no_candidate", "note": None, "candidates": [], "score": 0.0}
    >>> reasons(nothing, SYMBOLS, 80)
    ['3  no candidate: nothing like it was found', '']
    """
    if report["verdict"] == "accepted" and not report["note"]:
        return []
    number = f"{report['number'] or '-'}  "
    margin = " " * len(number)
    why = f"{report['verdict'].replace('_', ' ')}: {report['note'] or why_not(report)}"
    lines = [f"{lead}{line}" for lead, line in _led(number, wrapped(printable(why), width - len(number)))]
    if report["verdict"] != "accepted" and report["candidates"]:
        lines.append(f"{margin}{fitted(report['text'], width - len(margin), signs)}")
        told = in_brief(report["evidence"], signs, width=width, indent=len(margin))
        lines += considered(report["candidates"], told, signs, width, len(margin))
    return [*lines, ""]


def _led(number, lines):
    return ((number if place == 0 else " " * len(number), line) for place, line in enumerate(lines))


def why_not(report) -> str:
    """Return why the candidates of a reference were not accepted, where no note says it."""
    if not report["candidates"]:
        return "nothing like it was found"
    from citegraph.match import ACCEPT

    return f"the nearest scores {report['candidates'][0]['score']:.2f}, and {ACCEPT:.2f} is needed"


def considered(candidates, evidence, signs, width, indent) -> list[str]:
    """Return the candidates of a reference that was not accepted: the nearest with its *evidence*, and the runner-up."""
    lines = []
    for lead, found in zip(("nearest", "then"), candidates, strict=False):
        title = f"{found.get('title') or '(no title)'} ({found.get('year') or 'n.d.'})"
        told = f"{lead} {found['score']:.2f}  {found['doi']}  {title}"
        lines.append(" " * indent + fitted(told, width - indent, signs))
        if lead == "nearest":
            lines += evidence
    if len(candidates) > 2:
        lines.append(f"{' ' * indent}and {len(candidates) - 2} less likely")
    return lines
