"""RefWorks' tagged text."""

import re
from collections.abc import Iterable, Iterator

from citegraph.identifiers import find_dois
from citegraph.read.exports.cited import read_listed
from citegraph.read.exports.tagged import blocks, first, isbn_of, joined, people, reading_of, record_of
from citegraph.read.reading import Reading, Record, Skipped

FIELDS = {
    "title": ("T1", "T2", "WT"),
    "container": ("JF", "T2", "JO"),
    "year": ("YR", "FD"),
    "volume": ("VO",),
    "issue": ("IS",),
    "publisher": ("PB",),
    "pmid": ("PMID",),
    "pmcid": ("PMCID",),
}
KINDS = {
    "Journal": "article-journal",
    "Journal Article": "article-journal",
    "Journal, Electronic": "article-journal",
    "Magazine Article": "article-magazine",
    "Newspaper Article": "article-newspaper",
    "Book": "book",
    "Book, Whole": "book",
    "Book, Edited": "book",
    "Book, Section": "chapter",
    "Conference Proceedings": "paper-conference",
    "Dissertation": "thesis",
    "Dissertation/Thesis": "thesis",
    "Report": "report",
    "Patent": "patent",
    "Web Page": "webpage",
    "Unpublished Material": "manuscript",
}
_TAG = re.compile(r"[\ufeff \t]*([A-Z][A-Z0-9]|U1[0-5]|PMID|PMCID)(?: (.*)|$)")
_OPENS = re.compile(r"\n\ufeff?[ \t]*RT [A-Z]", re.MULTILINE)
_OTHERS = re.compile(r"^[ \t]*(?:SR|A1|T1|JF|JO|YR|T2|VO|PB|AB|K1|SP) \S", re.MULTILINE)
_HEAD = 1_000_000  # characters at the head of a file in which its first record begins


def is_refworks(text: str) -> bool:
    """Whether *text* has lines that open a RefWorks record and go on with it.

    >>> is_refworks("RT Journal\\nSR 1\\nA1 Small,Henry\\nT1 Co-citation\\n"), is_refworks("RT Journal of tags")
    (True, False)
    """
    head = "\n" + text[:_HEAD]  # a line end is found several times as fast as a "^"
    return bool(_OPENS.search(head)) and len({line.strip()[:2] for line in _OTHERS.findall(head)}) > 1


def read_refworks(text: str, *, name: str, sha256: str) -> Reading:
    """Read each record as a seed, and the references it lists under ``CR`` as its list.

    >>> record = "RT Journal Article\\nA1 Small,Henry\\nT1 Co-citation\\nYR 1973\\nNO doi: 10.1002/asi.1"
    >>> reading = read_refworks("Tag legend\\nRT=Reference Type\\n\\n" + record, name="a.txt", sha256="")
    >>> print(reading.seeds[0].text, reading.seeds[0].line)
    Small, Henry (1973). Co-citation. doi:10.1002/asi.1 4

    Raises
    ------
    ReadError
        If it holds no record.
    """
    return reading_of(refworks_records(text.split("\n")), "refworks", "RefWorks record", name=name, sha256=sha256)


def refworks_records(lines: Iterable[str]) -> Iterator[Record | Skipped]:
    """Yield each record of the *lines*, or what was skipped, as soon as it is closed.

    A record begins at ``RT``; what stands before the first is the legend of the file.

    >>> [item.claim.title for item in refworks_records(["AB of it", "RT Book, Whole", "T1 A", "RT Patent", "T1 B"])]
    ['A', 'B']
    """
    found = blocks(lines, _split, _place, ("RT",))
    return (_record(fields, line) for line, fields in found if "RT" in fields)


def _split(line):
    match = _TAG.match(line)
    return (match[1], match[2] or "") if match else None


def _place(tag, fields, after_blank):
    return "begins" if tag == "RT" else None


def _record(fields, line):
    kind = KINDS.get((first(fields, ("RT",)) or "").strip())
    said = {name: value for name, tags in FIELDS.items() if (value := first(fields, tags))}
    if said.get("container") == said.get("title") or kind == "book":
        said["container"] = None
    said["pages"] = joined(first(fields, ("SP",)), first(fields, ("OP",)))
    said["isbn"] = isbn_of(fields.get("SN", ()))
    numbers = (value for tag in ("DO", "LK", "UL", "NO") for value in fields.get(tag, ()) if "10." in value)
    said["doi"] = next((found[0].doi for value in numbers if (found := find_dois(value[:2000]))), None)
    listed = [text for value in fields.get("CR", ()) for text in value.split("\n") if text]
    return record_of(
        said,
        fields,
        authors=people(fields.get("A1") or fields.get("A2") or ()),
        kind=kind,
        line=line,
        references=[read_listed(text, line=line, number=place) for place, text in enumerate(listed, start=1)],
    )
