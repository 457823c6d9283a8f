"""Tables of works, a row each, and of citations: CSV and TSV as indexes, reference managers and people write them."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from citegraph.errors import ReadError
from citegraph.garbage import no_collection
from citegraph.identifiers import find_dois
from citegraph.model import fold
from citegraph.read.claims import claim
from citegraph.read.exports.columns import Head, columns_of, find_head
from citegraph.read.exports.delimited import Row, rows_of
from citegraph.read.exports.json_items import text_in
from citegraph.read.exports.linking import Linkable, identifier, linked, reference_of
from citegraph.read.exports.people import people
from citegraph.read.exports.reference_cells import cut_cell
from citegraph.read.likeness import YEAR
from citegraph.read.reading import Reading, Skipped

# What a table calls a kind of work, folded, in CSL's words.
KINDS = {
    "article": "article-journal", "journal article": "article-journal", "journalarticle": "article-journal",
    "research article": "article-journal", "review": "article-journal", "jour": "article-journal",
    "letter": "article-journal", "editorial": "article-journal", "note": "article-journal", "article book chapter": "chapter",
    "editorial material book chapter": "chapter", "review book chapter": "chapter", "editorial material": "article-journal",
    "news item": "article-journal", "meeting abstract": "paper-conference", "correction": "article-journal", "article journal": "article-journal",
    "article in press": "article-journal", "review article": "article-journal", "early access": "article-journal",
    "article early access": "article-journal", "book": "book", "monograph": "book", "edited book": "book",
    "book chapter": "chapter", "chapter": "chapter", "booksection": "chapter", "chap": "chapter", "reference entry": "entry",
    "conference paper": "paper-conference", "proceedings paper": "paper-conference", "conferencepaper": "paper-conference",
    "proceedings article": "paper-conference", "conference proceedings": "paper-conference", "proceeding": "paper-conference",
    "article proceedings paper": "paper-conference", "thesis": "thesis", "dissertation": "thesis", "report": "report",
    "preprint": "article", "posted content": "article", "dataset": "dataset", "data set": "dataset", "webpage": "webpage",
}  # fmt: skip
_PLAIN = ("title", "volume", "issue", "article_number", "publisher", "pmid", "pmcid", "arxiv", "isbn", "year")
_NOTHING = frozenset(("NA", "N/A", "n/a", "NaN", "nan", "NULL", "null", "None", "none", "#N/A", "-", "--", "NF"))
_NOTES = re.compile(r"\s?\[(?:[a-z]+:[^\s\]]+(?:\s+|(?=\])))+\]")  # OpenCitations writes identifiers behind names
# A source as Embase prints it: "Lancet (2005) 365:9453 (82-93). Date of Publication: 1 Jan 2005".
EMBASE_SOURCE = re.compile(
    r"(?P<container>.+?) \((?P<year>\d{4})\) (?:(?P<volume>[\w-]+)?(?::(?P<issue>\S+))? ?)?"
    r"(?:\((?P<pages>[\w.-]+)\)|Article Number: (?P<article_number>\S+?))?(?:\.\s.*|\.?$)",
    re.DOTALL,
)
_PUBMED = re.compile(r"\b\d{4}(?: [A-Z][a-z]{2}[-\w ]*)?;(\w+)?(?:\(([^()]+)\))?:([\w-]+)")
_RULE = re.compile(r"[-:=+ ]*")  # what parts head and rows in a table of Markdown
_SAMPLE = 2_000_000  # characters, and rows, looked at to tell a table
_ROWS = 50
_SHARED = 3  # rows with one surplus in one place: from there on the head is at fault


def is_table(text: str) -> bool:
    """Whether *text* is a table of works or citations: a head with known names, and rows that keep to it.

    >>> is_table("doi;note\\n10.1002/asi.1;x"), is_table("citing\\tcited\\n10.1002/a\\t10.1002/b")
    (True, True)

    A page, or a bibliography with commas, is none; nor are citations between mere labels:

    >>> is_table("Title, abstract and keywords\\nThe rest of a page."), is_table("source,target\\nA,B")
    (False, False)
    """
    lines = text[:_SAMPLE].split("\n")
    head = find_head(lines)
    if head is None:
        return False
    rows = []
    for row in rows_of(lines, head.delimiter, start=head.row.line - 1 + head.row.lines, width=len(head.names)):
        rows.append(row)
        if len(rows) == _ROWS:
            break
    if len(text) > _SAMPLE and len(rows) > 1:
        rows.pop()  # cut off with the sample
    if head.citations:
        return _are_identified(rows, *head.citations)
    if len(head.names) == 1:
        return _is_column(rows, next(iter(head.columns)))
    if len(head.columns) > 2:
        return 2 * sum(len(row.cells) > 1 for row in rows) >= len(rows)
    return bool(rows) and sum(len(row.cells) == len(head.names) for row in rows) >= 0.8 * len(rows)


def _are_identified(rows, citing, cited, bare):
    held = [row.cells[column] for row in rows for column in (citing, cited) if column < len(row.cells)]
    return bool(held) and 2 * sum(_number(cell, bare) is not None for cell in held) >= len(held)


def _number(cell, bare):
    """The identifier in a cell of a table of citations: where it has several of one work, one that makes a reference."""
    names = [name for piece in cell.split() if (name := identifier(piece, bare=bare))]
    return next((name for name in names if reference_of(name)), names[0] if names else None)


def _is_column(rows, field):
    """Whether a single column under the name of *field* is a table, and not a page that begins with that word."""
    cells = [row.cells[0] for row in rows]
    if field == "doi":
        return bool(cells) and 2 * sum(bool(find_dois(cell)) for cell in cells) >= len(cells)
    if field == "pmid":
        return bool(cells) and all(cell.isdigit() for cell in cells)
    known = ("authors", "author", "abstract", "introduction", "references", "keywords", "date", "doi", "bibliography")
    return (
        field == "title"
        and bool(cells)
        and all(8 < len(cell) < 400 for cell in cells)
        and not any(find_head([cell]) or fold(cell) in known or YEAR.search(cell) and find_dois(cell) for cell in cells)
    )


def read_table(text: str, *, name: str, sha256: str) -> Reading:
    """Read each row as a seed, with its list of references where a column holds one.

    Delimiter and head are found, whatever stands above the head; columns may
    stand in any order.  In a table of citations the works that cite are the seeds.
    A row with fewer or more cells than the head is used where it can be told
    which are missing or too many; else it is skipped, and told.

    >>> text = "Title,Authors,Year,DOI\\n\\"Co-citation, a new measure\\",Small H.,1973,10.1002/ASI.1\\nNetworks,Price D.\\n"
    >>> reading = read_table(text, name="a.csv", sha256="")
    >>> [(seed.title, seed.year, seed.doi, seed.line) for seed in reading.seeds]
    [('Co-citation, a new measure', 1973, '10.1002/asi.1', 2), ('Networks', None, None, 3)]

    A comma without quotation marks costs its row:

    >>> read_table(text + "Peer support, a view,Mead S.,2001,\\n", name="a.csv", sha256="").skipped[0].reason
    'a row of 5 cells under a head of 4'

    Raises
    ------
    ReadError
        If no row names a work.
    """
    with no_collection():
        lines = text.split("\n")
        head = find_head(lines)
        if head is None:
            raise ReadError(name, "no row of it names the columns of a table of works: title, author, year, DOI …", 1)
        width = len(head.names)
        rows = list(rows_of(lines, head.delimiter, start=head.row.line - 1 + head.row.lines, width=width))
        if head.citations:
            citing, cited, bare = head.citations
            blank = [""] * width
            cells = ((row.line, row.cells + blank) for row in rows)
            works, skipped = citing_works(((line, row[citing], row[cited]) for line, row in cells), bare)
        else:
            works, skipped = _works(rows, head)
        records, unknown = linked(works)
    if not records and not any(block.record for block in skipped):
        raise ReadError(name, skipped[0].reason if skipped else "has the head of a table and no rows", skipped[0].line if skipped else head.row.line)
    skipped = sorted([*skipped, *unknown], key=lambda block: block.line)
    return Reading(name, sha256, "table", records=tuple(records), skipped=tuple(skipped))


def citing_works(citations: Iterable[tuple[int, str, str]], bare: str = "") -> tuple[list[Linkable], list[Skipped]]:
    """Return the works that cite, each with what it cites, and the citations that name no two works.

    Parameters
    ----------
    citations
        The line of each, and the cells of the citing and of the cited work; a cell may hold several identifiers of one.
    bare
        What a number alone is; see `identifier`.

    >>> works, skipped = citing_works([(2, "10.1234/a", "10.1234/b"), (3, "10.1234/a", "omid:br/1 pmid:777"), (4, "10.1234/a", "")])
    >>> works[0].cited, skipped[0].line
    (('doi:10.1234/b', 'pmid:777'), 4)
    """
    cited, lines, skipped = {}, {}, []
    for line, *cells in citations:
        names = [_number(cell, bare) for cell in cells]
        if None in names or reference_of(names[0]) is None:
            shown = " ".join(cells)[:200]
            skipped.append(Skipped(line, shown, "a citation without a DOI or PubMed number of both works"))
            continue
        lines.setdefault(names[0], line)
        cited.setdefault(names[0], {}).setdefault(names[1])
    works = [Linkable(replace(reference_of(citing), line=lines[citing]), (citing,), tuple(listed)) for citing, listed in cited.items()]
    return works, skipped


def flat_work(item: dict, line: int) -> Linkable | None:
    """Return what an object says whose keys are such as head a table, as OpenCitations describes works.

    >>> flat_work({"id": "doi:10.1234/a omid:br/061", "title": "A", "pub_date": "1973-07"}, 1).claim.year
    1973
    """
    names = [str(key) for key in item]
    cells = [text_in(value) or "" for value in item.values()]
    return _work(cells, Head(Row(line, 1, names), names, columns_of(names), ","), line, False, False)


def _skip(row, reason):
    return Skipped(row.line, " ".join(" ".join(row.cells)[:1000].split())[:200], reason, record=True)


def _works(rows, head):
    works, skipped = [], []
    width = len(head.names)
    surplus = _surplus(rows, head)
    counts = _only_counts(rows, head)
    glued = "item title" in map(fold, head.names)
    for row in rows:
        cells = row.cells
        if all(map(_RULE.fullmatch, cells)):
            continue
        if len(cells) != width:
            cells = _fitted(cells, head, surplus)
            if cells is None:
                plural = "" if len(row.cells) == 1 else "s"
                skipped.append(_skip(row, f"a row of {len(row.cells)} cell{plural} under a head of {width}"))
                continue
            place = surplus.get(len(row.cells) - width)
            if lost := " ".join(filter(None, row.cells[place : place + len(row.cells) - width])) if place is not None else "":
                skipped.append(Skipped(row.line, lost[:200], "cells that the head of the table does not name"))
        work = _work(cells, head, row.line, glued, counts)
        if work is None:
            skipped.append(_skip(row, "a row without title, identifier or authors with a year"))
        else:
            works.append(work)
    return works, skipped


def _printed(container, citation, dated):
    """What stands inside a cell with more than one thing: the source as Embase prints it, the citation as PubMed does."""
    parts = ()
    if not dated and (match := EMBASE_SOURCE.match(container)):
        parts = match.groupdict().items()
    elif match := _PUBMED.search(citation):
        parts = zip(("volume", "issue", "pages"), match.groups(), strict=True)
    return [(part, value) for part, value in parts if value]


def _misfits(cells, head):
    """How many cells are not what the head says of them: years, DOIs, numbers of PubMed, addresses, reference lists."""
    wrong = 0
    for field, fits in _FITS.items():
        for column in head.columns.get(field, ()):
            cell = cells[column]
            wrong += bool(cell) and cell not in _NOTHING and not fits(cell)
    return wrong


_FITS = {
    "year": lambda cell: len(cell) < 40 and YEAR.search(re.sub(r"[/.-]", " ", cell)),
    "doi": lambda cell: "10." in cell,
    "pmid": lambda cell: re.search(r"\d{2,9}$", cell),
    "url": lambda cell: "://" in cell or cell.startswith("www."),
    "references": lambda cell: re.search(r"\d", cell),
    "first": lambda cell: len(cell) < 20,
    "volume": lambda cell: len(cell) < 40,
}


def _surplus(rows, head):
    """How many cells too many → where they stand, if several rows agree.

    Scopus joins exports with different columns under the head of the first:
    all rows of a kind then have their surplus in one place.  It is where the
    typed cells fit best, the lists of references are kept and least is lost;
    of several such places the last.
    """
    width, places = len(head.names), {}
    numbers = Counter(len(row.cells) - width for row in rows)
    for number, count in numbers.items():
        if 0 < number <= 3 and count >= _SHARED:
            kind = [row.cells for row in rows if len(row.cells) == width + number][:200]
            scores = []
            for place in range(width + 1):
                without = [cells[:place] + cells[place + number :] for cells in kind]
                held = sum(bool(cells[column]) for cells in without for column in head.columns.get("references", ()))
                lost = sum(any(cells[place : place + number]) for cells in kind)
                scores.append((sum(_misfits(cells, head) for cells in without), -held, lost, -place))
            wrong, *_, place = min(scores)
            place = -place
            if wrong * 5 <= len(kind):
                places[number] = place
    return places


def _fitted(cells, head, surplus):
    """*cells* in the places that the head gives them, or `None` where these cannot be told."""
    width = len(head.names)
    number = len(cells) - width
    if number > 0:
        place = surplus.get(number, width)
        if number not in surplus and any(cells[width:]):
            return None
        cells = cells[:place] + cells[place + number :]
    elif len(cells) == 1:
        return None
    else:
        cells = cells + [""] * -number
    return None if _misfits(cells, head) else cells


def _only_counts(rows, head):
    """Whether the column of references says how many there are, and not which."""
    columns = head.columns.get("references", ())
    cells = [row.cells[column] for row in rows for column in columns[:1] if column < len(row.cells) and row.cells[column]]
    return bool(cells) and all(cell.isdigit() and len(cell) < 5 for cell in cells)


def _work(cells, head, line, glued, counts):
    columns = head.columns

    def said(field):
        for column in columns.get(field, ()):
            if (cell := cells[column]) and cell not in _NOTHING:
                return cell
        return None

    fields = {field: value for field in _PLAIN if (value := said(field))}
    if (container := cells[columns["container"][0]] if "container" in columns else "") and container not in _NOTHING:
        fields["container"] = container
    for field in ("container", "publisher"):
        if "[" in fields.get(field, ""):
            fields[field] = _NOTES.sub("", fields[field])
    if first := said("first") or said("pages"):
        last = said("last")
        fields["pages"] = f"{first}-{last}" if last and last != first and "-" not in first else first
    doi, link = said("doi"), said("url") or ""
    fields["doi"] = doi or (link if "doi.org/10." in link else None)
    names = []
    for piece in (said("id") or "").split():
        if found := identifier(piece):
            names.append(found)
            scheme, _, value = found.partition(":")
            if scheme in ("doi", "pmid", "pmcid", "arxiv") and not fields.get(scheme):
                fields[scheme] = value
        else:
            names.append(f"id:{piece}")
    for part, value in _printed(fields.get("container", ""), said("citation") or "", "year" in fields):
        fields[part] = value
    authors = people(said("authors") or "", glued=glued)
    work = claim(fields, authors=authors, kind=KINDS.get(fold(said("kind") or "").strip()), line=line)
    if not (any(map(str.isalnum, work.title or "")) or work.doi or work.pmid or work.pmcid or work.arxiv or (authors and work.year)):
        return None
    names += [f"{scheme}:{value}" for scheme in ("doi", "pmid", "pmcid") if (value := getattr(work, scheme))]
    listed = None if counts else said("references")
    cited = cut_cell(listed, bare="pmid" if "pmid" in columns else "id", line=line) if listed else ()
    return Linkable(work, tuple(names), tuple(cited))
