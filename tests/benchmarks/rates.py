"""How many records a second are read, and what a stream of them holds: ``python -m tests.benchmarks.rates``.

The real files of each format, each repeated so often that all together have
`LEAST` records, and each an input of its own: in one text of all, a single
letter from a rare script makes every character of it four bytes wide.
Seconds are of processor time, the best of three.  Lists of references cost many times what the records do, so Web of
Science's are read once more without them.  The memory is what `iter_records`
holds at most, traced, for all files as one, once and four times over.
"""

import gzip
import re
import tempfile
import time
import tracemalloc
from pathlib import Path

from citegraph.read import iter_records, read_bytes
from tests.shared_data import shared

LEAST = 10_000
FORMATS = {
    "RIS": ("ris", ("*.ris", "*.ris.gz", "asreview_web_of_science.txt"), "ris", True),
    "WoS, no lists": ("wos", ("*.isi", "*.WoS", "*.ciw", "*.txt", "*.txt.gz"), "wos", True),
    "WoS": ("wos", ("*.isi", "*.WoS", "*.ciw", "*.txt", "*.txt.gz"), "wos", True),
    "BibTeX": ("bibtex", ("*.bib", "*.bib.gz"), "bibtex", False),
}


def files_of(folder: str, patterns: tuple[str, ...], kind: str, *, lists: bool = True) -> tuple[list[bytes], int]:
    """All files of a format, and how often each is to be repeated."""
    paths = sorted({path for pattern in patterns for path in shared("exports", folder).glob(pattern)})
    contents = [gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes() for path in paths]
    readings = [read_bytes(content, name="input") for content in contents]
    fit = [content for content, reading in zip(contents, readings, strict=True) if reading.format == kind]
    fit = [content.decode("utf-8-sig", "replace").replace("\r", "").encode() + b"\n" for content in fit]
    if not lists:
        fit = [re.sub(rb"^CR .*\n(?:   .*\n)*", b"", content, flags=re.MULTILINE) for content in fit]
    return fit, -(-LEAST // sum(len(read_bytes(content, name="input").records) for content in fit))


def held(path: Path) -> int:
    """Bytes that `iter_records` holds at most, and hands on none."""
    tracemalloc.start()
    for _ in iter_records(path):
        pass
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak


def seconds(work) -> tuple[float, int]:
    """The best of three times, and how many items came."""
    times = []
    for _ in range(3):
        begun = time.process_time()
        count = work()
        times.append(time.process_time() - begun)
    return min(times), count


def main() -> None:
    """Print a row for each format."""
    for name, (folder, patterns, kind, streamed) in FORMATS.items():
        files, times = files_of(folder, patterns, kind, lists=name != "WoS, no lists")
        contents = [content * times for content in files]
        took, count = seconds(lambda: sum(len(read_bytes(content, name="input").records) for content in contents))
        references = sum(len(read_bytes(content, name="input").references) for content in contents)
        size = f"{sum(map(len, contents)) / count / 1e3:.1f} kB and {references / count:.0f} references"
        print(f"{name:14}{count:7,} records of {size}: read {count / took:7,.0f} a second", end="")
        if not streamed:
            print()
            continue
        with tempfile.TemporaryDirectory() as folder:
            paths = [Path(folder, str(number)) for number in range(len(contents))]
            for path, content in zip(paths, contents, strict=True):
                path.write_bytes(content)
            took, _ = seconds(lambda: sum(1 for path in paths for _ in iter_records(path)))
            most = []
            for copies in (1, 4):
                paths[0].write_bytes(b"".join(files) * copies)
                most.append(f"{held(paths[0]) / 1e6:.1f} MB of {paths[0].stat().st_size / 1e6:.1f}")
        print(f", one at a time {count / took:7,.0f}; held at most {', '.join(most)}")


if __name__ == "__main__":
    main()
