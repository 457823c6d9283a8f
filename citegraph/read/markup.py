"""Saved HTML pages, as the text a reader sees and the fields meant for machines."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

from citegraph.read.exports.latex import plain_text

_BREAKS = frozenset(
    "address article aside blockquote br dd div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 "
    "h5 h6 header hr li "
    "main nav ol option p pre section table tbody td th thead tr ul".split()
)
_HIDDEN = frozenset("script style noscript template svg head select".split())
_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(frozen=True, slots=True)
class Markup:
    """A saved page as text.

    Attributes
    ----------
    text
        What a reader sees, list items and paragraphs parted by empty lines.
    lines
        For each line of `text`, the line of the file it begins on.
    meta
        Contents of the page's meta elements by name in lower case.
    """

    text: str
    lines: tuple[int, ...]
    meta: dict[str, list[str]] = field(default_factory=dict)


_HTML = re.compile(r"<!doctype html|<html[\s>]|<head[\s>]|<body[\s>]", re.IGNORECASE)
_FRAGMENT = re.compile(r"\s*<(?:ol|ul|li|div|p|table|section|article|main|span|h[1-6])\b[^<>]*>", re.IGNORECASE)


def is_html(text: str) -> bool:
    """Whether *text* is an HTML page.

    >>> is_html("<!DOCTYPE html><html><body>a</body></html>"), is_html("where a < b")
    (True, False)
    """
    return bool(_HTML.search(text[:4000]) or (_FRAGMENT.match(text) and "</" in text))


def read_markup(text: str) -> Markup:
    """Return the text and the fields of an HTML page.

    >>> page = read_markup('<html><head><meta name="citation_doi" content="10.1234/a"></head>'
    ...                    '<body><ol><li>Small&nbsp;H.</li><li>Price D.</li></ol></body></html>')
    >>> [line for line in page.text.split("\\n") if line], page.meta
    (['1. Small\\xa0H.', '2. Price D.'], {'citation_doi': ['10.1234/a']})
    """
    reader = _Reader()
    reader.feed(text)
    reader.close()
    reader.end_line()
    done = reader.done or [("", 1)]  # a page that only machines can read has a line too
    return Markup("\n".join(line for line, _ in done), tuple(at for _, at in done), reader.meta)


def without_emphasis(text: str) -> str:
    """Return a Markdown text, or a LaTeX bibliography, as it is meant to be seen; any other text as it is.

    >>> without_emphasis("- Small H. **Co-citation**. *JASIS*. [doi](https://doi.org/10.1002/asi.1)\\n- *Price* D.")
    '- Small H. Co-citation. JASIS. https://doi.org/10.1002/asi.1\\n- Price D.'
    >>> without_emphasis("the A* search of * marks")
    'the A* search of * marks'
    >>> without_emphasis(r"\\bibitem{a} H.~Small, \\emph{JASIS} {\\bf 24}, 265--9. \\doi{10.1002/asi.1}")
    '\\\\bibitem{a} H. Small, JASIS 24, 265–9. 10.1002/asi.1'
    """
    if "\\bibitem" in text:
        before, *parts = _BIBITEM.split(text)
        # Each part is a mark or, after it, the entry, in as many lines as before.
        text = before + "".join(part if place % 2 == 0 else _without_latex(part) for place, part in enumerate(parts))
    if len(_EMPHASIS.findall(text)) + len(_LINK.findall(text)) < 2:
        return text
    text = _LINK.sub(lambda link: link[2] if _LINK_WORD.fullmatch(link[1]) else f"{link[1]} {link[2]}", text)
    return _EMPHASIS.sub(r"\2", text)


def _without_latex(entry):
    """An entry of a LaTeX bibliography, and what follows the last, line by line as it is meant to be seen."""
    entry, _, rest = entry.partition("\\end{thebibliography}")
    entry = re.sub(r"(?<!\\)%.*", "", entry)
    entry = re.sub(r"\\newblock\b|\\(?:url|path|doi)(?=\{)", " ", entry)
    plain = plain_text(re.sub(r"\\href\s*\{([^{}]*)\}\s*\{([^{}]*)\}", r"\2 \1", entry).replace("\n", f" {_LINE_END} "))
    return " " + re.sub(f" ?{_LINE_END} ?", "\n", plain) + rest


_BIBITEM = re.compile(r"(\\bibitem\s*(?:\[(?:[^\[\]{}]|\{[^{}]*\})*\])?\s*\{[^{}]*\})")
_LINE_END = "\ue006"
_EMPHASIS = re.compile(r"(?<![\w*])(\*{1,3}|_{1,3})(?=[^\s*_])([^*\n]{0,300}?[^\s*_])\1(?![\w*])")
_LINK_WORD = re.compile(r"doi|link|pdf|url|https?:\S+", re.IGNORECASE)
_LINK = re.compile(r"\[([^\[\]\n]{1,300})\]\((https?://[^\s()]+(?:\([^\s()]*\)[^\s()]*)*)\)")


class Parser(HTMLParser):
    """A parser that no damaged declaration stops: what browsers skip to the next ``>`` raises in `HTMLParser`."""

    def parse_marked_section(self, i, report=1):
        try:
            return super().parse_marked_section(i, report)
        except AssertionError:
            return self.parse_bogus_comment(i)


class _Reader(Parser):
    """Gathers text line by line; an ordered list's items get the numbers a browser shows."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.done, self.meta = [], {}
        self._line, self._at, self._hidden, self._lists, self._raised = [], 1, [], [], False

    def end_line(self):
        text = " ".join("".join(self._line).split(" ")).strip()
        if text:
            self.done.append((text, self._at))
        elif self.done and self.done[-1][0]:
            self.done.append(("", self._at))
        self._line = []

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "meta":
            name = (given.get("name") or given.get("property") or "").lower()
            if name and given.get("content"):
                self.meta.setdefault(name, []).append(given["content"])
        if tag in _HIDDEN and tag != "head":
            self._hidden.append(tag)
        if tag in _BREAKS:
            self.end_line()
            if tag in ("li", "p", "div", "tr", "dt", "h1", "h2", "h3", "h4"):
                self.end_line()
        if tag in ("ol", "ul"):
            start = given.get("start") or "1"
            self._lists.append(int(start) - 1 if tag == "ol" and start.isdigit() else 0 if tag == "ol" else None)
        if tag == "li" and self._lists and self._lists[-1] is not None:
            self._lists[-1] += 1
            self._add(f"{self._lists[-1]}. ")
        self._raised = tag == "sup"

    def handle_endtag(self, tag):
        if self._hidden and tag == self._hidden[-1]:
            self._hidden.pop()
        if tag in ("ol", "ul") and self._lists:
            self._lists.pop()
        if tag in _BREAKS:
            self.end_line()
        if tag == "sup":
            self._raised = False

    def handle_data(self, data):
        if not self._hidden:
            data = re.sub(r"[ \t\r\n\f]+", " ", data)
            self._add(data.translate(_SUPERSCRIPT) if self._raised and data.strip().isdigit() else data)

    def _add(self, data):
        if not "".join(self._line).strip():
            self._at = self.getpos()[0]
        self._line.append(data)


def read_longest_table(text: str) -> Markup:
    """Return the longest table of an HTML page as lines of cells parted by tabs.

    >>> read_longest_table("<table><tr><th>Title<th>Year</tr>\\n<tr><td>Small <i>worlds</i></td><td>1967</td></tr></table>")
    Markup(text='Title\\tYear\\nSmall worlds\\t1967', lines=(1, 2), meta={})
    """
    reader = _Tables()
    reader.feed(text)
    reader.close()
    rows = max(reader.tables, key=len, default=[])
    shown = "\n".join("\t".join(" ".join("".join(cell).split()) for cell in cells) for _, cells in rows)
    return Markup(shown, tuple(line for line, _ in rows) or (1,))


class _Tables(Parser):
    """Gathers the cells of tables, those within others apart."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.tables, self._open = [], []

    def handle_starttag(self, tag, attrs):
        if tag == "table":
            self.tables.append([])
            self._open.append(self.tables[-1])
        elif self._open and tag == "tr":
            self._open[-1].append((self.getpos()[0], []))
        elif self._open and self._open[-1] and tag in ("td", "th"):
            self._open[-1][-1][1].append([])

    def handle_endtag(self, tag):
        if tag == "table" and self._open:
            self._open.pop()

    def handle_data(self, data):
        if self._open and self._open[-1] and (cells := self._open[-1][-1][1]):
            cells[-1].append(data)
