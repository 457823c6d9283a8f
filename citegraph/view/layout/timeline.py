"""A timeline: works by year from left to right, in lanes."""

from dataclasses import dataclass

import networkx as nx

from citegraph.view.layout.marks import LANDSCAPE, apart


@dataclass(frozen=True, slots=True)
class Timeline:
    """Positions by year, and the axis they stand on.

    Attributes
    ----------
    positions
        Work → (x, y).
    years
        Each year that holds a work, and the x of its middle, oldest first.
    shortened
        Pairs of neighbouring years between which a long gap was shortened.
    undated_x
        The x of the column for works without a year, or `None` if all have one.
    """

    positions: dict
    years: tuple
    shortened: tuple
    undated_x: float | None


def timeline_layout(G: nx.DiGraph, near: dict) -> Timeline:
    """Place works by year, from left to right; cited and citing works in near lanes.

    A year takes as many columns as its works need; gaps of many years without
    a work are shortened, and said to be.  Works without a year stand in a
    column of their own on the left.

    Parameters
    ----------
    near
        Positions of `force_layout`, from which the lanes start.

    >>> G = nx.DiGraph([("b", "a"), ("c", "a")])
    >>> G.nodes["a"]["year"], G.nodes["b"]["year"] = 1963, 1973
    >>> timeline = timeline_layout(G, {"a": (0, 0), "b": (0, 1), "c": (0, 2)})
    >>> timeline.positions["a"][0] < timeline.positions["b"][0]
    True
    >>> timeline.positions["c"][0] == timeline.undated_x < timeline.positions["a"][0]
    True
    """
    works = sorted(G)
    columns = {}
    for work in works:
        columns.setdefault(G.nodes[work].get("year"), []).append(work)
    years = sorted(year for year in columns if year is not None)
    rows = _rows([len(group) for group in columns.values()])
    lanes = _lanes(G, columns, near, rows)

    pitch_x, pitch_y, x, middles, shortened = 64.0, 34.0, 0.0, {}, []
    for before, year in zip([None, *years], years):
        if before is not None:
            gap = year - before - 1
            x += pitch_x * 0.6 * min(gap, 3) + pitch_x * 0.04 * max(0, gap - 3)
            if gap > 5:
                shortened.append((before, year))
        wide = pitch_x * _columns(len(columns[year]), rows)
        middles[year] = x + wide / 2
        x += wide
    undated_x = None
    if None in columns:
        undated_x = -pitch_x * (1 + _columns(len(columns[None]), rows) / 2)
        middles[None] = undated_x
    positions = {}
    for year, group in columns.items():
        across = _columns(len(group), rows)
        for work in group:
            lane, column = lanes[work]
            offset = (column - (across - 1) / 2) * pitch_x
            positions[work] = (round(middles[year] + offset, 1) + 0.0, round(lane * pitch_y, 1) + 0.0)
    return Timeline(positions, tuple((year, round(middles[year], 1)) for year in years), tuple(shortened), undated_x)


def _columns(count, rows):
    return -(-count // rows)


def _rows(counts):
    """The number of lanes that gives the timeline the shape of a screen."""
    for rows in range(6, 400):
        if sum(_columns(count, rows) for count in counts) * 64 <= LANDSCAPE * 1.4 * rows * 34:
            return rows
    return 400


def _lanes(G, columns, near, rows):
    """Work → (lane, column within its year), so that citations run short."""
    order = sorted(near, key=lambda work: (near[work][1], work))
    lane = {work: i * (rows - 1) / max(1, len(order) - 1) for i, work in enumerate(order)}
    placed = {}
    for sweep in range(6):
        wish = {}
        for work in sorted(G):
            around = [lane[other] for other in (*G.predecessors(work), *G.successors(work))]
            wish[work] = (lane[work] + sum(around)) / (1 + len(around)) if around and sweep else lane[work]
        order = sorted(wish, key=lambda work: (wish[work], work))
        wish = {work: i * (rows - 1) / max(1, len(order) - 1) for i, work in enumerate(order)}
        for group in columns.values():
            across = _columns(len(group), rows)
            group = sorted(group, key=lambda work: (wish[work], work))
            spaced = apart(
                [
                    sum(wish[w] for w in group[i : i + across]) / len(group[i : i + across])
                    for i in range(0, len(group), across)
                ],
                rows,
            )
            for i, work in enumerate(group):
                placed[work] = (spaced[i // across], i % across)
                lane[work] = spaced[i // across]
    return placed
