"""Filters, sort keys and facets: what each name reads in a work."""

from collections import Counter
from functools import partial

_DATES = {
    "accepted": "accepted",
    "approved": "approved",
    "created": "created",
    "deposit": "deposited",
    "index": "indexed",
    "issued": "issued",
    "online-pub": "published-online",
    "posted": "posted",
    "print-pub": "published-print",
    "pub": "issued",
    "update": "deposited",
}


class NotImitated(Exception):
    """The registry knows this filter and the stand-in does not."""


def accepts(name, values):
    """Return the predicate on works for one filter *name*: any of *values* will do."""
    if name.startswith(("from-", "until-")):
        end, _, rest = name.partition("-")
        source = _DATES.get(rest.removesuffix("-date"))
        if source is None:
            raise NotImitated(name)
        return partial(_within, end, source, [_date_parts(value) for value in values])
    if name in _PRESENCE:
        wish = {value.lower() in ("true", "t", "1") for value in values}
        return lambda work: bool(_PRESENCE[name](work)) in wish
    if name not in _VALUES:
        raise NotImitated(name)
    wanted = {_plain(value) for value in values}
    return lambda work: any(_plain(value) in wanted for value in _VALUES[name](work))


def _within(end, source, bounds, work):
    parts = ((work.get(source) or {}).get("date-parts") or [[None]])[0]
    if not parts or parts[0] is None:
        return False
    date = (*map(int, parts), 1, 1)[:3]
    if end == "from":
        return any(date >= (*bound, 1, 1)[:3] for bound in bounds)
    return any(date <= (*bound, 12, 31)[:3] if len(bound) != 2 else date <= (*bound, 31) for bound in bounds)


def _date_parts(text):
    return tuple(int(part) for part in text.split("-"))


def _plain(value):
    """Identifiers are compared without their resolver and without case."""
    return str(value).lower().rpartition("://")[2].rpartition(".org/")[2]


def _each(*path):
    """Return a reader of every value under *path*, through lists on the way."""

    def read(part, names=path):
        if isinstance(part, list):
            for item in part:
                yield from read(item, names)
        elif not names:
            if part is not None:
                yield part
        elif isinstance(part, dict):
            yield from read(part.get(names[0]), names[1:])

    return read


def _relation_types(work):
    return (work.get("relation") or {}).keys()


def _relation_objects(work):
    for relations in (work.get("relation") or {}).values():
        yield from _each("id")(relations)


_VALUES = {
    "alternative-id": _each("alternative-id"),
    "archive": _each("archive"),
    "article-number": _each("article-number"),
    "award.number": _each("funder", "award"),
    "award.funder": _each("funder", "DOI"),
    "category-name": _each("subject"),
    "container-title": _each("container-title"),
    "content-domain": _each("content-domain", "domain"),
    "funder": _each("funder", "DOI"),
    "funder-doi-asserted-by": _each("funder", "doi-asserted-by"),
    "group-title": _each("group-title"),
    "isbn": _each("ISBN"),
    "issn": _each("ISSN"),
    "license.url": _each("license", "URL"),
    "member": _each("member"),
    "orcid": _each("author", "ORCID"),
    "prefix": _each("prefix"),
    "relation.type": _relation_types,
    "relation.object": _relation_objects,
    "type": _each("type"),
    "type-name": lambda work: [work["type"].replace("-", " ")],
    "update-type": _each("update-to", "type"),
    "updates": _each("update-to", "DOI"),
}

_PRESENCE = {
    "has-abstract": lambda work: work.get("abstract"),
    "has-affiliation": lambda work: any(_each("author", "affiliation", "name")(work)),
    "has-archive": lambda work: work.get("archive"),
    "has-assertion": lambda work: work.get("assertion"),
    "has-award": lambda work: any(_each("funder", "award")(work)),
    "has-content-domain": lambda work: any(_each("content-domain", "domain")(work)),
    "has-description": lambda work: work.get("description"),
    "has-event": lambda work: work.get("event"),
    "has-full-text": lambda work: work.get("link"),
    "has-funder": lambda work: work.get("funder"),
    "has-funder-doi": lambda work: any(_each("funder", "DOI")(work)),
    "has-license": lambda work: work.get("license"),
    "has-orcid": lambda work: any(_each("author", "ORCID")(work)),
    "has-references": lambda work: work.get("reference") or work.get("references-count"),
    "has-relation": lambda work: work.get("relation"),
    "has-update": lambda work: work.get("update-to"),
    "has-update-policy": lambda work: work.get("update-policy"),
    "is-update": lambda work: work.get("update-to"),
}

_FACETS = {
    "affiliation": _each("author", "affiliation", "name"),
    "archive": _each("archive"),
    "assertion": _each("assertion", "name"),
    "assertion-group": _each("assertion", "group", "name"),
    "category-name": _each("subject"),
    "container-title": _each("container-title"),
    "funder-doi": _each("funder", "DOI"),
    "funder-name": _each("funder", "name"),
    "issn": lambda work: [f"https://id.crossref.org/issn/{issn}" for issn in work.get("ISSN") or ()],
    "journal-issue": _each("issue"),
    "journal-volume": _each("volume"),
    "license": _each("license", "URL"),
    "link-application": _each("link", "intended-application"),
    "orcid": _each("author", "ORCID"),
    "published": lambda work: [str(y) for y in work["issued"]["date-parts"][0][:1] if y],
    "publisher-name": _each("publisher"),
    "relation-type": _relation_types,
    "ror-id": _each("author", "affiliation", "id", "id"),
    "source": _each("source"),
    "type-name": lambda work: [work["type"].replace("-", " ").title()],
    "update-type": _each("update-to", "type"),
}


def facet(name, most, works):
    """Count the values of facet *name* over *works*, the *most* frequent first."""
    counts = Counter(value for work in works for value in set(_FACETS[name](work)))
    ordered = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:most]
    return {"value-count": len(ordered), "values": dict(ordered)}


def sort_key(name):
    """Return the function from a work to what *name* sorts by."""
    if name in ("is-referenced-by-count", "references-count"):
        return lambda work: work.get(name, 0)
    source = {"updated": "deposited"}.get(name, name)
    return partial(_moment, source)


def _moment(source, work):
    date = work.get(source) or (work["issued"] if source == "published" else {})
    parts = (date.get("date-parts") or [[]])[0]
    return date.get("timestamp", 0), [int(part or 0) for part in parts]
