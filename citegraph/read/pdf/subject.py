"""Which work a PDF is: its title by the largest type, the names below it, the DOI that it prints or carries."""

import re
from dataclasses import replace

from citegraph.identifiers import find_dois
from citegraph.model import Reference, fold
from citegraph.read.about import HEAD, find_subject
from citegraph.read.bylines import authors_of_line, find_authors
from citegraph.read.headings import is_heading
from citegraph.read.lines import Line
from citegraph.read.mastheads import read_masthead
from citegraph.read.pdf.setting import main_size, same_column
from citegraph.read.reading import Record

_ABSTRACT = re.compile(r"\W*(?:abstract|summary|zusammenfassung|résumé|resumen|resumo|riassunto|摘要|introduction)\b", re.IGNORECASE)
_CARRIED = re.compile(rb"<(?:prism|pdfx|crossmark|pdf):doi>\s*([^<\s]{8,200})", re.IGNORECASE)
_LETTERS = re.compile(r"[^\W\d_]")
_WIDE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


def find_printed_subject(rows, margins, layer, content: bytes, words, cites: bool) -> tuple[Record | None, frozenset]:
    """Return the work that a document is, or `None`, and the rows that say so.

    Parameters
    ----------
    rows
        Those of no list, in reading order.
    margins
        Texts of the running heads and feet of the first pages, where journals print the DOI.
    layer, content
        The text layer, for the metadata, and the file's bytes, for what publishers put into it for machines.
    words
        The words of the document, to join lines by.
    cites
        Whether a list of works that the document cites follows.
    """
    head = [row for row in rows if row.page == rows[0].page][:HEAD] if rows else []
    end = next((index for index, row in enumerate(head) if _ABSTRACT.match(row.text) or is_heading(row.text)), len(head))
    title_rows = _title_rows(head[:end] or head)
    title = words.joined([row.text for row in title_rows]) if title_rows else None
    said = layer.info.get("Title") or ""
    if title is None and len(said) > 20 and fold(said) in fold(" ".join(row.text for row in head)):
        title = said
    authors, name_rows = _authors(head[:end], title_rows, words)
    texts = [title, ", ".join(row.text for row in name_rows), *margins]
    texts += [row.text for row in head if row not in title_rows and row not in name_rows]
    lines = [Line(number, text) for number, text in enumerate(filter(None, texts), start=1)]
    record, _ = find_subject(lines, cites=cites)
    doi = _carried_doi(content, layer.info)
    if record is None:
        if not (doi or title and (authors or said and fold(said) == fold(title))):
            return None, frozenset()
        claim = Reference(". ".join(filter(None, (", ".join(map(str, authors)), title, doi))), doi=doi)
    else:
        claim = record.claim
    claim = replace(
        claim,
        title=title or claim.title,
        authors=authors or claim.authors,
        doi=doi or claim.doi,
        line=head[0].page if head else 1,
    )
    return Record(claim), frozenset({*title_rows, *name_rows})


def _title_rows(head):
    """The rows of the largest type on the first page that say enough to be a title."""
    if not head:
        return []
    groups = []
    for row in head:
        last = groups[-1][-1] if groups else None
        if last and same_column(last, row) and abs(last.size - row.size) < 0.3 and last.base - row.base < 2 * row.size:
            groups[-1].append(row)
        else:
            groups.append([row])
    usual = main_size(head)
    best, found = 1.08 * usual, []
    for group in groups:
        text = " ".join(row.text for row in group)
        long = len(_LETTERS.findall(text)) >= 15 and len(text.split()) >= 3 or len(_WIDE.findall(text)) >= 6
        if len(text) > 400 or not long or read_masthead(text) or find_dois(text) or is_heading(text):
            continue
        # The name of the journal may be set as large: a title has more words.
        size = group[0].size * (1.0 if len(text.split()) >= 5 or _WIDE.search(text) else 0.75)
        if size > best:
            best, found = size, group
    return found


def _authors(head, title_rows, words):
    """The authors in the rows below the title, and those rows."""
    if not title_rows:
        return (), []
    below = head[head.index(title_rows[-1]) + 1 :] if title_rows[-1] in head else []
    for first in range(min(4, len(below))):
        for last in range(min(first + 8, len(below)), first, -1):
            if authors := authors_of_line(words.joined([row.text for row in below[first:last]])):
                return authors, below[first:last]
    lines = [Line(number, row.text) for number, row in enumerate((title_rows[0], *below[:12]), start=1)]
    authors, used = find_authors(lines, 0)
    return authors, [below[number - 2] for number in used if number > 1]


def _carried_doi(content, info):
    """The DOI in the metadata of a file."""
    for said in (*(match[1].decode("latin-1") for match in _CARRIED.finditer(content)), info.get("doi"), info.get("Subject")):
        if found := find_dois(said or ""):
            return found[0].doi
    return None
