"""``citegraph explain``: why one work ranks where it does."""

from types import SimpleNamespace

import click

from citegraph.cli.core import named
from citegraph.cli.options import voice_options
from citegraph.model import fold
from citegraph.wording import counted, printable


@click.command("explain")
@click.argument("graph", type=click.Path(exists=True, dir_okay=False), metavar="GRAPH.json")
@click.argument("work", nargs=-1, required=True)
@voice_options
def command(graph, work, voice):
    """Say why WORK ranks where it does, and how each reference to it was matched.

    WORK is a DOI, an id as `citegraph core --format json` gives it, or words of its
    authors, year and title.

    \b
    Examples:
      citegraph explain graph.json 10.1007/s10597-015-9970-5
      citegraph explain graph.json Asad Chreim 2016
    """
    from citegraph.graph import load_graph
    from citegraph.ranking import core_works

    G = load_graph(graph)
    name = find_work(G, " ".join(work))
    ranked = core_works(G, n=None)
    for line in explanation(G, name, ranked):
        click.echo(line)


def find_work(G, words: str) -> str:
    """Return the id of the work that *words* name.

    Raises `click.ClickException` if there is none, or more than one.
    """
    from citegraph.identifiers import find_dois

    if words in G:
        return words
    if found := find_dois(words):
        if f"doi:{found[0].doi}" in G:
            return f"doi:{found[0].doi}"
        raise click.ClickException(f"no work in this graph has the DOI {found[0].doi}")
    wanted = set(fold(words).split())
    fits = [name for name, attributes in G.nodes(data=True) if wanted <= _words_of(attributes)]
    if len(fits) == 1:
        return fits[0]
    if not fits:
        raise click.ClickException(f"no work in this graph fits {words!r}")
    some = "; ".join(f"{name} ({printable(G.nodes[name].get('title', ''))[:60]})" for name in fits[:5])
    raise click.ClickException(f"{len(fits)} works fit {words!r}: {some}{' …' if len(fits) > 5 else ''}")


def _words_of(attributes):
    title = attributes.get("title", attributes.get("text", ""))
    said = " ".join([*attributes.get("authors", ()), str(attributes.get("year", "")), title])
    return set(fold(said).split())


def explanation(G, name, ranked) -> list[str]:
    """Return the card of a work, line by line."""
    attributes = G.nodes[name]
    lines = [_name_of(G, name), f"  {name}, {attributes['status']}, {_role(attributes)}"]
    place = next((work for work in ranked if work.id == name), None)
    if place:
        resampled = f"between {place.rank_low} and {place.rank_high} when resampled"
        lines.append(f"  Rank {place.rank} of {len(ranked)}; {resampled}")
        lines += [f"  + {printable(sentence)}" for sentence in place.reasons]
        lines += [f"  ! {printable(sentence)}" for sentence in place.cautions]
    else:
        lines.append("  Not ranked: nobody in this graph cites it")
    if attributes["status"] == "unresolved":
        lines.append(f"  As read: {printable(attributes.get('text', '(not kept)'))}")
        lines.append(f"  Verdict: {attributes.get('verdict', 'unknown').replace('_', ' ')}")
        for found in attributes.get("candidates", ()):
            title = f"({found.get('year', 'n.d.')}) {found.get('title', '')}, {found['score']:.2f}"
            lines.append(f"  Considered: {printable(found['doi'])} {printable(title)}")
    for citing in sorted(G.predecessors(name)):
        lines += _matched(G, citing, name)
    return lines


def _name_of(G, node):
    attributes = {key: G.nodes[node].get(key) for key in ("authors", "year", "title")}
    return printable(named(SimpleNamespace(id=node, **attributes)))


def _role(attributes):
    if attributes["seed"]:
        return "a seed"
    return f"{counted(attributes['depth'], 'step')} from a seed"


def _matched(G, citing, name):
    edge = G.edges[citing, name]
    how = f"matched by {edge['method']}, score {edge['score']:.2f}" if "method" in edge else "kept as printed"
    lines = [f"  Cited by {_name_of(G, citing)}", f"    {how}; says {', '.join(edge['sources'])}"]
    if "text" in edge:
        lines.append(f"    as printed: {printable(edge['text'])}")
    for e in edge.get("evidence", ()):
        said, found = (printable(str(e[key]))[:48] or "(nothing)" for key in ("claimed", "found"))
        lines.append(f"    {e['agreement']:.2f}  {e['field'].replace('_', ' '):<13} said: {said:<48}  found: {found}")
    return lines
