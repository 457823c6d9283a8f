"""Hold a reference against a work, field by field.

Both ways: each of the work's fields is looked for in the whole text, since a
messy string may be parsed wrongly, and what the text says beyond the work is
evidence too, since it speaks for another work.
"""

import re
from collections.abc import Iterator

from rapidfuzz import fuzz

from citegraph.match.authors import hold_authors, names_of
from citegraph.match.containers import find_container
from citegraph.match.said import Said, listen, roman
from citegraph.match.titles import find_title, main_title
from citegraph.model import Evidence, Reference, Work, fold

NEAR_YEAR = 0.5
SURE_TITLE = 0.85
OTHER_LETTER = 0.7
# How alike a book's title and what is named as the book must look, in percent.
THE_BOOK = 90
DAMAGED, DAMAGED_SHORT = 0.8, 0.64
_PAGE = re.compile(r"([^\W\d_]*)(\d+)([^\W\d_]?)")
_DASH = re.compile(r"\s*[-‐-―–—?~〜～]+\s*")
_SPELLED = re.compile(r"(?<!\d)(\d+)[.:](?:\d+[.<(])?(\d+)(?:$|::|\))")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
# What parts the halves of one number: in the text a blank, and of pages whose record lost its dash a dash.
_BLANK, _BLANK_OR_DASH = re.compile(" "), re.compile(r" |\s*[-‐-―–—?]+\s*")


def compare(reference: Reference, work: Work) -> tuple[Evidence, ...]:
    """Hold each field the reference states, or its text can confirm, against the work.

    The fields are `title` (wherever the text has it), `whole_title` (as it was
    parsed), `title_rest` (what the text says right before or after the title,
    as "An update of"), `title_words` (words it has others for), `part`
    (numerals in the title), `first_author`, `initial`, `other_authors`,
    `unknown_authors` (those of the text that a work with several authors
    lacks), `container`, `year`, `volume`, `issue`,
    `first_page`, `last_page`, and what the work cannot explain:
    `other_numbers`, `other_words`.  `unsaid` is the place of the work where
    the text prints none.  A field that either side lacks is left out otherwise.

    >>> from citegraph.model import Author
    >>> work = Work("10.1/a", "Co-citation in the scientific literature", (Author("Small", "Henry"),), 1973,
    ...             container="Journal of the American Society for Information Science", volume="24", pages="265-269")
    >>> said = Reference("Small H. Cocitation in the scientific literature. J Am Soc Inf Sci. 1974;24:265-9.")
    >>> for evidence in compare(said, work):
    ...     print(f"{evidence.field} {evidence.agreement:.1f}: {evidence.claimed} | {evidence.found}")
    title 1.0: cocitation in the scientific literature | Co-citation in the scientific literature
    first_author 1.0: small | Small
    initial 1.0: h | Henry
    container 1.0: j am soc inf sci | Journal of the American Society for Information Science
    year 0.5: 1974 | 1973
    first_page 1.0: 265 | 265
    last_page 1.0: 9 | 269
    volume 1.0: 24 | 24
    """
    return hold(listen(reference), work)


def hold(said: Said, work: Work) -> tuple[Evidence, ...]:
    """Hold a reference that was taken apart against a work; see `compare`."""
    return tuple(_hold(said, work))


def _hold(said, work) -> Iterator[Evidence]:
    names, explained = names_of(work), set()
    containers = tuple(dict.fromkeys(name for name in (work.container, *work.containers) if name))
    title = find_title(said, work, names) if work.title else None
    where = range(0) if work.title else _claimed_title(said)
    if where and _is_container(said, containers, where):
        where = range(0)
    explained.update(where)
    if title and title.agreement >= 0.6 and not containers and _is_its_book(said.reference, work):
        title = None
        yield Evidence("title", said.reference.title, work.title, 0.0)
    if title:
        if 0.6 <= title.agreement < SURE_TITLE and _is_container(said, containers, title.places):
            yield from (item for item in title.evidence if item.field == "whole_title")
            yield Evidence("title", said.reference.title or "", work.title, 0.0)
            title = None
        else:
            yield from title.evidence
        if title and title.agreement >= 0.6:
            explained.update(title.places)
            where = title.places if isinstance(title.places, range) else range(0)
    yield from hold_authors(said, work, where, explained, names)
    named = ()
    if containers:
        agreement, places = find_container(said, containers, where)
        if agreement >= 0.5:
            explained.update(places)
            named = places
        claimed = " ".join(said.words[place] for place in places) or said.reference.container or ""
        yield Evidence("container", claimed, containers[0], round(agreement, 3))
    left = [n for n in said.numbers if n.place not in where and (n.place not in named or _glued(n, containers))]
    left = [n for n in left if not _cut(said, n, work)]
    yield from _numbers(said, work, left)
    if left:
        yield Evidence(
            "other_numbers", " ".join(n.digits for n in left), "", round(1 - len(left) / len(said.numbers), 3)
        )
    yield from _other_words(said, work, where, explained, names)
    yield from _unsaid(said, work, where)


def _glued(number, containers):
    """Whether a number only lost its blank to the name before it: "Fabula53"."""
    return not number.word.isdigit() and not any(number.digits in name for name in containers)


def _cut(said, number, work):
    """Whether the text breaks off within a number of the work: "2014, 1" for volume 19."""
    if number is not said.numbers[-1] or not _breaks_off(said, number.digits):
        return False
    values = (*map(str, work.years), str(work.year or ""), work.volume, work.issue, work.pages, work.article_number)
    numbers = {digits for value in values if value for digits in re.findall(r"\d+", value)}
    return number.digits not in numbers and any(whole.startswith(number.digits) for whole in numbers)


def _breaks_off(said, digits):
    return said.plain.rstrip().endswith(digits)


def _unsaid(said, work, where):
    """Volume and page that the record has where the text has no number outside its title left to be one."""
    years = {str(year) for year in (*work.years, work.year) if year}
    silent = [value for value in (work.volume, work.pages or work.article_number) if value]
    if silent and not said.reference.volume and all(n.digits in years for n in said.numbers if n.place not in where):
        yield Evidence("unsaid", "", ", ".join(silent), 0.0)


def _claimed_title(said):
    """Where the title stands as it was parsed: what a record without a title cannot be held against."""
    words = tuple(fold(said.reference.title).split()) if said.reference.title else ()
    for place in range(len(said.words) - len(words) + 1 if len(words) > 2 else 0):
        if said.words[place : place + len(words)] == words:
            return range(place, place + len(words))
    return range(0)


def _is_container(said, containers, places):
    """Whether what looks like the title is rather the name of the container, which stands nowhere else."""
    agreement, there = find_container(said, containers, range(0))
    if agreement < 0.9 or len(set(there) & set(places)) * 2 <= min(len(there), len(places)):
        return False
    return not isinstance(places, range) or find_container(said, containers, places)[0] < 0.9


def _is_its_book(reference, work):
    """Whether the work's title is what the reference names as the book that its own title stands in."""
    if not reference.title or not reference.container:
        return False
    book, titles = fold(reference.container), (fold(work.title), fold(main_title(work.title)))
    in_it = any(fuzz.ratio(book, title) >= THE_BOOK or book.endswith(f" {title}") for title in titles)
    return in_it and fuzz.ratio(fold(reference.title), titles[0]) < THE_BOOK


def _numbers(said, work, left):
    years = [year for year in (*work.years, work.year) if year]
    if years:
        yield from _year(said, years, left)
    page = _first_page(work)
    paged = tuple(_pages(said, work, page, left)) if page else ()
    if not paged and (spelled := spelled_page(work)):
        paged = tuple(_pages(said, work, _PAGE.search(spelled), left))
    if not page and work.pages and roman(fold(work.pages).partition(" ")[0]):
        if fold(work.pages).partition(" ")[0] in said.words:
            yield Evidence("first_page", fold(work.pages).partition(" ")[0], work.pages, 1.0)
    values = [(name, value) for name in ("volume", "issue") if (value := getattr(work, name))]
    counted = [item for name, value in values for item in _count(said, name, value, left, years)]
    if not years and said.years:
        _take(left, str(said.years[0]))
    printed = {str(year) for year in years}
    left[:] = [number for number in left if number.digits not in printed]
    _take_unknown(said, work, left, "issue")
    if page and not paged:
        paged = tuple(_other_page(said, work, page, left))
    _take_unknown(said, work, left, "volume")
    yield from (*paged, *counted)


def _take_unknown(said, work, left, name):
    """A number of the text speaks for no other work where a record lacks the field it was read as, and might have it."""
    if work.container and not getattr(work, name) and (digits := _digits(getattr(said.reference, name))):
        _take(left, digits)


def _take(left, digits, word=None):
    """Take a number, best as this word, out of those not yet explained; `None` if it is not there."""
    same = [number for number in left if number.digits == digits]
    if not same:
        return None
    taken = next((number for number in same if number.word == word), same[0])
    left.remove(taken)
    return taken


def _take_damaged(said, left, digits, parted=_BLANK):
    """Take a number that a blank or a comma cut in two ("1 90"), or with a letter for one of its digits ("19S4")."""
    if len(digits) < 2:
        return None
    for first, second in zip(left, left[1:], strict=False):
        if second.place - first.place == 1 and first.digits + second.word == digits:
            between = said.between(first.place)
            if parted.fullmatch(between) or between == "," and len(second.word) == 3:
                left[:] = [number for number in left if number not in (first, second)]
                return f"{first.word} {second.word}"
    for number in left:
        if len(number.word) == len(digits):
            other = [there for there, digit in zip(number.word, digits, strict=True) if there != digit]
            if len(other) == 1 and other[0].isalpha():
                left[:] = [each for each in left if each.place != number.place]
                return number.word
    return None


def _year(said, years, left):
    for year in years:
        if _take(left, str(year)) or said.reference.year == year or str(year) in said.digits:
            if str(year) not in (number.digits for number in said.numbers):
                _take_damaged(said, left, str(year))
            yield Evidence("year", str(year), str(year), 1.0)
            return
    for year in years:
        if taken := _take_damaged(said, left, str(year)):
            yield Evidence("year", taken, str(year), DAMAGED)
            return
    claims = said.years
    for claim in claims:
        if any(abs(claim - year) == 1 for year in years):
            _take(left, str(claim))
            yield Evidence("year", str(claim), str(years[0]), NEAR_YEAR)
            return
    if claims:
        _take(left, str(claims[0]))
        yield Evidence("year", str(claims[0]), str(min(years, key=lambda year: abs(year - claims[0]))), 0.0)


def _first_page(work):
    for printed in (work.article_number, work.pages):
        if printed and (match := _PAGE.search(fold(_THOUSANDS.sub("", printed)).replace(" ", "-"))):
            return match
    return None


def spelled_page(work: Work) -> str | None:
    """Return the first page that a work's DOI ends with, where its volume stands before it.

    >>> spelled_page(Work("10.1093/biomet/57.1.97", volume="57")), spelled_page(Work("10.1037/h0020071", volume="80"))
    ('97', None)
    """
    if not work.volume or work.volume not in work.doi:
        return None
    return next((page for volume, page in _SPELLED.findall(work.doi) if volume == work.volume), None)


def _pages(said, work, page, left):
    first = page[2].lstrip("0") or "0"
    printed = "".join(page.groups())
    last = _last_page(work.pages, first)
    ends = [number for number in left if _ends_range(said, number)]
    if taken := _page_among([number for number in left if number not in ends], first, printed, said):
        left.remove(taken)
        same = taken.word == printed or not (page[1] or page[3]) and taken.word.isdigit()
        yield Evidence("first_page", taken.word, printed, 1.0 if same else OTHER_LETTER)
        yield from _last(said, taken, last, left)
        return
    for index, number in enumerate(left):
        rest = number.digits.removeprefix(first)
        if not 0 < len(rest) < len(number.digits):
            continue
        if last and last.endswith(rest) or not last and len(rest) == len(first) > 1 and int(rest) > int(first):
            last = last or rest
            del left[index]
            yield Evidence("first_page", number.digits, f"{first}-{last}", 1.0)
            yield Evidence("last_page", number.digits, last, 1.0)
            return
    if len(first) >= 3 and not ends and first in said.digits:
        yield Evidence("first_page", first, printed, 0.9)
        return
    if taken := _take_damaged(said, left, first, _BLANK_OR_DASH):
        yield Evidence("first_page", taken, printed, DAMAGED if len(first) > 2 else DAMAGED_SHORT)


def _page_among(numbers, first, printed, said):
    """The number that is the first page: best as printed, or before a dash; not one that was read as something else."""
    same = [number for number in numbers if number.digits == first]
    pages = _digits(said.reference.pages or said.reference.article_number)
    if len(same) == 1 and first != pages and any(number.digits == pages for number in numbers):
        if first in (_digits(said.reference.issue), _digits(said.reference.volume)):
            return None
    return min(same, key=lambda number: (number.word != printed, not _begins_range(said, number)), default=None)


def _begins_range(said, number):
    """Whether a number is the first of two with a dash between."""
    after = number.place + 1
    return after < len(said.words) and said.words[after][0].isdigit() and bool(_DASH.fullmatch(said.between(number.place)))


def _digits(printed):
    """The first number of a field as printed, or `None`."""
    match = re.search(r"\d+", printed or "")
    return match[0].lstrip("0") or "0" if match else None


def _other_page(said, work, page, left):
    """What the text has instead of the work's first page, if it has anything."""
    first, printed = page[2].lstrip("0") or "0", "".join(page.groups())
    last = _last_page(work.pages, first)
    within = [n for n in left if last and int(first) < int(n.digits) <= int(last) < int(first) + 60]
    if within:
        left.remove(within[0])
        agreement = 0.5 if _stays_within(said, within[0], int(last)) else 0.0
        yield Evidence("first_page", within[0].digits, f"{first}-{last}", agreement)
    elif left:
        yield Evidence("first_page", said.reference.pages or left[-1].digits, printed, 0.0)


def _stays_within(said, number, last):
    """Whether a page within the work's is not the first of a range that goes on beyond them."""
    ends = (n for n in said.numbers if n.place == number.place + 1 and _ends_range(said, n))
    return all(int(end.digits) <= last or len(end.digits) < len(number.digits) for end in ends)


def _ends_range(said, number):
    """Whether a number is the second of two with a dash between."""
    before = number.place - 1
    return before >= 0 and said.words[before][-1].isdigit() and bool(_DASH.fullmatch(said.between(before)))


def _last_page(pages, first):
    numbers = re.findall(r"\d+", _THOUSANDS.sub("", pages or ""))
    if len(numbers) < 2:
        return None
    return (
        first[: max(0, len(first) - len(numbers[1]))] + numbers[1]
        if len(numbers[1]) < len(first)
        else numbers[1].lstrip("0")
    )


def _last(said, taken, last, left):
    following = next(
        (n for n in left if n.place == taken.place + 1 and _DASH.fullmatch(said.between(taken.place))), None
    )
    if following is None:
        return
    left.remove(following)
    if last:
        yield Evidence("last_page", following.digits, last, float(last.endswith(following.digits)))


def _count(said, name, value, left, years):
    """Volume or issue: the same number, in digits or as a roman numeral."""
    claimed = getattr(said.reference, name)
    digits = re.findall(r"\d+", value)
    number = digits[0].lstrip("0") or "0" if digits else None
    if number is None and (value_of := roman(fold(value))):
        number = str(value_of)
    if number is None:
        return
    if taken := _take(left, number):
        parsed = re.findall(r"\d+", claimed or "")
        sure = not parsed or parsed[0].lstrip("0") == number
        yield Evidence(name, taken.digits, value, 1.0 if sure else 0.7)
        for extra in digits[1:]:
            _take(left, extra.lstrip("0"))
    elif number in map(str, years) and number in (n.digits for n in said.numbers):
        yield Evidence(name, number, value, 1.0)
    elif int(number) in said.numerals:
        yield Evidence(name, number, value, 0.8)
    elif len(number) > 1 and (taken := _take_damaged(said, left, number)):
        yield Evidence(name, taken, value, DAMAGED)
    elif claimed and (not _digits(claimed) or any(n.digits == _digits(claimed) for n in left)):
        yield Evidence(name, claimed, value, 0.0)
    elif name == "volume" and (other := next((n for n in left if n.word.isdigit()), None)):
        yield Evidence(name, other.digits, value, 0.0)


def _other_words(said, work, where, explained, names):
    publisher = set(fold(work.publisher).split()) if work.publisher else ()
    known = {word for name in work.containers for word in fold(name).split()}
    known.update(word for author in said.reference.authors for word in fold(str(author)).split())
    if said.reference.publisher:
        known.update(fold(said.reference.publisher).split())
    left = [
        said.plain[said.starts[place] : said.ends[place]]
        for place in said.telling
        if place not in explained
        and said.words[place] not in publisher
        and said.words[place] not in known
        and not (where and place < where.start and not said.lower_case(place))
    ]
    if left:
        yield Evidence("other_words", " ".join(left[:16]), "", round(1 - len(left) / len(said.telling), 3))
