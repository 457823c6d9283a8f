from citegraph.read.reading import Reading
from citegraph.read.lists import find_lists
from citegraph.read.lines import text_lines
from citegraph.model import Reference


def read_page(text, *, name, sha256):
    lists = find_lists(text_lines(text))
    return Reading(name, sha256, "page", entries=tuple(Reference(e.text, line=e.line, number=e.number) for l in lists if l.references for e in l.entries))
