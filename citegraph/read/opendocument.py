"""OpenDocument texts, as LibreOffice and others write them."""

from zipfile import ZipFile

from citegraph.read.documents import Document, Lines
from citegraph.read.numerals import written
from citegraph.read.packing import member
from citegraph.read.reading import Skipped
from citegraph.read.trees import Element, elements, text_of

_UNSEEN = frozenset({"tracked-changes", "annotation", "annotation-end", "table-of-content", "sequence-decls"})
_BLOCKS = frozenset({"p", "h", "list", "table-row"})
_BLANKS = {"s": " ", "tab": " ", "line-break": "\n", "soft-page-break": " "}
_FORMS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman", "": "none"}


def open_odt(archive: ZipFile, name: str) -> Document | None:
    """Return the document in an opened zip file, or `None` if it is no OpenDocument text.

    Raises
    ------
    ReadError
        If a part is damaged, locked, or unpacks to far more than text does.
    """
    kind = member(archive, "mimetype", name) or b""
    content = member(archive, "content.xml", name)
    if content is None or not kind.startswith(b"application/vnd.oasis.opendocument.text"):
        return None
    text = text_of(content)
    styles = text_of(member(archive, "styles.xml", name) or b"")
    walk = _Text({**_lists(styles, name), **_lists(text, name)})
    for each in elements(text, name, _BLOCKS, _UNSEEN, nested=_BLOCKS):
        if isinstance(each, Skipped):
            walk.lines.lose(each)
        else:
            walk.add(each)
    walk.add_notes()
    return walk.lines.document("open-document")


def _lists(part, name):
    """For each style of lists and level in it, what stands before a number, its form, and what stands after it."""
    found = {}
    for style in elements(part, name, {"list-style"}):
        if isinstance(style, Element):
            levels = found.setdefault(style.attributes.get("name"), {})
            for level in style.children("list-level-style-number", "list-level-style-bullet"):
                given = level.attributes
                form = _FORMS.get(given.get("num-format", ""), "decimal")
                bullet = level.name.endswith("bullet")
                shape = ("• ", "none", "") if bullet else (given.get("num-prefix", ""), form, given.get("num-suffix", ""))
                levels[given.get("level")] = shape
    return found


class _Text:
    """Walks through a document and keeps count of its lists."""

    def __init__(self, lists):
        self.lines = Lines()
        self._lists, self._counts, self._notes = lists, {}, []

    def add(self, element, label=""):
        """Add a paragraph, a list or a row of a table."""
        if element.name == "list":
            self._add_list(element, None, 1)
        elif element.name == "table-row":
            cells = [list(cell.within("p", "h")) for cell in element.children("table-cell")]
            if all(len(cell) <= 1 for cell in cells):
                self.lines.end(" ".join(self._shown(each) for cell in cells for each in cell))
            else:
                for each in (each for cell in cells for each in cell):
                    self.add(each)
        else:
            text = self._shown(element)
            self.lines.end(label + text if text else "")

    def add_notes(self):
        """Add the footnotes and endnotes, numbered from 1."""
        waiting, self._notes = self._notes, []
        for number, note in enumerate(waiting, start=1):
            texts = [text for each in note.within("p") if (text := self._shown(each))]
            self.lines.end(f"{number}. {' '.join(texts)}" if texts else "")

    def _add_list(self, listed, style, level):
        style = listed.attributes.get("style-name") or style
        counted = (style, level)
        if not ("continue-list" in listed.attributes or listed.attributes.get("continue-numbering") == "true"):
            self._counts[counted] = 0
        for item in listed.children("list-item"):
            started = False
            for part in item.children():
                if part.name == "list":
                    self._add_list(part, style, level + 1)
                elif part.name in ("p", "h"):
                    label = "" if started else self._label(counted, item.attributes.get("start-value", ""))
                    started = True
                    self.add(part, label)

    def _label(self, counted, start):
        style, level = counted
        before, form, after = self._lists.get(style, {}).get(str(level), ("", "none", ""))
        number = int(start) if start.isdecimal() and len(start) < 7 else self._counts.get(counted, 0) + 1
        self._counts[counted] = number
        label = f"{before}{written(number, form)}{after}".strip()
        return f"{label} " if label else ""

    def _shown(self, paragraph):
        self._walk(paragraph)
        return self.lines.taken()

    def _walk(self, element):
        for part in element.parts:
            if isinstance(part, str):
                self.lines.write(part.replace("\n", " "))
            elif part.name in _BLANKS:
                self.lines.write(_BLANKS[part.name])
            elif part.name == "note":
                self._notes.append(part)
            elif part.name in ("reference-mark-start", "reference-mark"):
                self.lines.cite(part.attributes.get("name", ""))
            elif part.name == "a":
                self._walk(part)
                self.lines.link(part.attributes.get("href", ""))
            else:
                self._walk(part)
