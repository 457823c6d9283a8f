"""Text whose fields have names in words: ProQuest's "Document 1 of 9", NoteExpress' ``{Title}: …``."""

import re
from collections.abc import Iterable, Iterator

from citegraph.read.exports.tagged import blocks, first, isbn_of, joined, people, reading_of, record_of
from citegraph.read.reading import Reading, Record, Skipped

# Where each field of a claim may stand, best first; values are names in lower case.
FIELDS = {
    "title": ("title", "translated title"),
    "container": ("publication title", "journal", "secondary title", "book title", "media", "periodical"),
    "year": ("publication year", "year", "publication date", "degree date", "date"),
    "volume": ("volume",),
    "issue": ("issue",),
    "pages": ("pages",),
    "publisher": ("publisher", "university/institution"),
    "doi": ("doi", "digital object identifier", "url"),
    "pmid": ("pubmed id", "pmid"),
}
KINDS = (("thesis", "thesis"), ("dissertation", "thesis"), ("conference", "paper-conference"), ("patent", "patent"),
         ("book section", "chapter"), ("chapter", "chapter"), ("book", "book"), ("report", "report"),
         ("news", "article-newspaper"), ("magazine", "article-magazine"), ("journal", "article-journal"))  # fmt: skip
_NAMES = frozenset(name for names in FIELDS.values() for name in names) | {
    "abstract", "author", "authors", "subtitle", "advisor", "source type", "document type", "isbn", "issn",
    "number of pages", "first page", "last page", "start page", "end page", "subject", "links", "correspondence author",
    "source", "database", "copyright", "classification", "language", "notes", "identifier / keyword", "references",
    "proquest document id", "document url", "place of publication", "country of publication", "school code",
    "committee member", "department", "degree", "university location", "dissertation/thesis number",
    "location", "document feature", "last updated", "author affiliation", "publisher location", "publication subject",
}  # fmt: skip
_FIELD = re.compile(r"([A-Z][A-Za-z/ ()]{1,40}): ?(.*)")
_DOCUMENT = re.compile(r"Document \d+ of \d+")
_RULE = re.compile(r"_{20,}")
_NOTE_EXPRESS = re.compile(r"\ufeff?\{([A-Za-z/ ]{2,40})\}: ?(.*)")
_HEAD = 1_000_000  # characters at the head of a file in which its first record begins


def is_proquest(text: str) -> bool:
    """Whether *text* parts its records as ProQuest does.

    >>> is_proquest("_" * 60 + "\\nDocument 1 of 1\\nA title\\nAuthor: Small, Henry\\nTitle: A title\\n")
    True
    """
    head = "\n" + text[:_HEAD]  # a line end is found several times as fast as a "^"
    return bool(re.search(r"\nDocument \d+ of \d+\s*$", head, re.MULTILINE)) and bool(
        re.search(r"\n(?:Title|Author|ProQuest document ID): ", head)
    )


def is_note_express(text: str) -> bool:
    """Whether *text* has the lines that open a record of NoteExpress.

    >>> is_note_express("{Reference Type}: Journal Article\\n{Title}: 题目\\n"), is_note_express("{Title}: alone")
    (True, False)
    """
    return len(re.findall(r"\n\ufeff?\{(?:Reference Type|Title|Author|Year)\}:", "\n" + text[:_HEAD])) > 1


def read_proquest(text: str, *, name: str, sha256: str) -> Reading:
    """Read each document as a seed.

    >>> text = "Document 1 of 1\\nA title\\nAuthor: Small, Henry; Price, D\\nTitle: A title\\nPublication year: 1973\\n"
    >>> print(read_proquest(text, name="a.txt", sha256="").seeds[0].text)
    Small, Henry; Price, D (1973). A title

    Raises
    ------
    ReadError
        If it holds no document.
    """
    return reading_of(proquest_records(text.split("\n")), "proquest", "ProQuest document", name=name, sha256=sha256)


def read_note_express(text: str, *, name: str, sha256: str) -> Reading:
    """Read each record as a seed.

    >>> text = "{Reference Type}: Thesis\\n{Title}: 题目\\n{Author}: 张三;李四\\n{Year}: 2009\\n"
    >>> print(read_note_express(text, name="a.net", sha256="").seeds[0].text)
    张三; 李四 (2009). 题目

    Raises
    ------
    ReadError
        If it holds no record.
    """
    records = note_express_records(text.split("\n"))
    return reading_of(records, "noteexpress", "NoteExpress record", name=name, sha256=sha256)


def proquest_records(lines: Iterable[str]) -> Iterator[Record | Skipped]:
    """Yield each document of the *lines*, or what was skipped, as soon as it is closed.

    >>> [item.claim.title for item in proquest_records(["Table of contents", "1. A", "Document 1 of 2", "Title: A"])]
    ['A']
    """
    found = blocks(lines, _split_proquest, _place_proquest, ("document", "rule"))
    return (_record(fields, line) for line, fields in found if "document" in fields)


def note_express_records(lines: Iterable[str]) -> Iterator[Record | Skipped]:
    """Yield each record of the *lines*, or what was skipped, as soon as it is closed.

    >>> [item.claim.title for item in note_express_records(["{Title}: A", "", "{Title}: B"])]
    ['A', 'B']
    """
    found = blocks(lines, _split_note_express, _place_note_express, ("reference type",))
    return (_record(fields, line) for line, fields in found)


def _split_proquest(line):
    if _DOCUMENT.fullmatch(line):
        return "document", ""
    if _RULE.fullmatch(line):
        return "rule", ""
    match = _FIELD.match(line)
    return (match[1].lower(), match[2]) if match and match[1].lower() in _NAMES else None


def _place_proquest(tag, fields, after_blank):
    return "ends" if tag == "rule" else "begins" if tag == "document" else None


def _split_note_express(line):
    match = _NOTE_EXPRESS.match(line)
    return (match[1].lower(), match[2]) if match else None


def _place_note_express(tag, fields, after_blank):
    return "begins" if tag == "reference type" or (after_blank and tag in fields) else None


def _record(fields, line):
    said = {name: value for name, tags in FIELDS.items() if (value := first(fields, tags))}
    if not said.get("title"):  # ProQuest prints the title above the fields as well
        said["title"] = first(fields, ("document",))
    said.setdefault("pages", joined(first(fields, ("first page", "start page")), first(fields, ("last page", "end page"))))
    said["isbn"] = isbn_of(fields.get("isbn", []) + fields.get("isbn/issn", []))
    form = (first(fields, ("reference type",)) or f"{first(fields, ('source type',))} {first(fields, ('document type',))}").lower()
    kind = next((kind for word, kind in KINDS if word in form), None)
    return record_of(
        said, fields, authors=people(fields.get("author") or fields.get("authors") or ()), kind=kind, line=line
    )
