"""A PDF with a text layer: the article it is, and the list it cites."""

from citegraph.read.mentions import find_mentions
from citegraph.read.pdf.columns import gutters_of, rows_of, segments_of
from citegraph.read.pdf.furniture import without_furniture
from citegraph.read.pdf.joining import Words
from citegraph.read.pdf.layer import open_layer
from citegraph.read.pdf.listing import find_printed_lists
from citegraph.read.reading import Reading
from citegraph.read.strings import read_reference

PDF = b"%PDF"


def read_pdf(content: bytes, *, name: str, sha256: str) -> Reading:
    layer = open_layer(content, name)
    pages, furniture = without_furniture({number: segments_of(runs) for number, runs in layer.pages.items()})
    hints = [edge for segments in pages.values() for edge in gutters_of(segments)]
    rows = [row for number, segments in sorted(pages.items()) for row in rows_of(segments, number, hints)]
    words = Words([row.text for row in rows])
    lists = find_printed_lists(rows, words)
    references = tuple(read_reference(entry.text, line=entry.line, number=entry.number) for listed in lists for entry in listed.entries)
    return Reading(name, sha256, "pdf", entries=references)
