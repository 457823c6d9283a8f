"""Lists that give each work a few lines of its own: authors, title, journal and year apart.

Search engines and the short lists of publishers' sites print works so.  An
entry's text is these lines in the order of a reference; abstracts and
buttons between them are no part of it.
"""

import re

from citegraph.read.bylines import is_name
from citegraph.read.entries import Entry, EntryList
from citegraph.read.likeness import BACK_MATTER

_YEAR_ALONE = re.compile(r"\((?:1[5-9]|20)\d\d[a-z]?\)\.?")
_MONTH = re.compile(r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]* ((?:1[5-9]|20)\d\d)", re.IGNORECASE)
_SORT = re.compile(
    r"(?:(?:conference|working|review) paper|chapter|book|thesis|preprint|technical report|full-text available|data|"
    r"literature review|presentation|poster|research)",
    re.IGNORECASE,
)
_BYLINE = re.compile(
    r"(?P<authors>[^\W\d_][^\d]{2,200}?)\s[-–]\s(?:(?P<container>.{2,120}?), )?"
    r"(?P<year>(?:1[5-9]|20)\d\d)\s[-–]\s\S.{2,60}"
)
_FILE_KIND = re.compile(r"^(?:\[[A-Z]{1,8}\]\s*)+")


def find_cards(lines, heading=None) -> EntryList | None:
    """Return the list that *lines* hold if each of its works has lines of its own, or `None`.

    >>> from citegraph.read.lines import text_lines
    >>> page = "Peer support: a review\\nJ Repper, T Carter - Journal of mental health, 2011 - Wiley\\nBackground …"
    >>> find_cards(text_lines(page)).entries[0].text
    'J Repper, T Carter. Peer support: a review. Journal of mental health, 2011'
    """
    found = _under_bylines(lines)
    if not found and heading:
        found = _closed_by_years(lines) or _dated(lines)
    if not found:
        return None
    entries = tuple(Entry(_one_line(parts), held[0].number) for parts, held in found)
    numbers = frozenset(line.number for _, held in found for line in held)
    return EntryList(entries, min(numbers), max(numbers), heading, held=numbers)


def _one_line(parts):
    ended = (part if part.endswith((".", "?", "!", "”")) else f"{part}." for part in parts if part)
    return " ".join(ended).removesuffix(".")


def _under_bylines(lines):
    """Title; then authors, journal, year and publisher on one line; as search engines print them."""
    found = []
    for before, line in zip(lines, lines[1:], strict=False):
        if match := _BYLINE.fullmatch(line.text):
            title = _FILE_KIND.sub("", before.text)
            source = ", ".join(filter(None, (match["container"], match["year"])))
            found.append(((match["authors"].rstrip("… "), title.rstrip("."), source), (before, line)))
    return found


def _closed_by_years(lines):
    """Authors, title and journal a line each, and a year in brackets on the last."""
    found, card = [], []
    for line in lines:
        if BACK_MATTER.match(line.text) or len(card) > 6:
            break
        card.append(line)
        if _YEAR_ALONE.fullmatch(line.text):
            if len(card) < 3:
                return []
            *others, source, year = [each.text for each in card]
            found.append(((*others, f"{source} {year}"), card))
            card = []
    return found if len(found) > 1 else []


def _dated(lines):
    """Title, kind of work and month; then a journal, perhaps, and authors one a line."""
    starts = []
    for index, line in enumerate(lines):
        if index and _MONTH.fullmatch(line.text):
            title = index - 1
            while title and _SORT.fullmatch(lines[title].text):
                title -= 1
            starts.append((title, index))
    if len(starts) < 2 or starts[0][0] > 2:
        return []
    found = []
    for title, date in starts:
        names, journal, last = [], "", date
        for index in range(date + 1, len(lines)):
            if lines[index].gap or any(index == start for start, _ in starts):
                break
            if is_name(lines[index].text):
                names.append(lines[index].text)
            elif names or journal:
                break
            else:
                journal = lines[index].text
            last = index
        year = _MONTH.fullmatch(lines[date].text)[1]
        parts = (f"{', '.join(names)} ({year})" if names else f"({year})", lines[title].text, journal)
        found.append((parts, lines[title : last + 1]))
    return found
