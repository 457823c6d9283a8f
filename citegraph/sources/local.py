"""Works from a file or folder of Crossref-format records, with no network."""

import logging
import re
import tempfile
import threading
from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path

from citegraph.identifiers import DOI
from citegraph.sources.index import Index, open_index
from citegraph.sources.protocol import Absent, Found, Hit, Outcome
from citegraph.sources.record_files import files_at
from citegraph.sources.records import read_work

log = logging.getLogger(__name__)

_WORKS_AT_HAND = 512


class LocalSource:
    """Works described in a file, or in a folder of files.

    The records are indexed on first use, and the index is kept for the next
    run; it is found again by the content, wherever the file then is.

    Parameters
    ----------
    path
        A file of records (``.json``, ``.jsonl``, ``.jsonl.gz`` …) in any
        wrapping Crossref uses, or a folder of such files at any depth.
    cache_dir
        Where indexes are kept; a temporary folder if it cannot be written.

    Raises
    ------
    SourceBroken
        If there is no such file or folder; on first use, if no work's record
        with a DOI is in it.

    Examples
    --------
    >>> folder = tempfile.TemporaryDirectory()
    >>> path = Path(folder.name, "library.jsonl")
    >>> _ = path.write_text('''{"DOI": "10.1000/a", "title": ["Peer support"], "reference": [{"DOI": "10.1000/B"}]}
    ... {"DOI": "10.1000/b", "title": ["Recovery"]}
    ... {"title": ["Of unknown origin"]}
    ... ''')
    >>> library = LocalSource(path, folder.name)
    >>> [hit.work.title for hit in library.search("Recovery, 1993")]
    ['Recovery']
    >>> library.citing("10.1000/b"), library.left_out
    (('10.1000/a',), 1)
    >>> library.works(["10.1000/c"])
    {'10.1000/c': Absent(requested='10.1000/c')}
    >>> library.close(); folder.cleanup()
    """

    concurrency = 1

    def __init__(self, path: Path | str, cache_dir: Path | str | None = None):
        self._path = Path(path)
        self.name = self._path.name or self._path.resolve().name
        files_at(self._path)
        self._folder = Path(cache_dir) if cache_dir is not None else None
        self._temporary: tempfile.TemporaryDirectory | None = None
        self._opening = threading.Lock()
        self._opened: Index | None = None
        self._work = lru_cache(_WORKS_AT_HAND)(self._read)

    @property
    def left_out(self) -> int:
        """How many records have no DOI and are therefore not used."""
        return self._index.facts.left_out

    @property
    def damaged(self) -> tuple[str, ...]:
        """What could not be read: file, line, and why."""
        return self._index.facts.damaged

    def works(self, dois: Sequence[DOI], progress: Callable[[int], object] | None = None) -> dict[DOI, Outcome]:
        """Look up each DOI; one outcome for each, under the DOI asked for."""
        dois = list(dict.fromkeys(dois))
        records = self._index.records({doi.lower() for doi in dois})
        outcomes = {
            doi: Found(doi, read_work(record), self.name) if (record := records.get(doi.lower())) else Absent(doi)
            for doi in dois
        }
        if dois and progress:
            progress(len(dois))
        return outcomes

    def search(self, query: str, rows: int = 5) -> tuple[Hit, ...]:
        """Return the works that share most with a reference's text, best first, ties by DOI.

        Year, volume, issue, pages, titles, containers and authors (initials
        and family name) are searched, each word by itself, in any case and
        with or without accents.
        """
        words = re.findall(r"[^\W_]+", query.lower())
        if rows < 1:
            return ()
        hits = self._index.search(words, rows)
        return tuple(Hit(self._work(doi), score, self.name) for doi, score in hits)

    def citing(self, doi: DOI) -> tuple[DOI, ...]:
        """Return the works here that cite this one, by DOI."""
        return self._index.citing(doi.lower())

    def dates(self) -> tuple[str, str]:
        """Return the digest of the content, twice: a file has no dates of its own."""
        digest = f"sha256:{self._index.facts.digest[:12]}"
        return digest, digest

    def close(self) -> None:
        """Close the index."""
        with self._opening:
            if self._opened is not None:
                self._opened.close()
                self._opened = None
            if self._temporary is not None:
                self._temporary.cleanup()
                self._temporary = None

    @property
    def _index(self) -> Index:
        with self._opening:
            if self._opened is None:
                self._opened = self._open()
            return self._opened

    def _open(self):
        if self._folder is not None:
            try:
                self._folder.mkdir(parents=True, exist_ok=True)
                return open_index(self._path, self._folder)
            except OSError as error:
                log.warning("%s: the index of %s is not kept: %s", self._folder, self.name, error)
        self._temporary = tempfile.TemporaryDirectory(prefix="citegraph-")
        return open_index(self._path, Path(self._temporary.name))

    def _read(self, doi):
        return read_work(self._index.records([doi])[doi])
