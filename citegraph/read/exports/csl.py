"""CSL-JSON, as Zotero and others export it, and records as Crossref gives them."""

from dataclasses import replace

from citegraph.model import Author, Reference
from citegraph.read.claims import author_from, claim
from citegraph.read.exports.json_items import objects_in, text_in
from citegraph.read.exports.linking import Linkable
from citegraph.read.strings import read_reference

# Where each field of a claim may stand, best first; values are CSL variables.
FIELDS = {
    "title": ("title",),
    "container": ("container-title", "event-title"),
    "volume": ("volume",),
    "issue": ("issue",),
    "pages": ("page",),
    "article_number": ("article-number", "number"),
    "publisher": ("publisher",),
    "doi": ("DOI", "doi"),
    "pmid": ("PMID",),
    "pmcid": ("PMCID",),
    "isbn": ("ISBN",),
}
# Crossref's type names in CSL's words.
KINDS = {
    "journal-article": "article-journal",
    "book-chapter": "chapter",
    "proceedings-article": "paper-conference",
    "dissertation": "thesis",
    "monograph": "book",
    "edited-book": "book",
    "posted-content": "article",
}


def csl_work(item: dict, line: int) -> Linkable | None:
    """Return what one item says, or `None` if it names no work.

    >>> work = csl_work({"title": "Co-citation", "issued": {"date-parts": [["1973", 7]]}, "DOI": "10.1002/ASI.1"}, 1)
    >>> work.claim.year, work.claim.doi
    (1973, '10.1002/asi.1')
    """
    fields = {
        field: next((value for name in names if (value := text_in(item, name))), None) for field, names in FIELDS.items()
    }
    dates = ("issued", "published", "published-print", "published-online", "original-date")
    fields["year"] = next((year for name in dates if (year := _year(item.get(name)))), None)
    people = objects_in(item, "author") or objects_in(item, "editor")
    authors = tuple(author for person in people if (author := _author(person)))
    if not (fields["title"] or fields["doi"] or (authors and fields["year"])):
        return None
    kind = item.get("type") if isinstance(item.get("type"), str) else None
    cited = [_cited(each, number, line) for number, each in enumerate(objects_in(item, "reference"), start=1)]
    work = claim(fields, authors=authors, kind=KINDS.get(kind, kind), line=line)
    return Linkable(work, (f"doi:{work.doi}",) if work.doi else (), tuple(cited))


def _year(date):
    if not isinstance(date, dict):
        return None
    parts = date.get("date-parts")
    if isinstance(parts, list) and parts and isinstance(parts[0], list) and parts[0] and parts[0][0]:
        return text_in(parts[0])
    return text_in(date, "literal") or text_in(date, "raw")


def _author(person):
    family = " ".join(filter(None, (text_in(person, "non-dropping-particle"), text_in(person, "family"))))
    if family:
        return Author(family, text_in(person, "given"))
    name = text_in(person, "literal") or text_in(person, "name")
    return author_from(f"{name},") if name else None


def _cited(reference, number, line) -> Reference:
    """One entry of the list that Crossref holds for a work."""
    text = text_in(reference, "unstructured")
    if text and not text_in(reference, "DOI"):
        return read_reference(text, line=line, number=number)
    names = {
        "title": "article-title",
        "container": "journal-title",
        "year": "year",
        "volume": "volume",
        "pages": "first-page",
        "doi": "DOI",
    }
    fields = {field: text_in(reference, name) for field, name in names.items()}
    fields["title"] = fields["title"] or text_in(reference, "volume-title")
    authors = (author_from(name),) if (name := text_in(reference, "author")) else ()
    said = claim(fields, authors=authors, line=line, number=number)
    return replace(said, text=" ".join(text.split())) if text else said
