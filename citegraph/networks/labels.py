"""What the label of a vertex says of a work, where it plainly does."""

import re

_YEAR = r"(1[5-9]\d\d|20\d\d)"
# "SMALL H,1973,J AM SOC INFORM SCI,V24,P265", as Web of Science cites.
_CITED = re.compile(rf"([^\d,][^,]{{1,40}}),\s*{_YEAR},\s*([^,]+)(?:,\s*V([^,]+))?(?:,\s*P([^,]+))?(?:,.*)?")
# "SMALL-H-1973-V24-P265", as HistCite names vertices.
_DASHED = re.compile(rf"([A-Z][A-Z.' ]*)(?:-([A-Z]{{1,4}}))?-{_YEAR}-V([^-]*)-P(.*)")
# "Small (1973)", "Small, 1973", "Small H 1973a".
_DATED = re.compile(rf"([^\W\d_][^\d(),;:]{{0,60}}?)[\s,_]*\(?{_YEAR}[a-z]?\)?")
_NAME = re.compile(r"([A-Z][A-Za-z.'’-]+),? ([A-Z]{1,4}|(?:[A-Z]\.[ -]?){1,4})")


def said_by(label: str) -> dict:
    """Return what *label* says, by the names of `citegraph.graph`.

    >>> said_by("SMALL H,1973,J AM SOC INFORM SCI,V24,P265")
    {'authors': ['SMALL, H'], 'year': 1973, 'venue': 'J AM SOC INFORM SCI', 'volume': '24', 'pages': '265'}
    >>> said_by("Watts & Strogatz(1998)"), said_by("MILGRAM S"), said_by("ZEWAIL-AH-1974-V28-P8")["pages"]
    ({'authors': ['Watts', 'Strogatz'], 'year': 1998}, {'authors': ['MILGRAM, S']}, '8')

    A label that is a title is one, and a number says nothing:

    >>> said_by("Co-citation in the scientific literature"), said_by("9304045"), said_by("v17")
    ({'title': 'Co-citation in the scientific literature'}, {}, {})
    """
    label = " ".join(label.split())
    if match := _CITED.fullmatch(label):
        who, year, venue, volume, pages = match.groups()
        return _present(authors=[_author(who)], year=int(year), venue=venue, volume=volume, pages=pages)
    if match := _DASHED.fullmatch(label):
        family, given, year, volume, pages = match.groups()
        author = f"{family}, {given}" if given else family
        return _present(authors=[author], year=int(year), volume=volume.strip(), pages=pages)
    if (match := _DATED.fullmatch(label)) and len(match[1].split()) <= 5:
        names = re.split(r"\s*(?:&|;|\band\b)\s*", match[1].strip())
        return _present(authors=[_author(name) for name in names if name], year=int(match[2]))
    if _NAME.fullmatch(label):
        return {"authors": [_author(label)]}
    return {"title": label} if len(re.findall(r"[^\W\d_]{3,}", label)) > 1 else {}


def _author(name):
    """"SMALL H" → "SMALL, H"; a name of one word, or of another order, stays as it is."""
    match = _NAME.fullmatch(name.strip())
    return f"{match[1]}, {match[2].strip()}" if match else name.strip()


def _present(**attributes):
    return {name: value for name, value in attributes.items() if value}
