"""What was asked, when, by whom and how it ended."""

import threading
from dataclasses import asdict, dataclass


@dataclass(slots=True)
class Entry:
    """One request.

    Attributes
    ----------
    time
        Seconds on the server's clock at arrival.
    kind
        ``single``, ``agency``, ``batch`` (a list filtered by DOI), ``search``
        (a list with a query), ``list``, ``register`` (journals, members ...),
        ``citations``, ``unknown``.
    target, path
        The request target as it came, and its path decoded once.
    in_flight
        Requests of this client being answered, this one included.
    status
        The status sent; `None` until then, and where the connection was dropped.
    faults
        Kinds of the faults that struck.
    """

    time: float
    kind: str
    method: str
    target: str
    path: str
    doi: str | None
    pool: str | None
    user_agent: str
    mailto: str | None
    in_flight: int
    client: str
    connection: int
    status: int | None = None
    faults: tuple[str, ...] = ()


class Journal:
    """The requests so far, oldest first."""

    def __init__(self):
        self._entries = []
        self._lock = threading.Lock()

    def __len__(self):
        return len(self._entries)

    def __iter__(self):
        return iter(list(self._entries))

    def __getitem__(self, place):
        return self._entries[place]

    def append(self, entry):
        with self._lock:
            self._entries.append(entry)

    def clear(self):
        self._entries = []

    def of(self, *kinds):
        """The entries of these kinds."""
        return [entry for entry in self if entry.kind in kinds]

    def as_dicts(self):
        return [asdict(entry) for entry in self]
