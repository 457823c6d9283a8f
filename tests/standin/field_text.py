"""What each query field of the registry searches in a work, as tokens."""

import re

_WORD = re.compile(r"[\w\u0300-\u036f]+")
_QUERY_PUNCTUATION = str.maketrans(dict.fromkeys(r"""\+!{}*"'.[]()-:;/%^&?=_,""", " "))
_OPERATORS = {"and", "or", "not"}


def tokens(text: str) -> list[str]:
    """Lower-cased words of *text*, every one of them: nothing is stemmed or stopped.

    >>> tokens("The p-value of Ü_1")
    ['the', 'p', 'value', 'of', 'ü', '1']
    """
    return _WORD.findall(text.lower().replace("_", " "))


def query_tokens(text: str, field_query: bool = True) -> list[str]:
    """The words that are searched for; in a field query and, or and not disappear.

    >>> query_tokens('"Publish or perish"')
    ['publish', 'perish']
    """
    words = tokens(text.translate(_QUERY_PUNCTUATION))
    return [word for word in words if word not in _OPERATORS] if field_query else words


def _bibliographic(work):
    """Numbers, titles, containers and short names: no DOI, publisher or full given name."""
    for name in ("issued", "published-print"):
        parts = (work.get(name) or {}).get("date-parts") or [[]]
        yield from (str(year) for year in parts[0][:1] if year)
    yield from _strings(work, "issue", "volume")
    pages = str(work.get("page") or "").replace("\u2013", "-").split("-")
    yield from dict.fromkeys([pages[0], pages[-1]])
    yield from _strings(work, "ISSN", "ISBN", "title", "subtitle", "original-title", "short-title")
    yield from _strings(work, "container-title", "short-container-title")
    for person in _people(work, *_ROLES):
        yield " ".join(part[0] for part in re.split(r"[\s-]+", person.get("given") or "") if part)
        yield person.get("family") or ""


_ROLES = ("author", "editor", "translator", "chair")


def _everything(work):
    yield from _bibliographic(work)
    yield from _strings(work, "DOI", "publisher", "abstract", "subject", "type")
    yield from _names(*_ROLES)(work)
    yield from _affiliations(work)
    yield from _funder_names(work)


def _names(*roles):
    def names(work):
        for person in _people(work, *roles):
            yield from _strings(person, "given", "family", "name", "suffix")

    return names


def _titles(work):
    return _strings(work, "title", "subtitle", "original-title", "short-title")


def _affiliations(work):
    for person in _people(work, *_ROLES):
        for affiliation in person.get("affiliation") or ():
            yield from _strings(affiliation, "name")


def _funder_names(work):
    for funder in work.get("funder") or ():
        yield from _strings(funder, "name")


def _people(work, *roles):
    for role in roles:
        yield from work.get(role) or ()


def _strings(part, *names):
    for name in names:
        value = part.get(name)
        if isinstance(value, str):
            yield value
        elif isinstance(value, list):
            yield from (item for item in value if isinstance(item, str))


FIELDS = {
    "query": _everything,
    "query.bibliographic": _bibliographic,
    "query.title": _titles,
    "query.author": _names("author"),
    "query.editor": _names("editor"),
    "query.translator": _names("translator"),
    "query.chair": _names("chair"),
    "query.contributor": _names(*_ROLES),
    "query.affiliation": _affiliations,
    "query.funder-name": _funder_names,
    "query.container-title": lambda work: _strings(work, "container-title", "short-container-title"),
    "query.publisher-name": lambda work: _strings(work, "publisher"),
    "query.publisher-location": lambda work: _strings(work, "publisher-location"),
    "query.degree": lambda work: _strings(work, "degree"),
    "query.description": lambda work: _strings(work, "description"),
    "query.event-name": lambda work: _strings(work.get("event") or {}, "name"),
    "query.event-location": lambda work: _strings(work.get("event") or {}, "location"),
    "query.event-acronym": lambda work: _strings(work.get("event") or {}, "acronym"),
    "query.event-theme": lambda work: _strings(work.get("event") or {}, "theme"),
    "query.event-sponsor": lambda work: _strings(work.get("event") or {}, "sponsor"),
    "query.standards-body-name": lambda work: _strings(work.get("standards-body") or {}, "name"),
    "query.standards-body-acronym": lambda work: _strings(work.get("standards-body") or {}, "acronym"),
}


def field_tokens(work: dict, field: str) -> list[str]:
    """The tokens of *work* that *field* searches."""
    return tokens("\n".join(FIELDS[field](work)))
