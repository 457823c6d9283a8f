"""Year, volume, issue and pages: the numbers by which a reference says where a work stands.

Numbers are read in *runs*: stretches of numbers, labels and punctuation with
no other word between them.  A label says what its number is; otherwise order
and punctuation do, in much the same way in every style.
"""

import re
from dataclasses import dataclass, field

from citegraph.read.vocabulary import CONNECTIVES, LABELS, MONTHS

LATEST_YEAR = 2039
EARLIEST_YEAR = 1500
_DASH = "-–—‑‐−~～"
_TOKEN = re.compile(
    # Most tokens are words that can be nothing else.
    r"(?P<long>(?=[^\W\d_]{4})(?![IVXLCDM]{4}|[nN]º)[^\W\d_]+(?:['’][^\W\d_]+)*)"
    rf"|(?P<date>(?<![\w-])(?:1[5-9]|20)\d\d-(?:0[1-9]|1[0-2])-[0-3]\d(?![\w-]))"
    rf"|(?P<number>(?<![\w’\'])(?!\d+(?:st|nd|rd|"
    rf"th)\b)[A-Za-z]{{0,3}}\d{{1,12}}(?:[./]\d{{1,6}})*[A-Za-z]{{0,2}}(?:\s?[{_DASH}]{{1,2}}\s?[A-Za-z]{{0,3}}\d{{1,9}}(?:\.\d{{1,6}})?[A-Za-z]{{0,2}})?(?![^\W_]))"
    rf"|(?P<slashed>(?<!\d)\d{{4}}[-/.]\d\d?[-/.]\d\d?(?!\d))"
    rf"|(?P<roman>\b[IVXLCDM]{{1,9}}\b(?=\s*[,.(;:]))"
    rf"|(?P<word>[nN][°º]|№|[^\W\d_]+(?:['’][^\W\d_]+)*)"
    rf"|(?P<mark>\x00+|[^\w\s])"
)
# A statement has a dozen tokens; only the last of a longer stretch are looked at.
_LONGEST_RUN = 80
_YEAR = re.compile(r"((?:1[5-9]|20)\d\d)[a-z]?$")
_DATE = re.compile(
    r"(?:\d{1,2}\.)?(?:0?[1-9]|1[0-2])\.((?:1[5-9]|20)\d\d)$|((?:1[5-9]|20)\d\d)[-/.](?:0?[1-9]|"
    r"1[0-2])[-/.]\d\d?$"
)
_RANGE = re.compile(
    rf"([A-Za-z]{{0,3}})(\d+[\d.]*)([A-Za-z]{{0,2}})\s?[{_DASH}]{{1,2}}\s?([A-Za-z]{{0,3}})(\d+[\d.]*)([A-Za-z]{{0,2}})$"
)


@dataclass(slots=True)
class Number:
    """One number of a run: what is printed, where, and what stands around it."""

    text: str
    start: int
    end: int
    label: str | None = None
    before: str = ""
    bracketed: bool = False
    dated: bool = False
    roman: bool = False

    @property
    def ranged(self):
        return bool(_RANGE.match(self.text))

    @property
    def year_range(self):
        """Whether this is a span of years, such as 1989–2009."""
        match = _RANGE.match(self.text)
        return bool(match and _YEAR.match(match[2]) and _YEAR.match(match[5]) and match[2] < match[5])

    @property
    def year(self):
        """The year this number may be, or `None`."""
        if match := _YEAR.match(self.text):
            year = int(match[1])
        elif match := _DATE.match(self.text):
            year = int(match[1] or match[2])
        else:
            return None
        return year if EARLIEST_YEAR <= year <= LATEST_YEAR else None


@dataclass(slots=True)
class Run:
    """Numbers with no foreign word between them, and what they are taken to be."""

    start: int
    end: int
    numbers: list[Number]
    fields: dict = field(default_factory=dict)
    score: float = 0.0
    between: tuple[int, int] | None = None
    volume_first: bool = False


def number_runs(text, start, end):
    """The runs of numbers in `text[start:end]`, in order."""
    runs, current, numbered = [], [], False
    for match in _TOKEN.finditer(text, start, end):
        kind = match.lastgroup
        if kind == "word" or kind == "long":
            stays = _stays_in_run(match, text)
            kind = "word"
        elif kind == "mark":
            stays = match.group() in ",;:.()[]/-–—‑<>°º&="
        else:
            stays = numbered = True
        if stays:
            current.append((kind, match))
        elif current:
            if numbered:
                runs.append(_run(text, current))
            current, numbered = [], False
    if numbered:
        runs.append(_run(text, current))
    return [run for run in runs if run]


def merge_runs(runs, text):
    """Join, in place, two runs of one statement: "13 Nature Communications 6419", "123 (7). Elsevier: 930–32"."""
    place = 0
    while place + 1 < len(runs):
        one, two = runs[place], runs[place + 1]
        if kind := _one_statement(one, two, text):
            two.between, two.volume_first = (one.end, two.start), kind == "container"
            two.numbers[:0] = one.numbers
            two.start = one.start
            if kind == "container":
                _volume_before_container(one, two)
            del runs[place]
        else:
            place += 1


# Capitalised or abbreviated words and the small ones between them, as in "J. Am. Chem. Soc.".
_CONTAINER_BETWEEN = re.compile(
    r"\s(?:(?:[A-ZÀ-Þ(][^\W\d_]*(?:[-'’&.][^\W\d_]+)*\.?[:)]{0,2}|of|the|and|in|for|on|to|de|la|des|"
    r"der|und|et|voor|van|für|fur|för|zur|della|di|du|do|da|i|y|e|&|–|-|"
    r"e[A-Z]\w+)[\s,]{1,2}){1,14}\(?"
)


def _one_statement(one, two, text):
    """Whether two runs belong together, and what the words between them name."""
    gap = re.sub(r"^\s\([^()]{1,20}\)", "", text[one.end : two.numbers[0].start])
    words = re.findall(r"[^\W\d_]+", gap)
    if not words or len(words) > 14 or "\x00" in gap or not words[0][0].isupper():
        return None
    before = text[: one.start].rstrip()[-1:]
    last = one.numbers[-1]
    if _is_volume(one, two, before) and _CONTAINER_BETWEEN.fullmatch(gap) and not text[two.end :].strip(" .,\x00><"):
        return "container"
    if len(words) <= 8 and (before.isalpha() or before in ",.)"):
        labelled = last.label in ("volume", "issue") and two.numbers[-1].label
        stopped = gap.startswith(". ") and gap.rstrip().endswith(":") and not last.ranged
        return "publisher" if labelled or stopped else None
    return None


def _is_volume(one, two, before):
    """Whether a run is a volume that stands before its container, and the next one the pages after it."""
    last = one.numbers[-1]
    if last.label or two.numbers[0].label or len(one.numbers) > 2 or len(two.numbers) > 2 + _is_pinpointed(two.numbers):
        return False
    if last.bracketed and (len(one.numbers) == 1 or last.year):
        return False
    year_alone = last.year and len(one.numbers) == 1
    dated_after = before == ")" or any(number.bracketed and number.year for number in two.numbers)
    return before in ',”’"»“.)' and (dated_after or not year_alone)


def _is_pinpointed(numbers):
    """Whether a page, the very page that is meant, and the year in brackets are all: "1491, 1493 (1987)"."""
    return [number.bracketed for number in numbers] == [False, False, True] and bool(numbers[2].year)


def _volume_before_container(one, two):
    one.numbers[-2 if one.numbers[-1].bracketed else -1].label = "volume"
    if one.numbers[-1].bracketed:
        one.numbers[-1].label = "issue"
    first = two.numbers[len(one.numbers)]
    if not first.label and not first.bracketed:
        first.label = "pages"
    if _is_pinpointed(two.numbers[len(one.numbers) :]):
        del two.numbers[len(one.numbers) + 1]


_NUMBER_SOON = re.compile(r"[.:]?\s?[\w(]{0,3}\d")


def _stays_in_run(match, text):
    word = match.group().lower()
    if word in LABELS:
        return len(word) > 1 or bool(_NUMBER_SOON.match(text, match.end(), match.end() + 8))
    return word in MONTHS or word in CONNECTIVES


def _run(text, tokens):
    tokens = tokens[-_LONGEST_RUN:]
    numbers, label, depth, month = [], None, 0, False
    while tokens and (tokens[0][1].group() in ",;:.)" or _lone_letter(tokens[0], text)):
        tokens = tokens[1:]
    first = next((place for place, (kind, _) in enumerate(tokens) if kind in ("number", "date", "slashed", "roman")), None)
    if first is None:
        return None
    for place, (kind, match) in enumerate(tokens):
        word = match.group()
        if kind == "word":
            lowered = word.lower()
            if lowered in LABELS:
                label = LABELS[lowered] if _believable(lowered, word, place, first, text, match) else label
            month = month or lowered in MONTHS
        elif kind == "mark":
            depth += (word in "([") - (word in ")]")
            month = month and word not in ";("
        else:
            last_end = numbers[-1].end if numbers else tokens[0][1].start()
            number = Number(
                word,
                match.start(),
                match.end(),
                label,
                text[last_end : match.start()],
                depth > 0,
                month,
                kind == "roman",
            )
            _split_label(number)
            label, month = None, False
            numbers.append(number)
    begin = tokens[0][1].start()
    end = numbers[-1].end + (1 if text[numbers[-1].end : numbers[-1].end + 1] in (")", "]") else 0)
    return Run(begin, end, numbers)


def _lone_letter(token, text):
    """Whether this is a letter of a name ("Phys Rev D", "D.C.") rather than a Roman numeral."""
    kind, match = token
    return kind == "roman" and len(match.group()) == 1 and not re.match(r"\s\(\d", text[match.end() : match.end() + 3])


def _believable(label, printed, place, first, text, match):
    """Whether a one-letter label is one, rather than the initial of a name."""
    if len(label) > 1 and not label.isupper():
        return True
    if len(label) > 1 or not printed.isupper() or not printed.isascii():
        return True
    after = text[match.end() : match.end() + 16]
    return place > first or bool(re.match(rf"\.?\s?\w*\d+\s?[{_DASH}]\s?\w*\d", after))


_GLUED_LABEL = re.compile(r"(V|v|vol|pp?|P|PP|N)(?=\d)")


def _split_label(number):
    """Take off a label printed without a blank: "V21", "p340–348", "pp42"."""
    if match := _GLUED_LABEL.match(number.text):
        field_name = {"v": "volume", "vol": "volume", "n": "issue"}.get(match[1].lower(), "pages")
        if number.label in (None, field_name):
            number.label = field_name
            number.start += match.end()
            number.text = number.text[match.end() :]


def read_run(run, text, year_known):
    """Decide what each number of *run* is, and how sure its looks make us."""
    numbers = list(run.numbers)
    fields = run.fields
    for number in numbers:
        if number.label and number.label not in fields and not (number.year and _DATE.match(number.text)):
            fields[number.label] = number
            run.score += 1.5
    rest = [number for number in numbers if fields.get(number.label) is not number]
    year = None if year_known else _year_of(rest)
    if year:
        fields["year"] = year
        run.score += 1.5 if year.bracketed or year.dated else 1
    rest = [
        number for number in rest if number is not year and not _day(number, numbers) and not _DATE.match(number.text)
    ]
    if year_known and len(rest) > 1:
        rest = [number for number in rest if not (number.year == year_known and (number.bracketed or number.dated))]
    _by_position(rest, fields, text, numbers[-1].start)
    if "pages" in fields:
        run.score += 1.5 if fields["pages"].ranged else 0.5
    run.score += 1.0 * ("volume" in fields) + 0.5 * ("issue" in fields)


_DAYS = re.compile(rf"(\d{{1,2}})(?:\s?[{_DASH}]\s?\d{{1,2}})?")


def _day(number, numbers):
    """A day of the month: beside a month, and no larger than 31."""
    days = _DAYS.fullmatch(number.text)
    if number.label or not days or not 1 <= int(days[1]) <= 31:
        return False
    place = numbers.index(number)
    following = numbers[place + 1] if place + 1 < len(numbers) else None
    if following is not None and following.dated and following.year:
        return number.bracketed == following.bracketed
    if following is not None and number.dated and following.year and "," in following.before:
        return True
    return number.dated and place > 0 and not number.bracketed and numbers[place - 1].year is not None


def _year_of(numbers):
    years = [number for number in numbers if number.year and not number.ranged and not number.text.endswith(".")]
    if not years:
        return None

    def likeness(number):
        place = numbers.index(number)
        after_colon = ":" in number.before and place > 0
        return (
            2 * number.bracketed + 1.5 * number.dated + (1 if _DATE.match(number.text) else 0) - 2 * after_colon,
            -place,
        )

    return max(years, key=likeness)


def _by_position(rest, fields, text, last_start):
    rest = [number for number in rest if not number.label]
    rest = [
        number
        for number in rest
        if not number.roman or number.end < last_start and (len(number.text) > 1 or text[number.end] != ".")
    ]
    for number in list(rest):
        if "volume" not in fields and (match := re.fullmatch(r"(\d{1,4})\.(\d{1,3})", number.text)):
            cut = number.start + match.start(2)
            fields["volume"] = Number(match[1], number.start, cut - 1)
            fields.setdefault("issue", Number(match[2], cut, number.end))
            rest.remove(number)
    if len(rest) > 1 and rest[0].bracketed and not rest[1].bracketed and rest[1].before == ")" and not rest[0].ranged:
        fields.setdefault("volume", rest[0])
        fields.setdefault("issue", rest[1])
        rest = rest[2:]
    rest = [number for number in rest if not (number.year_range and "volume" not in fields and len(rest) == 1)]
    if "pages" not in fields:
        ranged = [number for number in rest if number.ranged and not number.bracketed]
        if not ranged and "volume" in fields:
            ranged = [number for number in rest if number.ranged and ("issue" in fields or not number.bracketed)]
        if ranged and not (
            ranged[-1] is rest[0] and len(rest) > 1 and not rest[-1].bracketed and ":" in rest[-1].before
        ):
            fields["pages"] = ranged[-1]
            rest.remove(ranged[-1])
    for number in list(rest):
        place = rest.index(number)
        if (
            number.bracketed
            and "issue" not in fields
            and (place > 0 or "volume" in fields or "pages" in fields or len(rest) > 1)
        ):
            fields["issue"] = number
            rest.remove(number)
    plain = [number for number in rest if not number.bracketed] or rest
    if "pages" not in fields and "article" not in fields:
        last = plain[-1] if plain else None
        if last and ("volume" in fields or len(plain) > 1 or ":" in last.before or _article_like(last)):
            fields["pages"] = last
            plain = plain[:-1]
    for number in plain:
        if number.year and not ({"pages", "article"} & fields.keys()):
            continue
        if "volume" not in fields and len(number.text) <= 9 and not _article_like(number) and not number.bracketed:
            fields["volume"] = number
        elif (
            "issue" not in fields
            and "volume" in fields
            and number.start > fields["volume"].start
            and len(number.text) <= 9
        ):
            fields["issue"] = number


_ARTICLE = re.compile(r"[A-Za-z]+\d{3,}|\d{6,}")


def _article_like(number):
    return bool(_ARTICLE.fullmatch(number.text)) and not number.roman


def expand_pages(pages):
    """A page range as "first-last", with the digits that printing left out.

    >>> expand_pages("1425–37"), expand_pages("S7-11"), expand_pages("e17053")
    ('1425-1437', 'S7-S11', 'e17053')
    """
    match = _RANGE.match(pages)
    if not match:
        return pages
    letters, first, tail, second_letters, last, second_tail = match.groups()
    if first.isdigit() and last.isdigit() and len(last) < len(first):
        last = first[: len(first) - len(last)] + last
    return f"{letters}{first}{tail}-{second_letters or letters}{last}{second_tail}"
