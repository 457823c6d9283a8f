"""``citegraph build``: read → resolve → expand → save the graph."""

from pathlib import Path
from types import SimpleNamespace

import click

from citegraph.cli.core import named
from citegraph.cli.options import (
    DONE_WITH_GAPS,
    decision_options,
    decisions_from,
    input_options,
    open_from,
    progress_bars,
    read_usable,
    source_options,
    voice_options,
)
from citegraph.cli.resolve import resolve_and_review, summary
from citegraph.wording import counted, printable


@click.command("build")
@input_options
@click.option("-o", "--output", metavar="GRAPH.json", help="Where the graph goes.  Needed but for --dry-run.")
@click.option("--depth", type=click.IntRange(min=0), default=1, show_default=True, metavar="N",
              help="0: what the inputs say; 1: also the seeds' reference lists; N: and so on.")  # fmt: skip
@click.option("--direction", type=click.Choice(["backward", "forward", "both"]), default="backward", show_default=True,
              help="Toward cited works, toward citing works, or both.")  # fmt: skip
@click.option("--max-works", type=click.IntRange(min=0), default=2000, show_default=True, metavar="N",
              help="Budget of works to fetch and references to search for.")  # fmt: skip
@click.option("--dry-run", is_flag=True, help="Read, tell how many requests and minutes it would take, and stop.")
@click.option("--edges", type=click.Choice(["citing-cited", "cited-citing"]),
              help="What an arc of a graph file runs from and to, where the file does not tell.")  # fmt: skip
@decision_options
@source_options
@voice_options
@click.pass_context
def command(ctx, inputs, output, depth, direction, max_works, dry_run, edges, review, decisions_file, lines, strict,
            sources, crossref_url, mailto, offline, cache, voice):  # fmt: skip
    """Read every INPUT, resolve its references, follow citations, save the graph.

    \b
    Examples:
      citegraph build page.txt library.bib -o graph.json --mailto me@example.org
      citegraph build 10.1007/s10597-015-9970-5 -o graph.json --depth 2 --dry-run
      citegraph build *.txt --source records.jsonl --direction both -o graph.json
      citegraph build page.txt -o graph.json --review
      citegraph build network.net years.clu --edges cited-citing -o graph.json
    """
    from citegraph.graph import probe, save_graph
    from citegraph.pipeline import build_resolved, claims_of

    if not output and not dry_run:
        raise click.UsageError("Missing option '-o' / '--output'.")
    if output and not dry_run:
        probe(output)
        decisions = decisions_from(decisions_file, review, voice, beside := _beside(output))
        decisions_file = decisions_file or beside
    readings = read_usable(inputs, lines, strict, voice)
    for reading in readings:
        voice.detail(_told(reading))
    if dry_run:
        from citegraph.cli.estimate import estimate

        for sentence in estimate(claims_of(readings), sources, depth, max_works, bool(mailto)):
            click.echo(sentence)
        return
    graphs = _graphs(readings, edges)
    source = open_from(sources, crossref_url, mailto, cache, offline, voice)
    try:
        progress = progress_bars(voice)
        resolved, decisions = resolve_and_review(claims_of(readings), source, decisions, decisions_file, review, progress)
        G = build_resolved(
            readings, resolved, source, decisions=decisions, graphs=graphs,
            depth=depth, direction=direction, max_works=max_works, progress=progress,
        )  # fmt: skip
    finally:
        source.close()
    save_graph(G, output)
    for sentence in told(G):
        voice.say(sentence)
    for sentence in _merges(G, decisions_file):
        voice.detail(sentence)
    voice.say(f"Saved {output}.")
    if has_gaps(G):
        voice.say("A service left gaps: the same command again asks only for what is missing.")
        ctx.exit(DONE_WITH_GAPS)


def _beside(output):
    """Where decisions are kept by default; read only where they are."""
    return str(Path(output).with_suffix(".decisions.json"))


def _graphs(readings, edges):
    """The graphs of graph files among the inputs; misuse, if nothing tells which way one's arcs run."""
    from citegraph.networks import DirectionUnknown, graphs_of

    try:
        return graphs_of(readings, edges)
    except DirectionUnknown as error:
        raise click.UsageError(f"{error}.") from error


def told(G) -> list[str]:
    """Return what a build brought, in sentences whose numbers add up."""
    counts = G.graph["counts"]
    statuses = ", ".join(f"{number} {status}" for status, number in counts["statuses"].items())
    works = f"{counted(counts['works'], 'work')} ({statuses})"
    sentences = [summary(counts["verdicts"])] if counts["references"] or "graph_files" not in counts else []
    if decisions := G.graph["decisions"]:
        sentences.append(f"A person decided {counted(len(decisions), 'reference')} of these.")
    if merges := G.graph["merges"]:
        identified = sum(merge["why"].startswith("the same") for merge in merges)
        how = [f"{identified} by identifier"] * bool(identified)
        how += [f"{len(merges) - identified} by what they say"] * (len(merges) > identified)
        was = "was" if len(merges) == 1 else "were"
        sentences.append(f"{counted(len(merges), 'record')} {was} the same work as another ({', '.join(how)}).")
    sentences.append(f"{works}, {counted(counts['citations'], 'citation')}.")
    if files := counts.get("graph_files"):
        sentences.append(
            f"Graph files: {counted(files['works'], 'work')}, {counted(files['citations'], 'citation')}; left out "
            f"{counted(files['loops'], 'work')} citing itself and {counted(files['repeated'], 'repeated citation')}."
        )
    left = counts["left_out"]
    if left["works"] or left["searches"]:
        sentences.append(
            f"The budget of --max-works left out {counted(left['works'], 'work')} (kept as listed) and "
            f"{counted(left['searches'], 'reference')} without a DOI (not searched for, kept as printed)."
        )
    return sentences


def _merges(G, decisions_file):
    """Tell which records were taken for one work, and how to undo it."""
    merges = G.graph["merges"]
    for merge in merges:
        name = merge["work"]
        work = SimpleNamespace(id=name, **{key: G.nodes[name].get(key) for key in ("authors", "year", "title")})
        inputs = " and ".join(dict.fromkeys(printable(merge[side]["input"]) for side in ("kept", "merged")))
        yield f"Same work in {inputs}: {printable(named(work))} ({merge['why']})."
    if merges:
        yield (
            f'To keep two of these apart, put their texts, as the graph has them under "merges", '
            f'into {decisions_file} as {{"apart": [["text", "text"]]}}.'
        )


def has_gaps(G) -> bool:
    """Whether a service left a question about this graph unanswered."""
    counts = G.graph["counts"]
    unavailable = counts["verdicts"]["unavailable"] + counts["deposited"].get("unavailable", 0)
    return bool(unavailable or counts["unavailable_works"])


def _told(reading):
    claimed = f" of {reading.references_claimed} claimed" if reading.references_claimed else ""
    return (
        f"{reading.input}: {reading.format}, {counted(len(reading.seeds), 'seed')}, "
        f"{counted(len(reading.references), 'reference')}{claimed}, {counted(len(reading.mentions), 'mention')}, "
        f"{counted(len(reading.skipped), 'block')} skipped (citegraph read shows them)."
    )
