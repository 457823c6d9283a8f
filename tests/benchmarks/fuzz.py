"""Damage real files at random and have every reader read them.

    python -m tests.benchmarks.fuzz [--inputs 200000] [--seconds N] [--seed N] [--only PART-OF-A-NAME]

A mutant fails when reading it raises anything but `ReadError`, takes more than
two seconds of processor time, or more memory than twenty times its size and
what any reading takes.  Memory is traced for one mutant of `TRACED`, since
tracing slows reading down; all run under a limit of the whole process.
"""

import argparse
import gzip
import json
import multiprocessing
import os
import re
import resource
import signal
import sys
import time
import tracemalloc
from collections import Counter
from pathlib import Path

from citegraph.errors import ReadError
from citegraph.read import read_bytes
from citegraph.read.report import reading_report
from tests.benchmarks.made_files import MAKERS
from tests.benchmarks.mutations import mutant
from tests.shared_data import shared

SECONDS = 2  # of processor time that one file may take
TIMES = 20  # its size that reading a file may take in memory
FREE = 8_000_000  # bytes that any reading may take: caches of patterns, tables of words, the report
TRACED = 10
WHOLE = 3 << 30  # bytes that a reading process may take beyond what it begins with
STUCK = 60  # seconds of waiting after which a process counts as hanging


def corpus(only: str = "") -> list[tuple[str, bytes]]:
    """Name and bytes of every real file that there is, of everyday ones, and of packed ones made from them."""
    everyday = Path(__file__).parents[1] / "read" / "everyday"
    folders = (shared("exports"), shared("seeds"), shared("reading", "lists_dev"), shared("networks"), everyday)
    files = [
        (path.name, path.read_bytes())
        for folder in folders
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.endswith((".md", ".expected.json")) and path.name not in ("manifest.tsv", "SOURCES.tsv")
    ]
    texts = [content for path, content in files if path.endswith(".txt")]
    for first, (suffix, make) in enumerate(MAKERS.items()):
        files += [(f"{number}.{suffix}", make(texts[number].decode("utf-8", "replace"))) for number in range(first, 40, 4)]
    return [(name, content) for name, content in files if only in name and len(content) < 3_000_000]


def tried(name: str, content: bytes, traced: bool = False) -> str | None:
    """Read one file; say what went wrong, or `None`.  Being refused in a sentence is not wrong."""
    size = len(content)
    if content.startswith(b"\x1f\x8b"):
        size = max(size, _unpacked_size(content))
    if traced:
        tracemalloc.start()
    begin = time.process_time()
    try:
        json.dumps(reading_report(read_bytes(content, name=name), full=True))
    except ReadError as error:
        if "\n" in str(error) or len(str(error)) > 600:
            return f"refused in more than a sentence: {str(error)[:300]!r}"
    except BaseException as error:  # noqa: BLE001 - whatever it is, it must not reach a user
        return f"{type(error).__name__}: {str(error)[:200]}"
    finally:
        seconds = time.process_time() - begin
        peak = tracemalloc.get_traced_memory()[1] if traced else 0
        tracemalloc.stop()
    if seconds > SECONDS * (6 if traced else 1):  # tracing slows reading down up to six times
        return f"{seconds:.1f} s for {len(content):,} bytes"
    if peak > TIMES * size + FREE:
        return f"{peak:,} bytes of memory for {size:,} bytes"
    return None


def _unpacked_size(content):
    try:
        return len(gzip.decompress(content))
    except (OSError, EOFError, ValueError):
        return 0
    except Exception:  # zlib.error, which is no OSError
        return 0


def _work(files, seed, numbers, results):
    """Try mutants until no number is left."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # Counted from what the process that was forked held: in a run of all tests that alone can be more.
    statm = Path("/proc/self/statm")
    held = int(statm.read_text().split()[0]) * resource.getpagesize() if statm.exists() else 0
    resource.setrlimit(resource.RLIMIT_AS, (held + WHOLE, held + WHOLE))
    for name, content in files[:: max(1, len(files) // 40)]:
        tried(name, content[:50_000])  # compiles what is compiled once
    while (number := numbers.get()) is not None:
        results.put((os.getpid(), number, None))
        name, content = mutant(number, files, seed)
        results.put((os.getpid(), number, (name, len(content), tried(name, content, number % TRACED == 0))))


def fuzz(inputs: int, seconds: float, seed: int = 0, only: str = "", processes: int | None = None, first: int = 0):
    """Try mutants; return how many were tried and the failures as (number, name, what went wrong)."""
    files = corpus(only)
    processes = processes or os.cpu_count() or 1
    context = multiprocessing.get_context("fork")
    numbers, results = context.SimpleQueue(), context.Queue()
    given, done, failures, busy = first, 0, [], {}
    deadline = time.monotonic() + seconds
    workers = {}

    def start():
        worker = context.Process(target=_work, args=(files, seed, numbers, results), daemon=True)
        worker.start()
        workers[worker.pid] = worker

    def give():
        nonlocal given
        if given < first + inputs and time.monotonic() < deadline:
            numbers.put(given)
            given += 1
        else:
            numbers.put(None)

    for _ in range(processes):
        start()
        give()
    while any(worker.is_alive() for worker in workers.values()) or not results.empty():
        try:
            pid, number, result = results.get(timeout=1)
        except Exception:  # queue.Empty
            for pid, (number, since) in list(busy.items()):
                dead = not workers[pid].is_alive()
                if dead or time.monotonic() - since > STUCK:
                    workers[pid].kill()
                    del busy[pid]
                    name = mutant(number, files, seed)[0]
                    failures.append((number, name, "the process died" if dead else f"not done after {STUCK} s"))
                    print(*failures[-1], file=sys.stderr, flush=True)
                    done += 1
                    start()
                    give()
            continue
        if result is None:
            busy[pid] = (number, time.monotonic())
            continue
        busy.pop(pid, None)
        done += 1
        if result[2]:
            failures.append((number, result[0], result[2]))
            print(*failures[-1], file=sys.stderr, flush=True)
        give()
        if done % 1000 == 0:
            print(f"{done:,} mutants, {len(failures)} failures", file=sys.stderr, flush=True)
    return done, failures


def main():
    """Fuzz, print each failure and how to see it again."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--inputs", type=int, default=200_000)
    parser.add_argument("--seconds", type=float, default=float("inf"))
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--only", default="")
    parser.add_argument("--first", type=int, default=0, help="number of the first mutant")
    parser.add_argument("--processes", type=int)
    parser.add_argument("--keep", type=Path, help="folder in which failing files are kept")
    said = parser.parse_args()
    begin = time.monotonic()
    done, failures = fuzz(said.inputs, said.seconds, said.seed, said.only, said.processes, said.first)
    files = corpus(said.only)
    for number, name, problem in failures[:200]:
        print(f"{number} {name}: {problem}")
        if said.keep:
            said.keep.mkdir(exist_ok=True, parents=True)
            (said.keep / f"{number}-{name}").write_bytes(mutant(number, files, said.seed)[1])
    kinds = Counter(re.split(r"[:\d]", problem)[0] for _, _, problem in failures)
    print(f"{done:,} mutants of {len(files)} files in {time.monotonic() - begin:,.0f} s: {len(failures)} failures {dict(kinds)}")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
