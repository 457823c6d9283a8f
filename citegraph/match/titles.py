"""Find a work's title in the text of a reference."""

import re
from collections import Counter
from dataclasses import dataclass

from rapidfuzz import fuzz, process
from rapidfuzz.distance.Levenshtein import distance

from citegraph.match.said import SMALL_WORDS, Said
from citegraph.model import Evidence, Work, fold

SHORTEST_MAIN_TITLE = 20
WITHOUT_SUBTITLE = 0.97
JUMBLED, WELL_FOUND = 0.8, 0.9
ALL_WORDS = 0.9
ALIKE = 75
PART_DIFFERS, DIGITS_DIFFER = 0.0, 0.3
_SUBTITLE = re.compile(r"\s*[:?.—–]\s+|\s+[-–—]\s+")
_SENTENCE_ENDS = re.compile(r"[.,;:?!\"“”„«»()\[\]/|]|'{2}|--")


@dataclass(frozen=True, slots=True)
class FoundTitle:
    """How well the text has the title, on which words, and the evidence."""

    agreement: float
    places: range | tuple[int, ...]
    evidence: tuple[Evidence, ...]


def find_title(said: Said, work: Work, names=frozenset()) -> FoundTitle | None:
    """Look for the work's title in the text, blanks and typing errors forgiven.

    >>> from citegraph.match.said import listen
    >>> from citegraph.model import Reference
    >>> said = listen(Reference("Fortuna K. An update of peer support services: benefits. 2022"))
    >>> work = Work("10.1/a", "Peer support services: benefits")
    >>> for evidence in find_title(said, work).evidence:
    ...     print(evidence.field, evidence.agreement, evidence.claimed)
    title 1.0 peer support services benefits
    title_rest 0.25 an update of
    """
    whole = fold(work.title).split()
    if not whole or not said.run:
        return None
    agreement, places = _look_for(said, whole)
    main = fold(main_title(work.title)).split()
    if agreement < 0.9 and len(main) < len(whole) and len("".join(main)) >= SHORTEST_MAIN_TITLE:
        shorter, there = _look_for(said, main)
        if shorter * WITHOUT_SUBTITLE > agreement:
            agreement, places, whole = shorter * WITHOUT_SUBTITLE, there, main
    if agreement < WELL_FOUND and (there := _jumbled(said, fold(work.title).split(), agreement < JUMBLED)):
        jumbled = Evidence("title", " ".join(said.words[place] for place in there), work.title, JUMBLED)
        return FoundTitle(JUMBLED, there, (*_claimed(said.reference.title, work.title), jumbled))
    evidence = [*_claimed(said.reference.title, work.title)]
    evidence += [Evidence("title", " ".join(said.words[p] for p in places), work.title, round(agreement, 3))]
    if agreement >= 0.6:
        evidence += _rest(said, places, names)
        evidence += _words(said, places, whole)
        evidence += _part(said, places, whole, fold(work.title).split())
    return FoundTitle(agreement, places, tuple(evidence))


def main_title(title: str) -> str:
    """Return a title without its subtitle."""
    return _SUBTITLE.split(title, maxsplit=1)[0]


def _claimed(claimed, title):
    """Hold the title as the reference was parsed against the work's, whole against whole."""
    if not claimed or len(said := fold(claimed)) < SHORTEST_MAIN_TITLE:
        return
    whole = fold(title)
    alike = fuzz.ratio(said, whole)
    if alike < 90 and min(len(said), len(whole)) >= SHORTEST_MAIN_TITLE:
        shorter = min(len(said), len(whole))
        at_colon = fold(main_title(claimed if len(said) > len(whole) else title))
        if abs(len(at_colon) - shorter) <= 2 or len(said) < len(whole):
            alike = max(alike, WITHOUT_SUBTITLE * fuzz.ratio(said[:shorter], whole[:shorter]))
    yield Evidence("whole_title", claimed, title, round(alike / 100, 3))


def _look_for(said, words):
    run = "".join(words)
    if len(run) < 6:
        place = next((p for p, word in enumerate(said.words) if list(said.words[p : p + len(words)]) == words), None)
        return (0.0, range(0)) if place is None else (1.0, range(place, place + len(words)))
    aligned = fuzz.partial_ratio_alignment(run, said.run)
    start, end, letters = aligned.dest_start, aligned.dest_end, aligned.score / 100
    crowded = len(run) > 0.8 * len(said.run)
    if (letters < 0.9 or crowded) and len(run) >= 20:
        cut = _cut_short(said.run, run)
        if cut[0] > letters or (cut[0] > 0.75 and crowded):
            letters, start, end = cut
            run = run[: end - start]
    if end <= start:
        return 0.0, range(0)
    places = range(said.place(start), said.place(end - 1) + 1)
    agreement = (letters + _share_of_words(said, places, words, run)) / 2
    return agreement, _trimmed(said, places, words) if 0.6 <= agreement < 1 else places


def _trimmed(said, places, words):
    """The places of a title without what stands around it, where the text has fewer words of it to align."""
    run = "".join(words)
    own = [p for p in places if (word := said.words[p]) in words or len(word) > 3 and _resembles(word, run)]
    return range(own[0], own[-1] + 1) if own else places


def _resembles(word, run):
    return fuzz.partial_ratio(word, run) >= ALIKE


def _jumbled(said, words, anywhere):
    """Find a title whose words stand in another order: side by side, or those of a long one *anywhere*."""
    telling = {word for word in words if len(word) >= 4 and word not in SMALL_WORDS}
    if len(words) < 2 or not telling or len(telling.intersection(said.words)) < ALL_WORDS * len(telling) - 1:
        return None
    lacking, there = Counter(words), 0
    for place, word in enumerate(said.words):
        there += lacking[word] > 0
        lacking[word] -= 1
        if place >= len(words):
            lacking[said.words[place - len(words)]] += 1
            there -= lacking[said.words[place - len(words)]] > 0
        if there >= ALL_WORDS * len(words):
            own = [p for p in range(max(0, place - len(words) + 1), place + 1) if said.words[p] in words]
            return range(own[0], own[-1] + 1)
    spread = tuple(place for place, word in enumerate(said.words) if word in telling)
    if anywhere and len(telling) >= 4 and len({said.words[place] for place in spread}) >= ALL_WORDS * len(telling):
        return spread
    return None


def _cut_short(text, run):
    """A title that the text ends within: as sure as its beginning."""
    start = text.find(run[:10])
    if start < 0:
        aligned = fuzz.partial_ratio_alignment(run[:16], text, score_cutoff=85)
        if not aligned or len(text) < 16:
            return 0.0, 0, 0
        start = aligned.dest_start
    tail = text[start:]
    if not 8 <= len(tail) < len(run):
        return 0.0, 0, 0
    return fuzz.ratio(tail, run[: len(tail)]) / 100, start, len(text)


def _share_of_words(said, places, words, run):
    telling = _telling(words, len(run))
    return 1 - len(_missing(said, places, telling)) / len(telling) if telling else 1.0


def _telling(words, reach):
    """The words of a title, within its first *reach* letters, that tell it from others."""
    telling, position = [], 0
    for word in words:
        position += len(word)
        if position <= reach and (len(word) >= 4 or word.isdigit()) and word not in SMALL_WORDS:
            telling.append(word)
    return telling


def _missing(said, places, telling):
    """The telling words that do not stand where the title was found, typing errors forgiven."""
    there = said.words[places.start : places.stop]
    near = "".join(there)
    return [word for word in telling if word not in near and not _mistyped(word, there)]


def _mistyped(word, there):
    if word.isdigit():
        return False
    slips = max(1, len(word) // 4)
    return process.extractOne(word, there, scorer=distance, score_cutoff=slips) is not None


def _words(said, places, words):
    """Which of the title's telling words the text has others for."""
    reach = len("".join(said.words[places.start : places.stop])) + 4
    telling = _telling(words, reach)
    missing = _missing(said, places, telling)
    if missing:
        yield Evidence(
            "title_words",
            " ".join(said.words[p] for p in places),
            " ".join(missing),
            round(1 - len(missing) / len(telling), 3),
        )


def _rest(said, places, names):
    """What goes on directly before or after the title, in the same sentence."""
    before, after = [], []
    step = places.start - 1
    while (
        step >= 0 and len(before) < 6 and not _SENTENCE_ENDS.search(said.between(step)) and _is_word(said, step, names)
    ):
        before.insert(0, said.words[step])
        step -= 1
    if step >= 0 and before and not _SENTENCE_ENDS.search(said.between(step)):
        before = []
    step = places.stop
    while (
        step < len(said.words)
        and len(after) < 6
        and not _SENTENCE_ENDS.search(said.between(step - 1))
        and _is_word(said, step, names)
    ):
        after.append(said.words[step])
        step += 1
    if before or after:
        yield Evidence("title_rest", " ".join(before + after), "", round(1 / (1 + len(before) + len(after)), 3))


def _is_word(said, place, names):
    word = said.words[place]
    return word.isalpha() and word not in names and (len(word) > 1 or word in "ai")


def _part(said, places, found, title):
    """Numerals tell the parts of one title from each other: "II" is not "I".

    Roman ones count in full; digits are too often set otherwise.
    """
    stop, rest = places.stop, title[len(found) : len(found) + 2]
    if len(found) < len(title):
        stop += 2
    elif (
        stop < len(said.words)
        and said.between(stop - 1).isspace()
        and said.plain[said.starts[stop]].isupper()
        and len(said.words[stop]) > 1
    ):
        stop += 1
    there, beyond = said.words[places.start : places.stop], said.words[places.stop : stop]
    if places.stop == len(said.words):
        found, rest = _within(found, len("".join(there))), ()
    parts = {n for word in (*found, *rest) if (n := _PARTS.get(word))}
    said_parts = {n for word in (*there, *beyond) if (n := _PARTS.get(word))}
    if said.reference.title:
        said_parts |= parts.intersection(_PARTS.get(word) for word in fold(said.reference.title).split())
    digits, said_digits = ({word for word in words if word.isdigit()} for words in (found, there))
    if parts or said_parts or digits or said_digits:
        same = PART_DIFFERS if parts != said_parts else DIGITS_DIFFER if digits != said_digits else 1.0
        yield Evidence("part", _listed(said_parts, said_digits), _listed(parts, digits), same)


def _within(words, letters):
    """The words of a title as far as a text that breaks off has come."""
    count = 0
    for word in words:
        letters -= len(word)
        if letters < 0:
            break
        count += 1
    return words[:count]


_PARTS = {numeral: value for value, numeral in enumerate("i ii iii iv v vi vii viii ix x xi xii".split(), 1)}


def _listed(parts, digits):
    return " ".join((*map(str, sorted(parts)), *sorted(digits)))
