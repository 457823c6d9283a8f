"""A monotonic clock that tests can move forward."""

import time


class Clock:
    """Seconds since the server started, plus whatever was added by `advance`."""

    def __init__(self):
        self._start = time.monotonic()
        self._added = 0.0

    def now(self):
        return time.monotonic() - self._start + self._added

    def advance(self, seconds):
        """Let *seconds* pass at once."""
        self._added += seconds
