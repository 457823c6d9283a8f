"""``citegraph view``: the interactive page."""

import click

from citegraph.cli.options import filter_options, kept, read_each, voice_options
from citegraph.wording import are, counted


@click.command("view")
@click.argument("graph", type=click.Path(exists=True, dir_okay=False), metavar="GRAPH.json")
@click.option("-o", "--output", required=True, metavar="PAGE.html", help="Where the page goes.")
@click.option("--title", help="The page's title.")
@click.option(
    "--mine",
    "libraries",
    multiple=True,
    metavar="LIBRARY",
    help="Tell the works of your library apart: any input that `citegraph read` understands; repeatable.",
)
@filter_options
@voice_options
def command(graph, output, title, libraries, wanted, voice):
    """Write GRAPH.json as one HTML file that needs no network.

    Of a part of the graph, the page names the core works with their ranks and
    reasons in the whole.

    \b
    Examples:
      citegraph view graph.json -o page.html
      citegraph view graph.json -o recent.html --year 2015- --status resolved
      citegraph view graph.json -o page.html --mine library.bib
    """
    from citegraph.graph import load_graph, probe
    from citegraph.ranking import core_works, in_library
    from citegraph.view import write_html
    from citegraph.view.page import SHOWN_AS_CORE

    probe(output)
    whole = load_graph(graph)
    G = kept(whole, wanted)
    mine = frozenset()
    if libraries:
        claims = [claim for reading in read_each(libraries, False, False, voice) for claim in reading.seeds]
        mine = in_library(whole, claims).intersection(G)
        voice.say(f"{len(mine)} of the {counted(len(G), 'work')} {are(len(mine))} in your library.")
    core = core_works(whole, n=SHOWN_AS_CORE, among=G) if wanted else None
    write_html(G, output, core=core, title=title, mine=mine)
    voice.say(f"Saved {output}: {counted(len(G), 'work')}, {counted(G.number_of_edges(), 'citation')}.")
