"""Articles whose lines run from right to left."""

import json
import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citegraph.read.pdf.columns import Segment, rows_of
from citegraph.read.pdf.direction import as_read, mirrored, parted
from citegraph.read.pdf.layer import Run
from citegraph.read.pdf.reader import read_pdf

ENTRIES = [
    "אזולאי, ד' (2014). קריאה והבנה בגיל הרך. מגמות, 49(2), 210-233.",
    "ביטון, ר' וכהן, ש' (1998). הגירה וזהות לאומית בישראל אחרי המלחמה (COVID-19). תל אביב: רסלינג.",
    "גולדברג, א' (2020). מים במדבר. אופקים. https://www.example.org/he/4411",
    "דהן, מ' (2003). זיכרון קולקטיבי וחינוך מיוחד בבתי ספר תיכוניים. דפים, 37(1), 5-24.",
    "לוי, נ' ומזרחי, ת' (1987). הוראת מדעים ושפה בערים חכמות. החינוך וסביבו, 9(3), 101-119.",
    "פרידמן, י' (2011). תכנון עירוני ובריאות הציבור. ירושלים: מאגנס.",
    "Garfield, E. (1955). Citation indexes for science. Science, 122(3159), 108-111.",
]


def article(columns, mark, hanging):
    """An article in Hebrew, set by Typst in the face that comes with it."""
    typst = pytest.importorskip("typst")

    def quoted(text):
        return f"#({json.dumps(text, ensure_ascii=False)})"

    entries = [f"{mark.format(number)} {entry}".strip() for number, entry in enumerate(ENTRIES, start=1)]
    listed = "\n\n".join(f"#par(hanging-indent: {hanging}, spacing: 0.6em)[{quoted(entry)}]" for entry in entries)
    words = "קריאה והבנה בגיל הרך והגירה וזהות לאומית במדינה צעירה. "
    return typst.compile(
        f"""#set page(paper: "a5", columns: {columns})
#set text(size: 9pt, lang: "he", dir: rtl, font: "Libertinus Serif")
#set par(justify: true, leading: 0.6em, spacing: 0.6em)
= מים ומילים
{quoted(words * 30)}

= רשימת מקורות
{listed}
""".encode()
    )


@pytest.mark.parametrize("columns", [1, 2])
@pytest.mark.parametrize(("mark", "hanging"), [("", "1.6em"), ("[{}]", "0em")])
def test_a_list_in_hebrew_is_read_in_order(columns, mark, hanging):
    reading = read_pdf(article(columns, mark, hanging), name="a.pdf", sha256="")

    assert [reference.text for reference in reading.references] == ENTRIES


def line(text, left, right, base):
    return Segment((Run(text, left, right, base, 10),), left, right, base, 10)


def test_columns_are_taken_from_the_right_where_lines_run_so():
    page = [line("ינש רוט", 50, 290, y) for y in range(100, 700, 12)] + [line("ןושאר רוט", 310, 550, y) for y in range(100, 700, 12)]
    rows = rows_of(mirrored({1: page})[1], 1)

    assert (rows[0].text, rows[-1].text, rows[0].left) == ("טור ראשון", "טור שני", -550)


def test_a_list_that_begins_at_the_left_is_a_column_of_its_own():
    page = [line("םימב םילימ ןיבו םינושה", 400, 550, y) for y in (700, 688, 676)]
    page += [line("Small H. Lists.", 50, right, y) for right, y in ((550, 664), (550, 652), (300, 640))]
    rows = rows_of(mirrored({1: page})[1], 1)

    assert [(row.block, row.left) for row in rows] == [(0, -550)] * 3 + [(1, 50)] * 3


def test_latin_text_set_from_right_to_left_is_told_by_its_stops():
    page = [line("Small H. Lists of works that", 50, 550, y) for y in range(400, 700, 24)]
    page += [line(".somebody holds", 450, 550, y - 12) for y in range(400, 700, 24)]
    page += [line(text, 50, 300, y) for y, text in enumerate(["Small H.", "."] * 20, start=10)]  # these tell nothing
    page += [line("ורק", 500, 550, 300)]
    rows = rows_of(mirrored({1: page})[1], 1)

    assert [row.text for row in rows[:2]] == ["Small H. Lists of works that", "somebody holds."]


@pytest.mark.parametrize(
    ("drawn", "read"),
    [
        (".233-210 ,(2)49 ,תומגמ", "מגמות, 49(2), 233-210."),
        (".67-45 ،(3)12 ،مولعلا ةلجم", "مجلة العلوم، 12(3)، 45-67."),
        (".(COVID-19) םימ", "מים (COVID-19)."),
        ("/http://example.org/he :םימ", "מים: http://example.org/he/"),
        ("Lists of works םימ [3]", "[3] מים Lists of works"),
        (".םימ )2014( 'ד ,ןהכ", "כהן, ד' (2014) מים."),
        ("of his ﺔﻐﻟ", "لغة of his"),
    ],
)
def test_a_line_is_read_from_the_right_and_numbers_and_names_within_it_from_the_left(drawn, read):
    row = rows_of([Segment((Run(drawn, 50, 550, 700, 10),), -550, -50, 700, 10, leftwards=True)], 1)[0]

    assert row.text == read


def test_a_line_without_such_letters_is_left_as_it_is():
    assert as_read("a) plain [3] .text") == "a) plain [3] .text"
    assert parted([]) == []


@given(st.text(st.sampled_from("אבגלمaB19 .,:()[]-/'\""), min_size=1, max_size=40), st.booleans())
def test_nothing_of_a_line_is_lost_whichever_way_it_runs(text, leftwards):
    segment = Segment((Run(text, 50, 550, 700, 10),), -550 if leftwards else 50, -50 if leftwards else 550, 700, 10, leftwards)
    rows = rows_of([segment], 1)

    assert sorted(re.sub(r"\W", "", "".join(row.text for row in rows))) == sorted(re.sub(r"\W", "", text))


@pytest.mark.parametrize("unit", ["1", "1 ", "a.", "a ,", "(", "א1", "1.", "a1 "])
def test_long_lines_take_time_that_grows_with_them(unit):
    begin = time.process_time()
    rows_of([Segment((Run("א" + unit * 30_000, 50, 550, 700, 10),), -550, -50, 700, 10, leftwards=True)], 1)

    assert time.process_time() - begin < 2
