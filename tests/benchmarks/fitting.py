"""Fit the coefficients of matching, measured on works they were not fitted to."""

import sys
from contextlib import contextmanager

import numpy as np
from scipy.optimize import minimize

from citegraph.match import compare, features, weights
from citegraph.resolve import ROWS
from tests.benchmarks.gold import FOLDS

STIFFNESS = 2.0
LIMITS = np.linspace(0.4, 0.9, 11)
# Where a coefficient starts: what it weighs among all works, by judgement.  The rest start at 0.
PRIORS = {
    "always": -2.0,
    "container": 1.0,
    "volume": 1.0,
    "last_page": 0.5,
    "title_exact": 1.0,
    "support_5": 0.5,
    "place_exact": 0.3,
    "page_letter": -1.0,
    "part_differs": -6.0,
    "digits_differ": -1.0,
    "title_goes_on": -1.5,
    "title_word_other": -1.5,
    "other_title_said": -2.0,
    "other_whole_title_said": -1.5,
    "other_container": -1.0,
    "other_author": -1.5,
    "other_year_far": -2.5,
    "against_2": -1.0,
}
# The sample has too few works in parts to learn what telling the parts apart is worth.
KEPT = {"part_differs"}
FREE = {"always", "no_title", "no_author", "no_container"}
AGAINST = (
    "other_",
    "title_goes_on",
    "title_word_other",
    "part_differs",
    "digits_differ",
    "page_letter",
    "against_",
    "a_number_left",
    "numbers_left",
    "names_left",
    "share_left",
    "unknown_authors",
    "unsaid",
)


def fit(rows, hits):
    """Return the coefficients fitted to all rows, and one set for each fold, fitted to the others.

    By the likelihood of each right answer among its rivals and none at all.
    Each coefficient keeps its sign and is drawn toward its prior, so that
    what these few works cannot teach keeps some weight: a journal's name
    tells little among so few journals.
    """
    names = sorted(weights.COEFFICIENTS)
    place = {name: index for index, name in enumerate(names)}
    X = np.zeros((len(rows), ROWS, len(names)))
    there, right = (np.zeros((len(rows), ROWS), bool) for _ in range(2))
    for i, (row, candidates) in enumerate(zip(rows, hits, strict=True)):
        for j, (work, _) in enumerate(candidates[:ROWS]):
            there[i, j], right[i, j] = True, work.doi in row.gold
            for name, value in features(compare(row.reference, work)).items():
                X[i, j, place[name]] = value
    folds = np.array([row.fold for row in rows])
    fitted = [_fitted(names, X[folds != f], there[folds != f], right[folds != f]) for f in range(FOLDS)]
    return _fitted(names, X, there, right), fitted


@contextmanager
def model(coefficients, accept):
    """Match with other coefficients, accepting at another probability, for a while."""
    deciding = sys.modules["citegraph.match.decide"]
    kept = dict(weights.COEFFICIENTS), deciding.ACCEPT
    weights.COEFFICIENTS.update(coefficients)
    deciding.ACCEPT = accept
    try:
        yield
    finally:
        weights.COEFFICIENTS.update(kept[0])
        deciding.ACCEPT = kept[1]


def best_limit(rows, best, probabilities):
    """The probability above which taking the best candidate costs least: a wrong work costs as much as three missed."""
    right = np.array([answer in row.gold for row, answer in zip(rows, best, strict=True)], bool)
    present = np.array([row.present for row in rows], bool)

    def cost(limit):
        taken = probabilities >= limit
        return 3 * (taken & ~right).sum() + (present & ~(taken & right)).sum()

    return float(min(LIMITS, key=cost))


def _fitted(names, X, there, right):
    prior = np.array([PRIORS.get(name, 0.0) for name in names])
    stiffness = np.array([1000.0 if name in KEPT else STIFFNESS for name in names])
    target = np.hstack([right, ~right.any(axis=1, keepdims=True)])

    def loss(w):
        P = _probabilities(w, X, there)
        of_target = np.maximum((P * target).sum(axis=1), 1e-300)
        gap = P - P * target / of_target[:, None]
        gradient = np.einsum("rj,rjf->f", gap[:, :ROWS], X) + stiffness * (w - prior)
        return -np.log(of_target).sum() + (stiffness * (w - prior) ** 2).sum() / 2, gradient

    bounds = [_bounds(name) for name in names]
    found = minimize(loss, prior, jac=True, bounds=bounds, method="L-BFGS-B", options={"maxiter": 1000})
    return {name: float(value) for name, value in zip(names, found.x, strict=True)}


def _probabilities(w, X, there):
    weight = np.hstack([np.where(there, X @ w, -1e9), np.zeros((len(X), 1))])
    odds = np.exp(weight - weight.max(axis=1, keepdims=True))
    return odds / odds.sum(axis=1, keepdims=True)


def _bounds(name):
    if name in FREE:
        return None, None
    return (None, 0) if name.startswith(AGAINST) and name != "other_authors" else (0, None)
