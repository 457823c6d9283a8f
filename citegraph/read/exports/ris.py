"""RIS files, as EndNote, Zotero, Scopus and others export them."""

import re

from citegraph.errors import ReadError
from citegraph.read.claims import author_from, claim
from citegraph.read.reading import Reading, Record, Skipped
from citegraph.read.strings import read_reference

# Where each field of a claim may stand, best first; values are rispy's names for the tags.
FIELDS = {
    "title": ("title", "primary_title", "short_title"),
    "container": ("secondary_title", "journal_name", "alternate_title1", "alternate_title2", "alternate_title3"),
    "year": ("year", "publication_year", "date"),
    "volume": ("volume",),
    "issue": ("number",),
    "article_number": ("custom7",),
    "publisher": ("publisher",),
    "doi": ("doi",),
    "pmid": ("pubmed_id",),
    "isbn": ("issn",),
}
KINDS = {
    "JOUR": "article-journal",
    "JFULL": "article-journal",
    "MGZN": "article-magazine",
    "BOOK": "book",
    "EDBOOK": "book",
    "CHAP": "chapter",
    "ECHAP": "chapter",
    "CONF": "paper-conference",
    "CPAPER": "paper-conference",
    "THES": "thesis",
    "RPRT": "report",
    "DATA": "dataset",
    "ELEC": "webpage",
    "UNPB": "manuscript",
}
_TAG = re.compile(r"^([A-Z][A-Z0-9])[ \t]{1,2}-(?:[ \t](.*)|[ \t]*)$")
_START = re.compile(r"^\s*TY[ \t]{1,2}-", re.MULTILINE)


def is_ris(text: str) -> bool:
    """Whether *text* has a line that opens a RIS record.

    >>> is_ris("1.\\nTY  - JOUR\\nAU  - Small, H"), is_ris("TY - but no tags")
    (True, False)
    """
    return bool(_START.search(text)) and len(re.findall(r"^\s*[A-Z][A-Z0-9][ \t]{1,2}-", text, re.MULTILINE)) > 1


def read_ris(text: str, *, name: str, sha256: str) -> Reading:
    """Read each record as a seed; a record that cannot be read costs only itself.

    >>> record = "TY  - JOUR\\nAU  - Small, Henry\\nPY  - 1973///\\nTI  - Co-citation\\nSP  - 265\\nEP  - 269\\nER  -"
    >>> reading = read_ris(record, name="a.ris", sha256="")
    >>> reading.seeds[0].year, reading.seeds[0].pages, reading.seeds[0].kind
    (1973, '265-269', 'article-journal')

    Raises
    ------
    ReadError
        If no record can be read; it names the line of the first.
    """
    records, skipped = [], []
    for line, source in _records(text):
        entry = _parse(source)
        record = _record(entry, line, source) if entry else None
        if record:
            records.append(record)
        else:
            skipped.append(
                Skipped(line, " ".join(source.split())[:200], "a RIS record without title, authors or identifier")
            )
    if not records:
        raise ReadError(name, "no RIS record can be read" if skipped else "no RIS record was found in it", skipped[0].line if skipped else 1)
    return Reading(name, sha256, "ris", records=tuple(records), skipped=tuple(skipped))


def _records(text):
    """Line and text of each record.

    Records are parted here because rispy refuses a whole file for one record
    that is not closed, and reads only tags with exactly two blanks.
    """
    begin, lines = None, []
    for number, line in enumerate(text.split("\n"), start=1):
        match = _TAG.match(line.strip("\ufeff ").rstrip())
        if match and match[1] == "TY":
            if lines:
                yield begin, "\n".join([*lines, "ER  - "])
            begin, lines = number, []
        if begin is None:
            continue
        if match and match[1] == "ER":
            yield begin, "\n".join([*lines, "ER  - "])
            begin, lines = None, []
        elif match:
            lines.append(f"{match[1]}  - {match[2] or ''}")
        elif line.strip():
            lines.append(line.strip())
    if lines:
        yield begin, "\n".join([*lines, "ER  - "])


def _parse(source):
    import rispy

    entries = rispy.loads(source)
    return entries[0] if entries else None


def _record(entry, line, source):
    fields = {}
    for field, names in FIELDS.items():
        value = next((entry[name] for name in names if entry.get(name)), None)
        if value:
            fields[field] = value if isinstance(value, str) else "; ".join(map(str, value))
    if len(re.sub(r"\D", "", fields.get("isbn", ""))) < 9:  # the tag SN holds an ISSN for journals
        fields.pop("isbn", None)
    if "doi" not in fields:
        fields["doi"] = next((url for url in _texts(entry.get("urls")) if "doi.org/10." in url), None)
    first, last = entry.get("start_page"), entry.get("end_page")
    if first:
        fields["pages"] = f"{first}-{last}" if last and last != first and "-" not in first else first
    if not fields.get("title"):
        fields["title"] = fields.pop("container", None)
    names = entry.get("authors") or entry.get("first_authors") or entry.get("secondary_authors") or ()
    authors = tuple(author_from(name) for name in _texts(names) if name.strip(" ,"))
    if not (fields.get("title") or fields.get("doi") or (authors and fields.get("year"))):
        return None
    kind = KINDS.get((entry.get("type_of_reference") or "").strip().upper())
    return Record(claim(fields, authors=authors, kind=kind, line=line), _cited(source, line))


def _texts(value):
    return [value] if isinstance(value, str) else list(value or ())


def _cited(source, line):
    """The reference list that Scopus writes into a note, one reference a line."""
    match = re.search(r"^N1  - References: ?(.*?)(?=^[A-Z][A-Z0-9]  - )", source, re.MULTILINE | re.DOTALL)
    if not match:
        return ()
    text = match[1]
    texts = text.split("\n") if text.count("\n") > 1 else text.split("; ")
    texts = [piece.strip(" ;\n") for piece in texts]
    return tuple(
        read_reference(text, line=line, number=number) for number, text in enumerate(filter(None, texts), start=1)
    )
