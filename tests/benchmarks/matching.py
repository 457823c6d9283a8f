"""How well references find their works: citegraph beside the first hit and beside SBMV.

    python -m tests.benchmarks.matching [--sample N] [--fit]

Searches an index of every work of the matching data, gives each method the
same candidates, and prints precision, recall and false matches by group.
With ``--fit`` the coefficients of `citegraph.match.weights` are fitted anew,
measured on works they were not fitted to, and printed.
"""

import argparse
import csv
import gzip
import hashlib
import json
import random
import time

import numpy as np
import tantivy
from scipy.optimize import minimize

from citegraph.identifiers import find_dois
from citegraph.match import ACCEPT, compare, decide, features, tells_enough
from citegraph.match.weights import COEFFICIENTS, TOO_LITTLE
from citegraph.model import fold
from citegraph.read.strings import read_reference
from citegraph.resolve import ROWS, query_text
from citegraph.sources.records import read_work
from tests.benchmarks.sbmv import sbmv
from tests.shared_data import shared

FILES = ("works", "works_reconstructed", "works_cited_stubs")
FOLDS = 5
STIFFNESS = 2.0
NOWHERE = "0"
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
    "unsaid",
)


def load_works():
    """Every work of the matching data by DOI, real records before rebuilt and partial ones."""
    works = {}
    for name in FILES:
        with gzip.open(shared("matching", f"{name}.jsonl.gz"), "rt", encoding="utf-8") as lines:
            for line in lines:
                work = read_work(json.loads(line))
                works.setdefault(work.doi, work)
    return works


class Index:
    """A word index over works, ranked as the registry ranks."""

    def __init__(self, works):
        self.works = works
        # Brings scores of a small index to the size they have among 180 million works.
        self.scale = np.log(1.8e8) / np.log(len(works))
        builder = tantivy.SchemaBuilder()
        builder.add_text_field("text", stored=False, tokenizer_name="whitespace")
        builder.add_text_field("doi", stored=True, tokenizer_name="raw")
        self.index = tantivy.Index(builder.build())
        writer = self.index.writer(100_000_000, 1)
        for work in works.values():
            writer.add_document(tantivy.Document(text=self._said(work), doi=work.doi))
        writer.commit()
        self.index.reload()
        self.searcher = self.index.searcher()

    @staticmethod
    def _said(work):
        names = (f"{''.join(w[0] for w in fold(a.given or '').split())} {a.family}" for a in work.authors)
        parts = (
            work.title,
            *names,
            *work.containers,
            *map(str, work.years),
            work.volume,
            work.issue,
            work.pages,
            work.article_number,
        )
        return fold(" ".join(part for part in parts if part))

    def search(self, query, rows):
        words = [word for word in fold(query).split() if word not in ("and", "or", "not", "in", "to")]
        hits = self.searcher.search(self.index.parse_query(" ".join(words) or "x", ["text"]), rows).hits
        return [(self.works[self.searcher.doc(address)["doi"][0]], score * self.scale) for score, address in hits]


def load_rows(sample=None):
    """Reference strings with their answers: text, DOIs (empty for none), group, whether the answer is in the index."""
    with shared("matching", "gold_dev.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    if sample:
        rows = random.Random(1).sample(rows, min(sample, len(rows)))
    return [
        (
            r["reference_string"],
            frozenset(r["gold_doi"].split("|")) - {"NONE"},
            r["source"],
            r["target_in_works"] != NOWHERE,
        )
        for r in rows
    ]


def without_dois(text):
    for found in reversed(find_dois(text)):
        text = f"{text[: found.start]} {text[found.end :]}"
    return text


def answers(rows, index):
    """What each method answers to each row, with the probability it gives, and the time `decide` took."""
    results, seconds = [], 0.0
    for text, *_ in rows:
        text = without_dois(text)
        reference = read_reference(text)
        hits = index.search(query_text(reference), 20)
        candidates = [work for work, _ in hits[:ROWS]]
        started = time.perf_counter()
        decided = decide(reference, candidates)
        seconds += time.perf_counter() - started
        tied = {m.work.doi for m in decided.matches[:2]} if decided.verdict.value == "ambiguous" else set()
        results.append(
            {
                "citegraph": decided.doi,
                "probability": decided.matches[0].score if decided.matches else 0.0,
                "best": decided.matches[0].work.doi if decided.matches else None,
                "tied": tied,
                "first hit": hits[0][0].doi if hits else None,
                "SBMV": sbmv(text, hits),
            }
        )
    return results, seconds


def measure(rows, results, method):
    """Precision, recall, F1 and false matches on rows without an answer."""
    right = wrong = false = missed = 0
    for (_, gold, _, present), result in zip(rows, results, strict=True):
        answer = result[method]
        right += present and answer in gold
        missed += present and answer not in gold
        wrong += answer is not None and answer not in gold
        false += not present and answer is not None and answer not in gold
    absent = sum(not present for *_, present in rows)
    precision = right / (right + wrong) if right + wrong else 1.0
    recall = right / (right + missed) if right + missed else 1.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return {
        "precision": precision,
        "recall": recall,
        "f1": f1,
        "wrong": wrong,
        "missed": missed,
        "false": false,
        "absent": absent,
    }


def report(rows, results):
    groups = [None, *sorted({group for _, _, group, _ in rows})]
    for group in groups:
        chosen = [index for index, row in enumerate(rows) if group in (None, row[2])]
        print(f"{group or 'all'} ({len(chosen)})")
        for method in ("first hit", "SBMV", "citegraph"):
            m = measure([rows[i] for i in chosen], [results[i] for i in chosen], method)
            print(
                f"    {method:10} P {m['precision']:.4f}  R {m['recall']:.4f}  F1 {m['f1']:.4f}  "
                f"wrong {m['wrong']}  missed {m['missed']}  false on rows without answer {m['false']}/{m['absent']}"
            )
    tied = sum(
        present and bool(result["tied"] & gold) for (_, gold, _, present), result in zip(rows, results, strict=True)
    )
    print(f"ambiguous with the answer among the two best: {tied}")
    print(f"calibration error: {calibration_error(rows, results):.4f}")


def calibration_error(rows, results, bins=10):
    """The mean gap between the probability given to the best candidate and how often it was right."""
    given = np.array([result["probability"] for result in results])
    right = np.array([result["best"] in gold for (_, gold, _, _), result in zip(rows, results, strict=True)])
    at = np.minimum((given * bins).astype(int), bins - 1)
    return sum(abs(given[at == b].sum() - right[at == b].sum()) for b in range(bins)) / len(rows)


def fit(rows, index):
    """Fit the coefficients by the likelihood of each right answer among its rivals and none at all.

    Each coefficient keeps its sign and is drawn toward its prior, so that
    what these few works cannot teach keeps some weight: a journal's name
    tells little among so few journals.
    """
    names = sorted(COEFFICIENTS)
    place = {name: i for i, name in enumerate(names)}
    X = np.zeros((len(rows), ROWS, len(names)))
    there, right, enough = (np.zeros((len(rows), ROWS), bool) for _ in range(3))
    for i, (text, gold, _, _) in enumerate(rows):
        reference = read_reference(without_dois(text))
        for j, (work, _) in enumerate(index.search(query_text(reference), ROWS)):
            evidence = compare(reference, work)
            there[i, j], right[i, j], enough[i, j] = True, work.doi in gold, tells_enough(evidence)
            for name, value in features(evidence).items():
                X[i, j, place[name]] = value
    prior = np.array([PRIORS.get(name, 0.0) for name in names])
    bounds = [_bounds(name) for name in names]
    stiffness = np.array([1000.0 if name in KEPT else STIFFNESS for name in names])

    def probabilities(w, X, there, enough=None):
        weight = np.where(there, X @ w, -1e9)
        if enough is not None:
            weight = np.where(enough, weight, np.minimum(weight, TOO_LITTLE))
        weight = np.hstack([weight, np.zeros((len(weight), 1))])
        odds = np.exp(weight - weight.max(axis=1, keepdims=True))
        return odds / odds.sum(axis=1, keepdims=True)

    def fitted(chosen):
        target = np.hstack([right, ~right.any(axis=1, keepdims=True)])[chosen]

        def loss(w):
            P = probabilities(w, X[chosen], there[chosen])
            of_target = np.maximum((P * target).sum(axis=1), 1e-300)
            gap = P - P * target / of_target[:, None]
            gradient = np.einsum("rj,rjf->f", gap[:, :ROWS], X[chosen]) + stiffness * (w - prior)
            return -np.log(of_target).sum() + (stiffness * (w - prior) ** 2).sum() / 2, gradient

        return minimize(loss, prior, jac=True, bounds=bounds, method="L-BFGS-B", options={"maxiter": 1000}).x

    folds = np.array([_fold_of(gold, text) for text, gold, _, _ in rows])
    P = np.zeros((len(rows), ROWS + 1))
    for fold_number in range(FOLDS):
        held_out = folds == fold_number
        P[held_out] = probabilities(fitted(~held_out), X[held_out], there[held_out], enough[held_out])
    best = P[:, :ROWS].argmax(axis=1)
    score, is_right = P[:, :ROWS].max(axis=1), right[np.arange(len(rows)), best]
    accepted = score >= ACCEPT
    present = np.array([row[3] for row in rows])
    print(
        f"out of fold: P {is_right[accepted].mean():.4f}  "
        f"R {(accepted & is_right & present).sum() / present.sum():.4f}  "
        f"false on rows without answer {(accepted & ~is_right & ~present).sum()}/{(~present).sum()}"
    )
    return dict(zip(names, fitted(np.ones(len(rows), bool)), strict=True))


def _bounds(name):
    if name in FREE:
        return None, None
    return (None, 0) if name.startswith(AGAINST) and name != "other_authors" else (0, None)


def _fold_of(gold, text):
    """All references to one work are in one fold."""
    return int(hashlib.sha256((min(gold) if gold else text).encode()).hexdigest(), 16) % FOLDS


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sample", type=int, help="use so many rows, drawn at random")
    parser.add_argument("--fit", action="store_true", help="fit the coefficients and print them")
    options = parser.parse_args()
    index, rows = Index(load_works()), load_rows(options.sample)
    if options.fit:
        for name, value in sorted(fit(rows, index).items()):
            print(f'    "{name}": {value + 0.0:.2f},')
        return
    results, seconds = answers(rows, index)
    report(rows, results)
    print(
        f"decided {len(rows) / seconds:.0f} references a second, {ROWS} candidates each; "
        f"{len(COEFFICIENTS)} coefficients"
    )


if __name__ == "__main__":
    main()
