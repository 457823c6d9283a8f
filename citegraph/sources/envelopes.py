"""What Crossref wraps its answers in, and what is inside.

Each function returns what it is named for, or raises `NoAnswer` with the
reason: an answer that cannot be used is none.
"""

import json

from citegraph.errors import InvalidDOI
from citegraph.identifiers import DOI
from citegraph.sources.politeness import NoAnswer
from citegraph.sources.records import doi_of


def message_in(body: bytes) -> dict:
    """Return the message in an answer's body.

    >>> message_in(b'{"status": "ok", "message": {"DOI": "10.1/a"}}')
    {'DOI': '10.1/a'}
    >>> message_in(b"<html>Service Unavailable</html>")
    Traceback (most recent call last):
        ...
    citegraph.sources.politeness.NoAnswer: its answer was not JSON
    """
    try:
        envelope = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise NoAnswer("its answer was not whole" if body[:1] == b"{" else "its answer was not JSON") from error
    message = envelope.get("message") if isinstance(envelope, dict) else None
    if not isinstance(message, dict):
        raise NoAnswer("its answer held nothing")
    return message


def record_in(message: dict) -> dict:
    """Return the record that a message is."""
    if own_doi(message) is None:
        raise NoAnswer("its answer was no record of a work")
    return message


def records_in(message: dict) -> list[dict]:
    """Return the records that a message lists; what is no record is left out."""
    items = message.get("items")
    if not isinstance(items, list):
        raise NoAnswer("its answer held no list of works")
    return [item for item in items if isinstance(item, dict)]


def agency_in(message: dict) -> str:
    """Return the agency that a message names.

    >>> agency_in({"DOI": "10.5281/zenodo.1", "agency": {"id": "datacite", "label": "DataCite"}})
    'datacite'
    """
    agency = message.get("agency")
    name = agency.get("id") if isinstance(agency, dict) else None
    if not isinstance(name, str) or not name.strip():
        raise NoAnswer("its answer named no agency")
    return name.strip().lower()


def check_absence(body: bytes) -> None:
    """Refuse a "not found" that is not about a work: a proxy's page, a wrong address of the service."""
    if body.lstrip()[:1] == b"<" or b'"route-not-found"' in body:
        raise NoAnswer("nothing is at this address of the service")


def own_doi(record: dict) -> DOI | None:
    """Return a record's DOI, or `None` where it has none."""
    try:
        return doi_of(record)
    except InvalidDOI:
        return None
