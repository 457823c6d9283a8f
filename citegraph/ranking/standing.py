"""What is known of the ranked works when reasons and cautions are put into words."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from citegraph.measure.arrays import CitationArrays
from citegraph.ranking.alphabet import cut_lists


@dataclass(frozen=True, eq=False)
class Standing:
    """A ranking before it is put into words.

    Attributes
    ----------
    seeds, rows
        Rows of `a`: of the seeds, and of the works ranked.
    values, score
        By measure, and joined; one number for each entry of `rows`.
    """

    a: CitationArrays
    seeds: np.ndarray
    rows: np.ndarray
    by: str
    values: dict[str, np.ndarray]
    score: np.ndarray

    @cached_property
    def _sorted(self):
        return {name: np.sort(-settled(value)) for name, value in (*self.values.items(), ("score", self.score))}

    def place(self, name, entry) -> tuple[int, int]:
        """The first and the last place that the work shares by a measure, or by ``"score"``."""
        value = self.score if name == "score" else self.values[name]
        ordered, own = self._sorted[name], -settled(value[entry : entry + 1])[0]
        return int(np.searchsorted(ordered, own, "left")) + 1, int(np.searchsorted(ordered, own, "right"))

    def cited_by(self, row) -> np.ndarray:
        """Rows of the works that cite the work, itself left out."""
        return _others(self.a.cited_by, row)

    def cites(self, row) -> np.ndarray:
        """Rows of the works that the work cites, itself left out."""
        return _others(self.a.cites, row)

    @cached_property
    def newest_year(self) -> int | None:
        """The year of the newest work in the graph."""
        years = self.a.years[~np.isnan(self.a.years)]
        return int(years.max()) if len(years) else None

    @cached_property
    def cut_lists(self):
        """See `citegraph.ranking.alphabet.cut_lists`."""
        return cut_lists(self.a)


def _others(lists, row):
    rows = lists.indices[lists.indptr[row] : lists.indptr[row + 1]]
    return rows[rows != row]


def settled(values) -> np.ndarray:
    """Round to ten digits, so that the order of additions parts no equals; unknown is least.

    >>> settled(np.array([0.1 + 0.2, 0.3, np.nan])).tolist()
    [0.3, 0.3, -inf]
    """
    values = np.where(np.isnan(values), -np.inf, values)
    usable = np.isfinite(values) & (np.abs(values) > 1e-290)
    scale = 10.0 ** (9 - np.floor(np.log10(np.abs(np.where(usable, values, 1)))))
    return np.where(usable, np.round(np.where(usable, values, 0) * scale) / scale, values)


def label(a, row) -> str:
    """A work's short name in a sentence: first author and year, else title, else name.

    >>> import networkx as nx
    >>> from citegraph.measure import citation_arrays
    >>> G = nx.DiGraph()
    >>> G.add_node("doi:10.1/a", authors=["Mead, Shery", "Hilton, D."], year=2001)
    >>> G.add_node("ref:04dcc140bc08")
    >>> label(citation_arrays(G), 0), label(citation_arrays(G), 1)
    ('Mead 2001', 'ref:04dcc140bc08')
    """
    attributes = a.attributes[row]
    authors, title = attributes.get("authors"), attributes.get("title")
    if authors:
        named = authors[0].partition(",")[0]
    elif title:
        named = title if len(title) <= 40 else f"{title[:40].rsplit(' ', 1)[0]} …"
    else:
        return str(a.works[row])
    return f"{named} {attributes['year']}" if "year" in attributes else named


def labels(a, rows, most=3) -> str:
    """Short names of works in one string; past *most*, how many more.

    >>> import networkx as nx
    >>> from citegraph.measure import citation_arrays
    >>> labels(citation_arrays(nx.DiGraph([("ref:1", "ref:2")])), [0, 1], most=1)
    'ref:1 and 1 more'
    """
    named = ", ".join(label(a, row) for row in rows[:most])
    return f"{named} and {len(rows) - most} more" if len(rows) > most else named
