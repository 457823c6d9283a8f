"""Parquet tables of works and of citations."""

import io
from importlib.util import find_spec

from citegraph.errors import ReadError
from citegraph.read.networks.gathering import Gathering
from citegraph.read.networks.tables import NAMES, ends_of
from citegraph.read.packing import refused, room_for
from citegraph.read.reading import Reading

_ROWS = 256  # rows unpacked at a time: one text may stand packed once for any number of rows
_DAMAGED = "is a damaged Parquet file, or was cut off"


def is_parquet(content: bytes) -> bool:
    """Whether *content* is a Parquet file.

    >>> is_parquet(b"PAR1 and more"), is_parquet(b"citing,cited")
    (True, False)
    """
    return content.startswith(b"PAR1")


def read_parquet(content: bytes, *, name: str, sha256: str) -> Reading:
    """Read a table of works or of citations, as `citegraph.export_graph` and others write them.

    Its lines are its rows, counted from 1.  It takes pyarrow.

    Raises
    ------
    ReadError
        If it is damaged, unpacks to far more than a table does, or is no table of works or citations;
        or without pyarrow.

    >>> read_parquet(b"PAR1 and no more", name="a.parquet", sha256="")  # doctest: +IGNORE_EXCEPTION_DETAIL
    Traceback (most recent call last):
        ...
    citegraph.errors.ReadError: a.parquet: is a damaged Parquet file, or was cut off
    """
    if not find_spec("pyarrow"):
        raise ReadError(name, "the format parquet needs pyarrow: pip install 'citegraph[parquet]'")
    rows = _rows(content, name)
    columns = next(rows)
    heads = [column.strip().lower() for column in columns]
    found, ends = Gathering(), ends_of(heads)
    key = next((place for place, head in enumerate(heads) if head in NAMES), None)
    if not ends and key is None:
        raise ReadError(name, "is a Parquet file without a column of works (id), or two of citations (citing, cited)")
    start, end, direction = ends or (key, key, None)
    for line, row in enumerate(rows, start=1):
        said = {
            column: value
            for place, (column, value) in enumerate(zip(columns, row, strict=True))
            if place not in (start, end) and value not in (None, "", [])
        }
        first, second = (str(row[place]).strip() if row[place] is not None else "" for place in (start, end))
        if not (first and second):
            found.skip(line, str(said), "a citation without both its works" if ends else "a row that names no work")
        elif ends:
            found.arc(first, second, line, said)
        else:
            found.work(first, said)
    return found.reading(name, sha256, "citations" if ends else "table", direction=direction)


def _rows(content, name):
    """The names of the columns, and then each row."""
    import pyarrow
    from pyarrow import parquet

    room = room_for(len(content))
    try:
        file = parquet.ParquetFile(io.BytesIO(content))
        yield file.schema_arrow.names
        for batch in file.iter_batches(_ROWS):
            room -= batch.nbytes
            if room < 0:
                raise refused(name, len(content))
            yield from zip(*(column.to_pylist() for column in batch.columns), strict=True)
    # ValueError is what a column raises whose texts are none.
    except (pyarrow.ArrowException, OSError, ValueError) as error:
        raise ReadError(name, _DAMAGED) from error
