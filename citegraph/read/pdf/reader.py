"""A PDF with a text layer: which work it is, what it cites, what its text mentions."""

from dataclasses import replace
from itertools import groupby

from citegraph.errors import ReadError
from citegraph.identifiers import find_dois
from citegraph.read.headings import announces_citations
from citegraph.read.likeness import likeness
from citegraph.read.mentions import find_mentions
from citegraph.read.pages import BETWEEN, OUTSIDE, read_page
from citegraph.read.pdf.columns import gutters_of, rows_of, segments_of
from citegraph.read.pdf.direction import mirrored
from citegraph.read.pdf.furniture import without_furniture
from citegraph.read.pdf.joining import Words
from citegraph.read.pdf.layer import open_layer
from citegraph.read.pdf.listing import find_printed_lists
from citegraph.read.pdf.setting import same_column, setting_of
from citegraph.read.pdf.subject import find_printed_subject
from citegraph.read.reading import Reading, Skipped, renumbered
from citegraph.read.strings import read_reference

_DEEPEST = 40  # blanks that an indent is written as
MARGINS = 2  # pages whose heads and feet are asked for the DOI and the journal


def is_pdf(content: bytes) -> bool:
    """Whether *content* is a PDF file; a few stray bytes before its mark do no harm.

    >>> is_pdf(b"\\r\\n%PDF-1.4"), is_pdf(b"About %PDF-1.4")
    (True, False)
    """
    return content[:1024].lstrip(b"\xef\xbb\xbf\x00 \r\n\t\f").startswith(b"%PDF-")


def read_pdf(content: bytes, *, name: str, sha256: str) -> Reading:
    """Read a PDF: the work it is, its reference lists, and what its text mentions.

    What an entry, a mention or a block skipped calls its line is the page it
    begins on: the lines of a PDF have no numbers that a reader could look up.
    The text layer is opened by PDFium in a process of its own, which takes a
    hundredth of a second a page after a start of a sixth.

    Raises
    ------
    ReadError
        If the file is locked, damaged beyond reading, without a text layer, or holds nothing to use.

    >>> read_pdf(b"%PDF-1.4", name="a.pdf", sha256="")
    Traceback (most recent call last):
        ...
    citegraph.errors.ReadError: a.pdf: is a damaged PDF: print it to a new file from a viewer that shows it
    """
    layer = open_layer(content, name)
    pages, margins = without_furniture({number: segments_of(runs) for number, runs in sorted(layer.pages.items())})
    pages = mirrored(pages)
    hints = [edge for segments in pages.values() for edge in gutters_of(segments)]
    rows = [row for number, segments in pages.items() for row in rows_of(segments, number, hints)]
    words = Words([row.text for row in rows])
    lists = find_printed_lists(rows, words)
    if not lists:
        return _read_as_page(rows, layer, name, sha256)
    references = tuple(
        read_reference(entry.text, line=entry.line, number=entry.number) for listed in lists for entry in listed.entries
    )
    own = frozenset().union(*({listed.heading} | listed.rows for listed in lists))
    rest = [row for row in rows if row not in own]
    cites = any(announces_citations(listed.heading.text) for listed in lists)
    texts = [each.text for number in sorted(margins)[:MARGINS] for each in margins[number]]
    about, told = find_printed_subject(rest, texts, layer, content, words, cites)
    claimed = sum(max((entry.number or 0 for entry in listed.entries), default=0) for listed in lists) or None
    if about:
        about = replace(about, references=references, references_claimed=claimed)
    skipped = [Skipped(page, text, BETWEEN) for listed in lists for page, text in listed.left]
    paragraphs = tuple(_paragraphs([row for row in rest if row not in told], words))
    return Reading(
        name,
        sha256,
        "pdf",
        about=about,
        entries=() if about else references,
        mentions=_mentions(paragraphs),
        skipped=tuple(sorted((*layer.skipped, *skipped, *_outside(paragraphs)), key=lambda skip: skip.line)),
        references_claimed=claimed,
    )


def _paragraphs(rows, words):
    """Page and text of each stretch of *rows* without a space between, whatever column it goes on in."""
    stretches = []
    for row in rows:
        last = stretches[-1][-1] if stretches else None
        if last and abs(last.size - row.size) < 0.5 and (
            not same_column(last, row) or 0 < last.base - row.base < 1.7 * row.size
        ):  # fmt: skip
            stretches[-1].append(row)
        else:
            stretches.append([row])
    # By column, so that no text grows with the document.
    for stretch in stretches:
        for (page, _), some in groupby(stretch, key=lambda row: (row.page, row.block)):
            yield page, words.joined([row.text for row in some])


def _mentions(paragraphs):
    mentions = {}
    for page, text in paragraphs:
        for mention in find_mentions(text, page):
            mentions.setdefault(mention.text, mention)
    return tuple(mentions.values())


def _outside(paragraphs):
    """What looks like a whole reference and stands in no list."""
    return [
        Skipped(page, text, OUTSIDE)
        for page, text in paragraphs
        if len(text) < 600 and (likeness(text) > 2.5 or likeness(text) > 1 and find_dois(text))
    ]


def _read_as_page(rows, layer, name, sha256):
    """Read a document without a list under a heading as the text it is, indents and spaces kept."""
    lines, places = [], []
    for _, some in groupby(rows, key=lambda row: (row.page, row.block)):
        column = list(some)
        setting = setting_of(column)
        for before, row in zip([None, *column], column, strict=False):
            if before and setting.is_apart(before, row):
                lines.append("")
                places.append(row.page)
            depth = round(2 * setting.depth(row) / setting.size)
            lines.append(" " * min(max(depth, 0), _DEEPEST) + row.mark + row.text)
            places.append(row.page)
    reading = renumbered(read_page("\n".join(lines), name=name, sha256=sha256), places)
    if not (reading.about or reading.entries):
        raise ReadError(name, "no reference, no DOI and no work found in it")
    skipped = tuple(sorted((*layer.skipped, *reading.skipped), key=lambda skip: skip.line))
    return replace(reading, format="pdf", skipped=skipped)
