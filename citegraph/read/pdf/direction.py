"""Pages of Hebrew and Arabic: where their lines begin, and their text in the order in which it is read."""

import re
import unicodedata
from collections import Counter
from dataclasses import replace

_TURNED = "\u05d0-\u05ea\u0620-\u065f\u0671-\u06d3\u06fa-\u06ff\ufb1d-\ufdfb\ufe70-\ufefc"
_TURNED_LETTER = re.compile(f"[{_TURNED}]")
_ARABIC = re.compile("[\u0620-\u06ff\ufb50-\ufefc]")
_OTHER = rf"[^\W\d_{_TURNED}]"
# What runs rightwards within a line that does not: words of another script with the numbers after them, and numbers.
# A stroke between two numbers parts them among Arabic letters, and not among Hebrew ones.
_RIGHTWARDS, _RIGHTWARDS_ARABIC = (
    re.compile(rf"\d*{_OTHER}(?:[^{_TURNED}]*[^\W_{_TURNED}])?[/=&_]?|[#$€£]?\d+(?:[{marks}]\d+)*[%°]?")
    for marks in ("-+.,:/", ".,:/،")
)
_STRETCH = re.compile(rf"[{_TURNED}](?:[^\w{_TURNED}]*[{_TURNED}])*")
_BRACKETS = {"(": "()", ")": "()", "[": "[]", "]": "[]"}
_MARK = re.compile(r"(?<=\s)(?:[\[\]](\d{1,3})[\[\]]|\.(\d{1,3}))$")
_POINTS, _TURNED_POINTS = re.compile(r"\S[,;:.]\s"), re.compile(r"\s[,;:.]\S")
_FEWEST = 3  # lines on end without a letter of the page's script that are another list, or part of one


def runs_leftwards(texts) -> bool:
    """Whether most letters of *texts* are Hebrew or Arabic.

    >>> runs_leftwards(["ספר 1973", "Small"]), runs_leftwards(["Small H. 1973", "ספר"])
    (False, False)
    >>> runs_leftwards(["כהן, ד'", "Cohen"])
    False
    >>> runs_leftwards(["אופקים", "Cohen"])
    True
    """
    whole = "".join(texts)
    return len(_TURNED_LETTER.findall(whole)) > 0.5 * sum(map(str.isalpha, whole))


def mirrored(segments):
    """Return the segments of a page, seen in a mirror if it runs leftwards: there, too, lines begin at the left."""
    if not runs_leftwards(each.text for each in segments):
        return segments
    return tuple(replace(each, left=-each.right, right=-each.left, leftwards=True) for each in segments)


def parted(rows):
    """Part the rows of a column of a page that runs leftwards where others begin that do not, and put those back.

    A bibliography in Hebrew has one in English after it.
    """
    stretches = [[]]
    for row in rows:
        if stretches[-1] and bool(_TURNED_LETTER.search(row.text)) != bool(_TURNED_LETTER.search(stretches[-1][-1].text)):
            stretches.append([])
        stretches[-1].append(row)
    parts = [([], False)]
    for stretch in stretches:
        rightwards = len(stretch) >= _FEWEST and _begin_at_the_left(stretch)
        if rightwards:
            stretch = [replace(row, left=-row.right, right=-row.left) for row in stretch]
        if rightwards != parts[-1][1]:
            parts.append(([], rightwards))
        parts[-1][0].extend(stretch)
    return [part for part, _ in parts if part]


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


def as_read(texts: list[str], leftwards: bool) -> list[str]:
    """Return the lines of a page as they are read, each given as it stands from the left.

    >>> as_read(["233-210 ,(2)49 ,תומגמ .הנבהו האירק .(2014) 'ד ,ןהכ"[::1]], True)
    ["כהן, ד' (2014). קריאה והבנה. מגמות, 49(2), 233-210"]
    >>> as_read([".Science, 122(3), 108-111 ,דלפרג"], True), as_read(["a word (ןהכ) of it"], False)
    (['גרפלד, Science, 122(3), 108-111.'], ['a word (כהן) of it'])
    """
    if not any(map(_TURNED_LETTER.search, texts)):
        return texts
    arabic = bool(_ARABIC.search("".join(texts)))
    return [_letters_alone(_line_as_read(text, leftwards, arabic)) for text in texts]


def _line_as_read(text, leftwards, arabic):
    if leftwards and _is_leftwards(text) or runs_leftwards([text]):
        return _with_brackets(_turned(text, arabic))
    text = _STRETCH.sub(lambda match: match[0][::-1], text)
    return _with_brackets(_mended(text)) if leftwards else text


def _letters_alone(text):
    """*text* with letters in place of their shapes within words."""
    return "".join(unicodedata.normalize("NFKC", each) if "\ufb1d" <= each <= "\ufefc" else each for each in text)


def _is_leftwards(text):
    """Whether a line of a page that runs leftwards does so itself."""
    if _TURNED_LETTER.search(text):
        return True
    return not re.search(_OTHER, text) and len(_POINTS.findall(text)) <= len(_TURNED_POINTS.findall(text))


def _turned(text, arabic):
    """A line that runs leftwards, as it is read."""
    pieces, at = [], 0
    for match in (_RIGHTWARDS_ARABIC if arabic else _RIGHTWARDS).finditer(text):
        pieces += [text[at : match.start()][::-1], match[0]]
        at = match.end()
    return "".join(reversed([*pieces, text[at:][::-1]]))


def _with_brackets(text):
    """*text* whose brackets open and close: programs say which one is meant, which one is drawn, or now this, now that."""
    made, opened = list(text), ""
    for place, letter in enumerate(text):
        if pair := _BRACKETS.get(letter):
            before, after = text[place - 1 : place] or " ", text[place + 1 : place + 2] or " "
            closes = pair in opened if before.isalnum() and after.isalnum() else not before.isspace() and before not in "([])"
            made[place] = pair[closes]
            opened = opened.replace(pair, "") if closes else opened + pair
    return "".join(made)


def _mended(text):
    """A line of another script on a page that runs leftwards: its last stop stands before it, its number behind it."""
    if match := _MARK.search(text):
        text = f"{f'[{match[1]}]' if match[1] else match[2] + '.'} {text[: match.start()].rstrip()}"
    stop = re.match(r"[.,;](?=\w)", text)
    return text[1:] + stop[0] if stop else text
