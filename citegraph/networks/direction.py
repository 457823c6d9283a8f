"""Which way the arcs of a graph file run: from the citing work, or from the cited one."""

import re

from citegraph.errors import ReadError
from citegraph.read.reading import Network

DIRECTIONS = ("citing-cited", "cited-citing")
# Of the arcs between works of different years, how many must agree.  In networks made with HistCite and in
# cit-HepTh 99.9 in 100 do; where fewer than this do, the years or the arcs are of another kind.
AGREEING = 0.8

_ORDER = re.compile(r"\b(citing|cited)\b[^\n]{1,40}?\b(citing|cited)\b")


class DirectionUnknown(ReadError):
    """A graph file does not tell which end of an arc is the citing work; the user must."""

    def __init__(self, path):
        super().__init__(path, "does not say which end of an arc cites the other: "
                         "add --edges citing-cited or --edges cited-citing")  # fmt: skip


def direction_of(network: Network, years: dict[str, int], *, own: bool = False) -> str | None:
    """Return which of `DIRECTIONS` the arcs of *network* have, or `None` where nothing tells.

    What the file states comes first, then the years (*years*, by the file's
    names: works cite what came out before them), then the words of its comments.

    >>> arcs = {("a", "b"): {}, ("a", "c"): {}}
    >>> direction_of(Network({}, arcs), {"a": 1967, "b": 1969, "c": 1973})
    'cited-citing'
    >>> direction_of(Network({}, arcs, head="FromNodeId ToNodeId of a citation network"), {})
    'citing-cited'

    Years that go both ways tell nothing:

    >>> direction_of(Network({}, arcs), {"a": 1969, "b": 1967, "c": 1973})
    """
    if network.direction:
        return network.direction
    if own:
        return "citing-cited"
    newer = older = 0
    for start, end in network.arcs:
        first, second = years.get(start), years.get(end)
        if first is not None and second is not None:
            newer += first > second
            older += first < second
    if newer + older and max(newer, older) >= AGREEING * (newer + older):
        return "citing-cited" if newer > older else "cited-citing"
    return _told(network.head.lower())


def _told(head):
    for first, second in _ORDER.findall(head):
        if first != second:
            return f"{first}-{second}"
    if re.search(r"\bis cited by\b", head):
        return "cited-citing"
    if re.search(r"\b\w{1,10} cites \w{1,10}\b", head) or ("citation" in head and "fromnode" in head):
        return "citing-cited"
    return None
