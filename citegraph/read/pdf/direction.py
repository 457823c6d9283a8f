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
    re.compile(rf"\d*{_OTHER}(?:[^{_TURNED}]*[^\W_{_TURNED}][)\]]?)?|[#$€£]?\d+(?:[{marks}]\d+)*[%°]?")
    for marks in ("-+.,:/", ".,:/،")
)
_STRETCH = re.compile(rf"[{_TURNED}](?:[^\w{_TURNED}]*[{_TURNED}])*")
_MIRROR = str.maketrans("()[]{}<>«»", ")(][}{><»«")
_PAIR = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_TURNED_PAIR = re.compile(r"\)[^()]*\(|\][^\[\]]*\[")
_MARK = re.compile(r"(?<=\s)(?:(\[\d{1,3}\])|\.(\d{1,3}))$")
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
    """Whether rows without a letter of the page's script begin at its left edge: there they stand level."""
    if _TURNED_LETTER.search(rows[0].text):
        return False
    begin, end = (sum(count for _, count in Counter(map(round, edges)).most_common(2)) for edges in (
        (row.right for row in rows), (row.left for row in rows)
    ))  # fmt: skip
    return begin >= end


def as_read(texts: list[str], leftwards: bool) -> list[str]:
    """Return the lines of a page as they are read, each given as it stands from the left.

    >>> as_read(["233-210 ,(2)49 ,תומגמ .הנבהו האירק .(2014) 'ד ,ןהכ"[::1]], True)
    ["כהן, ד' (2014). קריאה והבנה. מגמות, 49(2), 233-210"]
    >>> as_read([".Science, 122(3), 108-111 ,דלפרג"], True), as_read(["a word (ןהכ) of it"], False)
    (['גרפלד, Science, 122(3), 108-111.'], ['a word (כהן) of it'])
    """
    if not any(map(_TURNED_LETTER.search, texts)):
        return texts
    own = [leftwards and _is_leftwards(text) or runs_leftwards([text]) for text in texts]
    arabic = bool(_ARABIC.search("".join(texts)))
    turned = [_turned(text, arabic) if is_own else None for text, is_own in zip(texts, own, strict=True)]
    plain = "\n".join("".join(piece for piece, kept in pieces if not kept) for pieces in turned if pieces)
    # Some programs say which bracket is drawn, others which is meant.
    drawn = len(_TURNED_PAIR.findall(plain)) > len(_PAIR.findall(plain))
    read = []
    for text, pieces in zip(texts, turned, strict=True):
        if pieces:
            text = "".join(piece.translate(_MIRROR) if drawn and not kept else piece for piece, kept in pieces)
        else:
            text = _STRETCH.sub(lambda match: match[0][::-1], text)
            text = _mended(text) if leftwards else text
        read.append("".join(unicodedata.normalize("NFKC", each) if "\ufb1d" <= each <= "\ufefc" else each for each in text))
    return read


def _is_leftwards(text):
    """Whether a line of a page that runs leftwards does so itself."""
    if _TURNED_LETTER.search(text):
        return True
    return not re.search(_OTHER, text) and (text[:1] in ".,;:" or text[-1:] not in ".,;:")


def _turned(text, arabic):
    """The pieces of a line that runs leftwards, first the rightmost, and which of them run rightwards."""
    pieces, at = [], 0
    for match in (_RIGHTWARDS_ARABIC if arabic else _RIGHTWARDS).finditer(text):
        piece, end = match[0], match.end()
        if piece[-1] in ")]" and piece.count("(") + piece.count("[") < piece.count(")") + piece.count("]"):
            piece, end = piece[:-1], end - 1
        pieces += [(text[at : match.start()][::-1], False), (piece, True)]
        at = end
    pieces.append((text[at:][::-1], False))
    return pieces[::-1]


def _mended(text):
    """A line of another script on a page that runs leftwards: its last stop stands before it, its number behind it."""
    if match := _MARK.search(text):
        text = f"{match[1] or match[2] + '.'} {text[: match.start()].rstrip()}"
    stop = re.match(r"[.,;](?=[^\W\d_])", text)
    return text[1:] + stop[0] if stop else text
