import re

from hypothesis import given, settings
from hypothesis import strategies as st

from citegraph.selection import keep
from citegraph.write.reading_list import reading_list
from tests.write.examples import HOSTILE, TEXTS, library, titled


def test_parts_come_in_order_and_every_work_stands_once():
    text = reading_list(library())[0]

    assert re.findall(r"^## (.+)$", text, re.MULTILINE) == ["Seeds", "Works", "References that nobody could resolve"]
    assert len(re.findall(r"^\d+\. ", text, re.MULTILINE)) == len(library())


def test_an_entry_reads_like_a_reference():
    assert (
        "1. Asad, Sarah; Research; and Co; O’Neil, Seán (2016). **Peer support: a mRNA view**. "
        "*Community Mental Health Journal* 52(7), 767-774. <https://doi.org/10.1000/a> Cited everywhere 140.\n"
    ) in reading_list(library())[0]


def test_the_best_works_come_by_rank():
    G = library()
    G.nodes["doi:10.1000/d"]["rank"] = 1
    G.nodes["doi:10.1000/a"]["rank"] = 2
    entries = re.findall(r"^\d\. .*<(.*)>", reading_list(G)[0], re.MULTILINE)

    assert entries[:2] == ["https://doi.org/10.1000/d", "https://doi.org/10.1000/a"]


def test_a_part_of_a_graph_says_of_how_many():
    assert "3 of 5 works, 1 citation among them." in reading_list(keep(library(), years=(2001, 2016)))[0]
    assert "1 of 5 works, 0 citations among them." in reading_list(keep(library(), years=(2016, 2016)))[0]


def test_citations_within_a_part_are_not_counted():
    text = reading_list(keep(library(), top=2))[0]

    assert "Rank 1." in text and "Cited here" not in text


def test_no_title_makes_markup():
    text = reading_list(titled(*HOSTILE))[0]

    assert not re.search(r"(?<!\\)[<\[](?!https://doi\.org/)", text)
    assert len(text.splitlines()) == len(HOSTILE) + 6


@settings(max_examples=60, deadline=None)
@given(st.lists(TEXTS, min_size=1, max_size=4))
def test_a_work_is_one_line_whatever_its_title(titles):
    lines = reading_list(titled(*titles))[0].split("\n")

    assert [line.split(".")[0] for line in lines[6:-1]] == [str(place) for place in range(1, len(titles) + 1)]
