"""The ``citegraph`` command.  Each command parses, calls one function, prints."""

import errno
import importlib
import os
import sys

import click

from citegraph import __version__
from citegraph.errors import CitegraphError
from citegraph.wording import printable

# In the order of the work; the module is named after the command.
COMMANDS = ("build", "read", "resolve", "core", "explain", "view", "export", "demo", "cache")


class CitegraphGroup(click.Group):
    """Loads a command when it is asked for; shows our own errors as one sentence."""

    def list_commands(self, ctx):
        return list(COMMANDS)

    def get_command(self, ctx, name):
        if name not in COMMANDS:
            return None
        return importlib.import_module(f"citegraph.cli.{name}").command

    def main(self, *args, **kwargs):
        _settle_streams()
        return super().main(*args, **kwargs)

    def invoke(self, ctx):
        try:
            return super().invoke(ctx)
        except CitegraphError as error:
            raise click.ClickException(printable(str(error))) from error
        except OSError as error:
            if error.errno == errno.EPIPE:  # the reader has seen enough: click ends quietly
                raise
            raise click.ClickException(f"{error.filename or 'output'}: {error.strerror or error}") from error


def _settle_streams():
    """Let no character stop a command: files and pipes get UTF-8, a terminal what it can show."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            chosen = stream.isatty() or "PYTHONIOENCODING" in os.environ
            stream.reconfigure(encoding=None if chosen else "utf-8", errors="replace")


@click.group(cls=CitegraphGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="citegraph")
def cli():
    """From a messy pile of references to the works that matter.

    Reads whatever holds references, finds out which works they mean, follows
    their citations into a graph, and names the core works with the reasons.

    \b
    Examples:
      citegraph demo
      citegraph build page.txt library.bib 10.1007/s10597-015-9970-5 -o graph.json
      citegraph core graph.json
      citegraph view graph.json -o page.html
      citegraph export graph.json -o core.bib --top 30

    Exit codes: 0 done; 1 it could not be done; 2 misuse; 3 done, but a service left gaps.
    """
