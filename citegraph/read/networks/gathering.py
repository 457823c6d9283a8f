"""Works and arcs as a reader meets them; what must be left out is told."""

from citegraph.errors import ReadError
from citegraph.read.reading import Network, Reading, Skipped

# Works that a file may declare by a bare number, without a word about each.
UNDESCRIBED = 100_000
# What most arcs say of themselves: one for all of them, to spare memory.
_NOTHING: dict = {}


class Gathering:
    """What a reader has met so far.

    >>> found = Gathering()
    >>> found.arc("b", "a", 1), found.arc("b", "a", 2), found.arc("a", "a", 3)
    (None, None, None)
    >>> [(block.line, block.reason) for block in found.skipped], list(found.works)
    ([(2, 'the same citation as before'), (3, 'a work that cites itself')], ['b', 'a'])
    """

    def __init__(self):
        self.works, self.arcs, self.skipped = {}, {}, []
        self.loops = self.repeated = 0

    def work(self, name: str, said: dict | None = None) -> None:
        """A work, and what the file says of it."""
        known = self.works.get(name)
        if known is None:
            self.works[name] = said or {}
        elif said:
            self.works[name] = {**known, **said}

    def arc(self, start: str, end: str, line: int, said: dict | None = None) -> None:
        """An arc from *start* to *end*; works it names are there from now on."""
        works = self.works
        if start not in works:
            works[start] = {}
        if end not in works:
            works[end] = {}
        if start == end:
            self.loops += 1
            self.skip(line, f"{start} → {end}", "a work that cites itself")
        elif (start, end) in self.arcs:
            self.repeated += 1
            self.skip(line, f"{start} → {end}", "the same citation as before")
        else:
            self.arcs[start, end] = said or _NOTHING

    def skip(self, line: int, text: str, reason: str) -> None:
        """Something that cannot be used."""
        self.skipped.append(Skipped(line, text[:200], reason))

    def reading(self, name: str, sha256: str, kind: str, **more) -> Reading:
        """Return what was gathered; *more* are attributes of the `Network`."""
        if not (self.works or more.get("columns") or more.get("direction")):
            raise ReadError(name, "a graph file that names no work")
        network = Network(self.works, self.arcs, loops=self.loops, repeated=self.repeated, **more)
        return Reading(name, sha256, kind, skipped=tuple(self.skipped), network=network)
