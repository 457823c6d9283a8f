"""Pajek: networks (``.net``), projects (``.paj``), and partitions, vectors and names for the works of another file."""

import re

from citegraph.errors import ReadError
from citegraph.read.networks.gathering import UNDESCRIBED, Gathering
from citegraph.read.reading import Reading

_HEAD = re.compile(r"(?:[ \t]*%[^\n]*\n|[ \t]*\n)*[ \t]*\*(?:network|vertices)\b", re.IGNORECASE)
_VERTEX = re.compile(r"\s*(\d+)(?:\s+(?:\"((?:[^\"\\]|\\.)*)\"|(\S+))(.*))?", re.DOTALL)
_SECTION = re.compile(r"\s*\*(\w+)\s*(.*)")
_ARCS = ("arcs", "edges", "arcslist", "edgeslist", "matrix")


def is_pajek(text: str) -> bool:
    r"""Whether *text* begins as a Pajek file does, after comments.

    >>> is_pajek('% Small World\r\n*Vertices 2\n1 "a"'), is_pajek("* Vertices of a graph")
    (True, False)
    """
    return bool(_HEAD.match(text))


def read_pajek(text: str, *, name: str, sha256: str) -> Reading:
    r"""Read the first network with arcs, and the partitions and vectors that fit it.

    >>> file = '*Vertices 3\n1 "MILGRAM S"\n2 "TRAVERS J"\n*Arcslist\n1 2 3\n*Partition years\n*Vertices 3\n1967\n1969\n0\n'
    >>> network = read_pajek(file, name="a.paj", sha256="").network
    >>> network.works["1"], list(network.arcs), network.columns
    ({'label': 'MILGRAM S'}, [('1', '2'), ('1', '3')], {'years': ['1967', '1969', '0']})

    A file with values and no arcs is about the works of another file:

    >>> read_pajek("*Vertices 2\n1967\n1969\n", name="SmallPY.clu", sha256="").network.columns
    {'SmallPY.clu': ['1967', '1969']}

    Raises
    ------
    ReadError
        If it declares far more works than it describes.
    """
    networks, columns, comments, found = [], {}, [], Gathering()
    for section in _sections(text, comments):
        if section.kind == "vertices" and section.owner in ("", "network"):
            networks.append((section, []))
        elif section.kind in _ARCS and networks:
            networks[-1][1].append(section)
        elif section.kind == "vertices":
            title = section.title if section.title not in columns else f"{section.title} ({section.line})"
            columns[title] = section
        elif section.kind not in ("network", "partition", "vector", "permutation", "cluster", "hierarchy"):
            found.skip(section.line, f"*{section.kind}", "a part of a Pajek file that is not known")
    with_arcs = [each for each in networks if any(arcs.rows for arcs in each[1])]
    if not with_arcs and not columns and networks and _is_values(networks[0][0]):
        vertices = networks[0][0]
        values = _values(vertices)
        return found.reading(name, sha256, "pajek", columns={name: values}, head="\n".join(comments))
    if not networks:
        raise ReadError(name, "a Pajek file without *Vertices")
    chosen = (with_arcs or networks)[0]
    for vertices, _ in networks:
        if vertices is not chosen[0]:
            found.skip(vertices.line, f"*Network {vertices.title}", "another network of the file: the first is read")
    size = _read_vertices(chosen[0], found, name)
    for section in chosen[1]:
        _read_arcs(section, size, found)
    fitting = {}
    for title, section in columns.items():
        values = _values(section)
        if len(values) == size:
            fitting[title] = values
        else:
            found.skip(section.line, title, f"{len(values)} values for {size} works")
    return found.reading(name, sha256, "pajek", columns=fitting, head="\n".join(comments))


class _Section:
    """A part of the file: its rows with their lines, and the object it belongs to."""

    def __init__(self, kind, rest, line, owner, title):
        self.kind, self.rest, self.line, self.owner, self.title = kind, rest, line, owner, title
        self.rows = []


def _sections(text, comments):
    sections, owner, title, rows = [], "", "", None
    for number, line in enumerate(text.split("\n"), start=1):
        mark = line.lstrip()
        if mark.startswith("%"):
            comments.append(mark[1:].strip())
        elif mark.startswith("*") and (match := _SECTION.match(line)):
            kind, rest = match[1].lower(), match[2].strip()
            if kind in ("network", "partition", "vector", "permutation", "cluster", "hierarchy"):
                owner, title = kind, rest
            sections.append(_Section(kind, rest, number, owner, title))
            rows = sections[-1].rows
        elif mark and rows is not None:
            rows.append((number, line))
    return sections


def _declared(section):
    numbers = re.findall(r"\d+", section.rest)
    return [int(number[:12]) for number in numbers[:2]] or [0]


def _is_values(section):
    """Whether rows are one value each, as in partitions, vectors and lists of names."""
    numbered = sum(bool(re.match(r"\s*\d+\s+\S", line)) for _, line in section.rows[:50])
    return bool(section.rows) and numbered < 0.5 * len(section.rows[:50])


def _values(section):
    return [line.strip().strip('"') for _, line in section.rows]


def _read_vertices(section, found, name):
    declared = _declared(section)
    size = declared[0]
    if len(declared) > 1 and 0 < declared[1] < size:
        raise ReadError(name, "a network of two kinds of works, which is no citation network", section.line)
    if size > max(UNDESCRIBED, len(section.rows)):
        raise ReadError(name, f"declares {size} works and describes {len(section.rows)}", section.line)
    for number in range(1, size + 1):
        found.work(str(number))
    for line, row in section.rows:
        match = _VERTEX.fullmatch(row)
        if not match or not 1 <= int(match[1][:12]) <= size:
            found.skip(line, row.strip(), f"no work of a network of {size}")
            continue
        said = {"label": label} if (label := match[2] if match[2] is not None else match[3]) else {}
        if match[4] and (time := re.search(r"\[(\d{4})(?:-[\d*]+)?\]", match[4])):
            said["year"] = time[1]
        found.work(str(int(match[1])), said)
    return size


def _read_arcs(section, size, found):
    matrix, arc = section.kind == "matrix", found.arc
    for place, (line, row) in enumerate(section.rows, start=1):
        try:
            if matrix:
                pairs = [(place, other) for other, value in enumerate(row.split(), start=1) if float(value)]
            elif section.kind.endswith("list"):
                numbers = [abs(int(word)) for word in row.split()]
                pairs = [(numbers[0], other) for other in numbers[1:]]
            else:
                start, end = row.split(None, 2)[:2]
                pairs = [(abs(int(start)), abs(int(end)))]
        except ValueError:
            found.skip(line, row.strip(), "no arc between two works")
            continue
        for start, end in pairs:
            if 1 <= start <= size and 1 <= end <= size:
                arc(str(start), str(end), line)
            else:
                found.skip(line, f"{start} → {end}", f"an arc of a work beyond the {size} of the network")
