"""What the formats share that write a record as lines of a tag and a value."""

import re
from collections.abc import Callable, Container, Iterable, Iterator

from citegraph.errors import ReadError
from citegraph.garbage import no_collection
from citegraph.model import Author
from citegraph.read.claims import author_from, claim
from citegraph.read.reading import Reading, Record, Skipped

NAMELESS = "a record without title, authors or identifier"
_INITIALS = re.compile(r"(.+?)\s((?:[A-Z]\.?[ -]?){1,4})(?:,?\s(?:Jr|Sr|II|III|IV)\.?)?")
_INITIALS_FIRST = re.compile(r"(?:[A-Z]\.[ -]?){1,4}[^\W\d_][\w'’-]+")
_LOWER_WORD = re.compile(r"\b(?:of|for|and|the|on|in|&|für|und|de la|des|pour|et)\b")
_NO_AUTHOR = re.compile(r"\W*(?:(?:anonymous|anon|no author|others|et al)\W*)?", re.IGNORECASE)
_MAIL = re.compile(r"\s*\([^()\s]*@[^()\s]*\)")


def blocks(
    lines: Iterable[str],
    split: Callable[[str], tuple[str, str] | None],
    place: Callable[[str, dict, bool], str | None],
    turns: Container[str],
) -> Iterator[tuple[int, dict]]:
    """Yield the line and the fields of each record: its tags with their values, a value's lines parted by line ends.

    Parameters
    ----------
    split
        The tag and the text of a line, or `None` for one that goes on with the value before it.
    place
        What a line means for the record: it ``"begins"`` one, ``"ends"`` one (and is no part of any),
        or, `None`, is part of one.  Called with the tag, the fields so far and whether a blank line stands before it.
    turns
        The only tags for which it is called without a blank line before them.

    >>> def split(line):
    ...     return (line[0], line[2:]) if line[1:2] == ":" else None
    >>> def place(tag, fields, after_blank):
    ...     return "begins" if tag == "T" else None
    >>> list(blocks(["stray", "T:a", "", "goes on", "A:b", "A:c", "T:d"], split, place, "T"))
    [(2, {'T': ['a\\ngoes on'], 'A': ['b', 'c']}), (7, {'T': ['d']})]
    """
    fields, begin, values, more, blank = {}, 0, None, None, False
    for number, line in enumerate(lines, start=1):
        line = line.rstrip()
        if not line:
            blank = True
            continue
        if (found := split(line)) is None:
            if values is not None:
                if more is None:
                    more = [values[-1]] if values[-1] else []
                more.append(line.lstrip())
                blank = False
            continue
        if more is not None:
            values[-1], more = "\n".join(more), None
        tag, text = found
        if blank or tag in turns:
            placed = place(tag, fields, blank)
            blank = False
            if placed is not None and fields:
                yield begin, fields
                fields, values = {}, None
            if placed == "ends":
                continue
        if tag in fields:
            values = fields[tag]
            values.append(text)
        else:
            if not fields:
                begin = number
            values = fields[tag] = [text]
    if more is not None:
        values[-1] = "\n".join(more)
    if fields:
        yield begin, fields


def printed(fields: dict) -> str:
    """Return the tags and values of a record on one line, to show what was skipped.

    >>> printed({"TY": ["GEN"], "N1": ["a\\nb", "c"]})
    'TY GEN N1 a b N1 c'
    """
    shown = []
    for tag, values in fields.items():
        shown += [f"{tag} {value[:200]}" for value in values[:9]]
    return " ".join(" ".join(shown[:20]).split())[:200]


def first(fields: dict, tags: Iterable[str]) -> str | None:
    """Return the first value that one of *tags* has, in the order of the tags.

    >>> first({"PY": [""], "DA": ["1973/07//"]}, ("PY", "DA"))
    '1973/07//'
    """
    for tag in tags:
        if tag in fields:
            for value in fields[tag]:
                if value and not value.isspace():
                    return value
    return None


def joined(first_page: str | None, last_page: str | None) -> str | None:
    """Return the pages that a first and a last one make.

    >>> joined("265", "269"), joined("265-269", "269"), joined("e12", None), joined(None, "9")
    ('265-269', '265-269', 'e12', None)
    """
    if first_page and not _PAGE.search(first_page):  # "No" to "Specified"
        return None
    if not (first_page and last_page) or last_page == first_page or _SEVERAL.search(first_page):
        return first_page
    return f"{first_page}-{last_page}"


_SEVERAL = re.compile("[-–—,]")
_PAGE = re.compile(r"[0-9]|^\s*[ivxlcdmIVXLCDM]+\b")


def people(names: Iterable[str], *, inverted: bool = False) -> tuple[Author, ...]:
    """Return the authors that *names* mean: one each, or several parted by semicolons.

    A name without a comma is a whole one where the others, or with *inverted* those of
    other records, have commas; else it is turned round, unless it ends in initials or reads
    like the name of a body.  One of initials and a word is turned round among other records as well.

    >>> [str(author) for author in people(["Small, Henry", "World Bank"])]
    ['Small, Henry', 'World Bank']
    >>> [str(author) for author in people(["van Raaij MJ", "Henry Small", "Council of Europe"])]
    ['van Raaij, MJ', 'Small, Henry', 'Council of Europe']
    >>> [str(author) for author in people(["张三;李四", "[Anonymous]", "Fink, S. (sf@example.org)"])]
    ['张三', '李四', 'Fink, S.']
    """
    names = list(names)
    together = "\n".join(names)
    if "@" in together:
        names = [_MAIL.sub("", name) for name in names]
    if ";" in together or "；" in together:
        names = [piece for name in names for piece in re.split("[;；]", name)]
    named = [name for name in names if not _NO_AUTHOR.fullmatch(name)]
    commas = any(["," in name for name in named])
    return tuple([author_from(name) if "," in name else _person(name, commas, inverted) for name in named])


def _person(name, commas, inverted):
    """The author that a name without a comma means."""
    if match := _INITIALS.fullmatch(name.strip()):
        return Author(" ".join(match[1].split()), match[2].strip())
    whole = commas or _LOWER_WORD.search(name) or (inverted and not _INITIALS_FIRST.fullmatch(name))
    return author_from(name + "," if whole else name)


def isbn_of(values: Iterable[str]) -> str | None:
    """Return the first ISBN among numbers of which some may be ISSNs.

    >>> isbn_of(["0302-9743 (ISSN); 978-3-642-00230-4 (ISBN)"]), isbn_of(["0036-8075"])
    ('978-3-642-00230-4', None)
    """
    for value in values:
        for number in _NUMBERS.findall(value):
            if len(re.sub(r"[- ]", "", number)) in (10, 13):
                return number
    return None


_NUMBERS = re.compile(r"(?<![\dXx-])(?:97[89][- ]?)?\d(?:[- ]?\d){8}[- ]?[\dXx](?![\dXx])")


def record_of(
    said: dict, fields: dict, *, authors=(), kind=None, line: int, references=(), claimed: int | None = None
) -> Record | Skipped:
    """Return the record that a claim makes, or, if it names no work, what was skipped.

    Parameters
    ----------
    said
        What it says, as `citegraph.read.claims.claim` takes it.
    fields
        The record's own tags and values, to show what was skipped.

    >>> record_of({"year": "1973"}, {"PY": ["1973"]}, line=3)
    Skipped(line=3, text='PY 1973', reason='a record without title, authors or identifier', record=True)
    """
    said = claim(said, authors=authors, kind=kind, line=line)
    if not (authors or said.title or said.doi or said.container or said.pmid or said.pmcid or said.arxiv or said.isbn):
        return Skipped(line, printed(fields), NAMELESS, record=True)
    return Record(said, tuple(references), claimed)


def reading_of(
    items: Iterator[Record | Skipped], format_name: str, called: str, *, name: str, sha256: str
) -> Reading:
    """Return the reading that the records of one file make.

    Parameters
    ----------
    called
        What a record of the format is called in a sentence.

    Raises
    ------
    ReadError
        If there is no record.

    >>> reading_of(iter(()), "ris", "RIS record", name="a.ris", sha256="")
    Traceback (most recent call last):
        ...
    citegraph.errors.ReadError: a.ris:1: no RIS record was found in it
    """
    records, skipped = [], []
    with no_collection():
        for item in items:
            (records if isinstance(item, Record) else skipped).append(item)
    if not (records or skipped):
        raise ReadError(name, f"no {called} was found in it", 1)
    claimed = [record.references_claimed for record in records if record.references_claimed is not None]
    return Reading(
        name,
        sha256,
        format_name,
        records=tuple(records),
        skipped=tuple(skipped),
        references_claimed=sum(claimed) if claimed else None,
    )
