"""The line under a title that says who wrote the work."""

import re

from citegraph.model import Author
from citegraph.read.claims import author_from
from citegraph.read.likeness import YEAR
from citegraph.read.names import read_names

_AUTHORS_LABEL = re.compile(r"(?:作者|authors?|autor(?:es|en)?|auteurs?|by)\s*[:：]?$", re.IGNORECASE)
PLACE = re.compile(
    r"\b(?:university|universit[àéä]t?|institute?|department|dept|hospital|school|cent(?:er|re)|college|faculty|"
    r"ctr|univ|hosp|USA|UK|United (?:States|Kingdom)|Denmark|Norway|Germany|China|Canada|Australia)\b",
    re.IGNORECASE,
)
_LABEL_BEFORE = re.compile(r"(?:by|von|par|por|作者[:：]?|author\(?s?\)?:)\s+(?=[^\W\d_])", re.IGNORECASE)
# Marks of notes and addresses after a name: figures, stars, one small letter.
_MARKS = re.compile(r"(?:\s*\[[\d ,;*a-z]*\]|[\s\d*†‡§¶#¹²³⁴⁵⁶⁷⁸⁹⁰✉]|(?<![^\W\d_])[a-z](?![^\W\d_]))+$")
_CHINESE = re.compile(r"[\u4e00-\u9fff]{2,4}")
LONGEST = 200  # characters of a line that names one author
_SHAPE = re.compile(
    r"(?:van|von|der?|den|del|di|da|al|el|la|le|bin|ben|dos|ten|ter)|[^\W\d_a-z][\w’'.‐-]*"
)
# Where every name of a list has one of these first or last, they tell which part is the family name.
_GIVEN_NAMES = frozenset(
    "adam alan alex alexander alice alison amy ana andrea andrew angela anna anne annie anthony barbara "
    "ben benjamin beth "
    "bret brian bruce carl carlos carol caroline catherine charles charlotte chris christian christina christine "
    "christopher claire cynthia daniel david deborah dennis diana diane donald donna dorothy edward "
    "elena elizabeth ellen "
    "emily emma eric erik eva frank gary george graham hannah hans heather helen henry ian ingrid jack "
    "jacob james jan jane "
    "jason jean jennifer jessica jim joan johan john jonathan jordan jose joseph juan judith julia julie "
    "karen katherine "
    "kathleen kelly kevin kim kristina larry laura lars lauren linda lisa louise lucy luis margaret "
    "maria marie mark martin "
    "mary matthew melissa michael michelle mike nancy natalie nicholas nicole nina olivia pablo patricia "
    "patrick paul paula "
    "pedro peter philip rachel ralph rebecca richard rita robert roger ruth samuel sandra sara sarah "
    "scott sharon simon "
    "sophie stephanie stephen steve steven susan thomas tim timothy tom torbjørn ursula victoria wendy william".split()
)


def find_authors(head, start: int):
    """Return the authors named near line *start* of *head*, and the numbers of the lines that name them.

    They stand after an “authors” label, in a line of names, or one a line.
    """
    for index, line in enumerate(head):
        if _AUTHORS_LABEL.fullmatch(line.text):
            authors, used = _one_a_line(head[index + 1 :])
            if authors:
                return authors, used
    order = sorted(range(min(len(head), start + 12)), key=lambda index: (abs(index - start), index < start))
    for index in order:
        if names := authors_of_line(head[index].text):
            return names, [head[index].number]
    authors, used = _one_a_line(head[start + 1 :], marked=True)
    return (authors, used) if authors else _one_author(head[start + 1 : start + 4])


def _one_author(lines):
    """A single author below the title, told by “by”, by a name that people are given, or by an address below."""
    for line, below in zip(lines[:2], [*lines[1:], None], strict=False):
        name = _MARKS.sub("", _LABEL_BEFORE.sub("", line.text[:LONGEST], count=1))
        told = _LABEL_BEFORE.match(line.text) or name.partition(" ")[0].lower() in _GIVEN_NAMES
        if is_name(name) and not PLACE.search(name) and (told or below and PLACE.search(below.text)):
            return (author_from(name),), [line.number]
    return (), []


def authors_of_line(text: str) -> tuple[Author, ...]:
    """Return the authors of a line that holds nothing but names, two or more, or ``()``.

    >>> [str(author) for author in authors_of_line("by Maria Andersen 1,*, Tom van Dam 2 and Anna Werning 2")]
    ['Andersen, Maria', 'van Dam, Tom', 'Werning, Anna']
    >>> authors_of_line("Bergen, Norway")
    ()
    """
    text = _LABEL_BEFORE.sub("", text, count=1) if _LABEL_BEFORE.match(text) else text
    if len(text) > 1500 or PLACE.search(text) or YEAR.search(text):
        return ()
    unmarked = re.sub(r"\[[\d ,;*]*\]", "", text)
    split = re.split(r"\s*[;,·，；、]\s*(?:and\s+|&\s*)?|\s+(?:and|und|et|y)\s+|\s*&\s*", unmarked)
    parts = [name for part in split if (name := _MARKS.sub("", part.strip(" .,;")))]
    if len(parts) < 2:
        return ()
    if all(map(_CHINESE.fullmatch, parts)):
        return tuple(map(Author, parts))
    if not all(map(is_name, parts)):
        return ()
    first = sum(part.split()[0].lower() in _GIVEN_NAMES for part in parts)
    last = sum(part.split()[-1].lower() in _GIVEN_NAMES for part in parts)
    named = ", ".join(parts)
    bare = read_names(named, 0)
    if bare and bare.end >= len(named) - 1 and bare.shape == "family bare":
        return bare.authors
    if last > first:
        return tuple(Author(part.split()[0], " ".join(part.split()[1:])) for part in parts)
    return tuple(map(author_from, parts))


def is_name(text: str) -> bool:
    """Whether *text* may be one person's whole name.

    >>> is_name("Tom van Dam"), is_name("Journal of peers")
    (True, False)
    """
    words = text.split()
    return 2 <= len(words) <= 5 and all(map(_SHAPE.fullmatch, words)) and words[-1][0].isupper()


def _one_a_line(lines, marked=False):
    """Authors one a line, an address between them allowed; *marked* where only a mark after a name makes it one."""
    authors, used, between = [], [], 0
    for line in lines:
        text = _MARKS.sub("", line.text[:LONGEST]).strip(" ,;")
        turned = re.fullmatch(r"[^\W\d_][^\d\[\],|]{1,40}, [^\d\[\],|]{1,40}", text)
        if not PLACE.search(text) and (turned or is_name(text)) and not (marked and text == line.text):
            authors.append(author_from(text))
            used.append(line.number)
            between = 0
        elif marked or between or not PLACE.search(text):
            break
        else:
            between += 1
    return tuple(authors), used
