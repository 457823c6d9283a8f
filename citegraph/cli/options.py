"""Options that several commands share, and what inputs look like on a command line."""

import functools
import re
import sys
from dataclasses import dataclass
from pathlib import Path

import click

from citegraph.errors import InvalidDOI, ReadError
from citegraph.identifiers import normalize_doi
from citegraph.wording import counted

DONE_WITH_GAPS = 3


class Input(click.ParamType):
    """A file, ``-``, a DOI or a doi.org address."""

    name = "input"

    def convert(self, value, param, ctx):
        if value == "-" or value and Path(value).exists():
            return value
        if re.match(r"(?:https?://|doi:|10\.)", value, re.IGNORECASE):
            try:
                return normalize_doi(value)
            except InvalidDOI:
                self.fail(f"{value!r} is neither a file nor a DOI.", param, ctx)
        self.fail(f"File {value!r} does not exist.", param, ctx)


@dataclass(frozen=True)
class Voice:
    """How much to say on standard error."""

    quiet: bool
    verbose: bool
    progress: bool

    def say(self, sentence):
        """Tell the user something about the run."""
        if not self.quiet:
            click.echo(sentence, err=True)

    def detail(self, sentence):
        """Tell a user who asked for details."""
        if self.verbose and not self.quiet:
            click.echo(sentence, err=True)


def voice_options(command):
    """Add ``-q``, ``-v`` and ``--no-progress``, handed on as one `Voice`."""

    @click.option("-q", "--quiet", is_flag=True, help="Say nothing on standard error but errors.")
    @click.option("-v", "--verbose", is_flag=True, help="Say more on standard error.")
    @click.option("--no-progress", is_flag=True, help="Draw no progress bars.")
    @functools.wraps(command)
    def wrapped(*args, quiet, verbose, no_progress, **kwargs):
        return command(*args, voice=Voice(quiet, verbose, not (no_progress or quiet)), **kwargs)

    return wrapped


def input_options(command):
    """Add the inputs, ``--lines`` and ``--strict``."""
    command = click.option("--strict", is_flag=True, help="Fail if any input cannot be read.")(command)
    command = click.option("--lines", is_flag=True, help="Each line that is not blank is one reference.")(command)
    return click.argument("inputs", nargs=-1, required=True, type=Input(), metavar="INPUT...")(command)


def source_options(command):
    """Add where works are looked up."""
    for option in (
        click.option("--cache", metavar="DIR", envvar="CITEGRAPH_CACHE", help="Folder for answers."),
        click.option("--offline", is_flag=True, help="Answer from the cache and from files only."),
        click.option(
            "--mailto", metavar="ADDRESS", envvar="CITEGRAPH_MAILTO", help="Contact address for Crossref's polite pool."
        ),
        click.option(
            "--crossref-url",
            metavar="URL",
            envvar="CITEGRAPH_CROSSREF_URL",
            help="Another base address of the REST API.",
        ),
        click.option(
            "--source",
            "sources",
            multiple=True,
            default=("crossref",),
            metavar="crossref|PATH",
            help="Where works are looked up, repeatable, in order of trust: the REST API, or a file or folder of "
            "Crossref-format records.  [default: crossref]",
        ),
    ):
        command = option(command)
    return command


def decision_options(command):
    """Add ``--review`` and ``--decisions``."""
    command = click.option(
        "--decisions",
        "decisions_file",
        type=click.Path(dir_okay=False),
        metavar="FILE",
        help="Where decisions about references are kept and read from.  [build: beside the graph by default]",
    )(command)
    return click.option("--review", is_flag=True, help="Walk through ambiguous references on a terminal.")(command)


def decisions_from(path, review, voice, default=None):
    """Read the decisions in *path*, or in *default* where there is any.

    With *review*, see first that there is a terminal and that they can be written.

    Raises `click.UsageError` where nobody can be asked, `ReadError` for a broken file.
    """
    from citegraph.decisions import Decisions, load_decisions

    if review:
        from citegraph.cli.review import need_terminal
        from citegraph.graph import probe

        if not (path or default):
            raise click.UsageError("--review needs --decisions FILE, where the decisions are kept.")
        need_terminal()
        probe(path or default)
    elif path and not Path(path).exists():
        voice.say(f"{path} does not exist, so no decision was applied.")
    return load_decisions(path or default) if path or default else Decisions()


def format_option(*formats):
    """Add ``--format``."""
    return click.option("--format", "format_", type=click.Choice(formats), default=formats[0], show_default=True)


class Years(click.ParamType):
    """A year, or a range of years open at either end: ``2010-2020``, ``2010-``, ``-2020``."""

    name = "years"

    def convert(self, value, param, ctx):
        if not isinstance(value, str):
            return value
        match = re.fullmatch(r"\s*(\d{1,4})?\s*[-–]\s*(\d{1,4})?\s*|\s*(\d{1,4})\s*", value)
        if not match or not any(match.groups()):
            self.fail(f"{value!r} is no range of years such as 2010-2020, 2010- or -2020.", param, ctx)
        first, last = (int(year) if year else None for year in (match[1] or match[3], match[2] or match[3]))
        if first is not None and last is not None and first > last:
            self.fail(f"{value!r} ends before it begins.", param, ctx)
        return first, last


def filter_options(command):
    """Add what to keep of a graph, handed on as `wanted` for `kept`; empty where all is wanted."""

    @click.option("--top", type=click.IntRange(min=1), metavar="N", help="Keep the N best core works and nothing else.")
    @click.option("--year", type=Years(), metavar="A-B", help="Keep works of these years: 2010-2020, 2010-, -2020.")
    @click.option(
        "--status",
        "statuses",
        multiple=True,
        type=click.Choice(("resolved", "listed", "unresolved")),
        help="Keep works of this status; repeatable.",
    )
    @click.option(
        "--community",
        "communities",
        multiple=True,
        type=click.IntRange(min=0),
        metavar="C",
        help="Keep the works of this community, 0 being the largest; repeatable.",
    )
    @functools.wraps(command)
    def wrapped(*args, top, year, statuses, communities, **kwargs):
        asked = {"top": top, "years": year, "statuses": statuses or None, "communities": communities or None}
        return command(*args, wanted={name: value for name, value in asked.items() if value is not None}, **kwargs)

    return wrapped


def kept(G, wanted):
    """Return the part of *G* that `filter_options` ask for: *G* itself where they ask for nothing.

    Raises `click.ClickException` if no work fits.
    """
    if not wanted:
        return G
    from citegraph.selection import keep

    part = keep(G, **wanted)
    if not part:
        works = counted(len(G), "work")
        raise click.ClickException(f"none of the graph's {works} fits --top, --year, --status, --community as given")
    return part


def read_each(inputs, lines, strict, voice):
    """Read every input; name those that cannot be read, and go on with the rest.

    Raises `ReadError` for the only input, or the first under ``--strict``;
    `click.ClickException` if nothing is left of several.
    """
    from citegraph.read import read_input

    readings = []
    for input_ in inputs:
        try:
            readings.append(read_input(input_, lines=lines))
        except ReadError as error:
            if strict or len(inputs) == 1:
                raise
            click.echo(f"Not read: {error}", err=True)
    if not readings:
        raise click.ClickException(f"none of the {len(inputs)} inputs could be read")
    return readings


def read_usable(inputs, lines, strict, voice):
    """Read every input; as `read_each`, and an input none of whose records names a work counts as unreadable."""
    usable = []
    for reading in read_each(inputs, lines, strict, voice):
        if problem := reading.unusable:
            if strict or len(inputs) == 1:
                raise problem
            click.echo(f"Not read: {problem}", err=True)
        else:
            usable.append(reading)
    if not usable:
        raise click.ClickException(f"none of the {len(inputs)} inputs could be read")
    return usable


def open_from(sources, crossref_url, mailto, cache, offline, voice):
    """Open the sources a command was given."""
    for spec in sources:
        if spec != "crossref" and not Path(spec).exists():
            raise click.BadParameter(f"{spec!r} is neither 'crossref' nor an existing path.", param_hint="'--source'")
    from citegraph.sources import open_sources

    if "crossref" in sources and not mailto and not offline:
        voice.say("Hint: --mailto ADDRESS (or CITEGRAPH_MAILTO) lets Crossref answer up to three times as fast.")
    return open_sources(sources, crossref_url=crossref_url, mailto=mailto, cache_dir=cache, offline=offline)


def progress_bars(voice):
    """Return what long stages report to: bars on a terminal, or nothing."""
    if not (voice.progress and sys.stderr.isatty()):
        return None
    from citegraph.cli.progress import bars

    return bars()
