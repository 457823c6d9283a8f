"""The reading report: what an input is, what it holds, what was read, what was skipped."""

from citegraph.model import Reference
from citegraph.read.reading import Reading

# Attribute of a reference → its name in the report, in the order of the report.
_FIELDS = (
    "year", "title", "container", "volume", "issue", "pages", "article_number", "publisher", "doi", "pmid", "pmcid",
    "arxiv", "isbn", "kind",
)  # fmt: skip


def reading_report(reading: Reading, *, full: bool = False) -> dict:
    """Return the report on one input, ready for JSON.

    >>> entry = Reference("Small H. Co-citation. 1973", year=1973, title="Co-citation", line=3, number=1)
    >>> report = reading_report(Reading("a.txt", "", "bibliography", entries=(entry,)), full=True)
    >>> report["references"], report["seeds"][0]["year"], report["entries"][0]["fields"]["title"]
    (1, 1973, 'Co-citation')
    """
    records = ((reading.about,) if reading.about else ()) + reading.records
    report = {
        "input": reading.input,
        "format": reading.format,
        "records": reading.held,
        "records_read": len(records),
        "records_with_references": sum(bool(record.references) for record in records),
        "references": len(reading.references),
        "references_claimed": reading.references_claimed,
        "seeds": [_seed(claim) for claim in reading.seeds],
        "mentions": [
            {"line": mention.line, "text": mention.text, "authors": list(mention.authors), "year": mention.year}
            for mention in reading.mentions
        ],
        "skipped": [
            {"line": block.line, "text": block.text, "reason": block.reason} for block in reading.skipped
        ],
    }
    if full:
        report["entries"] = [
            {"line": entry.line, "number": entry.number, "text": entry.text, "fields": fields_of(entry)}
            for entry in reading.references
        ]
    return report


def fields_of(reference: Reference) -> dict:
    """Return the fields read from a reference, and how likely each is right; what is not there is absent."""
    fields = {}
    if reference.authors:
        fields["authors"] = [
            {"family": author.family, "given": author.given} if author.given else {"family": author.family}
            for author in reference.authors
        ]
    fields.update((name, value) for name in _FIELDS if (value := getattr(reference, name)) is not None)
    if reference.confidence:
        fields["confidence"] = dict(reference.confidence)
    return fields


def _seed(claim):
    return {
        "doi": claim.doi,
        "title": claim.title,
        "year": claim.year,
        "first_author": claim.authors[0].family if claim.authors else None,
    }
