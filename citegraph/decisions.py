"""What a person decided about references: kept in a file, applied on the next run.

A decision belongs to a reference by what the reference says and whose list it
stands in, never by its line or number: lists grow and are sorted anew.  The
list counts, since "Mead 2001" may mean another work in another list.
"""

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from citegraph.errors import InvalidDOI, ReadError
from citegraph.graph import write_whole
from citegraph.identifiers import normalize_doi
from citegraph.match import compare
from citegraph.model import Match, Reference, Resolution, Verdict, Work, fold
from citegraph.resolve import complete
from citegraph.sources.protocol import Found, OtherAgency, Source, Unavailable

# Decisions that are no DOI: none of the works found; not decided yet.
NONE, UNDECIDED = "none", None
METHOD = "decision"
# Who has the paper at hand is not a guess to be weighed; the evidence stands beside it all the same.
SURE = 1.0
_NUMBER = re.compile(r"^\d{1,4} (?=.)")
_KEPT = 5


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person said about one reference.

    Attributes
    ----------
    text, citing
        The reference as read, and the work in whose list it stands: its DOI,
        else what the input says of it; empty where there is none.
    decision
        The DOI of the work meant, ``"none"`` of those found, or `None` where it was left open.
    candidates
        What there was to choose from: `doi`, `title`, `year` and `score` each.
    others
        Whatever else the file says of it, kept as it is.
    """

    text: str
    citing: str = ""
    decision: str | None = UNDECIDED
    candidates: tuple[dict, ...] = ()
    others: dict = field(default_factory=dict)

    @property
    def key(self):
        """What the decision is found by."""
        return _said(self.citing), _said(self.text)


@dataclass(frozen=True, slots=True)
class Decisions:
    """Everything in one file of decisions.

    Attributes
    ----------
    references
        Decisions by what they are found by.
    apart
        Pairs of texts that a person holds for two works, whatever they look like.
    others
        Whatever else the file says, kept as it is.
    """

    references: dict[tuple[str, str], Decision] = field(default_factory=dict)
    apart: tuple[tuple[str, str], ...] = ()
    others: dict = field(default_factory=dict)

    def about(self, reference: Reference, citing: Reference | None = None) -> Decision | None:
        """Return what was decided about *reference* in the list of *citing*, or `None`.

        Line, number, case and punctuation do not matter:

        >>> said = with_decision(Decisions(), Decision("Mead S. Peer support. 2001", decision="10.1000/a"))
        >>> said.about(Reference("[12] Mead, S.: Peer support (2001)", line=7)).decision
        '10.1000/a'
        >>> said.about(Reference("Mead S. Peer support. 2001"), Reference("Repper 2011")) is None
        True
        """
        if not self.references:
            return None
        found = self.references.get((_said(name_of(citing)), _said(reference.text)))
        return found if found and found.decision is not UNDECIDED else None

    def pairs_apart(self, references: Iterable[Reference]) -> list[tuple[Reference, Reference]]:
        """Return each pair of *references* that a person holds for two works.

        >>> one, other = Reference("Mead S. Handbook"), Reference("Mead T. Handbook")
        >>> len(Decisions(apart=(("mead t handbook", "Mead S. Handbook."),)).pairs_apart([one, other]))
        1
        """
        if not self.apart:
            return []
        by_text = {}
        for reference in references:
            by_text.setdefault(_said(reference.text), []).append(reference)
        return [
            (one, other)
            for first, second in self.apart
            if _said(first) != _said(second)
            for one in by_text.get(_said(first), ())
            for other in by_text.get(_said(second), ())
        ]


def name_of(citing: Reference | None) -> str:
    """Return how a decision calls the work in whose list a reference stands.

    >>> name_of(Reference("Repper J. Review. doi:10.1000/b", doi="10.1000/b")), name_of(None)
    ('10.1000/b', '')
    """
    return (citing.doi or citing.text) if citing else ""


def _said(text):
    """The words of a text without a list number before them; a text without words as it is."""
    return _NUMBER.sub("", folded) if (folded := fold(text)) else text.strip()


def with_decision(decisions: Decisions, decision: Decision) -> Decisions:
    """Return *decisions* with one more, in place of an earlier one about the same reference."""
    earlier = decisions.references.get(decision.key)
    kept = replace(decision, others={**earlier.others, **decision.others}) if earlier else decision
    return replace(decisions, references={**decisions.references, decision.key: kept})


def decision_on(resolution: Resolution, citing: Reference | None, decision: str | None) -> Decision:
    """Return the record of what a person said about a reference and the works found for it."""
    candidates = tuple(
        {"doi": str(m.work.doi), "title": m.work.title, "year": m.work.year, "score": round(m.score, 4)}
        for m in resolution.matches[:_KEPT]
    )
    return Decision(resolution.reference.text, name_of(citing), decision, candidates)


def decided(
    asked: Sequence[tuple[Reference, Reference | None]], decisions: Decisions, source: Source
) -> dict[int, Resolution]:
    """Return the resolution of each reference about which a person decided, by its place in *asked*.

    No search is made; the records of the DOIs chosen are looked up at once.
    A chosen DOI is accepted with score 1 and the evidence beside it.  One
    whose record cannot be had stays chosen, and `unavailable`.

    Parameters
    ----------
    asked
        References, each with the work in whose list it stands, or `None`.

    >>> said = with_decision(Decisions(), Decision("Mead 2001", decision="none"))
    >>> decided([(Reference("Mead 2001"), None), (Reference("Mead 2002"), None)], said, None)[0].verdict.value
    'rejected'
    """
    found = {place: said for place, (reference, citing) in enumerate(asked) if (said := decisions.about(reference, citing))}
    dois = list(dict.fromkeys(said.decision for said in found.values() if said.decision != NONE))
    outcomes = source.works(dois) if dois else {}
    return {place: _resolution(complete(asked[place][0]), said, outcomes) for place, said in found.items()}


def _resolution(reference, said, outcomes):
    if said.decision == NONE:
        matches = tuple(
            Match(Work(c["doi"], c.get("title"), year=c.get("year")), (), c["score"]) for c in said.candidates
        )
        note = "a person decided that none of the works found is meant"
        return Resolution(reference, Verdict.REJECTED, None, 0.0, METHOD, matches, note)
    doi, note = said.decision, "decided by a person"
    match outcomes[doi]:
        case Found(work=work) as found:
            matches = (Match(work, compare(reference, work), SURE),)
            return Resolution(reference, Verdict.ACCEPTED, work.doi, SURE, METHOD, matches, note, found.source or None)
        case OtherAgency(agency=agency):
            note = f"{note}; registered by {agency}, so there is no record to compare"
            return Resolution(reference, Verdict.ACCEPTED, doi, SURE, METHOD, (), note)
        case Unavailable(reason=reason):
            note = f"{note}; {doi} was not looked up: {reason}"
        case _:
            note = f"{note}; nobody who was asked knows {doi}"
    return Resolution(reference, Verdict.UNAVAILABLE, doi, SURE, METHOD, (), note)


def load_decisions(path) -> Decisions:
    """Read a file of decisions; where there is none yet, there are no decisions.

    The file may be written by hand: a DOI may be an address, candidates and
    the citing work may be left out.

    Raises
    ------
    ReadError
        If it cannot be read or says what no decision can be; the line is named.
    """
    try:
        text = Path(path).read_text(encoding="utf-8-sig")
        data = _Lined().decode(text)
    except FileNotFoundError:
        return Decisions()
    except OSError as error:
        raise ReadError(path, f"cannot be opened: {error.strerror or error}") from error
    except json.JSONDecodeError as error:
        raise ReadError(path, f"is not a whole file of decisions: {error.msg}", error.lineno) from error
    except (ValueError, RecursionError) as error:  # not UTF-8, a number of five thousand digits, a thousand brackets
        raise ReadError(path, "is not a file of decisions: JSON in UTF-8 is expected") from error
    if not isinstance(data, dict) or not isinstance(data.get("references", []), list):
        raise ReadError(path, 'is not a file of decisions: an object with a list of "references" is expected', 1)
    read = {}
    for entry in data.get("references", []):
        decision = _read(entry, path)
        earlier = read.setdefault(decision.key, decision)
        if UNDECIDED not in (earlier.decision, decision.decision) and earlier.decision != decision.decision:
            raise ReadError(path, f"decides twice, and differently, about {decision.text[:60]!r}", entry.line)
        if earlier.decision is UNDECIDED:
            read[decision.key] = decision
    apart = data.get("apart", [])
    if not isinstance(apart, list) or not all(_is_pair(pair) for pair in apart):
        raise ReadError(path, '"apart" must be a list of pairs of texts, as [["one", "other"]]', data.line_of("apart"))
    others = {key: value for key, value in data.items() if key not in ("references", "apart")}
    return Decisions(read, tuple(map(tuple, apart)), others)


def _is_pair(pair):
    return isinstance(pair, list) and len(pair) == 2 and all(isinstance(text, str) for text in pair)


def _read(entry, path):
    if not isinstance(entry, dict):
        raise ReadError(path, f'"references" must hold objects, not {json.dumps(entry, ensure_ascii=False)[:60]}')
    text, citing, decision = entry.get("text"), entry.get("citing") or "", entry.get("decision")
    if not isinstance(text, str) or not isinstance(citing, str):
        raise ReadError(path, "a decision lacks the text of its reference", entry.line)
    if decision not in (NONE, UNDECIDED):
        try:
            decision = normalize_doi(decision if isinstance(decision, str) else json.dumps(decision))
        except InvalidDOI as error:
            raise ReadError(path, f'{decision!r} is neither a DOI, "none" nor null', entry.line_of("decision")) from error
    candidates = entry.get("candidates") or []
    if not isinstance(candidates, list) or not all(_is_candidate(each) for each in candidates):
        raise ReadError(path, "a candidate must have a doi and a score", entry.line_of("candidates"))
    others = {key: value for key, value in entry.items() if key not in ("text", "citing", "decision", "candidates")}
    return Decision(text, citing, decision, tuple(map(dict, candidates)), others)


def _is_candidate(each):
    return (
        isinstance(each, dict)
        and isinstance(each.get("doi"), str)
        and type(each.get("score")) in (int, float)
        and isinstance(each.get("title"), str | None)
        and type(each.get("year")) in (int, type(None))
    )


def save_decisions(decisions: Decisions, path) -> None:
    """Write *decisions* to *path*, whole or not at all; the same decisions give the same bytes.

    Raises
    ------
    OutputError
        If the file cannot be written.
    """
    references = [
        {
            **decision.others,
            "text": decision.text,
            "decision": decision.decision,
            **({"citing": decision.citing} if decision.citing else {}),
            **({"candidates": decision.candidates} if decision.candidates else {}),
        }
        for _, decision in sorted(decisions.references.items())
    ]
    data = {**decisions.others, "references": references}
    if decisions.apart:
        data["apart"] = decisions.apart
    write_whole(path, json.dumps(data, ensure_ascii=False, sort_keys=True, indent=1) + "\n")


class _Object(dict):
    """An object of a JSON file, with the line on which it begins and its text."""

    def line_of(self, key):
        """The line of the first mention of *key* from here on."""
        found = self.text.find(f'"{key}"', self.start)
        return self.text.count("\n", 0, max(found, self.start)) + 1

    @property
    def line(self):
        return self.text.count("\n", 0, self.start) + 1


class _Lined(json.JSONDecoder):
    """A decoder whose objects know where they stand, so that an error in a file can be found by who wrote it."""

    def __init__(self):
        super().__init__()
        plain = self.parse_object

        def placed(begun, *arguments):
            value, end = plain(begun, *arguments)
            value = _Object(value)
            value.text, value.start = begun
            return value, end

        self.parse_object = placed
        self.scan_once = json.scanner.py_make_scanner(self)
