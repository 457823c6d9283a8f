"""A map by citations: works that cite each other, and communities, stand together.

All sums are taken element by element: matrix products may differ in their last
digit from run to run.
"""

from functools import cache

import networkx as nx
import numpy as np
from scipy import fft
from scipy.sparse import csr_array
from scipy.sparse.csgraph import shortest_path
from scipy.spatial import cKDTree

from citegraph.view.layout.marks import LANDSCAPE, LENGTH, radius

EXACT_UP_TO = 600  # works; beyond, far repulsion is taken from a mesh
PIVOTS = 24
REACH = 2.0  # cells of the mesh; nearer, it is too coarse
GRAVITY = 0.02
BETWEEN = 0.4  # how strongly a citation between communities pulls, beside one within
TOGETHER = 0.1  # how strongly the middle of a community pulls its works


def force_layout(G: nx.DiGraph, group_of=None) -> dict:
    """Place works that cite each other near each other; return work → (x, y).

    Citations pull like springs, works push each other away (after Fruchterman
    and Reingold); citations between communities pull less, and the middle of
    a community pulls its works, so that communities stand together.  Parts of the graph that no citation joins stand apart, the
    largest on top, and works without any citation stand in rows at the bottom.
    The same graph gives the same positions, in whatever order it was built.

    Parameters
    ----------
    group_of
        Work → community, as `citegraph.measure.communities` finds them; without, none are drawn together.

    >>> G = nx.DiGraph([("b", "a"), ("c", "a"), ("c", "b")])
    >>> sorted(force_layout(G)) == ["a", "b", "c"]
    True

    A work that nothing links to the others still has a place:

    >>> G.add_node("d")
    >>> x, y = force_layout(G)["d"]
    >>> y > max(force_layout(G)[work][1] for work in "abc")
    True
    >>> force_layout(nx.DiGraph())
    {}

    Notes
    -----
    About 0.2 s of processor time for 300 works, 1 s for 2,000 and 6 s for 10,000.

    References
    ----------
    T. Fruchterman and E. Reingold, "Graph drawing by force-directed
    placement", 1991.  U. Brandes and C. Pich, "Eigensolver methods for
    progressive multidimensional scaling of large data", 2007 (the start).
    R. Hockney and J. Eastwood, *Computer simulation using particles*, 1988
    (far repulsion from a mesh, near repulsion exact).
    """
    parts = sorted((sorted(part) for part in nx.weakly_connected_components(G)), key=lambda part: (-len(part), part[0]))
    blocks = []
    for part in parts:
        if len(part) > 1:
            place = {work: i for i, work in enumerate(part)}
            pairs = {
                (min(a, b), max(a, b)) for w in part for c in G.successors(w) if (a := place[w]) != (b := place[c])
            }
            xy = _spread(len(part), np.array(sorted(pairs)), np.array([group_of[work] if group_of else 0 for work in part]))
            blocks.append((part, _separate(_turn(xy), np.array([_room(G, work) for work in part]))))
    positions = _pack(blocks)
    alone = [part[0] for part in parts if len(part) == 1]
    positions.update(_band(alone, positions))
    return {work: (round(float(x), 1) + 0.0, round(float(y), 1) + 0.0) for work, (x, y) in sorted(positions.items())}


def _room(G, work):
    return radius(G.in_degree(work)) + 3


def _spread(n, pairs, group):
    """Positions of one connected part, from the indices of works that share a citation, and their communities."""
    if n == 2:
        return np.array([[0.0, 0.0], [LENGTH, 0.0]])
    xy = _start(n, pairs)
    a, b = pairs[:, 0], pairs[:, 1]
    degree = np.bincount(np.concatenate([a, b]), minlength=n)
    mass = degree**0.25
    strength = np.where(group[a] == group[b], 1.0, BETWEEN) / LENGTH
    group = np.unique(group, return_inverse=True)[1]
    members = np.bincount(group)
    together = TOGETHER if len(members) > 1 else 0.0
    rounds = 200 if n <= 5000 else 140 if n <= 12_000 else 100
    heat = LENGTH * max(1.0, n**0.5 / 6)
    for step in range(rounds):
        push = _push_exact(xy, mass) if n <= EXACT_UP_TO else _push_mesh(xy, mass)
        dx, dy = xy[b, 0] - xy[a, 0], xy[b, 1] - xy[a, 1]
        pull = np.sqrt(dx * dx + dy * dy) * strength
        for axis, along in enumerate((dx, dy)):
            force = along * pull
            push[:, axis] += np.bincount(a, force, n) - np.bincount(b, force, n)
            push[:, axis] += together * ((np.bincount(group, xy[:, axis]) / members)[group] - xy[:, axis])
        push -= (xy - xy.mean(axis=0)) * GRAVITY
        far = np.sqrt((push**2).sum(axis=1)) + 1e-9
        xy = xy + push * (np.minimum(far, heat * (1 - step / rounds) ** 1.5 + 0.3) / far)[:, None]
    return xy - xy.mean(axis=0)


def _start(n, pairs):
    """Pivot MDS: distances to a few far-apart works, projected onto a plane."""
    ends = np.concatenate([pairs, pairs[:, ::-1]])
    linked = csr_array((np.ones(len(ends)), (ends[:, 0], ends[:, 1])), shape=(n, n))
    pivot = int(np.argmax(np.bincount(ends[:, 0], minlength=n)))
    nearest, steps = np.full(n, np.inf), []
    for _ in range(min(n, PIVOTS)):
        distance = shortest_path(linked, unweighted=True, indices=pivot)
        steps.append(distance)
        nearest = np.minimum(nearest, distance)
        pivot = int(np.argmax(nearest))
    squared = np.array(steps).T ** 2
    centred = squared - squared.mean(axis=0) - squared.mean(axis=1)[:, None] + squared.mean()
    gram = np.einsum("ni,nj->ij", centred, centred)
    rng = np.random.default_rng(1959)
    plane = []
    for _ in range(2):
        vector = rng.random(len(gram)) - 0.5
        for _ in range(60):
            for other in plane:
                vector = vector - other * (other * vector).sum()
            vector = (gram * vector).sum(axis=1)
            vector = vector / (np.sqrt((vector**2).sum()) + 1e-12)
        plane.append(vector)
    xy = np.stack([(centred * vector).sum(axis=1) for vector in plane], axis=1)
    wide = np.sqrt((xy**2).mean(axis=0)) + 1e-9
    xy = xy / wide * np.sqrt(n) * LENGTH / 2.5
    return xy + (rng.random((n, 2)) - 0.5) * LENGTH


def _push_exact(xy, mass):
    """Repulsion LENGTH³/distance² between every two works."""
    dx, dy = np.subtract.outer(xy[:, 0], xy[:, 0]), np.subtract.outer(xy[:, 1], xy[:, 1])
    strength = dx * dx
    strength += dy * dy
    strength += 1.0
    strength *= np.sqrt(strength)
    np.divide(LENGTH**3, strength, out=strength)
    strength *= mass
    push = np.stack([np.einsum("ij,ij->i", dx, strength), np.einsum("ij,ij->i", dy, strength)], axis=1)
    return push * mass[:, None]


def _push_mesh(xy, mass):
    """The same repulsion: exact between near works, from a mesh between far ones."""
    n, size = len(xy), 128 if len(xy) < 6000 else 256
    low = xy.min(axis=0)
    cell = max(float((xy.max(axis=0) - low).max()) / (size - 4), 1e-6)
    where = (xy - low) / cell + 1
    corner = np.floor(where).astype(int)
    part = where - corner
    shares = [
        ((corner[:, 0] + i) * size + corner[:, 1] + j, np.abs(1 - i - part[:, 0]) * np.abs(1 - j - part[:, 1]))
        for i in (0, 1)
        for j in (0, 1)
    ]
    density = sum(np.bincount(at, share * mass, size * size) for at, share in shares).reshape(size, size)
    spectrum = fft.rfft2(density, (2 * size, 2 * size), workers=1)
    push = np.empty((n, 2))
    for axis, falloff in enumerate(_falloffs(size)):
        field = fft.irfft2(spectrum * falloff, workers=1)[:size, :size].ravel()
        push[:, axis] = sum(field[at] * share for at, share in shares)
    push *= (mass * LENGTH**3 / cell**2)[:, None]
    near = _pairs_within(xy, min(1.5 * REACH * cell, LENGTH))
    a, b = near[:, 0], near[:, 1]
    dx, dy = xy[a, 0] - xy[b, 0], xy[a, 1] - xy[b, 1]
    squared = dx * dx + dy * dy
    missing = _inverse_cube(squared + 1.0) - _inverse_cube(squared + (REACH * cell) ** 2)
    missing *= LENGTH**3 * mass[a] * mass[b]
    for axis, along in enumerate((dx, dy)):
        force = along * missing
        push[:, axis] += np.bincount(a, force, n) - np.bincount(b, force, n)
    return push


def _inverse_cube(squared):
    return 1 / (squared * np.sqrt(squared))


@cache
def _falloffs(size):
    """How one work pushes along x and along y, wherever it stands on the mesh, as spectra."""
    steps = np.concatenate([np.arange(size), np.arange(-size, 0)]).astype(float)
    sx, sy = steps[:, None], steps[None, :]
    falloff = _inverse_cube(sx**2 + sy**2 + REACH**2)
    return tuple(fft.rfft2(toward * falloff, workers=1) for toward in (sx, sy))


def _pairs_within(xy, distance):
    """Pairs of works nearer than *distance*; of the same positions always in the same order, as sums depend on it."""
    return cKDTree(xy, balanced_tree=False, compact_nodes=False).query_pairs(distance, output_type="ndarray")


def _turn(xy):
    """Turn positions so that their longest extent lies along the screen."""
    x, y = xy[:, 0] - xy[:, 0].mean(), xy[:, 1] - xy[:, 1].mean()
    angle = 0.5 * np.arctan2(2 * (x * y).sum(), (x * x).sum() - (y * y).sum())
    return np.stack([x * np.cos(angle) + y * np.sin(angle), y * np.cos(angle) - x * np.sin(angle)], axis=1)


def _separate(xy, room):
    """Move marks that cover each other apart."""
    n = len(xy)
    for _ in range(30):
        a, b = _pairs_within(xy, 2 * float(room.max())).T
        reach = room[a] + room[b]
        apart = xy[a, 0] - xy[b, 0], xy[a, 1] - xy[b, 1]
        squared = apart[0] ** 2 + apart[1] ** 2
        hit = np.flatnonzero(squared < (reach - 0.5) ** 2)
        if not len(hit):
            break
        a, b, far = a[hit], b[hit], np.sqrt(squared[hit]) + 1e-6
        move = 0.5 * (reach[hit] - far) / far
        for axis in (0, 1):
            force = apart[axis][hit] * move
            xy[:, axis] += np.bincount(a, force, n) - np.bincount(b, force, n)
    return xy


def _pack(blocks):
    """Set the largest part on top and the others in rows below it."""
    positions, left, bottom, height = {}, 0.0, 0.0, 0.0
    width, area = None, sum(float(np.prod(np.ptp(xy, axis=0) + LENGTH)) for _, xy in blocks)
    for part, xy in blocks:
        low, high = xy.min(axis=0) - LENGTH / 2, xy.max(axis=0) + LENGTH / 2
        wide, tall = high - low
        if width is None:
            width = max(wide, (area * LANDSCAPE) ** 0.5)
        if left and left + wide > width:
            left, bottom, height = 0.0, bottom + height, 0.0
        height = max(height, tall)
        for work, (x, y) in zip(part, xy - low + (left, bottom + (height - tall) / 2)):
            positions[work] = (x, y)
        left += wide
    return positions


def _band(alone, positions):
    """Rows for works without any citation, below everything else."""
    if not alone:
        return {}
    pitch = LENGTH / 2
    right = max((x for x, _ in positions.values()), default=0.0)
    left = min((x for x, _ in positions.values()), default=0.0)
    below = max((y for _, y in positions.values()), default=-2 * LENGTH) + 2 * LENGTH
    columns = max(int((right - left) / pitch), int((len(alone) * LANDSCAPE) ** 0.5) + 1)
    return {work: (left + i % columns * pitch, below + i // columns * pitch) for i, work in enumerate(alone)}
