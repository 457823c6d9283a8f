"""``citegraph cache``: what answers are kept, and forgetting them."""

import click

from citegraph.cli.options import voice_options
from citegraph.wording import counted


@click.group("cache")
def command():
    """Tell what answers are kept, or forget them.

    \b
    Example:
      citegraph cache info
    """


def _folder_option(function):
    return click.option("--cache", metavar="DIR", envvar="CITEGRAPH_CACHE", help="Folder for answers.")(function)


@command.command("info")
@_folder_option
@voice_options
def info(cache, voice):
    """Say where the cache is and what it holds.

    \b
    Example:
      citegraph cache info
    """
    from citegraph.cli import tables
    from citegraph.sources import cache_folder
    from citegraph.sources.cache import Cache

    held = Cache(cache_folder(cache)).info()
    click.echo(f"{held.path}: {counted(held.entries, 'answer')}, {held.bytes / 1e6:.1f} MB")
    rows = [(shelf.kind, shelf.entries, shelf.oldest, shelf.newest) for shelf in held.shelves]
    if rows:
        tables.show(("Answers", "Number", "Oldest", "Newest"), rows)


@command.command("clear")
@_folder_option
@voice_options
def clear(cache, voice):
    """Forget every answer.  Indexes of files are kept.

    \b
    Example:
      citegraph cache clear
    """
    from citegraph.sources import cache_folder
    from citegraph.sources.cache import Cache

    answers = Cache(cache_folder(cache))
    before = answers.info().entries
    answers.clear()
    voice.say(f"{counted(before - answers.info().entries, 'answer')} forgotten.")
