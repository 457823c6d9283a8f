"""JATS and the NLM formats before it: articles of journals, and books, with their reference lists."""

import re
from dataclasses import replace

from citegraph.errors import ReadError
from citegraph.model import Reference
from citegraph.read.claims import claim
from citegraph.read.exports.jats_citations import fields_of, people_of, printed
from citegraph.read.reading import Reading, Record, Skipped
from citegraph.read.strings import read_reference
from citegraph.read.trees import Element, elements, opening_names, root_name

RECORDS = frozenset({"article", "book"})
CITATIONS = ("element-citation", "mixed-citation", "nlm-citation", "citation", "citation-alternatives")
_ROOTS = RECORDS | {"articles", "articleset", "pmc-articleset", "ref-list"}
_ENVELOPES = frozenset({"OAI-PMH", "ListRecords", "GetRecord", "record", "records", "metadata"})
_SIGNS = frozenset({"front", "article-meta", "journal-meta", "book-meta", "ref-list", "ref"})
_SURE = frozenset({"article-meta", "journal-meta", "ref-list"})
# A reviewer's letter and the answer have front matter and lists of their own.
_DROPPED = frozenset({"sub-article", "response", "abstract", "trans-abstract"})


def is_jats(text: str) -> bool:
    """Whether *text* is an article in JATS, or several, bare or in an envelope.

    >>> is_jats("<jats:article><jats:front>"), is_jats("<article><h1>"), is_jats("<OAI-PMH><article><front>")
    (True, False, True)
    """
    names, root = opening_names(text), root_name(text)
    if root in _ROOTS or not _SURE.isdisjoint(names) and "html" not in names:
        return not _SIGNS.isdisjoint(names)
    return root in _ENVELOPES and {"article", "front"} <= names


def read_jats(text: str, *, name: str, sha256: str) -> Reading:
    """Read each article as a seed with its reference list; a list without an article stands for itself.

    The text of a reference is what is printed; where nothing is printed but the fields, they are joined.

    >>> text = ("<article><front><article-meta><article-id pub-id-type='doi'>10.1234/a</article-id></article-meta>"
    ...         "</front><back><ref-list><ref><label>1</label><mixed-citation><name><surname>Small</surname><given-names>"
    ...         "H</given-names></name>. <article-title>Co-citation</article-title>. <source>JASIS</source>. <year>1973"
    ...         "</year>;<volume>24</volume>:<fpage>265</fpage></mixed-citation></ref></ref-list></back></article>")
    >>> reading = read_jats(text, name="a.xml", sha256="")
    >>> reading.seeds[0].doi, reading.references[0].text, reading.references[0].container
    ('10.1234/a', 'Small H. Co-citation. JASIS. 1973;24:265', 'JASIS')

    Raises
    ------
    ReadError
        If it holds neither a work nor a reference.
    """
    works, skipped = [(None, [])], []
    # Entry by entry, so that a damaged one costs itself and not the article.
    for each in elements(text, name, {"front", "book-meta", "ref"}, _DROPPED, marks=RECORDS):
        if isinstance(each, Skipped):
            skipped.append(each)
        elif each.name in RECORDS:
            works.append((None, []))
        elif each.name == "ref":
            works[-1][1].extend(_references(each, skipped))
        else:
            works[-1] = _about(each), works[-1][1]
    records, entries = [], []
    for about, cited in works:
        if about:
            said, claimed = about
            records.append(Record(said, _numbered(cited), claimed))
        else:
            entries += cited
    if not (records or entries):
        reason = skipped[0].reason if skipped else "neither an article with a title nor a reference"
        raise ReadError(name, f"no work found in it: {reason}", skipped[0].line if skipped else None)
    claimed = records[0].references_claimed if len(records) == 1 else None
    return Reading(
        name, sha256, "jats", records=tuple(records), entries=_numbered(entries), skipped=tuple(skipped),
        references_claimed=claimed,
    )  # fmt: skip


def _numbered(cited):
    return tuple(replace(each, number=number) for number, each in enumerate(cited, start=1))


def _about(front: Element) -> tuple[Reference, int | None] | None:
    """What the front matter says of the work, and how many references it says there are."""
    meta = front if front.name == "book-meta" else front.first("article-meta")
    if meta is None:
        return None
    journal = front.first("journal-meta")
    fields = fields_of(meta)
    fields["title"] = meta.said("title-group/article-title", "book-title-group/book-title")
    fields["container"] = journal and journal.said(
        "journal-title-group/journal-title", "journal-title", "abbrev-journal-title", "journal-id"
    )
    fields["publisher"] = None if journal else meta.said("publisher/publisher-name")
    fields["year"] = next((year for date in _dates(meta) if (year := date.said("year"))), None)
    for given in meta.children("article-id", "book-id"):
        kind = given.attributes.get("pub-id-type") or given.attributes.get("book-id-type")
        field = {"doi": "doi", "pmid": "pmid", "pmc": "pmcid", "pmcid": "pmcid", "arxiv": "arxiv"}.get(kind)
        if field:
            fields[field] = f"PMC{given.text()}" if kind == "pmc" and given.text().isdigit() else given.text()
    authors = tuple(author for group in meta.children("contrib-group") for author in people_of(group))
    kind = "book" if front.name == "book-meta" else "article-journal" if journal else None
    said = claim(fields, authors=authors, kind=kind, line=front.line)
    return (said, _claimed(meta)) if said.title or said.doi or said.pmid else None


def _dates(meta):
    """The dates of publication, the one of the issue first: references go by it."""
    dates = list(meta.within("pub-date"))
    electronic = {"epub", "epreprint", "preprint", "pmc-release", "nihms-submitted", "received"}
    return sorted(
        dates,
        key=lambda date: (
            date.attributes.get("pub-type") in electronic
            or date.attributes.get("publication-format") == "electronic" and date.attributes.get("date-type") != "collection"
        ),
    )


def _claimed(meta):
    given = next(meta.within("ref-count"), None)
    count = given.attributes.get("count", "") if given else ""
    return int(count) if re.fullmatch(r"\d{1,5}", count) else None


def _references(entry, skipped):
    """The citations of one entry of a list; several (a, b) are each a reference."""
    works = [
        citation.children() if citation.name == "citation-alternatives" else [citation]
        for citation in entry.within(*CITATIONS)
        if citation.text()
    ]
    plain = [forms for forms in works if forms[0].name == "mixed-citation"]
    if len(works) == 2 * len(plain) and all(len(forms) == 1 for forms in works):
        # The same works twice: as printed, and field by field.
        works = [forms + other for forms, other in zip(plain, (each for each in works if each not in plain), strict=True)]
    if not works:
        # What is in it instead is a note, which may itself be all there is of a reference.
        text = " ".join(part.text() for part in entry.children() if part.name != "label").strip()
        skipped.append(Skipped(entry.line, text[:200], "an entry of the list without a citation"))
    return [_reference(forms) for forms in works]


def _reference(forms: list[Element]) -> Reference:
    """One reference, given in one form or several: the text printed, with the fields marked in it or beside it."""
    forms = sorted(forms, key=lambda form: form.name == "mixed-citation")
    fields, authors, kind, line = fields_of(forms[0]), people_of(forms[0]), _KINDS.get(_type(forms[0])), forms[0].line
    marked = claim(fields, authors=authors, kind=kind, line=line)
    text = next((text for form in reversed(forms) if (text := printed(form))), None)
    if text is None:
        return marked if marked.text else replace(marked, text=forms[0].text())
    read = read_reference(text, line=line)
    if marked.title and marked.authors:  # the rest is marked too: what is not there is not there
        return replace(
            marked, text=read.text, doi=marked.doi or read.doi, pmid=marked.pmid or read.pmid,
            arxiv=marked.arxiv or read.arxiv, isbn=marked.isbn or read.isbn, kind=marked.kind or read.kind,
        )  # fmt: skip
    known = {field: value for field in _FIELDS if (value := getattr(marked, field))}
    return replace(read, **known)


def _type(form):
    attributes = form.attributes
    return next((attributes[name] for name in ("publication-type", "citation-type") if attributes.get(name)), None)


_FIELDS = (
    "authors", "year", "title", "container", "volume", "issue", "pages", "article_number", "publisher", "doi", "pmid",
    "pmcid", "arxiv", "isbn", "kind",
)  # fmt: skip
_KINDS = {
    "journal": "article-journal",
    "book": "book",
    "chapter": "chapter",
    "book-chapter": "chapter",
    "confproc": "paper-conference",
    "conference": "paper-conference",
    "thesis": "thesis",
    "report": "report",
    "data": "dataset",
    "database": "dataset",
    "web": "webpage",
    "webpage": "webpage",
    "preprint": "article",
    "patent": "patent",
    "software": "software",
    "newspaper": "article-newspaper",
    "gov": "report",
}
