"""The works the stand-in serves: loaded from files, made complete, found by DOI."""

import gzip
import json
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path

from tests.standin.json_text import dumps


def load_works(path: str | Path) -> Iterator[dict]:
    """Yield the works in a .json, .jsonl or .jsonl.gz file, or in a folder of such files."""
    path = Path(path)
    if path.is_dir():
        for file in sorted(path.iterdir()):
            if file.name.endswith((".json", ".json.gz", ".jsonl", ".jsonl.gz")):
                yield from load_works(file)
        return
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        if ".jsonl" in path.suffixes:
            yield from (json.loads(line) for line in lines if line.strip())
        else:
            yield from _works_in(json.load(lines))


def _works_in(document):
    """Yield the works of a list, an ``items`` file, a recorded response or a single work."""
    if isinstance(document, list):
        yield from document
    elif "items" in document:
        yield from document["items"]
    elif isinstance(document.get("message"), dict):
        yield from _works_in(document["message"])
    else:
        yield document


def complete(record: dict) -> dict:
    """Return a copy of *record* with everything a full record always has.

    What is missing is made up from the DOI, so the same thin record always
    becomes the same full one.  Keys starting with an underscore are left out.

    >>> complete({"DOI": "10.1/A", "_note": "thin"})["URL"]
    'https://doi.org/10.1/a'
    """
    work = {name: value for name, value in record.items() if not name.startswith("_")}
    work["DOI"] = doi = record["DOI"].lower()
    if "reference" in work:
        work["reference"] = [_public(entry) for entry in work["reference"]]
    work.pop("score", None)
    prefix = doi.partition("/")[0]
    issued = _earliest(work)
    deposited = _instant(doi, issued)
    known = {
        "URL": f"https://doi.org/{doi}",
        "type": "journal-article",
        "prefix": prefix,
        "member": str(zlib.crc32(prefix.encode()) % 30000 + 1),
        "publisher": f"Publisher {prefix}",
        "source": "Crossref",
        "reference-count": len(work.get("reference", ())),
        "references-count": work.get("reference-count", len(work.get("reference", ()))),
        "is-referenced-by-count": 0,
        "content-domain": {"domain": [], "crossmark-restriction": False},
        "resource": {"primary": {"URL": f"https://publisher.example/{doi}"}},
        "created": deposited,
        "deposited": deposited,
        "indexed": deposited,
        "issued": issued,
    }
    for name, value in known.items():
        work.setdefault(name, value)
    return work


def _public(entry):
    return {name: value for name, value in entry.items() if not name.startswith("_")}


def _earliest(work):
    """The publication date: the earlier of print and online, as the registry has it."""
    dates = [work[n] for n in ("published-print", "published-online", "published") if n in work]
    dates = [{"date-parts": date["date-parts"]} for date in dates if _year(date)]
    return min(dates, key=lambda date: date["date-parts"][0], default={"date-parts": [[None]]})


def _year(date):
    """The year of a date, or `None`: ``[[null]]``, ``[[]]`` and no parts at all occur."""
    return next(iter((date.get("date-parts") or [[]])[0]), None)


def _instant(doi, issued):
    """A moment in the life of a DOI, drawn from its text."""
    year = min(max(int(_year(issued) or 2002), 2002), 2025)
    drawn = zlib.crc32(doi.encode())
    moment = datetime(year, drawn % 12 + 1, drawn % 28 + 1, drawn % 24, drawn % 60, tzinfo=UTC)
    return {
        "date-parts": [[moment.year, moment.month, moment.day]],
        "date-time": moment.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "timestamp": int(moment.timestamp() * 1000),
    }


class Catalogue:
    """Complete works by position and by DOI; where a DOI comes twice the later one counts."""

    def __init__(self, records: Iterable[dict], aliases: dict[str, str] | None = None):
        self.aliases = {old.lower(): new.lower() for old, new in (aliases or {}).items()}
        self.left_out = 0
        by_doi = {}
        for record in records:
            if not record.get("DOI"):
                self.left_out += 1
            elif record["DOI"].lower() not in self.aliases:
                by_doi[record["DOI"].lower()] = record
        self.works = [complete(record) for record in by_doi.values()]
        self.position = {doi: number for number, doi in enumerate(by_doi)}
        for doi, count in self._citation_counts(by_doi).items():
            self.works[self.position[doi]]["is-referenced-by-count"] = count
        self._texts = {}

    def __len__(self):
        return len(self.works)

    def _citation_counts(self, by_doi):
        """Count citations within the catalogue for the works that came without a count."""
        return {
            doi: len(self.citing.get(doi, ()))
            for doi, record in by_doi.items()
            if "is-referenced-by-count" not in record
        }

    def text(self, number, score):
        """One work as JSON text, carrying *score*."""
        text = self._texts.get(number)
        if text is None:
            text = self._texts[number] = dumps(self.works[number])[:-1]
        return f'{text},"score":{score}}}'

    @cached_property
    def citing(self):
        """Cited DOI to the positions of the works that cite it, in catalogue order."""
        citing = defaultdict(list)
        for number, work in enumerate(self.works):
            cited = {entry["DOI"].lower() for entry in work.get("reference", ()) if entry.get("DOI")}
            for doi in cited:
                citing[doi].append(number)
        return dict(citing)

    @cached_property
    def by_prefix(self):
        return self._grouped(lambda work: [work["prefix"]])

    @cached_property
    def by_member(self):
        return self._grouped(lambda work: [work["member"]])

    @cached_property
    def by_issn(self):
        return self._grouped(lambda work: [issn.upper() for issn in work.get("ISSN") or ()])

    @cached_property
    def by_type(self):
        return self._grouped(lambda work: [work["type"]])

    @cached_property
    def by_funder(self):
        """Funder number to positions; the number is what follows the prefix of a funder DOI."""
        return self._grouped(
            lambda work: [
                funder["DOI"].lower().removeprefix("10.13039/")
                for funder in work.get("funder") or ()
                if funder.get("DOI")
            ]
        )

    def _grouped(self, keys):
        groups = defaultdict(list)
        for number, work in enumerate(self.works):
            for key in dict.fromkeys(keys(work)):
                groups[key].append(number)
        return dict(groups)
