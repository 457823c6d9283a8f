"""``citegraph explain``: why one work ranks where it does."""

import sys
from types import SimpleNamespace

import click

from citegraph.cli.core import named
from citegraph.cli.evidence import SYMBOLS, compared, signs_for, terminal_width, wrapped
from citegraph.cli.options import voice_options
from citegraph.cli.resolve import considered, why_not
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
    ranked = core_works(G, n=None, among={name})
    for line in explanation(G, name, ranked, signs_for(sys.stdout), terminal_width()):
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


def explanation(G, name, ranked, signs=SYMBOLS, width=100) -> list[str]:
    """Return the card of a work, line by line, none wider than *width*."""
    attributes = G.nodes[name]
    lines = [*_hung("", _name_of(G, name), width), f"  {name}, {attributes['status']}, {_role(attributes)}"]
    place = next((work for work in ranked if work.id == name), None)
    if place:
        resampled = f"between {place.rank_low} and {place.rank_high} when resampled"
        lines.append(f"  Rank {place.rank} of {place.of}; {resampled}")
        lines += [line for sentence in place.reasons for line in _hung("  + ", sentence, width)]
        lines += [line for sentence in place.cautions for line in _hung("  ! ", sentence, width)]
    else:
        lines.append("  Not ranked: nobody in this graph cites it")
    lines += _merged(G, name, width)
    if "verdict" in attributes:
        lines += _hung("  As read: ", attributes.get("text", "(not kept)"), width)
        verdict, candidates = attributes["verdict"].replace("_", " "), attributes.get("candidates", [])
        why = f": {why_not({'candidates': candidates})}" if verdict in ("rejected", "no candidate") else ""
        if any(decision["work"] == name for decision in G.graph.get("decisions", ())):
            why = " by a person"
        lines += _hung("  Verdict: ", f"{verdict}{why}", width)
        evidence = candidates[0].get("evidence", ()) if candidates else ()
        lines += considered(candidates, compared(evidence, signs, width=width, indent=4), signs, width, 4)
    for citing in sorted(G.predecessors(name)):
        lines += _matched(G, citing, name, signs, width)
    return lines


def _hung(lead, text, width):
    """Text behind a lead, broken over lines that stand under it."""
    lines = wrapped(printable(text), width - len(lead))
    return [f"{lead if place == 0 else ' ' * len(lead)}{line}" for place, line in enumerate(lines)]


def _merged(G, name, width):
    """Which records of the inputs were taken for this work, by a person or by what they say."""
    for decision in G.graph.get("decisions", ()):
        if decision["work"] == name and "doi" in G.nodes[name]:
            yield from _hung("  Decided by a person: ", decision["text"], width)
    for merge in G.graph.get("merges", ()):
        if merge["work"] == name:
            merged, why = merge["merged"], merge["why"]
            yield from _hung("  ", f"Same work in {merged.get('input')} ({why}): {merged.get('text')}", width)


def _name_of(G, node):
    attributes = {key: G.nodes[node].get(key) for key in ("authors", "year", "title")}
    return printable(named(SimpleNamespace(id=node, **attributes)))


def _role(attributes):
    if attributes["seed"]:
        return "a seed"
    return f"{counted(attributes['depth'], 'step')} from a seed"


_DECIDED = "decision"


def _matched(G, citing, name, signs, width):
    edge = G.edges[citing, name]
    if edge.get("method") == _DECIDED:
        how = "matched by a person" if G.nodes[name].get("doi") else "a person decided that it is none of the works found"
    elif "method" in edge:
        how = f"matched by {edge['method']}, score {edge['score']:.2f}"
    else:
        how = "kept as printed"
    lines = [*_hung("  Cited by ", _name_of(G, citing), width), *_hung("    ", f"{how}; says {', '.join(edge['sources'])}", width)]
    if "text" in edge:
        lines += _hung("    as printed: ", edge["text"], width)
    return lines + compared(edge.get("evidence", ()), signs, width=width, indent=4)
