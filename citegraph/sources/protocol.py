"""What a source of works can be asked, and how it answers.

Absent is an answer; unavailable is not absent.  A question about many works
gets one outcome each, so that one bad work never costs the others.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from citegraph.identifiers import DOI
from citegraph.model import Work


@dataclass(frozen=True, slots=True)
class Found:
    """A source holds the work.  `work.doi` differs from `requested` for an alias.

    `source` is the name of the source that said so.
    """

    requested: DOI
    work: Work
    source: str = ""


@dataclass(frozen=True, slots=True)
class Absent:
    """The source answered: it has no such work, and nobody else is known to."""

    requested: DOI


@dataclass(frozen=True, slots=True)
class OtherAgency:
    """The DOI exists, registered by another agency, so there is no record here."""

    requested: DOI
    agency: str


@dataclass(frozen=True, slots=True)
class Unavailable:
    """The question was not answered, after retries; ask again later."""

    requested: DOI
    reason: str


Outcome = Found | Absent | OtherAgency | Unavailable


@dataclass(frozen=True, slots=True)
class Hit:
    """A work that a search brought, with the source's own score.

    Scores compare within one search of one source only.  `source` is the name
    of the source that brought it.
    """

    work: Work
    score: float
    source: str = ""


class Source(Protocol):
    """Somebody who knows about works: a service, or a file of records.

    Attributes
    ----------
    name
        How edges and reports call it; never an address or a path.
    concurrency
        How many threads may usefully ask at once; it keeps its own limits.
    """

    name: str
    concurrency: int

    def works(self, dois: Sequence[DOI], progress=None) -> dict[DOI, Outcome]:
        """Look up each DOI; one outcome for each, under the DOI asked for.

        *progress*, where given, is called with the number of works answered
        each time some are.
        """

    def search(self, query: str, rows: int = 5) -> tuple[Hit, ...]:
        """Return the works most like a reference's text, best first.

        An empty tuple means that nothing matched.

        Raises
        ------
        SourceUnavailable
            If the question was not answered, after retries.
        """

    def citing(self, doi: DOI) -> tuple[DOI, ...] | None:
        """Return the works known to cite this one, or `None` if it cannot tell."""

    def dates(self) -> tuple[str, str] | None:
        """Dates of the oldest and newest answer used so far.

        ISO dates for a service; for a file, its content's digest, twice.
        """

    def close(self) -> None:
        """Release what is held open."""
