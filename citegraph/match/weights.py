"""What evidence weighs: a small logistic model with one named number a feature."""

import math
from collections.abc import Iterable

from citegraph.match.fields import NEAR_YEAR
from citegraph.match.titles import DIGITS_DIFFER, PART_DIFFERS
from citegraph.model import Evidence

ENOUGH_TITLE = 60
# A title of fewer letters, as a share of those, many works have.
TELLING_TITLE = 1 / 3
# What page 1 counts for, on which the first article of every volume and, in many journals, each one begins.
EVERY_FIRST_PAGE = 0.5
# What a DOI in the reference itself adds to the evidence for the work behind it.
ASSERTED = 6.5
# The most that evidence can weigh that would fit many works alike.
TOO_LITTLE = -1.0
MOST_AUTHORS, MOST_DIGITS = 3, 4
# Of how many works one fits by chance, in powers of ten: there are some 10**8, but most share no
# author or journal with the one meant, and those that do are found beside it and compete with it.
RARITY = {
    "first_author": 3.5,
    "initial": 1.0,
    "other_author": 2.5,
    "container": 2.5,
    "container_letter": 0.05,
    "volume": 1.3,
    "year": 1.3,
    "issue_digit": 0.5,
    "page_digit": 0.8,
    "last_page": 1.0,
}
RARE_ENOUGH, WHOLE_PLACE = 7.0, 2.5
# Among so many candidates of a search less is enough: others that fit as well would be there too, and compete.
# Author and year are less still; too many share them for a search to bring them all.
SEVERAL, RARE_AMONG_RIVALS, ANOTHER_TITLE = 5, 6.0, 0.5
DISAGREEING = (
    "other_author",
    "other_year",
    "other_volume",
    "other_page",
    "other_last_page",
    "other_issue",
    "other_container",
    "part_differs",
)
# Log-odds for each feature, fitted by `python -m tests.benchmarks.matching --fit`.
COEFFICIENTS = {
    "a_number_left": -2.28,
    "against_2": -1.65,
    "always": -0.69,
    "author_leads": 1.34,
    "container": 0.33,
    "digits_differ": -1.12,
    "first_author": 0.89,
    "first_page": 0.87,
    "initial": 1.19,
    "last_page": 0.29,
    "names_left": -0.41,
    "no_author": 0.78,
    "no_container": 1.23,
    "no_title": -2.41,
    "numbers_left": -1.04,
    "other_author": -1.89,
    "other_authors": 2.15,
    "other_authors_missing": -0.41,
    "other_authors_missing_untitled": -0.32,
    "other_container": -0.71,
    "other_initial": -0.43,
    "other_initial_untitled": -0.61,
    "other_issue": -0.92,
    "other_last_page": -0.85,
    "other_long_title_said": -0.02,
    "other_page": -0.79,
    "other_page_untitled": -1.09,
    "other_title_said": -2.07,
    "other_version": -0.11,
    "other_volume": -0.86,
    "other_whole_title_said": -1.97,
    "other_year": -0.70,
    "other_year_far": -2.74,
    "other_year_untitled": -0.44,
    "page_letter": -0.55,
    "part_differs": -6.00,
    "part_same": 0.24,
    "place_exact": 0.33,
    "share_left": -0.72,
    "short_title": 1.45,
    "some_page": 1.56,
    "support_3": 0.41,
    "support_5": 0.15,
    "title": 1.33,
    "title_exact": 1.15,
    "title_goes_on": -1.24,
    "title_word_other": -1.41,
    "unknown_authors": -1.05,
    "unknown_authors_untitled": -1.01,
    "unsaid": -0.70,
    "volume": 0.00,
    "whole_title": 0.49,
    "year": 0.87,
}


def features(evidence: Iterable[Evidence]) -> dict[str, float]:
    """Return what the model looks at, each from 0 to 1; a feature that is 0 is left out.

    Beside the single fields these are: how many fields agree (`support_3`,
    `support_5`) or disagree (`against_2`), and whether the whole place is right
    (`place_exact`).
    """
    by_field = {item.field: item for item in evidence}
    agrees = {name: item.agreement for name, item in by_field.items()}
    found = {"always": 1.0}
    alike, other_whole = _title_features(found, by_field, agrees)
    _author_features(found, by_field, agrees)
    _place_features(found, by_field, agrees)
    _left_features(found, by_field, 1 - alike if "title" in agrees else 0.0, other_whole)
    fitting = (alike * (0.5 + 0.5 * found.get("title_exact", 0)), 0.5 * (agrees.get("year") == 0.5))
    support = sum(
        (*fitting, *(found.get(name, 0) for name in ("first_author", "container", "year", "volume", "some_page")))
    )
    untitled = 1 - alike
    found["other_page_untitled"] = found.get("other_page", 0) * untitled
    for name in ("unknown_authors", "other_authors_missing", "other_initial"):
        found[f"{name}_untitled"] = found.get(name, 0) * untitled
    found["other_year_untitled"] = float(agrees.get("year") == NEAR_YEAR) * untitled
    against = sum(found.get(name, 0) for name in DISAGREEING)
    found["support_3"], found["support_5"] = _ramp(support, 2, 3), _ramp(support, 4, 5)
    found["against_2"] = _ramp(against, 1, 2)
    found["place_exact"] = found.get("volume", 0) * found.get("some_page", 0) * found.get("container", 0)
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
    found["unknown_authors"] = 1 - agrees.get("unknown_authors", 1)
    if others := by_field.get("other_authors"):
        named = len(others.claimed.split("; ")) if others.claimed else 0
        found["other_authors"] = min(named, MOST_AUTHORS) / MOST_AUTHORS
        found["other_authors_missing"] = 1 - others.agreement


def _place_features(found, by_field, agrees):
    if "container" in agrees:
        found["container"] = _ramp(agrees["container"], 0.5, 0.95)
        found["other_container"] = 1 - _ramp(agrees["container"], 0.3, 0.6)
    else:
        found["no_container"] = 1.0
    found["year"] = _ramp(agrees.get("year", 0), NEAR_YEAR, 1)
    if agrees.get("year") == 0:
        found["other_year"] = 1.0
        claimed, nearest = int(by_field["year"].claimed), int(by_field["year"].found)
        found["other_year_far"] = _ramp(abs(claimed - nearest), 2, 5)
        # Beside the right volume or page a wrong year is a slip; without them it speaks of another version.
        found["other_version"] = 1 - max(agrees.get("volume", 0), agrees.get("first_page", 0))
    for name in ("volume", "last_page"):
        if name in agrees:
            found[name] = _ramp(agrees[name], 0.5, 1)
            found[f"other_{name}"] = float(agrees[name] < 0.5)
    found["other_issue"] = float(agrees.get("issue", 1) < 0.5)
    found["unsaid"] = float("unsaid" in agrees)
    if page := by_field.get("first_page"):
        digits = sum(character.isdigit() for character in page.found.partition("-")[0])
        found["first_page"] = _ramp(page.agreement, 0.5, 1) * min(digits, MOST_DIGITS) / MOST_DIGITS
        common = page.found.partition("-")[0] == "1" and not found.get("last_page")
        found["some_page"] = _ramp(page.agreement, 0.4, 0.9) * (EVERY_FIRST_PAGE if common else 1)
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
        if "no_title" not in found:
            found["names_left"] = min(len(left) - small, 6) / 6
            found["share_left"] = 1 - words.agreement
        found["other_title_said"] = other_title * min(small + max(0, len(left) - small - 2) / 2, 3) / 3
        found["other_whole_title_said"] = other_whole * min(len(left), 3) / 3
        found["other_long_title_said"] = other_whole * _ramp(len(left), 3, 9)


def log_odds(evidence: Iterable[Evidence]) -> float:
    """Return the weight of evidence for one candidate: above 0 it speaks for it."""
    return _sum(features(evidence))


def guarded_log_odds(evidence: Iterable[Evidence], among: int = 1) -> float:
    """Return the weight of evidence, where it would fit many works alike never more than a guess's.

    *among* is how many candidates the search brought.  Among several less is
    needed, since others that fit as well would be there too and compete.
    """
    evidence = tuple(evidence)
    found = features(evidence)
    weight = _sum(found)
    if weight <= TOO_LITTLE or _tells_enough(evidence, found):
        return weight
    return weight if among >= SEVERAL and _fits_few(evidence, found.get) else TOO_LITTLE


def _sum(found):
    return sum(COEFFICIENTS[name] * value for name, value in found.items())


def probability(evidence: Iterable[Evidence]) -> float:
    """Return the probability that this is the work meant, were it the only candidate.

    Evidence that would fit many works alike never makes more than a guess.

    >>> title = "Co-citation in the scientific literature"
    >>> good = [Evidence("title", "co citation in the scientific literature", title, 1.0),
    ...         Evidence("first_author", "small", "Small", 1.0), Evidence("year", "1973", "1973", 1.0)]
    >>> probability(good) > 0.95
    True
    >>> probability(good[1:]) < 0.5
    True
    """
    return 1 / (1 + math.exp(-guarded_log_odds(evidence)))


def tells_enough(evidence: Iterable[Evidence]) -> bool:
    """Whether what agrees could single out one work among all there are.

    A title with some one thing beside it can.  Without a title, what agrees
    must be so rare together that hardly any other work could fit by chance;
    and a reference that leaves out volume and page, where the work has them,
    must name several authors.  One author, a journal and a year of a work
    that has a volume cannot, however well they fit.  (Among the candidates of
    a search less will do: see `guarded_log_odds`.)
    """
    return _tells_enough(tuple(evidence))


def _tells_enough(evidence, found=None):
    get = (found or features(evidence)).get
    near = any(item.field == "year" and item.agreement > 0 for item in evidence)
    place = get("container", 0) + get("volume", 0) + near
    if _titled(get):
        beside = get("first_author", 0) + get("some_page", 0) + place
        return beside >= 0.9 or get("title_exact", 0) >= 0.5
    whole_place = get("some_page", 0) >= 0.5 and place >= WHOLE_PLACE
    if whole_place:
        issue = any(item.field == "issue" and item.agreement >= 0.5 for item in evidence)
        return issue or get("last_page", 0) > 0 or not _says_something_else(get)
    if _says_something_else(get) or get("other_long_title_said", 0) >= ANOTHER_TITLE:
        return False
    if get("unsaid", 0):
        return _authors_single_out(get, get("container", 0) + near)
    return _rarity(evidence, get) + RARITY["year"] * near >= RARE_ENOUGH


def _titled(get):
    """Whether the title is there; one as short as "Introduction" only where nothing speaks of another work."""
    if get("title", 0) + get("short_title", 0) < 0.4:
        return False
    return get("title", 0) >= TELLING_TITLE or get("container", 0) >= 0.5 or not _says_something_else(get)


def _says_something_else(get):
    """Whether the text has names or a title, and none of them is the work's."""
    known = get("first_author", 0) >= 0.5 or get("other_authors", 0) >= 0.6
    return not known and get("names_left", 0) + get("other_title_said", 0) >= 0.3


def _authors_single_out(get, beside):
    """Whether the authors named are so many that little need stand beside them."""
    others = get("other_authors", 0)
    if get("first_author", 0) < 0.5 or get("other_authors_missing", 0) > 0.5:
        return False
    return others >= 1 or others >= 0.6 and beside >= 0.7 or others >= 0.3 and beside >= 1.5


def _fits_few(evidence, get):
    """Whether so few works fit that a search would bring them all, and nothing said speaks of another."""
    if get("other_title_said", 0) + get("other_whole_title_said", 0) >= ANOTHER_TITLE:
        return False
    near = any(item.field == "year" and item.agreement > 0 for item in evidence)
    return _titled(get) or _rarity(evidence, get) + RARITY["year"] * near >= RARE_AMONG_RIVALS


def _rarity(evidence, get):
    """By how many powers of ten what agrees narrows down all works there are."""
    container = next((len(item.claimed) for item in evidence if item.field == "container"), 0)
    issue = next((len(item.claimed) for item in evidence if item.field == "issue" and item.agreement == 1), 0)
    return (
        RARITY["first_author"] * get("first_author", 0)
        + RARITY["initial"] * get("initial", 0)
        + RARITY["other_author"] * MOST_AUTHORS * get("other_authors", 0)
        + (RARITY["container"] + RARITY["container_letter"] * min(container, ENOUGH_TITLE)) * get("container", 0)
        + RARITY["volume"] * get("volume", 0)
        + RARITY["issue_digit"] * min(issue, MOST_DIGITS) * get("some_page", 0)
        + RARITY["page_digit"] * MOST_DIGITS * get("first_page", 0)
        + RARITY["last_page"] * get("last_page", 0)
    )


def _ramp(value, low, high):
    if value <= low:
        return 0.0
    return (value - low) / (high - low) if value < high else 1.0
