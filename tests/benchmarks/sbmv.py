"""Search-based matching with validation, as Crossref published it: the method to beat.

Built from the published description of its version of April 2019 for
unstructured references.
"""

import re

from rapidfuzz import fuzz

from citegraph.model import fold

RELATIVE_SCORE = 0.4
ACCEPT = 0.34
SIMILAR = 0.7
SUPPORT = 3


def sbmv(text, hits):
    """Return the DOI this method answers, or `None`; *hits* are (work, score), best first."""
    enough = RELATIVE_SCORE * len(text)
    candidates = [(work, score) for rank, (work, score) in enumerate(hits) if rank == 0 or score >= enough]
    best, answer = 0.0, None
    for work, score in candidates:
        validity = _validity(text, work, score)
        if validity > best:
            best, answer = validity, work.doi
    return answer if best >= ACCEPT else None


def _validity(text, work, score):
    cleaned = re.sub(r"10\.\d{4,9}/\S+|arXiv:\S+|\[[^\]]*\]", " ", text, flags=re.IGNORECASE)
    cleaned = re.sub(r"(\d+)([-–])(\d+)", _complete, cleaned)
    numbers = re.findall(r"\d+", cleaned[5:])
    if not numbers:
        return 0.0
    pairs = [(score / 100, max(1.0, score / 100)), (score / max(1, len(text)), max(1.0, score / max(1, len(text))))]
    if work.volume and work.volume == str(work.year) and numbers.count(work.volume) == 1:
        numbers.append(work.volume)
    weights = {}
    for name in ("volume", "year", "issue", "pages", "title", "container"):
        for digits in re.findall(r"\d+", str(getattr(work, name) or "")):
            found = digits in numbers
            if found:
                numbers.remove(digits)
            elif name == "year" and (near := next((n for n in numbers if _next_year(n, digits)), None)):
                numbers.remove(near)
                found = 0.5
            weights.setdefault(name, float(found))
            pairs.append((1.0, float(found)))
    family = fold(work.authors[0].family) if work.authors else ""
    head = fold(cleaned)[: 3 * len(family)]
    author = fuzz.partial_ratio(family, head) / 100 if family and head else 0.0
    pairs.append((1.0, author))
    title = fuzz.partial_ratio(fold(work.title or ""), fold(cleaned)) / 100 if work.title else 0.0
    support = [
        title > SIMILAR,
        weights.get("year", 0) > 0,
        weights.get("volume") == 1,
        author > SIMILAR,
        weights.get("pages") == 1,
    ]
    if sum(support) < SUPPORT:
        return 0.0
    pairs += [(0.0, 1.0)] * len(numbers)
    return sum(min(pair) for pair in pairs) / sum(max(pair) for pair in pairs)


def _complete(match):
    first, dash, last = match.groups()
    return f"{first}{dash}{first[: len(first) - len(last)] + last if len(last) < len(first) else last}"


def _next_year(number, year):
    return len(number) == 4 and abs(int(number) - int(year)) == 1
