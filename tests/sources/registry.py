"""A registry that answers from memory, for the tests of its client."""

import re
from urllib.parse import parse_qs, unquote

import httpx2

from citegraph.sources.crossref import CrossrefSource
from citegraph.sources.politeness import Manners

BASE = "https://registry.test"
LIMITS = {"x-rate-limit-limit": "10", "x-rate-limit-interval": "1s", "x-concurrency-limit": "3"}


def envelope(message):
    return httpx2.Response(200, headers=LIMITS, json={"status": "ok", "message": message})


NOT_FOUND = httpx2.Response(404, headers=LIMITS, text="Resource not found.")


class Shelf:
    """A registry in memory; `says` overrides the answer to requests whose address matches."""

    def __init__(self, *dois, aliases=None, agencies=None):
        self.records = {doi.lower(): {"DOI": doi.lower(), "title": [f"On {doi}"]} for doi in dois}
        self.aliases, self.agencies = aliases or {}, agencies or {}
        self.requests, self.overrides = [], []

    def says(self, pattern, answer):
        self.overrides.append((pattern, answer))

    def __call__(self, request):
        target = request.url.raw_path.decode()
        self.requests.append(request)
        for pattern, answer in self.overrides:
            if re.search(pattern, unquote(target)):
                if isinstance(answer, Exception):
                    raise answer
                return answer() if callable(answer) else answer
        path, _, query = target.partition("?")
        if path == "/works":
            return self.list(parse_qs(query))
        doi = unquote(path.removeprefix("/works/").removesuffix("/agency")).lower()
        if path.endswith("/agency"):
            known = self.agencies.get(doi)
            return envelope({"DOI": doi, "agency": {"id": known, "label": known}}) if known else NOT_FOUND
        if doi in self.aliases:
            return httpx2.Response(301, headers={**LIMITS, "location": self.aliases[doi]})
        return envelope(self.records[doi]) if doi in self.records else NOT_FOUND

    def list(self, query):
        rows = int(query["rows"][0])
        if "filter" in query:
            wanted = [piece.partition(":")[2] for piece in query["filter"][0].split(",")]
            items = [self.records[doi] for doi in reversed(wanted) if doi in self.records]
        else:
            items = [{**record, "score": 10.0} for record in self.records.values()]
        return envelope({"items": items[:rows], "total-results": len(items)})

    @property
    def targets(self):
        return [unquote(request.url.raw_path.decode()) for request in self.requests]


class Time:
    def __init__(self):
        self.now = 0.0

    def sleep(self, seconds):
        self.now += seconds


def source_of(shelf, cache=None, **options):
    clock = Time()
    manners = Manners("crossref", clock=lambda: clock.now, sleep=clock.sleep, chance=lambda: 0.0)
    return CrossrefSource(
        BASE, "me@example.org", cache, transport=httpx2.MockTransport(shelf), manners=manners, **options
    )
