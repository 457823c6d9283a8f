"""Query parameters: which route takes which, and what is said about the wrong ones."""

import re
from dataclasses import dataclass, field

from tests.standin.field_text import FIELDS

MOST_ROWS = 1000
MOST_SAMPLED = 100
DEEPEST_WORK = 10_000
DEEPEST_ITEM = 80_000

PLAIN = ("query", "filter", "rows", "offset", "cursor", "sample", "sort", "order", "facet", "select", "mailto")

FIELD_QUERIES = sorted(FIELDS.keys() - {"query"})

SORTS = (
    "created deposited indexed is-referenced-by-count issued published published-online"
    " published-print references-count relevance score updated"
).split()

FACETS = (
    "affiliation archive assertion assertion-group category-name container-title funder-doi"
    " funder-name issn journal-issue journal-volume license link-application orcid published"
    " publisher-name relation-type ror-id source type-name update-type"
).split()

SELECTS = (
    "DOI ISBN ISSN URL abstract accepted alternative-id approved archive article-number assertion"
    " author chair clinical-trial-number container-title content-created content-domain created"
    " degree deposited editor event funder group-title indexed is-referenced-by-count issn-type"
    " issue issued license link member original-title page posted prefix published"
    " published-online published-print publisher publisher-location reference references-count"
    " relation score short-container-title short-title standards-body subject subtitle title"
    " translator type update-policy update-to updated-by volume"
).split()

_DATED = (
    "accepted approved awarded created deposit event-end event-start index issued online-pub"
    " posted print-pub pub update"
).split()

FILTERS = sorted(
    [f"{end}-{name}-date" for name in _DATED for end in ("from", "until")]
    + (
        "alternative-id archive article-number assertion assertion-group award category-name"
        " citation-id clinical-trial-number container-title content-domain doi full-text funder"
        " funder-doi-asserted-by group-title gte-award-amount has-abstract has-affiliation"
        " has-archive has-assertion has-authenticated-orcid has-award has-clinical-trial-number"
        " has-content-domain has-description has-domain-restriction has-event has-full-text"
        " has-funder has-funder-doi has-license has-orcid has-references has-relation has-ror-id"
        " has-update has-update-policy is-update isbn issn license lte-award-amount member orcid"
        " prefix relation ror-id type type-name update-type updates"
    ).split()
)

_DOI = re.compile(r"10\.[0-9]{4,}/\S+")
_DATE = re.compile(r"\d{4}(-\d{1,2}(-\d{1,2})?)?$")


@dataclass(frozen=True, slots=True)
class Rules:
    """What a route takes: parameter names, whether field queries, filter names, deepest offset."""

    names: tuple[str, ...] = ("mailto",)
    field_queries: bool = False
    filters: tuple[str, ...] = ()
    deepest: int = DEEPEST_ITEM


SINGLE = Rules()
WORKS = Rules(PLAIN, field_queries=True, filters=tuple(FILTERS), deepest=DEEPEST_WORK)
ITEMS = Rules(("query", "rows", "offset", "cursor", "mailto"))
MEMBERS = Rules(("filter", *ITEMS.names), filters=("prefix", "backfile-doi-count", "current-doi-count"))
FUNDERS = Rules(("filter", *ITEMS.names), filters=("location",))


@dataclass(slots=True)
class Asked:
    """What a list is asked for, parsed and found valid."""

    queries: dict[str, str] = field(default_factory=dict)
    filters: list[tuple[str, str]] = field(default_factory=list)
    rows: int = 20
    offset: int = 0
    cursor: str | None = None
    sample: int | None = None
    sort: str | None = None
    order: str = "desc"
    facets: dict[str, int] = field(default_factory=dict)
    select: list[str] = field(default_factory=list)


class Invalid(Exception):
    """The parameters are wrong; `problems` lists every (type, value, message)."""

    def __init__(self, problems):
        super().__init__(problems)
        self.problems = problems


def read(parameters: list[tuple[str, str]], rules: Rules, split_doi_commas: bool = False) -> Asked:
    """Return what is asked for, or raise `Invalid` with everything that is wrong."""
    problems = list(_refused(parameters, rules))
    given = dict(parameters)
    asked = Asked(
        queries={name: text for name, text in given.items() if name in FIELDS},
        cursor=given.get("cursor"),
        order=given.get("order", "desc"),
        sort=given.get("sort"),
        select=[name for name in given.get("select", "").split(",") if name],
    )
    takes = rules.names
    if "rows" in given and "rows" in takes:
        asked.rows = _integer(given["rows"], MOST_ROWS, problems)
    if "offset" in given and "offset" in takes:
        asked.offset = _integer(given["offset"], rules.deepest, problems, deep=True)
        if asked.offset <= rules.deepest < asked.offset + asked.rows:
            _too_large(given["offset"], rules.deepest, problems, deep=True)
    if "sample" in given and "sample" in takes:
        asked.sample = _integer(given["sample"], MOST_SAMPLED, problems)
    if asked.cursor is not None and ("offset" in given or "sample" in given):
        message = "A cursor parameter must not be combined with offset or sample"
        problems.append(("cursor-with-offset-or-sample", asked.cursor, message))
    if "filter" in given and "filter" in takes:
        asked.filters = _filters(given["filter"], rules.filters, split_doi_commas, problems)
    if rules is WORKS:
        _check_names(asked, problems)
        asked.facets = _facets(given.get("facet"), problems)
    if problems:
        raise Invalid(problems)
    return asked


def _refused(parameters, rules):
    """Parameters nobody knows and those this route does not take."""
    field_queries = [name for name, _ in parameters if name.startswith("query.")]
    if field_queries and not rules.field_queries:
        yield "parameter-not-allowed", "query.*", "This route does not support field query parameters"
    for name in dict.fromkeys(name for name, _ in parameters):
        if name in field_queries:
            if rules.field_queries and name not in FIELDS:
                yield _no_such("field query", name, FIELD_QUERIES)
        elif name not in PLAIN:
            message = f"Parameter {name} specified but there is no such parameter available on any route"
            yield "unknown-parameter", name, message
        elif name not in rules.names:
            yield "parameter-not-allowed", name, f"This route does not support {name}"


def _no_such(what, name, valid):
    """The complaint about a name that is not on the list."""
    message = (
        f"{what.capitalize()} '{name}' specified but there is no such {what} for this route."
        f" Valid {what.replace('query', 'querie')}s for this route are: {', '.join(valid)}"
    )
    return f"{what.replace(' ', '-')}-not-available", name, message


def _integer(text, most, problems, deep=False):
    if re.fullmatch(r"\d{1,9}", text) and int(text) <= most:
        return int(text)
    _too_large(text, most, problems, deep)
    return 0


def _too_large(text, most, problems, deep):
    message = f"Integer specified as {text} but must be a positive integer less than or equal to {most}. "
    if deep:
        message += "Use the cursor parameter to page further into result sets."
    problems.append(("integer-not-valid", text, message))


def _filters(text, valid, split_doi_commas, problems):
    """Split ``name:value,...``; a piece without a colon belongs to the value before it."""
    pairs = []
    for piece in text.split(","):
        name, colon, value = piece.partition(":")
        if colon:
            pairs.append((name, value))
        elif pairs and not split_doi_commas:
            pairs[-1] = (pairs[-1][0], f"{pairs[-1][1]},{piece}")
        else:
            message = f"Pair list form specified as '{text}' but should be of the form 'key:val,...,key:val'"
            problems.append(("pair-list-form-invalid", text, message))
            return []
    for name, value in pairs:
        if name.partition(".")[0] not in valid:
            problems.append(_no_such("filter", name, valid))
        elif name == "doi" and not _DOI.fullmatch(value):
            message = f"DOI specified as {value} but must be of the form: 10.prefix/suffix"
            problems.append(("doi-not-valid", value, message))
        elif name.endswith("-date") and not _DATE.match(value):
            message = f"Date specified as {value} but must be of the form: yyyy or yyyy-MM or yyyy-MM-dd"
            problems.append(("date-not-valid", value, message))
    return pairs


def _check_names(asked, problems):
    if asked.sort is not None and asked.sort not in SORTS:
        message = f"Sort field specified as {asked.sort} but must be one of: {', '.join(SORTS)}"
        problems.append(("sort-field-not-valid", asked.sort, message))
    if asked.order not in ("asc", "desc"):
        message = f"Order specified as {asked.order} but must be one of: asc, desc"
        problems.append(("order-not-valid", asked.order, message))
    problems.extend(_no_such("select", name, SELECTS) for name in asked.select if name not in SELECTS)


def _facets(text, problems):
    """Parse ``name:count,...``; ``t`` asks for every facet and ``*`` for every value."""
    if text is None:
        return {}
    if text == "t":
        return dict.fromkeys(FACETS, 20)
    facets = {}
    for piece in text.split(","):
        name, _, count = piece.partition(":")
        if name not in FACETS:
            problems.append(_no_such("facet", name, FACETS))
        elif count not in ("", "*") and not count.isdigit():
            _too_large(count, MOST_ROWS, problems, deep=False)
        else:
            facets[name] = int(count) if count.isdigit() else MOST_ROWS
    return facets
