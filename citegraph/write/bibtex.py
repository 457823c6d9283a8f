"""BibTeX, written by bibtexparser; keys and escapes are made here, since it makes none."""

import itertools
import re

import networkx as nx

from citegraph.model import fold
from citegraph.write.works import identifier_of, in_order, kind_of, note_of, one_line, page_range, said_of, title_of

# A brace that is escaped counts all the same when BibTeX looks for the end of a field.
_ESCAPES = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{mark: f"\\{mark}" for mark in "&%$#_"},
    }
)
_VERBATIM = str.maketrans({"\\": "%5C", "{": "%7B", "}": "%7D", "%": "%25"})
_SHORT_WORDS = frozenset("a an and at by das der des die el for from in la le les of on the to with".split())


def bibtex(G: nx.DiGraph) -> tuple[str]:
    r"""Return every work as a BibTeX entry, in UTF-8.

    Keys are made of first author, year and first word of the title, told apart
    by letters.  Words with capitals inside ("mRNA") are braced against styles
    that would lower them.  An unresolved reference is there as read.

    >>> G = nx.DiGraph()
    >>> G.add_node("doi:10.1/a_b", title="The mRNA & 5% of {it}", authors=["Small, Henry", "Research and Co"],
    ...     year=1973, type="journal-article", pages="265-269", venue="JASIS", seed=True)
    >>> print(bibtex(G)[0], end="")
    @article{small1973mrna,
      author = {Small, Henry and {Research and Co}},
      title = {The {mRNA} \& 5\% of \textbraceleft{}it\textbraceright{}},
      journal = {JASIS},
      year = {1973},
      pages = {265--269},
      doi = {10.1/a_b},
      keywords = {seed}
    }
    """
    from bibtexparser.bibdatabase import BibDatabase
    from bibtexparser.bwriter import BibTexWriter, SortingStrategy

    taken = set()
    database = BibDatabase()
    database.entries = [_entry(work, attributes, taken) for work, attributes in in_order(G)]
    writer = BibTexWriter()
    writer.indent = "  "
    writer.order_entries_by = None
    writer.display_order_sorting = SortingStrategy.PRESERVE
    return (writer.write(database),)


def _entry(work, attributes, taken):
    kind = kind_of(attributes)
    first, last = page_range(said_of(attributes, "pages"))
    fields = {
        "author": " and ".join(_author(one_line(name)) for name in attributes.get("authors", ())),
        "title": _capitals_kept(title_of(attributes)),
        kind.venue: _tex(said_of(attributes, "venue")),
        "year": said_of(attributes, "year"),
        "volume": _tex(said_of(attributes, "volume")),
        "number": _tex(said_of(attributes, "issue")),
        "pages": _tex(f"{first}--{last}" if last else first),
        "doi": identifier_of(work, "doi").translate(_VERBATIM),
        "pmid": identifier_of(work, "pmid"),
        "isbn": identifier_of(work, "isbn"),
        "eprint": identifier_of(work, "arxiv"),
        "archiveprefix": "arXiv" if work.startswith("arxiv:") else "",
        "keywords": "seed" if attributes.get("seed") else "",
        "note": _tex(note_of(attributes)),
    }
    known = {name: value for name, value in fields.items() if value}
    return {"ENTRYTYPE": kind.bibtex, "ID": _key(attributes, taken), **known}


def _tex(text):
    return text.translate(_ESCAPES)


def _author(name):
    """A name with its parts told by a comma; the braces of any other keep it whole."""
    parted = 1 <= name.count(",") <= 2 or " " not in name
    joins = re.search(r"\band\b", name, re.IGNORECASE) or name.lower() == "others"
    return _tex(name) if parted and not joins else f"{{{_tex(name)}}}"


def _capitals_kept(title):
    if title.isupper():
        return _tex(title)
    words = title.split(" ")
    return " ".join(f"{{{_tex(word)}}}" if _has_capital_inside(word) else _tex(word) for word in words)


def _has_capital_inside(word):
    return any(before.isalnum() and letter.isupper() for before, letter in itertools.pairwise(word))


def _key(attributes, taken):
    authors = attributes.get("authors") or [""]
    words = [word for word in _ascii(title_of(attributes)).split() if word not in _SHORT_WORDS]
    family = _ascii(authors[0].partition(",")[0]).replace(" ", "")
    word, year = words[0][:24] if words else "", str(attributes.get("year", ""))
    parts = (family[:24], year, word) if family else (word, year)
    stem = re.sub(r"[^a-z0-9]", "", "".join(parts)) or "work"
    key = next(key for key in itertools.chain([stem], _lettered(stem)) if key not in taken)
    taken.add(key)
    return key


def _ascii(text):
    return fold(text).encode("ascii", "ignore").decode()


def _lettered(stem):
    for length in itertools.count(1):
        for letters in itertools.product("abcdefghijklmnopqrstuvwxyz", repeat=length):
            yield f"{stem}-{''.join(letters)}"
