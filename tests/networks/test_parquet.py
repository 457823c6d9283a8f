"""Parquet tables as graph files: those of citegraph and of others."""

import io

import pytest

from citegraph.errors import ReadError
from citegraph.networks import read_graph
from citegraph.read import read_bytes

pyarrow = pytest.importorskip("pyarrow")
parquet = pytest.importorskip("pyarrow.parquet")


def packed(**columns):
    buffer = io.BytesIO()
    parquet.write_table(pyarrow.table(columns), buffer)
    return buffer.getvalue()


def test_citations_of_another_tool_are_read(tmp_path):
    path = tmp_path / "a.parquet"
    path.write_bytes(packed(Citing=["doi:10.1/b", "doi:10.1/c"], Cited=["doi:10.1/a", "doi:10.1/a"], weight=[1.5, 2.0]))

    assert sorted(read_graph(path).edges) == [("doi:10.1/b", "doi:10.1/a"), ("doi:10.1/c", "doi:10.1/a")]


def test_numbers_may_name_works_and_types_are_taken_as_they_are():
    reading = read_bytes(packed(id=[7, 8], title=["A", None], year=[1973, 1999], authors=[["Small, H"], []]), name="a.parquet")

    assert reading.network.works == {"7": {"title": "A", "year": 1973, "authors": ["Small, H"]}, "8": {"year": 1999}}


def test_rows_that_cannot_be_used_are_told_with_their_number():
    reading = read_bytes(packed(citing=["b", None, "b", "c"], cited=["a", "a", "a", "c"]), name="a.parquet")

    assert [(skip.line, skip.reason) for skip in reading.skipped] == [
        (2, "a citation without both its works"), (3, "the same citation as before"), (4, "a work that cites itself"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"PAR1" + bytes(99), "is a damaged Parquet file"),
        (packed(citing=["a"], cited=["b"])[:-9], "is a damaged Parquet file"),
        (packed(title=["A"], journal=["B"]), "without a column of works"),
        (packed(id=["x" * 1_000_000] * 2000), "unpacks to more than 100 times its size"),
    ],
)
def test_what_cannot_be_read_is_one_sentence(content, problem):
    with pytest.raises(ReadError, match=problem):
        read_bytes(content, name="a.parquet")


def test_without_its_library_it_is_the_sentence_of_the_export(monkeypatch):
    monkeypatch.setattr("citegraph.read.networks.parquet.find_spec", lambda name: None)

    with pytest.raises(ReadError, match=r"needs pyarrow: pip install 'citegraph\[parquet\]'"):
        read_bytes(b"PAR1", name="a.parquet")
