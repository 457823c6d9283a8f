"""The rankings on questions nobody had asked when their rules were fitted.

    python -m tests.benchmarks.core_elsewhere [--sample N] [--only PART]

(a) Library exports as they come, with the reference lists of their records.
(b) The networks of `tests.benchmarks.core` with other parts of other lists
hidden.  (c) The same networks frozen at other years.  Nothing is fitted here:
what is worse than counting is to be said, and mended only for a reason that
holds everywhere.
"""

import time

import click
import numpy as np

from tests.benchmarks.core import in_degree, interval, links, named, recall, report_frozen, told
from tests.benchmarks.literatures import EXPORTS, LONG_LISTS, exported, hidden_lists, literature

OTHER_YEARS = {
    "cit-HepTh": (1995, 1997, 1999), "statisticians": (2006, 2008), "Zewail": (1990, 1996, 1999), "Kohonen": (1993, 1998),
    "SciMet": (1985, 1993, 1997),
}  # fmt: skip
EXPORTS_FROZEN = {"management": (2000, 2010), "JOI": (2011, 2013)}
METHODS = {"in-degree": in_degree, "links": links, "core": named("core"), "seminal": named("seminal")}


def report_hidden(whole, name, least, sample, **how):
    """One line: what is found, and by how much more than by counting, with 95 % of a paired bootstrap."""
    questions = list(hidden_lists(whole, least, sample, **how))
    if len(questions) < 2:
        click.echo(f"  {name}, {how}: {len(questions)} lists of {least}, too few")
        return
    found = {label: np.array([recall(q, method(q.a)) for q in questions]) for label, method in METHODS.items()}
    random, variant = np.random.default_rng(0), ", ".join(f"{key}={value}" for key, value in how.items())
    means = "  ".join(f"{label} {values.mean():.3f}" for label, values in found.items())
    reached = np.mean([len(q.hidden) / q.sought for q in questions])
    click.echo(f"  {name}, {variant}: {len(questions)} works, {reached:.3f} of the hidden within reach; {means}")
    for by, others in (("core", ("in-degree", "links")), ("seminal", ("in-degree",))):
        for other in others:
            gained = found[by] - found[other]
            click.echo(told(by, found[by].mean(), gained.mean(), *interval(gained, random), other))


@click.command()
@click.option("--sample", default=100, show_default=True, help="Reference lists of each network.")
@click.option("--only", type=click.Choice("abc"), help="One part of the report.")
def main(sample, only):
    """Print the report."""
    started = time.perf_counter()
    networks = {name: literature(name) for name in LONG_LISTS} if only != "a" else {}
    if only in (None, "a"):
        click.echo("(a) Library exports")
        for name in EXPORTS:
            whole = exported(name)
            click.echo(f"  {name}: {len(whole)} works, {whole.cites.nnz} citations")
            for share in (0.3, 0.7):
                report_hidden(whole, name, 15, sample, share=share, seed=7)
            for year in EXPORTS_FROZEN.get(name, ()):
                report_frozen(whole, name, year)
    if only in (None, "b"):
        click.echo("(b) Other lists, other shares")
        for name, whole in networks.items():
            for share, seed in ((0.15, 11), (0.3, 12), (0.5, 13), (0.7, 14)):
                report_hidden(whole, name, LONG_LISTS[name], sample, share=share, seed=seed)
    if only in (None, "c"):
        click.echo("(c) Other years")
        for name, years in OTHER_YEARS.items():
            for year in years:
                report_frozen(networks[name], name, year)
    click.echo(f"{time.perf_counter() - started:.0f} s")


if __name__ == "__main__":
    main()
