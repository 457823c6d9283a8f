"""What is measured of the works on a page: measures, communities, the main path.

Plain values, a work being its place among the works sorted by name.
"""

import numpy as np

from citegraph.measure import communities, community_names, main_path
from citegraph.ranking.measures import MEASURES, is_left_out
from citegraph.ranking.standing import Standing

FEWEST = 3  # works, for a community to have a name on the page
_DIGITS = 6


def measured(standing: Standing) -> dict:
    """Return the values, communities and main path of a ranked graph for its page.

    >>> from citegraph.ranking.core import ranked
    >>> import networkx as nx
    >>> said = measured(ranked(nx.DiGraph([("c", "b"), ("c", "a"), ("b", "a")])))
    >>> next(measure for measure in said["measures"] if measure["name"] == "local_citation_score")
    {'name': 'local_citation_score', 'values': [2, 1, 0]}
    >>> said["communities"], said["mainPath"], said["community"], said["ranked"]
    ([{'number': 0, 'name': '', 'size': 3}], [2, 0], [0, 0, 0], [0, 1])

    A measure that is defined for no work, or tells none from another, is left out:

    >>> [measure["name"] for measure in measured(ranked(nx.DiGraph([("a", "a")])))["measures"]]
    []
    """
    a = standing.a
    group_of = communities(a)
    return {
        "measures": [
            {"name": name, "values": _plain(value), **({"citing": 1} if MEASURES[name].of_citing else {})}
            for name, value in standing.measured.items()
            if _tells(value)
        ],
        "left_out": [name for name in MEASURES if name not in standing.measured and is_left_out(a, name)],
        "ranked": sorted(standing.rows.tolist()),
        "community": [group_of[work] for work in a.works],
        "communities": _communities(a, group_of),
        "mainPath": _main_path(a),
    }


def _tells(values):
    known = values[~np.isnan(values)]
    return len(known) > 0 and known.min() < known.max()


def _plain(values):
    """Whole numbers whole, others to six digits, and `None` where there is none."""
    return [
        None if value != value else int(value) if value.is_integer() else float(f"{value:.{_DIGITS}g}")
        for value in values.tolist()
    ]


def _communities(a, group_of):
    sizes = np.bincount(list(group_of.values()), minlength=1)
    names = community_names(a, group_of)
    return [
        {"number": number, "name": names[number], "size": int(size)}
        for number, size in enumerate(sizes)
        if size >= FEWEST
    ]


def _main_path(a):
    """The citations of the main path, by their place among all sorted by their works.

    Citations that go round in a circle are set aside, so that every graph has one.
    """
    path = main_path(a, cycles="break")
    place = {step: i for i, step in enumerate(zip(a.citing_rows.tolist(), a.cites.indices.tolist(), strict=True))}
    return [place[a.index[citing], a.index[cited]] for citing, cited in zip(path, path[1:], strict=False)]
