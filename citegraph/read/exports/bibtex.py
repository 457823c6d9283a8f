"""BibTeX and BibLaTeX files, one entry at a time."""

import re

from citegraph.errors import ReadError
from citegraph.read.claims import author_from, claim
from citegraph.read.reading import Reading, Record, Skipped
from citegraph.read.strings import read_reference

# Where each field of a claim may stand, best first; values are BibTeX and BibLaTeX field names.
FIELDS = {
    "title": ("title",),
    "container": ("journal", "journaltitle", "booktitle", "series"),
    "year": ("year", "date"),
    "volume": ("volume",),
    "issue": ("number", "issue"),
    "pages": ("pages",),
    "article_number": ("article-number", "art_number", "eid"),
    "publisher": ("publisher", "school", "institution", "organization"),
    "doi": ("doi", "url"),
    "pmid": ("pmid", "pubmed_id"),
    "pmcid": ("pmcid", "pmc"),
    "arxiv": ("arxivid",),
    "isbn": ("isbn",),
}
KINDS = {
    "article": "article-journal",
    "book": "book",
    "booklet": "book",
    "conference": "paper-conference",
    "inbook": "chapter",
    "incollection": "chapter",
    "inproceedings": "paper-conference",
    "manual": "report",
    "mastersthesis": "thesis",
    "phdthesis": "thesis",
    "thesis": "thesis",
    "proceedings": "book",
    "techreport": "report",
    "report": "report",
    "unpublished": "manuscript",
    "online": "webpage",
    "dataset": "dataset",
}
_ENTRY = re.compile(r"^[ \t]*@[ \t]*([A-Za-z]+)[ \t\r\n]*[{(]", re.MULTILINE)
_NO_WORK = ("comment", "preamble", "string")


def is_bibtex(text: str) -> bool:
    """Whether *text* holds a BibTeX entry that begins a line.

    >>> is_bibtex("% mine\\n@article{small73,\\n title = {Co-citation}}"), is_bibtex("write to me@work.org {soon}")
    (True, False)
    """
    return any(match[1].lower() not in _NO_WORK for match in _ENTRY.finditer(text)) and "=" in text


def read_bibtex(text: str, *, name: str, sha256: str) -> Reading:
    """Read each entry as a seed; an entry that cannot be read costs only itself.

    Lists of cited references, as Web of Science (`Cited-References`) and
    Scopus (`references`) export them, become the record's references.

    >>> entry = "@book{a, title={{T}he {\\\\'E}t\\\\'e}, author={Small, Henry and {World Bank}}, year=1973}"
    >>> reading = read_bibtex(entry, name="a.bib", sha256="")
    >>> print(reading.seeds[0].text)
    Small, Henry; World Bank (1973). The Été

    Raises
    ------
    ReadError
        If no entry can be read; it names the line of the first.
    """
    records, skipped, strings = [], [], {}
    parser = _parser()
    for kind, start, end in _entries(text):
        line = text.count("\n", 0, start) + 1
        source = text[start:end]
        if kind == "string":
            strings.update(_strings(source))
        if kind in _NO_WORK:
            continue
        entry, problem = _parse(parser, source, strings)
        if problem:
            skipped.append(Skipped(line, " ".join(source.split())[:200], problem))
        else:
            records.append(_record(entry, kind, line))
    if not records:
        line = skipped[0].line if skipped else 1
        raise ReadError(
            name, f"no BibTeX entry can be read: {skipped[0].reason}" if skipped else "no BibTeX entry was found in it", line
        )
    return Reading(name, sha256, "bibtex", records=tuple(records), skipped=tuple(skipped))


def _entries(text):
    """Kind, start and end of each entry, told by its braces.

    bibtexparser drops an entry that it cannot parse without a word, and often
    the ones after it; so each is handed to it alone.
    """
    starts = [(match.start() + len(match[0]) - len(match[0].lstrip()), match) for match in _ENTRY.finditer(text)]
    done = 0
    for index, (start, match) in enumerate(starts):
        if start < done:
            continue  # an "@" at the start of a line inside an entry's field
        limit = next((later for later, _ in starts[index + 1 :] if _begins_entry(text, later)), len(text))
        end = _closing(text, match.end() - 1, limit)
        done = end if end else limit
        yield match[1].lower(), start, done


def _begins_entry(text, start):
    return bool(
        re.match(
            r"@\s*[A-Za-z]+\s*[{(]\s*[^\s,={}]*\s*,|@\s*(?:string|comment|preamble)\b",
            text[start : start + 200],
            re.IGNORECASE,
        )
    )


def _closing(text, opening, limit):
    """Where the brace at *opening* is closed, counting braces; `None` if not before *limit*."""
    depth, closes = 0, "}" if text[opening] == "{" else ")"
    for match in re.compile(r"\\.|[{}()]", re.DOTALL).finditer(text, opening, limit):
        mark = match[0]
        if mark == "{":
            depth += 1
        elif mark == "}":
            depth -= 1
        if (mark == closes == "}" and depth == 0) or (mark == closes == ")" and depth == 0):
            return match.end()
    return None


def _strings(source):
    match = re.match(
        r"@\s*string\s*[{(]\s*([^\s=]+)\s*=\s*(?:\{(.*)\}|\"(.*)\")\s*[})]\s*$", source, re.IGNORECASE | re.DOTALL
    )
    return {match[1].lower(): match[2] if match[2] is not None else match[3]} if match else {}


def _parser():
    import bibtexparser

    parser = bibtexparser.bparser.BibTexParser(common_strings=True, ignore_nonstandard_types=False)
    parser.expect_multiple_parse = True
    return parser


def _parse(parser, source, strings):
    """The fields of one entry, or what is wrong with it."""
    from bibtexparser.bibdatabase import BibDatabase, UndefinedString

    if not source.rstrip().endswith(("}", ")")):
        return None, "a BibTeX entry without its closing brace"
    parser.bib_database = BibDatabase()
    parser.bib_database.load_common_strings()
    parser.bib_database.strings.update(strings)
    # bibtexparser wants a key without blanks, though works without one, or with a key of several words, are common.
    source = re.sub(
        r"^(@\s*\w+\s*[{(])\s*(?:[^={}\"]*?,(?=\s*[\w-]+\s*=)|(?=[\w-]+\s*=)|,)", r"\1key,", source, count=1
    )
    # Scopus writes field names of two words.
    source = re.sub(r"^([ \t]*[\w-]+)[ \t\xa0]+(\w+)[ \t]*=[ \t]*(?=[{\"])", r"\1_\2=", source, flags=re.MULTILINE)
    # A line that "%" opens is a comment to people, though not to bibtexparser.
    source = re.sub(r"^\s*%.*$", "", source, flags=re.MULTILINE)
    try:
        entries = parser.parse(source).entries
    except UndefinedString as error:
        return _with_undefined(parser, source, str(error).strip("'\""), strings)
    if not entries or len(entries[0]) <= 2:
        return None, "a BibTeX entry that cannot be parsed"
    return entries[0], None


def _with_undefined(parser, source, word, strings):
    """The entry with an abbreviation that the file does not define standing for itself."""
    if word.lower() in strings:
        return None, f"a BibTeX entry with the undefined abbreviation {word}"
    return _parse(parser, source, {**strings, word.lower(): word})


def _record(entry, kind, line):
    fields = {}
    for field, names in FIELDS.items():
        value = next((entry[name] for name in names if entry.get(name, "").strip()), None)
        if value:
            fields[field] = value if field in ("doi", "isbn") else _plain(value)
    if "arxiv" in entry.get("archiveprefix", "").lower() and entry.get("eprint"):
        fields["arxiv"] = entry["eprint"]
    if "doi" in fields:
        fields["doi"] = fields["doi"].replace("\\", "").replace("{", "").replace("}", "")
    names = entry.get("author") or entry.get("editor") or ""
    authors = tuple(
        _author(name) for name in re.split(r"\s+and\s+", names.strip()) if name.strip() and name.strip() != "others"
    )
    return Record(claim(fields, authors=authors, kind=KINDS.get(kind), line=line), _cited(entry, line))


def _author(name):
    if re.fullmatch(r"\{.*\}", name.strip(), re.DOTALL):  # braces around a whole name keep a group's name whole
        return author_from(_plain(name) + ",")
    return author_from(_plain(name))


def _plain(value):
    from bibtexparser.latexenc import latex_to_unicode

    value = latex_to_unicode(value) if "\\" in value else value
    value = re.sub(r"\\([&%$#_{}])", r"\1", value)
    return " ".join(re.sub(r"[{}]", "", value).replace("~", " ").split())


def _cited(entry, line):
    listed = entry.get("cited-references")
    texts = re.split(r"\.\s*\n", listed) if listed else (entry.get("references") or "").split("; ")
    texts = [_plain(re.sub(r"\\_", "_", text)).strip(" .") for text in texts]
    return tuple(
        read_reference(text, line=line, number=number) for number, text in enumerate(filter(None, texts), start=1)
    )
