"""Large graphs: what is drawn at once, what on demand, and that the page says so."""

import re

import pytest

from citegraph.view import render_html
from tests.view.drawn import Drawn
from tests.view.examples import grown_graph, with_communities

pytestmark = pytest.mark.browser

# How much the stage differs from the same picture painted at once: the share of its pixels that are not alike.
DIFFERENT = """() => new Promise(done => {
    const shown = document.querySelector("#network canvas");
    requestAnimationFrame(() => setTimeout(() => {
        const fresh = Object.assign(document.createElement("canvas"), {width: shown.width, height: shown.height});
        citegraph.paintScene(fresh.getContext("2d"), {width: shown.clientWidth, height: shown.clientHeight,
                                                     ratio: shown.width / shown.clientWidth});
        const [one, other] = [shown, fresh].map(
            canvas => canvas.getContext("2d").getImageData(0, 0, shown.width, shown.height).data);
        let count = 0;
        const far = at => Math.abs(one[at] - other[at]);
        for (let i = 0; i < one.length; i += 4) if (far(i) + far(i + 1) + far(i + 2) > 60) count += 1;
        done(4 * count / one.length);
    }));
})"""
MOVE = """([right, down, zoom]) => {
    const {x, y} = citegraph.network.getViewPosition(), scale = citegraph.network.getScale();
    citegraph.network.moveTo({position: {x: x - right / scale, y: y - down / scale}, scale: scale * zoom});
}"""


@pytest.fixture(scope="module")
def large():
    G = grown_graph(900, references=4)
    return with_communities(render_html(G, ()), G)


def test_a_picture_on_the_move_shows_what_one_at_rest_would(open_page, large):
    page = open_page(None, html=large)
    page.settle()
    assert page.do(DIFFERENT) < 0.005
    page.do(MOVE, [80, -40, 1])
    assert page.do(DIFFERENT) < 0.08  # names wait for the picture to rest
    page.settle()
    assert page.do(DIFFERENT) < 0.005
    page.do(MOVE, [0, 0, 3.4])
    page.settle()

    assert page.do(DIFFERENT) < 0.005


@pytest.mark.parametrize(
    "choice", ["{chosen: 5}", "{query: 'Work number 7'}", "{colour: 'year'}", "{until: 1980}", "{layout: 'timeline'}"]
)
def test_whatever_is_chosen_shows_at_once(open_page, large, choice):
    page = open_page(None, html=large)
    page.settle()
    page.do(f"() => citegraph.change({choice})")

    assert page.do(DIFFERENT) < 0.01


def test_the_other_theme_shows_at_once(open_page, large):
    page = open_page(None, html=large)
    page.settle()
    page.page.click("#theme")

    assert page.do(DIFFERENT) < 0.01


def test_up_to_three_thousand_works_all_citations_are_drawn(open_page, large):
    page = open_page(None, html=large)

    assert not page.page.is_visible("#drawn")


def test_above_each_work_keeps_its_most_cited_reference(open_page):
    G = grown_graph(3100, references=5)
    page = open_page(G)
    said = page.text("#drawn")

    assert f"Showing 6,000 of {G.number_of_edges():,} citations" in said
    edge = page.do("() => getComputedStyle(document.documentElement).getPropertyValue('--edge').trim()")
    calls = Drawn(page).calls
    painted = sum(call["name"] == "lineTo" and call["stroke"] == edge for call in calls)
    assert painted >= 5900


def test_filters_that_leave_few_citations_have_all_of_them_drawn(open_page):
    page = open_page(grown_graph(3100, references=5))
    page.do("() => citegraph.change({from: 2000})")

    assert not page.page.is_visible("#drawn")


@pytest.fixture
def bubbles(open_page, large):
    """A graph whose communities come first."""
    page = open_page(None, html=large)
    page.do("() => citegraph.change({opened: new Set()})")
    page.page.click("#fit")
    page.settle()
    return page


def rounds(drawn):
    """The bubbles painted: arcs that are filled twice, the second time faintly."""
    calls = drawn.calls
    return [
        (arc["at"], arc["given"][2] * arc["zoom"])
        for arc, first, second in zip(calls, calls[1:], calls[2:])
        if (arc["name"], first["name"], second["name"]) == ("arc", "fill", "fill") and second["alpha"] == 0.16
    ]


def test_a_bubble_stands_for_each_community_and_none_covers_another(bubbles):
    shown = rounds(Drawn(bubbles))
    count = int(re.match(r"\d+", bubbles.text("#communities summary"))[0])

    assert len(shown) == count > 3
    assert all(
        (ax - bx) ** 2 + (ay - by) ** 2 > (0.98 * (a + b)) ** 2
        for i, ((ax, ay), a) in enumerate(shown)
        for (bx, by), b in shown[:i]
    )


def test_the_page_says_how_little_it_shows_until_communities_are_opened(bubbles):
    before = bubbles.text("#drawn")
    bubbles.page.click("#communities summary")
    bubbles.page.locator("#communities button").first.click()
    after = bubbles.text("#drawn")
    works = [int(re.search(r"Showing (\d+) of 900 works, (\d+) of", said)[1]) for said in (before, after)]

    assert works[0] < 100 and works[1] > works[0] + 50
    assert bubbles.page.locator("#communities button").first.get_attribute("aria-pressed") == "true"


def test_a_click_on_a_bubble_opens_it(bubbles):
    box = "document.getElementById('network').getBoundingClientRect()"
    pane = bubbles.do(f"() => {{ const b = {box}; return [b.left, b.top, b.width, b.height]; }}")
    before = rounds(Drawn(bubbles, width=pane[2], height=pane[3]))
    (x, y), _ = max(before, key=lambda bubble: bubble[1])
    bubbles.page.mouse.click(pane[0] + x, pane[1] + y)
    bubbles.settle()

    assert len(rounds(Drawn(bubbles))) == len(before) - 1
    assert bubbles.do("() => citegraph.state.opened.size") == 1


def test_the_keyboard_opens_a_community_and_closes_it(bubbles):
    bubbles.page.focus("#communities summary")
    for key in ("Enter", "Tab", "Enter"):
        bubbles.page.keyboard.press(key)
    assert bubbles.do("() => [...citegraph.state.opened]") == [0]
    bubbles.page.keyboard.press("Enter")

    assert bubbles.do("() => citegraph.state.opened.size") == 0


def test_citations_of_a_work_no_longer_chosen_are_not_drawn(bubbles):
    before = sum(call["name"] in ("lineTo", "quadraticCurveTo") for call in Drawn(bubbles).calls)
    Drawn(bubbles, chosen=450)
    after = Drawn(bubbles, chosen=None, opened={"set": []}).calls

    assert sum(call["name"] in ("lineTo", "quadraticCurveTo") for call in after) == before


def test_choosing_a_work_opens_its_community_and_shows_all_its_ties(bubbles):
    largest = "(best, work, i, works) => work.radius > works[best].radius ? i : best"
    place = bubbles.do(f"() => citegraph.works.reduce({largest}, 0)")
    bubbles.do("place => citegraph.change({chosen: place})", place)
    bubbles.settle()
    community, cited = bubbles.do(
        "place => [citegraph.works[place].community, document.querySelectorAll('#details .tie').length]", place
    )
    orange = bubbles.do("() => getComputedStyle(document.documentElement).getPropertyValue('--cited').trim()")

    assert bubbles.do("() => [...citegraph.state.opened]") == [community]
    assert cited >= 30 and len(Drawn(bubbles).lines(orange)) >= 30


def test_above_ten_thousand_works_communities_come_first(open_page):
    page = open_page(grown_graph(10_001, references=0))

    assert page.problems == [] and page.do("() => citegraph.state.opened instanceof Set")
    assert "of 10,001 works, 0 of 0 citations" in page.text("#drawn")
