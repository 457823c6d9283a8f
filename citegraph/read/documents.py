"""Documents of word processors: text with paragraphs, and the works that reference managers keep in it."""

from dataclasses import dataclass, replace

from citegraph.errors import ReadError
from citegraph.identifiers import find_dois
from citegraph.model import Reference
from citegraph.read.field_codes import cited_in, with_cited
from citegraph.read.markup import Markup
from citegraph.read.pages import read_page
from citegraph.read.reading import Reading, Skipped, renumbered


@dataclass(frozen=True, slots=True)
class Document:
    """A document as text, and the works its citations hold.

    Attributes
    ----------
    form
        ``word`` or ``open-document``.
    page
        What a reader sees, paragraphs parted by empty lines; a line of it counts as its paragraph.
    cited
        In the order of the citations, as often as they are cited.
    damaged
        What could not be read.
    """

    form: str
    page: Markup
    cited: tuple[Reference, ...] = ()
    damaged: tuple[Skipped, ...] = ()


def read_document(document: Document, *, name: str, sha256: str) -> Reading:
    """Read a document as any text, and with it the works that its citations hold.

    Raises
    ------
    ReadError
        If it holds no reference, no DOI and no work.
    """
    page = document.page
    reading = with_cited(renumbered(read_page(page.text, name=name, sha256=sha256), page.lines), document.cited)
    if not (reading.about or reading.entries):
        raise ReadError(name, "no reference, no DOI and no work found in it")
    return replace(reading, format=document.form, skipped=(*reading.skipped, *document.damaged))




class Lines:
    """The lines of a document as they are gathered, paragraph by paragraph.

    >>> lines = Lines()
    >>> lines.write("Small H. Co-citation. 1973. ")
    >>> lines.link("https://doi.org/10.1002/ASI.1")
    >>> lines.end(lines.taken())
    >>> lines.document("word").page.text
    'Small H. Co-citation. 1973. https://doi.org/10.1002/asi.1\\n'
    """

    def __init__(self):
        self._lines, self._cited, self._damaged = [], [], []
        self._pieces, self._targets, self._paragraph = [], [], 0

    def write(self, text):
        """Add to the paragraph at hand."""
        before, *others = text.split("\n")
        self._pieces.append(before)
        for line in others:
            self._show_targets()
            self._pieces.append("\n" + line)

    def link(self, target):
        """Note what a piece of the line at hand leads to."""
        self._targets.append(target)

    def cite(self, code, data=""):
        """Keep the works that a field code of a reference manager holds."""
        self._cited += cited_in(code, data, line=self._paragraph + 1)

    def lose(self, skipped):
        """Keep what became of a damaged part; its line is the paragraph at hand."""
        self._damaged.append(replace(skipped, line=self._paragraph + 1))

    def taken(self):
        """Return what was written since this was last called, and begin anew."""
        self._show_targets()
        text, self._pieces = "".join(self._pieces), []
        return text.strip()

    def end(self, text):
        """Add *text* as a paragraph, an empty line after it."""
        self._paragraph += 1
        lines = [line for each in text.split("\n") if (line := " ".join(each.split()))]
        self._lines += [(line, self._paragraph) for line in (*lines, "") if lines]

    def document(self, form):
        """Return what was gathered."""
        page = Markup("\n".join(text for text, _ in self._lines), tuple(number for _, number in self._lines))
        return Document(form, page, tuple(self._cited), tuple(self._damaged))

    def _show_targets(self):
        """End a line: what its links lead to is added, if it is a DOI that the line does not show."""
        shown = "".join(self._pieces).rpartition("\n")[2].lower()
        for target in self._targets:
            for found in find_dois(target):
                if found.doi not in shown:
                    self._pieces.append(f" https://doi.org/{found.doi}")
                    shown += found.doi
        self._targets = []
