"""MEDLINE's tagged text: what PubMed saves as NBIB or "PubMed", and ERIC and Ovid alike."""

import re
from collections.abc import Iterable, Iterator

from citegraph.read.claims import without_place
from citegraph.read.exports.tagged import blocks, first, isbn_of, people, reading_of, record_of
from citegraph.read.reading import Reading, Record, Skipped

FIELDS = {
    "title": ("TI", "BTI", "CTI", "TT"),
    "container": ("JT", "BTI", "TA"),
    "year": ("DP", "DEP", "YR"),
    "volume": ("VI",),
    "issue": ("IP",),
    "pages": ("PG",),
    "publisher": ("PB",),
    "pmid": ("PMID", "UI"),
    "pmcid": ("PMC",),
}
# PubMed's publication types that say what form a work has.
KINDS = {
    "Book Chapter": "chapter",
    "Book": "book",
    "Books": "book",
    "Journal Article": "article-journal",
    "Journal Articles": "article-journal",
    "Dissertations/Theses": "thesis",
    "Preprint": "article",
    "Dataset": "dataset",
}
_TAG = re.compile(r"([A-Z][A-Z0-9]{1,4}) {0,3}-(?: (.*)|$)")
_FIRST = ("PMID", "UI", "OWN", "STAT", "VN")  # the tags that records begin with
_OPENS = re.compile(r"\n\ufeff?(?:PMID ?- ?\d|OWN ?- |UI {2}- ?\d|STAT ?- )", re.MULTILINE)
_OTHERS = re.compile(r"^(?:TI|AU|FAU|DP|JT|TA|SO|LID|AID|AB|PT|BTI|LR|OWN|STAT) *- ", re.MULTILINE)
_HEAD = 1_000_000  # characters at the head of a file in which its first record begins


def is_medline(text: str) -> bool:
    """Whether *text* has a line that opens a record of MEDLINE, and two other tags of one.

    >>> is_medline("PMID- 4789\\nTI  - Co-citation\\nFAU - Small, Henry\\n"), is_medline("TY  - JOUR\\nTI  - A\\nAU  - B")
    (True, False)
    """
    head = "\n" + text[:_HEAD]  # a line end is found several times as fast as a "^"
    return bool(_OPENS.search(head)) and len(set(_OTHERS.findall(head))) > 1


def read_medline(text: str, *, name: str, sha256: str) -> Reading:
    """Read each record as a seed.

    >>> record = "PMID- 4789\\nTI  - Co-citation in the\\n      literature\\nDP  - 1973 Jul\\nFAU - Small, Henry\\n"
    >>> reading = read_medline(record + "LID - 10.1002/asi.1 [doi]", name="a.nbib", sha256="")
    >>> print(reading.seeds[0].text, reading.seeds[0].pmid)
    Small, Henry (1973). Co-citation in the literature. doi:10.1002/asi.1 4789

    Raises
    ------
    ReadError
        If it holds no record.
    """
    return reading_of(medline_records(text.split("\n")), "medline", "MEDLINE record", name=name, sha256=sha256)


def medline_records(lines: Iterable[str]) -> Iterator[Record | Skipped]:
    """Yield each record of the *lines*, or what was skipped, as soon as it is closed.

    Records are parted by blank lines; where one is missing, a second ``PMID`` begins a record.

    >>> [item.claim.pmid for item in medline_records(["PMID- 1001", "TI  - A", "PMID- 1002", "", "PMID- 1003"])]
    ['1001', '1002', '1003']
    """
    return (_record(fields, line) for line, fields in blocks(lines, _split, _place, ("PMID", "UI")))


def _split(line):
    if line[0] == " ":
        return None
    match = _TAG.match(line) or _TAG.match(line.lstrip("\ufeff"))
    return (match[1], match[2] or "") if match else None


def _place(tag, fields, after_blank):
    if after_blank:
        return "begins" if tag in _FIRST or tag in fields else None
    return "begins" if tag in ("PMID", "UI") and tag in fields else None


def _record(fields, line):
    said = {name: value for name, tags in FIELDS.items() if (value := first(fields, tags))}
    said["container"] = without_place(said.get("container"))
    if said.get("container") == said.get("title"):
        said.pop("container", None)
    if (first(fields, ("OID",)) or "").startswith("ED"):  # ERIC's documents: who published one stands as its journal
        said["publisher"] = said.pop("container", None)
    numbers = [value for tag in ("LID", "AID", "DOI", "SO") for value in fields.get(tag, ())]
    said["doi"] = next((value for value in numbers if "[doi]" in value or "doi.org/10." in value), None) or next(
        (value[value.index("doi: 10.") :].split(". ")[0] for value in numbers if "doi: 10." in value), None
    )
    said["isbn"] = isbn_of(fields.get("ISBN", ()))
    names = next((fields[tag] for tag in ("FAU", "AU", "CN", "FED", "ED", "FIR") if fields.get(tag)), ())
    counted = first(fields, ("RF",)) or ""
    return record_of(
        said,
        fields,
        authors=people(names),
        kind=next((KINDS[kind] for kind in fields.get("PT", ()) if kind in KINDS), None),
        line=line,
        claimed=int(counted) if re.fullmatch(r"[0-9]{1,6}", counted) else None,
    )
