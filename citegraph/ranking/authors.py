"""The authors of the core works."""

from collections import Counter, defaultdict
from dataclasses import asdict, dataclass

from citegraph.model import fold
from citegraph.ranking.core import ranked
from citegraph.ranking.standing import label

__all__ = ["CoreAuthor", "author_report", "core_authors"]

_LONGEST_INITIALS = 2


@dataclass(frozen=True, slots=True)
class CoreAuthor:
    """A person whose works matter to the collection.

    Attributes
    ----------
    score
        The scores of the author's works, each shared out evenly among its authors.
    works, labels
        Ids and short names of these works, best first.
    citations, own_citations
        Citations of these works in the graph, and how many of them are by
        works of the same author.
    cautions
        Why the name may not be one person.
    """

    rank: int
    name: str
    score: float
    works: tuple[str, ...]
    labels: tuple[str, ...]
    citations: int
    own_citations: int
    cautions: tuple[str, ...]


def core_authors(G, n=10, *, by=None) -> tuple[CoreAuthor, ...]:
    """Return the authors whose works matter most to a collection.

    Authors are told apart by family name and given name; initials count as the given
    name they fit, if only one fits.  Works nobody cites here count nothing.

    Parameters
    ----------
    n : int, optional
        How many; `None` for all.
    by : str, optional
        The ranking of the works, as for `core_works`.

    Examples
    --------
    >>> import networkx as nx
    >>> G = nx.DiGraph([("x", "a"), ("y", "a"), ("y", "b")])
    >>> for work, authors in dict(a=["Mead, Shery"], b=["Mead, S.", "Hilton, D."], x=["Mead, S."], y=[]).items():
    ...     G.nodes[work]["authors"] = authors
    >>> [(author.name, author.works, author.citations, author.own_citations) for author in core_authors(G)]
    [('Mead, Shery', ('a', 'b'), 3, 1), ('Hilton, D.', ('b',), 1, 0)]

    Two given names that an initial fits leave the initial a name of its own:

    >>> G.nodes["y"]["authors"] = ["Mead, Sarah"]
    >>> G.add_edge("x", "y")
    >>> sorted(author.name for author in core_authors(G))
    ['Hilton, D.', 'Mead, S.', 'Mead, Sarah', 'Mead, Shery']
    """
    standing = ranked(G, by=by)
    a = standing.a
    people = _people(attributes.get("authors", ()) for attributes in a.attributes)
    by_row = [
        list(dict.fromkeys(people[name] for name in attributes.get("authors", ()) if name in people))
        for attributes in a.attributes
    ]
    scores, entries = Counter(), defaultdict(list)
    for entry in standing.order:
        authors = by_row[standing.rows[entry]]
        for person in authors:
            scores[person] += float(standing.score[entry]) / len(authors)
            entries[person].append(entry)
    spellings = defaultdict(set)
    for name, person in people.items():
        spellings[person].add(name)
    order = sorted(scores, key=lambda person: (-round(scores[person], 10), person))
    found = []
    for rank, person in enumerate(order if n is None else order[: max(n, 0)], start=1):
        rows = [standing.rows[entry] for entry in entries[person]]
        citing = [other for row in rows for other in standing.cited_by(row)]
        found.append(
            CoreAuthor(
                rank=rank,
                name=_fullest(spellings[person]),
                score=round(scores[person], 6),
                works=tuple(a.works[row] for row in rows),
                labels=tuple(label(a, row) for row in rows),
                citations=len(citing),
                own_citations=sum(person in by_row[other] for other in citing),
                cautions=_cautions(person, people, spellings[person]),
            )
        )
    return tuple(found)


def author_report(found) -> list[dict]:
    """Return authors as the dictionaries that ``core --authors --format json`` prints.

    >>> author_report([])
    []
    """
    lists = ("works", "labels", "cautions")
    return [asdict(author) | {name: list(getattr(author, name)) for name in lists} for author in found]


def _people(lists):
    """Map each name as written to who it is: family name and given name, or initial."""
    parts = {}
    for name in {name for names in lists for name in names}:
        family, _, given = name.partition(",")
        if fold(family):
            parts[name] = fold(family), "".join(fold(given).split()[:1])
    fulls = defaultdict(set)
    for name, (family, given) in parts.items():
        if given and not _is_initial(name):
            fulls[family, given[0]].add(given)
    people = {}
    for name, (family, given) in parts.items():
        if _is_initial(name):
            fits = fulls.get((family, given[:1]), ())
            given = next(iter(fits)) if len(fits) == 1 else given[:1]
        people[name] = family, given
    return people


def _fullest(names):
    return max(names, key=lambda name: (len(name), name))


def _cautions(person, people, names):
    """Why the person may be several, or one with another."""
    family, given = person
    alike = {other for other in people.values() if other[0] == family and other[1].startswith(given[:1])} - {person}
    said = []
    if not given:
        said.append("Known by one name only.")
    elif any(map(_is_initial, names)) and len(given) == 1:
        said.append("Known by family name and initial only.")
    if alike:
        fitting = (_fullest({name for name, who in people.items() if who == other}) for other in alike)
        said.append(f"May be the same as {'; '.join(sorted(fitting))}.")
    elif len(given) > 1 and any(_is_initial(name) for name in names):
        said.append("Initials were taken for this given name.")
    return tuple(said)


def _is_initial(name):
    """Whether a name gives initials only: "S.", "SM"; not "Li", nor a name of one sign in a script without capitals."""
    given = name.partition(",")[2].replace(".", " ").split()
    return bool(given) and len(given[0]) <= _LONGEST_INITIALS and given[0].isupper()
