"""The source of an encyclopedia's page: references in templates, ``{{cite journal |last=Small |title=…}}``, and in notes."""

import html
import re
from dataclasses import replace

from citegraph.model import Author, Reference
from citegraph.read.claims import author_from, claim
from citegraph.read.exports.tagged import people
from citegraph.read.likeness import likeness
from citegraph.read.markup import is_html
from citegraph.read.pages import read_page
from citegraph.read.reading import Reading, Skipped
from citegraph.read.strings import read_reference

# Where each field of a claim may stand, best first, in the languages that name parameters in their own.
FIELDS = {
    "title": ("chapter", "contribution", "chapitre", "capítulo", "title", "titre", "titel", "título", "titolo", "заглавие"),
    "container": (
        "journal", "périodique", "sammelwerk", "publicación", "rivista", "revista", "издание", "magazine", "newspaper",
        "periodical", "encyclopedia", "work", "website",
    ),
    "year": ("date", "year", "année", "jahr", "datum", "fecha", "año", "anno", "data", "ano", "год"),
    "volume": ("volume", "tome", "band", "volumen", "том"),
    "issue": ("issue", "number", "numéro", "nummer", "número", "numero", "номер"),
    "pages": ("pages", "page", "pp", "p", "at", "seiten", "passage", "páginas", "página", "pagine", "страницы"),
    "publisher": ("publisher", "éditeur", "verlag", "editorial", "editore", "editora", "издательство"),
    "doi": ("doi",),
    "pmid": ("pmid",),
    "pmcid": ("pmc",),
    "arxiv": ("arxiv", "eprint"),
    "isbn": ("isbn",),
}  # fmt: skip
_WHOLE = ("title", "titre", "titel", "título", "titolo", "booktitle", "book-title")  # a chapter's book
_FAMILY = ("last", "surname", "nom", "nachname", "apellidos", "apellido", "cognome", "sobrenome")
_GIVEN = ("first", "given", "prénom", "vorname", "nombre", "nome")
_WRITER = ("author", "auteur", "autor", "autore", "автор")
_KINDS = (
    ("journal", "article-journal"), ("article", "article-journal"), ("magazine", "article-magazine"),
    ("news", "article-newspaper"), ("conference", "paper-conference"), ("thesis", "thesis"), ("report", "report"),
    ("book", "book"), ("ouvrage", "book"), ("libro", "book"), ("книга", "book"), ("arxiv", "article"),
)  # fmt: skip
_SURE = "cite|cita|citar|citeer|citation|literatur|ouvrage|chapitre|книга|статья"
_CITES = re.compile(
    rf"(?:{_SURE}|vcite|article|lien web|internetquelle)\b(?!.*\b(?:needed|style)\b)",
    re.IGNORECASE,
)
_TEMPLATE = re.compile(rf"\{{\{{\s*(?:{_SURE})\b[^{{}}|]*\|", re.IGNORECASE)
_NAME_ENDS = re.compile(r"[|{}]")
_BRACKETS = re.compile(r"\{\{|\}\}")
_PARTS = re.compile(r"\{\{|\}\}|\[\[|\]\]|\|")
_COMMENT = re.compile(r"<!--(?:.*?-->|.*)", re.DOTALL)
_NOTE = re.compile(r"<ref\b[^<>]*/>|<ref\b[^<>]*>(.*?)(?:</ref\s*>|(?=<ref\b)|\Z)", re.DOTALL | re.IGNORECASE)
_LINK = re.compile(r"\[\[(?:[^\[\]|]*\|)?([^\[\]|]*)\]\]")
_ADDRESS = re.compile(r"\[(https?://[^\s\[\]]+)(?:\s+([^\[\]]*))?\]")
_INNER = re.compile(r"\{\{([^{}]*)\}\}")
_TAG = re.compile(r"<[^<>]{1,200}>")
_EMPHASIS = re.compile(r"'{2,5}")
_WORD = re.compile(r"[^\W_]")
_HEAD = 1_000_000  # characters at the head of a page in which its first template begins
_DEPTH = 40  # templates within templates; deeper ones are damage

UNCLOSED = "a template without its closing braces"
EMPTY = "a template that names no work"
AGAIN = "the same reference as on line {}"
NO_REFERENCE = "a note that is no reference"


def is_wikitext(text: str) -> bool:
    """Whether *text* has templates that cite.

    >>> is_wikitext("A claim.<ref>{{Cite book |title=The Structure}}</ref>"), is_wikitext("A {{mustache}} and a | bar")
    (True, False)
    """
    return bool(_TEMPLATE.search(text[:_HEAD])) and not is_html(text)


def read_wikitext(text: str, *, name: str, sha256: str) -> Reading:
    """Read each template that cites, each note and each printed reference as an entry.

    >>> source = "Growth.<ref>{{cite journal |last1=Price |first1=D |year=1965 |title=[[Networks]] of papers}}</ref>"
    >>> reading = read_wikitext(source, name="a.txt", sha256="")
    >>> print(reading.entries[0].text)
    Price, D (1965). Networks of papers

    What is damaged costs itself only, and what is used twice counts once:

    >>> damaged = "{{cite book |title=A\\n{{cite book |title=B}}\\n{{cite book |title=B}}"
    >>> reading = read_wikitext(damaged, name="a.txt", sha256="")
    >>> [entry.title for entry in reading.entries], [(skip.line, skip.reason) for skip in reading.skipped]
    (['B'], [(1, 'a template without its closing braces'), (3, 'the same reference as on line 2')])
    """
    text = _COMMENT.sub(_blanked, text)
    found, seen = [], {}
    spans, unclosed = _templates(text)
    for start, end in spans:
        found.append(_entry(text[start + 2 : end - 2], _line(text, start), seen))
    for start in unclosed:
        found.append(Skipped(_line(text, start), text[start : start + 200].split("\n")[0], UNCLOSED))
    rest = _without(text, spans, unclosed)
    for note in _NOTE.finditer(rest):
        if printed := _plain(note[1] or "").strip():
            line = _line(rest, note.start())
            likely = likeness(printed) > 1.3
            found.append(read_reference(printed, line=line) if likely else Skipped(line, printed[:200], NO_REFERENCE))
    lines = [_plain(line).strip(" =") if _WORD.search(line) else "" for line in _NOTE.sub(_blanked, rest).split("\n")]
    page = read_page("\n".join(lines), name=name, sha256=sha256)
    skipped = [block for block in page.skipped if likeness(block.text) > 1.3]  # the rest is the page itself
    found = sorted((*found, *page.references, *skipped), key=lambda each: each.line)
    entries = [each for each in found if isinstance(each, Reference)]
    return Reading(
        name,
        sha256,
        "wikitext",
        entries=tuple(replace(entry, number=number) for number, entry in enumerate(entries, start=1)),
        mentions=page.mentions,
        skipped=tuple(each for each in found if isinstance(each, Skipped)),
    )


def _templates(text):
    """Where templates that cite begin and end, those within others left out, and where those begin that nothing closes."""
    waiting, spans = [], []
    for bracket in _BRACKETS.finditer(text):
        if bracket[0] == "{{":
            waiting.append(bracket.start())
            continue
        if not waiting:
            continue
        start = waiting.pop()
        if _cites(text, start):
            while spans and spans[-1][0] > start:
                spans.pop()
            spans.append((start, bracket.end()))
    return spans, [start for start in waiting if _cites(text, start)]


def _cites(text, start):
    return _CITES.match(_NAME_ENDS.split(text[start + 2 : start + 60], maxsplit=1)[0].strip())


def _entry(inner, line, seen):
    """What one template cites, or why it is skipped."""
    form, values = _values(inner)
    if (key := tuple(sorted(values.items()))) in seen:
        return Skipped(line, " ".join(inner.split())[:200], AGAIN.format(seen[key]))
    seen[key] = line
    said = {field: value for field, names in FIELDS.items() if (value := _first(values, names))}
    whole = _first(values, _WHOLE)
    if whole and whole != said.get("title"):
        said["container"] = whole
    if values.get("pages") is None and values.get("page") is None and "at" in values:
        said["article_number"] = said.pop("pages")
    if said.get("pmcid", "").isdigit():
        said["pmcid"] = "PMC" + said["pmcid"]
    kind = next((kind for word, kind in _KINDS if word in form.lower()), None)
    if kind == "book" and said.get("container"):
        kind = "chapter"
    authors = _authors(values)
    entry = claim(said, authors=authors, kind=kind, line=line)
    named = authors or entry.title or entry.container or entry.doi or entry.pmid or entry.pmcid or entry.arxiv or entry.isbn
    return entry if named else Skipped(line, " ".join(inner.split())[:200], EMPTY)


def _values(inner):
    """A template's name, and its parameters by name, in lower case and without markup."""
    pieces, depth, start = [], 0, 0
    for part in _PARTS.finditer(inner):
        if part[0] == "|":
            if not depth:
                pieces.append(inner[start : part.start()])
                start = part.end()
        else:
            depth = max(depth + (1 if part[0] in ("{{", "[[") else -1), 0)
    form, *parameters = (*pieces, inner[start:])
    values = {}
    for parameter in parameters:
        named, equals, value = parameter.partition("=")
        if equals and (value := _plain(_ADDRESS.sub(r"\2", value)).strip()):
            values.setdefault(named.strip().lower(), value)
    return form, values


def _authors(values):
    if printed := _first(values, ("vauthors", "authors")):
        return people(printed.split(",") if ";" not in printed and re.search(r" [A-Z]{1,3}(?:,|$)", printed) else [printed])
    numbered = {}
    for named, value in values.items():
        stem = named.rstrip("0123456789")
        base, number = stem.removeprefix("author-").removesuffix("-"), named[len(stem) :]
        part = "family" if base in _FAMILY else "given" if base in _GIVEN else "name" if base in _WRITER else None
        if part:
            numbered.setdefault(int((number or "1")[:3]), {}).setdefault(part, value)
    authors = []
    for _, said in sorted(numbered.items()):
        if "family" in said:
            authors.append(Author(said["family"], said.get("given")))
        elif "name" in said:
            several = people([said["name"]]) if ";" in said["name"] else (author_from(said["name"]),)
            authors.extend(several)
    return tuple(authors)


def _first(values, names):
    return next((values[name] for name in names if name in values), None)


def _plain(text):
    """Text without links, emphasis, tags and templates, of which the last value without a name is what a reader sees."""
    for _ in range(_DEPTH):
        text, replaced = _INNER.subn(_seen, text)
        if not replaced:
            break
    text = _LINK.sub(r"\1", text)
    text = _ADDRESS.sub(r"\2 \1", text)
    return html.unescape(_EMPHASIS.sub("", _TAG.sub(" ", text)))


def _seen(template):
    sign = _SIGNS.get(template[1].strip().lower())
    value = template[1].rpartition("|")[2]
    return sign or ("" if "=" in value else value)


_SIGNS = {"nbsp": " ", "snd": " – ", "ndash": "–", "spaced ndash": " – ", "mdash": "—", "'": "'", "!": "|", "=": "="}


def _without(text, spans, unclosed):
    """The text with its lines, and without templates and what is left of the lines on which unclosed ones begin."""
    ends = [text.find("\n", start) for start in unclosed]
    lost = [(start, end if end >= 0 else len(text)) for start, end in zip(unclosed, ends, strict=True)]
    kept, done = [], 0
    for start, end in sorted((*spans, *lost)):
        if end > done:
            kept += [text[done : max(start, done)], "\n" * text.count("\n", max(start, done), end)]
            done = end
    return "".join((*kept, text[done:]))


def _blanked(found):
    return "\n" * found[0].count("\n")


def _line(text, at):
    return text.count("\n", 0, at) + 1
