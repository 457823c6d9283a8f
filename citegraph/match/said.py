"""What a reference says, taken apart once so that many works can be held against it."""

import html
import re
from bisect import bisect_right
from dataclasses import dataclass

from citegraph.identifiers import find_dois
from citegraph.model import Reference, fold, plain
from citegraph.read.dates import ACCESS_DATE, days
from citegraph.read.repair import without_thousands

_LINKS = re.compile(
    r"(?:https?:|www\.)\S+|\bPMC\s?\d+|\bPMID\W{0,3}\d+|\barXiv\W{0,2}\S*\d\S*|\bIS[SB]N\W{0,3}[\dXx-]{8,17}",
    re.IGNORECASE,
)
_LINK_LABELS = re.compile(
    r"\[(?:J|M|C|D|R|P|N|S|Z|A|EB/OL|J/OL|M/OL|DB/OL|CrossRef|PubMed|Google Scholar)\]|\bdoi\s*[:：]", re.IGNORECASE
)
_LABEL = re.compile(r"\s*(?:[\[(]\d{1,4}[\])]|\d{1,3}[.)]?(?=\s*[\"“'‘«]?[A-Z]))")
_WORD = re.compile(r"[^\W_]+")
_NUMBER = re.compile(r"\d+")
_CONFUSED = re.compile(r"(?=.*\d)[\dlIoO]{2,}")
# A letter o or l within a word that a scan took for a digit.
_LETTER_FOR_DIGIT = re.compile(r"[^\W\d_]{3,}[01][^\W\d_]+")
_MENDED = str.maketrans("lIoO", "1100")
_ROMAN = re.compile(r"(?=[ivxlc])c{0,3}(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})")
_ROMAN_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
SMALL_WORDS = frozenset(
    (
        "a an and the of on in for to at by with from und der die das des fur en et de la le les du del "
        "di da do dos das e y el los las i och og van voor het"
    ).split()
)
_TERMS = frozenset(
    "pages page volume vol issue number edited editor editors eds edition press publisher "
    "publishers university available "
    "from retrieved accessed http https online epub print ahead with this that into their band heft seiten tome series "
    "january february march april june july august september october november december sept "
    "proceedings conference journal".split()
)
FIRST_YEAR, LAST_YEAR = 1500, 2100
# Of a longer text, which no single reference is, the rest is not looked at.
EXAMINED = 3000


@dataclass(frozen=True, slots=True)
class Number:
    """A run of digits: its value as printed, its word, and that word's place."""

    digits: str
    word: str
    place: int


@dataclass(frozen=True, slots=True)
class Said:
    """A reference's text as words, as one run of letters, and as numbers.

    Attributes
    ----------
    plain
        The text without accents, markup, identifiers and links.
    words, starts, ends
        Its words in lower case, and where each stands in `plain`.
    run, at
        The words with nothing between them, and where each begins in that run:
        what finds a title whose blanks were lost or doubled.
    numbers
        Every run of digits but a leading list number and the days of dates.
    digits
        Every run of digits once blanks between them are closed.
    numerals
        The values of words that are roman numerals; of single letters only v and x count.
    telling
        Places of the words that speak for one work rather than another.
    long
        Words of three letters or more, with their places: what a misprinted name may be.
    years
        What could be a year, the parsed one first.
    """

    reference: Reference
    plain: str
    words: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    run: str
    at: tuple[int, ...]
    numbers: tuple[Number, ...]
    digits: frozenset[str]
    numerals: frozenset[int]
    telling: tuple[int, ...]
    long: tuple[tuple[int, str], ...]
    years: tuple[int, ...]

    def place(self, position):
        """The index of the word that covers this position of `run`."""
        return max(0, bisect_right(self.at, position) - 1)

    def between(self, place):
        """What stands between a word and the next."""
        return self.plain[self.ends[place] : self.starts[place + 1]] if place + 1 < len(self.words) else ""

    def lower_case(self, place):
        """Whether the word at *place* begins with a small letter."""
        return self.plain[self.starts[place]].islower()


def listen(reference: Reference) -> Said:
    """Take a reference apart.

    A field that its text does not show is added to the text, so that a
    deposit's loose fields and a printed string are read the same way.

    >>> said = listen(Reference("[12] Åsad S. Peer support. CMHJ. 2016a;52(7):767-74. doi:10.1007/x"))
    >>> said.words
    ('12', 'asad', 's', 'peer', 'support', 'cmhj', '2016a', '52', '7', '767', '74')
    >>> [number.digits for number in said.numbers]
    ['2016', '52', '7', '767', '74']
    """
    text = _with_fields(reference)[:EXAMINED]
    if "&" in text:
        text = html.unescape(html.unescape(text))
    text = plain(without_identifiers(text))
    matches = list(_WORD.finditer(text))
    words = tuple(_mended(match.group()) for match in matches)
    at, position = [], 0
    for word in words:
        at.append(position)
        position += len(word)
    label = _LABEL.match(text)
    labelled = label.end() if label else 0
    dated = days(text)
    numbers = tuple(
        Number(digits.group().lstrip("0") or "0", word, place)
        for place, word in enumerate(words)
        if matches[place].start() >= labelled and not _LETTER_FOR_DIGIT.fullmatch(word)
        for digits in _NUMBER.finditer(word)
        if not any(start <= matches[place].start() + digits.start() < end for start, end in dated)
    )
    starts, ends = tuple(m.start() for m in matches), tuple(m.end() for m in matches)
    digits = frozenset(_NUMBER.findall(text.replace(" ", "")))
    numerals = frozenset(value for word in words if (len(word) > 1 or word in "vx") and (value := roman(word)))
    telling = tuple(place for place, word in enumerate(words) if _tells(word))
    long = tuple((place, word) for place, word in enumerate(words) if len(word) >= 3)
    run = "".join(words)
    years = [int(n.digits) for n in numbers if len(n.digits) == 4 and FIRST_YEAR < int(n.digits) < LAST_YEAR]
    years = tuple([reference.year, *years] if reference.year else years)
    return Said(reference, text, words, starts, ends, run, tuple(at), numbers, digits, numerals, telling, long, years)


def _tells(word):
    return len(word) >= 4 and word.isalpha() and word not in _TERMS and word not in SMALL_WORDS and not roman(word)


def without_identifiers(text: str) -> str:
    """Return *text* without its DOIs, links, archive numbers, link labels and days of access.

    >>> without_identifiers("Repper J. Review [J]. 2011. PMID: 21770786 https://doi.org/10.3109/0963823").split()
    ['Repper', 'J.', 'Review', '.', '2011.']
    """
    for found in reversed(find_dois(text) if "10." in text else ()):
        text = f"{text[: found.start]} {text[found.end :]}"
    return ACCESS_DATE.sub(" ", _LINK_LABELS.sub(" ", _LINKS.sub(" ", text)))


def roman(word: str) -> int | None:
    """Return the value of a roman numeral in lower case, or `None`.

    >>> roman("xiv"), roman("ill"), roman("")
    (14, None, None)
    """
    if not word or not _ROMAN.fullmatch(word):
        return None
    values = [_ROMAN_VALUES[letter] for letter in word]
    return sum(-value if value < max(values[i:]) else value for i, value in enumerate(values))


def _with_fields(reference):
    text = without_thousands(reference.text)
    said, missing = fold(text), []
    first = reference.authors[0].family if reference.authors else None
    if first and fold(first) not in said:
        missing.append(first)
    for value in (reference.title, reference.container):
        if value and fold(value)[:40] not in said:
            missing.append(value)
    for value in (reference.year, reference.volume, reference.issue, reference.pages, reference.article_number):
        if value and (number := _NUMBER.search(str(value))) and number.group() not in said:
            missing.append(str(value))
    if missing[:1] == [first]:
        return ". ".join((first, text, *missing[1:]))
    return ". ".join((text, *missing))


def _mended(word):
    """Lower-case a word; digits that a scan took for letters become digits again."""
    return word.translate(_MENDED).lower() if _CONFUSED.fullmatch(word) else word.lower()
