"""Citations one a line: edge lists, tables of citations and of works, MatrixMarket.

VOSviewer's map and network files and those of CitNetExplorer are such tables.
"""

import csv
import io
import re

from citegraph.errors import ReadError
from citegraph.read.networks.gathering import UNDESCRIBED, Gathering
from citegraph.read.reading import Reading

# Heads of the column that names a work, and of those that hold the ends of a citation, and what they say of its direction.
_CITING = ("citing", "citing_pub_index", "citing_id", "citing_doi", "citing_paper", "citing_work")
_CITED = ("cited", "cited_pub_index", "cited_id", "cited_doi", "cited_paper", "cited_work", "cited_reference")
_START = ("source", "from", "fromnodeid", "start", "node1", "source_id", "from_id")
_END = ("target", "to", "tonodeid", "end", "node2", "target_id", "to_id")
NAMES = ("id", "node", "node_id", "vertex", "nodeid")
# What a bibliography's table has and a table of vertices has not.
_BIBLIOGRAPHIC = {"title", "authors", "author", "author full names", "document title", "article title", "display_name", "referenced_works"}
_SUFFIXES = (".edges", ".edgelist", ".el", ".cites", ".mtx", ".edges.csv", ".edges.txt", ".edges.tsv", ".network.txt")
_MATRIX = "%%matrixmarket"
# What networkx puts behind the two works of a line.
_DICTIONARY = re.compile(r"\s\{.*\}\s*$")
_DOI = re.compile(r"\s*(?:https?://[\w.]*doi\.org/)?10\.\d{4,9}/", re.IGNORECASE)
_LABEL = re.compile(r"[\w.:-]+")
_SAMPLE = 200


def is_citation_table(text: str) -> bool:
    r"""Whether *text* is a table of citations, a table of works beside one, or an edge list.

    >>> is_citation_table("citing,cited\n1,2\n"), is_citation_table("# FromNodeId\tToNodeId\n1001\t9304045\n1001\t9308122\n1001\t9309097\n")
    (True, True)
    >>> is_citation_table("Small,1973\nGarfield,1955\nMead,2001\n"), is_citation_table("10.1000/a 10.1000/b\n")
    (False, False)
    """
    return _layout(text) is not None


def read_citation_table(text: str, *, name: str, sha256: str) -> Reading:
    r"""Read a table of citations, a table of works, or an edge list.

    >>> reading = read_citation_table("id,label,year\n0001001,A,2000\n", name="a.nodes.csv", sha256="")
    >>> reading.network.works, reading.format
    ({'0001001': {'label': 'A', 'year': '2000'}}, 'table')
    >>> reading = read_citation_table("cited\tciting\nA\tB\nB\n", name="a.tsv", sha256="")
    >>> reading.network.arcs, reading.network.direction, reading.skipped[0].line
    ({('A', 'B'): {}}, 'cited-citing', 3)

    Raises
    ------
    ReadError
        If it is no such table.
    """
    layout = _layout(text, named=name.lower().removesuffix(".gz").endswith(_SUFFIXES))
    if layout is None:
        raise ReadError(name, "holds no citation: two works on a line, parted by a blank, a comma or a tab")
    return layout(text, name, sha256)


def _layout(text, named=False):
    """The function that reads *text*, or `None`."""
    if text[:40].lower().startswith(_MATRIX):
        return _read_matrix
    head, lines = _head_and_sample(text)
    if not lines:
        return None
    if mark := _mark_of(lines[0]):
        columns = _columns(lines[0], mark)
        if columns[0] in NAMES and (columns[1:2] == ["label"] or not _BIBLIOGRAPHIC & set(columns)):
            return _read_works
        if set(columns) >= {"authors", "title", "source", "year", "doi", "cit_score"}:
            return _read_works
        if ends := ends_of(columns):
            # DOIs name published works, which are seeds with lists: a table for `citegraph.read.exports.tables`.
            named = [cell for row in lines[1:4] for place in ends[:2] for cell in _cells(row, mark)[place : place + 1] if cell]
            bare = named and _DOI.match(named[0])
            return None if bare and all(_DOI.match(cell.lower().removeprefix("doi:")) for cell in named) else _read_citations
    cells = [_cells(line, mark) for line in lines]
    rows = [row for row in cells if 2 <= len(row) <= 4 and all(map(_is_number, row[2:])) and row[1]]
    # A damaged line among many costs itself.
    if rows and len(rows) >= (0.5 if named else 0.95) * len(cells):
        # Without a head, words could be anything: a list of names, or of authors and years.
        numbered = all(_LABEL.fullmatch(cell) and any(map(str.isdigit, cell)) for row in rows for cell in row[:2])
        if named or (numbered and len(rows) >= 3 and not _counts_years(rows)) or (numbered and head):
            return _read_edges
    return None


def _counts_years(rows):
    """Whether a table says something of years, as how many works each brought."""
    return any(all(re.fullmatch(r"1[5-9]\d\d|20\d\d", row[place]) for row in rows) for place in (0, 1))


def _head_and_sample(text):
    """The comments at the head, and the first lines after them."""
    head, lines = [], []
    for line in text[:200_000].split("\n"):
        if line.lstrip().startswith(("#", "%")) and not lines:
            head.append(line.strip().lstrip("#% "))
        elif line.strip():
            lines.append(line)
        if len(lines) >= _SAMPLE:
            break
    return head, lines


def _mark_of(line):
    line = _DICTIONARY.sub("", line)
    return next((mark for mark in "\t,;|" if mark in line), None)


def _cells(line, mark):
    if mark is None:
        return _DICTIONARY.sub("", line).split()
    return [cell.strip() for cell in next(csv.reader([line], delimiter=mark))]


def _columns(line, mark):
    return [cell.strip().lower() for cell in _cells(line.lstrip("\ufeff"), mark)]


def _is_number(cell):
    return len(cell) < 100 and bool(re.fullmatch(r"[-+]?\d*\.?\d+(?:e[-+]?\d+)?|\d{4}-\d\d-\d\d|", cell, re.IGNORECASE))


def ends_of(columns: list[str]) -> tuple[int, int, str | None] | None:
    """Return the places of the columns that hold the start and the end of an arc, and what their heads say.

    >>> ends_of(["text", "cited", "citing"]), ends_of(["source", "target"]), ends_of(["id", "title"])
    ((1, 2, 'cited-citing'), (0, 1, None), None)
    """
    for starts, ends, direction in ((_CITING, _CITED, "citing-cited"), (_START, _END, None)):
        start = next((place for place, column in enumerate(columns) if column in starts), None)
        end = next((place for place, column in enumerate(columns) if column in ends), None)
        if start is not None and end is not None:
            return (end, start, "cited-citing") if direction and end < start else (start, end, direction)
    return None


def _rows(text, mark):
    """Rows with their lines; a cell may hold line breaks between quotation marks."""
    table = csv.reader(io.StringIO(text, newline=""), delimiter=mark)
    line = 1
    while True:
        try:
            row = next(table)
        except StopIteration:
            return
        except csv.Error as error:
            yield line, error
        else:
            if row:
                yield line, row
        line = table.line_num + 1


def _read_works(text, name, sha256):
    found, columns = Gathering(), None
    for line, row in _rows(text, _mark_of(_head_and_sample(text)[1][0])):
        if columns is None:
            columns = [column.strip() for column in row]
            numbered = columns[0].lower() not in NAMES
            place = 0
        elif isinstance(row, csv.Error) or (not numbered and not row[0].strip()):
            found.skip(line, str(row), "a row that names no work")
        else:
            place += 1
            said = {column: cell for column, cell in zip(columns, row, strict=False) if cell}
            found.work(str(place) if numbered else said.pop(columns[0]), said)
    return found.reading(name, sha256, "table")


def _read_citations(text, name, sha256):
    found, columns = Gathering(), None
    head, lines = _head_and_sample(text)
    arc, rest = found.arc, []
    for line, row in _rows(text, _mark_of(lines[0])):
        if isinstance(row, csv.Error):
            found.skip(line, str(row), "a row that cannot be read")
        elif columns is None:
            if row[0].lstrip().startswith(("#", "%")):
                continue
            columns = [column.strip() for column in row]
            start, end, direction = ends_of([column.lower() for column in columns])
            last, rest = max(start, end), [place for place in range(len(columns)) if place not in (start, end)]
        elif len(row) > last and (first := row[start].strip()) and (second := row[end].strip()):
            said = {columns[place]: row[place] for place in rest if place < len(row) and row[place]} if rest else None
            arc(first, second, line, said)
        else:
            found.skip(line, ",".join(row), "a citation without both its works")
    return found.reading(name, sha256, "citations", direction=direction, head="\n".join(head))


def _read_edges(text, name, sha256):
    found = Gathering()
    head, lines = _head_and_sample(text)
    mark = _mark_of(lines[0])
    arc = found.arc
    for number, line in enumerate(text.split("\n"), start=1):
        cells = line.split(mark) if mark else line.split()
        if len(cells) >= 2 and (start := cells[0].strip(' \t"')) and (end := cells[1].strip(' \t"')):
            if start[0] not in "#%":
                arc(start, end, number)
        elif line.strip() and line.lstrip()[0] not in "#%":
            found.skip(number, line.strip(), "not two works on a line")
    return found.reading(name, sha256, "edge-list", head="\n".join(head))


def _read_matrix(text, name, sha256):
    found, size, comments, rows = Gathering(), None, [], text.split("\n")
    if "coordinate" not in rows[0].lower():
        raise ReadError(name, "a MatrixMarket file that does not list its entries", 1)
    for number, line in enumerate(rows[1:], start=2):
        cells = line.split()
        if line.startswith("%") or not cells:
            comments.append(line.lstrip("% "))
            continue
        try:
            values = [int(cell[:12]) for cell in cells[: 2 if size else 3]]
        except ValueError:
            values = []
        if size is None:
            if len(values) < 3:
                raise ReadError(name, "a MatrixMarket file without its size", number)
            size = max(values[:2])
            if size > max(UNDESCRIBED, len(rows)):
                raise ReadError(name, f"declares {size} works and has {len(rows)} lines", number)
            for place in range(1, size + 1):
                found.work(str(place))
        elif len(values) == 2 and all(1 <= value <= size for value in values):
            found.arc(str(values[0]), str(values[1]), number)
        else:
            found.skip(number, line.strip(), f"no entry of a matrix of {size} works")
    return found.reading(name, sha256, "matrix-market", head="\n".join(comments))
