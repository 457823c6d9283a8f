"""Where the title of a work ends and the name of what it appeared in begins.

Marks decide where a style prints them: quotation marks, "In:", "//", "[J]".
Elsewhere every place where the text could be divided is weighed by `cuts`.
"""

import re
from dataclasses import dataclass, replace

from citegraph.read.cuts import odds_of_best, possible_cuts, weigh
from citegraph.read.pieces import Span, is_abbreviation, pieces_of, trim, trim_title
from citegraph.read.publishers import find_publisher, is_publisher, publisher_start, unglue
from citegraph.read.vocabulary import CLOSING, PLACES

TYPE_MARK = re.compile(r"\s*\[\s*([JMCDRSPNGZA]|DB|EB|CP|DS)(?:/(?:OL|CD|MT|DK))?\s*\]\s*(?:\.|，|,|:|//)?\s*")
# Marks of works that are no part of another: what follows is place and publisher.
_WHOLE_WORKS = {"M", "D", "R"}
_IN = re.compile(
    r"(?:(?<=[.?!,;:”»\"’“])\s*|(?<=\s)(?=In:|in:)|(?<=[.,]\s)|^)(?:In|in|IN|İçinde|I(?=:)|Dans|dans|"
    r"En|W|w|V|In\s*:|در|في|içinde|Em)(?::\s*|\s+(?=[«“\"‘A-ZÀ-Þ0-9]))"
)
_LEADING_IN = re.compile(
    r"(?:in|In|presented at(?: the)?|presentado en|présenté à|w|W|en|dans|Dans|در|İçinde|Em|Em:|"
    r"En:)\s*:?\s+(?=[«“\"‘A-Z0-9])"
)
_THESIS = re.compile(
    r"[.,;(\[]\s*(?:[Uu]npublished )?(?:[Dd]octoral|Ph\.?\s?D\.?|[Mm]aster.?s?|M\.?Sc\.?|M\.?A\.?|"
    r"Inaugural)?[\s-]?(?:[Tt]hesis|[Dd]issertation|Thèse(?: de doctorat)?|Tesis(?: doctoral)?|Tese|"
    r"Diss)\b"
)
_QUOTED_CONTAINER = re.compile(r",\s[„«]([^„«“”»\"]{2,200})[”»“]\s*$")
_BOOK_MARKS = re.compile(r"[\s.,]*《[^《》]*》[\s.,]*")
_STROKES = re.compile(r"\s*//\s*")
_EDITORS = re.compile(
    r".{2,300}?(?:\((?:Eds?|Hrsg|Hg|eds?|dir|coords?|orgs?|red)\.?\)|,\s(?:[Ee]ds?|Hrsg|"
    r"Hg)\.)\s*[,.:]?\s*"
)


@dataclass(frozen=True, slots=True)
class Parts:
    """Where title, container and publisher stand; `None` where one is missing.

    `sureness` is the probability of the cut where no mark made it.
    """

    title: Span | None = None
    container: Span | None = None
    publisher: Span | None = None
    mark: str | None = None
    chapter: bool = False
    sureness: float | None = None


def divide(text, start, end, *, numbered):
    """Divide `text[start:end]`, what stands between the authors and the numbers.

    *numbered* says whether a volume or pages follow, as they do after a
    periodical.
    """
    if numbered and _BOOK_MARKS.fullmatch(text, start, end):
        return Parts(None, trim(text, start, end))
    whole = start, end
    start, end = trim(text, start, end)
    if start >= end:
        return Parts()
    if quoted := quoted_title(text, start, end) or quoted_title(text, *whole):
        title, after = quoted
        rest = split_container(text, after, end, numbered)
        return Parts(title, *rest, chapter=bool(_LEADING_IN.match(text, *trim(text, after, end))))
    if match := _LEADING_IN.match(text, start, end):
        return Parts(None, *split_container(text, match.end(), end, numbered, in_cue=True), chapter=True)
    if match := TYPE_MARK.search(text, start, end):
        title = trim(text, start, match.start())
        after = match.end()
        if match[1] in _WHOLE_WORKS and "//" not in match.group():
            return Parts(title, None, find_publisher(text, after, end), match[1])
        container, publisher = split_container(text, after, end, numbered, in_cue="//" in match.group())
        return Parts(title, container, publisher, match[1])
    if match := _STROKES.search(text, start, end):
        container, publisher = split_container(text, match.end(), end, numbered)
        return Parts(trim(text, start, match.start()), container, publisher)
    if match := _in_cue(text, start, end):
        container, publisher = split_container(text, match.end(), end, numbered, in_cue=True)
        return Parts(trim(text, start, match.start()), container, publisher, chapter=True)
    if match := _QUOTED_CONTAINER.search(text, start, end):
        return Parts(trim_title(text, start, match.start()), trim(text, match.start(1), match.end(1)))
    if match := _THESIS.search(text, start, end):
        if match.start() > start + 3:
            return Parts(trim_title(text, start, match.start()), None, find_publisher(text, match.end(), end))
    return _divide_by_looks(text, start, end, numbered)


def quoted_title(text, start, end):
    """The span of a title in quotation marks that begins the text, and where the marks end.

    Not so where the words quoted are only the beginning of a title.
    """
    while start < end and (text[start].isspace() or text[start] in ".,:،"):
        start += 1
    quoted = _quoted(text, start, end) if start < end else None
    if not quoted:
        return None
    following = text[quoted[1] : quoted[1] + 30]
    if text[quoted[1] - 2] not in ",." and re.match(r":|\s(?!in\b|dans\b|en\b|w\b|at\b|presented|presentado|présenté)[a-zà-þ-]|-", following):
        return None
    return quoted


# A mark that opens after a stop or a comma, behind words that names are made of.
_OPENS = re.compile(r"(?<=[.,] )[“„«\"‘]")
_LONGEST_LIST = 400
_JOINING = frozenset("and et und y e i og och en".split())
_IN_NAMES = _JOINING | frozenset("al others de la le du des del di da do dos van von der den ter bin ibn".split())


def title_behind_names(text, start, end):
    """The quoted title that ends `text[start:end]` where what stands before it is a list of names; else all of it."""
    for opening in _OPENS.finditer(text, start + 1, min(end, start + _LONGEST_LIST)):
        before = re.findall(r"[^\W\d_]+", text[start : opening.start()])
        if any(word.islower() and word not in _IN_NAMES for word in before):
            break
        if not any(len(word) == 1 or word in _JOINING for word in before):
            continue
        quoted = quoted_title(text, opening.start(), min(len(text), end + 2))
        if quoted and quoted[1] >= end and " " in text[quoted[0][0] : quoted[0][1]]:
            return quoted[0]
    return start, end


def _quoted(text, start, end):
    opening = text[start : start + 1]
    if opening not in CLOSING:
        return None
    closing, depth, at = CLOSING[opening], 0, start
    best = early = None
    while at < end:
        character = text[at]
        if early is not None and character == opening:
            break
        if character == closing and (opening == closing or at > start) and at > start:
            following = text[at + 1 : at + 3]
            inside_word = closing == "’" and following[:1].isalpha()
            if not inside_word:
                depth -= opening != closing
                best = at
                if depth <= 0 and (closing != "’" or re.match(r"\s*[,.(]|$|\s*\x00", text[at + 1 : at + 4])):
                    early = None
                    break
                if depth <= 0 and early is None and re.match(r"\s[A-Z]", text[at + 1 : at + 4]):
                    early = at  # of the title, or of a word such as "Workers’"
        elif character == opening and opening != closing:
            depth += 1
        at += 1
    best = best if early is None else early
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
        strong = word.endswith(":") or before[-1] in '.?!”»"’,'
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


_EDITION = re.compile(
    r"[\s,.;(]+\d{1,2}(?:st|nd|rd|th|re|er|e|ª|º|-е|番目)?\.?\s?"
    r"(?:(?:[Ee]dn?|éd|Aufl|изд|vyd|wyd|utg|uitg|baskı)\b\.?|版|ed$).*|[\s,.;(]+\d{1,2}(?:\.|-е|番目)?$"
)


# "Rockville, MD: SAMHSA": a place and a publisher.
_PLACED = re.compile(r"[A-ZÀ-Þ][\w.’ -]{2,24}, [A-Z]{2}: [A-ZÀ-Þ][^:.,]{1,60}")


def split_container(text, start, end, numbered, in_cue=False):
    """Container and publisher in what follows the title."""
    container, publisher = _split(text, start, end, numbered, in_cue)
    if container:
        container = _bare_name(text, *container, numbered and not in_cue)
    return container, publisher


def _bare_name(text, start, end, periodical):
    """A container's name without the edition and the place that some styles print after it."""
    if not periodical and (edition := _EDITION.search(text, start + 2, end)):
        end = edition.start()
    while (comma := text.rfind(", ", start, end)) > start and text[comma + 2 : end].strip(" .") in PLACES:
        end = comma
    if not any(character.isalpha() for character in text[start:end]):
        return None
    return trim(text, start, end)


_PROCEEDINGS = re.compile(r"Proceedings|Proc\.|Actas|Anais")


def _split(text, start, end, numbered, in_cue):
    start, end = trim(text, start, end)
    if start >= end:
        return None, None
    if match := _LEADING_IN.match(text, start, end):
        start, in_cue = match.end(), True
    if in_cue and (match := _EDITORS.match(text, start, end)):
        start = match.end()
    if quoted := _quoted(text, start, end):
        container, after = quoted
        return container, find_publisher(text, after, end)
    if not numbered and not in_cue and (is_publisher(text[start:end]) or _PLACED.fullmatch(text, start, end)):
        return None, find_publisher(text, start, end)
    publisher = None
    if tail := publisher_start(text, start, end, sure=numbered and not in_cue):
        publisher = find_publisher(text, tail, end)
        start, end = trim(text, start, tail)
    pieces = pieces_of(text, start, end)
    begins = [
        begin
        for begin, _, kind in pieces[1:]
        if (kind == "strong" or kind == "colon" and in_cue) and _PROCEEDINGS.match(text, begin, end)
    ]
    if begins:
        start = begins[-1]
        pieces = pieces_of(text, start, end)
    if in_cue or not numbered:
        for place in range(1, len(pieces)):
            stop = pieces[place - 1][1]
            last = re.search(r"([^\W\d_]+)\.$", text[start:stop])
            acronym = pieces[place][2] == "bracket" and re.match(r"[^\s()]+\)", text[pieces[place][0] : end])
            if (
                pieces[place][2] in ("strong", "bracket", "dashed")
                and not acronym
                and not (last and is_abbreviation(last[1]))
            ):
                return trim(text, start, stop), publisher or find_publisher(text, pieces[place][0], end)
    container, glued = unglue(text, *trim(text, start, end))
    return container, glued or publisher


def _divide_by_looks(text, start, end, numbered):
    name_end, publisher = _before_publisher(text, start, end, numbered)
    cuts = possible_cuts(text, start, name_end, numbered=numbered)
    weights = weigh(text, start, name_end, cuts, numbered=numbered)
    best = max(range(len(cuts)), key=weights.__getitem__)
    parts = parts_at(text, start, name_end, cuts[best], publisher, numbered)
    return replace(parts, sureness=odds_of_best(weights))


def _before_publisher(text, start, end, numbered):
    """Where title and container end, and the publisher after them."""
    tail = publisher_start(text, start, end, sure=numbered)
    if not tail:
        return end, None
    return tail, find_publisher(text, tail, end)


def parts_at(text, start, end, cut, publisher, numbered):
    """Title, container and publisher if a text is divided so."""
    if cut.begin is None:
        return Parts(trim_title(text, start, cut.title_end), None, publisher)
    if cut.kind in ("all", "run-on"):
        container, glued = unglue(text, *trim(text, cut.begin, end))
    else:
        container, glued = split_container(text, cut.begin, end, numbered)
    title = trim_title(text, start, cut.title_end) if cut.title_end is not None else None
    return Parts(title, container, glued or publisher)
