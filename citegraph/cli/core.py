"""``citegraph core``: the core works, communities and authors, with reasons."""

import json
from collections import Counter

import click

from citegraph.cli.options import Input, filter_options, format_option, kept, read_each, voice_options
from citegraph.wording import are, counted


class _WithMeasures(click.Command):
    """Its help ends with every measure that works can be ranked by."""

    def format_epilog(self, ctx, formatter):
        # Loaded here, since only this help needs it.
        from citegraph.ranking import MEASURES

        with formatter.section("Measures, for --by"):
            formatter.write_dl([(name, kind.says) for name, kind in MEASURES.items()])


@click.command("core", cls=_WithMeasures)
@click.argument("graph", type=click.Path(exists=True, dir_okay=False), metavar="GRAPH.json")
@click.option("-n", "number", type=click.IntRange(min=1), help="How many.  [default: 10; of each community 3]")
@click.option("--by", metavar="NAME", help="core (as seen from the seeds), seminal, rising, or a measure listed below.")
@click.option("--communities", "view", flag_value="communities", help="The core works of each community.")
@click.option("--authors", "view", flag_value="authors", help="The authors of the core works.")
@click.option(
    "--missing",
    "library",
    type=Input(),
    metavar="LIBRARY",
    help="Only what works here cite together and LIBRARY lacks: any input that `citegraph read` understands.",
)
@click.option("--without-self-citations", is_flag=True, help="Leave out citations of works that share an author.")
@format_option("table", "json", "csv", "md")
@filter_options
@voice_options
def command(graph, number, by, view, library, without_self_citations, format_, wanted, voice):
    """Name the core works of GRAPH.json, each with the reasons.

    Works are ranked in the whole graph, whatever part of them is to be named.

    \b
    Examples:
      citegraph core graph.json -n 20 --format md
      citegraph core graph.json --year 2010- --by pagerank
      citegraph core graph.json --missing library.bib
    """
    from citegraph.graph import load_graph
    from citegraph.measure import without_self_citations as others_citations
    from citegraph.ranking import MEASURES, RANKINGS

    if by and by not in RANKINGS and by not in MEASURES:
        raise click.BadParameter(f"{by!r} is none of {', '.join([*RANKINGS, *sorted(MEASURES)])}.", param_hint="'--by'")
    if view and (library or wanted):
        raise click.UsageError(
            f"--{view} is of the whole graph: leave out --missing, --top, --year, --status and --community."
        )
    G = load_graph(graph)
    if without_self_citations:
        whole, G = G, others_citations(G)
        own, citations = whole.number_of_edges() - G.number_of_edges(), counted(whole.number_of_edges(), "citation")
        voice.say(f"{own} of {citations} {are(own)} left out, between works that share an author.")
    if view == "communities":
        _communities(G, number or 3, by, format_, voice)
    elif view == "authors":
        _authors(G, number or 10, by, format_, voice)
    else:
        _works(G, number or 10, by, library, format_, wanted, voice)


def _works(G, number, by, library, format_, wanted, voice):
    from citegraph.ranking import core_works, graph_cautions, missing_works

    among = set(kept(G, wanted)) if wanted else None
    nothing = f"None of these works can be ranked{f' by {by}' if by else ': nobody here cites them'}."
    if library:
        claims = [claim for reading in read_each([library], False, False, voice) for claim in reading.seeds]
        works, in_both = missing_works(G, claims, number, by=by, among=among)
        held = f"{library}, which holds {counted(len(claims), 'work')}"
        voice.say(f"{in_both} of the graph's {counted(len(G), 'work')} {are(in_both)} in {held}.")
        nothing = "Nothing that several works here cite is missing."
    else:
        works = core_works(G, n=number, by=by, among=among)
    if works or format_ != "table":
        show_works(works, format_)
    else:
        voice.say(nothing)
    if format_ == "table":
        for sentence in graph_cautions(G, by=by):
            voice.say(f"Caution: {sentence}")


def _communities(G, number, by, format_, voice):
    from citegraph.ranking import community_cores, community_report

    found = community_cores(G, number, by=by)
    best = [(community, work) for community in found for work in community.works]
    rows = [
        (community.number, community.name, community.size, f"{community.stability:.2f}", work.rank, name,
         " ".join(work.reasons))
        for (community, work), name in zip(best, told_apart([work for _, work in best]), strict=True)
    ]  # fmt: skip
    columns = ("No.", "Community", "Works", "Stability", "Rank", "Work", "Why")
    if rows or format_ != "table":
        _show(community_report(found), columns, rows, format_, ("Community", "Work", "Why"))
    else:
        voice.say("No three works here are linked by citations, so there are no communities to tell.")


def _authors(G, number, by, format_, voice):
    from citegraph.ranking import author_report, core_authors

    found = core_authors(G, number, by=by)
    rows = [
        (author.rank, f"{author.score:.2f}", author.name, len(author.works), author.citations, author.own_citations,
         "; ".join(author.labels[:3]), " ".join(author.cautions))
        for author in found
    ]  # fmt: skip
    columns = ("Rank", "Score", "Author", "Works", "Cited", "By own", "Best works", "Caution")
    if rows or format_ != "table":
        _show(author_report(found), columns, rows, format_, ("Author", "Best works", "Caution"))
    else:
        voice.say("No author is known of any work that somebody here cites.")


def show_works(works, format_):
    """Print core works to standard output."""
    from citegraph.ranking import core_report

    if format_ == "csv":
        columns = ("rank", "id", "doi", "title", "authors", "year", "venue", "score", "reasons", "cautions")
        rows = [
            (w.rank, w.id, w.doi or "", w.title or "", "; ".join(w.authors), w.year or "", w.venue or "",
             f"{w.score:.4f}", " ".join(w.reasons), " ".join(w.cautions))
            for w in works
        ]  # fmt: skip
    else:
        columns = ("Rank", "Score", "Work", "Why")
        names = told_apart(works)
        rows = [
            (work.rank, f"{work.score:.2f}", name, " ".join(work.reasons))
            for work, name in zip(works, names, strict=True)
        ]
    _show(core_report(works), columns, rows, format_, ("Work", "Why"))


def _show(report, columns, rows, format_, wrapped):
    """Print *report* for programs, or else the rows of a table."""
    from citegraph.cli import tables

    if format_ == "json":
        click.echo(json.dumps(report, ensure_ascii=False, indent=1))
    else:
        tables.show(columns, rows, format_, wrapped=wrapped)


def told_apart(works) -> list[str]:
    """Return the short names of works, with the id where several have one name.

    >>> from types import SimpleNamespace as S
    >>> told_apart([S(id=f"doi:10.1/{name}", authors=["Li, W."], year=2016, title="On trust") for name in "ab"])
    ['Li 2016, On trust (doi:10.1/a)', 'Li 2016, On trust (doi:10.1/b)']
    """
    names = [named(work) for work in works]
    times = Counter(names)
    return [f"{name} ({work.id})" if times[name] > 1 else name for work, name in zip(works, names, strict=True)]


def named(work) -> str:
    """Return a work's short name: first authors, year, title.

    >>> from types import SimpleNamespace as S
    >>> named(S(id="doi:10.1/a", authors=["Asad, Sarah", "Chreim, Samia"], year=2016, title="Peer Support"))
    'Asad & Chreim 2016, Peer Support'
    """
    families = [family for author in work.authors or () if (family := author.partition(",")[0].strip())]
    who = " & ".join(families) if len(families) < 3 else f"{families[0]} et al."
    label = " ".join(part for part in (who, str(work.year or "n.d.")) if part)
    return f"{label}, {work.title or work.id}"
