"""Pieces of a reference between stops and commas, and what their words look like."""

import re

from citegraph.read.vocabulary import ABBREVIATED, CLOSING, FUNCTION_WORDS, PERIODICAL

Span = tuple[int, int]

_BOUNDARY = re.compile(
    r"(?P<dashed>[.?!][”’»\"]?\s?[-–—]\s+)|(?P<strong>[.?!。][”’»\"]?\s+|"
    r"(?<=[a-zà-ÿ)][a-zà-ÿ)][a-zà-ÿ)])[.?](?=[A-ZÀ-Þ][a-zà-ÿ])|\x00+[.,]?\s*)|(?P<weak>,\s+|"
    r",(?=[A-ZÀ-Þ][^\W\d_])|、|;\s+)|(?P<colon>:\s+)|(?P<bracket>\s\()|(?P<dash>\s[-–—]\s)"
)

WORDS = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*\.?|&")

MEETING_NAME = re.compile(
    r"(?:\d{4} )?(?:(?:\d+(?:st|nd|rd|th) |Annual )?(?:IEEE|ACM|International|European|AIP|"
    r"SPIE)\b.{0,40}(?:Conference|Symposium|Workshop|Congress)|Proceedings|Proc\.|Lecture Notes|"
    r"Advances in|Handbook of|Encyclopedia|Conference|Actas|Atti|AIP Conference)"
)


def trim(text, start, end):
    """The span without blanks and punctuation at its ends."""
    while start < end and (text[start].isspace() or text[start] in ".,;:-–—/·،。，\x00&>"):
        start += 1
    while start < end and (text[end - 1].isspace() or text[end - 1] in ",;:-–—/·،。，\x00(<["):
        end -= 1
    if end > start and text[end - 1] == "." and not _ends_in_abbreviation(text, start, end):
        end -= 1
    while start < end and text[start] in '“"«‘„《「‚' and CLOSING[text[start]] in text[end - 1]:
        start, end = start + 1, end - 1
        while start < end and text[start].isspace():
            start += 1
        while start < end and (text[end - 1].isspace() or text[end - 1] in ".,"):
            end -= 1
    return start, end


def _ends_in_abbreviation(text, start, end):
    """Whether a full stop at the end belongs to an abbreviated name."""
    words = text[start:end].split()
    return sum(word.endswith(".") for word in words) >= 2 and len(words) <= 10 and all(len(word) < 14 for word in words)


# A mark of kind, a note in brackets, a degree.
_NOTE_AFTER_TITLE = re.compile(
    r"[;.,]?\s\(?\d{1,2}(?:st|nd|rd|th|\.)\s(?:edn?|edition|Aufl(?:age)?)\b[.)]*$|"
    r"\s*\[[A-Z]{1,2}(?:/[A-Z]{2})?\]?$|\s*\[[^\[\]]{3,40}\]$|,\s(?:PhD|Ph\.D\.|Doctoral|Master)[^,.]{0,24}$"
)


def trim_title(text, start, end):
    """A title keeps its question mark, and loses one full stop."""
    start, end = trim(text, start, end)
    if end > start and text[end - 1] == ".":
        end -= 1
    if match := _NOTE_AFTER_TITLE.search(text, start, end):
        end = match.start() if match.start() > start else end
    return start, end


def pieces_of(text, start, end):
    """Spans between possible boundaries, each with the kind of boundary before it."""
    pieces, at, kind = [], start, ""
    for match in _BOUNDARY.finditer(text, start, end):
        pieces.append((at, match.start() + (match.group()[0] in ".?!"), kind))
        at, kind = match.end(), match.lastgroup
    pieces.append((at, end, kind))
    return pieces


def periodical_words(text):
    return sum(word.lower().strip(".") in PERIODICAL for word in WORDS.findall(text))


def small_words(text):
    return sum(word[0].islower() and word not in FUNCTION_WORDS for word in WORDS.findall(text))


def is_abbreviation(word):
    """Whether a word before a stop is one that periodicals' names abbreviate."""
    if word.isupper() and len(word) > 1:
        return False
    return word[0].isupper() and (
        len(word) <= 2 or word[-1] not in "aeiouy" and (len(word) <= 5 or word.lower() in ABBREVIATED)
    )
