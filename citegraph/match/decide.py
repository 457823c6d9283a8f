"""From evidence to a verdict: accept, refuse, or say that two works are too close to call."""

import math
import re
from collections.abc import Iterable
from dataclasses import replace

from rapidfuzz import fuzz

from citegraph.match.containers import abbreviates
from citegraph.match.fields import hold, spelled_page
from citegraph.match.said import SMALL_WORDS, listen, roman
from citegraph.match.titles import SHORTEST_MAIN_TITLE
from citegraph.match.weights import ASSERTED, guarded_log_odds, log_odds, tells_enough
from citegraph.model import Match, Reference, Resolution, Verdict, Work, fold
from citegraph.read.compound import second_reference
from citegraph.read.strings import read_reference

# Accept at this probability that the best candidate is the work meant: where a wrong work counts three
# times a missed one, chosen by `python -m tests.benchmarks.matching --fit`.
ACCEPT = 0.65
# Call it ambiguous where one of several is as likely as that, and the best leads by less than this.
MARGIN = 0.3
# How sure a DOI is where the reference says nothing else to check it by.
DOI_ALONE = 0.99
# What is left of the odds of a version of a work beside another that fits as well and has the year that is said.
OTHER_VERSION = 0.2
_OF_A_VERSION = ("title", "first_author", "container", "volume", "first_page")
_WHOSE = ("title", "first_author", "year")
# Titles of so many letters, on one page, are the same where a sign or two differ.
LONG_TITLE, SLIP_APART = 60, 98
_FLAT = 30.0
# What a reference says beyond the record, or leaves out, does not speak against its DOI.
_NO_CONTRADICTION = frozenset({"other_numbers", "other_words", "title_words", "unknown_authors", "unsaid"})


def decide(reference: Reference, candidates: Iterable[Work]) -> Resolution:
    """Choose among *candidates*, or say why none is good enough.

    Candidates compete: the probability of each is its odds beside those of
    all others and of none being right.  Their order does not matter.

    >>> from citegraph.model import Author
    >>> said = Reference("Small, H. (1973). Co-citation in the scientific literature. JASIS, 24, 265-269.")
    >>> right = Work("10.1/a", "Co-citation in the scientific literature", (Author("Small", "Henry"),), 1973,
    ...              container="JASIS", volume="24", pages="265-269")
    >>> wrong = Work("10.1/b", "Bibliographic coupling between scientific papers", (Author("Kessler"),), 1963)
    >>> outcome = decide(said, [wrong, right])
    >>> outcome.verdict.value, outcome.doi, outcome.method
    ('accepted', '10.1/a', 'search')

    Two works that fit alike are not guessed between:

    >>> from dataclasses import replace
    >>> short = Reference("Small, H. (1973). Co-citation in the scientific literature.")
    >>> outcome = decide(short, [right, replace(right, doi="10.1/c", volume="9", pages="1-3")])
    >>> outcome.verdict.value, outcome.doi, outcome.note
    ('ambiguous', None, '10.1/a and 10.1/c are too close to call')

    One work that was registered twice, on the same pages, is one work.  The
    DOI more often cited is taken, unless the reference itself has the other,
    and the note names what was not taken:

    >>> outcome = decide(said, [right, replace(right, doi="10.1/c", global_citation_score=9)])
    >>> outcome.verdict.value, outcome.doi, outcome.note
    ('accepted', '10.1/c', 'registered as 10.1/a too')
    """
    if second := second_reference(reference.text):
        return _decide_on_two(reference, second, list(candidates))
    said = listen(reference)
    held = [(work, hold(said, work)) for work in _each_once(candidates)]
    if not held:
        return Resolution(reference, Verdict.NO_CANDIDATE)
    weighed = [
        (work, evidence, _searched_odds(evidence, len(held)) * _standing(work, evidence, held))
        for work, evidence in held
    ]
    total = 1 + sum(odds for _, _, odds in weighed)
    matches = tuple(
        sorted(
            (Match(work, evidence, odds / total) for work, evidence, odds in weighed),
            key=lambda match: (-match.score, match.work.doi),
        )
    )
    best, rivals = matches[0], matches[1:]
    twins = [match for match in rivals if _registered_twice(best.work, match.work)]
    score = min(1.0, best.score + sum(match.score for match in twins))
    lead = score - max((match.score for match in rivals if match not in twins), default=0.0)
    if rivals and (total - 1) / total >= ACCEPT and lead < MARGIN:
        return Resolution(reference, Verdict.AMBIGUOUS, score=best.score, matches=matches, note=_closeness(matches))
    if score >= ACCEPT:
        work, note = _prime([best, *twins], reference.doi)
        return Resolution(reference, Verdict.ACCEPTED, work.doi, score, "search", matches, note)
    note = None if tells_enough(best.evidence) else "the reference says too little to tell works apart"
    return Resolution(reference, Verdict.REJECTED, score=best.score, matches=matches, note=note)


def _decide_on_two(reference, start, candidates):
    """Decide on a text that holds two references: the first is meant, or, where that has no printed place, the likelier."""
    first, second = read_reference(reference.text[:start]), read_reference(reference.text[start:])
    decided = decide(first, candidates)
    if not (first.volume and first.pages):
        decided = max(decided, decide(second, candidates), key=lambda each: each.score)
    notes = (decided.note, f"the text holds two references: another begins at {second.text[:30].rstrip()}…")
    return replace(decided, reference=reference, note="; ".join(filter(None, notes)))


def identify(reference: Reference, work: Work) -> Resolution | None:
    """Accept *work* as what the reference's DOI names, or return `None` if the rest contradicts it.

    >>> from citegraph.model import Author
    >>> handbook = Reference("Braun V., 2012, APA HDB RES METHODS, V2, P57, DOI 10.1177/1")
    >>> other = Work("10.1177/1", "Learning as transformation", (Author("Kitchen", "Ann"),), 2018, pages="301-315")
    >>> identify(handbook, other) is None
    True

    A wrong year does not unmake the rest; it is said in the note.

    >>> work = Work("10.1/x", "Peer support among persons with severe illness", (Author("Davidson", "L"),), 2012)
    >>> outcome = identify(Reference("Davidson, L. (2023). Peer support among persons with severe illness."), work)
    >>> outcome.verdict.value, outcome.note
    ('accepted', 'the reference says 2023, the record 2012')
    """
    said = listen(reference)
    if _says_nothing(said):
        return Resolution(reference, Verdict.ACCEPTED, work.doi, DOI_ALONE, "identifier", (Match(work, (), DOI_ALONE),))
    evidence = hold(said, work)
    if _speaks_against(evidence):
        return None
    score = _probability_of_asserted(evidence)
    match = Match(work, evidence, score)
    return Resolution(reference, Verdict.ACCEPTED, work.doi, score, "identifier", (match,), _wrong_year(evidence))


def contradicts(reference: Reference, work: Work) -> bool:
    """Whether the record behind a reference's DOI is not what the rest of the reference says.

    What a thin record lacks is no contradiction:

    >>> contradicts(Reference("Mead S. Peer support: a theoretical perspective. 2001"), Work("10.1/a"))
    False
    """
    if plainly_same(reference, work):
        return False
    said = listen(reference)
    return not _says_nothing(said) and _speaks_against(hold(said, work))


def plainly_same(reference: Reference, work: Work) -> bool:
    """Whether a glance is enough: title, or author, year and place, agree to the letter.

    For deposited references, which carry fields, at some microseconds each.
    `False` means that `compare` has to look.

    >>> from citegraph.model import Author
    >>> work = Work("10.1/a", "Peer support", (Author("Mead", "S"),), 2001, volume="25", pages="134-141")
    >>> plainly_same(Reference("", authors=(Author("MEAD"),), year=2001, volume="25", pages="134"), work)
    True
    >>> plainly_same(Reference("", authors=(Author("Mead"),), year=2001), work)
    False
    """
    agreed = 0
    if reference.year:
        if reference.year != work.year and reference.year not in work.years:
            return False
        agreed += 1
    if reference.authors and work.authors:
        claimed, family = reference.authors[0].family, work.authors[0].family
        if claimed == family or claimed.casefold().startswith(family.casefold()):
            agreed += 1
    if reference.volume and work.volume:
        if reference.volume != work.volume:
            return False
        agreed += 1
    pages = reference.pages or reference.article_number
    found = work.pages or work.article_number
    if pages and found:
        if pages != found and pages.partition("-")[0] != found.partition("-")[0]:
            return False
        agreed += 1
    if reference.title and work.title:
        said, title = reference.title, work.title
        if said == title or fold(said) == fold(title):
            return agreed >= 1
        return False
    return agreed >= 3


def _each_once(candidates):
    """One record of each work, and in one order, in whatever order they come."""
    works = {}
    for work in candidates:
        there = works.setdefault(work.doi, work)
        if there is not work:
            works[work.doi] = max(there, work, key=repr)
    return [works[doi] for doi in sorted(works)]


def _probability_of_asserted(evidence):
    return 1 / (1 + math.exp(-max(-_FLAT, min(_FLAT, log_odds(evidence) + ASSERTED))))


def _says_nothing(said):
    """Whether a reference is hardly more than its identifiers."""
    return sum(len(word) > 1 for word in said.words) < 2


def _speaks_against(evidence):
    against = [item for item in evidence if item.field not in _NO_CONTRADICTION and item.agreement < 0.5]
    return len(against) >= 2 and log_odds(evidence) + ASSERTED < 0


def _searched_odds(evidence, among):
    return math.exp(max(-_FLAT, min(_FLAT, guarded_log_odds(evidence, among))))


def _standing(work, evidence, held):
    """1, or less where another version of the same work fits as well in all and has the very year."""
    agrees = {item.field: item.agreement for item in evidence}
    if agrees.get("year", 1) == 1:
        return 1.0
    for other, others in held:
        there = {item.field: item.agreement for item in others}
        if there.get("year") == 1 and all(there.get(name, 0) >= agrees.get(name, 0) for name in _OF_A_VERSION):
            if _alike(work.title, other.title) and _same_first_author(work, other):
                return OTHER_VERSION
    return 1.0


def _prime(matches, claimed):
    """Of records of one work the one *claimed*, or else the most cited; and the note that names the others.

    Of those cited alike, give or take ten times, it is the one whose DOI says where the work is printed, or
    that has the author, title and year said, or that says least beyond the reference.
    """

    def rank(match):
        work = match.work
        cited = int(math.log10(1 + (work.global_citation_score or 0)))
        fits = sum(item.agreement == 1 for item in match.evidence if item.field in _WHOSE)
        spelled = spelled_page(work) is not None
        return work.doi != claimed, -cited, not spelled, -fits, _beyond(match), work.references is None, work.doi

    prime, *others = [match.work for match in sorted(matches, key=rank)]
    return prime, f"registered as {', '.join(work.doi for work in others)} too" if others else None


def _beyond(match):
    """How many of the fields that place a work its record has where the reference has none."""
    said = {item.field for item in match.evidence}
    return sum(bool(getattr(match.work, name)) and name not in said for name in ("year", "volume", "issue"))


def _closeness(matches):
    best, rival = matches[0].work, matches[1].work
    if _face(best) == _face(rival):
        return f"{best.doi} and {rival.doi} have the same metadata"
    return f"{best.doi} and {rival.doi} are too close to call"


def _face(work):
    first = fold(work.authors[0].family) if work.authors else ""
    return (_squeezed(work.title), first, work.year, work.volume, _first_page(work))


def _registered_twice(work, other):
    """Whether two records are of one work: the same title, author and printed place, and nothing that differs."""
    return (
        _same_place(work, other)
        and all(_compatible(getattr(work, name), getattr(other, name)) for name in ("issue", "year"))
        and _compatible(_first_number(work.volume), _first_number(other.volume))
        and (_alike(work.title, other.title) or _slip_apart(work, other) or _untitled(work, other))
        and (_same_first_author(work, other) or _same_pages(work, other) and not (work.authors and other.authors))
        and (bool(work.authors) or len(_squeezed(work.title)) >= SHORTEST_MAIN_TITLE)
        and (_same_container(work, other) or _stand_alone(work, other))
    )


def _same_place(work, other):
    """Whether two records have one first page, or none and one issue, or are of one book or report."""
    page, other_page = _first_page(work), _first_page(other)
    if page or other_page:
        return page == other_page or page == spelled_page(other) or other_page == spelled_page(work)
    if work.volume and work.issue:
        return (_first_number(work.volume), work.issue) == (_first_number(other.volume), other.issue)
    return _stand_alone(work, other)


def _stand_alone(work, other):
    """Whether two works in no container have the same authors, telling title, and year or volume."""
    if work.container or other.container or not work.authors:
        return False
    named = [fold(" ".join(author.family for author in each.authors)) for each in (work, other)]
    dated = [each.year or each.volume for each in (work, other)]
    return dated[0] == dated[1] is not None and named[0] == named[1] and len(_squeezed(work.title)) >= SHORTEST_MAIN_TITLE


def _first_number(volume):
    """The number of a volume however it is set: "233O" is 233."""
    match = re.match(r"\d+", volume or "")
    return match[0] if match else volume


def _alike(title, other):
    """Whether two titles are the same, or one has a subtitle more."""
    title, other = _squeezed(title), _squeezed(other)
    shorter, longer = sorted((title, other), key=len)
    return bool(title) and (title == other or len(shorter) >= SHORTEST_MAIN_TITLE and longer.startswith(shorter))


def _slip_apart(work, other):
    """Whether two long titles differ in a sign or two, and not in the number of a part."""
    titles = fold(work.title or ""), fold(other.title or "")
    if min(map(len, titles)) < LONG_TITLE or fuzz.ratio(*titles) < SLIP_APART:
        return False
    apart = set(titles[0].split()) ^ set(titles[1].split())
    return bool(_first_page(work)) and not any(word.isdigit() or roman(word) for word in apart)


def _untitled(work, other):
    """Whether one of two works has no title, and authors and volume tell what it is."""
    return bool(work.volume and work.volume == other.volume and work.authors) and not (work.title and other.title)


def _same_first_author(work, other):
    """Whether the first authors agree, though one record may have family and given name exchanged."""
    if not work.authors or not other.authors:
        return not work.authors and not other.authors
    (family, name), (other_family, other_name) = (
        (set(fold(author.family).split()), set(fold(str(author)).split()))
        for author in (work.authors[0], other.authors[0])
    )
    return bool(family & other_name and other_family & name)


def _same_container(work, other):
    """Whether the containers have one name, or volume and pages are the same whatever the name."""
    if work.container and other.container:
        names = [[word for word in fold(each.container).split() if word not in SMALL_WORDS] for each in (work, other)]
        if _squeezed(work.container) == _squeezed(other.container) or (
            len(names[0]) == len(names[1]) and all(abbreviates(*words) for words in zip(*names, strict=True))
        ):
            return True
    return bool(work.volume) and work.volume == other.volume and _same_pages(work, other)


def _same_pages(work, other):
    return "-" in (work.pages or "") and work.pages == other.pages


def _compatible(value, other):
    return not value or not other or value == other


def _squeezed(text):
    return fold(text or "").replace(" ", "")


def _first_page(work):
    printed = fold(work.pages or work.article_number or "").partition(" ")[0]
    return printed if any(character.isdigit() for character in printed) else ""


def _wrong_year(evidence):
    for item in evidence:
        if item.field == "year" and item.agreement == 0:
            return f"the reference says {item.claimed}, the record {item.found}"
    return None
