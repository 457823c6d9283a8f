"""Lists of names of every shape, at the head of a reference."""

import time

import pytest

from citegraph.read.names import read_names
from citegraph.read.strings import read_reference

LISTS = {
    "family and given without a comma": (
        "Sharma Rachel i in., Resilience analysis, „Sustainable Infrastructure” 03.04.2018, t. 3, nr 2.",
        ["Sharma"],
    ),
    "family and given, two of them": ("Denis Robert, Fischer Maria, Winds over towns, 30.05.2016.", ["Denis", "Fischer"]),
    "given and family": ("Maria Fischer, Robert Denis y Anna Novak, «Winds», Airs 8, 1 (2013), p. 5.", ["Fischer", "Denis", "Novak"]),
    "one given name, an initial and a family name": ("Rachel E. Belcher, «Vessel», JAMA 307, 7 (2012), p. 643.", ["Belcher"]),
    "compound family names in capitals": (
        "ALI LUND, Asma; CHERIF, Mohamed Ali; et al. Shock in winter. Case Reports, v. 2017, p. 1–3, 2017.",
        ["ALI LUND", "CHERIF"],
    ),
    "particles among bare initials": (
        "dos Santos ACD, Marinho VH de S, Silva EO da, et al. Winter ponds. Pond Biol. 2019;3:1-9.",
        ["dos Santos", "Marinho", "Silva"],
    ),
    "a name of another shape within a list": (
        "Cai Q, Yuting Yin, Ma L, Zhi H, et al. Winter ponds. Pond Biol. 2014;9:11.",
        ["Cai", "Yin", "Ma", "Zhi"],
    ),
    "a family name first, then initials first": (
        "García-Antón, A., V. Garza & J. Traba (2021): Ponds in winter.- PeerJ 9: 11925.",
        ["García-Antón", "Garza", "Traba"],
    ),
    "initials that look like and others": ("T.D. Green, E.A. Cassidy, V.L. Venkat, Ponds, Pond Biol. 8 (1991) 57–68.", ["Green", "Cassidy", "Venkat"]),
    "a title in capitals after the list": (
        "Zhang Z, Zhu L. Nonexistence and Radial Symmetry of Ponds. Pond Biol. 2009;12:1-8.",
        ["Zhang", "Zhu"],
    ),
    "a word torn at the end of a line": (
        "Lightfoot, S.B., Apple- ton, E., Oye, K.: Designing ponds. Pond Biol. 3, 983–985 (2014).",
        ["Lightfoot", "Apple- ton", "Oye"],
    ),
    "two blanks between all parts": ("Gillard  S,  Banach  N.  Winter ponds.  Pond Biol  2021;56:190-9.", ["Gillard", "Banach"]),
}


@pytest.mark.parametrize(("text", "families"), LISTS.values(), ids=LISTS)
def test_family_names_are_told_from_given_ones(text, families):
    assert [author.family for author in read_reference(text).authors] == families


@pytest.mark.parametrize("undated", ["(n.d.)", "(forthcoming)", "(in press)"])
def test_undated_reference_keeps_its_other_fields(undated):
    reference = read_reference(f"Asad, S., & Chreim, S. {undated}. Ponds in winter. Community Mental Health Journal.")

    assert (reference.year, reference.title, reference.container) == (
        None,
        "Ponds in winter",
        "Community Mental Health Journal",
    )


def test_lost_blanks_change_no_field():
    whole = "Fox, J., Roe, A. (2014). On winter bees. Ecology, 31(2), 101–107."

    kept, lost = read_reference(whole), read_reference("Fox,J.,Roe,A.(2014).On winter bees.Ecology,31(2),101–107.")

    for field in ("authors", "year", "title", "container", "volume", "issue", "pages"):
        assert getattr(lost, field) == getattr(kept, field)


def test_every_field_read_says_how_likely_it_is_right():
    reference = read_reference("Mead S, Hilton D. Peer support: a view. Psychiatr Rehabil J. 2001;25(2):134–41.")
    confidence = dict(reference.confidence)

    assert set(confidence) == {"authors", "year", "title", "container", "volume", "issue", "pages"}
    assert all(0 < value < 1 for value in confidence.values())


def test_a_doubtful_cut_is_trusted_less_than_a_mark():
    marked = read_reference("Anon. Winter ponds[J]. Pond Biology, 2001, 25(2): 134–141.")
    unmarked = read_reference("Fox J. Water policy, World ecology, 2001, 12–15")

    assert dict(marked.confidence)["title"] > 0.9
    assert dict(unmarked.confidence)["title"] < dict(marked.confidence)["title"]


def test_a_row_of_dashes_after_an_initial_costs_nothing():
    begin = time.process_time()
    read_names(f"Mihaimeed,F., Yong,A. and Paes,T.{'- ' * 80}(1997) An unusual cause.", 0)

    assert time.process_time() - begin < 2
