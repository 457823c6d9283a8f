"""``citegraph view``: the interactive page."""

import click

from citegraph.cli.options import counted, voice_options


@click.command("view")
@click.argument("graph", type=click.Path(exists=True, dir_okay=False), metavar="GRAPH.json")
@click.option("-o", "--output", required=True, metavar="PAGE.html", help="Where the page goes.")
@click.option("--title", help="The page's title.")
@voice_options
def command(graph, output, title, voice):
    """Write GRAPH.json as one HTML file that needs no network.

    \b
    Example:
      citegraph view graph.json -o page.html
    """
    from citegraph.graph import load_graph, probe
    from citegraph.view import write_html

    probe(output)
    G = load_graph(graph)
    write_html(G, output, title=title)
    voice.say(f"Saved {output}: {counted(len(G), 'work')}, {counted(G.number_of_edges(), 'citation')}.")
