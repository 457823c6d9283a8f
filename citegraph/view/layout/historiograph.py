"""A historiograph: the core works and what links them, the oldest on top."""

from dataclasses import dataclass

import networkx as nx
import numpy as np

from citegraph.view.layout.marks import LANDSCAPE

COLUMN, ROW, GAP = 62.0, 68.0, 22.0  # page units; two marks in a row stand two columns apart
MOST_IN_A_ROW = 8
CROSSING, COVERED = 4.0, 8.0  # what a crossing, and a line across a mark, cost in columns of length
ROUNDS = 6
SEARCHED_UP_TO = 150  # works; a larger core keeps the columns it starts with


@dataclass(frozen=True, slots=True)
class Historiograph:
    """Positions of the core by year, and the axis they stand on.

    Attributes
    ----------
    positions
        Work → (x, y), of the core works and the works that link them only.
    years
        Each year that holds one of them, and the y of its middle, oldest first.
    shortened
        Pairs of neighbouring years between which a long gap was shortened.
    undated_y
        The y of the row for works without a year, or `None` if all have one.
    """

    positions: dict
    years: tuple
    shortened: tuple
    undated_y: float | None


def historiograph_layout(G: nx.DiGraph, core) -> Historiograph:
    """Place the core works by year, the oldest on top, so that citations run short and cross little.

    Where no citation joins parts of the core, works are added that do: each
    time the one that joins most parts, until none joins any.  Works of one
    year that cite each other stand the citing one lower; works without a year
    stand in a row of their own below all others.

    Parameters
    ----------
    core
        Core works, best first, as `citegraph.ranking.core_works` returns them;
        those that the graph lacks are left out.

    >>> from types import SimpleNamespace
    >>> G = nx.DiGraph([("c", "a"), ("c", "b"), ("d", "x")])
    >>> for work, year in dict(a=1963, b=1965, c=1973).items():
    ...     G.nodes[work]["year"] = year
    >>> history = historiograph_layout(G, [SimpleNamespace(id="a"), SimpleNamespace(id="b")])
    >>> sorted(history.positions), [year for year, _ in history.years]
    (['a', 'b', 'c'], [1963, 1965, 1973])

    A core of nothing has no history:

    >>> historiograph_layout(G, [])
    Historiograph(positions={}, years=(), shortened=(), undated_y=None)

    Notes
    -----
    The columns are found by moving one work at a time for as long as that
    makes citations shorter, or fewer of them cross or run across a mark; about
    0.7 s of processor time for 30 works.

    References
    ----------
    E. Garfield, "Historiographic mapping of knowledge domains literature",
    Journal of Information Science 30, 2004.
    """
    works = _with_links(G, sorted({entry.id for entry in core} & set(G)))
    if not works:
        return Historiograph({}, (), (), None)
    rows = _rows(G, works)
    y, years, shortened, undated_y = _heights(rows)
    columns = _columns(G.subgraph(works), [row for _, row in rows], y)
    left, right = min(columns.values()), max(columns.values())
    wished = max(y.values()) * LANDSCAPE / max((right - left) * COLUMN, 1.0)
    pitch = COLUMN * min(max(wished, 1.0), 2.5)  # names need room, and the stage is wide
    positions = {work: (round((columns[work] - left) * pitch, 1), y[work]) for work in works}
    return Historiograph(positions, years, shortened, undated_y)


def _with_links(G, core):
    """The core, and the works that join parts of it that no citation joins."""
    chosen = set(core)
    part = {}
    for number, group in enumerate(nx.weakly_connected_components(G.subgraph(chosen))):
        part.update(dict.fromkeys(group, number))
    while len(set(part.values())) > 1:
        joins = {}
        for work in chosen:
            for other in (*G.predecessors(work), *G.successors(work)):
                if other not in chosen:
                    joins.setdefault(other, set()).add(part[work])
        best = min(joins, key=lambda work: (-len(joins[work]), -G.in_degree(work), work), default=None)
        if best is None or len(joins[best]) < 2:
            break
        chosen.add(best)
        joined = min(joins[best])
        part = {work: joined if number in joins[best] else number for work, number in part.items()} | {best: joined}
    return sorted(chosen)


def _rows(G, works):
    """(year, works) from top to bottom; a year has several rows if its works cite each other or are many."""
    by_year = {}
    for work in works:
        by_year.setdefault(G.nodes[work].get("year"), []).append(work)
    rows = []
    for year in sorted(by_year, key=lambda year: (year is None, year)):
        circles = nx.condensation(G.subgraph(by_year[year]))
        level = {}
        for circle in reversed(list(nx.topological_sort(circles))):
            level[circle] = 1 + max((level[cited] for cited in circles.successors(circle)), default=-1)
        for height in range(max(level.values()) + 1):
            row = sorted(work for circle in circles if level[circle] == height for work in circles.nodes[circle]["members"])
            parts = -(-len(row) // MOST_IN_A_ROW)
            rows.extend((year, row[i::parts]) for i in range(parts))
    return rows


def _heights(rows):
    """Work → y, and the axis."""
    y, middles, shortened, at, before = {}, {}, [], 0.0, rows[0][0]
    for i, (year, row) in enumerate(rows):
        if i and year == before:
            at += ROW * 0.75
        elif i:
            gap = 0 if year is None else year - before - 1
            at += ROW + (GAP if year is None else GAP * (min(gap, 3) + 0.06 * max(0, gap - 3)))
            if gap > 5:
                shortened.append((before, year))
        before = year
        middles.setdefault(year, []).append(at)
        y.update((work, round(at, 1)) for work in row)
    middle = {year: round(sum(all_of) / len(all_of), 1) for year, all_of in middles.items()}
    undated_y = middle.pop(None, None)
    return y, tuple(middle.items()), tuple(shortened), undated_y


def _columns(G, rows, y):
    """Work → column, with two columns between any two in a row."""
    tall = max(y.values()) - min(y.values()) + ROW
    wide = max(2 * max(map(len, rows)), round(tall * LANDSCAPE / COLUMN)) - 1
    works = sorted(G)
    at = {work: i for i, work in enumerate(works)}
    pairs = np.array([(at[a], at[b]) for a, b in sorted(G.edges) if a != b], dtype=int).reshape(-1, 2)
    column = np.zeros(len(works))
    for row in rows:
        for i, work in enumerate(row):
            column[at[work]] = round((i + 0.5) * wide / len(row) - 0.5) if len(row) > 1 else wide // 2
    height = np.array([y[work] / COLUMN for work in works])
    if len(works) <= SEARCHED_UP_TO and len(pairs):
        _search(column, height, pairs, [[at[work] for work in row] for row in rows], wide)
    return {work: float(column[at[work]]) for work in works}


def _search(column, height, pairs, rows, wide):
    """Move works to other columns, one by one, as long as the picture gains."""
    ties = [np.flatnonzero((pairs == i).any(axis=1)) for i in range(len(column))]
    row_of = {i: row for row in rows for i in row}
    order = sorted(row_of, key=lambda i: (-len(ties[i]), i))
    for _ in range(ROUNDS):
        moved = False
        for i in order:
            own, others = column[i], [j for j in row_of[i] if j != i]
            best, least = own, _cost(column, height, pairs, ties[i], i)
            for spot in range(wide + 1):
                if any(abs(column[j] - spot) < 2 for j in others):
                    continue
                column[i] = spot
                cost = _cost(column, height, pairs, ties[i], i)
                if cost < least - 1e-9:
                    best, least = spot, cost
            column[i] = best
            moved |= best != own
            moved |= any(_swapped(column, height, pairs, ties, i, j) for j in others if i < j)
        if not moved:
            break


def _swapped(column, height, pairs, ties, i, j):
    """Exchange two works of a row if that gains."""
    both, none = np.union1d(ties[i], ties[j]), ties[j][:0]

    def cost():
        return _cost(column, height, pairs, both, i) + _cost(column, height, pairs, none, j)

    before = cost()
    column[i], column[j] = column[j], column[i]
    gains = cost() < before - 1e-9
    if not gains:
        column[i], column[j] = column[j], column[i]
    return gains


def _cost(column, height, pairs, own, mark):
    """What the citations *own* and the mark *mark* cost: length, crossings, and marks that lines run across."""
    a, b = pairs[own, 0], pairs[own, 1]
    cost = float(np.abs(column[a] - column[b]).sum()) + 0.05 * abs(column[mark] - column.mean())
    ax, ay, bx, by = (values[:, None] for values in (column[a], height[a], column[b], height[b]))
    cx, cy, dx, dy = column[pairs[:, 0]], height[pairs[:, 0]], column[pairs[:, 1]], height[pairs[:, 1]]

    def side(px, py, qx, qy, rx, ry):
        return np.sign((qx - px) * (ry - py) - (qy - py) * (rx - px))

    crossing = (side(ax, ay, bx, by, cx, cy) * side(ax, ay, bx, by, dx, dy) < 0) & (
        side(cx, cy, dx, dy, ax, ay) * side(cx, cy, dx, dy, bx, by) < 0
    )
    cost += CROSSING * crossing.sum()
    cost += COVERED * _across(ax, ay, bx, by, column, height)
    return cost + COVERED * _across(
        cx[:, None], cy[:, None], dx[:, None], dy[:, None], column[mark : mark + 1], height[mark : mark + 1]
    )


def _across(ax, ay, bx, by, x, y):
    """How many marks lie on lines that do not end at them."""
    along = (bx - ax) ** 2 + (by - ay) ** 2 + 1e-9
    part = ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / along
    far = np.hypot(ax + part * (bx - ax) - x, ay + part * (by - ay) - y)
    return int(((part > 1e-6) & (part < 1 - 1e-6) & (far < 0.45)).sum())
