"""RIS, written by rispy."""

import networkx as nx
import rispy

from citegraph.write.works import (
    identifier_of,
    in_order,
    kind_of,
    note_of,
    one_line,
    page_range,
    said_of,
    title_of,
    url_of,
)


class _Records(rispy.RisWriter):
    """Without the count that rispy puts before each record, where RIS has nothing."""

    def set_header(self, count):
        return ""


def ris(G: nx.DiGraph) -> tuple[str]:
    """Return every work as a RIS record, in UTF-8.

    The tag ``ID`` has the work's id here; seeds have the keyword "seed"; an
    unresolved reference is there as read.

    >>> G = nx.DiGraph()
    >>> G.add_node("doi:10.1/a", title="Co-citation", authors=["Small, Henry"], year=1973, venue="JASIS", volume="24",
    ...     pages="265-269")
    >>> print(ris(G)[0], end="")
    TY  - JOUR
    ID  - doi:10.1/a
    AU  - Small, Henry
    TI  - Co-citation
    T2  - JASIS
    PY  - 1973
    VL  - 24
    SP  - 265
    EP  - 269
    DO  - 10.1/a
    UR  - https://doi.org/10.1/a
    ER  -
    """
    return (rispy.dumps([_record(work, attributes) for work, attributes in in_order(G)], implementation=_Records),)


def _record(work, attributes):
    first, last = page_range(said_of(attributes, "pages"))
    pmid, note = identifier_of(work, "pmid"), note_of(attributes)
    fields = {
        "type_of_reference": kind_of(attributes).ris,
        "id": one_line(work),
        "authors": [name for name in map(one_line, attributes.get("authors", ())) if name],
        "title": title_of(attributes),
        "secondary_title": said_of(attributes, "venue"),
        "year": said_of(attributes, "year"),
        "volume": said_of(attributes, "volume"),
        "number": said_of(attributes, "issue"),
        "start_page": first,
        "end_page": last,
        "doi": identifier_of(work, "doi"),
        "issn": identifier_of(work, "isbn"),
        "accession_number": pmid,
        "name_of_database": "PubMed" if pmid else "",
        "urls": [url_of(work)] if url_of(work) else [],
        "keywords": ["seed"] if attributes.get("seed") else [],
        "notes": [f"As read: {note}"] if note else [],
    }
    return {name: value for name, value in fields.items() if value}
