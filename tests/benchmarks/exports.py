"""Read every real export file and hold the counts and fields against what the files are known to hold.

    python -m tests.benchmarks.exports [PART-OF-A-NAME]
"""

import csv
import json
import re
import sys
import time

from citegraph.errors import ReadError
from citegraph.read import read_input
from tests.shared_data import shared

# Zotero's names for the container of each of its types.
CONTAINERS = (
    "publicationTitle", "bookTitle", "proceedingsTitle", "encyclopediaTitle", "dictionaryTitle", "websiteTitle",
)  # fmt: skip


def manifest():
    """The rows of the manifest, by file."""
    with shared("exports", "manifest.tsv").open(encoding="utf-8") as file:
        return {row["file"]: row for row in csv.DictReader(file, delimiter="\t")}


def counted(name):
    """Records held, records with references and references, as read from the file."""
    reading = read_input(shared("exports", name))
    records = ((reading.about,) if reading.about else ()) + reading.records
    return reading.held + len(reading.entries), sum(bool(record.references) for record in records), sum(
        len(record.references) for record in records
    ), reading


def expected_fields(item):
    """The five fields of an item that Zotero expects."""
    people = [person for person in item.get("creators", ()) if person.get("creatorType") == "author"]
    people = people or item.get("creators") or [{}]
    first = people[0].get("lastName") or people[0].get("name")
    doi = item.get("DOI") or next(iter(re.findall(r"^DOI:\s*(\S+)", item.get("extra", ""), re.M)), None)
    year = re.search(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)", item.get("date", ""))
    container = next((item[name] for name in CONTAINERS if item.get(name)), None)
    return {
        "doi": doi,
        "title": item.get("title"),
        "year": int(year[0]) if year else None,
        "first author": first,
        "container": container,
    }


def read_fields(claim):
    """The same five fields, as read."""
    return {
        "doi": claim.doi,
        "title": claim.title,
        "year": claim.year,
        "first author": claim.authors[0].family if claim.authors else None,
        "container": claim.container,
    }


def alike(expected, read):
    """Whether two values are equal but for case, blanks, markup and punctuation."""
    if expected is None or read is None:
        return expected == read
    return _bare(expected) == _bare(read)


def _bare(value):
    return re.sub(r"[\W_]+", "", re.sub(r"</?\w+[^<>]*>", "", str(value))).casefold()


def zotero_cases():
    """Name, expected items and claims read of each case that comes with the items expected."""
    for path in sorted(shared("exports", "zotero_cases").glob("*.expected.json")):
        source = path.with_name(path.name.removesuffix(".expected.json"))
        items = json.loads(path.read_text(encoding="utf-8"))
        try:
            yield source.name, items, read_input(source).seeds
        except ReadError:
            yield source.name, items, ()


def main(part=""):
    """Print a line for every file that does not agree, and the share of fields that do."""
    right = files = 0
    for name, row in manifest().items():
        if part not in name:
            continue
        files += 1
        begin = time.perf_counter()
        try:
            held, listed, references, reading = counted(name)
        except ReadError as error:
            print(f"{name}: {error}")
            continue
        seconds = time.perf_counter() - begin
        truth = (int(row["record_count"]), int(row["records_with_references"] or listed), int(row["total_references"] or references))
        if (held, listed, references) == truth:
            right += 1
        else:
            skipped = f", {len(reading.skipped)} skipped" if reading.skipped else ""
            print(f"{name}: {reading.format} {(held, listed, references)} for {truth}{skipped}, {seconds:.1f} s")
    print(f"{right} of {files} files agree")
    agree = fields = 0
    for name, items, claims in zotero_cases():
        if part not in name:
            continue
        for item, claim in zip(items, claims, strict=False):
            expected, read = expected_fields(item), read_fields(claim)
            for field, value in expected.items():
                if value is None and read[field] is None:
                    continue
                fields += 1
                agree += alike(value, read[field])
                if not alike(value, read[field]):
                    print(f"{name}: {field} {read[field]!r} for {value!r}")
        fields += 5 * max(0, len(items) - len(claims))
    print(f"{agree} of {fields} fields agree")


if __name__ == "__main__":
    main(*sys.argv[1:2])
