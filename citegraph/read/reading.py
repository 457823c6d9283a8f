"""What reading one input brought: the records that readers return."""

from dataclasses import dataclass, field, replace

from citegraph.errors import ReadError
from citegraph.model import Reference


@dataclass(frozen=True, slots=True)
class Skipped:
    """A block of an input that looked like a reference or a record and was not used as one.

    `record` says that it is a record of a library export, which the input holds though it names no work.
    """

    line: int
    text: str
    reason: str
    record: bool = False


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
class Network:
    """Works and citations as a graph file has them, in its own names and words.

    What the words mean, and which way its arcs run, is told by `citegraph.networks`.

    Attributes
    ----------
    works
        By the file's name for each work, what it says of it.
    arcs
        Pairs of such names as stored, each pair once, and what the file says of it.
    facts
        What it says of the whole.
    direction
        ``citing-cited`` or ``cited-citing`` where the file states it beyond doubt.
    head
        Its comments, where it has any.
    columns
        What a file without arcs says of the works of another one, by place: name of the column → values.
    loops, repeated
        How many arcs from a work to itself, and how many repeated ones, were left out.
    """

    works: dict[str, dict]
    arcs: dict[tuple[str, str], dict]
    facts: dict = field(default_factory=dict)
    direction: str | None = None
    head: str = ""
    columns: dict[str, list[str]] = field(default_factory=dict)
    loops: int = 0
    repeated: int = 0


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything one input says.

    Attributes
    ----------
    input, sha256
        The input's name (never its folder) and the digest of its bytes.
    format
        ``page``, ``bibliography``, ``doi-list``, ``pmid-list`` or ``doi``, or one of `citegraph.read.formats`.
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
    network
        What a graph file holds.
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
    network: Network | None = None

    @property
    def held(self) -> int:
        """How many works the input holds or is about, those that could not be used included."""
        return bool(self.about) + len(self.records) + sum(block.record for block in self.skipped)

    @property
    def unusable(self) -> ReadError | None:
        """What to say of an input none of whose records names a work, or `None`.

        >>> print(Reading("a.ris", "", "ris", skipped=(Skipped(4, "TY  - GEN", "without title", record=True),)).unusable)
        a.ris:4: none of its 1 records can be used: without title
        """
        if self.seeds or self.references or self.mentions or self.network or not self.held:
            return None
        first = next(block for block in self.skipped if block.record)
        return ReadError(self.input, f"none of its {self.held} records can be used: {first.reason}", first.line)

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


def renumbered(reading: Reading, lines: tuple[int, ...]) -> Reading:
    """Return *reading* with lines of the file in place of lines of its text.

    >>> entry = Reference("Small H. Co-citation. 1973", line=2)
    >>> renumbered(Reading("a.html", "", "page", entries=(entry,)), (4, 9)).entries[0].line
    9
    """

    def moved(each):
        return replace(each, line=lines[each.line - 1]) if each.line else each

    def told(record):
        return replace(record, claim=moved(record.claim), references=tuple(map(moved, record.references)))

    return replace(
        reading,
        about=told(reading.about) if reading.about else None,
        records=tuple(map(told, reading.records)),
        entries=tuple(map(moved, reading.entries)),
        mentions=tuple(map(moved, reading.mentions)),
        skipped=tuple(map(moved, reading.skipped)),
    )
