"""RIS files, as EndNote, Zotero, Scopus and others export them.

Not rispy's: it is quick, and gives back 1 of the 25 records of an export of IEEE, 1 of 2 where the
first is not closed, and none where one blank stands before the hyphen.  Once records and
their values are told apart, as citegraph would have to before it, there is nothing left for it to do.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import chain, islice

from citegraph.identifiers import find_arxiv, find_dois, find_pmcid, find_pmid
from citegraph.read.exports.cited import read_listed
from citegraph.read.exports.tagged import blocks, first, isbn_of, joined, people, reading_of, record_of
from citegraph.read.reading import Reading, Record, Skipped

# Where each field of a claim may stand, best first; values are the tags.
FIELDS = {
    "title": ("TI", "T1", "CT"),
    "container": ("JF", "T2", "BT", "JO", "C3", "J2", "JA", "J1"),
    "year": ("PY", "YR", "DA", "Y1"),
    "volume": ("VL",),
    "issue": ("IS", "CP"),
    "article_number": ("C7",),
    "publisher": ("PB",),
}
KINDS = {
    "JOUR": "article-journal",
    "JFULL": "article-journal",
    "EJOUR": "article-journal",
    "INPR": "article-journal",
    "MGZN": "article-magazine",
    "NEWS": "article-newspaper",
    "BOOK": "book",
    "EBOOK": "book",
    "EDBOOK": "book",
    "CHAP": "chapter",
    "ECHAP": "chapter",
    "CONF": "paper-conference",
    "CPAPER": "paper-conference",
    "THES": "thesis",
    "RPRT": "report",
    "GOVDOC": "report",
    "PAT": "patent",
    "DATA": "dataset",
    "ELEC": "webpage",
    "UNPB": "manuscript",
    "UNPD": "manuscript",
    "MANSCPT": "manuscript",
}
_PARTS = ("chapter", "paper-conference")
# Where ProCite and RefWorks write what a work stands in, for want of a tag.
_IN_BOOK = re.compile(r"(?:Proceedings Title|Book Title|Title,? Monographic)\s*:\s*(\S.*)", re.IGNORECASE)
_FIRST = 100  # records that tell how a file writes names
_WHOLE = ("book", "thesis", "report")  # what has a number of pages rather than pages, and a series for a container
_TAG = re.compile(r"([A-Za-z][A-Za-z0-9])[ \t]{1,2}-(?:[ \t](.*)|$)")
# Tags that are believed with one blank before the hyphen; text may hold "IL - 6".
_KNOWN = frozenset(
    "TY ER A1 A2 A3 A4 AB AD AN AU AV BT C1 C2 C3 C4 C5 C6 C7 C8 CA CN CP CR CT CY DA DB DI DO DP ED EP ET ID IS J1 J2 "
    "JA JF JO KW L1 L2 L3 L4 LA LB LK M1 M2 M3 N1 N2 NV OP PB PP PY RI RN RP SE SN SP ST SV T1 T2 T3 TA TI TT UR VL VO "
    "Y1 Y2 YR".split()
)
_NAMING = frozenset(("TY", "TI", "T1", "AU", "A1", "DO"))
_START = re.compile(r"^[ \t]*(?:TY|ER)[ \t]{1,2}-", re.MULTILINE | re.IGNORECASE)
_LINE = re.compile(r"^[ \t]*[A-Za-z][A-Za-z0-9][ \t]{1,2}-(?:[ \t]|$)", re.MULTILINE)
_HEAD = 1_000_000  # characters at the head of a file in which its first record begins
_DOI_TAGS = ("DO", "DI", "L3", "M3", "UR", "LK", "L1", "L2", "L4")


def is_ris(text: str) -> bool:
    """Whether *text* has a line that opens or closes a RIS record, and other lines of one.

    >>> is_ris("1.\\nTY  - JOUR\\nAU  - Small, H"), is_ris("TY - but no tags")
    (True, False)
    """
    head = text[:_HEAD]
    if not _START.search(head):
        return False
    lines = _LINE.finditer(head)
    return next(lines, None) is not None and next(lines, None) is not None


def read_ris(text: str, *, name: str, sha256: str) -> Reading:
    """Read each record as a seed; a record that cannot be read costs only itself.

    >>> record = "TY  - JOUR\\nAU  - Small, Henry\\nPY  - 1973///\\nTI  - Co-citation\\nSP  - 265\\nEP  - 269\\nER  -"
    >>> reading = read_ris(record, name="a.ris", sha256="")
    >>> reading.seeds[0].year, reading.seeds[0].pages, reading.seeds[0].kind
    (1973, '265-269', 'article-journal')

    Raises
    ------
    ReadError
        If it holds no record.
    """
    return reading_of(ris_records(text.split("\n")), "ris", "RIS record", name=name, sha256=sha256)


def ris_records(lines: Iterable[str]) -> Iterator[Record | Skipped]:
    """Yield each record of the *lines*, or what was skipped.

    A record begins at ``TY``, or at any known tag after the end of another, and ends at
    ``ER``; one whose ``ER`` is missing ends where the next begins.  Where half the names of
    the first hundred records have a comma, a name without one is that of a body.

    >>> [item.claim.title for item in ris_records(["TY - JOUR", "TI - A", "", "ty  - book", "ti  - B", "goes on"])]
    ['A', 'B goes on']
    >>> lines = ["TY  - JOUR", "AU  - Small, Henry", "TY  - RPRT", "AU  - World Health Organization"]
    >>> [item.claim.authors[0].family for item in ris_records(lines)]
    ['Small', 'World Health Organization']
    """
    found = blocks(lines, _split, _place, ("TY", "ER"))
    # Databases print lines with tags of their own after a record.
    found = (block for block in found if not _NAMING.isdisjoint(block[1]))
    head = list(islice(found, _FIRST))
    names = [name for _, fields in head for name in _authors(fields)]
    inverted = 2 * sum("," in name for name in names) >= len(names) > 0
    return (_record(fields, line, inverted) for line, fields in chain(head, found))


def _split(line):
    tag, mark, text = line.partition("  - ")
    if mark and tag in _KNOWN:  # as nearly every line is
        return tag, text
    match = _TAG.match(line) or (_TAG.match(line.strip("\ufeff \t")) if line[0] in "\ufeff \t" else None)
    if not match:
        return None
    tag = match[1].upper()
    if tag not in _KNOWN and (line[2:5] != "  -" or not match[1][0].isupper()):
        return None
    return tag, match[2] or ""


def _place(tag, fields, after_blank):
    if tag == "TY":
        return "begins" if "TY" in fields or "TI" in fields or "T1" in fields else None
    return "ends" if tag == "ER" else None


def _authors(fields):
    return fields.get("AU", []) + fields.get("A1", []) or fields.get("A2") or fields.get("ED") or []


def _record(fields, line, inverted):
    kind = KINDS.get((first(fields, ("TY",)) or "").strip().upper())
    said = {name: value for name, tags in FIELDS.items() if (value := first(fields, tags))}
    if kind in _WHOLE:
        title = said.get("title") or said.get("container")
        said["container"] = first(fields, ("JF", "JO")) if said.get("title") else None
        said["title"] = title
    if not said.get("title"):
        said["title"] = first(fields, ("ST", "BT", "TT", "T3"))
    if (said.get("year") or "").startswith("0000"):
        said["year"] = first(fields, ("DA", "Y1"))
    begins, ends = first(fields, ("SP",)), first(fields, ("EP",))
    if ends or kind not in _WHOLE or "-" in (begins or ""):
        said["pages"] = joined(begins, ends)
    said["isbn"] = isbn_of(fields.get("SN", ()))
    said["doi"] = _doi(fields)
    _other_identifiers(said, fields)
    if kind in _PARTS and not said.get("container"):
        notes = (_IN_BOOK.match(note) for note in fields.get("N1", ()))
        said["container"] = next((match[1] for match in notes if match), None)
    return record_of(
        said,
        fields,
        authors=people(_authors(fields), inverted=inverted),
        kind=kind,
        line=line,
        references=_cited(fields, line),
    )


def _doi(fields):
    """The first DOI where one may stand: a tag of its own, an address, or a note that is nothing else."""
    for tag in _DOI_TAGS:
        for value in fields.get(tag, ()):
            if "10." in value and (found := find_dois(value)):
                return found[0].doi
    return next((value for value in fields.get("N1", ()) if value.startswith("10.") and " " not in value.strip()), None)


def _other_identifiers(said, fields):
    tags = ("AN", "N1", "UR", "U1", "U2", "C2", "L2")
    notes = "\n".join([value[:500] for tag in tags if tag in fields for value in fields[tag] if value])
    said["pmid"] = None
    if "PM" in notes or "pm" in notes or "ubmed" in notes:
        folded = notes.lower()
        if "pmid" in folded or "pubmed" in folded:
            said["pmid"] = find_pmid(notes) or (match[0] if (match := _PUBMED.search(notes)) else None)
        said["pmcid"] = find_pmcid(notes) if "pmc" in folded else None
    said["pmid"] = said["pmid"] or _number_held(fields)
    place = f"{said.get('container') or ''} {first(fields, ('UR',)) or ''}"
    if "rxiv" in place.lower():
        said["arxiv"] = find_arxiv(re.sub(r"arxiv\.org/(?:abs|pdf)/", "arXiv:", place[:500], flags=re.IGNORECASE))


def _number_held(fields):
    """PubMed's number where an index keeps it: Scopus in C2, EndNote in AN if the record is from PubMed."""
    if "AN" not in fields and "C2" not in fields:
        return None
    holder = " ".join(fields.get("DB", []) + fields.get("DP", [])).lower()
    tags = (("AN",) if _MEDLINE.search(holder) else ()) + (("C2",) if "scopus" in holder else ())
    number = first(fields, tags)
    return number if number and _NUMBER.fullmatch(number) else None


_PUBMED = re.compile(r"(?:(?<=/pubmed/)|(?<=pubmed\.ncbi\.nlm\.nih\.gov/))\d{4,9}|\b\d{4,9}(?= ?\[pmid\])", re.IGNORECASE)
_NUMBER = re.compile(r"\s*[0-9]{6,8}\s*")
_MEDLINE = re.compile(r"pubmed|medline|nlm")


def _cited(fields, line):
    """The reference list that Scopus writes into a note, one reference a line, or others under a tag of its own."""
    texts = list(fields.get("CR", ()))
    for note in fields.get("N1", ()):
        if note.startswith("References:"):
            note = note.removeprefix("References:").strip()
            texts += note.split("\n") if "\n" in note else note.split("; ")
    texts = [text.strip(" ;\n") for text in texts]
    return [read_listed(text, line=line, number=number) for number, text in enumerate(filter(None, texts), start=1)]
