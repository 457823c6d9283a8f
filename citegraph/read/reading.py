"""What reading one input brought: the records that readers return."""

from dataclasses import dataclass, replace

from citegraph.model import Reference


@dataclass(frozen=True, slots=True)
class Skipped:
    """A block of an input that looked like a reference and was not used as one."""

    line: int
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Mention:
    """An author and a year named in running text: evidence, never an edge."""

    line: int
    text: str
    authors: tuple[str, ...]
    year: int


@dataclass(frozen=True, slots=True)
class Record:
    """A work that an input describes, with its reference list if it prints one.

    Attributes
    ----------
    claim
        What the input says of the work.
    references
        Entries of its reference list, in order; empty if it prints none.
    references_claimed
        The length of that list as the input itself states it, or `None`.
    """

    claim: Reference
    references: tuple[Reference, ...] = ()
    references_claimed: int | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything one input says.

    Attributes
    ----------
    input, sha256
        The input's name (never its folder) and the digest of its bytes.
    format
        ``page``, ``bibliography``, ``doi-list``, ``pmid-list``, ``bibtex``, ``ris``, ``csl-json``, ``pdf``, ``doi``.
    about
        The work a page is about, if the page says so.
    records
        Works of a library export, each a seed.
    entries
        References of a list with no citing work of its own, each a seed.
    mentions
        Author–year mentions in running text.
    skipped
        What looked like a reference and was not used, with line and reason.
    references_claimed
        The length of its reference list as the input states it, or `None`.
    """

    input: str
    sha256: str
    format: str
    about: Record | None = None
    records: tuple[Record, ...] = ()
    entries: tuple[Reference, ...] = ()
    mentions: tuple[Mention, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    references_claimed: int | None = None

    @property
    def seeds(self):
        """The claims about every work the user named here, in input order."""
        about = (self.about.claim,) if self.about else ()
        return about + tuple(record.claim for record in self.records) + self.entries

    @property
    def references(self):
        """Every entry of every reference list here, in input order."""
        listed = (self.about,) if self.about else ()
        lists = (record.references for record in (*listed, *self.records))
        return tuple(entry for entries in lists for entry in entries) + self.entries


def renumbered(reading: Reading, lines) -> Reading:
    """Return *reading* with ``lines[n - 1]`` in place of each line *n*: places in a file instead of those in its text.

    >>> renumbered(Reading("a", "", "page", skipped=(Skipped(2, "x", "y"),)), [10, 20]).skipped[0].line
    20
    """

    def moved(each):
        return replace(each, line=lines[each.line - 1]) if each.line else each

    about = reading.about
    if about:
        about = replace(about, claim=moved(about.claim), references=tuple(map(moved, about.references)))
    return replace(
        reading,
        about=about,
        entries=tuple(map(moved, reading.entries)),
        mentions=tuple(map(moved, reading.mentions)),
        skipped=tuple(map(moved, reading.skipped)),
    )
