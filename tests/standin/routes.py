"""The routes of the registry: from a request target to an answer."""

import re
from dataclasses import dataclass
from urllib.parse import quote

from tests.standin import parameters
from tests.standin.faults import exception
from tests.standin.json_text import dumps, envelope, failure
from tests.standin.listing import CursorInvalid
from tests.standin.parameters import Invalid
from tests.standin.registers import TYPES
from tests.standin.wire import Answer, decode_path
from tests.standin.work_filters import NotImitated

JSON = "application/json"
# Answers of the routing layer, errors above all, name their charset; records and lists do not.
NAMED_JSON = "application/json;charset=utf-8"

AGENCIES = {
    "crossref": "Crossref",
    "datacite": "DataCite",
    "jalc": "JaLC",
    "kisti": "KISTI",
    "medra": "mEDRA",
    "op": "OP",
    "public": "Public",
}
OTHER_PREFIXES = {
    "10.48550": "datacite",
    "10.5281": "datacite",
    "10.5061": "datacite",
    "10.6084": "datacite",
}

_VERSION = re.compile(r"/v1(\.0)?(?=/|$)")
_DOI = re.compile(r"10\.\d{4,9}/\S")
_SMALL = ("journals", "members", "funders", "types", "prefixes")
_ITEM_RULES = {"members": parameters.MEMBERS, "funders": parameters.FUNDERS}


@dataclass(frozen=True, slots=True)
class Route:
    """Where a request leads.

    `kind` is the journal's word for it, `array` whether it counts as a list
    query, `collection` and `name` what it is about; `version` is the prefix
    the client used and `well_formed` whether the name could be one.
    """

    kind: str
    array: bool = False
    collection: str = ""
    name: str | None = None
    works: bool = False
    version: str = ""

    @property
    def doi(self):
        return self.name.lower() if self.collection == "works" and self.name is not None else None


def find(request) -> Route:
    """Read the route from the raw target: what a client failed to quote is lost here too."""
    found = _VERSION.match(request.raw_path)
    version = found[0] if found else ""
    path = request.raw_path[len(version) :].removesuffix("/")
    collection, _, rest = path.removeprefix("/").partition("/")
    if not path.startswith("/") or re.search("/transform(/|$)", rest):
        return Route("unknown")
    if collection == "works" and rest:
        bare = rest.removesuffix("/agency")
        kind = "single" if bare == rest else "agency"
        return Route(kind, collection="works", name=decode_path(bare), version=version)
    if collection == "works":
        return Route(_list_kind(request), array=True, collection="works", works=True, version=version)
    if collection == "licenses" and not rest or collection in _SMALL and not rest and collection != "prefixes":
        return Route("register", array=True, collection=collection, version=version)
    if collection in _SMALL and rest:
        bare = rest.removesuffix("/works")
        name = decode_path(bare).lower()
        if collection == "funders":
            name = name.removeprefix("10.13039/")
        if bare != rest:
            return Route(_list_kind(request), True, collection, name, works=True, version=version)
        return Route("register", collection=collection, name=name, version=version)
    return Route("unknown")


def _list_kind(request):
    given = request.parameters
    if any(name == "query" or name.startswith("query.") for name, _ in given):
        return "search"
    if any(name == "filter" and "doi:" in value for name, value in given):
        return "batch"
    return "list"


class Registry:
    """Answers a request once its route is known.

    Parameters
    ----------
    location
        Form of the target of an alias: ``"relative"`` or ``"absolute"``.
    base
        Function returning the server's own address, for absolute targets.
    split_doi_commas
        Refuse a DOI with a comma in a filter instead of putting it together again.
    """

    def __init__(self, catalogue, listing, registers, agencies, location, base, split_doi_commas):
        self._catalogue = catalogue
        self._listing = listing
        self._registers = registers
        self._agencies = agencies
        self._location = location
        self._base = base
        self._split = split_doi_commas

    def answer(self, request, route) -> Answer:
        if route.kind == "unknown":
            body = {"status": "error", "message-type": "route-not-found", "message-version": "1.0.0"}
            return Answer(404, dumps(body | {"message": "Route not found"}).encode(), JSON)
        try:
            return self._found(request, route)
        except Invalid as wrong:
            body = failure("validation-failure", wrong.problems)
            return Answer(400, body, NAMED_JSON, {"Vary": "Accept"})
        except CursorInvalid as wrong:
            problem = ("cursor-invalid", str(wrong), "Cursor specified but it is invalid")
            return Answer(404, failure("resource-failure", [problem]), JSON)
        except NotImitated as wrong:
            return exception("NotImitated", f"the stand-in does not imitate the filter {wrong}", 501)

    def _found(self, request, route):
        if route.works:
            return self._works(request, route)
        if route.name is None:
            return self._items(request, route)
        parameters.read(request.parameters, parameters.SINGLE)
        if route.kind == "agency":
            return self._agency(route.name)
        if route.collection == "works":
            return self._work(route)
        entry = self._registers.entry(route.collection, route.name)
        if route.collection in ("types", "prefixes"):
            if entry is None:
                return _not_found(NAMED_JSON)
            kind = "type" if route.collection == "types" else "prefix"
            return Answer(200, envelope(kind, dumps(entry)), NAMED_JSON, {"Vary": "Accept"})
        if entry is None:
            shaped = route.collection != "journals" or re.fullmatch(r"\d{4}-?\d{3}[\dxX]", route.name)
            return _not_found("text/plain" if shaped else NAMED_JSON)
        return Answer(200, envelope(route.collection.removesuffix("s"), dumps(entry)), JSON)

    def _work(self, route):
        if not _DOI.match(route.name):
            return _not_found(NAMED_JSON)
        doi = route.doi
        if doi in self._catalogue.aliases:
            target = f"{route.version}/works/{quote(self._catalogue.aliases[doi], safe='')}"
            prefix = self._base() if self._location == "absolute" else ""
            return Answer(301, headers={"Location": prefix + target})
        number = self._catalogue.position.get(doi)
        if number is None:
            return _not_found("text/plain")
        return Answer(200, envelope("work", self._catalogue.text(number, 1)), JSON)

    def _agency(self, doi):
        prefix = doi.partition("/")[0]
        agency = self._agencies.get(prefix)
        if agency is None and prefix in self._catalogue.by_prefix:
            agency = "crossref"
        if agency is None or not _DOI.match(doi):
            return _not_found(NAMED_JSON)
        label = AGENCIES.get(agency, agency)
        message = {"DOI": doi.lower(), "agency": {"id": agency, "label": label}}
        return Answer(200, envelope("work-agency", dumps(message)), NAMED_JSON, {"Vary": "Accept"})

    def _works(self, request, route):
        asked = parameters.read(request.parameters, parameters.WORKS, self._split)
        scope = None
        if route.collection != "works":
            scope = self._registers.works_of(route.collection, route.name)
            if scope is None:
                return _not_found(NAMED_JSON)
        return Answer(200, envelope("work-list", self._listing.message(asked, scope)), JSON)

    def _items(self, request, route):
        collection = route.collection
        asked = parameters.read(request.parameters, _ITEM_RULES.get(collection, parameters.ITEMS))
        text = asked.queries.get("query")
        if collection == "licenses":
            entries = self._registers.licenses(text)
        else:
            entries = self._registers.entries(collection, text)
        kind = f"{collection.removesuffix('s')}-list"
        if collection == "types":
            message = {"total-results": len(TYPES), "items": entries}
            return Answer(200, envelope(kind, dumps(message)), NAMED_JSON, {"Vary": "Accept"})
        page = entries[asked.offset : asked.offset + asked.rows]
        if collection == "licenses":
            message = {"total-results": len(entries), "items": page}
            return Answer(200, envelope(kind, dumps(message)), NAMED_JSON, {"Vary": "Accept"})
        message = {
            "items-per-page": asked.rows,
            "query": {"start-index": asked.offset, "search-terms": text},
            "total-results": len(entries),
            "items": page,
        }
        return Answer(200, envelope(kind, dumps(message)), JSON)


def _not_found(content_type):
    """The same words for everything unknown; even where the type says JSON they are not."""
    headers = {"Vary": "Accept"} if content_type == NAMED_JSON else {}
    return Answer(404, b"Resource not found.", content_type, headers)
