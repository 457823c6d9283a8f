"""The ``citegraph`` command.  Each command parses, calls one function, prints."""

import importlib

import click

from citegraph import __version__
from citegraph.errors import CitegraphError

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

    def invoke(self, ctx):
        try:
            return super().invoke(ctx)
        except CitegraphError as error:
            raise click.ClickException(str(error)) from error


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
