"""What is known of the ranked works when reasons and cautions are put into words."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from citegraph.measure import main_path
from citegraph.measure.arrays import CitationArrays
from citegraph.ranking.alphabet import cut_lists
from citegraph.ranking.support import Support, listed_works, newest_year


@dataclass(frozen=True, eq=False)
class Standing:
    """A ranking before it is put into words.

    Attributes
    ----------
    seeds, rows
        Rows of `a`: of the seeds, and of the works ranked.
    measured
        By measure, one number for each row of `a`.
    score
        By the ranking, one number for each entry of `rows`.
    support
        What the score is made of, where it is a sum over citing works.
    """

    a: CitationArrays
    seeds: np.ndarray
    rows: np.ndarray
    by: str
    measured: dict[str, np.ndarray]
    score: np.ndarray
    support: Support | None = None

    @cached_property
    def values(self) -> dict[str, np.ndarray]:
        """By measure, one number for each entry of `rows`."""
        return {name: value[self.rows] for name, value in self.measured.items()}

    @cached_property
    def order(self) -> list[int]:
        """The entries, best first; works level in score by local and global citation score, then by name."""
        known = self.values["global_citation_score"]
        known = np.where(np.isnan(known), -1, known)
        return np.lexsort((self.rows, -known, -self.values["local_citation_score"], -self.score)).tolist()

    @cached_property
    def rank(self) -> dict[int, int]:
        """The place of each entry in `order`, from 1."""
        return {entry: rank for rank, entry in enumerate(self.order, start=1)}

    def parts(self, entry) -> tuple[np.ndarray, np.ndarray, float]:
        """The rows a work owes its score to, the part of each, and what it owes to no row; they add up to the score."""
        row, total = self.rows[entry], self.score[entry]
        matrix = self.support.parts
        here = slice(matrix.indptr[row], matrix.indptr[row + 1])
        rows, parts, own = matrix.indices[here], matrix.data[here], self.support.own[row]
        scale = total / max(parts.sum() + own, 1e-300)
        return rows[parts > 0], parts[parts > 0] * scale, own * scale

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
        """The year that counts as now; see `citegraph.ranking.support.newest_year`."""
        return newest_year(self.a)

    @cached_property
    def listed(self) -> np.ndarray:
        """See `citegraph.ranking.support.listed_works`."""
        return listed_works(self.a)

    @cached_property
    def main_path(self) -> frozenset:
        """The works of the main path; works in a circle count as one, so that it still leads through them."""
        return frozenset(main_path(self.a, cycles="shrink"))

    @cached_property
    def circles(self) -> bool:
        """Whether any works cite each other in circles."""
        return bool(len(self.a)) and int(self.a.group.max()) + 1 < len(self.a)

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


def plain(value):
    """A number as Python's own, whole where it is whole.

    >>> plain(np.float64(3)), plain(np.float64(0.25))
    (3, 0.25)
    """
    return int(value) if value.is_integer() else float(value)


def label(a, row) -> str:
    """A work's short name in a sentence: first author and year, else title, else name.

    >>> import networkx as nx
    >>> from citegraph.measure import citation_arrays
    >>> G = nx.DiGraph()
    >>> G.add_node("doi:10.1/a", authors=["Mead, Shery", "Hilton, D."], year=2001)
    >>> G.add_node("ref:04dcc140bc08")
    >>> label(citation_arrays(G), 0), label(citation_arrays(G), 1)
    ('Mead 2001', 'ref:04dcc140bc08')

    A name of nothing is no name:

    >>> G.nodes["doi:10.1/a"]["authors"] = ["", "Hilton, D."]
    >>> label(citation_arrays(G), 0)
    'doi:10.1/a'
    """
    attributes = a.attributes[row]
    authors, title = attributes.get("authors"), attributes.get("title")
    named = authors[0].partition(",")[0].strip() if authors else ""
    if not named and title:
        named = title if len(title) <= 40 else f"{title[:40].rsplit(' ', 1)[0]} …"
    if not named:
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
