"""How a printed list is set: its type size, the distance of its lines, the edges of its columns, its indents."""

from collections import Counter
from dataclasses import dataclass

from citegraph.read.pdf.columns import Row

NEAR = 0.35  # ems within which two edges are one


@dataclass(frozen=True, slots=True)
class Setting:
    """How the rows of a list are set.

    Attributes
    ----------
    size, pitch
        Points: of the type, and from one baseline to the next within an entry.
    edges
        Left and right edge of each column, by page and block.
    indent
        How far the indented rows stand in, 0 where none do.
    """

    size: float
    pitch: float
    edges: dict[tuple[int, int], tuple[float, float]]
    indent: float

    def depth(self, row: Row) -> float:
        """How far in from the edge of its column *row* begins."""
        return row.left - self.edges[row.page, row.block][0]

    def is_out(self, row: Row) -> bool:
        return self.depth(row) < NEAR * self.size

    def is_in(self, row: Row) -> bool:
        return self.indent > 0 and abs(self.depth(row) - self.indent) < NEAR * self.size

    def is_apart(self, before: Row, row: Row) -> bool:
        """Whether more than the usual space parts two rows of one column."""
        return same_column(before, row) and before.base - row.base > 1.2 * self.pitch

    def ends_early(self, before: Row, row: Row) -> bool:
        """Whether the first word of *row* would have fitted on the line before it."""
        first = len(row.text.split(" ", 1)[0]) / len(row.text) * (row.right - row.left)
        return before.right + 0.25 * self.size + first <= self.edges[before.page, before.block][1]


def same_column(before: Row, row: Row) -> bool:
    return (before.page, before.block) == (row.page, row.block)


def main_size(rows) -> float:
    """The size of most letters in *rows*."""
    letters = Counter()
    for row in rows:
        letters[round(row.size, 1)] += len(row.text)
    return letters.most_common(1)[0][0]


def setting_of(rows) -> Setting:
    """Tell how *rows*, all of one list, are set.

    >>> rows = [Row("Small H. A paper", 1, 0, 50, 200, 90, 10), Row("on it.", 1, 0, 62, 90, 78, 10)] * 4
    >>> setting_of(rows).indent
    12.0
    """
    size = main_size(rows)
    columns = {}
    for row in rows:
        columns.setdefault((row.page, row.block), []).append(row)
    edges = {key: (min(row.left for row in some), max(row.right for row in some)) for key, some in columns.items()}
    depths = Counter()
    for key, some in columns.items():
        depths.update(round(2 * (row.left - edges[key][0])) / 2 for row in some if row.left - edges[key][0] > NEAR * size)
    indent = 0.0
    if depths:
        indent, count = max(depths.items(), key=lambda item: item[1])
        count = sum(number for depth, number in depths.items() if abs(depth - indent) <= NEAR * size)
        indent = indent if count >= 0.08 * len(rows) and indent < 12 * size else 0.0
    if indent:
        edges = {key: _with_outer_edge(key, edges, columns, indent, size) for key in edges}
    gaps = sorted(
        round(before.base - row.base, 1)
        for before, row in zip(rows, rows[1:], strict=False)
        if same_column(before, row) and 0.7 * size < before.base - row.base < 4 * size
    )
    pitch = gaps[len(gaps) // 4] if gaps else 1.2 * size
    widest = {}
    for key, (left, right) in edges.items():
        widest[key] = left, max(each[1] for each in edges.values() if abs(each[0] - left) < 2) if right else right
    return Setting(size, pitch, widest, indent)


def _with_outer_edge(key, edges, columns, indent, size):
    """The edges of a column, the left one moved out where all its rows are indented ones."""
    left, right = edges[key]
    if any(abs(row.left - left - indent) < NEAR * size for row in columns[key]):
        return left, right
    others = [edge for other, edge in edges.items() if other != key]
    if any(abs(edge[0] - left) < 1 and any(abs(row.left - left - indent) < NEAR * size for row in columns[other])
           for other, edge in edges.items() if other != key):  # fmt: skip
        return left, right
    for other_left, other_right in others:
        level = abs(left - other_left - indent) < 0.2 * size and right <= other_right + size
        width = abs((right - left) - (other_right - other_left - indent)) < 0.1 * size
        if level or width and len(columns[key]) > 1:
            return left - indent, right
    return left, right
