"""What evidence weighs: a small logistic model with one named number a feature."""

import math
from collections.abc import Iterable

from citegraph.match.titles import DIGITS_DIFFER, PART_DIFFERS
from citegraph.model import Evidence

ENOUGH_TITLE = 60
# What a DOI in the reference itself adds to the evidence for the work behind it.
ASSERTED = 6.5
# The most that evidence can weigh that would fit many works alike.
TOO_LITTLE = -1.0
DISAGREEING = ("other_author", "other_year", "other_volume", "other_page", "other_container", "part_differs")
# Log-odds for each feature, fitted by `python -m tests.benchmarks.matching --fit`.
COEFFICIENTS = {
    "a_number_left": -1.82,
    "against_2": -0.46,
    "always": -0.78,
    "author_leads": 1.30,
    "container": 0.14,
    "digits_differ": -0.77,
    "first_author": 0.86,
    "first_page": 1.29,
    "initial": 1.27,
    "last_page": 0.50,
    "names_left": -0.82,
    "no_author": 0.85,
    "no_container": 0.83,
    "no_title": -2.19,
    "numbers_left": -0.77,
    "other_author": -1.93,
    "other_authors": 2.14,
    "other_authors_missing": -1.09,
    "other_container": -0.64,
    "other_initial": -0.95,
    "other_issue": -0.60,
    "other_last_page": -1.34,
    "other_page": -1.93,
    "other_title_said": -1.96,
    "other_volume": -0.58,
    "other_whole_title_said": -1.53,
    "other_year": -2.09,
    "page_letter": -0.61,
    "part_differs": -6.00,
    "part_same": 0.39,
    "place_exact": 0.12,
    "share_left": -0.73,
    "short_title": 1.07,
    "some_page": 1.48,
    "support_3": 0.54,
    "support_5": 0.13,
    "title": 1.83,
    "title_exact": 0.82,
    "title_goes_on": -0.85,
    "title_word_other": -0.80,
    "volume": 0.40,
    "who_and_where": 0.19,
    "whole_title": 0.69,
    "year": 0.94,
}


def features(evidence: Iterable[Evidence]) -> dict[str, float]:
    """Return what the model looks at, each from 0 to 1; a feature that is 0 is left out.

    Beside the single fields these are: how many fields agree (`support_3`,
    `support_5`) or disagree (`against_2`), whether the whole place is right
    (`place_exact`), or author, year and page together (`who_and_where`).
    """
    by_field = {item.field: item for item in evidence}
    agrees = {name: item.agreement for name, item in by_field.items()}
    found = {"always": 1.0}
    alike, other_whole = _title_features(found, by_field, agrees)
    _author_features(found, by_field, agrees)
    _place_features(found, by_field, agrees)
    _left_features(found, by_field, 1 - alike if "title" in agrees else 0.0, other_whole)
    fitting = (alike * (0.5 + 0.5 * found.get("title_exact", 0)), 0.5 * (agrees.get("year") == 0.5))
    support = sum((*fitting, *(found.get(name, 0) for name in ("first_author", "container", "year", "volume", "some_page"))))
    against = sum(found.get(name, 0) for name in DISAGREEING)
    found["support_3"], found["support_5"] = _ramp(support, 2, 3), _ramp(support, 4, 5)
    found["against_2"] = _ramp(against, 1, 2)
    found["place_exact"] = found.get("volume", 0) * found.get("some_page", 0) * found.get("container", 0)
    found["who_and_where"] = found.get("first_author", 0) * found.get("some_page", 0) * found.get("year", 0)
    return {name: value for name, value in found.items() if value}


def _title_features(found, by_field, agrees):
    alike = other_whole = 0.0
    if title := by_field.get("title"):
        alike = _ramp(title.agreement, 0.6, 0.9)
        length = min(len(title.claimed), len(title.found), ENOUGH_TITLE) / ENOUGH_TITLE
        found["title"] = alike * length
        found["title_exact"] = _ramp(title.agreement, 0.9, 1.0) * length
        found["short_title"] = alike * (1 - length)
    else:
        found["no_title"] = 1.0
    if "whole_title" in agrees:
        found["whole_title"] = _ramp(agrees["whole_title"], 0.75, 0.95)
        other_whole = 1 - _ramp(agrees["whole_title"], 0.55, 0.8)
    found["title_goes_on"] = _ramp(1 / agrees.get("title_rest", 1) - 1, 0, 4)
    if words := by_field.get("title_words"):
        found["title_word_other"] = alike * min(len(words.found.split()), 3) / 3
    found["part_same"] = float(agrees.get("part") == 1)
    found["part_differs"] = float(agrees.get("part") == PART_DIFFERS)
    found["digits_differ"] = float(agrees.get("part") == DIGITS_DIFFER)
    return alike, other_whole


def _author_features(found, by_field, agrees):
    author = agrees.get("first_author")
    if author is None:
        found["no_author"] = 1.0
    else:
        found["first_author"] = _ramp(author, 0.6, 0.8)
        found["author_leads"] = _ramp(author, 0.8, 1.0)
        found["other_author"] = 1 - _ramp(author, 0.4, 0.75)
    found["initial"] = float(agrees.get("initial") == 1)
    found["other_initial"] = float(agrees.get("initial") == 0)
    if others := by_field.get("other_authors"):
        named = len(others.claimed.split("; ")) if others.claimed else 0
        found["other_authors"] = min(named, 3) / 3
        found["other_authors_missing"] = 1 - others.agreement


def _place_features(found, by_field, agrees):
    if "container" in agrees:
        found["container"] = _ramp(agrees["container"], 0.5, 0.95)
        found["other_container"] = 1 - _ramp(agrees["container"], 0.3, 0.6)
    else:
        found["no_container"] = 1.0
    found["year"] = float(agrees.get("year") == 1)
    found["other_year"] = float(agrees.get("year") == 0)
    for name in ("volume", "last_page"):
        if name in agrees:
            found[name] = _ramp(agrees[name], 0.5, 1)
            found[f"other_{name}"] = float(agrees[name] < 0.5)
    found["other_issue"] = float(agrees.get("issue", 1) < 0.5)
    if page := by_field.get("first_page"):
        digits = sum(character.isdigit() for character in page.found.partition("-")[0])
        found["first_page"] = _ramp(page.agreement, 0.5, 1) * min(digits, 4) / 4
        found["some_page"] = _ramp(page.agreement, 0.4, 0.9)
        found["page_letter"] = float(0.5 < page.agreement < 0.9)
        found["other_page"] = float(page.agreement < 0.4)


def _left_features(found, by_field, other_title, other_whole):
    """What the text says and the work cannot explain; most of all where it has another title."""
    if numbers := by_field.get("other_numbers"):
        found["a_number_left"] = 1.0
        found["numbers_left"] = _ramp(len(numbers.claimed.split()), 1, 4)
    if words := by_field.get("other_words"):
        left = words.claimed.split()
        small = sum(word[0].islower() for word in left)
        found["names_left"] = min(len(left) - small, 6) / 6
        found["share_left"] = 1 - words.agreement
        found["other_title_said"] = other_title * min(small + max(0, len(left) - small - 2) / 2, 3) / 3
        found["other_whole_title_said"] = other_whole * min(len(left), 3) / 3


def log_odds(evidence: Iterable[Evidence]) -> float:
    """Return the weight of evidence for one candidate: above 0 it speaks for it."""
    return sum(COEFFICIENTS[name] * value for name, value in features(evidence).items())


def probability(evidence: Iterable[Evidence]) -> float:
    """Return the probability that this is the work meant, were it the only candidate.

    Evidence that would fit many works alike never makes more than a guess.

    >>> good = [Evidence("title", "co citation in the scientific literature", "Co-citation in the scientific literature", 1.0),
    ...         Evidence("first_author", "small", "Small", 1.0), Evidence("year", "1973", "1973", 1.0)]
    >>> probability(good) > 0.95
    True
    >>> probability(good[1:]) < 0.5
    True
    """
    evidence = tuple(evidence)
    weight = log_odds(evidence)
    if not tells_enough(evidence):
        weight = min(weight, TOO_LITTLE)
    return 1 / (1 + math.exp(-weight))


def tells_enough(evidence: Iterable[Evidence]) -> bool:
    """Whether what agrees could single out one work among all there are.

    A title with some one thing beside it can; so can a first page with its
    author or its whole place, and a group of authors with container and year.
    One author, a journal and a year cannot, however well they fit.
    """
    evidence = tuple(evidence)
    get = features(evidence).get
    author, page = get("first_author", 0), get("some_page", 0)
    near = any(item.field == "year" and item.agreement > 0 for item in evidence)
    place = get("container", 0) + get("volume", 0) + near
    if get("title", 0) + get("short_title", 0) >= 0.4:
        return author + page + place >= 0.9 or get("title_exact", 0) >= 0.5
    if page >= 0.5 and author >= 0.5:
        return place >= (1 if get("first_page", 0) >= 0.5 else 1.4)
    if page >= 0.5:
        nobody_named = get("names_left", 0) + get("other_title_said", 0) < 0.3
        return place >= (1.9 if get("first_page", 0) >= 0.75 else 2.4) and (nobody_named or get("other_authors", 0) >= 0.6)
    others = get("other_authors", 0) if not get("other_authors_missing", 0) > 0.5 else 0
    return author >= 0.5 and (others >= 0.6 and place >= 1.5 or others >= 0.3 and place >= 2.4)


def _ramp(value, low, high):
    return min(1.0, max(0.0, (value - low) / (high - low)))
