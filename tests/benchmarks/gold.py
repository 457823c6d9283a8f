"""The rows that matching is measured on: what is said, and which works answer it."""

import csv
import gzip
import hashlib
import json
import random
from dataclasses import dataclass

from citegraph.identifiers import find_dois
from citegraph.model import Reference
from citegraph.read.strings import read_reference
from citegraph.resolve import complete
from citegraph.sources.records import read_work
from tests.shared_data import shared

FILES = ("works", "works_reconstructed", "works_cited_stubs")
FOLDS = 5


@dataclass(frozen=True, slots=True)
class Row:
    """A reference, the DOIs that answer it (none for NONE), its group, and whether an answer is in the index."""

    text: str
    reference: Reference
    gold: frozenset[str]
    group: str
    present: bool

    @property
    def fold(self):
        """All references to one work are in one fold."""
        return int(hashlib.sha256((min(self.gold) if self.gold else self.text).encode()).hexdigest(), 16) % FOLDS


def load_works():
    """Every work of the matching data by DOI, real records before rebuilt and partial ones."""
    works = {}
    for name in FILES:
        with gzip.open(shared("matching", f"{name}.jsonl.gz"), "rt", encoding="utf-8") as lines:
            for line in lines:
                work = read_work(json.loads(line))
                works.setdefault(work.doi, work)
    return works


def load_rows(sample=None):
    """The pooled strings of gold_dev."""
    return [
        _row(row["reference_string"], row["gold_doi"], row["source"], row["target_in_works"] != "0")
        for row in _sampled(_table("gold_dev.tsv"), sample)
    ]


def load_rendered(sample=None):
    """Strings that a citation processor rendered in official styles, without their DOIs."""
    return [
        _row(row["reference_string"], row["gold_doi"], f"csl {'damaged' if row['noise'] else 'clean'}", True)
        for row in _sampled(_table("gold_csl_dev.tsv"), sample)
    ]


def load_structured(works, sample=None):
    """Deposited references in fields; of most the work is not in the index, so they measure false matches."""
    with gzip.open(shared("matching", "gold_structured_dev.jsonl.gz"), "rt", encoding="utf-8") as lines:
        entries = [json.loads(line) for line in lines]
    rows = []
    for entry in _sampled(entries, sample):
        record = {"DOI": "10.5555/x", "reference": [entry["reference"]]}
        reference = complete(read_work(record).references[0])
        gold = frozenset({entry["gold_doi"].lower()} - {"none"})
        rows.append(Row(reference.text, reference, gold, "structured", bool(gold & works.keys())))
    return rows


def load_recorded():
    """Of each of 1,000 real strings the reference, the registry's own best candidate, and the DOIs that answer it."""
    rows = _table("baseline_sbmv_dev.tsv")
    said = [read_reference(without_dois(row["reference_string"])) for row in rows]
    gold = [frozenset(row["gold_doi"].lower().split("|")) for row in rows]
    return [(reference, row["sbmv_best_doi"].lower(), dois) for reference, row, dois in zip(said, rows, gold, strict=True)]


def without_dois(text):
    for found in reversed(find_dois(text)):
        text = f"{text[: found.start]} {text[found.end :]}"
    return text


def _row(text, gold, group, present):
    text = without_dois(text)
    return Row(text, read_reference(text), frozenset(gold.split("|")) - {"NONE"}, group, present)


def _table(name):
    with shared("matching", name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def _sampled(rows, sample):
    return random.Random(1).sample(rows, min(sample, len(rows))) if sample else rows
