"""What to keep in mind before believing a ranking: of one work, and of the whole graph."""

import numpy as np

from citegraph.graph import YEARS
from citegraph.measure.arrays import citation_arrays
from citegraph.measure.seeds import seed_rows
from citegraph.measure.self_citations import share_an_author
from citegraph.ranking.alphabet import EARLY, cut_lists, initial
from citegraph.ranking.standing import Standing, label
from citegraph.wording import are, counted

__all__ = ["cautions_for", "graph_cautions"]

THIN = 3
RECENT_YEARS = 2


def cautions_for(standing: Standing, entry: int, low: int, high: int, left_out, without) -> tuple[str, ...]:
    """Return what weakens the place of a ranked work.

    *low* and *high* are its places when citing works are resampled, *without*
    its place without each of the seeds *left_out*.
    """
    return tuple(
        caution
        for caution in (
            _tie(standing, entry),
            _support(standing, entry),
            _self_citations(standing, entry),
            _partial(standing, entry),
            _alphabet(standing, entry),
            _doubt(standing, entry),
            _newness(standing, entry),
            _range(standing, entry, low, high),
            _one_seed(standing, entry, left_out, without),
        )
        if caution
    )


def graph_cautions(G, *, by=None) -> tuple[str, ...]:
    """Return what weakens any ranking of this graph, or the ranking by *by*.

    Whether there are the seeds that the ranking starts from; which works have
    a reference list here, and whether the lists are whole; whether many look
    cut off early in the alphabet, so that works by late names had no chance
    to be cited; which years cannot be right; how thin the citations are.

    Examples
    --------
    >>> import networkx as nx
    >>> G = nx.DiGraph([("doi:10.1/s", "doi:10.1/a"), ("doi:10.1/s", "ref:b")])
    >>> G.nodes["doi:10.1/s"].update(seed=True, references_deposited=40)
    >>> G.nodes["ref:b"]["status"] = "unresolved"
    >>> for caution in graph_cautions(G):
    ...     print(caution)
    Only 1 of 3 works has a reference list here; the others can be cited, but not cite.
    1 of 1 list is here in part: 2 of the 40 entries that were deposited.
    1 of 2 cited works is known from the text of a reference only; two spellings of one work count apart.
    No work is cited more than once here, so that citations alone rank nothing.

    Notes
    -----
    How lists that look cut off are told: `citegraph.ranking.alphabet`.
    """
    a = citation_arrays(G)
    return tuple(
        caution
        for caution in (
            _no_seeds(a, by), _lists(a), _seeds(a), _parts(a), _cut_lists(a), _unresolved(a), _misdated(a), _undated(a),
            _thinness(a),
        )  # fmt: skip
        if caution
    )


def _have(number):
    return "has" if number == 1 else "have"


def _look(number):
    return "looks" if number == 1 else "look"


def _tie(standing, entry):
    first, last = standing.place("score", entry)
    if first == last:
        return None
    others = counted(last - first, "other")
    citations = standing.values["local_citation_score"]
    level = standing.score == standing.score[entry]
    known = standing.values["global_citation_score"][level]
    order = []
    if len(np.unique(citations[level])) > 1:
        order.append("local citation score")
    if len(np.unique(known[~np.isnan(known)])) > 1 or 0 < np.isnan(known).sum() < len(known):
        order.append("global citation score")
    return f"Shares places {first}–{last} with {others}; their order is by {', '.join([*order, 'name'])}."


def _support(standing, entry):
    value = int(standing.values["local_citation_score"][entry])
    if value > THIN:
        return None
    if not value:
        return "Nobody cites it here."
    return "Rests on a single citation." if value == 1 else f"Rests on {value} citations."


def _self_citations(standing, entry):
    row = standing.rows[entry]
    citing = standing.cited_by(row)
    shared = int(share_an_author(standing.a, citing, np.full(len(citing), row)).sum())
    if not shared:
        return None
    if len(citing) == 1:
        return "Its one citation shares an author's name with it."
    return f"{shared} of its {len(citing)} citations {'shares' if shared == 1 else 'share'} an author's name with it."


def _partial(standing, entry):
    """How many of the lists that cite the work are here in part, so that others they cite go uncounted."""
    citing = standing.cited_by(standing.rows[entry])
    here, listed = np.diff(standing.a.cites.indptr)[citing], standing.listed[citing]
    number = int((listed > here).sum())
    if not number:
        return None
    if len(citing) == 1:
        return "The one list that cites it is here in part."
    return f"{number} of the {len(citing)} lists that cite it {are(number)} here in part."


def _alphabet(standing, entry):
    if not standing.cut_lists:
        return None
    row, (judged, cut) = standing.rows[entry], standing.cut_lists
    letter = initial(standing.a, row)
    if letter and letter not in EARLY:
        many = counted(int(judged.sum()), "list")
        return f"{int(cut.sum())} of {many} {_look(cut.sum())} cut off in the alphabet before “{letter.upper()}”."
    among = int(cut[standing.cited_by(row)].sum())
    if not among:
        return None
    of_all = counted(len(standing.cited_by(row)), "citation")
    return f"{among} of its {of_all} {are(among)} from lists that look cut off early in the alphabet."


def _doubt(standing, entry):
    attributes = standing.a.attributes[standing.rows[entry]]
    if attributes.get("status") == "unresolved":
        return "Known from the text of a reference only; another spelling of it would count apart."
    return None


def _newness(standing, entry):
    year = standing.a.years[standing.rows[entry]]
    newest = standing.newest_year
    if np.isnan(year) or year <= newest - RECENT_YEARS or standing.by == "rising":
        return None
    newest = max(newest, int(year))
    return f"Published in {int(year)}, when the newest work here is of {newest}: it had little time to be cited."


def _range(standing, entry, low, high):
    first, last = standing.place("score", entry)
    if high - low <= max(2 * (last - first), 10):
        return None
    return f"With citing works drawn at random it stands anywhere from place {low} to {high}."


def _one_seed(standing, entry, left_out, without):
    """Which seed decides most, where the work would fall far without it."""
    if np.isnan(without).all():
        return None
    at, place = int(np.nanargmax(without)), standing.place("score", entry)[0]
    if without[at] <= max(2 * place, place + 10):
        return None
    seed = label(standing.a, left_out[at])
    return f"Without the seed {seed} it would stand at place {int(without[at])} instead of {place}."


def _no_seeds(a, by):
    if len(a.seeds) or by is None or not (by == "core" or by.startswith("seed_")):
        return None
    return f"No work here is a seed, so that {by} has nothing to start from; seminal ranks the whole graph."


def _lists(a):
    number = int((np.diff(a.cites.indptr) > 0).sum())
    if not len(a) or number == len(a):
        return None
    if not number:
        return "No work has a reference list here, so that none is cited."
    only = "Only " if number < len(a) / 2 else ""
    return (
        f"{only}{number} of {len(a)} works {_have(number)} a reference list here; "
        "the others can be cited, but not cite."
    )


def _seeds(a):
    seeds = seed_rows(a)
    without = int((np.diff(a.cites.indptr)[seeds] == 0).sum())
    return f"{without} of {len(seeds)} seeds {_have(without)} no reference list here." if without else None


def _parts(a):
    here = np.diff(a.cites.indptr)
    deposited = np.array([attributes.get("references_deposited", 0) for attributes in a.attributes])
    partial = (here > 0) & (deposited > here)
    number, lists = int(partial.sum()), int(((here > 0) & (deposited > 0)).sum())
    if not number:
        return None
    return (
        f"{number} of {counted(lists, 'list')} {are(number)} here in part: "
        f"{int(here[partial].sum())} of the {int(deposited[partial].sum())} entries that were deposited."
    )


def _cut_lists(a):
    found = cut_lists(a)
    if not found:
        return None
    judged, cut = found
    return (
        f"{int(cut.sum())} of {counted(int(judged.sum()), 'list')} name works by authors A to F only and look cut off "
        "there: works by later names are at a disadvantage."
    )


def _unresolved(a):
    cited = np.diff(a.cited_by.indptr) > 0
    unresolved = np.array([attributes.get("status") == "unresolved" for attributes in a.attributes], dtype=bool)
    number = int((cited & unresolved).sum())
    if not number:
        return None
    return (
        f"{number} of {int(cited.sum())} cited works {are(number)} known from the text of a reference only; "
        "two spellings of one work count apart."
    )


def _misdated(a):
    said = [attributes["year"] for attributes in a.attributes if attributes.get("year") is not None]
    absurd = [year for year in said if year not in YEARS]
    if not absurd:
        return None
    some, number = ", ".join(map(str, sorted(set(absurd))[:3])), len(absurd)
    return f"{counted(number, 'work')} {_have(number)} a year that cannot be one ({some}); it counts as unknown."


def _undated(a):
    number = int(np.isnan(a.years).sum())
    if number == len(a) or number <= len(a) / 4:
        return None
    return f"{number} of {len(a)} works have no year here; rankings by age take them as of no age."


def _thinness(a):
    most = int(np.diff(a.cited_by.indptr).max(initial=0))
    if not most or most > THIN:
        return None
    if most == 1:
        return "No work is cited more than once here, so that citations alone rank nothing."
    return f"No work is cited more than {most} times here: one citation more or less moves a work by many places."
