"""What cutting a list into its entries brings."""

from dataclasses import dataclass

from citegraph.read.lines import Line


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry as cut: its text, the line it begins at, its printed number.

    `opening` is the first line of its text, and `opening_line` that line's number.
    """

    text: str
    line: int
    number: int | None = None
    opening: str = ""
    opening_line: int = 0


@dataclass(frozen=True, slots=True)
class EntryList:
    """A list found in a text.

    Attributes
    ----------
    entries
        In order.
    first, last
        Numbers of the lines it occupies, heading left out.
    heading
        The line that announces it, or `None`.
    held
        Numbers of lines that entries hold in another order or wording.
    references
        Whether its entries look like references; the entries of affiliations
        or abstracts do not.
    """

    entries: tuple[Entry, ...]
    first: int
    last: int
    heading: Line | None = None
    references: bool = True
    held: frozenset[int] = frozenset()
