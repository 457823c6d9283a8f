"""BM25 over an inverted index, exact for the top of the list without scoring everything."""

import heapq
import math
from array import array
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable

K1 = 1.2
B = 0.75
REGISTRY_SIZE = 1.8e8
_COMMON = 64


class Index:
    """Texts, given as lists of tokens, ready to be ranked against a query.

    Weights are final when the index is built: a query only adds them up.  The
    idf is stretched so that a small corpus gives scores of the size the
    registry gives with its hundred and eighty million works.
    """

    def __init__(self, texts: Iterable[list[str]]):
        postings = defaultdict(list)
        lengths = []
        self.twin = []
        first = {}
        for number, words in enumerate(texts):
            lengths.append(len(words))
            self.twin.append(first.setdefault(hash(tuple(words)), number))
            for word, frequency in Counter(words).items():
                postings[word].append((number, frequency))
        self.size = len(lengths)
        average = sum(lengths) / self.size if any(lengths) else 1.0
        norms = [K1 * (1 - B + B * length / average) for length in lengths]
        self._numbers = {}
        self._weights = {}
        self._highest = {}
        self._bitmaps = {}
        for word, pairs in postings.items():
            idf = self._idf(len(pairs))
            numbers = array("I", (number for number, _ in pairs))
            weights = array("d", (idf * (K1 + 1) * tf / (tf + norms[n]) for n, tf in pairs))
            self._numbers[word] = numbers
            self._weights[word] = weights
            self._highest[word] = max(weights)
            if len(pairs) > _COMMON:
                self._bitmaps[word] = _bitmap(numbers, self.size)

    def _idf(self, document_frequency):
        n = max(self.size, 2)
        plain = math.log(1 + (n - document_frequency + 0.5) / (document_frequency + 0.5))
        return plain * math.log(REGISTRY_SIZE) / math.log(n)

    def scores(self, query: list[str]) -> dict[int, float]:
        """The score of every text that shares a word with *query*."""
        scores = {}
        for word, repeats in self._ordered(query):
            _add(scores, self._numbers[word], self._weights[word], repeats)
        return scores

    def top(self, query: list[str], count: int, margin: float = 0.0) -> dict[int, float]:
        """Scores of at least the *count* best texts, and of all within *margin* of the last of them.

        Words are taken from the weightiest down.  Once the words still to come
        cannot lift a new text into the result, only the texts already met are
        followed up.
        """
        words = self._ordered(query)
        ahead = [0.0]
        for word, repeats in reversed(words):
            ahead.append(ahead[-1] + repeats * self._highest[word])
        ahead.reverse()
        scores = {}
        closed = False
        for step, (word, repeats) in enumerate(words):
            numbers, weights = self._numbers[word], self._weights[word]
            if not closed:
                _add(scores, numbers, weights, repeats)
            elif len(scores) * 8 > len(numbers):
                _add_known(scores, numbers, weights, repeats)
            else:
                _look_up(scores, numbers, weights, repeats)
            if len(scores) > count:
                least = heapq.nlargest(count, scores.values())[-1] * (1 - margin)
                if closed or ahead[step + 1] < least:
                    closed = True
                    bar = least - ahead[step + 1] - 1e-9
                    scores = {n: score for n, score in scores.items() if score >= bar}
        return scores

    def count(self, query: Iterable[str]) -> int:
        """How many texts share at least one word with *query*."""
        bits = 0
        rare = set()
        for word in set(query):
            if word in self._bitmaps:
                bits |= self._bitmaps[word]
            else:
                rare.update(self._numbers.get(word, ()))
        flags = bits.to_bytes(self.size // 8 + 1, "little")
        return bits.bit_count() + sum(1 for n in rare if not flags[n >> 3] >> (n & 7) & 1)

    def _ordered(self, query):
        """Known words of *query* with their repeats, the weightiest first, ties by alphabet."""
        repeats = Counter(word for word in query if word in self._numbers)
        return sorted(repeats.items(), key=lambda w: (-w[1] * self._highest[w[0]], w[0]))


def _add(scores, numbers, weights, repeats):
    for number, weight in zip(numbers, weights, strict=True):
        scores[number] = scores.get(number, 0.0) + repeats * weight


def _add_known(scores, numbers, weights, repeats):
    for number, weight in zip(numbers, weights, strict=True):
        if number in scores:
            scores[number] += repeats * weight


def _look_up(scores, numbers, weights, repeats):
    for number in scores:
        place = bisect_left(numbers, number)
        if place < len(numbers) and numbers[place] == number:
            scores[number] += repeats * weights[place]


def _bitmap(numbers, size):
    flags = bytearray(size // 8 + 1)
    for number in numbers:
        flags[number >> 3] |= 1 << (number & 7)
    return int.from_bytes(flags, "little")
