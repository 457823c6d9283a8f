"""``citegraph demo``: all of it on the embedded example, offline."""

from pathlib import Path

import click

from citegraph.cli.options import voice_options
from citegraph.wording import counted

GRAPH, PAGE = "peer-support.json", "peer-support.html"
SHOWN_AS_CORE = 20
# Whom the example began with: asked for by name, never favoured.
ASKED_FOR = ("Asad", "Gillard")


@click.command("demo")
@click.option("-o", "--output", default="citegraph-demo", show_default=True, metavar="DIR", help="Where the files go.")
@voice_options
def command(output, voice):
    """Do the whole job on the embedded example, offline.

    A reviewer's reading list on peer support work in mental health becomes a
    resolution report, a graph, the core works and an interactive page.

    \b
    Example:
      citegraph demo -o example
    """
    from citegraph import examples
    from citegraph.cli.build import told
    from citegraph.cli.core import named, show_works
    from citegraph.errors import OutputError
    from citegraph.graph import probe, save_graph
    from citegraph.pipeline import build_resolved, claims_of, resolve_claims
    from citegraph.ranking import core_works, graph_cautions
    from citegraph.read import read_inputs
    from citegraph.sources import open_sources
    from citegraph.view import write_html

    folder = Path(output)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(folder, error.strerror) from error
    for name in (GRAPH, PAGE):
        probe(folder / name)

    with examples.folder() as example:
        readings = read_inputs([example / name for name in examples.INPUTS])
        source = open_sources([str(example / examples.RECORDS)])
        try:
            resolved = resolve_claims(claims_of(readings), source)
            G = build_resolved(readings, resolved, source)
        finally:
            source.close()
    save_graph(G, folder / GRAPH)
    ranked = core_works(G, n=None)
    write_html(G, folder / PAGE, core=ranked[:SHOWN_AS_CORE], title="Peer support work in mental health")

    click.echo("What was read, and what it means")
    for reading in readings:
        claimed = f" of {reading.references_claimed} claimed" if reading.references_claimed else ""
        references = f"{counted(len(reading.references), 'reference')}{claimed}"
        click.echo(f"  {reading.input}: {references}, {counted(len(reading.seeds), 'seed')}")
    for sentence in told(G):
        click.echo(f"  {sentence}")
    _show_doubtful(resolved)
    click.echo("\nThe core works")
    show_works(ranked[:10], "table")
    click.echo("Asked for by name")
    for work in ranked:
        if any(author.partition(",")[0] in ASKED_FOR for author in work.authors[:1]):
            click.echo(f"  Rank {work.rank} of {len(ranked)}: {named(work)}")
            click.echo(f"    {' '.join(work.reasons)}")
    click.echo("\nBefore you rely on it")
    click.echo(f"  {examples.CAUTION}")
    for sentence in graph_cautions(G):
        click.echo(f"  {sentence}")
    click.echo(f"\nSaved {folder / GRAPH} and {folder / PAGE}.")


def _show_doubtful(resolved):
    """Tell what was not simply accepted, and what DOI was not believed."""
    for claim, resolution in resolved:
        if claim.seed and (resolution.note or resolution.verdict.value != "accepted"):
            note = f" ({resolution.note})" if resolution.note else ""
            found = f" → {resolution.doi}" if resolution.doi else ""
            click.echo(f"  {resolution.verdict.value}: {claim.reference.text[:60]}…{found}{note}")
