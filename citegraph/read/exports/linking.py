"""Works that cite each other by the numbers of some index: from numbers to claims."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from citegraph.identifiers import find_arxiv, find_dois
from citegraph.model import Reference
from citegraph.read.reading import Record, Skipped

# How the numbers of indexes look where nothing is said about them.
_FORMS = (
    ("openalex", re.compile(r"(?:https?://(?:api\.)?openalex\.org/(?:works/)?|openalex:)?([Ww]\d{4,12})")),
    ("pmid", re.compile(r"(?:https?://(?:www\.)?(?:ncbi\.nlm\.nih\.gov/pubmed|pubmed\.ncbi\.nlm\.nih\.gov)/|pmid:? ?|MEDLINE:)(\d{1,9})/?", re.I)),
    ("pmcid", re.compile(r"(?:pmcid:? ?|https?://\S*/)?(PMC\d{4,9})/?", re.I)),
    ("lens", re.compile(r"(?:lens:)?(\d{3}-\d{3}-\d{3}-\d{3}-\d{2}[\dX])")),
    ("dimensions", re.compile(r"(pub\.\d{6,14})")),
    ("scopus", re.compile(r"(?:eid:)?(2-s2\.0-\d{6,14})")),
    ("semantic scholar", re.compile(r"([0-9a-f]{40})")),
    ("opencitations", re.compile(r"(?:omid:)(br/\d+)")),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Linkable:
    """A work of a file, and what it cites.

    Attributes
    ----------
    claim
        What the file says of it.
    names
        Its identifiers as `identifier` spells them: by these others cite it.
    cited
        Entries of its list: references, or identifiers.
    """

    claim: Reference
    names: tuple[str, ...] = ()
    cited: tuple[Reference | str, ...] = ()


def identifier(text: str, *, bare: str = "") -> str | None:
    """Return the identifier in *text* as ``scheme:value``, or `None` where there is none.

    Parameters
    ----------
    bare
        What a number alone is, as ``pmid``.

    >>> identifier("https://openalex.org/W2741809807"), identifier("https://doi.org/10.1002/ASI.1")
    ('openalex:W2741809807', 'doi:10.1002/asi.1')
    >>> identifier("123", bare="pmid"), identifier("123"), identifier("see [12]")
    ('pmid:123', None, None)
    """
    text = text.strip(" \t\n<>\"'")
    if text.isascii() and text.isdigit():
        return f"{bare}:{text}" if bare else None
    if "10." in text and (found := find_dois(text)):
        return f"doi:{found[0].doi}" if len(found) == 1 and found[0].end - found[0].start > len(text) - 12 else None
    if len(text) > 80:
        return None
    for scheme, form in _FORMS:
        if match := form.fullmatch(text):
            value = match[1]
            return f"{scheme}:{value.upper() if scheme in ('openalex', 'pmcid') else value}"
    return f"arxiv:{number}" if (number := find_arxiv(text)) and len(text) < 30 else None


def reference_of(name: str) -> Reference | None:
    """Return the reference that an identifier alone makes, or `None` for one that only its index understands.

    >>> reference_of("pmid:123").text, reference_of("openalex:W2741809807")
    ('PMID: 123', None)
    """
    scheme, _, value = name.partition(":")
    if scheme == "doi":
        return Reference(value, doi=value)
    if scheme == "pmid":
        return Reference(f"PMID: {value}", pmid=value)
    if scheme == "pmcid":
        return Reference(f"PMCID: {value}", pmcid=value)
    if scheme == "arxiv":
        return Reference(f"arXiv:{value}", arxiv=value)
    return None


def linked(works: Iterable[Linkable], others: Iterable[Linkable] = ()) -> tuple[list[Record], list[Skipped]]:
    """Return the records of *works*, cited identifiers replaced by claims.

    An identifier of a work in the same file becomes that work's claim, so that the
    graph joins them; a DOI, PubMed or arXiv number of another work a reference
    of its own.  Other numbers point at works that only their index knows: how
    many a record had is told in one `Skipped`.

    >>> one = Linkable(Reference("A", title="A"), ("openalex:W11111",), ("openalex:W22222", "openalex:W33333", "pmid:5"))
    >>> two = Linkable(Reference("B", title="B"), ("openalex:W22222",))
    >>> records, skipped = linked([one, two])
    >>> [cited.text for cited in records[0].references], skipped[0].reason
    (['B', 'PMID: 5'], '1 cited work is known only by its number at OpenAlex and is not in this file')
    """
    works = list(works)
    claims = {}
    for work in (*works, *others):
        for name in work.names:
            claims.setdefault(name, work.claim)
    records, skipped = [], []
    for work in works:
        references, unknown = [], {}
        for cited in work.cited:
            if isinstance(cited, str):
                claim = claims.get(cited) or reference_of(cited)
                if claim is None:
                    unknown.setdefault(cited.partition(":")[0], []).append(cited.partition(":")[2])
                    continue
                cited = claim
            references.append(cited)
        records.append(Record(work.claim, tuple(references)))
        for scheme, numbers in unknown.items():
            skipped.append(_unknown(work.claim.line or 1, scheme, numbers))
    return records, skipped


_CALLED = {
    "openalex": "OpenAlex", "lens": "Lens", "dimensions": "Dimensions", "scopus": "Scopus",
    "semantic scholar": "Semantic Scholar", "opencitations": "OpenCitations",
}  # fmt: skip


def _unknown(line, scheme, numbers):
    where = f" at {_CALLED[scheme]}" if scheme in _CALLED else ""
    works = "1 cited work is known only by its number" if len(numbers) == 1 else f"{len(numbers)} cited works are known only by their numbers"
    verb = "is" if len(numbers) == 1 else "are"
    return Skipped(line, ", ".join(numbers)[:200], f"{works}{where} and {verb} not in this file")
