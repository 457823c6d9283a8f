"""Lists of works: filtered, ranked, paged, sampled, counted and cut to the fields selected."""

import base64
import random
import threading
import zlib
from dataclasses import dataclass

from tests.standin.json_text import dumps, float32
from tests.standin.work_filters import accepts, facet, sort_key

CURSOR_LIFETIME = 300
_CURSOR_BYTES = 1134


@dataclass(slots=True)
class _Scroll:
    """A result being paged through: what is left, and until when it is kept."""

    hits: list[tuple[int, float]]
    place: int
    until: float


class CursorInvalid(Exception):
    """A cursor that was never given out or has expired."""


class Cursors:
    """Open cursors.  One cursor stands for one scroll: asking again moves it on."""

    def __init__(self, clock, seed):
        self._clock = clock
        self._random = random.Random(seed)
        self._scrolls = {}
        self._lock = threading.Lock()

    def open(self, hits):
        """Keep *hits* for paging and return the cursor: opaque and some 1.5 kB long."""
        with self._lock:
            cursor = base64.b64encode(b"\x0equeryThenFetch" + self._random.randbytes(_CURSOR_BYTES - 15)).decode()
            self._scrolls[cursor] = _Scroll(hits, 0, self._clock.now() + CURSOR_LIFETIME)
        return cursor

    def advance(self, cursor, rows):
        """Return the next page behind *cursor* and the number of hits altogether."""
        with self._lock:
            scroll = self._scrolls.get(cursor)
            if scroll is None or scroll.until < self._clock.now():
                self._scrolls.pop(cursor, None)
                raise CursorInvalid(cursor)
            scroll.until = self._clock.now() + CURSOR_LIFETIME
            page = scroll.hits[scroll.place : scroll.place + rows]
            scroll.place += rows
            return page, len(scroll.hits)


class Listing:
    """Answers list questions over a catalogue."""

    def __init__(self, catalogue, search, cursors, seed=0, score_scale=1.0):
        self._catalogue = catalogue
        self._search = search
        self._cursors = cursors
        self._seed = seed
        self._scale = score_scale
        self._samples = 0

    def message(self, asked, scope=None) -> str:
        """The ``message`` of a work list as JSON text; *scope* limits it to some positions."""
        cursor = asked.cursor
        if cursor not in (None, "*"):
            page, total = self._cursors.advance(cursor, asked.rows)
            facets = {}
        else:
            hits, total = self._hits(asked, scope)
            facets = self._facets(asked, hits)
            if cursor == "*":
                cursor = self._cursors.open(hits)
                page, total = self._cursors.advance(cursor, asked.rows)
            elif asked.sample is not None:
                page, total = hits, len(hits)
            else:
                page = hits[asked.offset : asked.offset + asked.rows]
        parts = {
            "facets": dumps(facets),
            "next-cursor": dumps(cursor) if cursor else None,
            "total-results": str(total),
            "items": f"[{','.join(self._item(number, score, asked) for number, score in page)}]",
            "items-per-page": str(20 if asked.sample is not None else asked.rows),
            "query": dumps({"start-index": asked.offset, "search-terms": asked.queries.get("query")}),
        }
        return "{" + ",".join(f'"{name}":{text}' for name, text in parts.items() if text is not None) + "}"

    def _hits(self, asked, scope):
        """Positions with scores, in order, and how many there are."""
        chosen = self._chosen(asked.filters, scope)
        by_score = asked.sort in (None, "score", "relevance")
        if asked.queries:
            whole = not by_score or asked.cursor or asked.order == "asc" or asked.facets or asked.sample
            wanted = len(self._catalogue) if whole else asked.offset + asked.rows
            hits, total = self._search.ranked(asked.queries, wanted, chosen)
        else:
            score = 1.0 if chosen is None else 0.0
            hits = [(number, score) for number in self._unranked(asked, chosen)]
            total = len(hits)
        if asked.sample is not None:
            self._samples += 1
            drawn = random.Random(f"{self._seed}:{self._samples}")
            return drawn.sample(hits, min(asked.sample, len(hits))), total
        if not by_score:
            key = sort_key(asked.sort)
            hits.sort(key=lambda hit: key(self._catalogue.works[hit[0]]), reverse=asked.order == "desc")
        elif asked.sort and asked.order == "asc":
            hits.reverse()
        return hits, total

    def _chosen(self, filters, scope):
        """Positions that pass every filter, or `None` where nothing limits them."""
        if not filters and scope is None:
            return None
        grouped = {}
        for name, value in filters:
            grouped.setdefault(name, []).append(value)
        chosen = None if scope is None else set(scope)
        if "doi" in grouped:
            found = (self._catalogue.position.get(doi.lower()) for doi in grouped.pop("doi"))
            named = {number for number in found if number is not None}
            chosen = named if chosen is None else chosen & named
        if chosen is None:
            chosen = set(range(len(self._catalogue)))
        for name, values in grouped.items():
            accept = accepts(name, values)
            chosen = {number for number in chosen if accept(self._catalogue.works[number])}
        return chosen

    def _unranked(self, asked, chosen):
        """Newest update first; a look-up by DOI comes in an order that means nothing."""
        works = self._catalogue.works
        numbers = range(len(works)) if chosen is None else chosen
        if any(name == "doi" for name, _ in asked.filters):
            return sorted(numbers, key=lambda n: zlib.crc32(f"{self._seed}:{works[n]['DOI']}".encode()))
        key = sort_key("updated")
        return sorted(sorted(numbers), key=lambda n: key(works[n]), reverse=True)

    def _facets(self, asked, hits):
        works = [self._catalogue.works[number] for number, _ in hits] if asked.facets else []
        return {name: facet(name, most, works) for name, most in asked.facets.items()}

    def _item(self, number, score, asked):
        score = float32(score * self._scale) if asked.queries else score
        if not asked.select:
            return self._catalogue.text(number, score)
        work = self._catalogue.works[number]
        item = {name: value for name, value in work.items() if name in asked.select}
        if "score" in asked.select:
            item["score"] = score
        return dumps(item)
