"""``citegraph cache``: what answers are kept, and forgetting them."""

import click


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
def info(cache):
    """Say where the cache is and what it holds.

    \b
    Example:
      citegraph cache info
    """
    from citegraph.cli import tables
    from citegraph.sources.cache import open_cache

    with open_cache(cache) as answers:
        click.echo(f"{answers.path}")
        rows = [(kind.kind, kind.answers, kind.size, kind.oldest, kind.newest) for kind in answers.info()]
    tables.show(("Answers to", "Number", "Bytes", "Oldest", "Newest"), rows)


@command.command("clear")
@_folder_option
def clear(cache):
    """Forget every answer.

    \b
    Example:
      citegraph cache clear
    """
    from citegraph.sources.cache import open_cache

    with open_cache(cache) as answers:
        click.echo(f"{answers.clear()} answers forgotten.", err=True)
