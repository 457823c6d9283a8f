"""Pools, rates and concurrency: who may ask how much, and what refusals look like."""

import math
import re
import threading
from dataclasses import dataclass
from email.utils import formatdate
from time import time

from tests.standin.wire import Answer

_MAILTO = re.compile(r"mailto:\s*([^\s;,()<>]+@[^\s;,()<>]+)", re.IGNORECASE)
_SLACK = 0.05


@dataclass(frozen=True, slots=True)
class Limit:
    """Requests per second, and at the same time (`None`: any number).

    `burst` is how many may come at once after a quiet spell; one second's
    worth where it is not given.
    """

    rate: float
    concurrency: int | None = None
    burst: int | None = None

    @property
    def most(self):
        return self.burst or max(self.rate, 1)


PUBLISHED = {
    "public-single": Limit(5, 1),
    "public-array": Limit(1, 1),
    "polite-single": Limit(10, 3),
    "polite-array": Limit(3, 3),
    "plus-single": Limit(150, None),
    "plus-array": Limit(150, None),
    "citations": Limit(3, None, burst=180),
}
CITATIONS = "citations"

TOO_MANY = ("empty", "html", "retry-after", "retry-date")
_TOO_MANY_PAGE = (
    b"<html><body><h1>429 Too Many Requests</h1>\n"
    b"You have sent too many requests in a given amount of time.\n</body></html>\n"
)


class TokenRefused(Exception):
    """A Plus token this server does not know."""


def mailto_of(request):
    """The contact address a request gives, in the query or in its User-Agent."""
    given = dict(request.parameters).get("mailto", "")
    if "@" in given:
        return given
    found = _MAILTO.search(request.headers.get("user-agent", ""))
    return found[1] if found else None


def too_many(mode, seconds=1):
    """A 429 in one of the forms seen in the wild; the common one says nothing at all."""
    wait = max(1, math.ceil(seconds))
    if mode == "html":
        return Answer(429, _TOO_MANY_PAGE, "text/html")
    if mode == "retry-after":
        return Answer(429, headers={"Retry-After": str(wait)})
    if mode == "retry-date":
        return Answer(429, headers={"Retry-After": formatdate(time() + wait, usegmt=True)})
    return Answer(429)


class Gate:
    """Counts what each client does and says when it is too much.

    Parameters
    ----------
    limits
        ``"off"`` counts only; ``"on"`` holds everyone to the limits of the pool
        they ask for; ``"public"``, ``"polite"`` or ``"plus"`` puts everyone into
        that pool; a `Limit`, or a dictionary from names such as
        ``"polite-array"`` to `Limit`, replaces the published figures.
    pool_names
        ``"split"`` for ``polite-single`` and ``polite-array``; ``"plain"`` for
        the older ``polite``, with the figures for single records everywhere.
    """

    def __init__(self, clock, limits="off", pool_names="split", plus_tokens=()):
        self._clock = clock
        self._plain = pool_names == "plain"
        self._plus_tokens = frozenset(plus_tokens)
        self._lock = threading.Lock()
        self._in_flight = {}
        self.set_limits(limits)

    def set_limits(self, limits):
        """Change the limits, also in the middle of a run; buckets start full."""
        self._enforced = limits != "off"
        self._everyone = limits if limits in ("public", "polite", "plus") else None
        self._limits = dict(PUBLISHED)
        if isinstance(limits, Limit):
            self._limits = dict.fromkeys(PUBLISHED, limits)
        elif isinstance(limits, dict):
            self._limits |= limits
        elif self._everyone is None and limits not in ("off", "on"):
            raise ValueError(f"unknown limits: {limits!r}")
        self.reset()

    def reset(self):
        """Fill every bucket again; requests in flight stay counted."""
        with self._lock:
            self._buckets = {}

    def pool(self, request, mailto, array):
        """The name of the pool a request falls into; raises `TokenRefused`."""
        token = request.headers.get("crossref-plus-api-token")
        if token is not None and token.removeprefix("Bearer ").strip() not in self._plus_tokens:
            raise TokenRefused(token)
        asked = "plus" if token is not None else "polite" if mailto else "public"
        pool = self._everyone or asked
        return pool if self._plain else f"{pool}-{'array' if array else 'single'}"

    def limit(self, pool):
        return self._limits[f"{pool}-single" if self._plain and pool != CITATIONS else pool]

    def headers(self, pool):
        """What a response says about its pool."""
        limit = self.limit(pool)
        headers = {
            "x-api-pool": pool,
            "x-rate-limit-limit": f"{limit.rate:g}",
            "x-rate-limit-interval": "1s",
        }
        if limit.concurrency is not None:
            headers["x-concurrency-limit"] = str(limit.concurrency)
        return headers

    def enter(self, client, pool):
        """Count a request in; return how many are in flight with it, and the wait if it is too much.

        The wait is 0.0 for a request that is let through.
        """
        limit = self.limit(pool)
        key = _counter(client, pool)
        with self._lock:
            flying = self._in_flight[key] = self._in_flight.get(key, 0) + 1
            if not self._enforced:
                return flying, 0.0
            if limit.concurrency is not None and flying > limit.concurrency:
                return flying, 1.0
            return flying, self._draw(client, pool, limit)

    def leave(self, client, pool):
        key = _counter(client, pool)
        with self._lock:
            self._in_flight[key] = max(0, self._in_flight.get(key, 0) - 1)

    def _draw(self, client, pool, limit):
        """Take a token from the bucket, or return the seconds until there is one.

        The slack forgives a client that paces itself exactly and is early by
        the noise of the scheduler.
        """
        now = self._clock.now()
        tokens, last = self._buckets.get((client, pool), (limit.most, now))
        tokens = min(limit.most, tokens + (now - last) * limit.rate)
        if tokens < 1 - _SLACK:
            self._buckets[client, pool] = tokens, now
            return (1 - tokens) / limit.rate
        self._buckets[client, pool] = tokens - 1, now
        return 0.0


def _counter(client, pool):
    """Requests to the registry count together, those to the citation index apart."""
    return client, pool == CITATIONS
