"""Faults: what goes wrong, for which requests, and how often."""

import json
import random
import re
import threading
from dataclasses import asdict, dataclass, field

from tests.standin.json_text import dumps
from tests.standin.pools import too_many
from tests.standin.wire import Answer, Delivery

DELAYS = ("latency", "tail-latency")
REPLACEMENTS = ("429", "403", "500", "502", "503", "504", "close", "html", "html-as-json", "empty", "refuse")
DELIVERIES = ("drip", "stall", "close-mid-body", "length-too-large", "truncated-gzip")
ALTERATIONS = (
    "truncated-json",
    "no-content-type",
    "wrong-record",
    "no-message",
    "null-items",
    "inflated-total",
    "duplicate-items",
    "item-without-doi",
    "no-rate-headers",
    "garbled-rate-headers",
    "lower-rate",
)
KINDS = (*DELAYS, *REPLACEMENTS, *DELIVERIES, *ALTERATIONS)


@dataclass(slots=True)
class Fault:
    """A rule: *kind* strikes the requests that meet every condition given.

    Attributes
    ----------
    path
        Regular expression searched in the decoded path.
    doi, request_kind
        The DOI asked for; the kind the journal would give the request.
    nth
        Which of the matching requests are struck, counted from 1.
    first
        Strike the first so many matching requests, then never again.
    probability
        Chance for each request that remains, drawn from the server's seed.
    seconds
        Latency, median of the heavy tail, stall, or time out of reach.
    interval, chunk
        The drip: pause before every *chunk* bytes.
    mode
        How a 429 looks: empty, html, retry-after, retry-date.
    value
        Retry-After seconds; portion of the body kept when cut; bytes
        promised too many; by how much the total is inflated; rate advertised.
    """

    kind: str
    path: str | None = None
    doi: str | None = None
    request_kind: str | None = None
    nth: tuple[int, ...] | int | None = None
    first: int | None = None
    probability: float = 1.0
    seconds: float = 1.0
    interval: float = 0.05
    chunk: int = 1
    mode: str = "empty"
    value: float | None = None
    hits: int = field(default=0, init=False)
    struck: int = field(default=0, init=False)

    def __post_init__(self):
        if self.kind not in KINDS:
            raise ValueError(f"unknown fault {self.kind!r}; known are {', '.join(KINDS)}")
        if isinstance(self.nth, int):
            self.nth = (self.nth,)

    def concerns(self, entry):
        return (
            (self.path is None or re.search(self.path, entry.path) is not None)
            and (self.doi is None or self.doi.lower() == entry.doi)
            and (self.request_kind is None or self.request_kind == entry.kind)
        )


class Faults:
    """The rules in force."""

    def __init__(self, seed=0):
        self._seed = seed
        self._lock = threading.Lock()
        self.clear()

    def add(self, kind: str, **conditions) -> Fault:
        """Add a rule and return it: `Fault.hits` and `Fault.struck` count as it goes."""
        fault = Fault(kind, **conditions)
        with self._lock:
            self._rules.append(fault)
        return fault

    def remove(self, fault):
        with self._lock:
            self._rules.remove(fault)

    def clear(self):
        """Drop all rules and start the random draws again."""
        with self._lock:
            self._rules = []
            self._random = random.Random(self._seed)

    def as_dicts(self):
        with self._lock:
            return [asdict(fault) for fault in self._rules]

    def striking(self, entry) -> list[Fault]:
        """The faults that strike the request in *entry*, in the order they were added."""
        with self._lock:
            return [fault for fault in self._rules if fault.concerns(entry) and self._strikes(fault)]

    def delay(self, fault):
        """Seconds this delay takes; the heavy tail is a Pareto law cut at thirty medians."""
        if fault.kind == "latency":
            return fault.seconds
        with self._lock:
            drawn = self._random.paretovariate(1.2)
        return min(fault.seconds * drawn / 2 ** (1 / 1.2), 30 * fault.seconds)

    def _strikes(self, fault):
        fault.hits += 1
        if fault.nth is not None and fault.hits not in fault.nth:
            return False
        if fault.first is not None and fault.hits > fault.first:
            return False
        if fault.probability < 1 and self._random.random() >= fault.probability:
            return False
        fault.struck += 1
        return True


def replacement(fault):
    """The answer that *fault* gives instead of the server's own."""
    if fault.kind == "429":
        return too_many(fault.mode, fault.value or 1)
    if fault.kind in ("close", "refuse"):
        return Answer(200, delivery=Delivery(drop=True))
    if fault.kind == "html":
        return Answer(200, _page("Please wait"), "text/html")
    if fault.kind == "html-as-json":
        return Answer(200, _page("Please wait"), "application/json")
    if fault.kind == "empty":
        return Answer(200, b"", "application/json")
    if fault.kind == "500":
        return exception("class java.lang.RuntimeException", "Response Exception")
    reason = {"403": "Forbidden", "502": "Bad Gateway", "503": "Service Unavailable", "504": "Gateway Time-out"}
    return Answer(int(fault.kind), _page(f"{fault.kind} {reason[fault.kind]}"), "text/html")


def exception(name, text, status=500):
    """The JSON of a failed server: its ``message`` is an object, not a list."""
    message = {"name": name, "description": f"{name}: {text}", "message": text, "stack": [], "cause": None}
    body = {"status": "error", "message-type": "exception", "message-version": "1.0.0", "message": message}
    return Answer(status, dumps(body).encode(), "application/json")


def _page(title):
    return f"<html>\n<head><title>{title}</title></head>\n<body><h1>{title}</h1></body>\n</html>\n".encode()


def spoil(answer, fault, other_work):
    """Change *answer* in place as *fault* demands; *other_work* gives the text of a wrong record."""
    delivery = answer.delivery
    if fault.kind == "drip":
        delivery.drip, delivery.chunk = fault.interval, fault.chunk
    elif fault.kind == "stall":
        delivery.stall = fault.seconds
    elif fault.kind == "close-mid-body":
        delivery.cut = 0.5 if fault.value is None else fault.value
    elif fault.kind == "length-too-large":
        delivery.extra_length = int(fault.value or 100)
    elif fault.kind == "truncated-gzip":
        delivery.truncate_gzip = True
    elif fault.kind == "truncated-json":
        answer.body = answer.body[: len(answer.body) * 2 // 3]
    elif fault.kind == "no-content-type":
        answer.content_type = None
    elif fault.kind == "no-rate-headers":
        _drop_headers(answer, "x-rate-limit-limit", "x-rate-limit-interval", "x-concurrency-limit", "x-api-pool")
    elif fault.kind == "garbled-rate-headers":
        answer.headers |= {"x-rate-limit-limit": "many", "x-rate-limit-interval": "soon"}
    elif fault.kind == "lower-rate":
        answer.headers["x-rate-limit-limit"] = f"{fault.value or 1:g}"
    elif answer.status == 200 and (answer.content_type or "").startswith("application/json"):
        _spoil_body(answer, fault, other_work)


def _drop_headers(answer, *names):
    for name in names:
        answer.headers.pop(name, None)


def _spoil_body(answer, fault, other_work):
    body = json.loads(answer.body)
    if "message" not in body:
        return
    message = body["message"]
    items = message.get("items")
    if fault.kind == "no-message":
        del body["message"]
    elif fault.kind == "wrong-record" and body["message-type"] == "work":
        body["message"] = json.loads(other_work(message["DOI"]))
    elif fault.kind == "null-items" and items is not None:
        message["items"] = None
    elif fault.kind == "inflated-total" and items is not None:
        message["total-results"] += int(fault.value or 1000)
    elif fault.kind == "duplicate-items" and items:
        message["items"] = [item for item in items for _ in range(2)]
    elif fault.kind == "item-without-doi" and items:
        items[0].pop("DOI", None)
    answer.body = dumps(body).encode()
