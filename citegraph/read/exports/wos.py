"""Web of Science's tagged text: plain text, ``.ciw`` and ``.isi`` files."""

import re
from collections.abc import Iterable, Iterator

from citegraph.read.exports.cited import read_cited
from citegraph.read.exports.tagged import blocks, first, isbn_of, joined, people, reading_of, record_of
from citegraph.read.reading import Reading, Record, Skipped

KINDS = {"J": "article-journal", "S": "chapter", "C": "paper-conference", "P": "patent"}
_TAG = re.compile(r"([A-Z][A-Z0-9])(?: (.*)|$)")
_FRAME = ("ER", "EF", "FN", "VR")
_OPENS = re.compile(r"\n\ufeff?(?:FN [^\n]*\nVR |PT [A-Z]{1,2}[ \t]*$)", re.MULTILINE)
_OTHERS = re.compile(r"^(?:AU|AF|TI|SO|PY|UT|SN|ER|CR|J9)(?: |$)", re.MULTILINE)
_HEAD = 1_000_000  # characters at the head of a file in which its first record begins


def is_wos(text: str) -> bool:
    """Whether *text* has the lines that open a Web of Science file or record.

    >>> is_wos("FN Clarivate Analytics Web of Science\\nVR 1.0\\nPT J\\nAU Small, H\\nTI Co-citation\\nER\\n")
    True
    >>> is_wos("PT J is a tag of Web of Science"), is_wos("TY  - JOUR\\nAU  - Small, H")
    (False, False)
    """
    head = "\n" + text[:_HEAD]  # a line end is found several times as fast as a "^"
    return bool(_OPENS.search(head)) and len(set(_OTHERS.findall(head))) > 1


def read_wos(text: str, *, name: str, sha256: str) -> Reading:
    """Read each record as a seed, and its cited references as its list.

    >>> record = "PT J\\nAU Small, H\\nTI Co-citation in the\\n   literature\\nPY 1973\\nNR 1\\n"
    >>> reading = read_wos(record + "CR PRICE DJD, 1965, SCIENCE, V149, P510\\nER\\n", name="a.ciw", sha256="")
    >>> reading.seeds[0].title, reading.records[0].references[0].volume, reading.records[0].references_claimed
    ('Co-citation in the literature', '149', 1)

    Raises
    ------
    ReadError
        If it holds no record.
    """
    return reading_of(wos_records(text.split("\n")), "wos", "Web of Science record", name=name, sha256=sha256)


def wos_records(lines: Iterable[str]) -> Iterator[Record | Skipped]:
    """Yield each record of the *lines*, or what was skipped, as soon as it is closed.

    A record begins at ``PT``, or at any tag after the end of another, and ends at
    ``ER``; one whose ``ER`` is missing ends where the next begins.

    >>> [item.claim.title for item in wos_records(["PT J", "TI A", "PT B", "TI B"])]
    ['A', 'B']
    """
    return (_record(fields, line) for line, fields in blocks(lines, _split, _place, ("PT", *_FRAME)))


def _split(line):
    if line[0] == " ":
        return None
    match = _TAG.match(line) or _TAG.match(line.strip("\ufeff \t"))
    return (match[1], match[2] or "") if match else None


def _place(tag, fields, after_blank):
    if tag == "PT":
        return "begins" if "PT" in fields or "TI" in fields else None
    return "ends" if tag in _FRAME else None


# Where each field of a claim may stand, best first; values are Web of Science's tags.
FIELDS = {
    "title": ("TI", "FT"),
    "container": ("SO", "JI", "J9"),
    "year": ("PY", "PD", "EA", "EY", "DG"),
    "volume": ("VL",),
    "issue": ("IS",),
    "publisher": ("PU",),
    "doi": ("DI", "D2", "DL"),
    "pmid": ("PM",),
}


def _record(fields, line):
    said = {name: value for name, tags in FIELDS.items() if (value := first(fields, tags))}
    if not said.get("title"):
        said["title"] = said.pop("container", None)
    if said.get("container") in (None, said["title"]):
        said["container"] = first(fields, ("SE",))
    said["pages"] = joined(first(fields, ("BP",)), first(fields, ("EP",))) or first(fields, ("PS",))
    if number := first(fields, ("AR",)):
        said["article_number"] = re.sub(r"^(?:UNSP|ARTN|ART\.?)\s+", "", number)
    said["isbn"] = isbn_of(fields.get("BN", ()))
    cited = _lines(fields, "CR")
    claimed = first(fields, ("NR",)) or ""
    return record_of(
        said,
        fields,
        authors=people(_names(fields)),
        kind=_kind(first(fields, ("PT",)) or "", first(fields, ("DT",)) or "", said),
        line=line,
        references=[read_cited(text, line=line, number=place) for place, text in enumerate(cited, start=1)],
        claimed=int(claimed) if re.fullmatch(r"[0-9]{1,6}", claimed) else None,
    )


def _lines(fields, tag):
    """The values of a tag of which each line is a value of its own."""
    return [line for value in fields.get(tag, ()) for line in value.split("\n") if line]


def _names(fields):
    short, full = _lines(fields, "AU"), _lines(fields, "AF")
    if short or full:
        return full if len(full) >= len(short) else short
    return next((names for tag in ("BF", "BA", "CA", "GP", "ED", "BE") if (names := _lines(fields, tag))), ())


def _kind(form, document, said):
    if "Proceedings Paper" in document and form != "J":
        return "paper-conference"
    if form[:1] == "B":
        return "chapter" if said.get("container") else "book"
    return KINDS.get(form[:1])
