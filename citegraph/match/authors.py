"""The authors of a work in the text of a reference, and the text's in the work."""

import re
from collections.abc import Iterator

from rapidfuzz import fuzz, process

from citegraph.match.said import SMALL_WORDS, Said
from citegraph.model import Evidence, Work, fold

ELSEWHERE = 0.8
# How alike two family names are of which one has a typing error, in percent; and how many are held against a work.
ALIKE, MOST_AUTHORS = 75, 7
_AND_OTHERS = re.compile(r"\bet\.? ?al|\band others\b|\bu\. ?a\.|\bи др|等|ほか", re.IGNORECASE)


def names_of(work: Work) -> set[str]:
    """Every word of the authors' names, folded."""
    return {word for author in work.authors for word in fold(f"{author.family} {author.given or ''}").split()}


def hold_authors(said: Said, work: Work, where, explained: set[int], names: set[str]) -> Iterator[Evidence]:
    """Look for the work's authors in the text outside its title, and for the text's in the work.

    Places in the text that its names explain are added to *explained*.
    """
    explained.update(place for place, word in enumerate(said.words) if word in names and place not in where)
    if not work.authors:
        return
    first, *others = work.authors
    agreement, place = _find_name(said, first.family, where)
    lost = _begins_with_title(said, where) or _begins_within(said, work.authors)
    if place is not None and agreement >= 0.6:
        explained.add(place)
        if not _leads(said, place, where):
            agreement *= ELSEWHERE
    if agreement >= 0.6 or not lost:
        claimed = said.words[place] if place is not None else said.words[0] if said.words else ""
        yield Evidence("first_author", claimed, first.family, round(agreement, 3))
    if place is not None and first.given and agreement >= 0.6:
        yield from _initial(said, place, first.given)
    if others:
        listed = [author.family for author in others[:MOST_AUTHORS]]
        found = [family for family in listed if _find_name(said, family, where, exact=True)[0]]
        if found or not _AND_OTHERS.search(said.plain):
            yield Evidence("other_authors", "; ".join(found), "; ".join(listed), round(len(found) / len(listed), 3))
        yield from _unknown_authors(said, names)


def _begins_with_title(said, where):
    """Whether the text names no author: its title stands first, and none were read."""
    return bool(where) and where.start == 0 and not said.reference.authors


def _begins_within(said, authors):
    """Whether the text begins within the name of one of the authors, so that those before it are lost."""
    if not said.words or not said.lower_case(0) or len(start := said.words[0]) < 2 or start in SMALL_WORDS:
        return False
    return any(word != start and word.endswith(start) for author in authors for word in fold(author.family).split())


def _unknown_authors(said, names):
    """Authors of the reference whom a work that lists its authors does not have, typing errors forgiven."""
    families = [fold(author.family).split() for author in said.reference.authors[:MOST_AUTHORS]]
    families = [words for words in families if 1 <= len(words) <= 2 and len(max(words, key=len)) >= 3]
    unknown = [words for words in families if not _has_name(names, max(words, key=len))]
    if unknown:
        listed = "; ".join(" ".join(words) for words in unknown)
        yield Evidence("unknown_authors", listed, "", round(1 - len(unknown) / len(families), 3))


def _has_name(names, word):
    return word in names or process.extractOne(word, names, scorer=fuzz.ratio, score_cutoff=ALIKE) is not None


def _find_name(said, family, where, exact=False):
    """Return how surely a family name stands in the text, outside the title, and where."""
    words = fold(re.sub(r"(?<=\w) [A-Z]{1,3}$", "", family)).split()
    if not words:
        return 0.0, None
    key = max(words, key=len)
    places = [place for place, word in enumerate(said.words) if word == key and place not in where]
    if places:
        lacking = [word for word in words if len(word) >= 4 and word not in said.words]
        return (0.9 if lacking else 1.0), places[0]
    run = "".join(words)
    if len(run) >= 5 and (position := said.run.find(run)) >= 0:
        place, end = said.place(position), position + len(run)
        rest = said.at[said.place(end - 1)] + len(said.words[said.place(end - 1)]) - end
        if said.at[place] == position and rest <= 3 and place not in where:
            return 0.95, place
    if exact:
        return 0.0, None
    best, found = 0.0, None
    if len(key) >= 3:
        near = {place: word for place, word in said.long if place not in where and -3 <= len(word) - len(key) <= 3}
        if alike := process.extractOne(key, near, scorer=fuzz.ratio, score_cutoff=60):
            _, best, found = alike
    if len(run) >= 8 and len(said.run) >= len(run):
        aligned = fuzz.partial_ratio_alignment(run, said.run, score_cutoff=max(best, 80))
        if aligned and aligned.score > best and said.place(aligned.dest_start) not in where:
            best, found = aligned.score, said.place(aligned.dest_start)
    return best / 100, found


def _leads(said, place, where):
    """Whether the name at *place* is the first name of the list of authors."""
    if said.reference.authors and len(said.words[place]) > 1:
        listed = [fold(author.family).split() for author in said.reference.authors]
        if any(said.words[place] in family for family in listed):
            return said.words[place] in listed[0]
    start = where.stop if where and where.stop <= place else 0
    before = [word for word in said.words[start:place] if len(word) > 1 and not word.isdigit()]
    return len(before) <= 1


def _initial(said, place, given):
    letters = fold(given).split()
    if not letters:
        return
    near = []
    if (
        place
        and "," not in said.between(place - 1)
        and (said.words[place - 1] == letters[0] or _is_initial(said, place - 1))
    ):
        near.append(said.words[place - 1])
        step = place - 1
        while step and _is_initial(said, step - 1) and "," not in said.between(step - 1):
            step -= 1
            near.append(said.words[step])
    if place + 1 < len(said.words) and (said.words[place + 1] == letters[0] or _is_initial(said, place + 1)):
        near.append(said.words[place + 1])
    if near:
        agreement = any(word[0] == letters[0][0] for word in near)
        yield Evidence("initial", near[-1], given, float(agreement))


def _is_initial(said, place):
    word = said.plain[said.starts[place] : said.ends[place]]
    return len(word) <= 3 and word.isalpha() and word.isupper()
