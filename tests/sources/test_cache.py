"""Answers on disk."""

import logging
import multiprocessing
import os
import sqlite3
import stat
import threading
import time

import pytest

from citegraph.sources.cache import AGES, DAY, FILE, Cache

RECORD = {"DOI": "10.5555/a", "title": ["Peer support å"]}


def put(cache, doi="10.5555/a", kind="record", value=RECORD):
    cache.put("service", {(kind, doi): value})


def test_an_answer_outlives_the_process(tmp_path):
    put(Cache(tmp_path))

    assert Cache(tmp_path).get("service", ["10.5555/a"])["10.5555/a"]["record"].value == RECORD


@pytest.mark.parametrize(("kind", "days"), AGES.items())
def test_answers_age_by_kind(tmp_path, kind, days):
    cache = Cache(tmp_path, now=lambda: 1e9)
    put(cache, kind=kind)

    cache.now = lambda: 1e9 + days * DAY - 1
    assert cache.get("service", ["10.5555/a"])
    cache.now = lambda: 1e9 + days * DAY + 1
    assert not cache.get("service", ["10.5555/a"])


def test_one_service_never_answers_for_another(tmp_path):
    put(Cache(tmp_path))

    assert Cache(tmp_path).get("other service", ["10.5555/a"]) == {}


def test_long_answers_come_back_whole(tmp_path):
    cache = Cache(tmp_path)
    long = {"DOI": "10.5555/a", "reference": [{"unstructured": f"number {n}"} for n in range(500)]}
    put(cache, value=long)

    assert cache.get("service", ["10.5555/a"])["10.5555/a"]["record"].value == long


def test_thousands_of_answers_are_found_in_one_go(tmp_path):
    cache = Cache(tmp_path)
    cache.put("service", {("record", f"10.5555/{n}"): {"DOI": f"10.5555/{n}"} for n in range(3000)})
    start = time.process_time()

    found = cache.get("service", [f"10.5555/{n}" for n in range(4000)])

    assert len(found) == 3000
    assert time.process_time() - start < 0.3


def test_info_counts_by_kind_and_clear_forgets(tmp_path):
    cache = Cache(tmp_path, now=lambda: 86400.0)
    put(cache)
    put(cache, doi="10.5555/b", kind="missing", value=True)

    info = cache.info()
    assert info.entries == 2 and info.bytes > 0
    assert [(shelf.kind, shelf.entries, shelf.oldest) for shelf in info.shelves] == [
        ("missing", 1, "1970-01-02"),
        ("record", 1, "1970-01-02"),
    ]
    cache.clear()
    assert cache.info().entries == 0


def test_what_is_cleared_is_gone_for_the_next_run_and_leaves_no_room_taken(tmp_path, caplog):
    cache = Cache(tmp_path)
    cache.put("service", {("record", f"10.5555/{number}"): {"DOI": f"10.5555/{number}"} for number in range(5000)})
    full = cache.info().bytes
    cache.clear()
    cache.close()

    info = Cache(tmp_path).info()

    assert info.entries == 0 and info.bytes < full / 5
    assert not caplog.records


def test_a_file_that_is_no_cache_is_moved_aside(tmp_path, caplog):
    (tmp_path / FILE).write_bytes(b"this is no database, " * 100)

    cache = Cache(tmp_path)
    put(cache)

    assert cache.get("service", ["10.5555/a"])
    assert list(tmp_path.glob(f"{FILE}.damaged-*"))
    assert "beginning anew" in caplog.text


def test_a_cache_damaged_while_in_use_never_costs_the_run(tmp_path, caplog):
    cache = Cache(tmp_path)
    cache.put("service", {("record", f"10.5555/{n}"): {"DOI": "x" * 300} for n in range(500)})
    cache.close()
    data = bytearray((tmp_path / FILE).read_bytes())
    data[4096:-4096] = os.urandom(len(data) - 8192)
    (tmp_path / FILE).write_bytes(data)

    cache = Cache(tmp_path)
    cache.get("service", [f"10.5555/{n}" for n in range(500)])
    put(cache)

    assert cache.get("service", ["10.5555/a"])
    assert "beginning anew" in caplog.text


def test_a_cut_off_cache_never_costs_the_run(tmp_path, caplog):
    cache = Cache(tmp_path)
    cache.put("service", {("record", f"10.5555/{n}"): {"DOI": "x" * 300} for n in range(500)})
    cache.close()
    data = (tmp_path / FILE).read_bytes()
    (tmp_path / FILE).write_bytes(data[: len(data) // 3])

    cache = Cache(tmp_path)
    cache.get("service", [f"10.5555/{n}" for n in range(500)])
    put(cache)

    assert cache.get("service", ["10.5555/a"])


def test_a_damaged_value_counts_as_no_answer(tmp_path):
    cache = Cache(tmp_path)
    put(cache)
    with sqlite3.connect(tmp_path / FILE) as db:
        db.execute("UPDATE answers SET value = ?", [b"{half a rec"])

    assert cache.get("service", ["10.5555/a"]) == {}


def test_a_folder_that_cannot_be_made_leaves_a_cache_in_memory(tmp_path, caplog):
    (tmp_path / "file").write_text("")

    cache = Cache(tmp_path / "file" / "cache")
    put(cache)

    assert cache.get("service", ["10.5555/a"])
    assert "not kept" in caplog.text


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_cache_still_answers(tmp_path):
    put(Cache(tmp_path))
    (tmp_path / FILE).chmod(stat.S_IREAD)
    tmp_path.chmod(stat.S_IREAD | stat.S_IEXEC)

    cache = Cache(tmp_path)
    put(cache, doi="10.5555/b")

    assert cache.get("service", ["10.5555/a"])


def test_a_cache_that_cannot_be_written_still_answers(tmp_path, caplog, monkeypatch):
    cache = Cache(tmp_path)
    put(cache)
    cache.close()

    def refuse(path):
        raise sqlite3.OperationalError("attempt to write a readonly database")

    monkeypatch.setattr("citegraph.sources.cache._connect", refuse)
    cache = Cache(tmp_path)
    put(cache, doi="10.5555/b")

    assert cache.get("service", ["10.5555/a", "10.5555/b"]).keys() == {"10.5555/a"}
    assert "readonly" in caplog.text


def test_a_locked_cache_costs_a_warning(tmp_path, caplog, monkeypatch):
    monkeypatch.setattr("citegraph.sources.cache._LOCKED_SECONDS", 0.05)
    cache = Cache(tmp_path)
    put(cache)
    other = sqlite3.connect(tmp_path / FILE, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")

    put(cache, doi="10.5555/b")

    assert "locked" in caplog.text
    assert cache.get("service", ["10.5555/a", "10.5555/b"]).keys() == {"10.5555/a"}
    other.close()


def test_warnings_come_once(tmp_path, caplog):
    (tmp_path / "file").write_text("")
    with caplog.at_level(logging.WARNING):
        Cache(tmp_path / "file" / "cache")

    assert len([record for record in caplog.records if record.levelno == logging.WARNING]) == 1


def test_threads_share_a_cache(tmp_path):
    cache = Cache(tmp_path)
    threads = [
        threading.Thread(target=lambda n=n: [put(cache, doi=f"10.5555/{n}-{m}") for m in range(50)]) for n in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert cache.info().entries == 400


def _fill(folder, number):
    cache = Cache(folder)
    for m in range(50):
        put(cache, doi=f"10.5555/{number}-{m}")


def test_processes_share_a_cache(tmp_path):
    spawn = multiprocessing.get_context("spawn")
    workers = [spawn.Process(target=_fill, args=(tmp_path, n)) for n in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    assert Cache(tmp_path).info().entries == 100
