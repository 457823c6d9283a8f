"""Where the title of a work ends and the name of what it appeared in begins.

Marks decide where a style prints them: quotation marks, "In:", "//", "[J]".
Elsewhere every place where the text could be divided is scored by how much
the words after it look like the name of a periodical, and those before it
like a title.
"""

import re
from dataclasses import dataclass

from citegraph.read.vocabulary import CLOSING, FUNCTION_WORDS, GLUED_PUBLISHER, PERIODICAL, PUBLISHER

Span = tuple[int, int]

TYPE_MARK = re.compile(r"\s*\[\s*([JMCDRSPNGZA]|DB|EB|CP|DS)(?:/(?:OL|CD|MT|DK))?\s*\]\s*(?:\.|，|,|:|//)?\s*")
_IN = re.compile(
    r"(?:(?<=[.?!,;:”»\"’“])\s*|(?<=\s)(?=In:|in:)|(?<=[.,]\s)|^)(?:In|in|IN|Dans|dans|En|W|w|V|In\s*:|در|في|içinde|Em)(?::\s*|\s+(?=[«“\"‘A-ZÀ-Þ0-9]))"
)
_STROKES = re.compile(r"\s*//\s*")
_EDITORS = re.compile(r"[^.,]{0,200}\((?:Eds?|Hrsg|Hg|eds?|dir|coords?|orgs?)\.?\)\s*[,.:]?\s*")
_BOUNDARY = re.compile(
    r"(?P<strong>(?<=[^\W_])[.?!。][”’»\"]?\s*[-–—]\s+|[.?!][-–—]\s+|[?!。]\s+|\.\s+)|(?P<weak>,\s+|、|;\s+)|(?P<colon>:\s+)|(?P<bracket>\s\()|(?P<dash>\s[-–—]\s)"
)
_WORDS = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*\.?|&")


@dataclass(frozen=True, slots=True)
class Parts:
    """Where title, container and publisher stand; `None` where one is missing."""

    title: Span | None = None
    container: Span | None = None
    publisher: Span | None = None
    mark: str | None = None
    chapter: bool = False


def divide(text, start, end, *, numbered, author_delimiter=""):
    """Divide `text[start:end]`, what stands between the authors and the numbers.

    *numbered* says whether a volume or pages follow, as they do after a
    periodical.
    """
    start, end = trim(text, start, end)
    if start >= end:
        return Parts()
    if quoted := _quoted(text, start, end):
        title, after = quoted
        rest = _container(text, after, end, numbered, in_cue=False)
        return Parts(title, *rest)
    if match := TYPE_MARK.search(text, start, end):
        title = trim(text, start, match.start())
        after = match.end()
        container, publisher = _container(text, after, end, numbered, in_cue="//" in match.group())
        return Parts(title, container, publisher, match[1])
    if match := _STROKES.search(text, start, end):
        container, publisher = _container(text, match.end(), end, numbered, in_cue=False)
        return Parts(trim(text, start, match.start()), container, publisher)
    if match := _in_cue(text, start, end):
        container, publisher = _container(text, match.end(), end, numbered, in_cue=True)
        return Parts(trim(text, start, match.start()), container, publisher, chapter=True)
    return _divide_by_looks(text, start, end, numbered, author_delimiter)


def trim(text, start, end):
    """The span without blanks and punctuation at its ends."""
    while start < end and (text[start].isspace() or text[start] in ".,;:-–—/·،。，\x00&>"):
        start += 1
    while start < end and (text[end - 1].isspace() or text[end - 1] in ",;:-–—/·،。，\x00(<["):
        end -= 1
    if end > start and text[end - 1] == "." and not _ends_in_abbreviation(text, start, end):
        end -= 1
    while start < end and text[start] in "“\"«‘„《「‚" and CLOSING[text[start]] in text[end - 1] :
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


def _quoted(text, start, end):
    opening = text[start]
    if opening not in CLOSING:
        return None
    closing, depth, at = CLOSING[opening], 0, start
    best = None
    while at < end:
        character = text[at]
        if character == closing and (opening == closing or at > start) and at > start:
            following = text[at + 1 : at + 3]
            inside_word = closing == "’" and following[:1].isalpha()
            if not inside_word:
                depth -= opening != closing
                best = at
                if depth <= 0 and (closing != "’" or re.match(r"\s*[,.(]|\s[A-Z(]|$|\s*\x00", text[at + 1 : at + 4])):
                    break
        elif character == opening and opening != closing:
            depth += 1
        at += 1
    if best is None:
        return None
    title = _trim_quoted(text, start + 1, best)
    if title[1] - title[0] < 2:
        return None
    return title, best + 1


def _trim_quoted(text, start, end):
    while start < end and text[start].isspace():
        start += 1
    while start < end and (text[end - 1].isspace() or text[end - 1] in ".,"):
        end -= 1
    return start, end


def _in_cue(text, start, end):
    best = None
    for match in _IN.finditer(text, start, end):
        word = match.group().strip()
        before = text[start : match.start()].rstrip()
        if not before or match.end() >= end:
            continue
        strong = word.endswith(":") or before[-1] in ".?!”»\"’,"
        if not strong:
            continue
        after = text[match.end() : match.end() + 60]
        if before[-1] == "," and not word.endswith(":") and not re.match(r"[«“\"‘A-ZÀ-Þ0-9]", after):
            continue
        if best is None or word.endswith(":"):
            best = match
            if word.endswith(":"):
                break
    return best


def _container(text, start, end, numbered, in_cue):
    """Container and publisher in what follows the title."""
    start, end = trim(text, start, end)
    if start >= end:
        return None, None
    if match := re.compile(r"(?:in|In|presented at(?: the)?|presentado en|présenté à|w|en|dans)\s*:?\s+(?=[«“\"‘A-Z0-9])").match(text, start, end):
        start, in_cue = match.end(), True
    if in_cue and (match := _EDITORS.match(text, start, end)):
        start = match.end()
    if quoted := _quoted(text, start, end):
        container, after = quoted
        return container, _publisher(text, after, end)
    pieces = _pieces(text, start, end)
    for place in range(1, len(pieces)):
        begin = pieces[place][0]
        tail = text[begin:end]
        kind = pieces[place][2]
        if kind in ("strong", "weak", "bracket", "colon") and _is_publisher(tail, numbered and not in_cue):
            return trim(text, start, pieces[place - 1][1]), _publisher(text, begin, end)
    if in_cue or not numbered:
        for place in range(1, len(pieces)):
            if pieces[place][2] in ("strong", "bracket") and not _abbreviated(text[start : pieces[place - 1][1]]):
                return trim(text, start, pieces[place - 1][1]), _publisher(text, pieces[place][0], end)
    return _unglue(text, *trim(text, start, end))


def _unglue(text, start, end):
    if match := GLUED_PUBLISHER.search(text, start, end):
        if match.start() > start + 2:
            return trim(text, start, match.start()), trim(text, match.start(1), match.end(1))
    return (start, end), None


def _is_publisher(text, strict):
    words = [word.lower().strip(".") for word in _WORDS.findall(text)]
    if not words or len(words) > 14:
        return False
    hits = sum(word in PUBLISHER for word in words)
    if strict:
        return hits > 0 and not any(word in ("journal", "review", "annals", "bulletin", "letters", "transactions") for word in words) and hits >= len(words) / 4
    return hits > 0


def _publisher(text, start, end):
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
        words = [word.lower().strip(".") for word in _WORDS.findall(piece)]
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


def _pieces(text, start, end):
    """Spans between possible boundaries, each with the kind of boundary before it."""
    pieces, at, kind = [], start, ""
    for match in _BOUNDARY.finditer(text, start, end):
        pieces.append((at, match.start() + (match.group()[0] in ".?!"), kind))
        at, kind = match.end(), match.lastgroup
    pieces.append((at, end, kind))
    return pieces


def _abbreviated(text):
    """Whether the last word before a stop is an abbreviation of a longer word or an initial."""
    word = re.search(r"([^\W_]+)\.?$", text)
    return bool(word) and (len(word[1]) <= 4 and word[1][:1].isupper() and text.endswith("."))


def _divide_by_looks(text, start, end, numbered, author_delimiter):
    pieces = _pieces(text, start, end)
    scored = []
    for place in range(len(pieces)):
        begin, kind = pieces[place][0], pieces[place][2]
        if place and kind in ("bracket",):
            continue
        before = text[start : pieces[place - 1][1]] if place else ""
        scored.append((_boundary_score(text, before, text[begin:end], kind, numbered, author_delimiter), place))
    score, place = max(scored, key=lambda pair: (pair[0], pair[1]))
    if place == 0:
        if numbered and score > 0:
            container, publisher = _unglue(text, *trim(text, start, end))
            return Parts(None, container, publisher)
        if run_on := _run_on(text, start, end) if numbered else None:
            return run_on
        return Parts(trim_title(text, start, end))
    if score < -1.5 and numbered and (run_on := _run_on(text, start, end)):
        return run_on
    begin = pieces[place][0]
    title = trim_title(text, start, pieces[place - 1][1])
    if not numbered:
        tail = text[begin:end]
        if _is_publisher(tail, False) and _periodical_words(tail) <= 1:
            return Parts(title, None, _publisher(text, begin, end))
    container, publisher = _container(text, begin, end, numbered, in_cue=False)
    return Parts(title, container, publisher)


def trim_title(text, start, end):
    """A title keeps its question mark, and loses one full stop."""
    start, end = trim(text, start, end)
    if end > start and text[end - 1] == ".":
        end -= 1
    return start, end


def _periodical_words(text):
    return sum(word.lower().strip(".") in PERIODICAL for word in _WORDS.findall(text))


def _boundary_score(text, before, after, kind, numbered, author_delimiter):
    words = _WORDS.findall(after)
    if not words:
        return -9.0
    score = {"strong": 2.2, "weak": 0.6, "colon": -1.5, "dash": 0.2, "": 0.0}.get(kind, 0.0)
    if kind == "weak" and author_delimiter == ",":
        score += 0.8
    # the container
    lowered = [word.lower().strip(".") for word in words]
    periodical = sum(word in PERIODICAL for word in lowered)
    meant = [word for word, low in zip(words, lowered, strict=True) if low not in FUNCTION_WORDS]
    small = sum(word[0].islower() for word in meant)
    score += min(periodical, 3) * 0.9 + (0.8 if lowered[0] in PERIODICAL or lowered[0] == "the" else 0)
    score -= 1.3 * min(small, 4)
    score -= 0.35 * max(0, len(words) - 6)
    if after[0].islower() or lowered[0] in FUNCTION_WORDS and lowered[0] not in ("the", "la", "le", "der", "die", "das"):
        score -= 2.5
    if not any(character.isalpha() for character in after[:3]):
        score -= 1
    inner = re.findall(r"([^\W_]+)\.\s", after)
    score += 0.7 * min(sum(1 for word in inner if len(word) <= 7 and word[0].isupper()), 3)
    score -= 2.0 * sum(1 for word in inner if len(word) > 8 or word[0].islower())
    score -= 0.8 * after.count(", ") + 1.2 * after.count("? ") + 0.3 * after.count(": ")
    if not numbered and any(word in PUBLISHER for word in lowered):
        score += 1.5
    # the title
    if kind == "":
        return score - 1.2 + (0.8 if len(words) <= 6 and not small else -1.5)
    before_words = _WORDS.findall(before)
    if len(before_words) < 2:
        score -= 1.0
    if kind == "strong" and _abbreviated(before):
        last = re.search(r"([^\W_]+)\.$", before)
        score -= 2.5 if last and (len(last[1]) <= 2 or last[1].lower() in PERIODICAL or True) else 0
    return score


def _run_on(text, start, end):
    """Title and periodical with nothing between: "… in East Greenland narwhals PLoS ONE"."""
    words = list(re.finditer(r"\S+", text[start:end]))
    place = len(words)
    while place > 0:
        word = words[place - 1].group()
        low = word.lower().strip(".,:()")
        if word[0].isupper() or word[0] == "&" or (low in FUNCTION_WORDS and place < len(words)):
            place -= 1
        else:
            break
    while place < len(words) and (words[place].group().lower() in FUNCTION_WORDS and words[place].group() != "The"):
        place += 1
    if place == 0 or place >= len(words) or len(words) - place > 12:
        return None
    begin = start + words[place].start()
    (container, publisher) = _unglue(text, *trim(text, begin, end))
    return Parts(trim_title(text, start, begin), container, publisher)
