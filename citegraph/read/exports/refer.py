"""Refer's tagged text, as EndNote writes it to ``.enw`` files, and CNKI, Wanfang and many libraries do."""

import re
from collections.abc import Iterable, Iterator

from citegraph.read.exports.tagged import blocks, first, isbn_of, people, reading_of, record_of
from citegraph.read.reading import Reading, Record, Skipped

FIELDS = {
    "title": ("T", "Q", "!"),
    "container": ("J", "B", "S"),
    "year": ("D", "8"),
    "volume": ("V",),
    "issue": ("N",),
    "pages": ("P",),
    "publisher": ("I",),
}
KINDS = {
    "Journal Article": "article-journal",
    "Electronic Article": "article-journal",
    "Magazine Article": "article-magazine",
    "Newspaper Article": "article-newspaper",
    "Book": "book",
    "Edited Book": "book",
    "Electronic Book": "book",
    "Book Section": "chapter",
    "Conference Paper": "paper-conference",
    "Conference Proceedings": "paper-conference",
    "Thesis": "thesis",
    "Report": "report",
    "Patent": "patent",
    "Web Page": "webpage",
    "Dataset": "dataset",
    "Unpublished Work": "manuscript",
    "Manuscript": "manuscript",
}
_TAG = re.compile(r"[ \t\ufeff]*%([0-9A-Z@+!~?=&^$#(){}|><*\[\]-])(?:\s(.*)|$)", re.IGNORECASE)
_OPENS = re.compile(r"\n\ufeff?%(?:0 [A-Z][a-z]|T \S)", re.MULTILINE)
_OTHERS = re.compile(r"^%[TADJBUIR@] \S", re.MULTILINE)
_HEAD = 1_000_000  # characters at the head of a file in which its first record begins


def is_refer(text: str) -> bool:
    """Whether *text* has lines that open a Refer record and go on with it.

    >>> is_refer("%0 Journal Article\\n%T Co-citation\\n%A Small, Henry\\n"), is_refer("50\\n%T of it\\n")
    (True, False)
    """
    head = "\n" + text[:_HEAD]  # a line end is found several times as fast as a "^"
    return bool(_OPENS.search(head)) and len(set(_OTHERS.findall(head))) > 1


def read_refer(text: str, *, name: str, sha256: str) -> Reading:
    """Read each record as a seed.

    >>> reading = read_refer("%0 Thesis\\n%A 张三;李四\\n%T 题目\\n%D 2009\\n", name="a.enw", sha256="")
    >>> [author.family for author in reading.seeds[0].authors], reading.seeds[0].kind
    (['张三', '李四'], 'thesis')

    Raises
    ------
    ReadError
        If it holds no record.
    """
    return reading_of(refer_records(text.split("\n")), "refer", "EndNote (Refer) record", name=name, sha256=sha256)


def refer_records(lines: Iterable[str]) -> Iterator[Record | Skipped]:
    """Yield each record of the *lines*, or what was skipped, as soon as it is closed.

    A record begins at ``%0``, or after a blank line where the one before has its title.

    >>> [item.claim.title for item in refer_records(["%T A", "", "%A Small, H", "%T B", "%0 Book", "%T C"])]
    ['A', 'B', 'C']
    """
    return (_record(fields, line) for line, fields in blocks(lines, _split, _place, ("0",)))


def _split(line):
    match = _TAG.match(line)
    return (match[1].upper(), match[2] or "") if match else None


def _place(tag, fields, after_blank):
    if tag == "0":
        return "begins" if fields.keys() - {"0"} else None  # a kind may be given twice
    # A blank line inside a record that %0 opened parts the paragraphs of an abstract.
    return "begins" if after_blank and "T" in fields and ("0" not in fields or tag in ("A", "T")) else None


def _record(fields, line):
    kind = KINDS.get((first(fields, ("0",)) or "").strip())
    said = {name: value for name, tags in FIELDS.items() if (value := first(fields, tags))}
    if kind == "book":
        said["container"] = None
        said["pages"] = None if "-" not in (said.get("pages") or "") else said["pages"]
    numbers = [value for tag in ("R", "U", "3", "M") for value in fields.get(tag, ())]
    said["doi"] = next((value for value in numbers if "10." in value and "/" in value), None)
    said["isbn"] = isbn_of(fields.get("@", ()))
    return record_of(said, fields, authors=people(fields.get("A") or fields.get("E") or ()), kind=kind, line=line)
