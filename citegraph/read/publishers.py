"""Where place and publisher stand in a printed reference."""

import re

from citegraph.read.pieces import MEETING_NAME, WORDS, periodical_words, pieces_of, small_words, trim
from citegraph.read.vocabulary import FUNCTION_WORDS, GLUED_PUBLISHER, PERIODICAL, PUBLISHER, SURELY_PUBLISHER


def is_publisher(text):
    words = [word.lower().strip(".") for word in WORDS.findall(text)]
    hits = sum(word in PUBLISHER for word in words)
    return (
        bool(hits)
        and len(words) <= 8
        and not re.search(r"\d|in press", text)
        and not MEETING_NAME.match(text)
        and (sum(word in PERIODICAL for word in words) <= 1 or any(word in SURELY_PUBLISHER for word in words))
    )


def unglue(text, start, end):
    if match := GLUED_PUBLISHER.search(text, start, end):
        before = text[start : match.start(1)].split()
        if before and before[-1].lower() not in FUNCTION_WORDS and match.start() > start + 2:
            return trim(text, start, match.start()), trim(text, match.start(1), match.end(1))
    return (start, end), None


def find_publisher(text, start, end):
    """The publisher in what is left; a place before a colon or after a comma is not part of it."""
    start, end = trim(text, start, end)
    while start < end and text[start] in "()[]":
        start += 1
    while start < end and text[end - 1] in "()[] ,;:":
        end -= 1
    pieces = re.split(r"(\s*[:,;/]\s+|\.\s+|\s\(|\)\s*)", text[start:end])
    at, best = start, None
    for place in range(0, len(pieces), 2):
        piece = pieces[place]
        words = [word.lower().strip(".") for word in WORDS.findall(piece)]
        hits = sum(word in PUBLISHER for word in words)
        if hits and len(words) <= 10 and not re.match(r"(?:vol|pp?|ed|eds)\b", piece.lower()):
            score = hits / len(words) + (0.5 if place and ":" in pieces[place - 1] else 0)
            if best is None or score > best[0]:
                best = (score, at, at + len(piece))
        at += len(piece) + (len(pieces[place + 1]) if place + 1 < len(pieces) else 0)
    if best is None:
        colon = re.search(r":\s+([^:]+)$", text[start:end])
        return trim(text, start + colon.start(1), start + colon.end(1)) if colon else None
    return trim(text, best[1], best[2])


def publisher_start(text, start, end, sure=False):
    """Where place and publisher begin at the end of a text, or `None`."""
    pieces = pieces_of(text, start, end)
    last = len(pieces) - 1
    while last > 0:
        begin, stop, kind = pieces[last]
        words = [word.lower().strip(".") for word in WORDS.findall(text[begin:stop])]
        known = any(word in (SURELY_PUBLISHER if sure else PUBLISHER) for word in words) and (
            len(words) <= 10 or kind == "strong" and len(words) <= 20 and not small_words(text[begin:stop])
        )
        if (
            known
            or kind == "colon"
            and last > 1
            and not sure
            and _place_name(text, pieces[last - 1])
            and pieces[last - 1][2] == ("strong")
        ):
            break
        if len(words) > 4 or kind in ("strong", "dashed") and last < len(pieces) - 1:
            return None
        last -= 1
    if last <= 0:
        return None
    begin, stop, kind = pieces[last]
    named = text[begin:stop]
    if sure and (glued := GLUED_PUBLISHER.search(text, begin, stop)) and glued.start(1) > begin + 3:
        return None
    if (
        MEETING_NAME.match(named)
        or kind == "strong"
        and periodical_words(named) > 1
        and not re.search("[Pp]ress|[Ss]ociety|[Aa]ssociation|Bureau", named)
    ):
        return None
    if kind == "colon":
        while last > 1 and _place_name(text, pieces[last - 1]):
            last -= 1
            if pieces[last][2] != "weak":
                break
    elif (
        kind == "weak"
        and last > 1
        and pieces[last - 1][2] == "strong"
        and _place_name(text, pieces[last - 1])
        and not sure
    ):
        last -= 1
    return pieces[last - 1][1]


def _place_name(text, piece):
    words = text[piece[0] : piece[1]].split()
    return 0 < len(words) <= 3 and all(word[:1].isupper() for word in words)
