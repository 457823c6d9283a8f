"""The text of a PDF with its places on the page: a program of its own, so that no file can take its caller down.

`citegraph.read.pdf.layer` runs it as ``python glyphs.py SECONDS BYTES < file.pdf``.
PDFium is written in C++ and reads whatever a stranger made: what kills it,
or holds it up, ends this process and leaves the caller the pages read before.
It prints one JSON object a line: first the document, then each page.
"""

import ctypes
import json
import math
import sys
import time

PAGE_LIMIT = 2000
GLYPH_LIMIT = 100_000  # of one page: a printed one holds five thousand
FARTHEST = 20_000  # points from the origin: no page is larger
RUN_LIMIT = 400_000  # of a document: two thousand printed pages hold half of that

_JOINS = 1.0  # ems between two words of one run: more is another column
_SPACE, _SPACE_SET = 0.13, 0.06  # ems that part words, and that do where the file has a space
_SPACE_WIDE = 0.8  # ems that part letters of scripts that are set wide or joined, space or not
# pdfium gives a hyphen at a line's end one of the first two.
_TIDY = {2: "-", 0xFFFE: "-", 0x00AD: "-", 0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl",
         0xFB05: "st", 0xFB06: "st"}  # fmt: skip
# Accents set as glyphs of their own, and as marks on the letter they stand over.
_ACCENTS = {"´": "\u0301", "`": "\u0300", "¨": "\u0308", "ˆ": "\u0302", "˜": "\u0303", "ˇ": "\u030c", "˚": "\u030a",
            "¯": "\u0304", "˘": "\u0306", "˙": "\u0307", "˝": "\u030b", "¸": "\u0327", "˛": "\u0328"}  # fmt: skip


def glyphs_of(page):
    """The glyphs of a page in the order drawn: text, left, right, baseline, size, bold, and whether a space came before.

    Coordinates grow rightwards and upwards in the direction of most of the
    text; text at an angle to it, such as a stamp along the margin, is left out.
    """
    import pypdfium2.raw as pdfium

    text = page.get_textpage()
    count = min(pdfium.FPDFText_CountChars(text), GLYPH_LIMIT)
    x, y, box = ctypes.c_double(), ctypes.c_double(), pdfium.FS_RECTF()
    at_x, at_y, at_box = ctypes.byref(x), ctypes.byref(y), ctypes.byref(box)
    styles, glyphs, spaced = {}, [], False
    for index in range(count):
        code = pdfium.FPDFText_GetUnicode(text, index)
        if code in (0, 9, 10, 13, 32, 160, 0x200B, 0xFEFF):
            spaced = spaced or code in (9, 32, 160)
            continue
        drawn = pdfium.FPDFText_GetTextObject(text, index)
        if not drawn:
            continue
        key = ctypes.addressof(drawn.contents)
        style = styles.get(key)
        if style is None:
            style = styles[key] = _style(pdfium, text, index, drawn)
        size, turned, bold = style
        if not size or not pdfium.FPDFText_GetCharOrigin(text, index, at_x, at_y):
            continue
        if not pdfium.FPDFText_GetLooseCharBox(text, index, at_box):
            continue
        if not max(map(abs, (x.value, y.value, box.left, box.right, box.bottom, box.top))) < FARTHEST:
            continue
        letter = _TIDY.get(code) or (chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd")
        glyphs.append((letter, box.left, box.right, box.bottom, box.top, x.value, y.value, size, bold, turned, spaced))
        spaced = False
    return _upright(glyphs)


def _style(pdfium, text, index, drawn):
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFText_GetMatrix(text, index, matrix)
    size = pdfium.FPDFText_GetFontSize(text, index) * math.hypot(matrix.c, matrix.d)
    quarter, rest = divmod(math.degrees(math.atan2(matrix.b, matrix.a)) + 45, 90)
    turned = int(quarter) % 4 if abs(rest - 45) < 3 else None
    name = ctypes.create_string_buffer(128)
    font = pdfium.FPDFTextObj_GetFont(drawn)
    if font:
        pdfium.FPDFFont_GetBaseFontName(font, name, 128)
    bold = any(word in name.value.lower() for word in (b"bold", b"black", b"heavy", b"cmbx", b"-semi"))
    return size if 0.5 < size < 500 else 0, turned, bold


def _upright(glyphs):
    """*glyphs* of the direction that most of the page is set in, turned so that it runs rightwards."""
    directions = [glyph[9] for glyph in glyphs if glyph[9] is not None]
    if not directions:
        return []
    most = max(range(4), key=directions.count)
    upright = []
    for letter, left, right, bottom, top, x, y, size, bold, turned, spaced in glyphs:
        if turned != most:
            continue
        if most == 0 and _is_turned(letter):  # some fonts give their last letters room before them
            left = min(left, x)
        start, end, base = ((left, right, y), (bottom, top, -x), (-right, -left, -y), (-top, -bottom, x))[most]
        upright.append((letter, start, end, base, size, bold, spaced))
    return _from_the_left(upright)


def _from_the_left(glyphs):
    """*glyphs* of a page with Hebrew or Arabic, those on one line in the order they stand in, however they were drawn."""
    if not any(_is_turned(glyph[0]) for glyph in glyphs):
        return glyphs
    ordered, line = [], []
    for glyph in (*glyphs, None):
        if line and not (glyph and abs(glyph[3] - line[-1][3]) < 0.1 * glyph[4]):
            ordered += _sorted_line(line)
            line = []
        if glyph:
            line.append(glyph)
    return ordered


def _sorted_line(line):
    back = any(after[1] < before[1] - 0.5 * after[4] for before, after in zip(line, line[1:], strict=False))
    if not (back or any(_is_turned(glyph[0]) for glyph in line)):
        return line
    # The letters of a ligature all stand in one place; those of Arabic begin with a lam.
    places = sorted(range(len(line)), key=lambda place: (line[place][1], line[place][0] == "ل"))
    made = [line[places[0]][:6] + (line[0][6] or line[-1][6],)]
    for before, place in zip(places, places[1:], strict=False):
        drawn = place if place == before + 1 else before if before == place + 1 else None
        made.append(line[place][:6] + (drawn is not None and line[drawn][6],))
    return made


def runs_of(glyphs) -> list:
    """Join glyphs that follow each other on one line in one size into runs.

    Each is a list of text, left, right, baseline, size, whether it is bold,
    and whether it is set solid with the run before it.

    >>> glyphs = [("a", 0, 5, 0, 10, 0, 0), ("b", 5, 10, 0, 10, 0, 0), ("c", 13, 18, 0, 10, 0, 1), ("2", 18, 21, 4, 6, 0, 0)]
    >>> [(run[0], run[-1]) for run in runs_of(glyphs)]
    [('ab c', False), ('2', True)]

    TeX sets an accent as a glyph of its own:

    >>> runs_of([("´", 0, 5, 0, 10, 0, 0), ("e", 0, 5, 0, 10, 0, 0)])[0][0]
    'é'
    """
    runs, last = [], None
    for letter, left, right, base, size, bold, spaced in glyphs:
        if last:
            gap, em = left - last[2], max(size, last[4])
            close = -0.6 * em < gap < _JOINS * em and abs(base - last[3]) < 0.5 * em
            if left == last[1] and right == last[2] and base == last[3]:  # a ligature, given letter by letter, or an accent
                runs[-1][0] = _accented(runs[-1][0], letter, gap, em) or runs[-1][0] + letter
                continue
            least = _SPACE_WIDE if _is_wide(letter) and _is_wide(last[0]) else _SPACE_SET if spaced else _SPACE
            solid = close and gap < least * em
            if close and abs(size - last[4]) < 0.06 * em and abs(base - last[3]) < 0.08 * em and bold == last[5]:
                run = runs[-1]
                run[0] = _accented(run[0], letter, gap, em) or run[0] + ("" if solid else " ") + letter
                run[2] = max(run[2], right)
            else:
                runs.append([letter, left, right, base, size, bold, solid])
        else:
            runs.append([letter, left, right, base, size, bold, False])
        last = (letter, left, right, base, size, bold)
    return runs


def _is_turned(letter):
    """Whether a letter is Hebrew or Arabic."""
    return "\u05d0" <= letter[0] <= "\u08ff" and letter[0].isalpha()


def _is_wide(letter):
    """Whether a letter is East Asian: there the glyphs of one word may stand apart."""
    return "\u3000" <= letter[0] <= "\u9fff" or "\uf900" <= letter[0] <= "\uffef"


def _accented(before, letter, gap, em):
    """The text with an accent and the letter under it made one, or `None`."""
    import unicodedata

    if gap > -0.15 * em:
        return None
    if before[-1] in _ACCENTS and letter.isalpha():
        letter = {"ı": "i", "ȷ": "j"}.get(letter, letter)
        return before[:-1] + unicodedata.normalize("NFC", letter + _ACCENTS[before[-1]])
    if letter in _ACCENTS and before[-1].isalpha():
        return before[:-1] + unicodedata.normalize("NFC", before[-1] + _ACCENTS[letter])
    return None


def main(seconds: float, memory: int):
    _keep_within(seconds, memory)
    content = sys.stdin.buffer.read()
    import pypdfium2
    import pypdfium2.raw as pdfium

    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        locked = getattr(error, "err_code", None) == pdfium.FPDF_ERR_PASSWORD or "password" in str(error).lower()
        _say({"error": "locked" if locked else "damaged"})
        return
    info = {name: value for name in ("Title", "Author", "Subject", "doi") if (value := document.get_metadata_value(name))}
    _say({"pages": len(document), "info": info})
    said = 0
    for number in range(min(len(document), PAGE_LIMIT)):
        if time.process_time() > seconds or said > RUN_LIMIT:
            return
        try:
            page = document[number]
            runs = runs_of(glyphs_of(page))
            _say({"page": number + 1, "runs": [_rounded(run) for run in runs]})
            said += len(runs)
            page.close()
        except pypdfium2.PdfiumError:
            _say({"page": number + 1, "runs": None})


def _rounded(run):
    return [run[0], *(round(value, 2) for value in run[1:5]), run[5], run[6]]


def _say(what):
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


def _keep_within(seconds, memory):
    """Have the system end this process where the library takes more time or memory than it may."""
    try:
        import resource
    except ImportError:  # Windows
        return
    limits = ((resource.RLIMIT_AS, memory), (resource.RLIMIT_CPU, int(seconds) + 1), (resource.RLIMIT_CORE, 0))
    for what, limit in limits:
        try:
            resource.setrlimit(what, (limit, limit))
        except (ValueError, OSError):  # a system that knows no such limit, or sets a lower one
            continue


if __name__ == "__main__":
    main(float(sys.argv[1]), int(sys.argv[2]))
