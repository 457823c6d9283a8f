"""Answers on disk, so that no service is asked twice for the same thing.

One row an answer, in one SQLite file that threads and processes share.  Only
answers are kept, "there is no such work" among them; failures never are.
"""

import json
import logging
import sqlite3
import threading
import time
import zlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from citegraph.garbage import no_collection

log = logging.getLogger(__name__)

DAY = 86400
# Days until an answer is asked for again; an alias lives with the record it leads to.
AGES = {"record": 30, "alias": 30, "search": 14, "missing": 7, "nowhere": 7, "agency": 90}
FILE = "answers-1.sqlite"
_AT_ONCE = 500
# Shorter values do not pay for their compression.
_WORTH_COMPRESSING = 2000
_LOCKED_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer from the cache, and the time it was given, in seconds since 1970."""

    value: object
    asked_at: int


@dataclass(frozen=True, slots=True)
class Shelf:
    """How many answers of one kind are kept, and the dates of the oldest and newest."""

    kind: str
    entries: int
    oldest: str
    newest: str


@dataclass(frozen=True, slots=True)
class CacheInfo:
    """What a cache holds."""

    path: str
    bytes: int
    entries: int
    shelves: tuple[Shelf, ...]


def iso_date(seconds: float) -> str:
    """Return the day, in UTC, of a time in seconds since 1970.

    >>> iso_date(0)
    '1970-01-01'
    """
    return datetime.fromtimestamp(seconds, UTC).date().isoformat()


class Cache:
    """Answers of services, kept in a folder; in memory where there is none.

    A file that is damaged is moved aside, one that cannot be written is only
    read, and without either the run goes on with an empty cache: each time
    with one warning in the log, never with an error.

    >>> cache = Cache(None, now=lambda: 1000.0)
    >>> cache.put("crossref", {("record", "10.1/a"): {"DOI": "10.1/a"}})
    >>> cache.get("crossref", ["10.1/a", "10.1/b"])
    {'10.1/a': {'record': Kept(value={'DOI': '10.1/a'}, asked_at=1000)}}

    An answer that has outlived its kind is not given out, unless any age will do:

    >>> cache.now = lambda: 1000.0 + 31 * DAY
    >>> cache.get("crossref", ["10.1/a"]), len(cache.get("crossref", ["10.1/a"], any_age=True))
    ({}, 1)
    """

    def __init__(self, folder: Path | str | None, *, now: Callable[[], float] = time.time):
        self.folder = Path(folder) if folder is not None else None
        self.now = now
        self._lock = threading.RLock()
        self._warned = False
        self._db = self._open()

    def get(self, service: str, questions: Iterable[str], *, any_age: bool = False) -> dict[str, dict[str, Kept]]:
        """Return what is kept of each question, by kind; questions without an answer are left out."""
        questions = list(dict.fromkeys(questions))
        now = self.now()
        found: dict[str, dict[str, Kept]] = {}
        for start in range(0, len(questions), _AT_ONCE):
            some = questions[start : start + _AT_ONCE]
            marks = ",".join("?" * len(some))
            rows = self._run(
                f"SELECT question, kind, asked_at, value FROM answers WHERE service = ? AND question IN ({marks})",
                [service, *some],
            )
            with no_collection():
                for question, kind, asked_at, packed in rows:
                    if any_age or asked_at > now - AGES.get(kind, 0) * DAY:
                        value = _unpack(packed)
                        if value is not None:
                            found.setdefault(question, {})[kind] = Kept(value, asked_at)
        return found

    def put(self, service: str, answers: Mapping[tuple[str, str], object]) -> None:
        """Keep *answers*, each under its kind and question; they are on disk when this returns."""
        asked_at = int(self.now())
        in_order = sorted(answers.items(), key=lambda answer: answer[0])
        rows = [(service, question, kind, asked_at, _pack(value)) for (kind, question), value in in_order]
        self._run("INSERT OR REPLACE INTO answers VALUES (?, ?, ?, ?, ?)", rows, many=True)

    def info(self) -> CacheInfo:
        """Count what is kept."""
        rows = self._run("SELECT kind, count(*), min(asked_at), max(asked_at) FROM answers GROUP BY kind ORDER BY kind")
        shelves = tuple(Shelf(kind, number, iso_date(first), iso_date(last)) for kind, number, first, last in rows)
        size = sum(file.stat().st_size for file in self._files() if file.exists())
        return CacheInfo(str(self._path or ""), size, sum(shelf.entries for shelf in shelves), shelves)

    def clear(self) -> None:
        """Forget everything, and give the room back."""
        self._run("DELETE FROM answers", [()], many=True)
        self._run("VACUUM")
        self._run("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._db.close()

    @property
    def _path(self):
        return self.folder / FILE if self.folder is not None else None

    def _files(self):
        return [self._path.with_name(FILE + suffix) for suffix in ("", "-wal", "-shm")] if self._path else []

    def _open(self):
        if self._path is None:
            return _connect(":memory:")
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            return _connect(self._path)
        except (sqlite3.OperationalError, OSError) as error:
            return self._open_for_reading(error)
        except sqlite3.DatabaseError as error:
            return self._open_anew(error)

    def _open_for_reading(self, error):
        self._warn(f"{self._path}: answers are not kept: {error}")
        try:
            address = f"{self._path.absolute().as_uri()}?mode=ro&immutable=1"
            db = sqlite3.connect(address, uri=True, check_same_thread=False)
            db.execute("SELECT count(*) FROM answers").fetchone()
            return db
        except (sqlite3.Error, OSError):
            return _connect(":memory:")

    def _open_anew(self, error):
        """Move the damaged file aside and begin another."""
        aside = self._path.with_name(f"{FILE}.damaged-{int(self.now())}")
        self._warn(f"{self._path}: {error}; moved to {aside.name}, beginning anew")
        try:
            for file in self._files():
                if file.exists():
                    file.replace(aside if file == self._path else file.with_name(f"{file.name}.damaged"))
            return _connect(self._path)
        except (sqlite3.Error, OSError) as second:
            self._warn(f"{self._path}: answers are not kept: {second}")
            return _connect(":memory:")

    def _run(self, statement, parameters=(), many=False):
        with self._lock:
            try:
                return self._execute(statement, parameters, many)
            except sqlite3.OperationalError as error:
                # Locked by another process, no room left, or not ours to write.
                self._warn(f"{self._path}: some answers are not kept: {error}")
                return []
            except sqlite3.DatabaseError as error:
                self._db.close()
                self._db = self._open_anew(error)
                return self._execute(statement, parameters, many)

    def _execute(self, statement, parameters, many):
        with self._db:
            run = self._db.executemany if many else self._db.execute
            return run(statement, parameters).fetchall()

    def _warn(self, message):
        (log.debug if self._warned else log.warning)("%s", message)
        self._warned = True


def _connect(path):
    db = sqlite3.connect(path, timeout=_LOCKED_SECONDS, check_same_thread=False, isolation_level="IMMEDIATE")
    try:
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = NORMAL")
        db.execute(
            "CREATE TABLE IF NOT EXISTS answers (service TEXT, question TEXT, kind TEXT, asked_at INTEGER, value BLOB,"
            " PRIMARY KEY (service, question, kind))"
        )
        db.execute("SELECT service, question, kind, asked_at, value FROM answers LIMIT 1").fetchone()
    except sqlite3.Error:
        db.close()
        raise
    return db


def _pack(value):
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
    return zlib.compress(text, 1) if len(text) > _WORTH_COMPRESSING else text


def _unpack(packed):
    """Undo `_pack`; a value that is damaged counts as no answer."""
    try:
        text = zlib.decompress(packed) if packed[:1] == b"\x78" else packed
        return json.loads(text.decode("utf-8", "surrogatepass"))
    except (ValueError, AttributeError, TypeError, zlib.error):
        return None
