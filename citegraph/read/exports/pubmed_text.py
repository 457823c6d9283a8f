"""PubMed's "Abstract (text)": numbered paragraphs of source, title, authors, abstract and identifiers."""

import re
from collections.abc import Iterator

from citegraph.read.exports.tagged import people, reading_of, record_of
from citegraph.read.reading import Reading, Record, Skipped

_START = re.compile(r"(\d{1,6})\. (?=\S)")
_SOURCE = re.compile(
    r"(?P<container>.+?)\. (?P<year>(?:1[89]|20)\d\d)\b[^;:.]*"
    r"(?:;(?P<volume>[^(:.;]+)?(?:\((?P<issue>[^()]*)\))?(?::(?P<pages>[^.;]+))?)?[.;].*"
)
_MARKS = re.compile(r"(?:\(\d+\))+")
_NAMES = re.compile(r"[^\W\d_][\w'’. -]* [^\W\d_a-z]{1,4}(?: (?:Jr|Sr|2nd|3rd|II|III))?(?:[,;].*)?")
_IDENTIFIER = re.compile(r"(DOI|PMCID|PMID): (\S+)")
# A periodical as PubMed abbreviates it, without stops, and a year.
_OPENS = re.compile(r"\d{1,6}\. [^.\n]{2,150}\. (?:1[89]|20)\d\d\b[^\n]*(?:\n[^\n]+){0,3}\n\n")
_PMID = re.compile(r"\nPMID: \d{1,8}(?: \[[^\]\n]*\])?[ \t]*(?:\n|$)")
_HEAD = 1_000_000  # characters at the head of a file in which its first record ends


def is_pubmed_text(text: str) -> bool:
    """Whether *text* opens with a numbered source and has a line for its number in PubMed.

    >>> text = "1. Science. 1965 Jul 30;149(3683):510-5.\\n\\nNetworks of papers.\\n\\nPrice DJ.\\n\\nPMID: 14325149\\n"
    >>> is_pubmed_text(text), is_pubmed_text("1. Price DJ. Networks. Science. 1965;149:510.\\n\\nPMID: 14325149\\n")
    (True, False)
    """
    head = text[:_HEAD].lstrip("\ufeff \t\r\n")
    return bool(_OPENS.match(head) and _PMID.search(head))


def read_pubmed_text(text: str, *, name: str, sha256: str) -> Reading:
    """Read each numbered record as a seed.

    >>> text = ("1. Science. 1965 Jul 30;149(3683):510-5. doi:\\n10.1126/science.149.3683.510.\\n\\nNetworks of\\npapers.\\n\\n"
    ...         "Price DJ(1), Smith AB.\\n\\nAuthor information:\\n(1)Yale.\\n\\nPMID: 14325149 [Indexed for MEDLINE]\\n")
    >>> seed = read_pubmed_text(text, name="a.txt", sha256="").seeds[0]
    >>> print(seed.text, seed.pmid)
    Price, DJ; Smith, AB (1965). Networks of papers. Science, 149(3683), 510-5. doi:10.1126/science.149.3683.510 14325149

    Raises
    ------
    ReadError
        If it holds no record.
    """
    return reading_of(_records(text), "pubmed-text", "record of PubMed", name=name, sha256=sha256)


def _records(text) -> Iterator[Record | Skipped]:
    paragraphs, begin, blanks, count = [], 0, 2, 0
    for number, line in enumerate(text.split("\n"), start=1):
        line = line.strip()
        if not line:
            blanks += 1
            continue
        start = _START.match(line) if blanks > 1 else None
        if start and int(start[1]) == count + 1:
            if paragraphs:
                yield _record(paragraphs, begin)
            paragraphs, begin, count = [line[start.end() :]], number, count + 1
        elif blanks or not paragraphs:
            paragraphs.append(line)
        else:
            paragraphs[-1] += f" {line}"
        blanks = 0
    if paragraphs:
        yield _record(paragraphs, begin)


def _record(paragraphs, line):
    printed, *others = paragraphs
    match = _SOURCE.fullmatch(printed)
    said = match.groupdict() if match else {"container": printed}
    said["title"] = re.sub(r"(?<!\.)\.$", "", others[0]) if others else None
    # A title may be followed by its language, "[Article in German]".
    names = next((text for text in others[1:3] if not text.startswith("[")), "")
    names = _MARKS.sub("", names).rstrip(".")
    authors = people(names.partition(";")[0].split(", ")) if _NAMES.match(names) else ()
    for paragraph in others:
        for kind, value in _IDENTIFIER.findall(paragraph) if paragraph.startswith(("DOI: ", "PMCID: ", "PMID: ")) else ():
            said.setdefault(kind.lower(), value)
    if "doi" not in said and (doi := re.search(r"\bdoi: (\S+)", printed)):
        said["doi"] = doi[1]
    return record_of(said, {"record": [printed]}, authors=authors, kind="article-journal", line=line)
