"""Reference lists in every layout people paste."""

import textwrap

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citegraph.read.lines import text_lines
from citegraph.read.lists import find_lists
from tests.benchmarks.lists import FOLDER, measure, summary
from tests.shared_data import shared

ENTRIES = (
    "Asad, S., & Chreim, S. (2016). Peer support providers’ role experiences on teams: A qualitative "
    "study of what they do. "
    "Community Mental Health Journal, 52(7), 767–774.",
    "Byrne, L., Roennfeldt, H., & O’Shea, P. (2019). Effective peer employment within multidisciplinary organizations, "
    "and what it takes. Administration and Policy in Mental Health, 46(3), 1–12.",
    "Davidson, L., Bellamy, C., Guy, K., & Miller, R. (2012). Peer support among persons with severe mental illnesses: "
    "A review of evidence and experience. World Psychiatry, 11(2), 123–128.",
    "Gillard, S., Holley, J., & Gibson, S. (2015). Introducing new peer worker roles into mental health "
    "services in England. "
    "Administration and Policy in Mental Health, 42(6), 682–694.",
    "Solomon, P. (2004). Peer support/peer provided services underlying processes, benefits, and critical ingredients. "
    "Psychiatric Rehabilitation Journal, 27(4), 392–401.",
)
PAGE = "The authors declare no competing interests, and the study was approved.\n\n"


def cut(text):
    return tuple(entry.text for listed in find_lists(text_lines(text)) if listed.references for entry in listed.entries)


def wrapped(text, hang=""):
    return textwrap.fill(text, 70, subsequent_indent=hang, break_on_hyphens=False)


LAYOUTS = {
    "one line each": "\n".join(ENTRIES),
    "blank lines between": "\n\n".join(ENTRIES),
    "wrapped": "\n".join(map(wrapped, ENTRIES)),
    "hanging": "\n".join(wrapped(entry, "    ") for entry in ENTRIES),
    "[n]": "\n".join(wrapped(f"[{n}] {entry}") for n, entry in enumerate(ENTRIES, 1)),
    "n.": "\n".join(f"{n}. {entry}" for n, entry in enumerate(ENTRIES, 1)),
    "number alone": "\n".join(f"{n}.\n{entry}" for n, entry in enumerate(ENTRIES, 1)),
    "superscript": "\n".join(f"{mark}{entry}" for mark, entry in zip("¹²³⁴⁵", ENTRIES, strict=True)),
    "bullets": "\n".join(f"• {entry}" for entry in ENTRIES),
    "running": " ".join(f"[{n}] {entry}" for n, entry in enumerate(ENTRIES, 1)),
    "link labels": "\n".join(f"{entry}\nArticle Google Scholar" for entry in ENTRIES),
}


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize(
    "heading", ["References\n", "7. Literatur\n\n", ""], ids=["heading", "numbered heading", "no heading"]
)
def test_entries_come_whole_and_in_order_from(layout, heading):
    assert cut(PAGE + heading + LAYOUTS[layout]) == ENTRIES


def test_a_page_break_inside_an_entry_leaves_no_trace():
    first, second = LAYOUTS["wrapped"].split("\n", 1)

    assert cut(f"References\n{first}\n\n152\n\n{second}") == ENTRIES


def test_what_follows_a_list_is_no_part_of_it():
    text = (
        "References\n"
        + LAYOUTS["wrapped"]
        + "\n\nReceived 3 March 2014; accepted 14 June 2014\n\nFig. 3. Response by year, 2001-2012.\n"
    )

    assert cut(text) == ENTRIES


def test_prose_holds_no_list():
    assert (
        find_lists(
            text_lines("In 2011 we asked 267 people (73%) what they thought.\n\nThat was in 2012.\n\nAnd in 2013.")
        )
        == ()
    )


@settings(deadline=None, max_examples=60)
@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=400))
def test_no_text_breaks_the_search(text):
    for listed in find_lists(text_lines(text)):
        assert listed.first <= listed.last <= text.count("\n") + 1


def test_pasted_lists_are_cut_as_well_as_promised():
    shared("reading", "lists_dev")
    outcomes = [measure(path) for path in sorted(FOLDER.glob("*.txt"))[1::6]]
    figures = summary(outcomes)

    assert figures["entries whole"] >= 0.95 and figures["lists free of page text"] >= 0.95, figures
    assert figures["lists without error"] >= 0.85, figures


def test_a_list_is_found_below_its_count_and_a_second_heading():
    text = (
        "# Reading list\n\n2 works, 0 citations among them.\n\n## Works\n\n"
        "1. Aa, Sarah (1850). **Aa aa aa**. *Aa aa aa* 1(1), 1-901. <https://doi.org/10.1000/x_0>\n"
        "2. Aa, Sarah (1850). **Aa aa aa**. *Aa aa aa*. <https://doi.org/10.1000/x_1>\n"
    )
    (listed,) = find_lists(text_lines(text))
    assert [(entry.number, entry.line) for entry in listed.entries] == [(1, 7), (2, 8)]


def test_notes_of_a_saved_encyclopedia_lose_their_links_back():
    text = "References\n1. ^ Mead, S. (2001). Peer support. PRJ. 25: 134.\n2. ^ a b Repper, J. (2011). A review. JMH. 20: 392.\n3. Tate M. 2021."
    (listed,) = find_lists(text_lines(text))
    assert [entry.text[:6] for entry in listed.entries] == ["Mead, ", "Repper", "Tate M"]
