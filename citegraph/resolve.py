"""From references to the works they mean: by identifier, then by search, then decided."""

import re
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields, replace

from citegraph.errors import SourceUnavailable
from citegraph.match import decide, identify
from citegraph.match.said import without_identifiers
from citegraph.model import Reference, Resolution, Verdict
from citegraph.read.strings import read_reference
from citegraph.sources.protocol import Absent, Found, OtherAgency, Source, Unavailable

ROWS = 5
LONGEST_QUERY = 400
# How sure a DOI of another agency is: the precision of links deposited in Crossref, by its own evaluation.
OTHER_AGENCY = 0.99
_LABEL = re.compile(r"\s*(?:[\[(]\d{1,4}[\])]|\d{1,3}[.)]?(?=\s*[\"“'‘«]?[A-Z]))\s*")
_READ_FIELDS = ("authors", "year", "title", "container", "volume", "issue", "pages", "article_number", "publisher",
                "pmid", "pmcid", "arxiv", "isbn", "kind")  # fmt: skip


def resolve_references(
    references: Iterable[Reference], source: Source, *, progress: Callable[[int], object] | None = None
) -> list[Resolution]:
    """Find the work that each reference means; one resolution each, in the same order.

    All DOIs are looked up at once, and each record is held against the rest
    of its reference.  References without a DOI, with one that nobody knows,
    or whose record contradicts them, are searched for by their text, one
    question each; the same question is asked once.

    Parameters
    ----------
    references
        Claims, from an input or from a work's record.
    source
        Where works are looked up.  Its attribute `concurrency`, if it has
        one, is how many questions it takes at a time.
    progress
        Called with the number of references answered, each time some are.

    Returns
    -------
    list of Resolution
        A service that fails makes a verdict (`Verdict.UNAVAILABLE`), not an error.
    """
    references = [complete(reference) for reference in references]
    progress = progress or (lambda number: None)
    resolutions: list[Resolution | None] = [None] * len(references)
    rejected = {}
    dois = list(dict.fromkeys(reference.doi for reference in references if reference.doi))
    outcomes = source.works(dois) if dois else {}
    for index, reference in enumerate(references):
        if reference.doi:
            resolutions[index], rejected[index] = _by_identifier(reference, outcomes[reference.doi])
    progress(sum(resolution is not None for resolution in resolutions))
    _search_for(references, resolutions, rejected, source, progress)
    return resolutions


def complete(reference: Reference) -> Reference:
    """Fill in fields a reference lacks from its text; fields it has stay.

    >>> complete(Reference("Mead S. Peer support. Psychiatr Rehabil J. 2001;25(2):134-41.", year=2002)).volume
    '25'
    """
    if reference.title or (reference.authors and (reference.container or reference.pages)) or not reference.text:
        return reference
    read = read_reference(reference.text)
    missing = {name: getattr(read, name) for name in _READ_FIELDS if not getattr(reference, name)}
    if not reference.doi and not reference.deposited:
        missing["doi"] = read.doi
    return replace(reference, **missing)


def query_text(reference: Reference) -> str:
    """Return what to ask a search for: the text without identifiers, links and list numbers.

    >>> query_text(Reference("[3] Repper J, Carter T. A review [J]. J Ment Health, 2011. doi:10.3109/09638237.2011.583947"))
    'Repper J, Carter T. A review . J Ment Health, 2011.'
    >>> query_text(Reference("https://doi.org/10.1/a"))
    ''
    """
    text = " ".join(without_identifiers(reference.text).split())
    if label := _LABEL.match(text):
        text = text[label.end() :]
    if not re.search(r"\w", text):
        return ""
    return text if len(text) <= LONGEST_QUERY else text[:LONGEST_QUERY].rpartition(" ")[0]


def resolution_report(resolution: Resolution, *, input: str, citing: str | None) -> dict:
    """Return a resolution as one line of the resolution report.

    *input* names the input it was read from; *citing* is the id of the work
    whose list it stands in.

    >>> report = resolution_report(Resolution(Reference("Bandura", line=7), Verdict.NO_CANDIDATE), input="a.txt", citing=None)
    >>> report["verdict"], report["line"], report["doi"], report["candidates"]
    ('no_candidate', 7, None, [])
    """
    reference, matches = resolution.reference, resolution.matches
    best = next((match for match in matches if match.work.doi == resolution.doi), matches[0] if matches else None)
    return {
        "input": input,
        "line": reference.line,
        "number": reference.number,
        "text": reference.text,
        "citing": citing,
        "verdict": resolution.verdict.value,
        "doi": resolution.doi,
        "score": round(resolution.score, 4),
        "method": resolution.method,
        "evidence": [
            {field.name: getattr(evidence, field.name) for field in fields(evidence)}
            for evidence in (best.evidence if best else ())
        ],
        "candidates": [
            {"doi": m.work.doi, "title": m.work.title, "year": m.work.year, "score": round(m.score, 4)} for m in matches
        ],
        "note": resolution.note,
    }


def _by_identifier(reference, outcome):
    """Return a resolution, or `None` and the record that the rest of the reference contradicts."""
    match outcome:
        case Found(work=work):
            return (accepted, None) if (accepted := identify(reference, work)) else (None, work)
        case OtherAgency(agency=agency):
            note = f"registered by {agency}, so there is no record to compare"
            return Resolution(reference, Verdict.ACCEPTED, reference.doi, OTHER_AGENCY, "identifier", note=note), None
        case Absent():
            return None, None
        case Unavailable(reason=reason):
            return Resolution(reference, Verdict.UNAVAILABLE, note=f"{reference.doi} was not looked up: {reason}"), None


def _search_for(references, resolutions, rejected, source, progress):
    waiting = {}
    for index, resolution in enumerate(resolutions):
        if resolution is None:
            waiting.setdefault(query_text(references[index]), []).append(index)
    told = [query for query in waiting if _says_something(query)]
    answers = _ask_all(source, told)
    for query, indexes in waiting.items():
        answer = next(answers) if _says_something(query) else ()
        for index in indexes:
            resolutions[index] = _decide(references[index], query, answer, rejected.get(index))
        progress(len(indexes))


def _says_something(query):
    """Whether a search could tell works apart by it: two words, or a word and a number."""
    return len([word for word in re.findall(r"\w+", query) if len(word) > 1]) >= 2 or len(query) >= 20


def _ask_all(source, queries: Sequence[str]):
    """Yield the answer to each query, in order, as many at a time as the source takes."""

    def ask(query):
        try:
            return source.search(query, rows=ROWS)
        except SourceUnavailable as error:
            return error

    concurrency = getattr(source, "concurrency", 1)
    if concurrency <= 1 or len(queries) < 2:
        yield from map(ask, queries)
        return
    with ThreadPoolExecutor(concurrency) as pool:
        yield from pool.map(ask, queries)


def _decide(reference, query, answer, contradicted):
    if isinstance(answer, SourceUnavailable):
        return Resolution(reference, Verdict.UNAVAILABLE, note=f"was not searched for: {answer}")
    candidates = [hit.work for hit in answer]
    if contradicted:
        candidates.append(contradicted)
    if not candidates:
        note = None if _says_something(query) else "says too little to search for"
        return Resolution(reference, Verdict.NO_CANDIDATE, note=_about_doi(reference, contradicted, note))
    decided = decide(reference, candidates)
    return replace(decided, note=_about_doi(reference, contradicted, decided.note))


def _about_doi(reference, contradicted, note):
    if not reference.doi:
        return note
    doubt = "its record says something else" if contradicted else "nobody knows it"
    return f"its DOI {reference.doi} was not used: {doubt}" + (f"; {note}" if note else "")
