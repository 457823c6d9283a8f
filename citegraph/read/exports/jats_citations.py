"""The fields, people and printed text of one citation in JATS."""

import re

from citegraph.identifiers import find_dois
from citegraph.model import Author
from citegraph.read.claims import author_from
from citegraph.read.trees import Element

_IDENTIFIERS = {"doi": "doi", "pmid": "pmid", "pmc": "pmcid", "pmcid": "pmcid", "arxiv": "arxiv", "isbn": "isbn"}
_NAMES = ("name", "string-name", "collab", "name-alternatives", "collab-alternatives", "anonymous")
_TITLES = ("article-title", "chapter-title", "part-title", "data-title")
_WORDS = frozenset({"italic", "bold", "sup", "sub", "sc", "styled-content", "underline", "monospace", "roman", "x"})


def fields_of(citation: Element) -> dict:
    """Return the fields marked in *citation*, as `citegraph.read.claims.claim` takes them.

    >>> from citegraph.read.trees import elements
    >>> text = ("<c><chapter-title>Coupling</chapter-title><source>Handbook</source><year>1963a</year><fpage>10</fpage>"
    ...         "<lpage>25</lpage><pub-id pub-id-type='doi'>10.1002/asi.1</pub-id></c>")
    >>> fields = fields_of(next(elements(text, "a", {"c"})))
    >>> fields["title"], fields["container"], fields["year"], fields["pages"], fields["doi"]
    ('Coupling', 'Handbook', '1963', '10-25', '10.1002/asi.1')
    """
    fields = {
        "title": _first(citation, "article-title", "chapter-title", "part-title", "data-title", "trans-title"),
        "container": _first(citation, "source", "trans-source", "conf-name"),
        "year": (re.findall(r"(?<!\d)\d{4}(?!\d)", _first(citation, "year") or _first(citation, "date") or "") or [None])[0],
        "volume": _first(citation, "volume"),
        "issue": _first(citation, "issue"),
        "article_number": _first(citation, "elocation-id"),
        "publisher": _first(citation, "publisher-name"),
        "isbn": _first(citation, "isbn"),
        "pages": _first(citation, "page-range"),
    }
    if first := _first(citation, "fpage"):
        last = _first(citation, "lpage")
        fields["pages"] = f"{first}-{last}" if last and last != first else first
    for given in citation.within("pub-id", "object-id"):
        kind = (given.attributes.get("pub-id-type") or "").lower()
        if (field := _IDENTIFIERS.get(kind)) and not fields.get(field):
            fields[field] = f"PMC{given.text()}" if field == "pmcid" and given.text().isdigit() else given.text()
    if not fields.get("doi"):
        links = [(each.attributes.get("href") or "") + " " + each.text() for each in citation.within("ext-link", "uri")]
        fields["doi"] = next((link for link in links if find_dois(link)), None)
    if not fields["title"]:
        fields["title"], fields["container"] = fields["container"], None
    return fields


def people_of(citation: Element) -> tuple[Author, ...]:
    """Return the authors named in *citation*, the editors if it names no authors."""
    groups = [group for group in citation.within("person-group", "contrib-group") if _people(group)]
    authors = [group for group in groups if group.attributes.get("person-group-type", "author") == "author"]
    if authors:
        return tuple(author for group in authors for author in _people(group))
    return _people(citation) or (_people(groups[0]) if groups else ())


def _people(holder):
    """The people directly within an element, or within its contributors."""
    contributors = [each for each in holder.children("contrib") if each.attributes.get("contrib-type", "author") == "author"]
    named = [each for part in contributors for each in part.children(*_NAMES)]
    for each in holder.children(*_NAMES, *_TITLES):
        if each.name in _TITLES and named:  # names after a title are those of the editors
            break
        if each.name in _NAMES:
            named.append(each)
    return tuple(filter(None, map(_author, named)))


def _author(given):
    if given.name.endswith("-alternatives"):
        return next(filter(None, map(_author, given.children(*_NAMES))), None)
    if given.name == "anonymous":
        return None
    inner = given if given.first("surname") else next(given.within("name"), None) or given
    family, first = inner.said("surname"), inner.said("given-names")
    if family:
        return Author(family, first)
    if first:
        return Author(first)
    text = " ".join(part for part in given.parts if isinstance(part, str)).strip() or given.text()
    text = " ".join(text.split()).strip(" ,;")
    return (Author(text) if given.name == "collab" else author_from(text)) if text else None


def printed(citation: Element) -> str | None:
    """Return *citation* as it is printed, or `None` where nothing but bare fields is given.

    What is there for machines (identifiers of other databases, comments without text) is left out only if it has
    no text; fields that follow each other without anything between are parted by a blank.

    >>> from citegraph.read.trees import elements
    >>> cut = next(elements("<c><s>Small</s><g>H</g>, <i>JASIS</i> CO<sub>2</sub></c>", "a", {"c"}))
    >>> printed(cut), printed(next(elements("<c><s>Small</s><g>H</g></c>", "a", {"c"})))
    ('Small H, JASIS CO2', None)
    """
    if not any(isinstance(part, str) and part.strip() for part in citation.parts):
        return None
    return " ".join("".join(_pieces(citation)).split())


def _pieces(element):
    before = None
    for part in element.parts:
        if isinstance(part, str):
            yield part
        elif part.name != "label":
            if isinstance(before, Element) and part.name not in _WORDS:
                yield " "
            yield from _pieces(part)
        before = part


def _first(citation, name, *others):
    """The text of the first element of one of these names, wherever it stands; names in order of worth."""
    for each in (name, *others):
        if found := next((text for given in citation.within(each) if (text := given.text())), None):
            return found
    return None
