"""Several sources asked as one, in order of trust."""

from collections.abc import Callable, Sequence

from citegraph.errors import SourceUnavailable
from citegraph.identifiers import DOI
from citegraph.sources.protocol import Absent, Found, Hit, OtherAgency, Outcome, Source, Unavailable

# The more an outcome settles, the sooner it wins.
_WEIGHT = {Found: 0, OtherAgency: 1, Unavailable: 2, Absent: 3}


class Several:
    """Sources in order of trust, asked as one.

    A work comes from the first source that has it; the others are not asked
    for it.  Where nobody has it, another agency's registration is believed
    before an unanswered question, and that before absence: a work is absent
    only if every source says so.

    Attributes
    ----------
    sources
        The sources, in order.  Whoever can judge a hit does better to search
        them one by one and stop at the first that is good enough, since
        `search` asks them all.
    """

    def __init__(self, sources: Sequence[Source]):
        self.sources = tuple(sources)
        self.name = ", ".join(source.name for source in self.sources)
        self.concurrency = max(getattr(source, "concurrency", 1) for source in self.sources)

    def works(self, dois: Sequence[DOI], progress: Callable[[int], object] | None = None) -> dict[DOI, Outcome]:
        """Look up each DOI; one outcome for each, under the DOI asked for."""
        dois = list(dict.fromkeys(dois))
        outcomes: dict[DOI, Outcome] = {}
        for source in self.sources:
            last = source is self.sources[-1]
            wanted = [doi for doi in dois if not isinstance(outcomes.get(doi), Found)]
            if not wanted:
                break
            found = 0
            for doi, outcome in source.works(wanted, progress if last else None).items():
                before = outcomes.get(doi)
                if before is None or _WEIGHT[type(outcome)] < _WEIGHT[type(before)]:
                    outcomes[doi] = outcome
                found += isinstance(outcome, Found)
            if found and progress and not last:
                progress(found)
        return {doi: outcomes[doi] for doi in dois}

    def search(self, query: str, rows: int = 5) -> tuple[Hit, ...]:
        """Return every source's hits, those of the most trusted first, each work once.

        Raises
        ------
        SourceUnavailable
            If a source did not answer and no other brought a hit.
        """
        hits: dict[DOI, Hit] = {}
        failure = None
        for source in self.sources:
            try:
                for hit in source.search(query, rows):
                    hits.setdefault(hit.work.doi, hit)
            except SourceUnavailable as error:
                failure = failure or error
        if failure and not hits:
            raise failure
        return tuple(hits.values())

    def citing(self, doi: DOI) -> tuple[DOI, ...] | None:
        """Return the works that any source knows to cite this one, by DOI; `None` if none can tell."""
        answers = [answer for source in self.sources if (answer := source.citing(doi)) is not None]
        return tuple(sorted({citing for answer in answers for citing in answer})) if answers else None

    def dates(self) -> tuple[str, str] | None:
        """Return the oldest and newest date of the services among them; see each of `sources` for the files."""
        dates = [date for source in self.sources for date in source.dates() or () if ":" not in date]
        return (min(dates), max(dates)) if dates else None

    def close(self) -> None:
        """Close them all."""
        for source in self.sources:
            source.close()
