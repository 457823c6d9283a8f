"""Word documents: their text as Word shows it, and the works that reference managers keep behind its citations.

Of the two usual libraries one needs a large compiled parser and neither gives
what matters here: the numbers of lists, footnotes, targets of links, field
codes.  A document is a zip file of XML, and both can be read with limits.
"""

import posixpath
import re
from zipfile import ZipFile

from citegraph.read.documents import Document, Lines
from citegraph.read.numerals import Numerals, read_numerals
from citegraph.read.packing import member
from citegraph.read.reading import Skipped
from citegraph.read.trees import Element, elements, text_of

_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_HYPERLINK = re.compile(r'\s*HYPERLINK\s+(?:\\[a-z]\s+)*"?([^"\s]+)', re.IGNORECASE)
# What Word keeps and does not show: deleted text, the former place of moved text, the same drawing for old programs.
_UNSEEN = frozenset({"del", "moveFrom", "Fallback", "pPrChange", "rPrChange", "sectPr", "annotation"})
_BLOCKS = frozenset({"p", "tr"})
_BLANKS = {"tab": " ", "ptab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}


def open_word(archive: ZipFile, name: str) -> Document | None:
    """Return the document in an opened zip file, or `None` if it holds none of Word's.

    Raises
    ------
    ReadError
        If a part is damaged, locked, or unpacks to far more than text does.
    """
    main = _target(archive, name, "", "officeDocument")
    main = main if main and member(archive, main, name) is not None else "word/document.xml"
    content = member(archive, main, name)
    if content is None or not re.search(rb"<(?:\w+:)?document[\s>]", content[:4000].replace(b"\x00", b"")):
        return None
    parts = {kind: _target(archive, name, main, kind) for kind in ("numbering", "styles", "footnotes", "endnotes")}
    texts = {kind: text_of(member(archive, path, name) or b"") for kind, path in parts.items() if path}
    body = _Text(read_numerals(texts.get("numbering"), texts.get("styles"), name), _links(archive, name, main))
    body.add(text_of(content), name)
    for kind in ("footnotes", "endnotes"):
        if kind in texts:
            body.links = _links(archive, name, parts[kind])
            body.add_notes(texts[kind], name)
    return body.lines.document("word")


def _relations(archive, name, part):
    """The relations of a part (of the whole file, if it has no name): identity, kind and target of each."""
    folder, file = posixpath.split(part)
    content = member(archive, posixpath.join(folder, "_rels", f"{file}.rels"), name)
    for each in elements(text_of(content or b""), name, {"Relationship"}):
        if isinstance(each, Element):
            given = each.attributes
            yield given.get("Id"), given.get("Type", "").rpartition("/")[2], given.get("Target", "")


def _target(archive, name, part, kind):
    folder = posixpath.dirname(part)
    found = next((target for _, each, target in _relations(archive, name, part) if each == kind), None)
    if found is None:
        return None
    return found.lstrip("/") if found.startswith("/") else posixpath.normpath(posixpath.join(folder, found))


def _links(archive, name, part):
    return {identity: target for identity, kind, target in _relations(archive, name, part) if kind == "hyperlink"}


class _Text:
    """Walks through the parts of a document and keeps count of its lists and open fields."""

    def __init__(self, numerals: Numerals, links: dict[str, str]):
        self.links, self.lines = links, Lines()
        self._numerals, self._fields = numerals, []

    def add(self, part: str, name: str):
        """Add the paragraphs and the rows of tables of one part of the document."""
        for each in elements(part, name, _BLOCKS, _UNSEEN, nested=_BLOCKS):
            if isinstance(each, Skipped):
                self.lines.lose(each)
            elif each.name == "tr":
                self._add_row(each)
            else:
                self._add_paragraph(each)

    def add_notes(self, part: str, name: str):
        """Add footnotes or endnotes, numbered from 1 as Word prints them."""
        number = 0
        for note in elements(part, name, {"footnote", "endnote"}, _UNSEEN):
            if isinstance(note, Skipped):
                self.lines.lose(note)
            elif not note.attributes.get("type", "normal").lower().endswith(("separator", "notice")):
                number += 1
                texts = [text for each in note.within("p") if (text := self._shown(each))]
                self.lines.end(f"{number}. {' '.join(texts)}" if texts else "")

    def _add_row(self, row):
        """A row with a paragraph in each cell is one line; cells of more hold running text."""
        cells = [[text for each in cell.within("p") if (text := self._shown(each))] for cell in row.within("tc")]
        if all(len(cell) <= 1 for cell in cells):
            self.lines.end(" ".join(text for cell in cells for text in cell))
            return
        for cell in cells:
            for text in cell:
                self.lines.end(text)

    def _add_paragraph(self, paragraph):
        self.lines.end(self._shown(paragraph))
        for box in paragraph.within("p"):  # a text box stands in the paragraph it is anchored to
            self._add_paragraph(box)

    def _shown(self, paragraph):
        """The text of a paragraph with its number before it."""
        self._walk(paragraph)
        text = self.lines.taken()
        return self._numerals.next_label(paragraph.first("pPr")) + text if text else ""

    def _walk(self, element, raised=False):
        for part in element.children():
            name, given = part.name, part.attributes
            if name == "t":
                text = _bare(part)
                self.lines.write(text.translate(_SUPERSCRIPT) if raised and text.strip().isdigit() else text)
            elif name in _BLANKS:
                self.lines.write(_BLANKS[name])
            elif name == "instrText":
                if self._fields:
                    self._fields[-1].append(_bare(part))
            elif name == "fldChar":
                self._field(given.get("fldCharType"), part.first("fldData"))
            elif name == "fldSimple":
                self._walk(part)
                self._use(given.get("instr", ""))
            elif name == "tag":
                self.lines.cite(given.get("val", ""))
            elif name == "hyperlink":
                self._walk(part)
                self.lines.link(self.links.get(given.get("id"), ""))
            elif name == "r":
                properties = part.first("rPr")
                if not _is_on(properties and properties.first("vanish")):
                    height = properties and properties.first("vertAlign")
                    self._walk(part, raised=bool(height) and height.attributes.get("val") == "superscript")
            elif name not in ("p", "pPr", "rPr"):
                self._walk(part, raised)

    def _field(self, kind, data):
        """Follow a field from its beginning over its code to its end; the code is used once, when it is whole."""
        if kind == "begin":
            self._fields.append([data.text() if data else ""])
        elif self._fields and kind in ("separate", "end"):
            data, *code = self._fields[-1] or ("",)
            self._use("".join(code), data)
            self._fields[-1] = []
            if kind == "end":
                self._fields.pop()

    def _use(self, code, data=""):
        if link := _HYPERLINK.match(code):
            self.lines.link(link[1])
        self.lines.cite(code, data)


def _bare(element):
    return "".join(part for part in element.parts if isinstance(part, str))


def _is_on(switch):
    return switch is not None and switch.attributes.get("val", "1") not in ("0", "false", "off")
