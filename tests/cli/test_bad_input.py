"""Bad input gets one sentence and the right exit code, and leaves nothing behind."""

import json
import os
import random
import subprocess
import sys
import time

import pytest

RECORD = {"DOI": "10.1000/a", "title": ["Peer support in practice"], "author": [{"family": "Mead"}], "issued": {"date-parts": [[2001]]}}


@pytest.fixture
def place(tmp_path):
    (tmp_path / "records.jsonl").write_text(json.dumps(RECORD) + "\n", encoding="utf-8")
    (tmp_path / "good.txt").write_text("1. Mead S. Peer support in practice. 2001. https://doi.org/10.1000/a\n", encoding="utf-8")
    return tmp_path


def citegraph(place, *arguments):
    return subprocess.run(
        [sys.executable, "-m", "citegraph", *arguments],
        cwd=place, capture_output=True, text=True, timeout=120,
        env={**os.environ, "CITEGRAPH_CACHE": str(place / "cache"), "PYTHONPATH": os.pathsep.join(sys.path)},
    )  # fmt: skip


def build(place, *arguments):
    return citegraph(place, "build", *arguments, "--source", "records.jsonl", "-o", "graph.json", "-q")


def assert_one_sentence(ended, code, part):
    lines = [line for line in ended.stderr.splitlines() if line.strip()]
    assert ended.returncode == code, ended.stderr
    assert "Traceback" not in ended.stderr
    assert part in lines[-1]
    assert len(lines) == (3 if code == 2 else 1) or lines[0].startswith("Usage:")


@pytest.mark.parametrize(
    ("name", "content", "code", "part"),
    [
        ("missing.txt", None, 2, "missing.txt"),
        ("empty.txt", b"", 1, "empty.txt"),
        ("blank.txt", b" \n\n\t\n", 1, "blank.txt"),
        ("binary.txt", bytes(range(256)) * 40, 1, "binary.txt"),
        ("picture.png", b"\x89PNG\r\n\x1a\n" + bytes(2000), 1, "picture.png"),
        ("page.txt", b"Welcome to our shop.\nWe sell tea and coffee.\nOpen daily.\n", 1, "page.txt"),
        ("broken.bib", b"@article{a, title = {Never closed, year = 2001\n", 1, "broken.bib:1"),
        ("10.1000/", None, 2, "10.1000/"),
        ("10.12/x", None, 2, "10.12/x"),
    ],
)
def test_a_bad_input_is_one_sentence(place, name, content, code, part):
    if content is not None:
        (place / name).write_bytes(content)

    assert_one_sentence(build(place, name), code, part)
    assert not (place / "graph.json").exists()


def test_fifty_megabytes_of_noise_end_in_seconds(place):
    rows = ["".join(random.Random(seed).choices("abcdefghij klmnop qrstuvwxyz0123456789.,", k=100)) for seed in range(5000)]
    (place / "noise.txt").write_text("\n".join(rows * 100), encoding="utf-8")
    begun = time.monotonic()
    ended = build(place, "noise.txt")

    assert time.monotonic() - begun < 60
    assert_one_sentence(ended, 1, "noise.txt")


@pytest.mark.parametrize(
    ("arguments", "code", "part"),
    [
        (("build", "good.txt", "-o", "x.json", "--depth", "-1"), 2, "--depth"),
        (("build", "good.txt", "-o", "x.json", "--direction", "sideways"), 2, "sideways"),
        (("build", "good.txt"), 2, "--output"),
        (("build", "good.txt", "-o", "nowhere/x.json"), 1, "nowhere"),
        (("build", "good.txt", "-o", "cache"), 1, "cache"),
        (("build", "good.txt", "-o", "x.json", "--source", "nowhere.jsonl"), 2, "nowhere.jsonl"),
        (("build", "good.txt", "-o", "x.json", "--source", "good.txt"), 1, "good.txt"),
        (("core", "missing.json"), 2, "missing.json"),
        (("core", "good.txt"), 1, "good.txt:1"),
        (("view", "good.txt", "-o", "x.html"), 1, "good.txt:1"),
        (("explain", "good.txt", "Mead"), 1, "good.txt:1"),
        (("no-such-command",), 2, "no-such-command"),
    ],
)
def test_a_bad_call_is_one_sentence(place, arguments, code, part):
    (place / "cache").mkdir()

    assert_one_sentence(citegraph(place, *arguments), code, part)
    assert not list(place.glob("x.*"))


def test_a_graph_file_cut_short_is_one_sentence(place):
    assert build(place, "good.txt").returncode == 0
    whole = (place / "graph.json").read_bytes()
    (place / "cut.json").write_bytes(whole[: len(whole) // 2])

    assert_one_sentence(citegraph(place, "core", "cut.json"), 1, "cut.json")


def test_a_bad_input_among_good_ones_is_named_and_the_rest_used(place):
    (place / "empty.txt").write_bytes(b"")
    ended = build(place, "good.txt", "empty.txt")

    assert (ended.returncode, "empty.txt" in ended.stderr) == (0, True)
    assert (place / "graph.json").exists()


def test_strict_fails_at_a_bad_input_among_good_ones(place):
    (place / "empty.txt").write_bytes(b"")

    assert_one_sentence(build(place, "good.txt", "empty.txt", "--strict"), 1, "empty.txt")
    assert not (place / "graph.json").exists()


def test_an_output_that_cannot_be_replaced_keeps_the_old_one(place):
    (place / "graph.json").write_text("old", encoding="utf-8")
    (place / "page.txt").write_text("Nothing here.\n", encoding="utf-8")
    build(place, "page.txt")

    assert (place / "graph.json").read_text(encoding="utf-8") == "old"
