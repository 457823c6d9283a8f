"""What the values of a partition, a vector or a list of names are, told by its name and by themselves."""

import re

from citegraph.identifiers import is_doi


def meaning_of(title: str, values: list[str]) -> str | None:
    """Return the name of the attribute that *values* give, or `None` where that cannot be told.

    >>> meaning_of("SmallPY.clu", ["1967", "0", "1969"]), meaning_of("SmallW GCS", ["47", "0"])
    ('year', 'gcs')
    >>> meaning_of("DOI.nam", ["10.1214/12-AOS1008"]), meaning_of("title.txt", ["On the Bayes factor"])
    ('doi', 'title')
    >>> meaning_of("clusters.clu", ["1", "2", "1"])
    """
    known = [value for value in values if value not in ("", "0", "0.0", "9999998", "999999997")]
    if not known:
        return None
    if sum(_is_year(value) for value in known) > 0.9 * len(known):
        return "year"
    if sum(is_doi(value.lower()) for value in known) > 0.5 * len(known):
        return "doi"
    if all(re.fullmatch(r"\d+(?:\.0*)?", value) for value in known):
        return "gcs" if re.search(r"gcs|cited|(?<![a-z])tc(?![a-z])", title, re.IGNORECASE) else None
    worded = sum(len(re.findall(r"[^\W\d_]{2,}", value)) > 1 for value in known)
    return "title" if worded > 0.5 * len(known) else None


def _is_year(value):
    return bool(re.fullmatch(r"(?:1[5-9]|20)\d\d(?:\.0*)?", value))
