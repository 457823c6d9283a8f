"""Make one text of the lines of an entry: words that line ends divided, addresses that they broke."""

import re
from collections import Counter

from citegraph.read.lines import divides_words, joined

_WORD = re.compile(r"[^\W\d_]{2,}(?:[-'’][^\W\d_]{2,})*")
_HYPHEN = re.compile(r"\w[-‐]$")
_BROKEN_WORD = re.compile(r"([^\W\d_]+(?:[-‐][^\W\d_]+)*)[-‐]$")
# Compounds whose hyphen is their own in whatever they say.
_OWN_HYPHEN = re.compile(
    r"(?:non|self|co|anti|semi|quasi|multi|meta|pre|post|well|cross|long|short|high|low|large|small)-.*|"
    r".*-(?:like|based|related|induced|specific|dependent|free|wide|term|level|type|driven|associated|oriented|scale|"
    r"making|up|old|years?|mediated|derived|centered|centred|reported|speaking|rich|containing)"
)
_BROKEN_ADDRESS = re.compile(r"(?:https?://|www\.|\b10\.\d{4,9}/)[^\s<>]*[^\s.,;)\]>]$")
_ADDRESS_GOES_ON = re.compile(r"(?:[./?&=_][a-zA-Z\d]\S*|[a-z0-9_%-]*[\d/_=%?&][\w./()%=&?#:;-]*|[a-z]{1,6}\.[a-z0-9][\w./-]*)[.,;]?(?:\s|$)")
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
            broken = bool(_HYPHEN.search(line))
            inner = inner.rpartition(" ")[0] if broken else inner
            for word in _WORD.findall(inner.lower()):
                self._counts[word] += 1
                self._counts.update(word.split("-") if "-" in word else ())
        # A hyphen of another kind than those within lines is one that the typesetting added.
        self._types_hyphens = any("‐" in line[:-1] for line in lines)
        ends = [_divided(left.rsplit(" ", 1)[-1], right) for left, right in zip(lines, lines[1:], strict=False)]
        told = [(self._counts[begun + rest], self._counts[f"{begun}-{rest}"]) for begun, rest in filter(None, ends)]
        whole, parted = sum(one > 0 for one, _ in told), sum(one > 0 for _, one in told)
        self._divides = whole > parted or bool(lines) and divides_words(lines)

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
        if address and re.search(r"[:;(<>)_=&?%~+.]$", last) and re.match(r"[\d<(]\S*[\d<>/:()]|[a-z]\S*[a-z]\.?$", first):
            return left + right
        hyphen = _HYPHEN.search(last)
        if hyphen and right[0] in "-‐" and right[1:2].isalpha():  # printed again, as some languages do
            return left + right[1:]
        divided = _divided(last, right)
        if address or not divided:
            return joined([left, right], self._divides)
        printers_own = left[-1] == "‐" and not self._types_hyphens
        return (left[:-1] if printers_own or self._is_one_word(*divided) else left) + right

    def _is_one_word(self, begun, rest):
        """Whether the hyphen between two parts of a word is the line end's alone."""
        tail = begun.rpartition("-")[2]
        whole = self._counts[begun + rest] or self._counts[tail + rest]
        parted = self._counts[f"{begun}-{rest}"]
        if whole or parted:
            return whole >= parted
        if not self._divides or _OWN_HYPHEN.fullmatch(f"{tail}-{rest}"):
            return False
        return not (self._counts[tail] and self._counts[rest] and len(tail) > 2 and len(rest) > 3)


def _divided(last, right):
    """The two parts of a word that a line's end divided, in lower case, or `None`; *last* is what stands before it."""
    before, after = _BROKEN_WORD.search(last), re.match(r"[^\W\d_]+", right)
    if not before or not after:
        return None
    capitals = before[1].isupper() and after[0].isupper() and min(len(before[1]), len(after[0])) > 4
    if after[0][0].isupper() and not capitals:
        return None
    return before[1].lower().replace("‐", "-"), after[0].lower()
