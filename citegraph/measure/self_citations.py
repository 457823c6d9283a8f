"""Citations of works by their own authors."""

import numpy as np
from scipy.sparse import csr_array

from citegraph.measure.arrays import CitationArrays, citation_arrays
from citegraph.model import fold

__all__ = ["self_citations", "without_self_citations"]


def self_citations(G) -> list[tuple]:
    """Return the citations whose two works share an author.

    Authors are one where their ORCIDs are the same.  Where one of them has
    none, they are one where their family names are the same and their given
    names can be: each given name or initial that both have is the same or
    the initial of the other, and who has none may be anyone of that family
    name.  Case, accents and punctuation do not count.

    Parameters
    ----------
    G : networkx.DiGraph or CitationArrays
        The attribute ``authors`` is read, a list of ``Family, Given``, and
        ``orcids`` if there is one: a list of as many, with an empty text
        where an author's is not known (`citegraph.graph`).

    Returns
    -------
    list of tuple
        Edges ``(citing, cited)`` by name.  A work that lists itself cites
        its own authors, if any are known.

    Examples
    --------
    >>> import networkx as nx
    >>> G = nx.DiGraph([("c", "a"), ("c", "b"), ("d", "a")])
    >>> G.add_nodes_from([("a", {"authors": ["Müller, J. A."]}), ("b", {"authors": ["Müller, Karl"]})])
    >>> G.add_nodes_from([("c", {"authors": ["Muller, John", "Small, H."]}), ("d", {"authors": ["Müller, J. B."]})])
    >>> self_citations(G)
    [('c', 'a')]

    Two people may have one name, and only an ORCID tells:

    >>> G.nodes["a"]["orcids"], G.nodes["c"]["orcids"] = ["0000-0002-1825-0097"], ["0000-0001-5109-3700", None]
    >>> self_citations(G)
    []

    Notes
    -----
    Errs toward finding too many where names are common and initials few.
    """
    a = citation_arrays(G)
    found = np.flatnonzero(share_an_author(a, a.citing_rows, a.cites.indices))
    return [(a.works[a.citing_rows[at]], a.works[a.cites.indices[at]]) for at in found.tolist()]


def without_self_citations(G):
    """Return a copy of the graph without the citations that share an author.

    Every measure of it then leaves self-citations out.  Works stay, cited or
    not; how many citations were left out is the length of `self_citations`.

    Parameters
    ----------
    G : networkx.DiGraph or CitationArrays

    Returns
    -------
    networkx.DiGraph or CitationArrays
        The same kind as `G`, which is not changed.

    Examples
    --------
    >>> import networkx as nx
    >>> from citegraph.measure import local_citation_score
    >>> G = nx.DiGraph([("b", "a"), ("c", "a")])
    >>> G.add_nodes_from([("a", {"authors": ["Garfield, E."]}), ("b", {"authors": ["Garfield, Eugene"]})])
    >>> local_citation_score(without_self_citations(G))
    {'a': 1, 'b': 0, 'c': 0}

    Where no authors are known nothing is left out:

    >>> len(without_self_citations(nx.DiGraph([("b", "a")])).edges)
    1
    """
    if not isinstance(G, CitationArrays):
        own = self_citations(G)
        fewer = G.copy()
        fewer.remove_edges_from(own)
        return fewer
    kept = ~share_an_author(G, G.citing_rows, G.cites.indices)
    start = np.concatenate(([0], np.cumsum(kept)))[G.cites.indptr]
    cites = csr_array((G.cites.data[kept], G.cites.indices[kept], start), shape=G.cites.shape)
    cited_by = cites.T.tocsr()
    cited_by.sort_indices()
    return CitationArrays(G.works, cites, cited_by, G.attributes)


def share_an_author(a, citing, cited) -> np.ndarray:
    """Whether the works of each pair of rows share an author, as `self_citations` tells it."""
    citing, cited = np.asarray(citing).tolist(), np.asarray(cited).tolist()
    authors = {row: _authors(a.attributes[row]) for row in {*citing, *cited}}
    return np.array(
        [
            any(
                _same(one, other)
                for key, people in authors[one_row].items()
                for one in people
                for other in authors[other_row].get(key, ())
            )
            for one_row, other_row in zip(citing, cited, strict=True)
        ],
        dtype=bool,
    )


def _authors(attributes):
    """Given names and ORCID of each author, by family name; those with an ORCID under that too."""
    people = {}
    names, orcids = attributes.get("authors", ()), attributes.get("orcids", ())
    for place, name in enumerate(names):
        family, _, given = name.partition(",")
        orcid = _orcid(orcids[place]) if place < len(orcids) else ""
        for key in filter(None, (fold(family), orcid)):
            people.setdefault(key, []).append((_given_names(given.strip()), orcid))
    return people


def _given_names(given):
    # PubMed and Web of Science run initials together: "JA".
    together = given.isupper() and given.isalpha() and len(given) <= 3
    return fold(" ".join(given) if together else given).split()


def _orcid(said):
    return "".join(letter for letter in str(said or "").upper() if letter in "0123456789X")[-16:]


def _same(one, other):
    if one[1] and other[1]:
        return one[1] == other[1]
    return all(
        first == second or (min(len(first), len(second)) == 1 and first[0] == second[0])
        for first, second in zip(one[0], other[0], strict=False)
    )
