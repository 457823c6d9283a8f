"""CSL-JSON, as Zotero and others export it, and records as Crossref gives them."""

import json
import re

from citegraph.errors import ReadError
from citegraph.model import Author, Reference
from citegraph.read.claims import author_from, claim
from citegraph.read.reading import Reading, Record, Skipped
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


def looks_like_json(text: str) -> bool:
    """Whether *text* begins as a JSON list or object of objects does.

    >>> looks_like_json('[{"title": "A"}]'), looks_like_json("[1] Small H. 1973")
    (True, False)
    """
    return bool(
        re.match(r'\s*(?:\[\s*\{|\{\s*"|\[\s*\]|\{\s*\})', text)
        and not re.search(r'^\s*[^\s\[{\]}",:\d]', text[:2000], re.MULTILINE)
    )


def read_csl(text: str, *, name: str, sha256: str) -> Reading:
    """Read each item as a seed.  A list of items, an object with `items`, or one item will do.

    >>> item = '{"title": "Co-citation", "issued": {"date-parts": [["1973", 7]]}, "DOI": "10.1002/ASI.1"}'
    >>> reading = read_csl(f"[{item}]", name="a.json", sha256="")
    >>> reading.seeds[0].year, reading.seeds[0].doi
    (1973, '10.1002/asi.1')

    Raises
    ------
    ReadError
        If the text is no JSON, with the line where it stops being so, or holds no item.
    """
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        data = _json_lines(text)
        if data is None:
            raise ReadError(name, f"its JSON is broken: {error.msg}", error.lineno) from error
    except RecursionError as error:
        raise ReadError(name, "its JSON is nested too deeply") from error
    data = without_half_pairs(data, text)
    records, skipped = [], []
    starts = _lines_of_items(text)
    items = _items(data)
    for number, item in enumerate(items):
        line = starts[number] if len(starts) == len(items) else 1
        record = record_from(item, line) if isinstance(item, dict) else None
        if record:
            records.append(record)
        else:
            shown = json.dumps(item, ensure_ascii=False)[:200]
            skipped.append(Skipped(line, shown, "an item without title, identifier or authors"))
    if not records:
        raise ReadError(name, "its JSON holds no item that names a work")
    return Reading(name, sha256, "csl-json", records=tuple(records), skipped=tuple(skipped))


def without_half_pairs(data, text: str):
    """Return what was read from *text*, halves of surrogate pairs, which nothing but JSON can hold, as question marks."""
    if "\\ud" not in text.lower():
        return data
    return json.loads(json.dumps(data, ensure_ascii=False).encode("utf-8", "replace"))


def _json_lines(text):
    try:
        return [json.loads(line) for line in text.splitlines() if line.strip()]
    except json.JSONDecodeError:
        return None


def _items(data):
    if isinstance(data, list):
        return [
            item["message"] if isinstance(item, dict) and isinstance(item.get("message"), dict) else item
            for item in data
        ]
    message = data.get("message", data)
    items = message.get("items", data.get("items")) if isinstance(message, dict) else None
    return items if isinstance(items, list) else [message]


def _lines_of_items(text):
    """The lines on which the items of a list begin, told by the depth of the braces."""
    lines, depth, number, outer = [], 0, 1, None
    for match in re.finditer(r'"(?:[^"\\]|\\.)*"|[{}\n]', text):
        mark = match[0]
        if mark == "\n":
            number += 1
        elif mark == "{":
            outer = outer if outer is not None else (0 if text.lstrip().startswith("[") else 1)
            if depth == outer:
                lines.append(number)
            depth += 1
        elif mark == "}":
            depth -= 1
    return lines


def record_from(item: dict, line: int | None = None) -> Record | None:
    """Return the work that one item describes, or `None` if it names none."""
    fields = {}
    for field, names in FIELDS.items():
        value = next((item[name] for name in names if item.get(name)), None)
        value = value[0] if isinstance(value, list) and value else value
        if isinstance(value, str | int):
            fields[field] = re.sub(r"</?[a-z]+[^<>]*>", "", str(value))
    fields["year"] = next(
        (year for name in ("issued", "published", "original-date") if (year := _year(item.get(name)))), None
    )
    people = item.get("author") or item.get("editor") or ()
    authors = tuple(author for person in people if isinstance(person, dict) and (author := _author(person)))
    if not (fields.get("title") or fields.get("doi") or (authors and fields["year"])):
        return None
    kind = item.get("type") if isinstance(item.get("type"), str) else None
    listed = item.get("reference") if isinstance(item.get("reference"), list) else ()
    cited = tuple(_cited(each, number, line) for number, each in enumerate(listed, start=1) if isinstance(each, dict))
    return Record(claim(fields, authors=authors, kind=KINDS.get(kind, kind), line=line), cited)


def _year(date):
    if not isinstance(date, dict):
        return None
    parts = date.get("date-parts")
    if isinstance(parts, list) and parts and isinstance(parts[0], list) and parts[0] and parts[0][0]:
        return str(parts[0][0])
    return next((str(date[name]) for name in ("literal", "raw") if date.get(name)), None)


def _author(person):
    family = " ".join(filter(None, (person.get("non-dropping-particle"), person.get("family"))))
    if family:
        return Author(family, person.get("given") or None)
    name = person.get("literal") or person.get("name")
    return author_from(f"{name},") if name else None


def _cited(reference, number, line) -> Reference:
    """One entry of the list that Crossref holds for a work."""
    text = reference.get("unstructured")
    if text and not reference.get("DOI"):
        return read_reference(text, line=line, number=number)
    names = {
        "title": "article-title",
        "container": "journal-title",
        "year": "year",
        "volume": "volume",
        "pages": "first-page",
        "doi": "DOI",
    }
    fields = {field: reference.get(name) for field, name in names.items()}
    fields["title"] = fields["title"] or reference.get("volume-title")
    authors = (author_from(reference["author"]),) if reference.get("author") else ()
    return claim(fields, authors=authors, line=line, number=number)
