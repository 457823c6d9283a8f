"""Pasted lists in every numbering, column and script."""

import textwrap
from itertools import zip_longest

import pytest

from citegraph.errors import ReadError
from citegraph.read import read_bytes
from citegraph.read.columns import in_reading_order
from citegraph.read.compound import references_in

WORKS = (
    "Adler M, Brown K. Urban gardens and wellbeing. Cities. 2011;12(3):101-9.",
    "Baker T, Cole S. Sleep and memory in older adults. Sleep Med. 2014;5:22-31.",
    "Chen L, Diaz P, Evans R. Mapping river floods from space. J Hydrol. 2016;540:77-90.",
    "Dunn J. The grammar of maps. Geogr Rev. 2009;99(1):12-28.",
    "Ellis W, Ford A. Coral growth under stress. Mar Biol. 2018;165:44.",
    "Frank O, Gomez M. Bridges and their keepers. Eng Struct. 2003;25:1501-12.",
    "Green P, Hall D. Trust in local news. Journalism. 2020;21(4):455-70.",
    "Hart B. Notes on tidal pools. Estuaries. 1998;21:1-19.",
)
YEARS = (2011, 2014, 2016, 2009, 2018, 2003, 2020, 1998)


def read(text):
    return read_bytes(text.encode(), name="a.txt")


def texts(text):
    return [reference.text for reference in read(text).references]


@pytest.mark.parametrize(
    "labels",
    [
        [f"[{n}] " for n in range(1, 9)],
        [f"({n}) " for n in range(1, 9)],
        [f"{n}) " for n in range(1, 9)],
        [f"{n}．" for n in range(1, 9)],
        [f"{n}. " for n in ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii")],
        [f"({n}) " for n in ("I", "II", "III", "IV", "V", "VI", "VII", "VIII")],
        [f"({n}) " for n in "abcdefgh"],
        [f"[{text[:3]}{year % 100:02}] " for text, year in zip(WORKS, YEARS, strict=True)],
        [f"[{text.split()[0]} et al., {year}]\n" for text, year in zip(WORKS, YEARS, strict=True)],
        ["• "] * 8,
    ],
    ids=lambda labels: labels[1].strip(),
)
def test_entries_are_told_by_any_numbering(labels):
    page = "References\n" + "\n".join(label + text for label, text in zip(labels, WORKS, strict=True))

    assert texts(page) == list(WORKS)
    assert not read(page).skipped


def side_by_side(left, right, width, gap):
    rows = zip_longest(*([row for text in half for row in wrapped(text, width)] for half in (left, right)), fillvalue="")
    return "\n".join(f"{a:<{width + gap}}{b}".rstrip() for a, b in rows)


def wrapped(text, width):
    return textwrap.wrap(text, width, subsequent_indent="   ")


@pytest.mark.parametrize(("width", "gap"), [(38, 4), (44, 3), (52, 8)])
@pytest.mark.parametrize("numbered", [True, False])
def test_two_columns_side_by_side_are_read_one_after_the_other(width, gap, numbered):
    entries = [f"[{number}] {text}" for number, text in enumerate(WORKS, 1)] if numbered else WORKS
    page = "Journal of Things 12 (2021) 1-9\n\nReferences\n" + side_by_side(entries[:4], entries[4:], width, gap)
    reading = read(page)

    assert [reference.text for reference in reading.references] == list(WORKS)
    assert reading.references[4].line == 4


def test_a_table_has_no_columns_of_text():
    table = "\n".join(f"{name:<20}{12 * n:>8}   {0.5 * n:.2f}" for n, name in enumerate(WORKS))

    assert in_reading_order(table) is None


def test_every_list_of_a_page_is_read():
    page = (
        "Chapter 1\nGardens are good, and so is sleep.\n\nReferences\n"
        + "\n".join(f"{n}. {text}" for n, text in enumerate(WORKS[:4], 1))
        + "\n\nChapter 2\nCoral is under stress, as many of us have found over the years.\n\nReferences\n"
        + "\n".join(f"{n}. {text}" for n, text in enumerate(WORKS[4:], 1))
    )

    assert texts(page) == list(WORKS)
    assert [reference.number for reference in read(page).references] == [1, 2, 3, 4] * 2


def test_a_list_may_begin_beside_its_heading():
    page = "References: " + " ".join(f"[{n}] {text}" for n, text in enumerate(WORKS, 1))

    assert texts(page) == list(WORKS)


def test_running_heads_with_the_page_of_all_pages_are_no_part_of_an_entry():
    page = "References\n\n" + "\n".join(
        (*WORKS[:3], "", "Journal of Things 2021, 12, 55      9 of 14", "", *WORKS[3:6], "10 of 14   A. Adler et al.", *WORKS[6:])
    )

    assert texts(page) == list(WORKS)


def test_banners_of_reference_managers_are_told_and_not_read():
    page = "Your trial ends in 5 days. Upgrade now!\n\nBibliography\nGenerated with a manager\n\n" + "\n\n".join(WORKS)
    reading = read(page)

    assert [reference.text for reference in reading.references] == list(WORKS)
    assert [skip.line for skip in reading.skipped] == [1, 4]


@pytest.mark.parametrize(
    ("heading", "entries"),
    [
        ("المراجع", ("أحمد، محمد (2015). أثر القراءة في التفكير. مجلة العلوم، 12(3)، 45-67.",
                     "البكري، سعاد (2018). المدن الذكية. القاهرة: دار النهضة.",
                     "سالم، يوسف (2011). تاريخ الخرائط. بيروت: دار العلم.")),
        ("רשימת מקורות", ("כהן, ד' (2014). קריאה והבנה בגיל הרך. מגמות, 49(2), 210-233.",
                          "לוי, ר' (2018). הגירה וזהות. תל אביב: רסלינג.",
                          "מזרחי, א' ונבו, ש' (2020). מים במדבר. אופקים, 97, 5-24.")),
        ("منابع", ("احمدی، م. (۱۳۹۵). تأثیر خواندن بر تفکر. مجله علوم، ۱۲(۳)، ۴۵–۶۷.",
                   "کریمی، س. (۱۳۹۸). شهرهای هوشمند. تهران: نشر نی.",
                   "حسینی، ع. (۱۴۰۰). کیفیت آب. محیط‌شناسی، ۸(۱)، ۱۱–۲۹.")),
        ("参考文献", ("佐藤太郎・鈴木花子（2014）「都市緑地と健康」『地理学評論』87巻3号，201-215頁．",
                  "田中一郎（2009）『地図の文法』東京大学出版会．",
                  "山本健（2018）「深層学習による河川の監視」『水文・水資源学会誌』31(2), 88–99.")),
        ("참고문헌", ("김철수, 이영희 (2015). 도시 녹지와 건강. 대한지리학회지, 50(3), 301-315.",
                  "박민수 (2018). 하천 홍수의 지도화. 한국수자원학회논문집, 51(2), 99-110.",
                  "최지은 (2010). 지도의 문법. 서울: 한울.")),
    ],
    ids=("Arabic", "Hebrew", "Persian", "Japanese", "Korean"),
)  # fmt: skip
def test_lists_in_any_script_are_cut(heading, entries):
    assert texts(f"{heading}\n\n" + "\n".join(entries)) == list(entries)


def test_chinese_entries_run_on_without_blanks():
    page = "参考文献：[1] 王伟, 李娜. 城市绿地[J]. 地理学报, 2015, 70(3): 401-412.[2] 张强. 河流[M]. 北京: 科学出版社, 2010: 35-60.[3] 刘洋. 遥感[J]. 遥感学报, 2018, 22(5): 711-729."

    assert [reference.year for reference in read(page).references] == [2015, 2010, 2018]


def test_notes_of_several_references_give_each():
    page = (
        "Notes\n1 See M. Adler and K. Brown, 'Urban gardens', Cities 12/3 (2011), 101-9; T. Baker and S. Cole, "
        "'Sleep and memory', Sleep Medicine 5 (2014), 22-31.\n2 Ibid., p. 25.\n"
        "3 J. Dunn, 'The grammar of maps', Geographical Review 99/1 (2009), 12-28, at 14.\n4 Adler and Brown, 105.\n"
    )
    reading = read(page)

    assert [(reference.number, reference.year) for reference in reading.references] == [(1, 2011), (1, 2014), (3, 2009)]
    assert [skip.line for skip in reading.skipped] == [1, 3, 5]


def test_lettered_parts_are_references_of_their_own():
    note = "(a) Smith, J. A.; Brown, K. J. Am. Chem. Soc. 2001, 123, 4567. (b) Jones, L. Angew. Chem. 2003, 42, 1210."

    assert [part[:5] for part in references_in(note)] == ["Smith", "Jones"]


@pytest.mark.parametrize("unit", ["2001\n", "PT J\n", "A. B. ", "Small H.\n", "[1] a\n", "Smith et al. (2001) ", "A and "])
def test_reading_takes_time_that_grows_with_the_text(unit):
    import time

    def seconds(size):
        begin = time.process_time()
        try:
            read(unit * (size // len(unit)))
        except ReadError:
            pass
        return time.process_time() - begin

    seconds(1_000)
    assert seconds(40_000) < 1.5
