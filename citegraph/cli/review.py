"""``--review``: walk through doubtful references on a terminal, and keep what the user decides."""

import sys
from dataclasses import asdict

import click

from citegraph.cli.evidence import compared, fitted, signs_for, terminal_width, wrapped
from citegraph.decisions import NONE, UNDECIDED, Decisions, decision_on, save_decisions, with_decision
from citegraph.identifiers import find_dois
from citegraph.match import ACCEPT
from citegraph.model import Verdict
from citegraph.sources.protocol import Absent, Unavailable
from citegraph.wording import counted, printable

# What was rejected is shown where its best candidate is this likely.  Of 1,500 references of known answer 24 were
# rejected with more, and the right work was before 13 of them; with less, 544, and before 2.
FAIR = 0.1
SHOWN = 9


def need_terminal():
    """Raise `click.UsageError` where nobody can be asked."""
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise click.UsageError(
            "--review asks questions and needs a terminal; without one, write the answers into the file of --decisions."
        )


def doubtful(resolved):
    """Return what a person could decide: each reference once, in input order.

    That is what is ambiguous, and what was rejected with a best candidate of
    at least `FAIR`, unless a person decided it already.
    """
    found = {}
    for claim, resolution in resolved:
        fair = resolution.verdict is Verdict.REJECTED and resolution.method is None and resolution.score >= FAIR
        if resolution.matches and (fair or resolution.verdict is Verdict.AMBIGUOUS):
            found.setdefault(decision_on(resolution, claim.citing, UNDECIDED).key, (claim, resolution))
    return list(found.values())


def review(resolved, decisions: Decisions, path, source) -> Decisions:
    """Ask about each doubtful reference; write every answer to *path* at once, and return all decisions.

    An answer is a number, ``n`` for none of these, ``s`` to leave it open, ``b`` to go
    back, ``o`` for links, ``q`` to stop, or a DOI.
    """
    questions = doubtful(resolved)
    if not questions:
        click.echo("Nothing to review: no reference is ambiguous or nearly accepted.", err=True)
        return decisions
    place, answered = 0, {}
    try:
        while place < len(questions):
            claim, resolution = questions[place]
            said = decisions.references.get(decision_on(resolution, claim.citing, UNDECIDED).key)
            _show(claim, resolution, place, len(questions), said)
            answer = _ask(resolution, source)
            if answer == "q":
                break
            if answer == "b":
                place = max(0, place - 1)
                continue
            decision = decision_on(resolution, claim.citing, answer)
            decisions = with_decision(decisions, decision)
            save_decisions(decisions, path)
            answered[decision.key] = answer
            place += 1
    finally:
        made = sum(answer is not UNDECIDED for answer in answered.values())
        if made:
            click.echo(f"Kept {counted(made, 'decision')} in {path}; delete one there to undo it.", err=True)
    return decisions


def _show(claim, resolution, place, number, said):
    signs, width = signs_for(sys.stderr), terminal_width()
    say = _say(width, signs)
    click.echo(err=True)
    say(f"{place + 1} of {number}, {resolution.verdict.value}: {_why(resolution)}", bold=True)
    at = f", line {claim.reference.line}" if claim.reference.line else ""
    cited = f", cited by {claim.citing.text}" if claim.citing else ""
    say(f"   {claim.input}{at}{cited}")
    for line in wrapped(printable(resolution.reference.text), width - 3):
        click.echo(f"   {line}", err=True)
    for index, match in enumerate(resolution.matches[:SHOWN], start=1):
        work = match.work
        authors = ", ".join(author.family for author in work.authors[:3]) + (" et al." if len(work.authors) > 3 else "")
        numbers = f"{work.volume or ''}{f'({work.issue})' if work.issue else ''}"
        parts = [work.container, numbers, work.pages or work.article_number, work.doi]
        click.echo(err=True)
        say(f"{index}. {' '.join(filter(None, (authors, str(work.year or ''))))}: {work.title or '(no title)'}", bold=True)
        say(f"   {match.score:.2f}  {', '.join(filter(None, parts))}")
        for line in compared(map(asdict, match.evidence), signs, width=width, indent=3):
            click.echo(line, err=True)
    if said and said.decision is not UNDECIDED:
        say(f"   Decided before: {said.decision}")


def _say(width, signs):
    def say(text, **style):
        click.secho(_indented(text, width, signs), err=True, **style)

    return say


def _indented(text, width, signs):
    blank = len(text) - len(text.lstrip())
    return " " * blank + fitted(text, width - blank, signs)


def _why(resolution):
    return resolution.note or f"the best candidate scores {resolution.score:.2f}, and {ACCEPT:.2f} is needed"


def _ask(resolution, source):
    """Return a DOI, `NONE`, `UNDECIDED`, ``b`` or ``q``."""
    shown = resolution.matches[:SHOWN]
    choose = "1" if len(shown) == 1 else f"1-{len(shown)}"
    while True:
        question = f"\n{choose} this work, n none of these, s skip, b back, o links, q quit, or a DOI"
        answer = click.prompt(question, err=True).strip()
        letter = answer.lower()
        if letter in ("b", "q"):
            return letter
        if letter in ("n", "s"):
            return NONE if letter == "n" else UNDECIDED
        if letter == "o":
            for index, match in enumerate(shown, start=1):
                click.echo(f"{index}  https://doi.org/{printable(match.work.doi)}", err=True)
        elif answer.isdecimal() and 1 <= int(answer) <= len(shown):
            return shown[int(answer) - 1].work.doi
        elif found := find_dois(answer):
            if known := _looked_up(found[0].doi, source):
                return known
        else:
            click.echo(f"{printable(answer)!r} is no answer here.", err=True)


def _looked_up(doi, source):
    """Return a DOI that the user typed, if somebody knows it; say what it is."""
    outcome = source.works([doi])[doi]
    if isinstance(outcome, Absent):
        click.echo(f"Nobody who was asked knows {doi}.", err=True)
        return None
    work = getattr(outcome, "work", None)
    told = f": {printable(work.title or '(no title)')}" if work else ""
    if isinstance(outcome, Unavailable):
        told = f", which could not be looked up now ({printable(outcome.reason)})"
    click.echo(f"{doi}{told}", err=True)
    return work.doi if work else doi
