"""How well references find their works: citegraph beside the first hit and beside SBMV.

    python -m tests.benchmarks.matching [--sample N] [--fit]

Searches an index of every work of the matching data, gives each method the
same candidates, and prints precision, recall, F1 with 95 % intervals and false
matches, by group, for thin rows (fewer than three fields of the work are in
the text) and the rest, and how far scores are probabilities.  Every figure of
citegraph is out of fold: for each fifth of the works it decides with
coefficients fitted, and a threshold chosen, on the references to the others.  Strings rendered in
official styles and references deposited in fields follow; no DOI is left in
any of them.  With ``--fit`` the coefficients for `citegraph.match.weights`
and the threshold for `citegraph.match.decide` are fitted anew and printed.
"""

import argparse
import time
from collections import Counter

import numpy as np
import tantivy

from citegraph.match import ACCEPT, compare, decide
from citegraph.match.weights import COEFFICIENTS
from citegraph.model import fold
from citegraph.read.strings import read_reference
from citegraph.resolve import ROWS, mended_query, query_text
from tests.benchmarks.fitting import best_limit, fit, model
from tests.benchmarks.gold import (
    FOLDS,
    load_recorded,
    load_rendered,
    load_rows,
    load_structured,
    load_works,
)
from tests.benchmarks.sbmv import sbmv

SEARCHED = 20
THIN = 3
BINS = 10
METHODS = ("first hit", "tuned first hit", "SBMV", "citegraph")


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
        hits = self.searcher.search(self.index.parse_query(" ".join(words) or "x", ["text"]), rows, count=False).hits
        return [(self.works[self.searcher.doc(address)["doi"][0]], score * self.scale) for score, address in hits]


def search_all(rows, index):
    """What the index brings for each row, best first, with scores: one search a row."""
    return [index.search(query_text(row.reference), SEARCHED) for row in rows]


def search_again(rows, index):
    """By row what a mended query brings, where the text shows lost or stray blanks; see `mended_query`."""
    mended = {i: mended_query(query_text(row.reference)) for i, row in enumerate(rows)}
    return {i: [work for work, _ in index.search(query, ROWS)] for i, query in mended.items() if query}


def search_and_decide(rows, index):
    """What citegraph resolves each row to, with the coefficients it ships with."""
    hits = search_all(rows, index)
    return [decide(row.reference, [work for work, _ in found[:ROWS]]) for row, found in zip(rows, hits, strict=True)]


def answers(rows, hits, fitted, accepting=None, again=None):
    """What each method answers to each row, and citegraph's probability for its best candidate, out of fold.

    The probability at which citegraph accepts is chosen for each fold on the
    others, unless it is given by fold.  *again* is what asking once more
    brings, by row: heard where the first search brings nothing acceptable.
    """
    results = [None] * len(rows)
    limits = _tuned_limits(rows, hits)
    for number in range(FOLDS):
        with model(fitted[number], accept=0.0):
            for i, (row, candidates) in enumerate(zip(rows, hits, strict=True)):
                if row.fold == number:
                    results[i] = _answer(row, candidates, limits[number], (again or {}).get(i, ()))
    accepting = accepting or accepting_at(rows, results)
    for row, result in zip(rows, results, strict=True):
        if result["probability"] < accepting[row.fold]:
            result["citegraph"] = None
    return results


def accepting_at(rows, results):
    """For each fold the probability at which to accept, chosen on the rows of the others."""
    best = np.array([result["best"] for result in results], object)
    probabilities = np.array([result["probability"] for result in results])
    chosen = []
    for number in range(FOLDS):
        other = np.array([row.fold != number for row in rows])
        kept = [row for row, is_other in zip(rows, other, strict=True) if is_other]
        chosen.append(best_limit(kept, best[other], probabilities[other]))
    return chosen


def _answer(row, candidates, limit, more):
    works = [work for work, _ in candidates[:ROWS]]
    decided = decide(row.reference, works)
    asked_again = bool(more) and (decided.doi is None or decided.score < ACCEPT)
    if asked_again:
        decided = decide(row.reference, [*works, *more])
    best = decided.doi or (decided.matches[0].work.doi if decided.matches else None)
    first = candidates[0][0].doi if candidates else None
    return {
        "citegraph": decided.doi,
        "probability": decided.score,
        "best": best,
        "searches": 1 + asked_again,
        "first hit": first,
        "tuned first hit": first if _relative(row, candidates) >= limit else None,
        "SBMV": sbmv(row.text, candidates),
    }


def _relative(row, candidates):
    return candidates[0][1] / max(1, len(row.text)) if candidates else 0.0


def _tuned_limits(rows, hits):
    """For each fold the score over length above which the first hit errs least, in the other folds."""
    scores = np.array([_relative(row, candidates) for row, candidates in zip(rows, hits, strict=True)])
    right = np.array([bool(c) and c[0][0].doi in row.gold for row, c in zip(rows, hits, strict=True)])
    present, folds = np.array([row.present for row in rows]), np.array([row.fold for row in rows])
    limits = []
    for number in range(FOLDS):
        other = folds != number
        tried = np.quantile(scores[other], np.linspace(0, 1, 101)) if other.any() else [0.0]

        def errors(limit, other=other):
            taken = scores[other] >= limit
            return (taken & ~right[other]).sum() + (present[other] & ~(taken & right[other])).sum()

        limits.append(min(tried, key=errors))
    return limits


def measure(rows, results, method):
    """Precision, recall, F1, each with a 95 % interval, and false matches on rows without an answer."""
    right, wrong, missed = (np.zeros(len(rows), bool) for _ in range(3))
    for i, (row, result) in enumerate(zip(rows, results, strict=True)):
        answer = result[method]
        right[i] = row.present and answer in row.gold
        missed[i] = row.present and answer not in row.gold
        wrong[i] = answer is not None and answer not in row.gold
    present = np.array([row.present for row in rows], bool)
    precision, recall, f1 = _rates(right.sum(), wrong.sum(), missed.sum())
    drawn = np.random.default_rng(1).integers(0, len(rows), (500, len(rows))) if len(rows) else np.zeros((1, 0), int)
    spread = [_rates(right[d].sum(), wrong[d].sum(), missed[d].sum()) for d in drawn]
    return {
        "precision": precision,
        "recall": recall,
        "f1": f1,
        "intervals": np.quantile(spread, [0.025, 0.975], axis=0).T.tolist(),
        "wrong": int(wrong.sum()),
        "missed": int(missed.sum()),
        "false": int((wrong & ~present).sum()),
        "absent": int((~present).sum()),
    }


def _rates(right, wrong, missed):
    precision = right / (right + wrong) if right + wrong else 1.0
    recall = right / (right + missed) if right + missed else 1.0
    return precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def usable_fields(row, works):
    """How many fields of its work a row's text shows, or how many were read where the work is not at hand.

    The fields are title, first author, container, year, volume and page.
    """
    work = next((works[doi] for doi in sorted(row.gold) if doi in works), None)
    reference = row.reference
    if work is None:
        pages = reference.pages or reference.article_number
        told = (reference.title, reference.authors, reference.container, reference.year, reference.volume, pages)
        return sum(map(bool, told))
    agrees = {item.field: item.agreement for item in compare(reference, work)}
    fields = ("title", "first_author", "container", "year", "volume", "first_page")
    return sum(agrees.get(field, 0) >= 0.75 for field in fields)


def print_table(title, rows, results, methods=METHODS):
    print(f"{title} ({len(rows)})")
    for method in methods:
        m = measure(rows, results, method)
        named = zip("P R F1".split(), ("precision", "recall", "f1"), m["intervals"], strict=True)
        parts = [f"{name} {m[key]:.4f} [{low:.4f}, {high:.4f}]" for name, key, (low, high) in named]
        print(
            f"    {method:15} {'  '.join(parts)}  errors {m['wrong'] + m['missed']} "
            f"(wrong {m['wrong']}, missed {m['missed']})  false {m['false']}/{m['absent']}"
        )


def report(rows, results, works):
    print_table("all", rows, results)
    thin = [usable_fields(row, works) < THIN for row in rows]
    for name, wanted in (("thin rows", True), ("named rows", False)):
        chosen = [i for i, is_thin in enumerate(thin) if is_thin is wanted]
        print_table(name, [rows[i] for i in chosen], [results[i] for i in chosen])
    for group in sorted({row.group for row in rows}):
        chosen = [i for i, row in enumerate(rows) if row.group == group]
        print_table(group, [rows[i] for i in chosen], [results[i] for i in chosen])


def calibration(rows, results):
    """How far scores are probabilities: error, log loss, and for each tenth how many, their sum, how many right."""
    given = np.array([result["probability"] for result in results])
    right = np.array([result["best"] in row.gold for row, result in zip(rows, results, strict=True)])
    at = np.minimum((given * BINS).astype(int), BINS - 1)
    table = [(int((at == b).sum()), float(given[at == b].sum()), int(right[at == b].sum())) for b in range(BINS)]
    error = sum(abs(total - hit) for _, total, hit in table) / len(rows)
    likely = np.clip(np.where(right, given, 1 - given), 1e-12, 1.0)
    loss = float(-np.log(likely).mean())
    return error, loss, table


def print_calibration(rows, results):
    error, loss, table = calibration(rows, results)
    print(f"calibration error {error:.4f}  log loss {loss:.4f}")
    print("    score      rows  mean score  share right")
    for b, (count, total, right) in enumerate(table):
        if count:
            print(f"    {b / BINS:.1f}-{(b + 1) / BINS:.1f}  {count:7}  {total / count:10.3f}  {right / count:11.3f}")


def print_recorded(works):
    """The decision alone, on the candidate that the registry itself answered with."""
    recorded = load_recorded()
    counts = Counter()
    for reference, doi, gold in recorded:
        if doi in works:
            counts[decide(reference, [works[doi]]).doi is not None, doi in gold] += 1
    print(
        f"recorded candidates: {sum(counts.values())} of {len(recorded)} at hand, {counts[True, True]} accepted rightly, "
        f"{counts[True, False]} wrongly, {counts[False, True]} refused wrongly, {counts[False, False]} rightly"
    )


def speed(rows, index, count=1000):
    """References a second of one core's time: read, searched and decided, with the index built."""
    texts = [row.text for row in rows[:: max(1, len(rows) // count)]]
    started = time.process_time()
    for text in texts:
        reference = read_reference(text)
        found = [work for work, _ in index.search(query_text(reference), ROWS)]
        if decide(reference, found).doi is None and (query := mended_query(query_text(reference))):
            decide(reference, found + [work for work, _ in index.search(query, ROWS)])
    return len(texts) / (time.process_time() - started)


def _mean(results, key):
    return sum(result[key] for result in results) / len(results)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sample", type=int, help="use so many rows of each set, drawn at random")
    parser.add_argument("--fit", action="store_true", help="fit the coefficients and print them")
    options = parser.parse_args()
    works = load_works()
    index, rows = Index(works), load_rows(options.sample)
    hits = search_all(rows, index)
    overall, fitted = fit(rows, hits)
    results = answers(rows, hits, fitted, again=search_again(rows, index))
    accepting = accepting_at(rows, results)
    if options.fit:
        for name, value in sorted(overall.items()):
            print(f'    "{name}": {value + 0.0:.2f},')
        best, probabilities = ([result[key] for result in results] for key in ("best", "probability"))
        print(f"ACCEPT = {best_limit(rows, best, np.array(probabilities)):.2f}")
        return
    report(rows, results, works)
    print_calibration(rows, results)
    print(f"accepting at {', '.join(f'{limit:.2f}' for limit in accepting)} in the five folds, {ACCEPT} as shipped")
    print_recorded(works)
    for title, others in (
        ("rendered in official styles", load_rendered(options.sample)),
        ("deposited in fields", load_structured(works, options.sample)),
    ):
        found = answers(others, search_all(others, index), fitted, accepting, search_again(others, index))
        for group in sorted({row.group for row in others}):
            chosen = [i for i, row in enumerate(others) if row.group == group]
            print_table(f"{title}: {group}", [others[i] for i in chosen], [found[i] for i in chosen], METHODS)
    print(
        f"{speed(rows, index):.0f} references a second, {_mean(results, 'searches'):.3f} searches each, {ROWS} candidates; "
        f"{len(COEFFICIENTS)} coefficients"
    )


if __name__ == "__main__":
    main()
