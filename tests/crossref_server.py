"""A stand-in for the Crossref REST API over real HTTP on this machine.

In tests::

    with CrossrefServer(load_works(path), limits="polite") as server:
        server.faults.add("503", path="^/works/", first=2)
        ...
        assert [entry.status for entry in server.journal] == [503, 503, 200]

By hand::

    python -m tests.crossref_server --works works.jsonl.gz --limits polite
"""

import argparse
import json
import threading
from collections.abc import Iterable
from itertools import chain

from tests.standin.citations import PATH as CITATIONS_PATH
from tests.standin.citations import CitationIndex
from tests.standin.clock import Clock
from tests.standin.faults import DELAYS, REPLACEMENTS, Faults, replacement, spoil
from tests.standin.journal import Entry, Journal
from tests.standin.json_text import dumps
from tests.standin.listener import Listener
from tests.standin.listing import Cursors, Listing
from tests.standin.pools import CITATIONS, TOO_MANY, Gate, Limit, TokenRefused, mailto_of, too_many
from tests.standin.records import Catalogue, load_works
from tests.standin.registers import Registers
from tests.standin.routes import OTHER_PREFIXES, Registry, Route, find
from tests.standin.search import Search
from tests.standin.wire import Answer, Request, decode_path

__all__ = ["CrossrefServer", "Limit", "load_works"]

CONTROL_PATH = "/_control/"
# Brings a full, correct reference string to about its own length, as in the registry.
SCORE_SCALE = 0.7

_STANDARD_HEADERS = {
    "Server": "Jetty(9.4.40.v20210413)",
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Headers": "X-Requested-With, Accept, Accept-Encoding, Accept-Charset,"
    " Accept-Language, Accept-Ranges, Cache-Control",
    "Access-Control-Expose-Headers": "Link",
    "Permissions-Policy": "interest-cohort=()",
}


class CrossrefServer:
    """Serves *records* until its ``with`` block ends.

    Parameters
    ----------
    records
        Crossref work records, full or thin; those without a DOI are counted in
        `left_out` and not served.
    aliases
        Old DOI to new DOI; chains and loops are allowed.
    location
        Form of an alias's target: ``"relative"`` or ``"absolute"``.
    agencies
        DOI prefix to agency id, beside Crossref for the prefixes served.
    limits, pool_names, plus_tokens
        See `tests.standin.pools.Gate`.
    too_many
        How a 429 looks: ``"empty"``, ``"html"``, ``"retry-after"``, ``"retry-date"``.
    jitter, score_scale
        Relative shaking of scores between requests; factor on all scores.
    split_doi_commas
        Refuse a DOI with a comma in a filter.

    Attributes
    ----------
    url, citations_url
        Where the registry and the citation index answer.
    journal, faults, clock, gate
        What was asked; what goes wrong; the time; the limits.
    """

    def __init__(
        self,
        records: Iterable[dict],
        *,
        aliases: dict[str, str] | None = None,
        location: str = "relative",
        agencies: dict[str, str] | None = None,
        limits: str | Limit | dict[str, Limit] = "off",
        pool_names: str = "split",
        plus_tokens: Iterable[str] = (),
        too_many: str = "empty",
        seed: int = 0,
        jitter: float = 0.003,
        score_scale: float = SCORE_SCALE,
        split_doi_commas: bool = False,
        port: int = 0,
    ):
        if too_many not in TOO_MANY:
            raise ValueError(f"unknown form of 429: {too_many!r}")
        self.clock = Clock()
        self.journal = Journal()
        self.faults = Faults(seed)
        self.gate = Gate(self.clock, limits, pool_names, plus_tokens)
        self.catalogue = Catalogue(records, aliases)
        agencies = OTHER_PREFIXES | (agencies or {})
        empty = (prefix for prefix, agency in agencies.items() if agency == "crossref")
        self._search = Search(self.catalogue, seed, jitter)
        listing = Listing(self.catalogue, self._search, Cursors(self.clock, seed), seed, score_scale)
        self._registry = Registry(
            self.catalogue,
            listing,
            Registers(self.catalogue, empty),
            agencies,
            location,
            lambda: self.url,
            split_doi_commas,
        )
        self._citations = CitationIndex(self.catalogue)
        self._too_many = too_many
        self._listener = Listener(self._answer, port)

    @property
    def left_out(self):
        """How many records had no DOI."""
        return self.catalogue.left_out

    @property
    def url(self):
        return f"http://127.0.0.1:{self._listener.port}"

    @property
    def citations_url(self):
        return f"{self.url}{CITATIONS_PATH.removesuffix('/')}"

    def __enter__(self):
        self._listener.start()
        return self

    def __exit__(self, *_):
        self._listener.stop()

    def reset(self):
        """Forget the journal, the faults, the counters and the draws so far."""
        self.journal.clear()
        self.faults.clear()
        self.gate.reset()
        self._search.reset()

    def refuse(self, seconds: float | None = None):
        """Refuse connections, for *seconds* or until `accept`."""
        self._listener.refuse()
        if seconds is not None:
            timer = threading.Timer(seconds, self.accept)
            timer.daemon = True
            timer.start()

    def accept(self):
        """Listen again, on the same port."""
        self._listener.start()

    def _answer(self, request: Request) -> Answer:
        if request.raw_path.startswith(CONTROL_PATH):
            return self._control(request)
        citations = request.raw_path.startswith(CITATIONS_PATH)
        route = Route("citations") if citations else find(request)
        mailto = mailto_of(request)
        refused = None
        try:
            pool = CITATIONS if citations else self.gate.pool(request, mailto, route.array)
        except TokenRefused:
            pool, refused = "public-single", Answer(401, b"Unauthorized", "text/plain")
        in_flight, wait = self.gate.enter(request.client, pool)
        if wait:
            refused = too_many(self._too_many, wait)
        entry = Entry(
            time=self.clock.now(),
            kind=route.kind,
            method=request.method,
            target=request.target,
            path=decode_path(request.raw_path),
            doi=route.doi,
            pool=pool,
            user_agent=request.headers.get("user-agent", ""),
            mailto=mailto,
            in_flight=in_flight,
            client=request.client,
            connection=request.connection,
        )
        self.journal.append(entry)

        def finished(status):
            entry.status = status
            self.gate.leave(request.client, pool)

        answer = refused or self._struck(request, route, entry)
        answer.finished = finished
        return answer

    def _struck(self, request, route, entry):
        """The answer to a request that was let in, with all faults that strike it."""
        faults = self.faults.striking(entry)
        entry.faults = tuple(fault.kind for fault in faults)
        for fault in faults:
            if fault.kind in DELAYS:
                self._listener.wait(self.faults.delay(fault))
        replacing = [fault for fault in faults if fault.kind in REPLACEMENTS]
        if any(fault.kind == "refuse" for fault in replacing):
            self.refuse(max(fault.seconds for fault in replacing))
        answer = replacement(replacing[0]) if replacing else self._plain(request, route)
        # What answers in the registry's place, a gateway or a firewall, knows no pools.
        elsewhere = replacing and answer.status not in (200, 500)
        if entry.pool != CITATIONS and not elsewhere:
            answer.headers = _STANDARD_HEADERS | self.gate.headers(entry.pool) | answer.headers
        for fault in faults:
            if fault.kind not in DELAYS and fault not in replacing:
                spoil(answer, fault, self._other_work)
        return answer

    def _plain(self, request, route):
        if request.method == "OPTIONS":
            return Answer(200, headers={"Allow": "GET, HEAD, OPTIONS"})
        if request.method not in ("GET", "HEAD"):
            return Answer(405, b"Method not allowed.", "text/plain", {"Allow": "GET, HEAD, OPTIONS"})
        if route.kind == "citations":
            return self._citations.answer(request)
        return self._registry.answer(request, route)

    def _other_work(self, doi):
        """The text of a work that is not *doi*, or of a changed one where it is the only work."""
        number = (self.catalogue.position[doi] + 1) % len(self.catalogue)
        text = self.catalogue.text(number, 1)
        return text if len(self.catalogue) > 1 else text.replace('"DOI":"', '"DOI":"10.5555\\/not-', 1)

    def _control(self, request):
        """The routes for steering by hand or from another process; they leave no trace."""
        asked = json.loads(request.body) if request.body else {}
        match request.method, request.raw_path.removeprefix(CONTROL_PATH):
            case "GET", "journal":
                return Answer(200, dumps(self.journal.as_dicts()).encode(), "application/json")
            case "GET", "faults":
                return Answer(200, dumps(self.faults.as_dicts()).encode(), "application/json")
            case "POST", "faults":
                try:
                    self.faults.add(**asked)
                except (TypeError, ValueError) as wrong:
                    return Answer(400, str(wrong).encode(), "text/plain")
            case "DELETE", "faults":
                self.faults.clear()
            case "POST", "clock":
                self.clock.advance(asked["advance"])
            case "POST", "limits":
                limits = asked["limits"]
                if isinstance(limits, dict):
                    limits = {pool: Limit(*figures) for pool, figures in limits.items()}
                self.gate.set_limits(limits)
            case "POST", "refuse":
                self.refuse(asked["seconds"])
            case "POST", "reset":
                self.reset()
            case _:
                return Answer(404, b"No such control.", "text/plain")
        return Answer(204)


def main(arguments=None):
    """Serve files of works from the command line until interrupted."""
    parser = argparse.ArgumentParser(prog="python -m tests.crossref_server", description=__doc__.splitlines()[0])
    parser.add_argument("--works", action="append", default=[], metavar="FILE", help="works; may be repeated")
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--limits", default="off", choices=["off", "on", "public", "polite", "plus"])
    parser.add_argument("--too-many", default="empty", choices=TOO_MANY, help="how a 429 looks")
    parser.add_argument("--alias", action="append", default=[], metavar="OLD=NEW")
    parser.add_argument("--location", default="relative", choices=["relative", "absolute"])
    parser.add_argument("--pool-names", default="split", choices=["split", "plain"])
    parser.add_argument("--plus-token", action="append", default=[], metavar="KEY")
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args(arguments)
    server = CrossrefServer(
        chain.from_iterable(map(load_works, options.works)),
        aliases=dict(pair.split("=", 1) for pair in options.alias),
        location=options.location,
        limits=options.limits,
        pool_names=options.pool_names,
        plus_tokens=options.plus_token,
        too_many=options.too_many,
        seed=options.seed,
        port=options.port,
    )
    with server:
        print(server.url, flush=True)
        print(f"{len(server.catalogue)} works, {server.left_out} without DOI left out", flush=True)
        try:
            threading.Event().wait()
        except KeyboardInterrupt:
            return


if __name__ == "__main__":
    main()
