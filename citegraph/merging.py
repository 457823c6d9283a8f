"""Which records that several inputs bring are one work.

What carries the same identifier is one work.  So is what says the same: title,
first author, and year or place.  Works with two DOIs are two works, whatever
they look like, and so is what a person set apart.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from rapidfuzz.fuzz import ratio

from citegraph.decisions import METHOD, Decisions
from citegraph.model import WHOLE_BOOKS, Reference, Resolution, Verdict, fold

# Two titles that agree to this degree are one title, and a title this long may go on in the other record.
SAME_TITLE, WHOLE_MAIN_TITLE = 93, 25
# Titles as short as "Editorial" say nothing without the page; without an author, more is asked of a title.
SHORT_TITLE, TITLE_ALONE = 20, 40
# Years apart that one work may have: online first and in print.
YEARS_APART = 2
# How sure it is that a record has the DOI of the record it is the same as: of 3,123 copies whose DOIs were taken
# away, from exports of eight databases, 3,116 were joined to the right one.
AS_GOOD_AS_SAID = 0.99
WHOLLY, NEARLY = "wholly", "nearly"
_IDENTIFIERS = {"pmid": "PubMed number", "pmcid": "PubMed Central number", "arxiv": "arXiv number", "isbn": "ISBN"}
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Merge:
    """Two records held for one work: their places among the seeds, and why."""

    kept: int
    merged: int
    why: str


@dataclass(frozen=True, slots=True)
class Merging:
    """What became of the records.

    Attributes
    ----------
    resolutions
        One for each record, in order; a record that is the same work as one
        with a DOI has that DOI now, and keeps its own verdict.
    merges
        Every record that is the same work as an earlier one.
    together, apart
        Pairs of references without a DOI that are one thing, and that are two.
    """

    resolutions: tuple[Resolution, ...]
    merges: tuple[Merge, ...] = ()
    together: tuple[tuple[Reference, Reference], ...] = ()
    apart: tuple[tuple[Reference, Reference], ...] = ()

    def without_doi(self, seeds):
        """Return the pairs of `apart` that are both among the *seeds* nobody found a DOI for."""
        unnamed = {id(resolution.reference) for resolution, _ in seeds if not resolution.named} if self.apart else ()
        return [(one, other) for one, other in self.apart if id(one) in unnamed and id(other) in unnamed]


def merge_records(records: Sequence[Resolution], decisions: Decisions | None = None) -> Merging:
    """Find out which *records* are one work.

    A record without a DOI that fits works with several is joined to the one
    whose volume and page it has, or else to none.

    >>> from citegraph.model import Author
    >>> def said(text, **fields):
    ...     return Resolution(Reference(text, (Author("Mead", "S"),), 2001, "Peer support: a perspective", **fields),
    ...                       Verdict.UNAVAILABLE)
    >>> merging = merge_records([said("from Scopus", doi="10.1000/a"), said("from Web of Science")])
    >>> merging.merges, merging.resolutions[1].named
    ((Merge(kept=0, merged=1, why='title, first author and year agree'),), '10.1000/a')

    Another page is another work:

    >>> merge_records([said("a", volume="25", pages="134"), said("b", volume="26", pages="12")]).merges
    ()

    Cost: proportional to the number of records; only those that share an
    identifier, a page, or an author and a word of the title are compared.
    """
    apart = [
        (one, other)
        for one, other in _places_apart(records, decisions or Decisions())
        if records[one].reference is not records[other].reference
    ]
    records = _parted(records, apart)
    groups = _Groups(records, apart)
    groups.join_same(lambda place: {"doi": records[place].named})
    groups.join_same(lambda place: _identifiers(records[place]))
    _join_by_evidence(records, groups)
    merged = [
        _with_doi(record, groups.doi(place)) if groups.doi(place) and not record.named else record
        for place, record in enumerate(records)
    ]
    together = tuple(
        (records[merge.kept].reference, records[merge.merged].reference)
        for merge in groups.merges()
        if not groups.doi(merge.kept)
    )
    references_apart = tuple((records[one].reference, records[other].reference) for one, other in apart)
    return Merging(tuple(merged), groups.merges(), together, references_apart)


def same_record(one: Reference, other: Reference) -> str | None:
    """Return in words why two records are of one work, or `None` if they need not be.

    Titles must agree, but for a few letters or a subtitle where the journal,
    the volume or the page is the same, too; the first authors must share a
    family name, as "Gomez Isaza" and "Isaza" do; volume and first page must
    not speak against it; and the years must agree, unless volume and page do.

    >>> from citegraph.model import Author
    >>> online = Reference("", (Author("Bell", "S"),), 2019, "Outcomes After Disaster", volume="60", pages="E535-E547")
    >>> printed = Reference("", (Author("BELL"),), 2020, "Outcomes after disaster.", volume="60", pages="e535")
    >>> same_record(online, printed)
    'title, first author, volume and page agree'
    >>> same_record(online, replace(printed, pages="99")) is None
    True
    """
    return _why_same(_face(one), _face(other))


@dataclass(frozen=True, slots=True)
class _Face:
    """What a record is known by, in the spelling in which records are compared."""

    title: str
    run: str
    digits: tuple[str, ...]
    family: frozenset[str] | None
    names: frozenset[str]
    year: int | None
    container: str
    volume: str
    issue: str
    page: str
    loose_page: bool


def _face(reference):
    title, author = fold(reference.title or ""), reference.authors[0] if reference.authors else None
    folded = (fold(printed or "").partition(" ")[0] for printed in (reference.pages, reference.article_number))
    page = next((each for each in folded if _DIGITS.search(each)), "")
    return _Face(
        title,
        title.replace(" ", ""),
        tuple(_DIGITS.findall(title)),
        frozenset(fold(author.family).split()) if author else None,
        frozenset(fold(str(author)).split()) if author else frozenset(),
        reference.year,
        fold(reference.container or ""),
        fold(reference.volume or ""),
        fold(reference.issue or ""),
        page,
        # It may be an article's number, or its pages counted from 1.
        bool(reference.article_number) or page == "1" or not re.search(r"\d\W+\w*\d", reference.pages or ""),
    )


def _why_same(one, other):
    titles = _same_title(one, other)
    author = titles and _same_author(one, other)
    if not titles or author is False:
        return None
    volume, issue, page = (_agreement(getattr(one, name), getattr(other, name)) for name in ("volume", "issue", "page"))
    if volume is False and not page:
        return None
    if page is False and not (volume and issue is not False and (one.loose_page or other.loose_page)):
        return None
    place, length = volume and page, min(len(one.title), len(other.title))
    if length < SHORT_TITLE and not page or author is None and length < TITLE_ALONE and not place:
        return None
    if titles == NEARLY and not (volume or page or _agreement(one.container, other.container)):
        return None
    if one.year and other.year and one.year != other.year:
        if not place or abs(one.year - other.year) > YEARS_APART:
            return None
    elif not (one.year and other.year) and not (author and titles == WHOLLY):
        return None
    agreed = ["title", *["first author"] * bool(author)]
    agreed += ["volume", "page"] if place else ["year"] * (bool(one.year) and one.year == other.year)
    return f"{', '.join(agreed[:-1])} and {agreed[-1]} agree"


def _same_title(one, other):
    """`WHOLLY` for one title, `NEARLY` for one with a few other letters or no subtitle, else `None`."""
    shorter, longer = (one, other) if len(one.title) <= len(other.title) else (other, one)
    if shorter.run == longer.run:
        return WHOLLY if shorter.run else None
    if len(shorter.title) >= WHOLE_MAIN_TITLE and longer.title.startswith(f"{shorter.title} "):
        return NEARLY
    alike = one.digits == other.digits and ratio(one.title, other.title, score_cutoff=SAME_TITLE)
    return NEARLY if alike else None


def _same_author(one, other):
    """Whether each first author has a family name that the other bears somewhere; `None` if one names nobody."""
    if one.family is None or other.family is None:
        return None
    return bool(one.family & other.names and other.family & one.names)


def _agreement(one, other):
    """Whether two values are the same; `None` if one is missing."""
    return one == other if one and other else None


def _identifiers(record):
    reference = record.reference
    found = {name: getattr(reference, name) for name in _IDENTIFIERS}
    if reference.doi and not record.named:  # nobody knows it, so that it may be a wrong one
        found["doi"] = reference.doi, reference.year
    # A chapter may print the ISBN of its book: what has another title is another thing.
    whole = reference.isbn and reference.kind in WHOLE_BOOKS
    return {**found, "isbn": (reference.isbn, fold(reference.title or "")) if whole else None}


def _places_apart(records, decisions):
    places = defaultdict(list)
    for place, record in enumerate(records):
        places[id(record.reference)].append(place)
    for one, other in decisions.pairs_apart([record.reference for record in records]):
        yield from ((first, second) for first in places[id(one)] for second in places[id(other)] if first != second)


def _parted(records, apart):
    """Take the DOI from the later of two records that share one and were set apart."""
    records = list(records)
    for one, other in apart:
        first, second = sorted((one, other))
        if records[first].named and records[first].named == records[second].named:
            note = "a person holds it for another work than the record that it shares its DOI with"
            records[second] = replace(
                records[second], verdict=Verdict.REJECTED, doi=None, score=0.0, method=METHOD, note=note, source=None
            )
    return records


def _with_doi(record, doi):
    return replace(record, doi=doi, score=AS_GOOD_AS_SAID)


class _Groups:
    """Records joined into works, none with two DOIs or two PubMed numbers, nor with what was set apart."""

    def __init__(self, records, apart):
        self.records = records
        self.leader = list(range(len(records)))
        self.members = [[place] for place in self.leader]
        self.known = [{"doi": record.named, "pmid": record.reference.pmid} for record in records]
        self.apart = defaultdict(set)
        for one, other in apart:
            self.apart[one].add(other)
            self.apart[other].add(one)
        self.why = {}

    def find(self, place):
        while self.leader[place] != place:
            self.leader[place] = place = self.leader[self.leader[place]]
        return place

    def doi(self, place):
        return self.known[self.find(place)]["doi"]

    def may_join(self, one, other):
        first, second = self.find(one), self.find(other)
        known, others = self.known[first], self.known[second]
        if any(known[name] and others[name] and known[name] != others[name] for name in known):
            return bool(known["doi"]) and known["doi"] == others["doi"]
        if known["doi"] or others["doi"]:
            unnamed = [group for group in (first, second) if not self.known[group]["doi"]]
            if any(self.records[place].method == METHOD for group in unnamed for place in self.members[group]):
                return False  # a person found it to be none of the works there are
        enemies = {foe for place in self.members[first] for foe in self.apart[place]} if self.apart else ()
        return not (enemies and enemies.intersection(self.members[second]))

    def join(self, one, other, why):
        """Join the groups of two records, if nothing forbids it; the earlier group leads."""
        first, second = sorted((self.find(one), self.find(other)))
        if first == second or not self.may_join(first, second):
            return
        self.leader[second] = first
        self.members[first] += self.members[second]
        self.known[first] = {name: self.known[first][name] or value for name, value in self.known[second].items()}
        self.why[second] = why

    def join_same(self, identifiers):
        """Join records that carry the same identifier."""
        holders = {}
        for place in range(len(self.records)):
            for name, value in identifiers(place).items():
                if value:
                    first = holders.setdefault((name, value), place)
                    self.join(first, place, f"the same {_IDENTIFIERS.get(name, 'DOI')}")

    def merges(self):
        return tuple(Merge(self.find(place), place, why) for place, why in sorted(self.why.items()))


def _join_by_evidence(records, groups):
    fitting = _fitting(records, groups)
    torn = set()
    for place in range(len(records)):
        works = defaultdict(list)
        for other, why in fitting[place].items():
            if groups.doi(other):
                works[groups.doi(other)].append((other, why))
        if groups.doi(place) or not works:
            continue
        exact = [doi for doi, found in works.items() if any("page" in why for _, why in found)]
        chosen = list(works) if len(works) == 1 else exact
        if len(chosen) == 1:
            groups.join(*min((other, place, why) for other, why in works[chosen[0]]))
        else:
            torn.add(place)
    for place in range(len(records)):
        if not groups.doi(place) and place not in torn:
            for other, why in sorted(fitting[place].items()):
                if not groups.doi(other) and other not in torn:
                    groups.join(place, other, why)


def _fitting(records, groups):
    """For each record those that say the same, and why."""
    faces = [_faces(record) for record in records]
    shelves, fitting = defaultdict(list), defaultdict(dict)
    for place, each in enumerate(faces):
        for key in dict.fromkeys(key for face in each for key in _shelves(face)):
            shelves[key].append(place)
    for shelf in shelves.values():
        for index, one in enumerate(shelf):
            for other in shelf[index + 1 :]:
                if groups.known[one]["doi"] and groups.known[other]["doi"] or other in fitting[one]:
                    continue
                if why := next(filter(None, (_why_same(a, b) for a in faces[one] for b in faces[other])), None):
                    if groups.may_join(one, other):
                        fitting[one][other] = fitting[other][one] = why
    return fitting


def _faces(record):
    """What is known of a record: what its input says, and what the work found is, where there is one."""
    if not (work := record.work):
        return (_face(record.reference),)
    found = Reference(
        "", work.authors, work.year, work.title, work.container, work.volume, work.issue, work.pages, work.article_number
    )
    return (_face(record.reference), _face(found)) if record.reference.title else (_face(found),)


def _shelves(face):
    """Where to look for other records of the same work: by author and a word of the title, or by volume and page."""
    if not face.title:
        return
    word = next((word for word in face.title.split() if len(word) >= 4), face.title)
    for name in face.family or ():
        yield name, word
    if face.volume and face.page:
        yield face.volume, face.page, face.title[0]
    yield face.run[:TITLE_ALONE]
