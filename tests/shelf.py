"""A source in a few lines: who cites whom, from a dictionary, with everything it was asked."""

from citegraph.identifiers import DOI
from citegraph.model import Author, Reference, Work, fold
from citegraph.sources.protocol import Absent, Found, Hit, Unavailable


def work(doi, cites=(), title=None, **fields):
    """Return a work that cites *cites*: DOIs, or `Reference` for what has none."""
    references = tuple(
        cited if isinstance(cited, Reference) else Reference(f"doi:{cited}", doi=DOI(cited), deposited=True)
        for cited in cites
    )
    return Work(DOI(doi), title=title or f"On the subject of {doi}", references=references, **fields)


class Shelf:
    """A source backed by works in memory."""

    name = "shelf"

    def __init__(self, *works, down=()):
        self.held = {work.doi: work for work in works}
        self.down = set(down)
        self.asked = []
        self.searched = []

    def works(self, dois, progress=None):
        self.asked += dois
        return {doi: self._outcome(doi) for doi in dois}

    def _outcome(self, doi):
        if doi in self.down:
            return Unavailable(doi, "no answer")
        return Found(doi, self.held[doi], self.name) if doi in self.held else Absent(doi)

    def search(self, query, rows=5):
        self.searched.append(query)
        words = set(fold(query).split())
        overlap = {work: len(words & set(fold(work.title).split())) for work in self.held.values()}
        best = sorted((w for w in overlap if overlap[w] > 1), key=lambda work: (-overlap[work], work.doi))
        return tuple(Hit(work, float(overlap[work]), self.name) for work in best[:rows])

    def citing(self, doi):
        return tuple(sorted(w.doi for w in self.held.values() if any(r.doi == doi for r in w.references or ())))

    def dates(self):
        return ("2026-01-01", "2026-01-01")

    def close(self):
        pass


def author(family, given=None):
    return Author(family, given)
