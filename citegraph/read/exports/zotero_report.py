"""Zotero's report: a page with a heading and a table for each item."""

import re
from dataclasses import replace

from citegraph.read.exports.tables import flat_work
from citegraph.read.exports.tagged import reading_of
from citegraph.read.exports.zotero_rdf import KINDS
from citegraph.read.markup import Parser
from citegraph.read.reading import Reading, Record, Skipped

_LIST = re.compile(r'<ul class="report[^"<>]*">\s*<li id="item_\w+" class="item ')
_HEAD = 100_000  # characters of a page in which its list begins
_NO_WORKS = frozenset({"attachment", "note", "annotation"})
NO_WORK = "an item without title, identifier or authors with a year"


def is_zotero_report(text: str) -> bool:
    """Whether *text* is a report as Zotero makes it.

    >>> is_zotero_report('<html><ul class="report combineChildItems"><li id="item_A" class="item book">')
    True
    >>> is_zotero_report("<html>A report of items</html>")
    False
    """
    return bool(_LIST.search(text[:_HEAD]))


def read_zotero_report(text: str, *, name: str, sha256: str) -> Reading:
    """Read each item as a seed; notes and files beside it are no works.

    >>> report = ('<ul class="report"><li id="item_A" class="item journalArticle"><h2>Co-citation</h2><table>'
    ...           '<tr class="creator author"><th class="author">Author</th><td>Henry Small</td></tr>'
    ...           '<tr><th>Date</th><td>July 1973</td></tr></table></li></ul>')
    >>> seed = read_zotero_report(report, name="a.html", sha256="").seeds[0]
    >>> print(seed.text, seed.kind)
    Small, Henry (1973). Co-citation article-journal
    """
    reader = _Report()
    reader.feed(text)
    reader.close()
    return reading_of(map(_record, reader.items), "zotero-report", "item of Zotero", name=name, sha256=sha256)


class _Report(Parser):
    """Gathers the kind, the line and the cells of each item."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.items, self._cells, self._lists, self._tag, self._label, self._said = [], None, 0, None, "", []

    def handle_starttag(self, tag, attrs):
        classes = (dict(attrs).get("class") or "").split()
        if tag == "li" and classes[:1] == ["item"]:
            self._lists, self._cells = 0, {}
            if not _NO_WORKS.intersection(classes):
                self.items.append((classes[-1], self.getpos()[0], self._cells))
        elif tag == "ul":  # of notes, files and related items
            self._lists += self._cells is not None
        elif tag in ("h2", "th", "td"):
            self._tag, self._said = tag, []

    def handle_data(self, data):
        self._said.append(data)

    def handle_endtag(self, tag):
        if tag == "ul":
            self._lists -= self._cells is not None
        elif tag == self._tag and self._cells is not None and not self._lists:
            said, cells = " ".join("".join(self._said).split()), self._cells
            if tag == "th":
                self._label = said
            elif said:
                label = "Title" if tag == "h2" else self._label
                cells[label] = f"{cells[label]}; {said}" if label in cells and tag == "td" else said
            self._tag = None


def _record(item) -> Record | Skipped:
    kind, line, cells = item
    work = flat_work({label: value for label, value in cells.items() if label != "Item Type"}, line)
    if work is None:
        return Skipped(line, " ".join(cells.values())[:200], NO_WORK, record=True)
    return Record(replace(work.claim, kind=KINDS.get(kind)))
