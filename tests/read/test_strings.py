"""A printed reference is read into fields, whatever its style."""

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citegraph.model import Author, Reference
from citegraph.read.strings import read_reference
from tests.shared_data import shared

TITLE, CONTAINER = "Peer support providers’ role experiences", "Community Mental Health Journal"

STYLES = {
    "APA": f"Asad, S., & Chreim, S. (2016). {TITLE}. {CONTAINER}, 52(7), 767–774.",
    "Vancouver": f"Asad S, Chreim S. {TITLE}. {CONTAINER}. 2016;52(7):767-74.",
    "AMA": f"1. Asad S, Chreim S. {TITLE}. {CONTAINER}. 2016;52(7):767-774. doi:10.1007/s10597-015-9970-5",
    "IEEE": f"[3] S. Asad and S. Chreim, “{TITLE},” {CONTAINER}, vol. 52, no. 7, pp. 767–774, Oct. 2016.",
    "MLA": f"Asad, Sarah, and Samia Chreim. “{TITLE}.” {CONTAINER}, vol. 52, no. 7, 2016, pp. 767–74.",
    "Chicago": f"Asad, Sarah, and Samia Chreim. 2016. “{TITLE}.” {CONTAINER} 52 (7): 767–74.",
    "Harvard": f"Asad, S. and Chreim, S. (2016) ‘{TITLE}’, {CONTAINER}, 52(7), pp. 767–774.",
    "Emerald": f"Asad, S. and Chreim, S. (2016), “{TITLE}”, {CONTAINER}, Vol. 52 No. 7, pp. 767-74.",
    "ACS": f"Asad, S.; Chreim, S. {TITLE}. {CONTAINER} 2016, 52 (7), 767–774.",
    "Springer": f"Asad S, Chreim S (2016) {TITLE}. {CONTAINER} 52(7):767–774",
    "BMC": f"• Asad S, Chreim S: {TITLE}. {CONTAINER} 2016, 52(7):767-774.",
    "Copernicus": f"Asad, S. and Chreim, S.: {TITLE}, {CONTAINER}, 52(7), 767–774, 2016.",
    "GB/T 7714": f"ASAD S, CHREIM S. {TITLE}[J]. {CONTAINER}, 2016, 52(7): 767-774.",
    "GB/T 7714, full width": f"ASAD S，CHREIM S．{TITLE}[J]．{CONTAINER}，2016，52（7）：767－774．",
    "GOST": f"Asad S., Chreim S. {TITLE} // {CONTAINER}. 2016. Т. 52. № 7. С. 767–774.",
    "DIN": f"ASAD, S ; CHREIM, S: {TITLE}. In: {CONTAINER} Bd. 52 (2016), Nr. 7, S. 767–774",
    "ABNT": f"ASAD, S.; CHREIM, S. {TITLE}. {CONTAINER}, v. 52, n. 7, p. 767–774, out. 2016.",
    "OSCOLA": f"Asad S and Chreim S, ‘{TITLE}’ (2016) 52(7) {CONTAINER} 767–774",
    "French": f"ASAD S., CHREIM S., 2016, « {TITLE} », {CONTAINER}, 52, 7, p. 767‑774.",
    "Web of Science": f"{TITLE} Asad, Sarah Chreim, Samia [J]. {CONTAINER}, 2016, 52 (7) : 767 - 774",
    "book marks": f"Asad  S.  Chreim  S. 《{TITLE}》. {CONTAINER}, 2016, 52(7):767-774",
}


@pytest.mark.parametrize("text", STYLES.values(), ids=STYLES)
def test_every_style_says_the_same(text):
    reference = read_reference(text)

    assert [author.family.title() for author in reference.authors] == ["Asad", "Chreim"]
    assert (reference.title, reference.container) == (TITLE, CONTAINER)
    assert (reference.year, reference.volume, reference.issue, reference.pages) == (2016, "52", "7", "767-774")
    assert reference.kind == "article-journal"


FIELDS = {
    "a reference without title": (
        "Gillard S, 2017, MENT HEALTH SOC INCL, V21, P133, DOI 10.1108/MHSI-03-2017-0016",
        {
            "title": None,
            "container": "MENT HEALTH SOC INCL",
            "volume": "21",
            "pages": "133",
            "doi": "10.1108/mhsi-03-2017-0016",
        },
    ),
    "a title that a service prints whole": (
        "J Particip Med. 2020 Nov 26;12(4):e17053. doi: 10.2196/17053.",
        {"container": "J Particip Med", "year": 2020, "volume": "12", "issue": "4", "article_number": "e17053"},
    ),
    "an article number instead of pages": (
        "Adams, W. E. (2020). Unintended consequences of peer support work. Social Science and Medicine, 262, 113249",
        {"volume": "262", "article_number": "113249", "pages": None},
    ),
    "a chapter with its editors": (
        "Bloor, M. (2016). Addressing social problems. In D. Silverman (Ed.), Qualitative research (4th "
        "ed., pp. 15–30). Sage.",
        {
            "title": "Addressing social problems",
            "container": "Qualitative research",
            "pages": "15-30",
            "publisher": "Sage",
            "kind": "chapter",
        },
    ),
    "a book": (
        "Bacchi, Carol. 1999. Women, Policy and Politics: The Construction of Policy Problems. London: Sage.",
        {
            "title": "Women, Policy and Politics: The Construction of Policy Problems",
            "publisher": "Sage",
            "kind": "book",
        },
    ),
    "a body as author": (
        "World Health Organization. (2005). Mental health atlas. World Health Organization.",
        {"authors": (Author("World Health Organization"),), "title": "Mental health atlas", "year": 2005},
    ),
    "Crossref's own words in Russian": (
        "Castelein, The effectiveness of peer support groups in psychosis: a randomised controlled "
        "trial, Acta Psychiatrica Scandinavica, № 118, с. 64",
        {
            "authors": (Author("Castelein"),),
            "container": "Acta Psychiatrica Scandinavica",
            "volume": "118",
            "pages": "64",
        },
    ),
    "names in Chinese": (
        "马晓倩，刘浉妍，罗兴伟，等. 心理健康教育在重性精神疾病中的应用及进展. 中国临床心理学杂志，2015，23(2)：372-377",
        {"title": "心理健康教育在重性精神疾病中的应用及进展", "container": "中国临床心理学杂志", "pages": "372-377"},
    ),
    "a lost blank after the title": (
        "Besio, S.W. and Mahler, J. (1993). Benefits of using consumer staff in supported housing "
        "services.Hospital and Community Psychiatry, 44, 490–491.",
        {
            "title": "Benefits of using consumer staff in supported housing services",
            "container": "Hospital and Community Psychiatry",
        },
    ),
    "brackets at the wrong place": (
        "Adams, J. R., & Drake, R. E. (2006). Shared decision-making. Community Mental Health Journal, (42)1, 87-105.",
        {"volume": "42", "issue": "1", "pages": "87-105"},
    ),
    "a month before the year": (
        "Walker G. Peer support: a metasynthesis. Psychiatr Rehabil J. Mar; 2013;36(1):28–34.",
        {"year": 2013, "volume": "36", "issue": "1", "pages": "28-34"},
    ),
    "a date of access": (
        "Agner, J. (2017). What are the greatest assets? Retrieved January 1, 2023 from https://example.org/assets.",
        {"year": 2017, "title": "What are the greatest assets?", "volume": None, "kind": "webpage"},
    ),
    "a thesis": (
        "Byrne, L. (2014). A grounded theory study of practitioners. Unpublished doctoral thesis. "
        "Central Queensland University.",
        {
            "title": "A grounded theory study of practitioners",
            "publisher": "Central Queensland University",
            "kind": "thesis",
        },
    ),
    "a degree sign for number": (
        "XU, Canran et VAVILOV, Maxim G. Quantum photovoltaic effect. Physical Review B. 25 janvier "
        "2013. Vol. 87, n° 3, pp. 035429.",
        {"container": "Physical Review B", "year": 2013, "volume": "87", "issue": "3", "article_number": "035429"},
    ),
    "a volume in Roman numerals": (
        "H. P. Baden, Mycologic examination, in «Archives of Dermatology», CXX (1984), fasc. 4, pp. 436–437.",
        {"container": "Archives of Dermatology", "volume": "CXX", "issue": "4", "year": 1984},
    ),
    "a year that is also the volume": (
        "W. Ding, Z. Zhou, Research on rockburst, Geofluids 2022 (2022) 1–14.",
        {"year": 2022, "volume": "2022", "pages": "1-14"},
    ),
    "a year in the title": (
        "Werner-Seidler A et al (2017) The relationship between networks in the 2007 National Survey. "
        "Soc Psychiatry 52:1463–1473",
        {"year": 2017, "title": "The relationship between networks in the 2007 National Survey", "volume": "52"},
    ),
    "blanks between names and book marks around the periodical": (
        "Gillard  S.  Banach  N.  Barlow  E. 《Social psychiatry and psychiatric epidemiology》2021,56(10):1903-1911",
        {"title": None, "container": "Social psychiatry and psychiatric epidemiology", "volume": "56", "year": 2021},
    ),
    "signs of Markdown": (
        "Repper, J., & Carter, T. (2011). A review of peer support. *Journal of Mental Health*, *20*(4), 392–411.",
        {"container": "Journal of Mental Health", "volume": "20", "issue": "4", "pages": "392-411"},
    ),
    "family names alone": (
        "Schirren et al., 2009. Andrology and its future. Andrologia 28: 137-140.",
        {"authors": (Author("Schirren"),), "year": 2009, "title": "Andrology and its future"},
    ),
    "a note that points to it": (
        "See also Julie Repper, “A review of peer support,” Journal of Mental Health 20, no. 4 (2011): 392.",
        {"authors": (Author("Repper", "Julie"),), "title": "A review of peer support", "volume": "20", "pages": "392"},
    ),
    "somebody whose name is See": (
        "See T, Smith J. A review. Lancet 2001;3:4-5.",
        {"authors": (Author("See", "T"), Author("Smith", "J"))},
    ),
    "a title of two words that are no names": ("Crime and Punishment (1866), Penguin, London", {"authors": ()}),
    "a law review with the very page": (
        "Jody Freeman, The Private Role in Public Governance, 75 N.Y.U. L. REV. 543, 545–46 (2000).",
        {"container": "N.Y.U. L. REV.", "volume": "75", "pages": "543", "year": 2000},
    ),
    "pages in thousands": (
        "Chen, Q. (1999), Boussinesq modeling of a rip current system, J. Geophys. Res., 104(C9), 20,617–20,637.",
        {"volume": "104", "issue": "C9", "pages": "20617-20637"},
    ),
    "a work in press": (
        "Repper, J., Carter, T., in press. A review of peer support. Journal of Mental Health.",
        {"title": "A review of peer support", "year": None},
    ),
    "a whole entry reduced to a name": ("Bandura", {"authors": (Author("Bandura"),), "title": None}),
}


@pytest.mark.parametrize(("text", "expected"), FIELDS.values(), ids=FIELDS)
def test_field_is_read_from(text, expected):
    reference = read_reference(text)

    assert {field: getattr(reference, field) for field in expected} == expected


def test_text_is_kept_whole_with_blanks_reduced():
    reference = read_reference("  Mead S.\n  Peer   support. 2001 ", line=7, number=3)

    assert (reference.text, reference.line, reference.number) == ("Mead S. Peer support. 2001", 7, 3)


def test_nothing_is_nothing():
    assert read_reference("") == Reference("")


PIECES = st.sampled_from(
    [
        *(piece for text in STYLES.values() for piece in re.findall(r"\w+|\W+", text)),
        "doi:10.1/",
        "10.1007/s10597-015-9970-5",
        "https://",
        "№",
        "«",
        "“",
        "‘",
        "[J]",
        "//",
        "In: ",
        "et al.",
        "等",
        "CXX",
        "e17053",
        "(ed.)",
        "\x00",
    ]
)
REFERENCES = st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=60).map("".join))


def letters(text):
    return "".join(character for character in text.casefold() if character.isalnum())


@settings(max_examples=400, deadline=None)
@given(REFERENCES)
def test_no_text_is_too_odd_and_no_field_is_invented(text):
    reference = read_reference(text)

    whole = " ".join(text.split())
    assert reference.text == whole
    for value in (
        reference.title,
        reference.container,
        reference.publisher,
        reference.volume,
        reference.issue,
        reference.article_number,
    ):
        assert value is None or value and value in whole
    for author in reference.authors:
        assert author.family in whole and (author.given is None or author.given in whole)
    if reference.pages:
        assert letters(re.split("-", reference.pages)[0]) in letters(whole)
    if reference.year:
        assert str(reference.year) in "".join(str(int(digit)) if digit.isdecimal() else digit for digit in whole)


HOSTILE = [
    "a",
    "A",
    "A. ",
    "A, B. ",
    "1",
    "1(",
    "1-",
    "12, ",
    "2001 ",
    "vol. ",
    "“",
    "‘a’",
    "[J]",
    "(",
    ")",
    "-",
    ".",
    ", ",
    "10.1234/",
    "doi",
    "http://",
    "In: ",
    "de la ",
    "et al. ",
    "Smith J, ",
    "Smith, J., ",
    "A-",
    "O’",
    "I ",
    "V",
    "é",
    "等,",
    "№ ",
    "www.",
    "ISBN 9",
    "accessed ",
    "[",
    "PMID ",
    "// ",
    "Press. ",
]


@pytest.mark.parametrize("piece", HOSTILE)
def test_time_grows_no_faster_than_the_text(piece):
    text = piece * (100_000 // len(piece))
    started = time.perf_counter()

    read_reference(text)

    assert time.perf_counter() - started < 1


def test_real_reference_list_is_read():
    rows = shared("peer-support", "gold_references.tsv").read_text(encoding="utf-8").splitlines()[1:]

    references = [read_reference(row.split("\t")[2]) for row in rows]

    assert sum(bool(reference.authors) for reference in references) >= 0.93 * len(rows)
    assert sum(bool(reference.title) for reference in references) >= 0.93 * len(rows)


@pytest.mark.parametrize(
    ("printed", "title", "container"),
    [
        ("Warner, John T. 2019. “The Materials.” Pp. 171–217 in Lithium-Ion Battery Chemistries. Elsevier.", "The Materials", "Lithium-Ion Battery Chemistries"),
        ("Hémadi, Miryana, Geneviève Miquel, and Jean-Michel El Hage Chahine. “Transferrin’s Mechanism of Interaction.” Biochemistry 43, no. 6 (2004): 1736–45.", "Transferrin’s Mechanism of Interaction", "Biochemistry"),
        ("Hepher, B. (1988) Nutrition of Pond Fishes. 1st edn. Cambridge University Press.", "Nutrition of Pond Fishes", None),
        ("Mead, S. (2001). Response to Davis, “Peer support.” Psychiatr Rehabil J, 25(2), 134–141.", "Response to Davis, “Peer support", "Psychiatr Rehabil J"),
    ],
    ids=["chapter after pages", "names before the title", "edition after the title", "a title that quotes"],
)
def test_titles_end_where_their_quotation_marks_and_editions_do(printed, title, container):
    reference = read_reference(printed)

    assert (reference.title, reference.container) == (title, container)


@pytest.mark.parametrize("marks", ["''", "‘’"])
def test_single_marks_round_a_title_are_told_from_apostrophes_in_it(marks):
    before, after = marks
    cited = read_reference(
        f"S. Asad and S. Chreim, {before}Support Providers{after} Role Experiences on Teams{after} (2016) 52 Community Journal 767."
    )
    women = read_reference(f"Smith, J., {before}The title of it{after}, Journal of Women{after}s Studies, 12 (2001), 1-9.")

    assert (cited.title, cited.container, cited.volume) == (f"Support Providers{after} Role Experiences on Teams", "Community Journal", "52")
    assert (women.title, women.container) == ("The title of it", f"Journal of Women{after}s Studies")
