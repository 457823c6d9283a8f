"""Where a title ends and the name of a periodical or book begins, when no mark says so.

Every place where a text could be divided is described by what its words and
its punctuation look like, and the description is weighed by a log-linear
model: one number a feature, fitted by `python -m tests.benchmarks.cutting`.
"""

import math
import re
from bisect import bisect_left
from dataclasses import dataclass

from citegraph.read.cut_weights import COEFFICIENTS
from citegraph.read.pieces import MEETING_NAME, is_abbreviation, pieces_of
from citegraph.read.vocabulary import FUNCTION_WORDS, leanings

# A title that runs into a name with nothing between has at most so many words in that name.
_LONGEST_NAME = 8
# The container's name begins in one of the last pieces between stops and commas.
_LAST_PIECES = 30
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|&")
_DIGIT = re.compile(r"\d")
_ARTICLES = {"the", "la", "le", "les", "der", "die", "das", "el", "il", "a"}
_MARKS = {"strong": ".", "weak": ",", "colon": ":", "run-on": "other"}
_SPAN_NAMES = ("no", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10+")


@dataclass(frozen=True, slots=True)
class Cut:
    """One way to divide a text: where the title ends and where the container begins.

    Either may be `None`: a text that is all title, or all container.
    """

    title_end: int | None
    begin: int | None
    kind: str


def possible_cuts(text, start, end, *, numbered):
    """The places where `text[start:end]` may be divided."""
    pieces = pieces_of(text, start, end)
    cuts = [Cut(end, None, "none"), Cut(None, start, "all")]
    begins = set()
    for place in range(max(1, len(pieces) - _LAST_PIECES), len(pieces)):
        begin, _, kind = pieces[place]
        if kind != "bracket":
            cuts.append(Cut(pieces[place - 1][1], begin, kind))
            begins.add(begin)
    if numbered:
        words = list(_WORD.finditer(text, max(start, end - 160), end))[1:][-_LONGEST_NAME:]
        for word in words:
            begin = word.start()
            spaced = begin - 1 > start and text[begin - 1] == " " and text[begin - 2] not in ".,:;?!"
            if spaced and text[begin].isupper():
                cuts.append(Cut(begin - 1, begin, "run-on"))
    return cuts


def weigh(text, start, end, cuts, *, numbered):
    """The weight of each cut, in order."""
    coefficient = COEFFICIENTS.get
    weights = []
    for features in describe(text, start, end, cuts, numbered=numbered):
        weight = 0.0
        for name, value in features.items():
            weight += coefficient(name, 0.0) * value
        weights.append(weight)
    return weights


def odds_of_best(weights):
    """The probability of the best of some weights."""
    best = max(weights)
    return 1 / sum(math.exp(weight - best) for weight in weights)


class _Stretch:
    """A text's words with running totals, so that any part of it is described without reading it again."""

    def __init__(self, text, start, end):
        lean = leanings("periodical")
        self.starts, self.words = [], []
        totals = [0.0, 0, 0, 0, 0, 0]
        rows = [tuple(totals)]
        for match in _WORD.finditer(text, start, end):
            printed = match.group()
            word = printed.lower()
            at = match.end()
            leaning = lean.get(word, -1.0)
            stop = text[at : at + 1] == "." and at < end
            function = word in FUNCTION_WORDS
            self.starts.append(match.start())
            self.words.append((printed, word, leaning, stop))
            totals[0] += leaning
            totals[1] += leaning > 1.5
            totals[2] += printed[0].islower() and not function
            totals[3] += len(printed) > 2 and printed.isupper()
            abbreviated = stop and is_abbreviation(printed)
            totals[4] += abbreviated
            totals[5] += stop and not abbreviated and at < end - 1
            rows.append(tuple(totals))
        self.leaning, self.strong, self.small, self.capital, self.stops, self.stopped = zip(*rows, strict=True)


def describe(text, start, end, cuts, *, numbered):
    """What each cut looks like: features by name."""
    stretch = _Stretch(text, start, end)
    before = text[:start].rstrip(" \x00")[-1:]
    lead = before if before and before in ".,:;)" else "other" if before else "nothing"
    after = text[end : end + 1]
    trail = after if after and after in ".,:;( " else "other" if after else "nothing"
    if after == "." and text[end + 1 : end + 2] == ",":
        trail = ".,"
    group = "n" if numbered else "u"
    single = len({cut.begin for cut in cuts if cut.kind not in ("none", "run-on")}) == 1
    counts = {}
    for cut in cuts:
        counts[cut.kind] = counts.get(cut.kind, 0) + 1
    seen, described = {}, []
    total = len(stretch.words)
    for cut in cuts:
        at = bisect_left(stretch.starts, cut.begin) if cut.begin is not None else total
        seen[cut.kind] = seen.get(cut.kind, 0) + 1
        features = {f"{group} {cut.kind}": 1.0, f"lead{lead} {cut.kind}": 1.0, f"trail{trail} {cut.kind}": 1.0}
        mark = _MARKS.get(cut.kind)
        if mark:
            features["as before" if mark == lead else "not as before"] = 1.0
            if mark == trail:
                features["as after"] = 1.0
        if single:
            features[f"{group} single {cut.kind}"] = 1.0
        if cut.title_end is not None:
            _describe_title(features, text, stretch, at, cut.title_end)
        if cut.begin is not None:
            later = counts[cut.kind] - seen[cut.kind]
            _describe_container(features, text, stretch, at, cut, end, later, group)
        if cut.title_end is not None and cut.begin is not None and at < total:
            title_capital = at > 2 and stretch.capital[at] > at * 0.5
            name_capital = stretch.capital[total] - stretch.capital[at] > (total - at) * 0.5
            if title_capital != name_capital:
                features["capitals only before" if title_capital else "capitals only after"] = 1.0
            title_small = stretch.small[at]
            name_small = stretch.small[total] - stretch.small[at]
            if title_small and not name_small:
                features["small letters end"] = 1.0
        described.append(features)
    return described


def _describe_title(features, text, stretch, at, title_end):
    features[f"title {_SPAN_NAMES[min(at, 10)] if at < 5 else '5+'}"] = 1.0
    if not at:
        return
    features["title leaning"] = min(8.0, max(-8.0, stretch.leaning[at] / at * 2))
    features["title strong"] = min(stretch.strong[at], 4)
    printed, word, leaning, _ = stretch.words[at - 1]
    features["last leaning"] = leaning
    if text[title_end - 1] == "." and is_abbreviation(printed):
        features["stops at abbreviation"] = 1.0
        if len(printed) <= 2:
            features["stops at letter"] = 1.0
    if word in FUNCTION_WORDS:
        features["ends in small word"] = 1.0
    if text[title_end - 1] in "?!":
        features["asks"] = 1.0


def _describe_container(features, text, stretch, at, cut, end, later, group):
    total = len(stretch.words)
    words = total - at
    features[f"{group} name {_SPAN_NAMES[min(words, 10)]}"] = 1.0
    if not words:
        return
    printed, word, leaning, stop = stretch.words[at]
    name = text[cut.begin : end]
    features["name leaning"] = min(8.0, max(-8.0, (stretch.leaning[total] - stretch.leaning[at]) / words * 2))
    features["name sum"] = min(10.0, max(-20.0, stretch.leaning[total] - stretch.leaning[at]))
    features["name strong"] = min(stretch.strong[total] - stretch.strong[at], 4)
    features["first leaning"] = leaning
    features["name small"] = min(stretch.small[total] - stretch.small[at], 4)
    features["name stops"] = min(stretch.stops[total] - stretch.stops[at], 4)
    features["name stopped"] = min(stretch.stopped[total] - stretch.stopped[at], 2)
    features["name commas"] = min(name.count(", "), 4)
    features["name asks"] = min(name.count("? "), 2)
    features["name colons"] = min(name.count(": "), 2)
    features["later of kind"] = min(later, 3)
    if name[0].islower():
        features["begins small"] = 1.0
    elif not name[0].isalpha():
        features["begins with digit" if name[0].isdigit() else "begins with mark"] = 1.0
    if word in FUNCTION_WORDS:
        features["begins with article" if word in _ARTICLES else "begins with small word"] = 1.0
    if cut.begin > 2 and at and text[cut.title_end - 1] == "." and stop and is_abbreviation(printed):
        features["abbreviation after stop"] = 1.0
    if MEETING_NAME.match(name):
        features["meeting"] = 1.0
    if _DIGIT.search(text, cut.begin, end):
        features["name digits"] = 1.0
