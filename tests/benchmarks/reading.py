"""How well printed references are read: ``python -m tests.benchmarks.reading [--sample N] [--worst N]``.

Prints precision, recall and F1 of every field, for clean and damaged rows and
for the styles used while writing the reader (even places in the alphabet) and
those only looked at afterwards (odd places), then the worst styles.
"""

import gzip
import json
import random
import re
import time
from collections import Counter, defaultdict

import click

from citegraph.identifiers import find_dois
from citegraph.model import fold
from citegraph.read.strings import read_reference
from tests.shared_data import shared

FIELDS = ["family", "authors", "year", "title", "container", "volume", "issue", "pages", "publisher", "doi"]

# What a kind of damage makes false, so that reading it as printed is no mistake and reading the truth is luck.
FALSIFIED = {
    "year_off_by_one": {"year"},
    "swapped_volume_issue": {"volume", "issue"},
    "author_typo": {"family", "authors"},
}


def all_rows():
    with gzip.open(shared("matching", "gold_fields_dev.jsonl.gz"), "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def squeezed(text):
    return fold(text).replace(" ", "") if text else None


def expanded(pages):
    """A page range as `first-last`, its last page in full."""
    first, dash, last = re.sub(r"\s*[-–—‑‐～]+\s*", "-", pages.strip().lower()).partition("-")
    letters, digits = re.fullmatch(r"(\D*)(.*)", first).groups()
    if dash and letters and last.isdigit():
        last = letters + digits[: max(0, len(digits) - len(last))] + last
    elif dash and first.isdigit() and last.isdigit() and len(last) < len(first):
        last = first[: len(first) - len(last)] + last
    return f"{first}-{last}" if dash else first


def printed_fields(row):
    fields = row["fields"]
    authors = [{"family": author.get("family") or author["literal"]} for author in fields.get("author") or []]
    doi = find_dois(fields.get("DOI") or fields.get("URL") or "")
    return {
        "family": squeezed(authors[0]["family"]) if authors else None,
        "authors": tuple(squeezed(author["family"]) for author in authors) or None,
        "year": fields["year"][:4] if "year" in fields else None,
        "title": squeezed(fields.get("title")),
        "container": squeezed(fields.get("container-title")),
        "volume": squeezed(fields.get("volume")),
        "issue": squeezed(fields.get("issue")),
        "pages": expanded(fields["page"]) if "page" in fields else None,
        "publisher": squeezed(fields.get("publisher")),
        "doi": doi[0].doi if doi else None,
    }


def read_fields(reference):
    pages = reference.pages or reference.article_number
    return {
        "family": squeezed(reference.authors[0].family) if reference.authors else None,
        "authors": tuple(squeezed(author.family) for author in reference.authors) or None,
        "year": str(reference.year) if reference.year else None,
        "title": squeezed(reference.title),
        "container": squeezed(reference.container),
        "volume": squeezed(reference.volume),
        "issue": squeezed(reference.issue),
        "pages": expanded(pages) if pages else None,
        "publisher": squeezed(reference.publisher),
        "doi": reference.doi,
    }


def outcome(printed, read, damaged):
    """Right, wrong, missed or invented; what a damaged row leaves open counts for nothing."""
    if printed is None:
        return "open" if read is None or damaged else "invented"
    return "missed" if read is None else "right" if read == printed else "wrong"


def scores(counts):
    right, wrong = counts["right"], counts["wrong"]
    read, printed = right + wrong + counts["invented"], right + wrong + counts["missed"]
    precision, recall = right / read if read else 0.0, right / printed if printed else 0.0
    return precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def table(name, outcomes):
    click.echo(f"\n{name}\n{'':12}  precision  recall     F1   printed")
    for field in FIELDS:
        counts = outcomes[field]
        precision, recall, f1 = scores(counts)
        printed = counts["right"] + counts["wrong"] + counts["missed"]
        click.echo(f"{field:12}  {precision:9.3f}  {recall:6.3f}  {f1:5.3f}  {printed:8}")


@click.command()
@click.option("--sample", type=int, help="Read only so many rows, drawn with a fixed seed.")
@click.option("--worst", default=8, help="How many styles to list for each field.")
@click.option("--show", help="Print the mistakes of this field.")
@click.option("--style", help="Only this style.")
@click.option("--damage", type=click.Choice(["clean", "damaged"]), help="Only these rows.")
@click.option("--half", type=click.Choice(["even", "odd"]), help="Only the styles in even or odd places.")
def main(sample, worst, show, style, damage, half):
    rows = all_rows()
    places = {name: place for place, name in enumerate(sorted({row["style"] for row in rows}))}
    parity = {name: "odd" if place % 2 else "even" for name, place in places.items()}
    rows = [
        row
        for row in rows
        if (not style or row["style"] == style)
        and (not damage or bool(row["noise"]) == (damage == "damaged"))
        and (not half or parity[row["style"]] == half)
    ]
    if sample and sample < len(rows):
        rows = random.Random(0).sample(rows, sample)
    start = time.process_time()
    references = [read_reference(row["reference_string"]) for row in rows]
    seconds = time.process_time() - start

    groups = defaultdict(lambda: defaultdict(Counter))
    by_style = defaultdict(lambda: defaultdict(Counter))
    trusted = defaultdict(lambda: defaultdict(Counter))
    for row, reference in zip(rows, references, strict=True):
        printed, read = printed_fields(row), read_fields(reference)
        damaged = bool(row["noise"])
        for field in FIELDS:
            if field in FALSIFIED.get(row["noise"], ()):
                continue
            result = outcome(printed[field], read[field], damaged)
            groups["damaged rows" if damaged else "clean rows"][field][result] += 1
            if not damaged:
                groups[f"clean rows, styles in {parity[row['style']]} places"][field][result] += 1
                by_style[field][row["style"]][result] += 1
            if field in (sure := dict(reference.confidence)) and result != "open":
                step = min(9, int(10 * sure[field]))
                trusted[field][step] += Counter(fields=1, right=result == "right", said=sure[field])
            if show == field and result not in ("right", "open"):
                click.echo(f"{result:8} {row['style'][:22]:22} {row['noise']:12} | {row['reference_string'][:330]}")
                click.echo(f"         printed {printed[field]!r}\n         read    {read[field]!r}")
    for name, outcomes in sorted(groups.items()):
        table(name, outcomes)
    for field in FIELDS:
        ranked = sorted(
            (scores(counts)[2], name)
            for name, counts in by_style[field].items()
            if sum(counts.values()) - counts["open"] > 4
        )
        click.echo(f"\n{field}: " + ", ".join(f"{name} {f1:.2f}" for f1, name in ranked[:worst]))
    click.echo("\nconfidence said and share right, by tenths of the confidence (fields in brackets)")
    for field, steps in trusted.items():
        told = (
            f"{n['said'] / n['fields']:.2f} {n['right'] / n['fields']:.2f} ({n['fields']})" for _, n in sorted(steps.items())
        )
        click.echo(f"{field:12}  " + ", ".join(told))
    click.echo(f"\n{len(rows)} references in {seconds:.2f} s of one core: {len(rows) / seconds:.0f} a second")


if __name__ == "__main__":
    main()
