"""How well the rankings find what they are for: ``python -m tests.benchmarks.core [--sample N] [--only PART]``.

(a) A part of a work's reference list is hidden, the rest are seeds: how many of
the hidden works are among the first fifty not yet known?  (b) The network is
frozen at a year: how well does a ranking foretell the citations of the next
three?  (c) Where do works stand that their field calls landmarks?

Differences come with the 95 % interval of a paired bootstrap.  `core` was
fitted on cit-HepTh (a), `rising` on cit-HepTh at 1996 and 1998 (b); the other networks were
looked at while the form of the rules was chosen, and no number was fitted on them.
"""

import time

import click
import networkx as nx
import numpy as np
from scipy.stats import rankdata, spearmanr

from citegraph import measure
from citegraph.ranking.support import SUPPORT
from tests.benchmarks.literatures import FROZEN, LONG_LISTS, frozen, hidden_lists, literature, titles_of_statisticians

FIRST, PRECISION_AT, BOOTSTRAPS = 50, 100, 2000
# What physicists and statisticians would name; numbers of arXiv's hep-th, and titles.
LANDMARKS = {
    "cit-HepTh": (
        "9711200", "9802109", "9802150", "9407087", "9408099", "9510017", "9503124", "9510135", "9610043", "9908142",
        "9906064", "9204099", "9510209", "9601029", "9410167",
    ),
    "statisticians": (
        "The adaptive lasso and its oracle properties",
        "Least angle regression",
        "Regularization and variable selection via the elastic net",
        "Model selection and estimation in regression with grouped variables",
        "High-dimensional graphs and variable selection with the lasso",
        "Sure independence screening for ultrahigh dimensional feature space",
        "One-step sparse estimates in nonconcave penalized likelihood models",
        "Nonconcave penalized likelihood with a diverging number of parameters",
        "Strictly proper scoring rules, prediction, and estimation",
    ),
}  # fmt: skip


def values(a, by_work):
    return np.array([by_work.get(work, np.nan) for work in a.works], dtype=float)


def in_degree(a):
    return np.diff(a.cited_by.indptr).astype(float)


def pagerank(a):
    return values(a, measure.pagerank(a))


def rescaled_pagerank(a):
    """PageRank in standard deviations above the works nearest in time, a twentieth of all and at least thirty."""
    shares, around = pagerank(a), max(30, len(a) // 20)
    order = np.lexsort((np.arange(len(a)), a.years))
    first = np.clip(np.arange(len(a)) - around // 2, 0, max(len(a) - around, 0))
    last = np.minimum(first + around, len(a))
    sums, squares = (np.concatenate(([0], np.cumsum(shares[order] ** power))) for power in (1, 2))
    mean = (sums[last] - sums[first]) / (last - first)
    spread = np.sqrt(np.maximum((squares[last] - squares[first]) / (last - first) - mean**2, 1e-30))
    rescaled = np.empty(len(a))
    rescaled[order] = (shares[order] - mean) / spread
    return rescaled


def path_count(a):
    """Search path count, logarithmic, of a work's citations; within circles, citations are left out."""
    group = np.empty(len(a), dtype=np.int64)
    for number, rows in enumerate(a.components):
        group[rows] = number
    row = {work: number for number, work in enumerate(a.works)}
    G = nx.DiGraph()
    G.add_nodes_from(a.works)
    pairs = zip(a.citing_rows.tolist(), a.cites.indices.tolist(), strict=True)
    G.add_edges_from((a.works[citing], a.works[cited]) for citing, cited in pairs if group[citing] != group[cited])
    total = [0] * len(a)
    for (_, cited), count in measure.search_path_count(G).items():
        total[row[cited]] += count
    return np.array([count.bit_length() + count / (1 << count.bit_length()) if count else 0.0 for count in total])


def links(a):
    return values(a, measure.seed_links(a))


SINGLE = {
    "in-degree": in_degree,
    "PageRank": pagerank,
    "HITS": lambda a: values(a, measure.hits(a)),
    "rescaled PageRank": rescaled_pagerank,
    "SPC": path_count,
}
COMPARED = {
    "(a)": {**SINGLE, "links to known": links, "walk from known": lambda a: values(a, measure.seed_walk(a))},
    "(b)": {**SINGLE, "AttRank": lambda a: values(a, measure.attention_rank(a))},
}


def named(by):
    return lambda a: SUPPORT[by](a, a.seeds).score()


def recall(question, score):
    """The share of hidden works among the first fifty that are no seeds; of equals, those cited more come first."""
    score = np.where(np.isin(np.arange(len(question.a)), question.a.seeds), -np.inf, np.nan_to_num(score, nan=-1e300))
    first = np.lexsort((-in_degree(question.a), -score))[:FIRST]
    return np.isin(question.hidden, first).sum() / question.sought


def interval(differences, random):
    means = differences[random.integers(0, len(differences), (BOOTSTRAPS, len(differences)))].mean(axis=1)
    return np.percentile(means, [2.5, 97.5])


def told(name, mean, difference, low, high, against):
    mark = "better" if low > 0 else "worse" if high < 0 else "level"
    return f"    {name:9} {mean:.3f}  {difference:+.3f} [{low:+.3f}, {high:+.3f}] {mark} than {against}"


def report_hidden(whole, name, sample, **how):
    random = np.random.default_rng(0)
    questions = list(hidden_lists(whole, LONG_LISTS[name], sample, **how))
    methods = {**COMPARED["(a)"], "core": named("core"), "seminal": named("seminal")}
    found = {label: np.array([recall(q, method(q.a)) for q in questions]) for label, method in methods.items()}
    reached = np.mean([len(q.hidden) / q.sought for q in questions])
    variant = ", ".join(f"{key}={value}" for key, value in how.items()) or "30 % hidden"
    click.echo(f"  {name}, {variant}: {len(questions)} works, {np.mean([len(q.a) for q in questions]):.0f} around them, "
               f"{reached:.3f} of the hidden among these")  # fmt: skip
    click.echo("    " + "  ".join(f"{label} {found[label].mean():.3f}" for label in COMPARED["(a)"]))
    best = max(SINGLE, key=lambda label: found[label].mean())
    for by, others in (("core", (best, "links to known", "walk from known")), ("seminal", ("in-degree",))):
        for other in others:
            gained = found[by] - found[other]
            click.echo(told(by, found[by].mean(), gained.mean(), *interval(gained, random), other))


def precision(score, coming, number):
    """The share of the works cited most in the coming years that are among the first by the ranking.

    Ties at the border of the coming years count for what falls to each of them.
    """
    first = np.argsort(-score, kind="stable")[:number]
    border = np.sort(coming)[-number]
    sure = (coming > border).sum()
    worth = np.where(coming > border, 1.0, np.where(coming == border, (number - sure) / (coming == border).sum(), 0.0))
    return worth[first].sum() / number


def report_frozen(whole, name, year):
    a, coming = frozen(whole, year)
    number = min(PRECISION_AT, len(a) // 10)
    methods = {**COMPARED["(b)"], "rising": named("rising"), "seminal": named("seminal")}
    scores = {label: np.nan_to_num(method(a)) for label, method in methods.items()}
    random = np.random.default_rng(0)
    drawn = [random.integers(0, len(a), len(a)) for _ in range(100)]
    ahead = {label: spearmanr(score, coming).statistic for label, score in scores.items()}
    top = {label: precision(score, coming, number) for label, score in scores.items()}
    click.echo(f"  {name} at {year}: {len(a)} works, Spearman / precision@{number}")
    click.echo("    " + "  ".join(f"{label} {ahead[label]:.3f}/{top[label]:.2f}" for label in COMPARED["(b)"]))
    for by, others in (("rising", [max(SINGLE, key=ahead.get), max(SINGLE, key=top.get)]), ("seminal", ["in-degree"] * 2)):
        for other, figure, name_of_figure in zip(others, (ahead, top), ("Spearman", "precision"), strict=True):
            differences = []
            for rows in drawn:
                resampled = [scores[by][rows], scores[other][rows], coming[rows]]
                if figure is ahead:
                    ranks = [rankdata(each) for each in resampled]
                    correlation = np.corrcoef(ranks)
                    differences.append(correlation[0, 2] - correlation[1, 2])
                else:
                    differences.append(precision(resampled[0], resampled[2], number) - precision(resampled[1], resampled[2], number))
            low, high = np.percentile(differences, [2.5, 97.5])
            click.echo(f"{told(by, figure[by], figure[by] - figure[other], low, high, other)} ({name_of_figure})")


def report_landmarks(whole, name):
    wanted = LANDMARKS[name]
    if name == "statisticians":
        works = {title: work for work, title in titles_of_statisticians().items()}
        wanted = [works[title] for title in wanted]
    rows = [whole.index[work] for work in wanted]
    click.echo(f"  {name}: middle and worst place of {len(rows)} landmarks among {len(whole)} works")
    for label, method in {**SINGLE, "seminal": named("seminal"), "rising": named("rising")}.items():
        places = rankdata(-np.nan_to_num(method(whole), nan=-1e300))[rows]
        click.echo(f"    {label:18} {np.median(places):6.0f} {places.max():6.0f}")


@click.command()
@click.option("--sample", default=150, show_default=True, help="Reference lists of each network.")
@click.option("--only", type=click.Choice("abc"), help="One part of the report.")
def main(sample, only):
    """Print the report."""
    started = time.perf_counter()
    networks = {name: literature(name) for name in LONG_LISTS}
    if only in (None, "a"):
        click.echo(f"(a) Hidden references: recall at {FIRST}")
        for name, whole in networks.items():
            report_hidden(whole, name, sample)
        for name in ("cit-HepTh", "statisticians"):
            report_hidden(networks[name], name, sample, newer=False)
            report_hidden(networks[name], name, sample, nearest=False)
            report_hidden(networks[name], name, sample, share=0.85)
    if only in (None, "b"):
        click.echo("(b) Coming citations")
        for name, years in FROZEN.items():
            for year in years:
                report_frozen(networks[name], name, year)
    if only in (None, "c"):
        click.echo("(c) Landmarks")
        for name in LANDMARKS:
            report_landmarks(networks[name], name)
    click.echo(f"{time.perf_counter() - started:.0f} s")


if __name__ == "__main__":
    main()
