"""Packed files: read as far as they go, and no further than is reasonable."""

import gzip
import time

import pytest

from citegraph.errors import ReadError
from citegraph.read import read_bytes

RECORDS = "".join(f"TY  - JOUR\nTI  - Title {number}\nPY  - 1973\nER  - \n\n" for number in range(3000)).encode()


def problem(content):
    with pytest.raises(ReadError) as caught:
        read_bytes(content, name="a.gz")
    return str(caught.value)


def test_members_that_follow_each_other_are_one_file_and_zeros_after_them_are_nothing():
    half = RECORDS.index(b"TY", len(RECORDS) // 2)
    content = gzip.compress(RECORDS[:half]) + gzip.compress(RECORDS[half:]) + bytes(1024)

    assert len(read_bytes(content, name="a.ris.gz").records) == 3000


def test_a_file_that_was_cut_off_is_read_as_far_as_it_goes_and_told():
    content = gzip.compress(RECORDS)
    reading = read_bytes(content[: len(content) // 2], name="a.ris.gz")

    assert 500 < len(reading.records) < 3000
    assert reading.skipped[-1].reason == "the gzip file was cut off here"


def test_a_file_whose_end_is_damaged_is_read_up_to_it_and_told():
    content = bytearray(gzip.compress(RECORDS))
    content[-8] ^= 1
    reading = read_bytes(bytes(content), name="a.ris.gz")

    assert len(reading.records) == 3000
    assert reading.skipped[-1].reason == "the gzip file is damaged here"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (gzip.compress(gzip.compress(RECORDS)), "is packed twice: unpack it once"),
        (gzip.compress(b"PK\x03\x04" + bytes(100)), "is packed twice: unpack it once"),
        (gzip.compress(bytes(20_000_000)), "unpacks to more than 100 times its size: no text does"),
        (gzip.compress(bytes(5_000_000)) * 1000, "unpacks to more than 100 times its size: no text does"),
        (b"\x1f\x8b\x08\x00 and no more", "is a damaged gzip file"),
        (b"\x1f\x8b", "is a damaged gzip file"),
        (b"BZh91AY&SY", "is a bzip2 file: unpack it first"),
        (b"\xfd7zXZ\x00", "is an xz file: unpack it first"),
        (b"7z\xbc\xaf\x27\x1c", "is a 7z file: unpack it first"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_no_file_of_references_is_refused_in_a_sentence(content, said):
    begin = time.process_time()

    assert said in problem(content)
    assert time.process_time() - begin < 3
