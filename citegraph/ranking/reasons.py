"""Why a work ranks where it does, in sentences made from numbers of the graph."""

import numpy as np

from citegraph.ranking.standing import Standing, label, labels, settled
from citegraph.wording import counted

__all__ = ["reasons_for"]

_MOST = 6
_RECENT_YEARS = 3
_CARRIERS = 3
_TELLING = 0.1
_BRIDGES = 0.05


def reasons_for(standing: Standing, entry: int) -> tuple[str, ...]:
    """Return two to six reasons for the place of a ranked work, the strongest kind first."""
    found = [*_own(standing, entry), *_from_seeds(standing, entry), *_carried(standing, entry)]
    found.append(_citations(standing, entry))
    if standing.by == "core":
        found += [*_company(standing, entry)]
    if standing.by != "pagerank":
        first, last = standing.place("pagerank", entry)
        value = standing.values["pagerank"][entry]
        found.append(f"{_place(standing, first, last).capitalize()} by PageRank ({value:.2g}).")
    return tuple(found[:_MOST])


def _place(standing, first, last):
    many = len(standing.rows)
    if first == last:
        return f"place {first} of {many}"
    return f"shares places {first}–{last} of {many} with {counted(last - first, 'other')}"


def _own(standing, entry):
    """What speaks for the work by the ranking asked for, where that is not the seeds' view."""
    if standing.by == "seminal":
        ratio = standing.values["age_normalized_citation_score"][entry]
        year = standing.a.years[standing.rows[entry]]
        alike = "of its age" if year == year else "without a year"
        return [f"{ratio:.1f} times the citations of the cited works {alike}.", *_structure(standing, entry)]
    if standing.by == "rising":
        return _attention(standing, entry)
    if standing.by in ("core", "local_citation_score"):
        return []
    value = standing.values[standing.by][entry]
    return [f"{standing.by} {value:.4g}: {_place(standing, *standing.place(standing.by, entry))}."]


def _structure(standing, entry):
    """Whether the work lies on the main path, and whether it is a bridge."""
    path = standing.main_path
    if standing.a.works[standing.rows[entry]] in path:
        circles = "; works that cite each other in circles are taken as one (shrink)" if standing.circles else ""
        yield f"On the main path of the collection, one of {len(path)} works{circles}."
    first, last = standing.place("betweenness", entry)
    if standing.values["betweenness"][entry] and first <= max(1, len(standing.rows) * _BRIDGES):
        yield f"A bridge: {_place(standing, first, last)} by betweenness."


def _attention(standing, entry):
    newest = standing.newest_year
    first, last = standing.place("attention_rank", entry)
    said = [f"{_place(standing, first, last).capitalize()} by attention rank."]
    if newest is not None:
        citing = standing.cited_by(standing.rows[entry])
        recent = int((standing.a.years[citing] > newest - _RECENT_YEARS).sum())
        since = newest - _RECENT_YEARS + 1
        said.append(f"{recent} of its {counted(len(citing), 'citation')} from {since} or later.")
    return said


def _from_seeds(standing, entry):
    row = standing.rows[entry]
    others = standing.seeds[standing.seeds != row]
    for verb, rows in (("Cited by", standing.cited_by(row)), ("Cites", standing.cites(row))):
        linked = others[np.isin(others, rows)]
        if len(linked):
            yield f"{verb} {_of_seeds(len(linked), others, standing.seeds)} ({labels(standing.a, linked)})."


def _carried(standing, entry):
    """The citing works that carry most of the score, where they do not all carry the same."""
    if standing.by not in ("core", "rising") or not standing.score[entry]:
        return
    row = standing.rows[entry]
    rows, parts, _ = standing.parts(entry)
    order = np.lexsort((rows, -settled(parts)))[:_CARRIERS]
    if len(order) < 2 or parts[order[0]] < _TELLING * standing.score[entry]:
        return
    shares = [
        f"{parts[at] / standing.score[entry] * 100:.0f} % "
        f"{'of its score comes ' if not place else ''}from "
        f"{'its own list' if rows[at] == row else label(standing.a, rows[at])}"
        for place, at in enumerate(order)
    ]
    yield f"{', '.join(shares)}."


def _of_seeds(number, others, seeds):
    kind = "other seeds" if len(others) < len(seeds) else "seeds"
    if len(others) == 1:
        return f"the {kind.rstrip('s')}" if len(seeds) > 1 else "the one seed"
    if number == len(others):
        return f"both {kind}" if number == 2 else f"all {number} {kind}"
    return f"{number} of the {len(others)} {kind}"


def _citations(standing, entry):
    value = int(standing.values["local_citation_score"][entry])
    return f"Local citation score {value}: {_place(standing, *standing.place('local_citation_score', entry))}."


def _company(standing, entry):
    """The seeds that a work is cited with, and those whose references it shares."""
    a, row = standing.a, standing.rows[entry]
    others = standing.seeds[standing.seeds != row]
    together = _shared(a.cited_by, row, others)
    if together.any():
        most, times = others[together.argmax()], int(together.max())
        among = _of_seeds(int((together > 0).sum()), others, standing.seeds)
        often = ", most often" if (together > 0).sum() > 1 else ":"
        yield f"Cited together with {among}{often} {label(a, most)} (in {counted(times, 'list')})."
    shared = _shared(a.cites, row, others)
    if shared.any():
        most, times = others[shared.argmax()], int(shared.max())
        yield f"Its reference list shares {counted(times, 'work')} with that of {label(a, most)}."


def _shared(lists, row, others):
    own = lists[[row]]
    return (lists[others] @ own.T).toarray().ravel() if len(others) else np.zeros(0)
