"""Fit where titles are cut from containers: ``python -m tests.benchmarks.cutting [--fit]``.

The model is measured on styles it was not fitted to, and the words' leanings
on names of periodicals that were not counted.  With ``--fit`` the coefficients
fitted to all styles are written to ``citegraph/read/cut_weights.py``.
"""

import random
from contextlib import contextmanager

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from citegraph.read import cuts, titles
from citegraph.read.strings import read_reference
from tests.benchmarks.reading import printed_fields, squeezed

FOLDS = 5
STIFFNESS = 1.0


def folds_by_style(rows):
    names = sorted({row["style"] for row in rows})
    random.Random(1).shuffle(names)
    return {name: place % FOLDS for place, name in enumerate(names)}


def decisions(rows):
    """For each row that is divided by looks: its number, features of each cut, and which cuts are right."""
    kept, divide = [], titles._divide_by_looks

    def note(text, start, end, numbered):
        noted.append((text, start, end, numbered))
        return divide(text, start, end, numbered)

    titles._divide_by_looks = note
    try:
        for number, row in enumerate(rows):
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
                kept.append((number, features, [value == best for value in right]))
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
def coefficients(chosen):
    kept = dict(cuts.COEFFICIENTS)
    cuts.COEFFICIENTS.clear()
    cuts.COEFFICIENTS.update(chosen)
    try:
        yield
    finally:
        cuts.COEFFICIENTS.clear()
        cuts.COEFFICIENTS.update(kept)


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
