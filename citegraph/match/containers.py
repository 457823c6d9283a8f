"""Journal and book names, and the ways reference lists shorten them."""

from rapidfuzz import fuzz

from citegraph.match.said import SMALL_WORDS, Said, roman
from citegraph.model import fold

TYPING_ERROR = 82
# A name before the container's with fewer words is rather an abbreviated part of it.
FEWEST_OF_A_PUBLISHER = 5
# How alike a whole name must look whose letters are damaged, short or long.
GARBLED, GARBLED_LONG, LONG_NAME = 85, 80, 24


def find_container(said: Said, names: tuple[str, ...], outside: range) -> tuple[float, tuple[int, ...]]:
    """Return how well the text names one of these containers, and the words that do.

    Words inside the range *outside*, where the title stands, do not count.

    >>> from citegraph.match.said import listen
    >>> from citegraph.model import Reference
    >>> said = listen(Reference("Repper 2011, MENT HEALTH SOC INCL, V20, P392"))
    >>> find_container(said, ("Mental Health and Social Inclusion",), range(0))
    (1.0, (2, 3, 4, 5))

    A longer name that only begins alike is another journal:

    >>> said = listen(Reference("Han X. Nature Reviews Endocrinology 12, 668 (2016)"))
    >>> find_container(said, ("Nature",), range(0))[0] < 0.5
    True
    """
    best = (0.0, ())
    for name in (part for name in names for part in _spellings(name)):
        if best[0] < 1:
            best = max(best, _find(said, name, outside), key=_agreement)
    return best


def _spellings(name):
    """A name, and the short one before its colon or after its publisher: "JAMA: The Journal of the …"."""
    publisher, _, own = name.partition(". ")
    short = own if own and "." not in own and len(publisher.split()) >= FEWEST_OF_A_PUBLISHER else name.partition(":")[0]
    return (name, short) if len(short) < len(name) and short.strip() else (name,)


def _agreement(found):
    return found[0]


def abbreviates(short: str, word: str) -> bool:
    """Whether one of the two can stand for the other in a journal's short name.

    >>> abbreviates("natl", "national"), abbreviates("hlth", "health"), abbreviates("socio", "social")
    (True, True, False)
    """
    if short[0] != word[0]:
        return False
    if len(short) > len(word):
        short, word = word, short
    if word.startswith(short):
        return True
    if len(short) >= 5 and fuzz.ratio(short, word) >= TYPING_ERROR:
        return True
    if len(short) < 2 or len(short) == len(word):
        return False
    letters = iter(word)
    return all(letter in letters for letter in short)


def _find(said, name, outside):
    folded = fold(name).split()
    words = [word for word in folded if word not in SMALL_WORDS] or folded
    if not words:
        return 0.0, ()
    best = (0.0, ())
    starts = words[:2] if len(words) > 2 else words[:1]
    letters = {word[0] for word in starts}
    for place, word in enumerate(said.words):
        if word[0] not in letters or place in outside:
            continue
        for skipped in range(len(starts)):
            if abbreviates(word, words[skipped]) and (len(word) > 1 or len(words) > skipped + 1):
                best = max(best, _walk(said, words, place, skipped, outside), key=_agreement)
        if best[0] == 1.0:
            return best
    return max(best, _acronym(said, folded, words, outside), _run(said, folded, words, outside), key=_agreement)


def _walk(said, words, place, skipped, outside):
    """Follow the container's words through the text from *place* on."""
    used, following = [place], skipped + 1
    step = place + 1
    while following < len(words) and step < len(said.words) and step not in outside:
        word = said.words[step]
        if abbreviates(word, words[following]):
            used.append(step)
            following += 1
        elif following + 1 < len(words) and len(word) > 1 and abbreviates(word, words[following + 1]):
            used.append(step)
            following += 2
        elif word not in SMALL_WORDS:
            break
        step += 1
    share = len(used) / len(words)
    if len(words) == 1 and said.words[place] != words[0] and len(said.words[place]) < 4:
        return 0.0, ()
    share = min(1.0, share + (0.04 if skipped else 0))
    goes_on = _goes_on(said, used[-1], outside)
    if share < 1 and len(used) >= 2 and not goes_on:
        share += (1 - share) / 2
    if goes_on:
        share *= 0.85 if len(used) >= 3 else 0.45 if len(used) == 1 else 0.7
    letters = sum(len(said.words[p]) for p in used)
    return (share if letters >= 3 else share / 2), tuple(used)


def _goes_on(said, place, outside):
    """Whether the name in the text goes on after the words that were found."""
    step = place + 1
    if step >= len(said.words) or step in outside or said.between(place).strip(" &"):
        return False
    if said.words[step] in SMALL_WORDS:
        step += 1
        if step >= len(said.words) or said.between(step - 1).strip():
            return False
    word = said.words[step]
    return len(word) > 2 and word.isalpha() and word not in _NOT_NAMES and not roman(word)


_NOT_NAMES = frozenset(
    (
        "vol bd nos art pag volume band tome issue pages page january february march april june july "
        "august september october november december jan feb mar apr jun jul aug sep sept oct nov dec"
    ).split()
)


def _acronym(said, folded, words, outside):
    for letters in dict.fromkeys(("".join(w[0] for w in folded), "".join(w[0] for w in words))):
        if len(letters) >= 3 and letters in said.words and (place := said.words.index(letters)) not in outside:
            return 0.9, (place,)
    return 0.0, ()


def _run(said, folded, words, outside):
    """Find a name whose blanks were lost or doubled, or with a few wrong letters."""
    runs = dict.fromkeys(("".join(folded), "".join(words)))
    found = [_look(said, run) for run in runs if 10 <= len(run) <= len(said.run)]
    found = max((each for each in found if each), key=lambda each: each.score, default=None)
    if not found:
        return 0.0, ()
    places = range(said.place(found.dest_start), said.place(max(found.dest_start, found.dest_end - 1)) + 1)
    if outside and places.start in outside:
        return 0.0, ()
    return found.score / 100, tuple(places)


def _look(said, run):
    cutoff = GARBLED if len(run) < LONG_NAME else GARBLED_LONG
    return fuzz.partial_ratio_alignment(run, said.run, score_cutoff=cutoff)
