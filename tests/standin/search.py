"""Ranked search over a catalogue: scores that shake a little, ties and preprints."""

import random
import threading
import zlib

from tests.standin.bm25 import Index
from tests.standin.field_text import field_tokens, query_tokens

PREPRINT_WINDOW = 20


class Search:
    """Answers queries over *catalogue*; one index per query field, built when first asked for.

    Parameters
    ----------
    jitter
        Largest relative change of a score from one request to the next.  Works
        with the same searched text shake together, so exact ties stay ties.
    """

    def __init__(self, catalogue, seed=0, jitter=0.003):
        self.catalogue = catalogue
        self._seed = seed
        self._jitter = jitter
        self._indexes = {}
        self._requests = 0
        self._lock = threading.Lock()

    def reset(self):
        """Start the sequence of shaken scores again."""
        self._requests = 0

    def index(self, field):
        """The index of *field*, built on first use."""
        with self._lock:
            if field not in self._indexes:
                works = self.catalogue.works
                self._indexes[field] = Index(field_tokens(work, field) for work in works)
            return self._indexes[field]

    def ranked(self, queries: dict[str, str], wanted: int, allowed: set[int] | None = None):
        """Return the ranking for *queries* as (position, score) pairs, and the number of hits.

        Words of one query are alternatives; several queries must all be met.
        At least the *wanted* best come back, in order.
        """
        words = {field: query_tokens(text, field != "query") for field, text in queries.items()}
        if len(words) == 1 and allowed is None:
            ((field, query),) = words.items()
            index = self.index(field)
            scores = index.top(query, max(wanted, PREPRINT_WINDOW), 2 * self._jitter)
            hits = index.count(query)
        else:
            scores = self._combined(words, allowed)
            hits = len(scores)
        ranking = self._shaken(scores, next(iter(words)))
        return self._articles_before_preprints(ranking), hits

    def _combined(self, words, allowed):
        combined = None
        for field, query in words.items():
            scores = self.index(field).scores(query)
            if combined is None:
                combined = scores
            else:
                combined = {n: combined[n] + s for n, s in scores.items() if n in combined}
        return {n: s for n, s in combined.items() if allowed is None or n in allowed}

    def _shaken(self, scores, field):
        with self._lock:
            self._requests += 1
            request = self._requests
        twin = self.index(field).twin
        salt = zlib.crc32(f"{self._seed}:{request}".encode())
        shaken = [(n, score * (1 + self._jitter * _noise(salt, twin[n]))) for n, score in scores.items()]
        works = self.catalogue.works
        return sorted(shaken, key=lambda hit: (-hit[1], works[hit[0]]["DOI"]))

    def _articles_before_preprints(self, ranking):
        """Within the first twenty, move an article ahead of the preprint it names."""
        works = self.catalogue.works
        window = ranking[:PREPRINT_WINDOW]
        for hit in list(window):
            relation = works[hit[0]].get("relation") or {}
            preprints = {r["id"].lower() for r in relation.get("has-preprint", ()) if r.get("id")}
            if not preprints:
                continue
            place = window.index(hit)
            above = [i for i in range(place) if works[window[i][0]]["DOI"] in preprints]
            if above:
                window.insert(above[0], window.pop(place))
        return window + ranking[PREPRINT_WINDOW:]


def _noise(salt, number):
    """A number in [-1, 1] that depends on nothing but its arguments."""
    return random.Random(salt * 1_000_003 + number).uniform(-1, 1)
