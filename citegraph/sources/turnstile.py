"""When the next request may start, kept by all threads and processes together."""

import logging
import threading
from contextlib import contextmanager
from pathlib import Path

try:
    import fcntl
except ImportError:  # a platform without file locks: processes do not take turns there
    fcntl = None

log = logging.getLogger(__name__)

# A wait longer than this was written before the machine started anew.
LONGEST_WAIT = 3600.0


class Turnstile:
    """Lets one request through at a time, each some seconds after the last.

    With a *path*, processes of one machine that name the same file take turns.

    >>> turnstile = Turnstile()
    >>> turnstile.pass_through(now=100.0, spacing=0.5)
    0.0
    >>> turnstile.pass_through(now=100.1, spacing=0.5)
    0.4
    """

    def __init__(self, path: Path | None = None):
        self._path = path if fcntl else None
        self._lock = threading.Lock()
        self._opens = 0.0

    def pass_through(self, now: float, spacing: float) -> float:
        """Go through and return 0, or return the seconds to wait before trying again."""
        with self._shared():
            wait = self._wait(now)
            if wait <= 0:
                self._opens = now + spacing
                return 0.0
            return wait

    def charge(self, now: float, spacing: float) -> None:
        """Count a request that went out by another way."""
        with self._shared():
            self._opens = max(self._opens, now) + spacing

    def hold(self, until: float) -> None:
        """Let nobody through before *until*."""
        with self._shared():
            self._opens = max(self._opens, until)

    def held_for(self, now: float) -> float:
        """Return the seconds until somebody may go through."""
        with self._shared():
            return max(0.0, self._wait(now))

    def _wait(self, now):
        wait = round(self._opens - now, 6)
        return 0.0 if wait > LONGEST_WAIT else wait

    @contextmanager
    def _shared(self):
        with self._lock:
            file = self._open()
            if file is None:
                yield
                return
            with file:
                before = self._opens = self._read(file)
                yield
                if self._opens != before:
                    file.seek(0)
                    file.truncate()
                    file.write(repr(self._opens))

    def _open(self):
        if self._path is None:
            return None
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            file = open(self._path, "a+", encoding="ascii")
        except OSError as error:
            log.debug("processes do not share the pace: %s", error)
            self._path = None
            return None
        fcntl.flock(file, fcntl.LOCK_EX)
        return file

    @staticmethod
    def _read(file):
        file.seek(0)
        try:
            return float(file.read(40) or 0)
        except ValueError:
            return 0.0
