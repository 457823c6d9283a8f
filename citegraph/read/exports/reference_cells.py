"""Reference lists that a table holds in one cell: cut into their entries."""

import re

from citegraph.model import Author, Reference
from citegraph.read.claims import claim
from citegraph.read.exports.cited import read_cited, read_listed
from citegraph.read.exports.linking import identifier

_IDENTIFIERS = re.compile(r"[;|,\s]+")
_BRACKETED = re.compile(r"\[([^\[\]]*\|[^\[\]]*(?:\[[^\[\]]*\][^\[\]]*)*)\](?:\s*[;,]|\s*$)")
# Where a semicolon stands in a reference rather than after it: in the DOIs of the 1990s, in an entity of markup.
_INSIDE = re.compile(r"(?:\.CO|&[A-Za-z]{2,8}|&#\d{1,6})$")
_GOES_ON = re.compile(
    r"(?:PMID|PMCID|ISBN|ISSN)\b[: ]*[\w-]+$|"
    r"(?!https?:|www\.|(?:van|von|vander|de|der|den|del|della|des|di|da|dos|du|la|le|ten|ter|zu|el|al|bin|ibn|d|t|e)\b)"
    r"[a-z]+\b(?!.{0,40}\((?:1[5-9]|20)\d\d\))(?![^,;]{0,30}, (?:[A-Z]\.)+)"
)
# An author, a year and a source in capitals: the form of Web of Science.
_ABBREVIATED = re.compile(r"[^,]*(?:, [^,]{1,40})?, (?:1[4-9]|20)\d\d, [^a-z,]{2,}(?:,|$)")
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")


def cut_cell(cell: str, *, bare: str = "", line: int | None = None) -> list[Reference | str]:
    """Return the entries of a reference list, in order: references, or identifiers where it has nothing else.

    Parameters
    ----------
    bare
        What a number alone is, as ``pmid``; see `identifier`.
    line
        The line of the table's row.

    Identifiers parted by anything; references parted by semicolons (Scopus,
    Web of Science, bibliometrix), each in the form its database prints; or in
    brackets with strokes in them (Dimensions); or one a line.

    >>> cut_cell("4972128 4332837", bare="pmid")
    ['pmid:4972128', 'pmid:4332837']
    >>> [cited.year for cited in cut_cell("Small H., Co-citation, (1973); Price D., Networks, Science, 149, (1965)")]
    [1973, 1965]

    A semicolon inside an old DOI, or before what goes on in small letters, parts nothing:

    >>> cell = "Yu J, 2000, STAT MED, V19, P335, DOI 10.1002/1097-0258(20000215)19:3<335::AID-SIM336>3.0.CO;2-Z;Ng A, 1999, J"
    >>> [(cited.container, cited.doi) for cited in cut_cell(cell)]
    [('STAT MED', '10.1002/1097-0258(20000215)19:3<335::aid-sim336>3.0.co;2-z'), ('J', None)]
    >>> len(cut_cell("Lee, A., Smoking (2007) N Engl J Med, 357, p. 509; author reply 513"))
    1
    """
    cell = cell.strip().strip("[]") if cell.startswith("['") or cell.startswith('["') else cell.strip()
    if not cell:
        return []
    if names := _identifiers(cell, bare):
        return names
    if cell.startswith("[") and (listed := _BRACKETED.findall(cell)):
        return [_of_dimensions(entry, line, number) for number, entry in enumerate(listed, start=1)]
    texts = listed_texts(cell)
    read = read_cited if sum(map(bool, map(_ABBREVIATED.match, texts))) * 2 > len(texts) else read_listed
    return [read(text, line=line, number=number) for number, text in enumerate(texts, start=1)]


def _identifiers(cell, bare):
    pieces = [piece for piece in _IDENTIFIERS.split(cell) if piece.strip("\"'")]
    if pieces and len(pieces[0]) < 120:
        names = []
        for piece in pieces:
            name = identifier(piece.strip("\"'"), bare=bare)
            if name is None:
                return None
            names.append(name)
        return names
    return None


def listed_texts(cell: str) -> list[str]:
    """Return the texts of the references in one cell.

    >>> listed_texts("Lee, A., Smoking (2007) N Engl J Med, 357, p. 509; author reply 513; Ng, B., (2001) Cell, 2, p. 1; PMID: 12345")
    ['Lee, A., Smoking (2007) N Engl J Med, 357, p. 509; author reply 513', 'Ng, B., (2001) Cell, 2, p. 1; PMID: 12345']
    """
    if cell.count("\n") > 1 and cell.count("\n") >= cell.count(";"):
        pieces = cell.split("\n")
    else:
        mark = "; " if cell.count("; ") * 2 > cell.count(";") else ";"
        pieces = _rejoined(cell.split(mark), mark)
    return [piece for piece in (" ".join(piece.split()).strip(" ;") for piece in pieces) if any(map(str.isalnum, piece))]


def _rejoined(pieces, mark):
    joined = []
    for piece in pieces:
        if joined and (_INSIDE.search(joined[-1][-1][-10:]) or _GOES_ON.match(piece.lstrip())):
            joined[-1].append(piece)
        else:
            joined.append([piece])
    return [mark.join(parts) for parts in joined]


def _of_dimensions(entry, line, number):
    """Authors, their numbers, source, year, volume, issue, pages, DOI, number of the work, times cited."""
    cells = [cell.strip() for cell in entry.split("|")]
    fields = {"doi": next((cell for cell in cells if cell.startswith("10.") or "doi.org/" in cell), None)}
    year = next((index for index, cell in enumerate(cells) if _YEAR.fullmatch(cell)), None)
    if year is None:
        fields["container"] = cells[2] if len(cells) > 2 else None
    else:
        fields["year"] = cells[year]
        fields["container"] = cells[year - 1] if year > 1 else None
        for field, cell in zip(("volume", "issue", "pages"), cells[year + 1 :], strict=False):
            fields[field] = cell if len(cell) < 30 and not cell.startswith(("10.", "pub.")) else None
    names = [name.strip() for name in cells[0].split(";") if name.strip()]
    authors = tuple(
        Author(family.strip(), given.strip() or None) for family, _, given in (name.partition(",") for name in names)
    )
    return claim(fields, authors=authors, line=line, number=number)
