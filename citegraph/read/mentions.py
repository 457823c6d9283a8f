"""Author–year mentions in running text: “(Asad and Chreim 2016)”, “Collins et al (2016)”.

A mention says that somebody cites a work, but not which work it is.  It is
kept as evidence and never becomes an edge.
"""

import re

from citegraph.read.reading import Mention

_UPPER = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĖĘĚĞĢĪİĶĹĽŁŃŇŌŐŒŘŚŞŠŢŤŪŮŰŹŻŽ"
_PARTICLE = r"(?:(?:van|von|de|del|della|der|den|di|da|dos|la|le|ten|ter)\s+){0,2}"
_NAME = rf"{_PARTICLE}[{_UPPER}][\w’'‐-]++(?:\s[{_UPPER}][\w’'‐]*-[{_UPPER}]\w+)?"
_AND = r"\s*(?:,?\s+(?:and|und|et|e|y|og|och|en|ve|i)\s+|,?\s*&\s*)"
_YEAR = r"(?:1[5-9]|20)\d\d[a-z]?"
_YEARS = rf"{_YEAR}(?:\s*[,;&]\s*(?:{_YEAR}|[a-z]\b))*"
_MENTION = re.compile(
    rf"(?<![\w.-])(?P<names>{_NAME}(?:\s*,\s*{_NAME}){{0,6}}(?:{_AND}{_NAME})?(?P<others>,?\s+(?:et\s+al\b\.?|and\s+others|"
    rf"and\s+colleagues|u\.\s?a\.|i\s+in\.|и\s+др\.|等))?)(?:'s|"
    rf"’s)?\s*,?\s*(?P<open>[(（\[]\s*)?(?P<years>{_YEARS})(?=\s*[)）\];:,.]|\s*$)"
)
_CITED_AS = re.compile(
    rf"[(（](?:[^()（）]{{0,40}}?[;,]\s*)?(?P<name>{_NAME}),\s+"
    rf"(?P<journal>[{_UPPER}][\w.& ]{{5,60}}?)[.,]?\s+(?P<year>(?:1[5-9]|20)\d\d);\d"
)
_NO_NAMES = frozenset(
    "january february march april may june july august september october november december jan feb mar "
    "apr jun jul aug sep "
    "sept oct nov dec since in by from until during before after between of on the this these version "
    "copyright volume vol "
    "table figure fig section chapter appendix received accepted published updated page pages issue no nr number year "
    "study wave spring summer autumn fall winter early late mid protocol and act covid".split()
)


def find_mentions(text: str, line: int) -> tuple[Mention, ...]:
    """Return the author–year mentions in *text*, in order, each spelling once.

    Two works of one year are two mentions:

    >>> [(m.text, m.authors, m.year) for m in find_mentions("as found before (Otte et al 2020a , 2020b ).", 3)]
    [('Otte et al 2020a', ('Otte',), 2020), ('Otte et al 2020b', ('Otte',), 2020)]

    A month is nobody's name:

    >>> find_mentions("from January to March 2014, and in 2016.", 1)
    ()
    """
    found = {}
    text = re.sub(r"\s{2,}", " ", text)
    for match in _MENTION.finditer(text):
        authors = _authors(match["names"], match["others"])
        if not authors:
            continue
        names = _tidy(match["names"])
        last = None
        for year in re.findall(rf"{_YEAR}|[a-z]\b", match["years"]):
            year = last[:4] + year if len(year) == 1 and last else year
            last = year
            found.setdefault(f"{names} {year}", Mention(line, f"{names} {year}", authors, int(year[:4])))
    for match in _CITED_AS.finditer(text):
        printed = f"{match['name']}, {_tidy(match['journal'])} {match['year']}"
        if match["name"].lower() not in _NO_NAMES:
            found.setdefault(printed, Mention(line, printed, (match["name"],), int(match["year"])))
    return tuple(found.values())


def _authors(names, others):
    names = names[: len(names) - len(others or "")]
    parts = [part.strip() for part in re.split(rf"{_AND}|\s*,\s*", names) if part.strip()]
    # A sentence may name the place or the month first: what follows the last such word are the authors.
    for index in range(len(parts) - 1, -1, -1):
        if parts[index].split()[-1].lower() in _NO_NAMES or parts[index].lower() in _NO_NAMES:
            return tuple(parts[index + 1 :])
    return tuple(parts)


def _tidy(text):
    return " ".join(text.split()).rstrip(",")
