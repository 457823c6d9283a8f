"""How well pasted reference lists are cut: ``python -m tests.benchmarks.lists``.

Half of the lists (odd numbers) were looked at while the rules were written;
the other half checks them.  An entry is whole where its letters and digits
are those of the truth, blanks and hyphens at line ends apart.
"""

import json
import re
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from citegraph.read.pages import read_page

FOLDER = Path(__file__).parents[3] / "shared" / "data" / "reading" / "lists_dev"


@dataclass(frozen=True, slots=True)
class Outcome:
    """One list: entries expected, found whole and in order, and texts that are no entry."""

    name: str
    expected: int
    whole: int
    missing: tuple[str, ...]
    extra: tuple[str, ...]
    page_text: int


def measure(path: Path) -> Outcome:
    truth = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    page = path.read_text(encoding="utf-8")
    reading = read_page(page, name=path.name, sha256="")
    found = [entry.text for entry in reading.references]
    wanted = [entry["text"] for entry in truth["entries"]]
    keys, place, whole, missing = [letters(text) for text in found], 0, 0, []
    for text in wanted:
        if letters(text) in keys[place:]:
            place = keys.index(letters(text), place) + 1
            whole += 1
        else:
            missing.append(text)
    known = {letters(text) for text in wanted}
    extra = [text for text, key in zip(found, keys, strict=True) if key not in known]
    body = letters("".join(wanted))
    outside = sum(not any(letters(part) in body for part in _pieces(text)) for text in extra)
    return Outcome(path.stem, len(wanted), whole, tuple(missing), tuple(extra), outside)


def _pieces(text):
    words = text.split()
    return [" ".join(words[i : i + 4]) for i in range(0, max(1, len(words) - 3), 2)]


def letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).lower()


def summary(outcomes) -> dict:
    whole, expected = sum(o.whole for o in outcomes), sum(o.expected for o in outcomes)
    return {
        "lists": len(outcomes),
        "entries whole": round(whole / expected, 4),
        "lists without error": round(sum(not o.missing and not o.extra for o in outcomes) / len(outcomes), 4),
        "lists free of page text": round(sum(not o.page_text for o in outcomes) / len(outcomes), 4),
    }


def main():
    paths = sorted(FOLDER.glob("*.txt"))
    only = {argument for argument in sys.argv[1:] if argument.isdigit()}
    start = time.perf_counter()
    outcomes = [measure(path) for path in paths if not only or path.stem in only]
    seconds = time.perf_counter() - start
    for outcome in outcomes:
        if (outcome.missing or outcome.extra) and ("-v" in sys.argv or only):
            print(f"{outcome.name}: {outcome.whole}/{outcome.expected}, {len(outcome.extra)} extra")
            if only:
                print(*(f"  - {text}" for text in outcome.missing), *(f"  + {text}" for text in outcome.extra), sep="\n")
    print("tuned on ", summary([o for o in outcomes if int(o.name) % 2] or outcomes))
    print("checked on", summary([o for o in outcomes if not int(o.name) % 2] or outcomes))
    print(f"{seconds:.1f} s")


if __name__ == "__main__":
    main()
