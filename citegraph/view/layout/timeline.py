"""A timeline: works by year from left to right, in lanes."""

from dataclasses import dataclass

import networkx as nx
import numpy as np

from citegraph.view.layout.marks import LANDSCAPE, apart

PITCH_X, PITCH_Y = 64.0, 34.0
BETWEEN_LANES = 0.8  # lanes left free between two communities
MOST_COMMUNITIES = 9  # with lanes of their own, and only from this share of all works on
SMALLEST_SHARE = 0.03


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
    lanes
        From top to bottom, for each community with lanes of its own its number
        and the y where its lanes begin and end; `None` for a number stands for
        the lanes that all other communities share.
    """

    positions: dict
    years: tuple
    shortened: tuple
    undated_x: float | None
    lanes: tuple


def timeline_layout(G: nx.DiGraph, near: dict, group_of=None) -> Timeline:
    """Place works by year, from left to right; each larger community in lanes of its own.

    Communities that stand near each other on the map have neighbouring lanes,
    and within them cited and citing works do.  A year takes as many columns as
    its works need; gaps of many years without a work are shortened, and said
    to be.  Works without a year stand in a column of their own on the left.

    Parameters
    ----------
    near
        Positions of `force_layout`, from which the lanes start.
    group_of
        Work → community, as `citegraph.measure.communities` finds them; without, there are no lanes.

    >>> G = nx.DiGraph([("b", "a"), ("c", "a")])
    >>> G.nodes["a"]["year"], G.nodes["b"]["year"] = 1963, 1973
    >>> timeline = timeline_layout(G, {"a": (0, 0), "b": (0, 1), "c": (0, 2)})
    >>> timeline.positions["a"][0] < timeline.positions["b"][0]
    True
    >>> timeline.positions["c"][0] == timeline.undated_x < timeline.positions["a"][0]
    True

    Communities too small for lanes of their own share theirs:

    >>> G = nx.DiGraph([(f"a{i}", "a0") for i in range(1, 99)] + [("y", "x")])
    >>> near = dict.fromkeys(G, (0, 0))
    >>> timeline = timeline_layout(G, near, {work: 1 if work in "xy" else 0 for work in G})
    >>> [number for number, top, bottom in timeline.lanes]
    [0, None]
    >>> timeline_layout(G, near).lanes
    ()
    """
    bands = _bands(group_of, near)
    cells = {}
    for band, (_, works) in enumerate(bands):
        for work in works:
            cells.setdefault((band, G.nodes[work].get("year")), []).append(work)
    rows, across = _rows([len(works) for _, works in bands], cells)
    tops = [sum(rows[:band]) + BETWEEN_LANES * band for band in range(len(rows))]
    placed = _placed(G, cells, [works for _, works in bands], rows, tops, near)

    years = sorted(year for year in across if year is not None)
    x, middles, shortened = 0.0, {}, []
    for before, year in zip([None, *years], years):
        if before is not None:
            gap = year - before - 1
            x += PITCH_X * 0.6 * min(gap, 3) + PITCH_X * 0.04 * max(0, gap - 3)
            if gap > 5:
                shortened.append((before, year))
        wide = PITCH_X * across[year]
        middles[year] = x + wide / 2
        x += wide
    undated_x = None
    if None in across:
        undated_x = middles[None] = -PITCH_X * (1 + across[None] / 2)
    positions = {}
    for (band, year), works in cells.items():
        columns = -(-len(works) // rows[band])
        for work in works:
            lane, column = placed[work]
            offset = (column - (columns - 1) / 2) * PITCH_X
            positions[work] = (round(middles[year] + offset, 1) + 0.0, round(lane * PITCH_Y, 1) + 0.0)
    lanes = tuple(
        (number, round((top - 0.5) * PITCH_Y, 1), round((top + high - 0.5) * PITCH_Y, 1))
        for (number, _), top, high in zip(bands, tops, rows, strict=True)
        if group_of
    )
    return Timeline(positions, tuple((year, round(middles[year], 1)) for year in years), tuple(shortened), undated_x, lanes)


def _bands(group_of, near):
    """(community, works) from top to bottom as on the map; small communities together last, under `None`."""
    if not group_of:
        return [(None, sorted(near))] if near else []
    members = {}
    for work in sorted(near):
        members.setdefault(group_of[work], []).append(work)
    largest = sorted(members, key=lambda number: (-len(members[number]), number))[:MOST_COMMUNITIES]
    own = [number for number in largest if len(members[number]) >= SMALLEST_SHARE * len(near)]
    own.sort(key=lambda number: (sum(near[work][1] for work in members[number]) / len(members[number]), number))
    others = [work for number in sorted(members) if number not in own for work in members[number]]
    return [(number, members[number]) for number in own] + ([(None, others)] if others else [])


def _rows(sizes, cells):
    """Rows of each band, and columns of each year, that give the timeline the shape of a screen."""
    for height in range(6, 400):
        rows = [max(1, round(height * size / max(1, sum(sizes)))) for size in sizes]
        across = {}
        for (band, year), works in cells.items():
            across[year] = max(across.get(year, 1), -(-len(works) // rows[band]))
        if sum(across.values()) * PITCH_X <= LANDSCAPE * 1.4 * sum(rows) * PITCH_Y:
            break
    return rows, across


def _placed(G, cells, bands, rows, tops, near):
    """Work → (lane, column within its year), so that citations run short."""
    lane, placed, order = {work: near[work][1] for work in near}, {}, sorted(near)
    if not order:
        return {}
    links = nx.to_scipy_sparse_array(G, order, weight=None, dtype=float)
    ties = links.sum(axis=0) + links.sum(axis=1)
    for sweep in range(6):  # the first keeps the order of the map
        wish = dict(lane)
        if sweep:
            level = np.array([lane[work] for work in order])
            around = links @ level + links.T @ level
            wish = dict(zip(order, ((level + around) / (1 + ties)).tolist(), strict=True))
        for works, high in zip(bands, rows, strict=True):
            for i, work in enumerate(sorted(works, key=lambda work: (wish[work], work))):
                wish[work] = i * (high - 1) / max(1, len(works) - 1)
        for (band, _), works in cells.items():
            columns = -(-len(works) // rows[band])
            group = sorted(works, key=lambda work: (wish[work], work))
            chunks = [group[i : i + columns] for i in range(0, len(group), columns)]
            spaced = apart([sum(map(wish.get, chunk)) / len(chunk) for chunk in chunks], rows[band])
            for chunk, level in zip(chunks, spaced, strict=True):
                for column, work in enumerate(chunk):
                    lane[work] = tops[band] + level
                    placed[work] = (lane[work], column)
    return placed
