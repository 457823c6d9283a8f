"""``citegraph core``: the core works, with reasons."""

import json

import click

from citegraph.cli.options import filter_options, format_option, kept, voice_options


@click.command("core")
@click.argument("graph", type=click.Path(exists=True, dir_okay=False), metavar="GRAPH.json")
@click.option("-n", "number", type=click.IntRange(min=1), default=10, show_default=True, help="How many works.")
@click.option("--by", metavar="NAME", help="core (as seen from the seeds), seminal, rising, or any measure.")
@format_option("table", "json", "csv", "md")
@filter_options
@voice_options
def command(graph, number, by, format_, wanted, voice):
    """Name the core works of GRAPH.json, each with the reasons.

    Works are ranked in the whole graph, whatever part of them is to be named.

    \b
    Examples:
      citegraph core graph.json -n 20 --format md
      citegraph core graph.json --year 2010- --by pagerank
    """
    from citegraph.graph import load_graph
    from citegraph.ranking import MEASURES, RANKINGS, core_report, core_works, graph_cautions

    if by and by not in RANKINGS and by not in MEASURES:
        raise click.BadParameter(f"{by!r} is none of {', '.join([*RANKINGS, *sorted(MEASURES)])}.", param_hint="'--by'")
    G = load_graph(graph)
    among = kept(G, wanted)
    try:
        works = [work for work in core_works(G, n=None if wanted else number, by=by) if work.id in among][:number]
    except ValueError as error:
        raise click.ClickException(str(error)) from error
    if works or format_ != "table":
        show_core(works, format_, core_report)
    else:
        voice.say(f"None of these works can be ranked{f' by {by}' if by else ': nobody here cites them'}.")
    if format_ == "table":
        for sentence in graph_cautions(G):
            voice.say(f"Caution: {sentence}")


def show_core(works, format_, report):
    """Print core works to standard output."""
    if format_ == "json":
        click.echo(json.dumps(report(works), ensure_ascii=False, indent=1))
        return
    from citegraph.cli import tables

    if format_ == "csv":
        columns = ("rank", "id", "doi", "title", "authors", "year", "venue", "score", "reasons", "cautions")
        rows = [
            (w.rank, w.id, w.doi or "", w.title or "", "; ".join(w.authors), w.year or "", w.venue or "",
             f"{w.score:.4f}", " ".join(w.reasons), " ".join(w.cautions))
            for w in works
        ]  # fmt: skip
        tables.show(columns, rows, "csv")
        return
    rows = [(work.rank, f"{work.score:.2f}", named(work), " ".join(work.reasons)) for work in works]
    tables.show(("Rank", "Score", "Work", "Why"), rows, format_, wrapped=("Work", "Why"))


def named(work) -> str:
    """Return a work's short name: first authors, year, title.

    >>> from types import SimpleNamespace as S
    >>> named(S(id="doi:10.1/a", authors=["Asad, Sarah", "Chreim, Samia"], year=2016, title="Peer Support"))
    'Asad & Chreim 2016, Peer Support'
    """
    families = [author.partition(",")[0] for author in work.authors or ()]
    who = " & ".join(families) if len(families) < 3 else f"{families[0]} et al."
    label = " ".join(part for part in (who, str(work.year or "n.d.")) if part)
    return f"{label}, {work.title or work.id}"
