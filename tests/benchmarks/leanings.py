"""Count which words lean to periodicals' names and which to given names: ``python -m tests.benchmarks.leanings``.

Writes ``citegraph/read/periodical.txt`` and ``citegraph/read/given.txt``.
"""

import gzip
import json
import math
import re
from collections import Counter, defaultdict
from pathlib import Path

from citegraph import read
from tests.shared_data import shared

# A word seen less often tells nothing.
FEWEST_NAMES, FEWEST_TITLES, FEWEST_PEOPLE = 3, 20, 3
UNSEEN = 0.5
WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|&")
NAME = re.compile(r"[^\W\d_]{2,}")


def works(*files):
    for file in files:
        with gzip.open(shared("matching", f"{file}.jsonl.gz"), "rt", encoding="utf-8") as lines:
            yield from map(json.loads, lines)


def containers_of(work):
    return [*(work.get("container-title") or []), *(work.get("short-container-title") or [])]


def squashed(name):
    return re.sub(r"\W", "", name.lower())


def periodical_words(left_out=frozenset()):
    """Each word's log-odds of a periodical's name over a title; names in `left_out` are not counted."""
    names, titles = {}, set()
    for work in works("works", "works_reconstructed", "works_cited_stubs"):
        if not left_out.isdisjoint(map(squashed, containers_of(work))):
            continue
        names.update((squashed(name), name) for name in containers_of(work))
        titles.update((work.get("title") or [])[:1])
    in_names, in_titles = (
        Counter(word for text in texts for word in set(map(str.lower, WORD.findall(text))))
        for texts in (names.values(), titles)
    )
    share = len(titles) / len(names)
    return {
        word: round(2 * odds) / 2
        for word in in_names.keys() | in_titles.keys()
        if in_names[word] >= FEWEST_NAMES or in_titles[word] >= FEWEST_TITLES
        for odds in [_odds((in_names[word] + UNSEEN) * share, in_titles[word] + UNSEEN * share, 4)]
    }


def given_names(left_out=frozenset()):
    """Each name's log-odds of a given name over a family name; works whose DOI is in `left_out` are not counted."""
    given, family = Counter(), Counter()
    for work in works("works", "works_reconstructed"):
        if work["DOI"].lower() in left_out:
            continue
        for author in work.get("author") or []:
            first = (author.get("given") or "").split(" ")[0]
            given.update({name.lower() for name in NAME.findall(first) if not name.isupper()})
            family.update({name.lower() for name in NAME.findall(author.get("family") or "")})
    share = family.total() / given.total()
    odds = {
        name: round(_odds((given[name] + UNSEEN) * share, family[name] + UNSEEN, 3))
        for name in given.keys() | family.keys()
        if given[name] + family[name] >= FEWEST_PEOPLE
    }
    return {name: leaning for name, leaning in odds.items() if leaning}


def unseen_leanings(rows):
    """Both tables as if the works of *rows* and their periodicals had never been seen."""
    dois = {doi for row in rows for doi in row["gold_doi"].split("|")}
    names = {squashed(row["fields"]["container-title"]) for row in rows if "container-title" in row["fields"]}
    for work in works("works"):
        if work["DOI"].lower() in dois:
            names.update(map(squashed, containers_of(work)))
    return {"periodical": periodical_words(names), "given": given_names(dois)}


def _odds(one, other, most):
    return max(-most, min(most, math.log(one) - math.log(other)))


def _write(name, table):
    rows = defaultdict(list)
    for word, leaning in table.items():
        rows[leaning].append(word)
    text = "".join(f"{leaning:+.1f} {' '.join(sorted(words))}\n" for leaning, words in sorted(rows.items(), reverse=True))
    (Path(read.__file__).parent / f"{name}.txt").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    _write("periodical", periodical_words())
    _write("given", given_names())
