"""Pages of Hebrew and Arabic: where their lines begin, and their text in the order in which it is read."""

import re
import unicodedata
from collections import Counter
from dataclasses import replace

_TURNED = "\u05d0-\u05ea\u0620-\u065f\u0671-\u06d3\u06fa-\u06ff\ufb1d-\ufdfb\ufe70-\ufefc"
_TURNED_LETTER = re.compile(f"[{_TURNED}]")
_ARABIC = re.compile("[\u0620-\u06ff\ufb50-\ufefc]")
_OTHER = rf"[^\W\d_{_TURNED}]"
# What words of another script hold: a mark with a blank at its left and none at its right is none of theirs.
_INNER = rf"(?:(?!\s[.,:;،؛]\S)[^{_TURNED}])"
# What runs rightwards within a line that does not: words of another script with the numbers beside them, and numbers.
# A stroke between two numbers parts them among Arabic letters, and not among Hebrew ones.
_RIGHTWARDS, _RIGHTWARDS_ARABIC = (
    re.compile(
        rf"(?:\d{_INNER}{{0,40}}?)?{_OTHER}(?:{_INNER}*[^\W_{_TURNED}])?(?::?/{{1,2}}|[=&_]|[.,:;](?=\s))?|[#$€£]?\d+(?:[{marks}]\d+)*[%°]?"
    )
    for marks in ("-+.,:/", ".,:/،")
)
_STRETCH = re.compile(rf"[{_TURNED}](?:[^\w{_TURNED}]*[{_TURNED}])*")
_BRACKETS = {"(": "()", ")": "()", "[": "[]", "]": "[]"}
_MARK = re.compile(r"(?<=\s)(?:[\[\]](\d{1,3})[\[\]]|\.(\d{1,3}))$")
_STOP_BEFORE = re.compile(r"[.,;](?=\w)")
_POINTS, _TURNED_POINTS = re.compile(r"\S[,;:.]\s"), re.compile(r"\s[,;:.]\S")
# Neither an initial's, which may stand anywhere.
_STOP_ASTRAY, _STOP_IN_PLACE = re.compile(rf"[.,;]{_OTHER}{{2}}"), re.compile(r"[^\W_]{2}[\])}”»\"']?\.$")
_FEWEST = 3  # lines on end without a letter of the page's script that are another list, or part of one


def runs_leftwards(texts) -> bool:
    """Whether most letters of *texts* are Hebrew or Arabic.

    >>> runs_leftwards(["אופקים", "Cohen"]), runs_leftwards(["Small H. 1973", "ספר"])
    (True, False)
    """
    whole = "".join(texts)
    return len(_TURNED_LETTER.findall(whole)) > 0.5 * sum(map(str.isalpha, whole))


def mirrored(pages: dict) -> dict:
    """Return the segments of each page, seen in a mirror if it, or the document, runs leftwards.

    There, too, lines begin at the left, and the first column is the left one.  Of a document
    most of whose letters do not run so, the full stops tell: those of paragraphs set leftwards stand at
    the left of their last lines.
    """
    leftwards = {number: runs_leftwards(each.text for each in segments) for number, segments in pages.items()}
    texts = [each.text for segments in pages.values() for each in segments]
    astray = sum(bool(_STOP_ASTRAY.match(text)) for text in texts)
    in_place = max(_FEWEST, sum(bool(_STOP_IN_PLACE.search(text)) for text in texts))
    whole = runs_leftwards(texts) or astray > in_place and any(map(_TURNED_LETTER.search, texts))
    return {
        number: tuple(replace(each, left=-each.right, right=-each.left, leftwards=True) for each in segments)
        if whole or leftwards[number] else segments
        for number, segments in pages.items()
    }  # fmt: skip


def parted(rows) -> list[list]:
    """Return the rows of a column of a page that runs leftwards, as they are read, those put back that do not.

    A bibliography in Hebrew has one in English after it, which is a column of its own.
    """
    stretches = [[]]
    for row in rows:
        if stretches[-1] and bool(_TURNED_LETTER.search(row.text)) != bool(_TURNED_LETTER.search(stretches[-1][-1].text)):
            stretches.append([])
        stretches[-1].append(row)
    parts = [([], True)]
    for stretch in stretches:
        leftwards = len(stretch) < _FEWEST or not _begin_at_the_left(stretch)
        if leftwards != parts[-1][1]:
            parts.append(([], leftwards))
        parts[-1][0].extend(stretch)
    arabic = bool(_ARABIC.search("".join(row.text for row in rows)))
    return [[_read(row, leftwards, arabic) for row in part] for part, leftwards in parts if part]


def _read(row, leftwards, arabic):
    if leftwards:
        return replace(row, text=_line_as_read(row.text, arabic))
    return replace(row, left=-row.right, right=-row.left, text=_with_brackets(row.text))


def _begin_at_the_left(rows):
    """Whether rows without a letter of the page's script begin at its left edge: there they, or the short ones, stand level."""
    if _TURNED_LETTER.search(rows[0].text):
        return False
    left, right = max(row.right for row in rows), min(row.left for row in rows)  # as in a mirror
    short = [row for row in rows if row.right - row.left < 0.8 * (left - right)]
    if short:
        return sum(left - row.right < row.left - right for row in short) >= 0.5 * len(short)
    begin, end = (Counter(map(round, edges)) for edges in ([row.right for row in rows], [row.left for row in rows]))
    return len(begin) <= len(end)


def as_read(text: str) -> str:
    """Return a line of a page that runs rightwards as it is read, given as it stands from the left.

    >>> as_read("a word (ןהכ) of it"), as_read(".תומגמ .(2014) 'ד ,ןהכ")
    ('a word (כהן) of it', "כהן, ד' (2014). מגמות.")
    """
    if not _TURNED_LETTER.search(text):
        return text
    if runs_leftwards([text]):
        return _line_as_read(text, bool(_ARABIC.search(text)))
    return _letters_alone(_STRETCH.sub(lambda match: match[0][::-1], text))


def _line_as_read(text, arabic):
    """A line of a page that runs leftwards."""
    return _letters_alone(_with_brackets(_turned(text, arabic) if _is_leftwards(text) else _mended(text)))


def _letters_alone(text):
    """*text* with letters in place of their shapes within words."""
    return "".join(unicodedata.normalize("NFKC", each) if "\ufb1d" <= each <= "\ufefc" else each for each in text)


def _is_leftwards(text):
    """Whether a line of a page that runs leftwards does so itself."""
    if _TURNED_LETTER.search(text):
        return True
    before, behind = len(_TURNED_POINTS.findall(text)), len(_POINTS.findall(text))
    return before > behind or before == behind and not re.search(_OTHER, text)


def _turned(text, arabic):
    """A line that runs leftwards, as it is read."""
    mark, text = _mark_first(text)
    pieces, at = [], 0
    for match in (_RIGHTWARDS_ARABIC if arabic else _RIGHTWARDS).finditer(text):
        pieces += [text[at : match.start()][::-1], match[0]]
        at = match.end()
    return mark + "".join(reversed([*pieces, text[at:][::-1]]))


def _mark_first(text):
    """The number that stands at the right of a line before its words, and the rest of the line."""
    if match := _MARK.search(text):
        return (f"[{match[1]}] " if match[1] else f"{match[2]}. "), text[: match.start()].rstrip()
    return "", text


def _with_brackets(text):
    """*text* whose brackets open and close: programs say which one is meant, which one is drawn, or now this, now that."""
    made, opened = list(text), set()
    for place, letter in enumerate(text):
        if pair := _BRACKETS.get(letter):
            before, after = text[place - 1 : place] or " ", text[place + 1 : place + 2] or " "
            closes = pair in opened if before.isalnum() and after.isalnum() else not before.isspace() and before not in "([])"
            made[place] = pair[closes]
            (opened.discard if closes else opened.add)(pair)
    return "".join(made)


def _mended(text):
    """A line of another script on a page that runs leftwards: its last stop stands before it, its number behind it."""
    mark, text = _mark_first(text)
    stop = _STOP_BEFORE.match(text)
    return mark + (text[1:] + stop[0] if stop else text)
