"""How much of what works cite a graph can see."""

from dataclasses import dataclass

import numpy as np

from citegraph.measure.agreement import rank_agreement
from citegraph.measure.arrays import citation_arrays

__all__ = ["Completeness", "completeness", "reference_share"]


@dataclass(frozen=True)
class Completeness:
    """How whole the reference lists of a graph are, and what that does to its numbers.

    Attributes
    ----------
    works, with_list
        The works, and those of them that cite something here.  The rest can
        be cited but not cite: local citation scores count at most
        ``with_list`` citing works, and coupling, disruption and all that
        follows citations onward is blind to the rest.
    entries, entries_here
        Over the lists whose length a service tells, how many entries they
        have, and how many of these are citations here.
    citations, citations_here
        Over the works whose citations a service counts, how many that are,
        and how many of these are citations here.
    agreement
        How well the order of those works by local citation score agrees with
        that by global citation score, Spearman's rank correlation: 1 for the
        same order.  `None` for fewer than three works or where all are level.
    """

    works: int
    with_list: int
    entries: int
    entries_here: int
    citations: int
    citations_here: int
    agreement: float | None

    @property
    def list_share(self) -> float | None:
        """The share of works that have a list here, `None` for no works."""
        return _share(self.with_list, self.works)

    @property
    def entry_share(self) -> float | None:
        """The share of entries that are citations here, `None` where no length is known."""
        return _share(self.entries_here, self.entries)

    @property
    def citation_share(self) -> float | None:
        """The share of citations that the graph can see, `None` where none are known.

        A local citation score is this part of the global one on the whole.
        """
        return _share(self.citations_here, self.citations)


def completeness(G) -> Completeness:
    """Say how whole the reference lists are and what that does to the numbers.

    Parameters
    ----------
    G : networkx.DiGraph or CitationArrays
        The attributes ``references_deposited`` and ``gcs`` are read.

    Examples
    --------
    >>> import networkx as nx
    >>> G = nx.DiGraph([("c", "a"), ("c", "b"), ("d", "a")])
    >>> G.add_nodes_from([("c", {"references_deposited": 8}), ("a", {"gcs": 40}), ("b", {"gcs": 20})])
    >>> found = completeness(G)
    >>> found.list_share, found.entry_share, found.citation_share
    (0.5, 0.25, 0.05)

    Where no service was asked, nothing is known but who has a list:

    >>> completeness(nx.DiGraph([("b", "a")])).entry_share is None
    True

    Notes
    -----
    A list or a count cannot be more than whole: where there are more
    citations here than a service tells of, it is taken to have missed them.
    """
    a = citation_arrays(G)
    cites, cited = np.diff(a.cites.indptr), np.diff(a.cited_by.indptr)
    entries, entries_known = _told(a, "references_deposited", cites)
    citations, citations_known = _told(a, "gcs", cited)
    return Completeness(
        works=len(a),
        with_list=int((cites > 0).sum()),
        entries=int(entries[entries_known].sum()),
        entries_here=int(cites[entries_known].sum()),
        citations=int(citations[citations_known].sum()),
        citations_here=int(cited[citations_known].sum()),
        agreement=_agreement(cited[citations_known], citations[citations_known]),
    )


def reference_share(G) -> dict:
    """Return the share of each work's reference list that is here.

    Returns
    -------
    dict
        Works whose number of references no service tells, or is 0, are absent.

    Examples
    --------
    >>> import networkx as nx
    >>> G = nx.DiGraph([("c", "a"), ("c", "b"), ("d", "a")])
    >>> G.add_nodes_from([("c", {"references_deposited": 8}), ("b", {"references_deposited": 5})])
    >>> reference_share(G)
    {'b': 0.0, 'c': 0.25}
    """
    a = citation_arrays(G)
    cites = np.diff(a.cites.indptr)
    entries, known = _told(a, "references_deposited", cites)
    return {a.works[row]: float(cites[row] / entries[row]) for row in np.flatnonzero(known & (entries > 0)).tolist()}


def _told(a, attribute, here):
    """What a service tells of each work, at least what is here; and of which works it does."""
    known = np.array([attribute in attributes for attributes in a.attributes], dtype=bool)
    told = [attributes.get(attribute, 0) for attributes in a.attributes]
    return np.maximum(np.array(told, dtype=np.int64), here), known


def _agreement(local, told):
    if len(local) < 3 or not np.ptp(local) or not np.ptp(told):
        return None
    return rank_agreement(local, told)


def _share(part, whole):
    return part / whole if whole else None
