"""The open citation index beside the registry: who cites whom, turned round from the records."""

import csv
import io
import zlib
from datetime import date

from tests.standin.json_text import dumps
from tests.standin.wire import Answer, decode_path

PATH = "/index/v2/"
_COLUMNS = ("oci", "citing", "cited", "creation", "timespan", "journal_sc", "author_sc")


class CitationIndex:
    """Answers ``/index/v2/{operation}/doi:{doi}`` over a catalogue."""

    def __init__(self, catalogue, tokens=()):
        self._catalogue = catalogue
        self._tokens = frozenset(tokens)

    def answer(self, request) -> Answer:
        token = request.headers.get("authorization")
        if token is not None and token not in self._tokens:
            text = b"Invalid token. Remove the authorization HEADER or register for a token."
            return Answer(403, text, "text/plain")
        operation, _, identifier = request.raw_path.removeprefix(PATH).partition("/")
        identifier = decode_path(identifier)
        scheme, colon, doi = identifier.partition(":")
        answers = {
            "citations": self._citations,
            "references": self._references,
            "citation-count": lambda doi: _count(self._citations(doi)),
            "reference-count": lambda doi: _count(self._references(doi)),
        }
        if operation not in answers or not colon or scheme not in ("doi", "pmid", "omid"):
            return Answer(404, b"HTTP status code 404: the operation requested does not exist", "text/plain")
        rows = answers[operation](doi.lower()) if scheme == "doi" else []
        wanted = dict(request.parameters).get("format", request.headers.get("accept", ""))
        if "csv" in wanted and "json" not in wanted:
            return Answer(200, _as_csv(rows), "text/csv")
        return Answer(200, dumps(rows).replace("\\/", "/").encode(), "application/json")

    def _citations(self, doi):
        works = self._catalogue.works
        return [self._citation(works[number], doi) for number in self._catalogue.citing.get(doi, ())]

    def _references(self, doi):
        number = self._catalogue.position.get(doi)
        if number is None:
            return []
        work = self._catalogue.works[number]
        named = (entry["DOI"].lower() for entry in work.get("reference", ()) if entry.get("DOI"))
        return [self._citation(work, cited) for cited in dict.fromkeys(named)]

    def _citation(self, citing, cited):
        number = self._catalogue.position.get(cited)
        cited_work = None if number is None else self._catalogue.works[number]
        citing_id, cited_id = _omid(citing["DOI"]), _omid(cited)
        return {
            "oci": f"{citing_id}-{cited_id}",
            "citing": f"omid:br/{citing_id} doi:{citing['DOI']}",
            "cited": f"omid:br/{cited_id} doi:{cited}",
            "creation": _iso(citing),
            "timespan": _timespan(cited_work, citing) if cited_work else "",
            "journal_sc": _yes(cited_work and set(citing.get("ISSN") or ()) & set(cited_work.get("ISSN") or ())),
            "author_sc": _yes(cited_work and _families(citing) & _families(cited_work)),
        }


def _omid(doi):
    return f"06{zlib.crc32(doi.encode()):010d}"


def _parts(work):
    parts = work["issued"]["date-parts"][0]
    return [int(part) for part in parts if part is not None]


def _iso(work):
    """A date as far as it is known: a day, a month, a year or nothing."""
    return "-".join(f"{part:02d}" for part in _parts(work))


def _timespan(cited, citing):
    """Years, months and days from one to the other; negative where a later work is cited."""
    known = min(len(_parts(cited)), len(_parts(citing)))
    if not known:
        return ""
    older, newer = (date(*(_parts(work)[:known] + [1, 1])[:3]) for work in (cited, citing))
    sign = "-" if older > newer else ""
    older, newer = sorted((older, newer))
    months = (newer.year - older.year) * 12 + newer.month - older.month
    days = newer.day - older.day
    if days < 0:
        months, days = months - 1, days + 30
    parts = [f"{months // 12}Y", f"{months % 12}M", f"{days}D"]
    return f"{sign}P{''.join(parts[:known])}"


def _families(work):
    return {author["family"].lower() for author in work.get("author") or () if author.get("family")}


def _yes(value):
    return "yes" if value else "no"


def _count(rows):
    return [{"count": str(len(rows))}]


def _as_csv(rows):
    text = io.StringIO()
    writer = csv.DictWriter(text, rows[0] if rows else _COLUMNS)
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()
