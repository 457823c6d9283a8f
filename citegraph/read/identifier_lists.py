"""Texts that hold nothing but identifiers: DOIs, numbers of PubMed and arXiv, ISBNs, addresses of such."""

import re

from citegraph.identifiers import find_dois
from citegraph.model import Reference
from citegraph.read.reading import Reading, Skipped

_NO_IDENTIFIER = "an address, or a word, without an identifier"
_MARK = re.compile(r"[\s•*·>-]*(?:\d{1,4}[.)]\s+)?")
_FORMS = {
    "pmid": re.compile(
        r"(?:PMID\s*[:：]?\s*|https?://(?:www\.)?\S*pubmed\S*?/)(\d{1,8})/?(?:\?\S*)?|(\d{5,8})", re.IGNORECASE
    ),
    "pmcid": re.compile(r"(?:PMCID\s*[:：]?\s*|https?://\S*/)?(PMC\d{4,9})/?(?:\?\S*)?", re.IGNORECASE),
    "arxiv": re.compile(
        r"(?:arXiv\s*[:：]?\s*|https?://(?:www\.)?arxiv\.org/[a-z]+/)?(\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7})(?:v\d+)?"
        r"(?:\.pdf)?(?:\s*\[[\w.-]+\])?",
        re.IGNORECASE,
    ),
    "isbn": re.compile(
        r"ISBN(?:-1[03])?\s*[:：]?\s*((?:97[89][- ]?)?(?:\d[- ]?){9}[\dX])|(97[89][- ]?(?:\d[- ]?){9}\d)", re.IGNORECASE
    ),
}
_SHOWN = {"doi": "", "pmid": "PMID: ", "pmcid": "", "arxiv": "arXiv:", "isbn": "ISBN "}
_NAMES = {"doi": "DOI", "pmid": "PubMed number"}
_ADDRESS = re.compile(r"https?://\S+")
_WORDS = re.compile(r"[^\d/]{0,40}")
_DOI_LIKE = re.compile(r"(?:\bdoi\s*[:：]\s*|doi\.org/)\S+|(?<![\w.])10\.\d+\S*", re.IGNORECASE)


def read_identifiers(text: str, *, name: str, sha256: str) -> Reading | None:
    """Read a text that holds hardly anything but identifiers, each a seed; `None` for any other text.

    An identifier that came before is skipped, and so is what looks like one and is none.

    >>> mixed = "My papers\\nPMID: 21770786\\narXiv:1706.03762v5\\n10.1007/s10597-015-9970-5\\nhttps://example.org/a"
    >>> reading = read_identifiers(mixed, name="a.txt", sha256="")
    >>> reading.format, [seed.text for seed in reading.seeds], [skip.line for skip in reading.skipped]
    ('identifier-list', ['PMID: 21770786', 'arXiv:1706.03762', '10.1007/s10597-015-9970-5'], [1, 5])
    >>> read_identifiers("Small H. Co-citation. doi:10.1002/asi.4630240406", name="a.txt", sha256="")
    """
    lines = [(number, line) for number, line in enumerate(text.split("\n"), start=1) if line.strip()]
    told = {number: _identifier(line) for number, line in lines}
    named = [each for each in told.values() if each]
    kinds = {kind for kind, _ in named}
    if len(named) == len(lines) and kinds == {"pmid"}:
        form = "pmid-list"
    elif kinds - {"doi"} and len(named) >= 0.5 * len(lines) and all(told[number] or _says_little(line) for number, line in lines):
        form = "identifier-list"
    elif _is_doi_list(text):
        return _read_doi_list(text, name, sha256)
    else:
        return None
    entries, skipped, seen = [], [], {}
    for number, line in lines:
        if not told[number]:
            skipped.append(Skipped(number, line.strip(), _NO_IDENTIFIER))
        elif told[number] in seen:
            skipped.append(_again(number, *told[number], seen))
        else:
            kind, value = told[number]
            seen[told[number]] = number
            entries.append(Reference(_SHOWN[kind] + value, **{kind: value}, line=number, number=len(entries) + 1))
    return Reading(name, sha256, form, entries=tuple(entries), skipped=tuple(skipped))


def _identifier(line):
    """The kind and the value of the one identifier that a line holds and nothing else, or `None`."""
    text = _bare(line)
    if len(text) > 300:
        return None
    if "10." in text and len(dois := find_dois(text)) == 1 and not re.search(r"\w", text[: dois[0].start] + text[dois[0].end :]):
        return "doi", dois[0].doi
    for kind, form in _FORMS.items():
        if match := form.fullmatch(text):
            value = next(filter(None, match.groups()))
            if kind == "isbn":
                value = re.sub("[- ]", "", value).upper()
            return kind, value.upper() if kind == "pmcid" else value.lower() if kind == "arxiv" else value
    return None


def _bare(line):
    """A line without a bullet or number before it, and stops and blanks after it."""
    return line[_MARK.match(line).end() :].rstrip(".,; \t\r\f\v\u00a0")


def _says_little(line):
    text = _bare(line)
    return bool(_ADDRESS.fullmatch(text) or _WORDS.fullmatch(text))


def _again(number, kind, value, seen):
    return Skipped(number, value, f"the same {_NAMES.get(kind, 'identifier')} as on line {seen[kind, value]}")


def _is_doi_list(text):
    """Whether a text is little more than DOIs: what stands around each is less than a reference would be."""
    found = around = 0
    for line in text.split("\n"):
        dois = find_dois(line)
        rest = line
        for doi in reversed(dois):
            rest = rest[: doi.start] + rest[doi.end :]
        rest = re.sub(r"https?://\S*", "", rest) if dois else rest
        found += len(dois)
        around += len(re.sub(r"[\W\d_]+", "", _DOI_LIKE.sub("", rest)))
    return found > 0 and around <= 25 * found and not (found == 1 and around > 12)


def _read_doi_list(text, name, sha256):
    entries, skipped, seen = [], [], {}
    for number, line in enumerate(text.split("\n"), start=1):
        rest = line
        dois = find_dois(line)
        for found in reversed(dois):
            rest = rest[: found.start] + " " + rest[found.end :]
        for found in dois:
            if ("doi", found.doi) in seen:
                skipped.append(_again(number, "doi", found.doi, seen))
                continue
            seen["doi", found.doi] = number
            entries.append(Reference(found.doi, doi=found.doi, line=number, number=len(entries) + 1))
        skipped.extend(Skipped(number, match[0], "not a DOI") for match in _DOI_LIKE.finditer(rest))
    return Reading(name, sha256, "doi-list", entries=tuple(entries), skipped=tuple(skipped))
