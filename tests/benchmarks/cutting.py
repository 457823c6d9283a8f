"""Fit where titles are cut from containers: ``python -m tests.benchmarks.cutting [--fit]``.

Prints how well references are read in styles that the model was not fitted
to, with words counted as if their works and periodicals had never been seen.
With ``--fit`` it writes ``citegraph/read/cut_weights.py``, fitted to all
styles, and ``citegraph/read/confidence_table.py``, counted on the styles
unseen.
"""

import random
from collections import Counter, defaultdict
from contextlib import contextmanager
from pathlib import Path

import click
import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from citegraph import read
from citegraph.read import cuts, strings, titles
from citegraph.read.strings import read_reference
from citegraph.read.vocabulary import leanings
from tests.benchmarks.leanings import unseen_leanings
from tests.benchmarks.reading import FALSIFIED, FIELDS, all_rows, outcome, printed_fields, read_fields, squeezed, table

FOLDS = 5
# How strongly each coefficient is drawn to nothing.
STIFFNESS = 3.0
# A sign that stood on fewer fields has no share of its own.
FEWEST = 30
# Fields as the benchmark compares them, for those that carry a confidence.
COMPARED = {"authors": "authors", "year": "year", "title": "title", "container": "container", "publisher": "publisher",
            "volume": "volume", "issue": "issue", "pages": "pages", "article_number": "pages"}  # fmt: skip


def folds_by_style(rows):
    names = sorted({row["style"] for row in rows})
    random.Random(1).shuffle(names)
    return {name: place % FOLDS for place, name in enumerate(names)}


def decisions(rows):
    """For each row that is divided by looks: the row, features of each cut, and which cuts are right."""
    kept, divide = [], titles._divide_by_looks

    def note(text, start, end, numbered):
        noted.append((text, start, end, numbered))
        return divide(text, start, end, numbered)

    titles._divide_by_looks = note
    try:
        for row in rows:
            noted = []
            read_reference(row["reference_string"])
            if not noted:
                continue
            text, start, end, numbered = noted[-1]
            name_end, publisher = titles._before_publisher(text, start, end, numbered)
            choices = cuts.possible_cuts(text, start, name_end, numbered=numbered)
            printed = printed_fields(row)
            right = []
            for cut in choices:
                parts = titles.parts_at(text, start, name_end, cut, publisher, numbered)
                said = [squeezed(text[span[0] : span[1]]) if span else None for span in (parts.title, parts.container)]
                claims = [
                    (printed[field], value)
                    for field, value in zip(("title", "container"), said, strict=True)
                    if not (row["noise"] and printed[field] is None)
                ]
                right.append(sum(a == b for a, b in claims) - 0.5 * sum(a != b for a, b in claims) if claims else 0)
            best = max(right)
            if best > 0 and min(right) < best:
                features = cuts.describe(text, start, name_end, choices, numbered=numbered)
                kept.append((row, features, [value == best for value in right]))
    finally:
        titles._divide_by_looks = divide
    return kept


def fit(made, stiffness=STIFFNESS):
    """The coefficients by name, by the likelihood of the right cuts."""
    names = sorted({name for _, features, _ in made for each in features for name in each})
    place = {name: at for at, name in enumerate(names)}
    rows, columns, values, groups, right = [], [], [], [], []
    for number, (_, features, good) in enumerate(made):
        for each, ok in zip(features, good, strict=True):
            groups.append(number)
            right.append(ok)
            for name, value in each.items():
                rows.append(len(groups) - 1)
                columns.append(place[name])
                values.append(value)
    X = csr_matrix((values, (rows, columns)), shape=(len(groups), len(names)))
    groups, right = np.array(groups), np.array(right)
    starts = np.flatnonzero(np.r_[True, groups[1:] != groups[:-1]])

    def loss(w):
        z = X @ w
        z -= np.maximum.reduceat(z, starts)[groups]
        e = np.exp(z)
        whole, good = np.add.reduceat(e, starts), np.add.reduceat(e * right, starts) + 1e-300
        gap = e / whole[groups] - e * right / good[groups]
        return (np.log(whole) - np.log(good)).sum() + stiffness * (w @ w) / 2, X.T @ gap + stiffness * w

    found = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": 400})
    return {name: round(float(value), 2) for name, value in zip(names, found.x, strict=True) if abs(value) >= 0.05}


@contextmanager
def replaced(table, chosen):
    """Work with other numbers in a table for a while."""
    kept = dict(table)
    table.clear()
    table.update(chosen)
    try:
        yield
    finally:
        table.clear()
        table.update(kept)


def strangers(rows, seed=0):
    """Rows of styles nobody uses: the parts of clean rows joined by separators drawn at random."""
    draw = random.Random(seed)
    made = []
    for row in rows:
        spans = {field: row["reference_string"][start:end] for field, start, end in row["spans"]} if not row["noise"] else {}
        if "container-title" not in spans or "title" not in spans or "author" not in spans:
            continue
        separator = draw.choice([". ", ". ", ", ", ", ", " ", ": ", "; "])
        other = draw.choice([". ", ", ", separator, separator, separator])
        year = draw.choice(["", separator + "2012", f" ({spans.get('year', '2012')})"])
        number = draw.choice(["52(7), 767–774", "2012;52:767", "52, 767 (2012)", "vol. 52, no. 7, pp. 767–774", "52 767"])
        untitled = draw.random() < 0.08
        title = "" if untitled else spans["title"].rstrip(".") + other
        if title[-3:-2] in ("?", "!") and other[0] == ".":
            title = title[:-2] + " "
        lead = separator if year else draw.choice([separator, ". ", ", "]) if separator == " " else separator
        trail = draw.choice([" ", ", ", ". ", separator, other])
        text = spans["author"] + year + lead + title + spans["container-title"] + trail + number
        fields = {"container-title": spans["container-title"]} | ({} if untitled else {"title": spans["title"]})
        made.append({"reference_string": text, "fields": fields, "noise": "", "style": row["style"]})
    return made


def measured(rows, made, fold):
    """What was read in styles unseen: outcomes by group and field, and right and wrong by field and sign."""
    outcomes, signs = defaultdict(lambda: defaultdict(Counter)), defaultdict(lambda: defaultdict(Counter))
    kept, strings.confidence = strings.confidence, lambda noted: tuple(noted.items())
    try:
        for number in range(FOLDS):
            chosen = fit([case for case in made if fold[case[0]["style"]] != number])
            with replaced(cuts.COEFFICIENTS, chosen):
                for row in rows:
                    if fold[row["style"]] == number:
                        _measure(row, outcomes, signs)
    finally:
        strings.confidence = kept
    return outcomes, signs


def _measure(row, outcomes, signs):
    reference = read_reference(row["reference_string"])
    printed, said = printed_fields(row), read_fields(reference)
    results = {
        field: outcome(printed[field], said[field], bool(row["noise"]))
        for field in FIELDS
        if field not in FALSIFIED.get(row["noise"], ())
    }
    for field, result in results.items():
        outcomes["damaged rows" if row["noise"] else "clean rows"][field][result] += 1
    for field, sign in reference.confidence:
        result = results.get(COMPARED[field], "open")
        if result != "open":
            signs[field][sign][result == "right"] += 1


def _shares(signs):
    lines = ['"""The share of right fields by sign, written by `python -m tests.benchmarks.cutting --fit`."""', "", "TABLE = {"]
    for field in COMPARED:
        counted = signs[field]
        whole = sum(counted.values(), Counter())
        shares = {"any": whole} | {sign: count for sign, count in sorted(counted.items()) if count.total() >= FEWEST}
        said = ", ".join(f'"{sign}": {min(0.99, count[True] / count.total()):.2f}' for sign, count in shares.items())
        lines.append(f'    "{field}": {{{said}}},')
    return "\n".join([*lines, "}  # fmt: skip", ""])


@click.command()
@click.option("--fit", "fitting", is_flag=True, help="Write the coefficients and the table of confidence.")
def main(fitting):
    rows = all_rows()
    fold = folds_by_style(rows)
    unseen = unseen_leanings(rows)
    with replaced(leanings("periodical"), unseen["periodical"]), replaced(leanings("given"), unseen["given"]):
        made = decisions(rows + strangers(rows))
        outcomes, signs = measured(rows, made, fold)
        chosen = fit(made)
    for name, fields in sorted(outcomes.items()):
        table(f"{name}, styles unseen", fields)
    if fitting:
        folder = Path(read.__file__).parent
        weights = "".join(f'    "{name}": {value:.2f},\n' for name, value in chosen.items())
        told = '"""Coefficients of `citegraph.read.cuts`, written by `python -m tests.benchmarks.cutting --fit`."""'
        (folder / "cut_weights.py").write_text(f"{told}\n\nCOEFFICIENTS = {{\n{weights}}}\n", encoding="utf-8")
        (folder / "confidence_table.py").write_text(_shares(signs), encoding="utf-8")


if __name__ == "__main__":
    main()
