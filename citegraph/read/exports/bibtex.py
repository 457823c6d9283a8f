"""BibTeX and BibLaTeX files, one entry at a time."""

import re

from citegraph.identifiers import find_arxiv, find_dois, find_pmcid, find_pmid
from citegraph.model import Author
from citegraph.read.claims import author_from
from citegraph.read.exports.bibtex_entries import NO_WORK, Entry, entries
from citegraph.read.exports.cited import read_cited, read_listed
from citegraph.read.exports.latex import plain_text
from citegraph.read.exports.reference_cells import listed_texts
from citegraph.read.exports.tagged import reading_of, record_of
from citegraph.read.reading import Reading

# Where each field of a claim may stand, best first; values are BibTeX and BibLaTeX field names.
FIELDS = {
    "title": ("title",),
    "container": ("fjournal", "journal", "journaltitle", "booktitle", "series"),
    "year": ("year", "date", "issue_date", "eventdate"),
    "volume": ("volume",),
    "issue": ("number", "issue"),
    "pages": ("pages",),
    "article_number": ("article-number", "art_number", "eid", "articleno"),
    "publisher": ("publisher", "school", "institution", "organization"),
    "isbn": ("isbn", "isbn-13"),
}
KINDS = {
    "article": "article-journal",
    "book": "book",
    "mvbook": "book",
    "booklet": "book",
    "collection": "book",
    "conference": "paper-conference",
    "inbook": "chapter",
    "incollection": "chapter",
    "inproceedings": "paper-conference",
    "manual": "report",
    "mastersthesis": "thesis",
    "phdthesis": "thesis",
    "thesis": "thesis",
    "patent": "patent",
    "proceedings": "book",
    "techreport": "report",
    "report": "report",
    "unpublished": "manuscript",
    "online": "webpage",
    "electronic": "webpage",
    "dataset": "dataset",
    "software": "software",
}
_PARTS = ("chapter", "paper-conference")  # whose parent's title is their container
_OWN = ("title", "subtitle", "doi", "url", "eprint", "pages", "key", "crossref", "xdata", "pmid", "note", "abstract")
_LONGEST = 300  # characters of a field that thousands of entries may take from one
_HEAD = 1_000_000  # characters at the head of a file in which its first entry begins
_OPENS = re.compile(r"^[ \t]*@[ \t]*([A-Za-z]{1,40})[ \t\r\n]*[{(]", re.MULTILINE)
_PARTED = re.compile(r"[{}]| and ", re.IGNORECASE)
_EXTENDED = re.compile(r"\s*(?:family|given|prefix|suffix)(?:-i)?\s*=", re.IGNORECASE)
_BRACED_FAMILY = re.compile(r"([^{}]*\S)\s\{([^{}]*)\}")
_ARXIV = re.compile(r"(?:\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7})(?:v\d+)?")


def is_bibtex(text: str) -> bool:
    """Whether *text* holds a BibTeX entry that begins a line.

    >>> is_bibtex("% mine\\n@article{small73,\\n title = {Co-citation}}"), is_bibtex("write to me@work.org {soon}")
    (True, False)
    """
    head = text[:_HEAD]
    return any(match[1].lower() not in NO_WORK for match in _OPENS.finditer(head)) and "=" in head


def read_bibtex(text: str, *, name: str, sha256: str) -> Reading:
    """Read each entry as a seed; an entry that cannot be read costs only itself.

    Lists of cited references, as Web of Science (`Cited-References`) and
    Scopus (`references`) export them, become the record's references.  What an entry leaves to
    another (`crossref`, `xdata`) is taken from there.

    >>> entry = "@book{a, title={{T}he {\\\\'E}t\\\\'e}, author={Small, Henry and {World Bank}}, year=1973}"
    >>> reading = read_bibtex(entry, name="a.bib", sha256="")
    >>> print(reading.seeds[0].text)
    Small, Henry; World Bank (1973). The Été

    Raises
    ------
    ReadError
        If it holds no entry.
    """
    found = list(entries(text))
    by_key = {entry.key.lower(): entry for entry in found if isinstance(entry, Entry) and entry.key}
    items = (
        _record(entry, by_key) if isinstance(entry, Entry) else entry
        for entry in found
        if not (isinstance(entry, Entry) and entry.kind in NO_WORK)
    )
    return reading_of(items, "bibtex", "BibTeX entry", name=name, sha256=sha256)


def _record(entry, by_key):
    fields = _inherited(entry, by_key) if "crossref" in entry.fields or "xdata" in entry.fields else entry.fields
    kind = KINDS.get(entry.kind)
    said = {}
    for field, names in FIELDS.items():
        value = next((fields[name] for name in names if fields.get(name, "").strip()), None)
        if value:
            said[field] = plain_text(value)
    if not said.get("title"):
        said["title"] = said.pop("container", None) if kind == "book" else None
    elif kind == "book":
        said.pop("container", None)
    if subtitle := fields.get("subtitle"):
        said["title"] = f"{said.get('title') or ''}: {plain_text(subtitle)}".lstrip(": ")
    _identify(said, fields)
    people = fields.get("author") or fields.get("editor") or ""
    counted = fields.get("number-of-cited-references", "").strip("{} \n")
    return record_of(
        said,
        {name: [value] for name, value in fields.items()},
        authors=_authors(people),
        kind=kind,
        line=entry.line,
        references=_cited(fields, entry.line),
        claimed=int(counted) if re.fullmatch(r"[0-9]{1,6}", counted) else None,
    )


def _inherited(entry, by_key):
    """The fields of an entry and those it leaves to its parents, the title of a whole being the container of a part."""
    fields, parents = dict(entry.fields), [entry]
    for _ in range(3):
        keys = [key for child in parents for name in ("xdata", "crossref") for key in child.fields.get(name, "").split(",")]
        parents = [by_key[key.strip().lower()] for key in keys[:20] if key.strip().lower() in by_key]
        for parent in parents:
            own = () if parent.kind == "xdata" else _OWN
            if parent.kind != "xdata" and KINDS.get(entry.kind) in _PARTS:
                whole = parent.fields.get("booktitle") or parent.fields.get("title", "")
                fields.setdefault("booktitle", whole[:_LONGEST])
            for name, value in parent.fields.items():
                if name not in own and len(value) <= _LONGEST and not (name == "author" and parent.kind != "xdata"):
                    fields.setdefault(name, value)
    return fields


def _identify(said, fields):
    """Put the identifiers of *fields* into *said*, wherever writers of BibTeX keep them."""
    notes = " ".join(
        fields[name][:2000].replace("{", "").replace("}", "").replace("\\", "")
        for name in ("doi", "url", "howpublished", "note", "ee", "annote", "eprint", "journal")
        if name in fields
    )
    said["doi"] = next((found.doi for found in find_dois(notes)), None) if "10." in notes else None
    number = fields.get("eprint", "").strip("{} \n")
    archive = (fields.get("eprinttype") or fields.get("archiveprefix") or "").strip("{} \n").lower()
    if archive == "arxiv" or (not archive and _ARXIV.fullmatch(number)):
        said["arxiv"] = number
    elif fields.get("arxivid"):
        said["arxiv"] = fields["arxivid"]
    elif "arxiv" in notes.lower() and (found := find_arxiv(_ARXIV_PAGE.sub("arXiv:", notes))):
        said["arxiv"] = found
    said["pmid"] = fields.get("pmid") or fields.get("pubmed_id") or fields.get("pubmed-id") or find_pmid(notes)
    if archive == "pubmed" and number:
        said["pmid"] = number
    said["pmcid"] = fields.get("pmcid") or fields.get("pmc") or find_pmcid(notes)


_ARXIV_PAGE = re.compile(r"arxiv\.org/(?:abs|pdf)/", re.IGNORECASE)


def _authors(names):
    """The authors of a field, parted at each "and" outside braces."""
    names = " ".join(names.split())
    if "{" not in names:
        pieces = re.split(" and ", names, flags=re.IGNORECASE)
        if len(pieces) == 1 and ";" in names:
            pieces = names.split(";")
    else:
        pieces, depth, start = [], 0, 0
        for match in _PARTED.finditer(names):
            mark = match[0]
            if mark == "{":
                depth += 1
            elif mark == "}":
                depth = max(0, depth - 1)
            elif depth == 0 and match.start() >= start:
                pieces.append(names[start : match.start()])
                start = match.end()
        pieces.append(names[start:])
    pieces = [piece.strip() for piece in pieces]
    return tuple(_author(piece) for piece in pieces if piece.strip("{} ,") and piece.lower() != "others")


def _author(name):
    if _EXTENDED.match(name):
        said = dict(part.split("=", 1) for part in plain_text(name).split(",") if "=" in part)
        said = {key.strip().lower(): value.strip(' "') for key, value in said.items()}
        family = " ".join(filter(None, (said.get("prefix"), said.get("family"), said.get("suffix"))))
        return Author(family or said.get("given") or plain_text(name), said.get("given") if family else None)
    if name[0] == "{" and name[-1] == "}" and "}" not in name[1:-1].partition("{")[0]:
        if re.fullmatch(r"\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}", name):  # braces around a whole name keep a group's name whole
            return Author(plain_text(name))
    if match := _BRACED_FAMILY.fullmatch(name):
        if " " in match[2].strip() and "," not in match[1]:
            return Author(plain_text(match[2]), plain_text(match[1]))
    plain = plain_text(name)
    pieces = plain.split(",")
    if len(pieces) == 3 and pieces[2].strip():  # "von Last, Jr, First"
        return Author(pieces[0].strip(), f"{pieces[2].strip()}, {pieces[1].strip()}")
    return author_from(plain)


def _cited(fields, line):
    if listed := fields.get("cited-references"):
        texts = [_unescaped(text).strip(" .") for text in re.split(r"\.[ \t]*\n", listed)]
        read = read_cited
    else:
        texts = [_unescaped(text).strip(" .") for text in listed_texts(fields.get("references") or "")]
        read = read_listed
    return [read(text, line=line, number=number) for number, text in enumerate(filter(None, texts), start=1)]


def _unescaped(text):
    if "\\" in text:
        text = _ESCAPE.sub(r"\1", text)
    return " ".join(text.replace("{", "").replace("}", "").split())


_ESCAPE = re.compile(r"\\([_&%$#{}~^\\])")
