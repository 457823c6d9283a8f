"""Good manners toward a service: its pace, our patience, and knowing when to stop.

Services state their limits on every answer, for each class of request.  They
are read there and nowhere else; before the first answer of a class one
request is out at a time.
"""

import math
import random
import re
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from pathlib import Path

from citegraph.errors import SourceBroken, SourceUnavailable
from citegraph.sources.turnstile import LONGEST_WAIT, Turnstile


class NoAnswer(Exception):
    """A request brought nothing usable: no connection, no end, or nonsense."""


class TooBusy(SourceUnavailable):
    """The service wants to be left alone for now; asking in another way would not help."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a service sent back.

    Attributes
    ----------
    content
        What was read from it, if it is the answer hoped for.
    address
        Where it came from in the end, after redirections.
    requests
        How many requests it took, redirections included.
    """

    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    content: object = None
    address: str = ""
    requests: int = 1


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds from one request to the next, and how many may be out at once."""

    spacing: float
    concurrent: int


UNKNOWN = Limits(spacing=0.0, concurrent=1)
CAUTIOUS = Limits(spacing=1.0, concurrent=1)

# Two clocks never agree on when a second ends.
MARGIN = 1.05
BUSY_TRIES = 6
BROKEN_TRIES = 5
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 60.0
# Requests in a row that may fail, and the share of recent ones, before we stop asking.
STOP_AFTER = 15
RECENT, TOO_MANY = 40, 20
COOLING, LONGEST_COOLING = 60.0, 600.0
WORKERS = 16


def read_limits(headers: Mapping[str, str]) -> Limits | None:
    """Return the limits that an answer's headers state, or `None` if they state none.

    >>> read_limits({"x-rate-limit-limit": "10", "x-rate-limit-interval": "1s", "x-concurrency-limit": "3"})
    Limits(spacing=0.1, concurrent=3)

    A garbled rate is no rate, and a concurrency not stated is one:

    >>> read_limits({"x-rate-limit-limit": "3", "x-rate-limit-interval": "soon"})
    >>> read_limits({"x-rate-limit-limit": "50", "x-rate-limit-interval": "1s"}).concurrent
    1
    """
    limit = re.fullmatch(r"\s*(\d{1,6})\s*", headers.get("x-rate-limit-limit", ""))
    interval = re.fullmatch(r"\s*(\d{1,6}(?:\.\d+)?)\s*(ms|s|m|h)?\s*", headers.get("x-rate-limit-interval", ""))
    concurrent = re.fullmatch(r"\s*(\d{1,6})\s*", headers.get("x-concurrency-limit", "1"))
    if not (limit and interval and int(limit[1]) > 0):
        return None
    seconds = float(interval[1]) * {"ms": 0.001, "s": 1, "m": 60, "h": 3600, None: 1}[interval[2]]
    return Limits(seconds / int(limit[1]), max(1, int(concurrent[1])) if concurrent else 1)


def retry_after(headers: Mapping[str, str], now: float) -> float | None:
    """Return the seconds that an answer asks us to wait, or `None`.

    >>> retry_after({"retry-after": "120"}, now=0)
    120.0
    >>> retry_after({"retry-after": "Thu, 01 Jan 1970 00:01:00 GMT"}, now=45)
    15.0
    >>> retry_after({"retry-after": "later"}, now=0)
    """
    stated = headers.get("retry-after", "").strip()
    if re.fullmatch(r"\d{1,9}(\.\d+)?", stated):
        return float(stated)
    moment = _moment(stated)
    if moment is None:
        return None
    return max(0.0, moment - (_moment(headers.get("date", "")) or now))


def _moment(text):
    try:
        return parsedate_to_datetime(text).timestamp()
    except (TypeError, ValueError, OverflowError):
        return None


class Lane:
    """One class of requests at one service: its limits, what is out, and how it fares of late."""

    def __init__(self, turnstile):
        self.turnstile = turnstile
        self.limits = UNKNOWN
        self.out = 0
        self.slowness = 1.0
        self.failures = 0
        self.recent = deque(maxlen=RECENT)
        self.cooling = COOLING
        self.closed_until, self.closed_by = -math.inf, None

    @property
    def spacing(self):
        return self.limits.spacing * self.slowness * MARGIN

    def learn(self, headers):
        stated = read_limits(headers)
        if stated:
            self.limits = stated
        elif self.limits is UNKNOWN:
            self.limits = CAUTIOUS

    def go_slower(self, times):
        self.slowness = min(16.0, self.slowness * times)
        if self.limits is UNKNOWN:
            self.limits = CAUTIOUS

    def succeed(self):
        self.failures, self.cooling = 0, COOLING
        self.recent.append(False)
        self.slowness = max(1.0, self.slowness * 0.85)

    def fail(self, now, error):
        self.failures += 1
        self.recent.append(True)
        if self.failures >= STOP_AFTER or sum(self.recent) >= TOO_MANY:
            self.close(now + self.cooling, error)
            self.cooling = min(LONGEST_COOLING, self.cooling * 2)

    def close(self, until, error):
        """Ask nothing until then; one failure after the rest closes the lane again."""
        self.closed_until, self.closed_by = until, error
        self.failures = STOP_AFTER - 1
        self.recent.clear()


class Manners:
    """Everything that keeps questions to one service polite and bounded.

    Threads may share one; so do processes, which take turns through files in
    *folder* (where the platform has file locks).  Only the pace is shared
    between processes, not the number of requests that are out.

    Parameters
    ----------
    service
        Its name, for messages.
    deadline
        Seconds from the first request of a question until it is given up,
        pauses included.
    folder
        Where processes keep the pace they share; `None` to share nothing.
    clock, sleep, chance, now
        Monotonic seconds, waiting, a number from 0 to 1, and the time of day.
    """

    def __init__(
        self,
        service: str,
        *,
        deadline: float = 120.0,
        folder: Path | None = None,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], object] | None = None,
        chance: Callable[[], float] = random.random,
        now: Callable[[], float] = time.time,
    ):
        self.service, self.deadline, self._folder = service, deadline, folder
        self._clock, self._chance, self._now = clock, chance, now
        self._stopped = threading.Event()
        self._sleep = sleep or self._stopped.wait
        self._changed = threading.Condition()
        self._lanes: dict[str, Lane] = {}
        self._refused: str | None = None

    def ask(
        self, kind: str, send: Callable[[Callable[[], float]], Answer], broken_tries: int = BROKEN_TRIES
    ) -> Answer:
        """Ask one question, as often as patience allows, and return the answer.

        *send* gets a function that tells the seconds left, and returns an
        `Answer` or raises `NoAnswer`.  Statuses below 500 are answers, but for
        429 (wait) and 401 and 403 (go away).

        Raises
        ------
        TooBusy
            If the service keeps asking us to wait, or failed so often of late
            that it is left alone for a while.
        SourceUnavailable
            If this question was not answered, after retries.
        SourceBroken
            If the service refuses us; from then on every question is refused here.
        """
        lane = self._lane(kind)
        deadline = None
        busy = broken = 0
        while True:
            self._enter(lane, deadline)
            answer = None
            try:
                if deadline is None:
                    deadline = self._clock() + self.deadline
                answer = send(lambda: -1.0 if self._stopped.is_set() else deadline - self._clock())
                problem = f"it answered with status {answer.status}"
            except NoAnswer as error:
                problem = str(error)
            finally:
                self._leave(lane, answer)
            if answer is not None and answer.status in (401, 403):
                self._refused = f"it refuses our requests (status {answer.status})"
                raise SourceBroken(self.service, self._refused)
            if answer is not None and answer.status < 500 and answer.status != 429:
                with self._changed:
                    lane.succeed()
                return answer
            stated = retry_after(answer.headers, self._now()) if answer is not None else None
            if answer is not None and (answer.status == 429 or stated is not None):
                busy += 1
                error = TooBusy(self.service, problem)
                pause = self._hold_back(lane, busy, stated or 0.0, error)
            else:
                broken += 1
                error = SourceUnavailable(self.service, problem)
                pause = self._back_off(broken)
                with self._changed:
                    lane.fail(self._clock(), error)
                    if answer is not None:
                        lane.go_slower(1.25)
            if busy >= BUSY_TRIES or broken >= broken_tries or self._clock() + pause >= deadline:
                raise error
            if not isinstance(error, TooBusy):
                self._sleep(pause)

    def ask_all(self, questions: Iterable[Callable[[], object]]) -> Iterator:
        """Call each of *questions* and yield what they return, in their order.

        As many at once as the service allows; each is expected to use `ask`.
        A caller that stops early stops the rest.
        """
        questions = list(questions)
        if len(questions) < 2:
            yield from (question() for question in questions)
            return
        pool = ThreadPoolExecutor(min(WORKERS, len(questions)), thread_name_prefix=self.service)
        done = 0
        try:
            for future in [pool.submit(question) for question in questions]:
                yield future.result()
                done += 1
        finally:
            if done < len(questions):
                self._stopped.set()
            pool.shutdown(wait=True, cancel_futures=True)
            self._stopped.clear()

    def _lane(self, kind):
        with self._changed:
            if kind not in self._lanes:
                self._lanes[kind] = Lane(Turnstile(self._folder and self._folder / f"{kind}.pace"))
            return self._lanes[kind]

    def _enter(self, lane, deadline):
        """Wait until a request may go out."""
        while True:
            self._check(lane)
            with self._changed:
                allowed = max(each.limits.concurrent for each in self._lanes.values())
                if lane.out < lane.limits.concurrent and sum(each.out for each in self._lanes.values()) < allowed:
                    wait = lane.turnstile.pass_through(self._clock(), lane.spacing)
                    if wait <= 0:
                        lane.out += 1
                        return
                else:
                    self._changed.wait(0.25)
                    continue
            left = self.deadline if deadline is None else deadline - self._clock()
            if wait >= left:
                raise TooBusy(self.service, f"it wants to be left alone for {wait:.0f} more seconds")
            self._sleep(wait)

    def _leave(self, lane, answer):
        with self._changed:
            lane.out -= 1
            if answer is not None:
                first = lane.limits is UNKNOWN
                lane.learn(answer.headers)
                if first:
                    # It went out before its pace was known; it counts like every other.
                    lane.turnstile.hold(self._clock() + lane.spacing)
                for _ in range(answer.requests - 1):
                    lane.turnstile.charge(self._clock(), lane.spacing)
            self._changed.notify_all()

    def _check(self, lane):
        if self._refused:
            raise SourceBroken(self.service, self._refused)
        if self._stopped.is_set():
            raise TooBusy(self.service, "the run was stopped")
        if self._clock() < lane.closed_until:
            raise type(lane.closed_by)(self.service, f"not asked for a while, since {lane.closed_by.problem}")

    def _hold_back(self, lane, busy, stated, error):
        """Make every request of the class wait, and go slower from now on.

        Answers to requests that were already out when the wait began say
        nothing new.
        """
        with self._changed:
            now = self._clock()
            held = lane.turnstile.held_for(now)
            if held <= lane.spacing:
                lane.go_slower(2)
                lane.fail(now, error)
            pause = max(stated, held, self._back_off(max(busy, lane.failures)))
            if pause >= self.deadline:
                lane.close(now + pause, error)
            lane.turnstile.hold(now + min(pause, LONGEST_WAIT))
            return pause

    def _back_off(self, failures):
        """Exponential, with full jitter above the first pause."""
        longest = min(LONGEST_PAUSE, FIRST_PAUSE * 2**failures)
        return FIRST_PAUSE + self._chance() * (longest - FIRST_PAUSE)
