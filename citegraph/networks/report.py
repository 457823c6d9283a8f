"""The reading report on a graph file."""

from citegraph.networks.direction import DIRECTIONS
from citegraph.networks.files import told_by
from citegraph.networks.works import name_of
from citegraph.read import Reading
from citegraph.read.report import reading_report


def network_report(reading: Reading, *, full: bool = False) -> dict:
    """Return the report on one input, ready for JSON; of a graph file, records are works and references citations.

    How many works have references cannot be told, and is 0, where nothing tells which way its arcs run.

    Of a graph file that does not state which way its arcs run, `records_with_references` is what `build` will know.

    >>> from citegraph.read import read_bytes
    >>> report = network_report(read_bytes(b"citing,cited\\nb,a\\nc,a\\nb,b\\n", name="a.csv"))
    >>> report["records"], report["references"], report["skipped"][0]["reason"]
    (3, 2, 'a work that cites itself')
    """
    report = reading_report(reading, full=full)
    network = reading.network
    if network is None:
        return report
    works, described, _, direction = told_by(network)
    place = DIRECTIONS.index(direction) if direction else None
    report["records"] = report["records_read"] = len(works)
    report["records_with_references"] = 0 if place is None else len({arc[place] for arc in network.arcs})
    report["references"] = len(network.arcs)
    for name, known in described.items():
        if known.get("seed"):
            node = name_of(name, works[name], reading.sha256)
            author = known["authors"][0].partition(",")[0] if known.get("authors") else None
            doi = node.removeprefix("doi:") if node.startswith("doi:") else None
            seed = {"doi": doi, "title": known.get("title"), "year": known.get("year"), "first_author": author}
            report["seeds"].append(seed)
    return report
