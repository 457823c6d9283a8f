"""Two tables, works and citations: CSV and Parquet."""

import csv
import io
import re

import networkx as nx

from citegraph.graph import EDGE_ATTRIBUTES, NODE_ATTRIBUTES
from citegraph.write.flat import AS_JSON, flat_graph, parted

# Spreadsheets take a cell that begins so for a formula, which may run commands.
_FORMULA = re.compile(r"'*[=+\-@\t\r]")


def csv_tables(G: nx.DiGraph) -> tuple[str, str]:
    r"""Return the works and the citations as CSV (RFC 4180, UTF-8).

    A text that a spreadsheet would take for a formula gets an apostrophe in
    front, as one does by hand; `unguarded` takes it away.

    >>> G = nx.DiGraph([("doi:10.1/b", "doi:10.1/a")])
    >>> G.nodes["doi:10.1/a"].update(title='=HYPERLINK("x", "y")', year=1973)
    >>> nodes, edges = csv_tables(G)
    >>> nodes.splitlines()[1][:71]
    'doi:10.1/a,"\'=HYPERLINK(""x"", ""y"")",1,"\'=HYPERLINK(""x"", ""y"")",,,'
    >>> edges
    'citing,cited,sources,score,text,method,evidence\r\ndoi:10.1/b,doi:10.1/a,,,,,\r\n'
    """
    return tuple(_csv(*table) for table in _tables(flat_graph(G)))


def parquet_tables(G: nx.DiGraph) -> tuple[bytes, bytes]:
    """Return the works and the citations as Parquet, lists of texts as lists.

    `candidates`, `evidence` and `orcids` are JSON.  It takes pyarrow.
    """
    return tuple(_parquet(*table) for table in _tables(flat_graph(G)))


def unguarded(cell: str) -> str:
    """Return the text of a cell that `csv_tables` may have guarded.

    >>> unguarded("'=1+1"), unguarded("'quoted'"), unguarded("''-omics")
    ('=1+1', "'quoted'", "'-omics")
    """
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def _tables(plain):
    yield _columns(("id", "label", "lcs"), NODE_ATTRIBUTES, plain.nodes.values()), [
        {"id": work, **attributes} for work, attributes in plain.nodes(data=True)
    ]
    yield _columns(("citing", "cited"), EDGE_ATTRIBUTES, plain.edges.values()), [
        {"citing": citing, "cited": cited, **attributes} for citing, cited, attributes in plain.edges(data=True)
    ]


def _columns(first, contract, dictionaries):
    more = {name for attributes in dictionaries for name in attributes}
    return [*first, *contract, *sorted(more - set(first) - set(contract))]


def _csv(columns, rows):
    buffer = io.StringIO()
    table = csv.writer(buffer, lineterminator="\r\n")
    table.writerow([_guarded(name) for name in columns])
    for row in rows:
        table.writerow([_guarded(row.get(name, "")) for name in columns])
    return buffer.getvalue()


def _guarded(value):
    if isinstance(value, bool):
        return str(value).lower()
    return f"'{value}" if isinstance(value, str) and _FORMULA.match(value) else value


def _parquet(columns, rows):
    import pyarrow
    from pyarrow import parquet

    lists = {name for name, kind in (NODE_ATTRIBUTES | EDGE_ATTRIBUTES).items() if kind is list and name not in AS_JSON}
    kinds = {str: pyarrow.string(), int: pyarrow.int64(), bool: pyarrow.bool_(), float: pyarrow.float64()}
    contract = {name: str if kind is list else kind for name, kind in (NODE_ATTRIBUTES | EDGE_ATTRIBUTES).items()}
    arrays = {}
    for name in columns:
        values = [row.get(name) for row in rows]
        if name in lists:
            values, kind = [value if value is None else parted(value) for value in values], pyarrow.list_(kinds[str])
        else:
            kind = kinds[contract.get(name) or next((type(value) for value in values if value is not None), str)]
        arrays[name] = pyarrow.array(values, type=kind)
    buffer = io.BytesIO()
    parquet.write_table(pyarrow.table(arrays), buffer)
    return buffer.getvalue()
