"""XML files, read one record at a time: damage costs the record it is in, nothing is fetched and nothing expanded.

The parser is the one that comes with Python.  Faster ones stop at the first
error, or mend it without saying where; here the parser is started anew at the
next record, so that what was lost can be told with its line.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html import escape
from html.entities import html5
from xml.parsers import expat

from citegraph.errors import ReadError
from citegraph.read.reading import Reading, Record, Skipped

DEEPEST = 200  # elements within each other; no library of references goes beyond thirty
LARGEST = 500_000  # elements of one record: a reference list of ten thousand entries

_CHUNK = 4096  # bytes given to the parser first, doubled while nothing is wrong
_LARGEST_CHUNK = 262_144
_BARE = {}  # what all elements without attributes share
_KEPT = {"amp", "lt", "gt", "quot", "apos"}
_MARKUP = re.compile(
    r"<!\[CDATA\[.*?(?:\]\]>|\Z)|<!--.*?(?:-->|\Z)|(?P<type><\?xml\s[^<>]*\?>|<!DOCTYPE[^\[<>]*(?:\[.*?(?:\]\s*>|\Z)|>))|"
    r"&(?:\#(?P<decimal>\d{1,7});|\#[xX](?P<hexadecimal>[0-9a-fA-F]{1,6});|(?P<name>[^\W\d][\w.-]{0,60});)?",
    re.DOTALL,
)
# Python decodes more than characters; only these names are believed.
_CHARACTERS = re.compile(r"iso|latin|windows|cp\d|koi|gb|big5|euc|shift|mac|utf|tis", re.IGNORECASE)
_DECLARED = re.compile(r"<!ENTITY\s+([^\s%\"'<>]{1,100})\s")
_UNUSABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_PROLOGUE = re.compile(r"(?:\s+|\ufeff|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^\[<>]*(?:\[.*?\]\s*)?>)*", re.DOTALL)
_OPENING = re.compile(r"<(?:[\w.-]+:)?([^\W\d][\w.-]*)(?=[\s/>])")
_TAG = re.compile(rb"<(/?)([A-Za-z_][\w.:-]{0,99})[^<>]*?(/?)>")


@dataclass(slots=True)
class Element:
    """An element with its line, its texts and the elements within it.  Names bear no prefix.

    >>> title = next(elements("<a><x:t xml:lang='en'>Small <i>worlds</i></x:t></a>", "a.xml", {"t"}))
    >>> title.name, title.attributes, title.text(), title.line
    ('t', {'lang': 'en'}, 'Small worlds', 1)
    """

    name: str
    attributes: dict[str, str]
    line: int
    parts: list = field(default_factory=list)

    def children(self, *names):
        """Return the elements directly within this one, those so named if names are given."""
        return [part for part in self.parts if isinstance(part, Element) and (not names or part.name in names)]

    def within(self, *names):
        """Yield the elements so named anywhere within this one, in order; none within another of them."""
        waiting = list(reversed(self.parts))
        while waiting:
            part = waiting.pop()
            if isinstance(part, Element):
                if part.name in names:
                    yield part
                else:
                    waiting.extend(reversed(part.parts))

    def first(self, *paths):
        """Return the first element that one of *paths* leads to, or `None`; the paths are tried in order."""
        for path in paths:
            here = [self]
            for name in path.split("/"):
                here = [child for each in here for child in each.children(name)]
            if here:
                return here[0]
        return None

    def said(self, *paths):
        """Return the text of the first element that one of *paths* leads to and that has one, or `None`."""
        for path in paths:
            if (found := self.first(path)) is not None and (text := found.text()):
                return text
        return None

    def text(self):
        """Return all text within, blanks and line breaks reduced to one blank."""
        pieces, waiting = [], list(reversed(self.parts))
        while waiting:
            part = waiting.pop()
            if isinstance(part, Element):
                waiting.extend(reversed(part.parts))
            else:
                pieces.append(part)
        return " ".join("".join(pieces).split())


def opening_names(text: str) -> frozenset[str]:
    """Return the names of the first elements that *text* opens; none if it is no XML.

    >>> sorted(opening_names('<?xml version="1.0"?><!-- <b> --><rdf:RDF><bib:Book/>')), opening_names("a < b")
    (['Book', 'RDF'], frozenset())
    """
    return frozenset(_first_names(text))


def root_name(text: str) -> str | None:
    """Return the name of the element that holds all others, if *text* is XML.

    >>> root_name('<?xml version="1.0"?>\\n<feed><entry/></feed>'), root_name("<p>a</p>"), root_name("a < b")
    ('feed', 'p', None)
    """
    return next(iter(_first_names(text)), None)


def _first_names(text):
    """The names of the elements that open in the first piece of a text that begins with a tag, damaged or not."""
    head = text[:20_000]
    start = _PROLOGUE.match(head).end()
    return _OPENING.findall(head, start) if head.startswith("<", start) else []


def declared_encoding(content: bytes) -> str | None:
    """Return the encoding that an XML file says it has, if it does have it.

    >>> declared_encoding("<?xml version='1.0' encoding='ISO-8859-2'?><a>Č</a>".encode("iso-8859-2"))
    'ISO-8859-2'
    >>> declared_encoding(b"<?xml version='1.0' encoding='klingon'?><a>\\xff</a>"), declared_encoding(b"a")
    (None, None)
    """
    match = re.match(rb"\s*<\?xml[^<>]*?\sencoding\s*=\s*[\"']([A-Za-z][\w.-]{0,40})[\"']", content[:300])
    if match is None:
        return None
    encoding = match[1].decode()
    try:
        known = _CHARACTERS.match(encoding) and content.decode(encoding).lstrip().startswith("<?xml")
    except (UnicodeError, LookupError):
        return None
    return encoding if known else None


def text_of(content: bytes) -> str:
    """Return an XML file as text.

    >>> text_of("<?xml version='1.0' encoding='utf-16'?><a>é</a>".encode("utf-16"))[-8:]
    '<a>é</a>'
    """
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode(declared_encoding(content) or "utf-8", errors="replace")


def elements(
    text: str, name: str, wanted, dropped=frozenset(), *, marks=frozenset(), nested=frozenset()
) -> Iterator:
    """Yield each outermost element whose name is in *wanted*, or the `Skipped` that tells what became of it.

    Parameters
    ----------
    name
        How errors call the file.
    dropped
        Names of elements that are passed over with all they hold.
    marks
        Names of elements that are yielded empty where they begin, to tell which of the others are within them.
    nested
        Names of elements that may hold others of their own name.  Of any other, the end is missing then.

    Raises
    ------
    ReadError
        If the text uses entities that it declares itself, or nests elements without end.

    A record that is damaged costs itself:

    >>> text = "<all><r>A</r>\\n<r>B</q></r>\\n<r>C\\n<r>D &nbsp; & E</r></all>"
    >>> [each.text() if isinstance(each, Element) else (each.line, each.reason) for each in elements(text, "a", {"r"})]
    ['A', (2, 'damaged XML: mismatched tag'), (3, 'damaged XML: the element has no end'), 'D & E']
    """
    data, wanted = _prepared(text, name).encode(), frozenset(wanted)
    again = re.compile(rb"<(?:[\w.-]+:)?(?:" + "|".join(sorted(wanted | marks)).encode() + rb")(?=[\s/>])")
    position = max(0, data.find(b"<"))
    line, above = 1 + data.count(b"\n", 0, position), []
    while True:
        parse = _Parse(name, wanted, dropped, marks, nested, above, position, line)
        problem = None
        for chunk in _chunks(data, position):
            problem = parse.feed(chunk)
            yield from parse.taken()
            if problem:
                break
        problem = problem or parse.finish()
        if problem is None:
            return
        where = parse.where - 2 * (data[parse.where - 2 : parse.where] == b"</")  # said of the name of an end tag
        problem = problem if where < len(data) else "the file ends within it"
        start = parse.begun if parse.inside else where
        following = again.search(data, where if where > position else position + 1)
        at = line + data.count(b"\n", position, start)
        lost = _glimpse(data, start, following.start() if following else len(data))
        yield Skipped(at, lost or "".join(f"<{each}>" for each in parse.path[-1:]), f"damaged XML: {problem}")
        if not following:
            return
        above = _open_after(parse, data[where : following.start()])[1:]
        line += data.count(b"\n", position, following.start())
        position = following.start()


def read_records(
    text: str, *, name: str, sha256: str, form: str, wanted, record: Callable[[Element], Record | None],
    dropped=frozenset(),
) -> Reading:  # fmt: skip
    """Read each element whose name is in *wanted* as a seed; one that names no work is skipped.

    >>> from citegraph.model import Reference
    >>> reading = read_records("<a><b>Small</b><b/></a>", name="a.xml", sha256="", form="x", wanted={"b"},
    ...                        record=lambda b: Record(Reference(b.text())) if b.parts else None)
    >>> [seed.text for seed in reading.seeds], reading.skipped[0].reason
    (['Small'], 'a record without title, identifier or authors')

    Raises
    ------
    ReadError
        If no record names a work; it gives the line of the first that was skipped.
    """
    records, skipped = [], []
    for each in elements(text, name, wanted, dropped):
        if isinstance(each, Skipped):
            skipped.append(each)
        elif found := record(each):
            records.append(found)
        else:
            skipped.append(Skipped(each.line, each.text()[:200], "a record without title, identifier or authors", True))
    if not records and not any(each.record for each in skipped):
        line = skipped[0].line if skipped else None
        reason = skipped[0].reason if skipped else "its XML holds no record"
        raise ReadError(name, f"no work found in it: {reason}", line)
    return Reading(name, sha256, form, records=tuple(records), skipped=tuple(skipped))


def _prepared(text, name):
    """*text* as a parser takes it: declarations and document types gone, names of characters and stray marks made characters."""
    declared = set()

    def mended(match):
        found = match[0]
        if match["type"]:
            declared.update(_DECLARED.findall(found))
            return "\n" * found.count("\n")
        if match["decimal"] or match["hexadecimal"]:
            code = int(match["decimal"]) if match["decimal"] else int(match["hexadecimal"], 16)
            usable = code in (9, 10, 13) or 32 <= code < 0x110000 and not _UNUSABLE.match(chr(code))
            return f"&#{code};" if usable else " "
        if not found.startswith("&") or match["name"] in _KEPT:
            return found
        if character := html5.get(f"{match['name']};"):
            return escape(character)
        if match["name"] in declared:
            line = 1 + text.count("\n", 0, match.start())
            raise ReadError(name, f"uses an entity that it declares itself, {found}: none is expanded", line)
        return f"&amp;{found[1:]}"

    return _UNUSABLE.sub(" ", _MARKUP.sub(mended, text))


def _chunks(data, position):
    size = _CHUNK
    while position < len(data):
        yield data[position : position + size]
        position, size = position + size, min(2 * size, _LARGEST_CHUNK)


def _glimpse(data, start, end):
    """The beginning of what was lost, as text."""
    piece = data[start : min(start + 2000, end)].decode(errors="replace")
    return " ".join(re.sub(r"<[^<>]*>", " ", piece).split())[:200] or " ".join(piece.split())[:200]


def _open_after(parse, passed):
    """The names of the elements open after the damage and the piece *passed* over."""
    path, ended = list(parse.path), not parse.inside
    for match in _TAG.finditer(passed):
        closing, name, empty = match[1], match[2].decode(errors="replace"), match[3]
        if not closing and not empty:
            path.append(name)
        elif closing and name in path[1:]:
            while path.pop() != name:
                pass
            ended = ended or len(path) <= parse.depth
    return (path if ended else path[: parse.depth])[: DEEPEST // 8]


class _Damaged(Exception):
    pass


class _Parse:
    """One run of the parser, from a place in the data to the end or the first damage.

    `path` has the names of the elements open, of which the first `depth` are outside the element being gathered, the
    very first around the whole file;
    `begun` is where that element begins and `where` the place of the damage, both in bytes of the data.
    """

    def __init__(self, name, wanted, dropped, marks, nested, above, position, line):
        self.path, self.depth, self.begun, self.where = [], 0, position, position
        self._name, self._wanted, self._dropped, self._marks, self._nested = name, wanted, dropped, marks, nested
        self._stack, self._done, self._count, self._passed = [], [], 0, 0
        self._line = line - 1
        self._parser = parser = expat.ParserCreate("utf-8")
        parser.buffer_text = True
        parser.StartElementHandler, parser.EndElementHandler = self._start, self._end
        # One element around everything: files put one after another are read as one.
        prefix = "".join(f"<{each}>" for each in ("_", *above)).encode()
        self._shift = position - len(prefix)
        parser.Parse(prefix)
        self._done.clear()
        parser.CharacterDataHandler = self._text
        parser.StartDoctypeDeclHandler = self._doctype

    @property
    def inside(self):
        return bool(self._stack)

    def taken(self):
        done, self._done = self._done, []
        return done

    def finish(self):
        """End the parse; return what is wrong, or `None`."""
        return self.feed(b"</_>", last=True)

    def feed(self, chunk, last=False):
        """Parse some more; return what is wrong, or `None`."""
        try:
            self._parser.Parse(chunk, last)
        except _Damaged as error:
            return str(error)
        except expat.ExpatError as error:
            self.where = self._shift + self._parser.ErrorByteIndex
            return expat.errors.messages[error.code]
        return None

    def _here(self):
        return self._shift + self._parser.CurrentByteIndex

    def _doctype(self, *_):
        self._fail("a document type in the wrong place")

    def _fail(self, problem):
        self.where = self._here()
        raise _Damaged(problem)

    def _start(self, qualified, attributes):
        name = qualified.rpartition(":")[2]
        if len(self.path) >= DEEPEST:
            line = self._line + self._parser.CurrentLineNumber
            raise ReadError(self._name, f"nests its elements more than {DEEPEST} deep", line)
        if self._passed or name in self._dropped:
            self.path.append(qualified)
            self._passed += 1
            return
        if not self._stack:
            if name in self._marks:
                self._done.append(Element(name, _BARE, self._line + self._parser.CurrentLineNumber))
            if name not in self._wanted:
                self.path.append(qualified)
                return
            self.depth, self.begun, self._count = len(self.path), self._here(), 0
        elif name == self._stack[0].name and name not in self._nested:
            self._fail("the element has no end")
        self.path.append(qualified)
        self._count += 1
        if self._count > LARGEST:
            self._fail(f"more than {LARGEST:,} elements in one record")
        bare = {key.rpartition(":")[2]: value for key, value in attributes.items()} if attributes else _BARE
        element = Element(name, bare, self._line + self._parser.CurrentLineNumber)
        if self._stack:
            self._stack[-1].parts.append(element)
        self._stack.append(element)

    def _end(self, _):
        self.path.pop()
        if self._passed:
            self._passed -= 1
        elif self._stack:
            element = self._stack.pop()
            if not self._stack:
                self._done.append(element)

    def _text(self, text):
        if self._stack and not self._passed:
            self._stack[-1].parts.append(text)
