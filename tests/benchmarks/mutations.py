"""Damage done to real files: what transfers, editors, programs and malice do to them.

Every mutation is a function of a `random.Random` and bytes; the same number always brings the same file.
"""

import gzip
import random
import re

WINDOW = 30_000  # bytes of a large file that a mutant keeps at most
USUAL = 3_000  # bytes that most keep: readers are tried more often that way
_TOKENS = re.compile(rb"[A-Za-z0-9]+|[^\sA-Za-z0-9]|\s+")
_MARKS = (
    b'"', b"'", b"{", b"}", b"(", b")", b"[", b"]", b"<", b">", b"</", b"/>", b"&", b"&#x0;", b"&a;", b"@", b"\\", b"$",
    b"~", b"%", b"#", b",", b";", b"\t", b"|", b"=", b"- ", b"ER  - ", b"TY  - JOUR\n", b"ER\n", b"EF", b"PT J\n", b"CR ",
    b"PMID- ", b"%0 ", b"RT ", b"@article{", b"@string{", b"<!DOCTYPE a [<!ENTITY b 'c'>]>", b"<![CDATA[", b"]]>",
    b"*Vertices 9\n", b"*Arcs\n", b"10.1000/", b"https://doi.org/", b"doi:", b"et al.", b"(2001)", b"[12]", b"References\n",
    b"\x00", b"\x1a", b"\xff", b"\xfe", b"\xef\xbb\xbf", b"\r", b"\r\n", b"\n\n\n", b"\xe2\x80\xae", b"\xc2\xa0", b"\xed\xa0\x80",
    b"null", b"NaN", b"1e999", b"-1", b"99999999999999999999", "،".encode(), "参考文献".encode(), "𝔘".encode(),
)  # fmt: skip


def mutant(number: int, files: list[tuple[str, bytes]], seed: int = 0) -> tuple[str, bytes]:
    """Return the name and bytes of mutant *number* of *files*.

    >>> mutant(7, [("a.ris", b"TY  - JOUR")]) == mutant(7, [("a.ris", b"TY  - JOUR")])
    True
    """
    chance = random.Random(f"{seed} {number}")
    name, content = chance.choice(files)
    packed = name.endswith(".gz")
    content = _window(chance, gzip.decompress(content) if packed else content, name)
    for _ in range(chance.choice((1, 1, 2, 3, 8))):
        content = chance.choice(_MUTATIONS)(chance, content, files)
        content = content[: 4 * WINDOW] if not _is_packed(content) else content
    if chance.random() < 0.02:
        content = gzip.compress(content, 1, mtime=0)
        if chance.random() < 0.5:
            content = _flipped(chance, content, files)
    if chance.random() < 0.15:  # under a name that says something else
        name = chance.choice(("a", "a.json", "a.bib", "a.ris", "a.csv", "a.xml", "a.pdf", "a.net", "a.txt", "a.docx"))
    return name.removesuffix(".gz"), content


def _is_packed(content):
    return content.startswith((b"PK\x03\x04", b"%PDF", b"\x1f\x8b"))


def _window(chance, content, name):
    size = WINDOW if chance.random() < 0.02 else USUAL
    if _is_packed(content) or len(content) <= size:
        return content
    start = content.find(b"\n", chance.randrange(len(content) - size)) + 1
    head = b"".join(content[:WINDOW].splitlines(keepends=True)[: chance.choice((0, 1, 1, 3))])
    return head + content[start : start + size]


def _place(chance, content):
    return chance.randrange(len(content) + 1)


def _span(chance, content):
    start = _place(chance, content)
    return start, min(len(content), start + chance.choice((1, 2, 10, 100, 1000, 10_000)))


def _flipped(chance, content, files):
    out = bytearray(content)
    for _ in range(chance.choice((1, 3, 10, 100))):
        if out:
            out[chance.randrange(len(out))] = chance.randrange(256)
    return bytes(out)


def _cut(chance, content, files):
    start, end = _span(chance, content)
    return content[:start] + content[end:]


def _ended(chance, content, files):
    return content[: _place(chance, content)]


def _begun_late(chance, content, files):
    return content[_place(chance, content) :]


def _doubled(chance, content, files):
    start, end = _span(chance, content)
    return content[:end] + content[start:end] * chance.choice((1, 2, 50)) + content[end:]


def _marked(chance, content, files):
    for _ in range(chance.choice((1, 2, 20))):
        place = _place(chance, content)
        content = content[:place] + chance.choice(_MARKS) + content[place:]
    return content


def _repeated(chance, content, files):
    """One mark, or one token of the file, a few thousand times: what makes careless patterns slow."""
    place = _place(chance, content)
    token = chance.choice((*_MARKS, b" ", b"a", b"A.", b"1", b"-", b"\n", b"Aa, B. ", b"(1", content[place : place + chance.randrange(1, 9)]))
    return content[:place] + token * chance.choice((100, 100, 1000, 1000, 10_000)) + content[place:]


def _spliced(chance, content, files):
    """The beginning of this file and the end of another."""
    other = chance.choice(files)[1]
    if _is_packed(other):
        return content
    return content[: _place(chance, content)] + other[_place(chance, other) :][:WINDOW]


def _shuffled(chance, content, files):
    lines = content.splitlines(keepends=True)
    start = chance.randrange(len(lines) + 1)
    part = lines[start : start + chance.choice((2, 5, 50))]
    chance.shuffle(part)
    return b"".join([*lines[:start], *part, *lines[start + len(part) :]])


def _reworded(chance, content, files):
    """Some tokens in place of others."""
    tokens = _TOKENS.findall(content)
    for _ in range(min(len(tokens), chance.choice((1, 5, 50)))):
        tokens[chance.randrange(len(tokens))] = chance.choice(tokens)
    return b"".join(tokens)


def _unbroken(chance, content, files):
    return content.replace(b"\n", chance.choice((b"", b" ", b"\r", b"\r\n", b"\n\n", b"\\n")))


def _recoded(chance, content, files):
    text = content.decode("utf-8", "replace")
    return text.encode(chance.choice(("utf-16", "utf-16-le", "utf-16-be", "cp1252", "utf-7", "utf-32", "gb18030")), "replace")


def _unquoted(chance, content, files):
    mark = chance.choice((b'"', b"{", b"}", b"<", b">", b",", b"\n", b":", b"-", b"\t"))
    return content.replace(mark, b"", chance.choice((1, 3, -1)))


_MUTATIONS = (
    _flipped, _cut, _ended, _begun_late, _doubled, _marked, _marked, _repeated, _spliced, _shuffled, _reworded, _unbroken,
    _recoded, _unquoted,
)  # fmt: skip
