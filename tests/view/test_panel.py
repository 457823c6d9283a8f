"""What the reader can set: filters, ranks, paths, years, and the address that keeps them."""

import json
from pathlib import Path
from urllib.parse import unquote, urlparse

import pytest

from citegraph.view import render_html
from tests.view.drawn import Drawn
from tests.view.examples import add, cite, grown_graph, small_core, small_graph

pytestmark = pytest.mark.browser
ALL = {"Old founding work", "A work between", "The newest review", "Another review", "A work nobody cites"}


@pytest.fixture
def small(open_page):
    """The small graph: three works are mine, one work has a venue, and a chain leads from the newest to the oldest."""
    G = small_graph()
    G.nodes["doi:10.1000/later"]["depth"] = 2
    mine = {"doi:10.1000/old", "doi:10.1000/new", "doi:10.1000/alone"}
    page = open_page(None, html=render_html(G, small_core(), mine=mine))
    page.page.click("#tab-all")
    page.page.click("#filters summary")
    return page


def listed(page):
    return page.page.locator("#list .name").all_inner_texts()


def drawn(page):
    return len(Drawn(page).marks())


def choose_from(page, menu, value):
    page.page.click("#view")
    page.page.select_option(f"#{menu}", value)
    page.page.keyboard.press("Escape")


@pytest.mark.parametrize(
    ("set_it", "left", "chip"),
    [
        (lambda page: page.fill("#venue", "LINKS"), {"A work between"}, "Venue: LINKS"),
        (lambda page: page.fill("#author", "angstrom"), {"The newest review"}, "Author: angstrom"),
        (lambda page: page.check("#depth-0"), {"The newest review"}, "Seed"),
        (lambda page: page.check("#depth-2"), {"Another review"}, "2 steps"),
        (lambda page: page.select_option("#mine", "mine"), {"Old founding work", "The newest review", "A work nobody cites"}, "In my library"),
        (lambda page: page.uncheck("#status-listed"), ALL - {"Another review"} | {"Kessler M. Coupling. In: Papers, 1963"}, "Full record, Not matched"),
        (lambda page: page.fill("#year-to", "1990"), {"Old founding work", "A work between", "Kessler M. Coupling. In: Papers, 1963"}, "1973–1990"),
        (lambda page: page.uncheck("#undated"), ALL, "With a year"),
    ],
    ids=["venue", "author", "seeds", "two steps", "mine", "status", "years", "undated"],
)  # fmt: skip
def test_filter_leaves_its_works_in_list_and_picture_and_its_chip_takes_it_off(small, set_it, left, chip):
    set_it(small.page)
    assert set(listed(small)) == left and drawn(small) == sum(work != "The newest review" for work in left)
    assert small.text("#count").startswith(f"{len(left)} of 6")
    small.page.click(f"#chips button:has-text({json.dumps(chip, ensure_ascii=False)})")

    assert len(listed(small)) == 6 and not small.page.is_visible("#chips")


@pytest.mark.parametrize(
    ("marked", "left"),
    [
        ("starred", {"Old founding work"}),
        ("included", {"Old founding work", "A work between"}),
        ("excluded", {"Another review"}),
        ("unjudged", {"The newest review", "A work nobody cites", "Kessler M. Coupling. In: Papers, 1963"}),
    ],
)
def test_marks_of_the_reading_list_filter_list_and_picture(small, marked, left):
    for work, keys in (("old", "si"), ("mid", "i"), ("later", "x")):
        small.choose(f"doi:10.1000/{work}")
        small.page.focus("#list")
        for key in keys:
            small.page.keyboard.press(key)
    small.do("() => citegraph.change({chosen: null})")
    small.page.click("#fit")
    small.settle()
    small.page.select_option("#marked", marked)

    assert set(listed(small)) == left and drawn(small) == sum(work != "The newest review" for work in left)
    assert small.text("#count").startswith(f"{len(left)} of 6")


def test_communities_can_be_kept_one_by_one_and_all_filters_cleared(small):
    names = small.page.locator("#community label").all_inner_texts()
    counts = [int(name.split()[-1]) for name in names]
    for box in small.page.locator("#community input").all()[:1]:
        box.check()
    assert len(listed(small)) == counts[0] and sum(counts) == 6
    small.page.fill("#venue", "nowhere")
    assert listed(small) == [] and small.text("#list-empty") == "No work matches."
    small.page.click("#filters-clear")

    assert len(listed(small)) == 6


def test_the_list_and_the_numbers_follow_the_measure_that_ranks(open_page):
    G = small_graph()
    page = open_page(G, small_core())
    choose_from(page, "rank", "local_cited_references")
    rows = page.page.locator("#list .option").all_inner_texts()
    assert page.text("#core-name") == "Best works"
    assert [row.split("\n")[:2] for row in rows[:3]] == [
        ["1", "A work between"], ["1", "The newest review"], ["3", "Another review"],
    ]  # fmt: skip
    assert "References here: 2" in page.page.inner_text("#list .option >> nth=0")
    assert Drawn(page, layout="map").texts.count(1) == 2
    choose_from(page, "rank", "core")

    assert page.text("#core-name") == "Core works" and listed(page)[0] == "Old founding work"


def test_marks_grow_with_the_measure_chosen(open_page):
    page = open_page(small_graph(), small_core())
    before = sorted(mark["radius"] for mark in Drawn(page).marks())
    choose_from(page, "size", "local_cited_references")

    assert sorted(mark["radius"] for mark in Drawn(page).marks()) != before


def test_colours_offered_are_those_that_tell_something(small, open_page):
    assert set(small.page.locator("#colour option").evaluate_all("some => some.map(one => one.value)")) == {
        "role", "year", "depth", "mine",
    }  # fmt: skip
    choose_from(small, "colour", "mine")
    assert "In your library" in small.text("#legend")
    alone = open_page(grown_graph(1))

    assert alone.page.locator("#colour option").count() == 1


def test_the_main_path_is_drawn_on_request(small):
    red = small.do("() => getComputedStyle(document.documentElement).getPropertyValue('--main-path').trim()")
    assert Drawn(small).lines(red) == []
    small.page.click("#view")
    small.page.check("#main-path")

    assert Drawn(small).lines(red)


def test_a_path_between_two_works_is_told_in_words_and_drawn(small):
    G = small_graph()
    place = {work: i for i, work in enumerate(sorted(G))}
    small.choose("doi:10.1000/mid")
    small.page.click("text=From here …")
    small.choose("doi:10.1000/later")
    small.page.click("text=… to here")
    assert small.page.locator(".chain li").all_inner_texts() == [
        "Garfield 1990", "cites Small 1973", "is cited by Another review 2021",
    ]  # fmt: skip
    assert small.do("() => citegraph.state.path") == [place[f"doi:10.1000/{name}"] for name in ("mid", "old", "later")]
    small.page.uncheck("#status-listed")
    small.choose("doi:10.1000/old")
    assert "no chain of citations leads from Garfield 1990 to Another review 2021" in small.text("#details")
    small.page.click("text=Clear the path")

    assert small.do("() => [citegraph.state.ends, citegraph.state.path]") == [None, None]


def test_a_path_prefers_citations_that_all_lead_one_way(open_page):
    G = small_graph()
    for name in "abc":
        add(G, f"doi:10.1000/{name}", title=name)
    for citing, cited in (("a", "b"), ("b", "c"), ("x", "a"), ("x", "c")):
        cite(G, f"doi:10.1000/{citing}", f"doi:10.1000/{cited}")
    G.nodes["doi:10.1000/x"].update(status="resolved", depth=1, seed=False, title="x")
    page = open_page(G)
    chain = page.do("""() => {
        const at = name => citegraph.works.findIndex(work => work.id === "doi:10.1000/" + name);
        citegraph.change({ends: [at("c"), at("a")]});
        return citegraph.state.path.map(place => citegraph.works[place].title);
    }""")

    assert chain == ["c", "b", "a"]


def test_works_appear_in_the_order_of_their_years(small):
    small.page.click("#player-open")
    assert small.text("#player-said") == "1973" and listed(small) == ["Old founding work"]
    small.page.click("#player-next")
    assert small.text("#player-said") == "1990" and small.text("#count").startswith("2 of 6")
    assert small.text("#player-count") == "2 works by then; 1 without a year left out"
    small.page.click("#player-back")
    assert small.text("#player-said") == "1973"
    small.page.click("#player-close")

    assert len(listed(small)) == 6 and not small.page.is_visible("#player")


def test_the_years_play_by_themselves_until_the_last(small):
    small.page.click("#player-open")
    small.page.keyboard.press("Enter")
    assert small.page.get_attribute("#player-play", "aria-label") == "Pause"
    for _ in range(80):
        small.page.wait_for_timeout(100)
        if small.do("() => citegraph.state.until") == 2021:
            break

    assert small.page.get_attribute("#player-play", "aria-label") == "Play" and drawn(small) == 4


SET = """() => citegraph.change({
    query: "work", layout: "timeline", list: "all", sort: "oldest", colour: "year", size: "pagerank",
    rank: "local_citation_score", mainPath: true, ends: [2, 4], until: 2010, from: 1980, to: 2015, undated: false,
    statuses: new Set(["resolved"]), communities: new Set([-1, 0]), depths: new Set([1]), venue: "Jöurnal & ~",
    author: "Gar", mine: "others", marked: "starred", chosen: 2})"""
SAID = """() => Object.fromEntries(Object.entries(citegraph.state)
    .map(([name, value]) => [name, value instanceof Set ? [...value] : value]))"""


def test_everything_set_is_in_the_address_and_comes_back(small, open_page):
    small.do(SET)
    small.page.wait_for_function("() => location.hash.includes('au=Gar')")
    address, before = small.do("() => location.hash"), small.do(SAID)
    again = open_page(None, html=html_of(small), hash=address)

    assert again.do(SAID) == before
    assert again.do("() => location.hash") == address


def html_of(page):
    return Path(unquote(urlparse(page.page.url).path)).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "address",
    ["#lay=sideways&col=__proto__&size=constructor&rank=x", "#path=%5B%22%5C", "#from=99999&to=-1&until=x&st=&com=9~a",
     "#sel=nothing&list=nothing&dep=7&open=0&mine=1&mark=%3Cimg%3E", "#%E0%A4%A", "#from=3000&to=10"],
)  # fmt: skip
def test_an_address_that_says_nonsense_is_as_none(open_page, address):
    page = open_page(small_graph(), small_core(), hash=address)
    state = page.do(SAID)

    assert page.problems == [] and state["layout"] == "map" and state["rank"] == "core" and state["chosen"] is None
    assert 1973 <= state["from"] <= state["to"] <= 2021


def test_back_leads_to_what_was_looked_at_before(small):
    for work in ("mid", "old"):
        small.page.wait_for_timeout(710)  # what changes sooner is part of the same step
        small.choose(f"doi:10.1000/{work}")
        small.page.wait_for_function(f"() => location.hash.includes('{work}')")
    small.page.go_back()
    small.page.wait_for_function("() => citegraph.works[citegraph.state.chosen]?.id === 'doi:10.1000/mid'")
    small.page.go_forward()

    small.page.wait_for_function("() => citegraph.works[citegraph.state.chosen]?.id === 'doi:10.1000/old'")


def test_details_tell_value_rank_and_bar_of_each_measure(small):
    small.choose("doi:10.1000/old")
    row = small.page.locator(".measures tr", has_text="Cited here").first
    assert row.inner_text().split("\t")[:2] == ["Cited here", "3"] and "1 of 3" in row.inner_text()
    widths = {}
    for work in ("old", "mid", "alone"):
        small.choose(f"doi:10.1000/{work}")
        widths[work] = small.page.locator(".measures tr", has_text="Cited here").first.locator(".bar span").evaluate(
            "bar => bar.getBoundingClientRect().width"
        )  # fmt: skip

    assert widths["old"] > widths["mid"] > widths["alone"] == 0


def test_reference_and_doi_can_be_copied(small):
    small.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    small.choose("doi:10.1000/mid")
    small.page.click("text=Copy reference")
    small.page.wait_for_timeout(100)
    assert small.do("() => navigator.clipboard.readText()") == (
        "Garfield, Eugene (1990). A work between. Journal of Links. https://doi.org/10.1000/mid"
    )
    small.page.click("text=Copy DOI")
    small.page.wait_for_timeout(100)

    assert small.do("() => navigator.clipboard.readText()") == "10.1000/mid"
