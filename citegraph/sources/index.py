"""Crossref-format records, indexed on disk for look-up, search and citing works.

An index is a folder named for the content it was made from.  It appears whole
or not at all, so that processes may make the same one at the same time.
"""

import json
import logging
import shutil
import sqlite3
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec

from citegraph.errors import InvalidDOI, SourceBroken
from citegraph.garbage import no_collection
from citegraph.identifiers import DOI
from citegraph.sources.record_files import digest_of, files_at, read_records
from citegraph.sources.records import cited_dois, doi_of, searched_words, slim

log = logging.getLogger(__name__)

FOLDER = "indexes-2"
_AT_ONCE = 500
_LEFTOVER_AFTER = 86400
_WRITER_BYTES = 100_000_000
# Works that share a score are ranked by DOI; those at the cut must be seen to be ranked.
_SPARE_HITS = 50
_MOST_WORDS = 200
# Words that stand in so many works that they tell none apart, and take half the time of a search.
_EVERYWHERE = frozenset("a an and the of on in for to at by with from und der die das de et".split())
_MOST_DAMAGE = 1000


@dataclass(frozen=True, slots=True)
class Facts:
    """What an index was made from.

    Attributes
    ----------
    digest
        SHA-256 of the content.
    works
        Works indexed; of several records of one work the fullest counts.
    left_out
        Records without a DOI.
    damaged
        Where something could not be read, and why.
    """

    digest: str
    works: int
    left_out: int
    damaged: tuple[str, ...]


class Index:
    """An open index; threads may share it."""

    def __init__(self, folder: Path):
        import tantivy

        self._folder = folder
        self._local = threading.local()
        self._connections: list[sqlite3.Connection] = []
        self.facts = self._read_facts()
        self._text = tantivy.Index.open(str(folder / "text"))
        _register_words(self._text)
        self._searcher = self._text.searcher()

    def records(self, dois) -> dict[DOI, dict]:
        """Return the records of those works among *dois* that are here."""
        dois = list(dois)
        found = {}
        for start in range(0, len(dois), _AT_ONCE):
            some = dois[start : start + _AT_ONCE]
            marks = ",".join("?" * len(some))
            rows = self._db().execute(f"SELECT doi, record FROM works WHERE doi IN ({marks})", some)
            found.update((doi, _decoded(record)) for doi, record in rows)
        return found

    def search(self, words: list[str], rows: int) -> list[tuple[DOI, float]]:
        """Return the works that share most with *words* by BM25, best first, ties by DOI."""
        if not words:
            return []
        words = [word for word in words if word not in _EVERYWHERE] or words
        query = self._text.parse_query(" ".join(words[:_MOST_WORDS]), ["text"])
        hits = self._searcher.search(query, rows + _SPARE_HITS, count=False).hits
        if len(hits) > rows:
            cut = round(hits[rows - 1][0], 4)
            hits = [hit for hit in hits if round(hit[0], 4) >= cut]
        ranked = [(DOI(self._searcher.doc(address)["doi"][0]), round(score, 4)) for score, address in hits]
        return sorted(ranked, key=lambda hit: (-hit[1], hit[0]))[:rows]

    def citing(self, doi: DOI) -> tuple[DOI, ...]:
        """Return the works here whose reference lists name *doi*, by DOI."""
        rows = self._db().execute("SELECT citing FROM citations WHERE cited = ? ORDER BY citing", [doi])
        return tuple(DOI(citing) for (citing,) in rows)

    def close(self) -> None:
        """Close the files."""
        for connection in self._connections:
            connection.close()
        self._connections.clear()

    def _db(self):
        if not hasattr(self._local, "db"):
            address = f"{(self._folder / 'works.sqlite').absolute().as_uri()}?mode=ro&immutable=1"
            self._local.db = sqlite3.connect(address, uri=True, check_same_thread=False)
            self._connections.append(self._local.db)
        return self._local.db

    def _read_facts(self):
        (facts,) = self._db().execute("SELECT facts FROM facts").fetchone()
        facts = json.loads(facts)
        return Facts(facts["digest"], facts["works"], facts["left_out"], tuple(facts["damaged"]))


def open_index(path: Path, folder: Path) -> Index:
    """Return the index of the records at *path*, made in *folder* if it is not there yet.

    Raises
    ------
    SourceBroken
        If nothing at *path* can be read, or nothing there is a work's record.
    """
    files = files_at(path)
    digest = digest_of(files)
    place = folder / FOLDER / digest[:24]
    if place.is_dir():
        try:
            return Index(place)
        except (sqlite3.Error, ValueError, TypeError, KeyError) as error:
            log.warning("%s: the index is damaged (%s), making it anew", place, error)
            shutil.rmtree(place, ignore_errors=True)
    place.parent.mkdir(parents=True, exist_ok=True)
    _sweep(place.parent)
    building = Path(tempfile.mkdtemp(prefix=".building-", dir=place.parent))
    try:
        _build(path.name, files, digest, building)
        try:
            building.rename(place)
        except OSError:
            # Another process was first; its index is the same.
            if not place.is_dir():
                raise
    finally:
        shutil.rmtree(building, ignore_errors=True)
    return Index(place)


def _sweep(folder):
    """Remove what runs that were killed left behind."""
    for leftover in folder.glob(".building-*"):
        try:
            old = time.time() - leftover.stat().st_mtime > _LEFTOVER_AFTER
        except OSError:
            continue
        if old:
            shutil.rmtree(leftover, ignore_errors=True)


def _build(name, files, digest, folder):
    db = sqlite3.connect(folder / "works.sqlite", isolation_level=None)
    try:
        db.executescript(
            "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -64000;"
            "CREATE TABLE works (number INTEGER PRIMARY KEY, doi TEXT UNIQUE, fullness INTEGER, record BLOB);"
            "CREATE TABLE citations (cited TEXT, citing TEXT, PRIMARY KEY (cited, citing)) WITHOUT ROWID;"
            "CREATE TABLE facts (facts TEXT)"
        )
        db.execute("BEGIN")
        with no_collection():
            said, left_out, damaged = _file_records(db, files)
            (works,) = db.execute("SELECT count(*) FROM works").fetchone()
            if not works:
                raise SourceBroken(name, _nothing(left_out, damaged))
            _index_words(db, said, folder / "text")
        if len(damaged) > _MOST_DAMAGE:
            damaged[_MOST_DAMAGE:] = [f"and {len(damaged) - _MOST_DAMAGE} more"]
        facts = {"digest": digest, "works": works, "left_out": left_out, "damaged": damaged}
        db.execute("INSERT INTO facts VALUES (?)", [json.dumps(facts)])
        db.execute("COMMIT")
    finally:
        db.close()


def _nothing(left_out, damaged):
    if left_out:
        return f"none of its {left_out} records has a DOI"
    return f"it holds no record of a work ({damaged[0]})" if damaged else "it holds no record of a work"


def _file_records(db, files):
    """Put every record into the table; of several for one DOI the fullest stays, in whatever order they come.

    Returns what each record is searched by and the DOIs it cites, by its number: read
    again from the table they would cost as much once more.
    """
    said, left_out, damaged = [], 0, []

    def rows() -> Iterator[tuple]:
        nonlocal left_out
        for file in files:
            for where, record, problem in read_records(file):
                if record is None:
                    damaged.append(f"{where}: {problem}")
                    continue
                try:
                    doi = doi_of(record)
                except InvalidDOI:
                    left_out += 1
                    continue
                text = _encoded(slim(record))
                said.append((searched_words(record), cited_dois(record)))
                yield len(said) - 1, doi, len(text) + (1 << 32) * ("reference" in record), text

    db.executemany(
        "INSERT INTO works VALUES (?, ?, ?, ?) ON CONFLICT (doi) DO UPDATE"
        " SET number = excluded.number, fullness = excluded.fullness, record = excluded.record"
        " WHERE (excluded.fullness, excluded.record) > (fullness, record)",
        rows(),
    )
    return said, left_out, damaged


def _encoded(record):
    try:
        return _encode(record)
    except (ValueError, OverflowError):
        # Halves of characters and numbers beyond 64 bits: JSON has them, this encoder has not.
        return json.dumps(record, separators=(",", ":")).encode()


def _decoded(text):
    try:
        return _decode(text)
    except ValueError:
        return json.loads(text)


_encode, _decode = msgspec.json.Encoder().encode, msgspec.json.Decoder().decode


def _index_words(db, said, folder):
    import tantivy

    schema = (
        tantivy.SchemaBuilder()
        .add_text_field("doi", stored=True, tokenizer_name="raw", index_option="basic")
        .add_text_field("text", stored=False, tokenizer_name="words", index_option="freq")
        .build()
    )
    folder.mkdir()
    index = tantivy.Index(schema, path=str(folder))
    _register_words(index)
    writer = index.writer(heap_size=_WRITER_BYTES, num_threads=1)
    citations = []
    for doi, number in db.execute("SELECT doi, number FROM works ORDER BY doi"):
        words, cited = said[number]
        writer.add_document(tantivy.Document(doi=doi, text=words))
        citations += [(each, doi) for each in cited if each != doi]
    writer.commit()
    writer.wait_merging_threads()
    db.executemany("INSERT OR IGNORE INTO citations VALUES (?, ?)", sorted(citations))


def _register_words(index):
    import tantivy

    words = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple()).filter(tantivy.Filter.lowercase())
    index.register_tokenizer("words", words.filter(tantivy.Filter.ascii_fold()).build())
