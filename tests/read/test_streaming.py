"""The records of a file one at a time."""

import gzip
import tracemalloc

import pytest

from citegraph.errors import ReadError
from citegraph.read import Record, Skipped, iter_records, read_input
from tests.shared_data import shared

FILES = [
    "ris/citesource_search1_166.ris",
    "ris/litstudy_example.ris",
    "wos/metaknowledge_badFile.isi",
    "wos/crexplorer_savedrecs_JOI1.txt.gz",
    "pubmed/pybibx_mcda_pubmed.txt",
    "other/metaknowledge_ProQuest.txt.gz",
    "zotero_cases/ReferBibIX_01.enw",
    "zotero_cases/RefWorks_Tagged_04.txt",
]


@pytest.mark.parametrize("name", FILES)
def test_records_one_at_a_time_are_those_of_the_whole_reading(name):
    path = shared("exports", name)
    items = list(iter_records(path))
    reading = read_input(path)

    assert tuple(item for item in items if isinstance(item, Record)) == reading.records
    assert tuple(item for item in items if isinstance(item, Skipped)) == reading.skipped


def test_memory_does_not_grow_with_the_file(tmp_path):
    record = "TY  - JOUR\nTI  - A title\nAU  - Small, Henry\nAB  - " + "word " * 3000 + "\nER  - \n\n"
    path = tmp_path / "a.ris"
    path.write_text(record * 900, encoding="utf-8")
    next(iter_records(path))
    tracemalloc.start()
    count = sum(1 for _ in iter_records(path))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert count == 900
    assert peak < path.stat().st_size / 1.5  # the head that tells the format is held, a million bytes in a few forms


def test_lines_of_json_are_records_and_a_broken_one_costs_itself(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text('{"title": "A"}\n{"title": \n\n[]\n{"title": "B"}\n', encoding="utf-8")

    assert [(item.claim.title, item.claim.line) if isinstance(item, Record) else item.line for item in iter_records(path)] == [
        ("A", 1), 2, 4, ("B", 5),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"@book{a, title={A}}", "is bibtex, which is read whole"),
        (b'[{"title": "A"},\n{"title": "B"}]', "is json, which is read whole"),
        (b"Small H. Co-citation. 1973", "is of no format that is read record by record"),
        (gzip.compress(b"TY  - JOUR\nTI  - A\nER  -\n" * 99)[:-20], "is a damaged gzip file"),
        (bytes(range(256)) * 9, "is not a text file"),
    ],
)
def test_what_cannot_be_read_so_is_one_sentence(tmp_path, content, problem):
    path = tmp_path / "a"
    path.write_bytes(content)
    with pytest.raises(ReadError, match=problem):
        list(iter_records(path))


def test_a_missing_file_is_one_sentence():
    with pytest.raises(ReadError, match="there is no such file"):
        list(iter_records("missing.ris"))


def test_other_encodings_are_told_by_the_head(tmp_path):
    path = tmp_path / "a.ris"
    path.write_bytes("TY  - JOUR\r\nTI  - Über Zitate\r\nER  -\r\n".encode("utf-16"))

    assert next(iter_records(path)).claim.title == "Über Zitate"
