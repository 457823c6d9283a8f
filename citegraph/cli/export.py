"""``citegraph export``: the graph in the formats other tools read."""

import click

from citegraph.cli.options import filter_options, kept, voice_options
from citegraph.wording import counted
from citegraph.write.formats import FORMATS, format_of

_KNOWN = "\n".join(
    f"  {name:<16}{' '.join(format_.suffixes or format_.files):<24}{format_.what}" for name, format_ in FORMATS.items()
)


@click.command("export", epilog=f"\b\nFormats, and the endings of FILE that mean them:\n{_KNOWN}")
@click.argument("graph", type=click.Path(exists=True, dir_okay=False), metavar="GRAPH.json")
@click.option("-o", "--output", required=True, metavar="FILE", help="Where it goes.")
@click.option(
    "--format",
    "format_",
    type=click.Choice(list(FORMATS)),
    metavar="NAME",
    help="One of those below; by default what FILE's ending means.",
)
@filter_options
@voice_options
def command(graph, output, format_, wanted, voice):
    """Write GRAPH.json, or the part of it that fits, for another tool.

    Some formats are a set of files: graph.csv becomes graph.nodes.csv and graph.edges.csv.

    \b
    Examples:
      citegraph export graph.json -o graph.graphml
      citegraph export graph.json -o core.bib --top 30 --year 2010-
      citegraph export graph.json -o works.json --format csl-json --status resolved
    """
    try:
        name = format_of(output, format_)
    except ValueError as error:
        raise click.BadParameter(f"{error}.", param_hint="'--output' / '--format'") from error
    from citegraph.graph import load_graph, probe
    from citegraph.write import export_graph, paths_of

    for path in paths_of(output, name):
        probe(path)
    G = kept(load_graph(graph), wanted)
    written = " and ".join(str(path) for path in export_graph(G, output, format=name))
    voice.say(f"Saved {written}: {counted(len(G), 'work')}, {counted(G.number_of_edges(), 'citation')}.")
