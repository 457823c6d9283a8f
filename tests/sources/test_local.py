"""Files of records, searched with no network."""

import gzip
import json
import multiprocessing
import random
import shutil
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from citegraph.errors import SourceBroken
from citegraph.sources.index import FOLDER
from citegraph.sources.local import LocalSource
from citegraph.sources.protocol import Absent, Found
from tests.shared_data import shared

PEER = {
    "DOI": "10.5555/PEER",
    "title": ["Peer support"],
    "author": [{"family": "Mead", "given": "Shery"}],
    "issued": {"date-parts": [[2001]]},
    "reference": [{"key": "1", "DOI": "10.5555/Recovery"}, {"key": "2", "DOI": "10.5555/peer"}],
}
RECOVERY = {"DOI": "10.5555/recovery", "title": ["Recovery: Visión"], "container-title": ["Rehab J"], "volume": "16"}
RECORDS = [PEER, RECOVERY]


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def lines(records):
    return "".join(json.dumps(record) + "\n" for record in records)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.jsonl", lines(RECORDS)),
        ("a.jsonl", "\n\n" + lines(RECORDS) + "\n"),
        ("a.jsonl", b"\xef\xbb\xbf" + lines(RECORDS).encode()),
        ("a.jsonl.gz", gzip.compress(lines(RECORDS).encode())),
        ("a.json", json.dumps(RECORDS)),
        ("a.json", json.dumps(RECORDS, indent=2)),
        ("a.json", json.dumps({"items": RECORDS}, indent=1)),
        ("a.json.gz", gzip.compress(json.dumps({"items": RECORDS}).encode())),
        ("a.json", json.dumps({"status": "ok", "message": {"items": RECORDS}})),
        ("a.json", "\n".join(json.dumps({"status": "ok", "message": record}) for record in RECORDS)),
        ("a.json", lines(RECORDS)),
        ("a.txt", lines(RECORDS)),
    ],
)
def test_records_are_found_in_every_wrapping(tmp_path, name, text):
    source = LocalSource(write(tmp_path / name, text), tmp_path / "cache")

    assert [hit.work.doi for hit in source.search("recovery")] == ["10.5555/recovery"]
    assert isinstance(source.works(["10.5555/peer"])["10.5555/peer"], Found)
    assert (source.name, source.left_out, source.damaged) == (name, 0, ())


def test_one_record_alone_is_a_file(tmp_path):
    source = LocalSource(write(tmp_path / "a.json", json.dumps(PEER, indent=2)), tmp_path / "cache")

    assert source.works(["10.5555/peer"])["10.5555/peer"].work.title == "Peer support"


def test_a_folder_is_read_at_every_depth(tmp_path):
    write(tmp_path / "library" / "a.json", json.dumps(PEER))
    write(tmp_path / "library" / "deep" / "er" / "b.jsonl", lines([RECOVERY]))
    write(tmp_path / "library" / "readme.txt", "not records")

    source = LocalSource(tmp_path / "library", tmp_path / "cache")

    assert source.name == "library"
    assert all(isinstance(outcome, Found) for outcome in source.works(["10.5555/peer", "10.5555/recovery"]).values())


def test_damaged_lines_cost_themselves(tmp_path):
    damage = b'{"DOI": "10.5555/cut", "ti\n{"DOI": "\xff\xfe"}\n7\n'
    text = lines([PEER]).encode() + damage + lines([RECOVERY]).encode()

    source = LocalSource(write(tmp_path / "a.jsonl", text), tmp_path / "cache")

    assert isinstance(source.works(["10.5555/recovery"])["10.5555/recovery"], Found)
    assert [where.split(": ")[0] for where in source.damaged] == ["a.jsonl:2", "a.jsonl:3", "a.jsonl:4"]


@pytest.mark.parametrize("value", ['"Peer \\ud800support"', "NaN", "1" * 30, "-1e999"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_odd_values_and_encodings_cost_no_record(tmp_path, value, encoding):
    record = f'{{"DOI": "10.5555/odd", "title": ["Recovery"], "publisher": {value}}}'

    source = LocalSource(write(tmp_path / "a.json", record.encode(encoding)), tmp_path / "cache")

    assert [hit.work.doi for hit in source.search("recovery")] == ["10.5555/odd"]


def test_a_damaged_first_line_costs_itself(tmp_path):
    source = LocalSource(write(tmp_path / "a.jsonl", '{"DOI": "10.55\n' + lines(RECORDS)), tmp_path / "cache")

    assert isinstance(source.works(["10.5555/peer"])["10.5555/peer"], Found)
    assert [where.split(": ")[0] for where in source.damaged] == ["a.jsonl:1"]


def test_a_cut_off_archive_keeps_what_came_before(tmp_path):
    many = [{"DOI": f"10.5555/{n}", "title": [str(random.Random(n).random())]} for n in range(5000)]
    whole = gzip.compress(lines(many).encode())

    source = LocalSource(write(tmp_path / "a.jsonl.gz", whole[: len(whole) // 2]), tmp_path / "cache")

    assert isinstance(source.works(["10.5555/7"])["10.5555/7"], Found)
    assert "cut short" in source.damaged[-1]


def test_records_without_a_doi_are_counted(tmp_path):
    records = [PEER, {"title": ["None"]}, {"DOI": "none"}]

    source = LocalSource(write(tmp_path / "a.jsonl", lines(records)), tmp_path / "cache")

    assert source.left_out == 2


@pytest.mark.parametrize(
    "text",
    ["", "{}", "[]", "hello", '{"message": null}', '[1, "a"]', b"\x1f\x8b", b"\0" * 99, "[" * 50_000, '{"title": []}'],
)
def test_a_file_without_works_is_refused_in_one_sentence(tmp_path, text):
    source = LocalSource(write(tmp_path / "a.json", text), tmp_path / "cache")

    with pytest.raises(SourceBroken) as failure:
        source.search("peer")
    assert str(failure.value).startswith("a.json: ") and "\n" not in str(failure.value)
    assert not list((tmp_path / "cache").glob("*/.building-*"))


@pytest.mark.parametrize("name", ["missing.json", "empty"])
def test_a_path_to_nothing_is_refused_at_once(tmp_path, name):
    (tmp_path / "empty").mkdir()

    with pytest.raises(SourceBroken, match=name):
        LocalSource(tmp_path / name, tmp_path / "cache")


def test_unknown_works_are_absent(tmp_path):
    source = LocalSource(write(tmp_path / "a.jsonl", lines(RECORDS)), tmp_path / "cache")
    counts = []

    assert source.works(["10.5555/none", "nonsense"], counts.append) == {
        "10.5555/none": Absent("10.5555/none"),
        "nonsense": Absent("nonsense"),
    }
    assert counts == [2]


def test_citing_works_are_known_and_no_work_cites_itself(tmp_path):
    source = LocalSource(write(tmp_path / "a.jsonl", lines(RECORDS)), tmp_path / "cache")

    assert source.citing("10.5555/recovery") == ("10.5555/peer",)
    assert source.citing("10.5555/peer") == ()


@pytest.mark.parametrize(
    "query",
    ["RECOVERY", "vision 16", "Rehab. J. 16", 'AND "recovery" OR -(NOT', "text:recovery~2 *?[", "recovery/16^2"],
)
def test_any_text_is_a_query(tmp_path, query):
    source = LocalSource(write(tmp_path / "a.jsonl", lines(RECORDS)), tmp_path / "cache")

    assert source.search(query)[0].work.doi == "10.5555/recovery"


@pytest.mark.parametrize("query", ["", " -- ", "unrelated", "\ud800"])
def test_nothing_in_common_brings_nothing(tmp_path, query):
    source = LocalSource(write(tmp_path / "a.jsonl", lines(RECORDS)), tmp_path / "cache")

    assert source.search(query) == ()


def test_ties_stand_by_doi_whatever_the_order_of_the_file(tmp_path):
    twins = [{"DOI": f"10.5555/{n:02}", "title": ["Peer support"]} for n in range(30)]
    shuffled = random.Random(1).sample(twins, 30)

    one = LocalSource(write(tmp_path / "a.jsonl", lines(twins)), tmp_path / "cache").search("peer support", rows=5)
    other = LocalSource(write(tmp_path / "b.jsonl", lines(shuffled)), tmp_path / "cache").search("peer support", rows=5)

    assert [hit.work.doi for hit in one] == [hit.work.doi for hit in other] == [f"10.5555/{n:02}" for n in range(5)]


def test_of_several_records_of_a_work_the_fullest_counts_in_any_order(tmp_path):
    stub = {"DOI": "10.5555/peer", "title": ["Peer supp."]}
    for number, records in enumerate(([stub, PEER], [PEER, stub])):
        source = LocalSource(write(tmp_path / f"{number}.jsonl", lines(records)), tmp_path / "cache")
        assert source.works(["10.5555/peer"])["10.5555/peer"].work.title == "Peer support"


def test_dates_are_the_contents_digest_wherever_the_file_is(tmp_path):
    first = LocalSource(write(tmp_path / "a.jsonl", lines(RECORDS)), tmp_path / "cache").dates()
    moved = LocalSource(write(tmp_path / "b" / "c.jsonl", lines(RECORDS)), tmp_path / "cache").dates()
    changed = LocalSource(write(tmp_path / "a.jsonl", lines([PEER])), tmp_path / "cache").dates()

    assert first == moved != changed
    assert first[0] == first[1] and first[0].startswith("sha256:") and len(first[0]) == 19


def test_a_second_run_makes_no_index(tmp_path, monkeypatch):
    path = write(tmp_path / "a.jsonl", lines(RECORDS))
    LocalSource(path, tmp_path / "cache").search("peer")
    monkeypatch.setattr("citegraph.sources.index._build", None)

    assert LocalSource(path, tmp_path / "cache").search("peer")


def test_a_damaged_index_is_made_anew(tmp_path, caplog):
    path = write(tmp_path / "a.jsonl", lines(RECORDS))
    LocalSource(path, tmp_path / "cache").search("peer")
    (index,) = (tmp_path / "cache").glob("*/*")
    (index / "works.sqlite").write_bytes(b"damaged")

    assert LocalSource(path, tmp_path / "cache").search("peer")
    shutil.rmtree(index / "text")
    assert LocalSource(path, tmp_path / "cache").search("peer")
    assert "making it anew" in caplog.text


def test_without_a_place_for_the_index_the_run_goes_on(tmp_path, caplog):
    path = write(tmp_path / "a.jsonl", lines(RECORDS))

    source = LocalSource(path, write(tmp_path / "file", "") / "cache")

    assert source.search("peer") and "not kept" in caplog.text
    source.close()


def _search(path, cache, results):
    results.put(len(LocalSource(path, cache).search("peer")))


def test_two_processes_may_index_at_once(tmp_path):
    path = write(tmp_path / "a.jsonl", lines(RECORDS))
    spawn = multiprocessing.get_context("spawn")
    results = spawn.Queue()
    workers = [spawn.Process(target=_search, args=(path, tmp_path / "cache", results)) for _ in range(2)]
    for worker in workers:
        worker.start()

    assert [results.get(timeout=60) for _ in workers] == [1, 1]
    for worker in workers:
        worker.join()
    assert len(list((tmp_path / "cache" / FOLDER).iterdir())) == 1


def test_threads_share_a_source(tmp_path):
    source = LocalSource(write(tmp_path / "a.jsonl", lines(RECORDS)), tmp_path / "cache")
    start = threading.Barrier(8)

    def ask(number):
        start.wait()
        return [source.search("recovery"), source.citing("10.5555/recovery"), source.works(["10.5555/peer"])]

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(ask, range(8)))

    assert all(answer == answers[0] for answer in answers)


def test_the_source_may_be_used_again_after_closing(tmp_path):
    source = LocalSource(write(tmp_path / "a.jsonl", lines(RECORDS)), tmp_path / "cache")
    source.search("peer")
    source.close()

    assert source.search("peer")
    source.close()


@pytest.mark.benchmark
def test_a_small_library_opens_in_half_a_second(tmp_path):
    path = shared("peer-support", "works.jsonl")
    LocalSource(write(tmp_path / "warm.jsonl", lines(RECORDS)), tmp_path / "cache").search("peer")
    start = time.process_time()

    LocalSource(path, tmp_path / "cache").search("peer support")

    assert time.process_time() - start < 0.5
