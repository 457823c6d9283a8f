"""Make one text of the lines of an entry: words that line ends divided, addresses that they broke."""

import re
from collections import Counter

from citegraph.read.lines import divides_words, joined

_WORD = re.compile(r"[^\W\d_]{2,}(?:[-'’][^\W\d_]{2,})*")
_BROKEN_WORD = re.compile(r"([^\W\d_]+(?:-[^\W\d_]+)*)-$")
_BROKEN_ADDRESS = re.compile(r"(?:https?://|www\.|\b10\.\d{4,9}/)[^\s<>]*[^\s.,;)\]>]$")
_ADDRESS_GOES_ON = re.compile(r"(?:[a-z0-9_%-]*[\d/_=%?&][\w./()%=&?#:;-]*|[a-z]{1,6}\.[a-z0-9][\w./-]*)[.,;]?(?:\s|$)")
# What a printer sets as spaces inside an address.
_SPACED_ADDRESS = re.compile(r"(?:https?:\s?/\s?/\s*)?(?:dx\s?\.\s?)?doi\s?\.\s?org\s?/\s*10\s?\.\s?\d{4,9}\s?/\s?", re.IGNORECASE)


class Words:
    """The words of a document, as evidence for what a hyphen at a line's end is.

    >>> words = Words(["Peer-reviewed work on psychiatric", "wards was peer-", "reviewed by psychi-", "atric staff."])
    >>> words.joined(["was peer-", "reviewed by psychi-", "atric staff."])
    'was peer-reviewed by psychiatric staff.'

    Without evidence the habit of the document decides:

    >>> Words(["It is peer-", "reviewed."]).joined(["It is peer-", "reviewed."])
    'It is peer-reviewed.'
    """

    def __init__(self, lines):
        self._counts = Counter()
        broken = False
        for line in lines:
            inner = line.partition(" ")[2] if broken else line
            broken = line.endswith("-")
            self._counts.update(word.lower() for word in _WORD.findall(inner.rpartition(" ")[0] if broken else inner))
        self._divides = divides_words(lines) if lines else False

    def joined(self, lines) -> str:
        """Return *lines* as one text, blanks reduced to one."""
        whole = ""
        for line in lines:
            whole = self._with(whole, line) if whole else " ".join(line.split())
        return _SPACED_ADDRESS.sub(lambda match: re.sub(r"\s", "", match[0]), whole)

    def _with(self, left, right):
        last, first = left.rsplit(" ", 1)[-1], right.split(" ", 1)[0]
        address = re.search(r"https?://|www\.|\b10\.\d{4,9}/", last)
        if address and _BROKEN_ADDRESS.search(last) and _ADDRESS_GOES_ON.match(right):
            return left + right
        divided = _BROKEN_WORD.search(last)
        ahead = re.match(r"[^\W\d_]+", first)
        if not divided or not ahead or address:
            return joined([left, right], self._divides)
        begun, rest = divided[1].rpartition("-")[2], ahead[0]
        if (begun[-1].isupper() and len(begun) > 1) != (rest[0].isupper()):
            return joined([left, right], self._divides)
        whole, parted = self._counts[f"{divided[1]}{rest}".lower()], self._counts[f"{divided[1]}-{rest}".lower()]
        if rest[0].isupper() and not whole:
            return left + right
        if whole or parted:
            return left + right if parted > whole else left[:-1] + right
        words = self._counts[begun.lower()] and self._counts[rest.lower()]
        if words and len(begun) > 2 and len(rest) > 3 or not self._divides:
            return left + right
        return joined([left, right], True)
