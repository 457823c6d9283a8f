"""Each control, worked as a reader would, and what is listed and drawn then."""

import math
import re
from pathlib import Path

import pytest

import citegraph.view
from citegraph.view import render_html
from tests.view.drawn import Drawn
from tests.view.examples import add, cite, grown_graph, small_core, small_graph, with_communities

pytestmark = pytest.mark.browser
PAGE = (Path(citegraph.view.__file__).parent / "page.html").read_text(encoding="utf-8")


@pytest.fixture
def small(open_page):
    page = open_page(small_graph(), small_core())
    page.settle()
    return page


def places(page):
    return [mark["at"] for mark in Drawn(page).marks()]


def spread(page):
    """How far apart two works stand on the screen."""
    one, other = page.point("doi:10.1000/old"), page.point("doi:10.1000/mid")
    return math.hypot(one["x"] - other["x"], one["y"] - other["y"])


def strong(page, **changes):
    return [mark for mark in Drawn(page, **changes).marks() if mark["alpha"] == 1]


def listed(page):
    return page.page.locator("#list .name").all_inner_texts()


def test_every_control_is_worked_by_some_test():
    controls = re.findall(r"<(?:button|input|select)[^>]*? id=\"([\w-]+)\"", PAGE)
    tests = "".join(path.read_text(encoding="utf-8") for path in Path(__file__).parent.glob("test_*.py"))
    by_name = {"colour": '"colour"', "size": '"size"', "rank": '"rank"'}  # through choose_from

    assert len(controls) > 30
    assert [name for name in controls if by_name.get(name, f"#{name}") not in tests] == []


def test_zoom_buttons_bring_the_picture_closer_and_back(small):
    before = spread(small)
    small.page.click("#zoom-in")
    small.settle()
    assert spread(small) == pytest.approx(1.4 * before, rel=0.02)
    small.page.click("#zoom-out")
    small.settle()
    assert spread(small) == pytest.approx(before, rel=0.02)
    for _ in range(3):
        small.page.click("#zoom-in")
    small.page.click("#fit")
    small.settle()

    assert spread(small) == pytest.approx(before, rel=0.02)


def test_the_wheel_zooms_and_dragging_the_stage_moves_it(small):
    before, at = spread(small), small.point("doi:10.1000/old")
    small.page.mouse.move(500, 200)
    small.page.mouse.wheel(0, -400)
    small.settle()
    assert spread(small) > 1.05 * before
    small.page.click("#fit")
    small.page.mouse.move(800, 690)
    small.page.mouse.down()
    small.page.mouse.move(860, 730, steps=4)
    small.page.mouse.up()
    small.settle()
    moved = small.point("doi:10.1000/old")

    assert (moved["x"] - at["x"], moved["y"] - at["y"]) == pytest.approx((60, 40), abs=8)


def test_a_work_can_be_moved_and_stays_there(small):
    at, other = small.point("doi:10.1000/mid"), small.point("doi:10.1000/old")
    small.page.mouse.move(at["x"], at["y"])
    small.page.mouse.down()
    small.page.mouse.move(at["x"] + 50, at["y"] + 30, steps=4)
    small.page.mouse.up()
    small.settle()
    moved = small.point("doi:10.1000/mid")
    assert (moved["x"] - at["x"], moved["y"] - at["y"]) == pytest.approx((50, 30), abs=8)
    assert small.point("doi:10.1000/old") == pytest.approx(other, abs=2)
    there = [small.do("() => citegraph.network.getPositions(['doi:10.1000/mid'])")]
    for layout in ("timeline", "map"):
        small.page.click(f"#layout-{layout}")
        there.append(small.do("() => citegraph.network.getPositions(['doi:10.1000/mid'])"))

    assert there[0] == there[2] != there[1]


def test_history_shows_the_core_by_year(small):
    small.page.click("#layout-history")
    small.settle()
    drawn = Drawn(small)

    assert small.page.get_attribute("#layout-history", "aria-pressed") == "true"
    assert len(drawn.marks()) == 2 and {"1973", "1990"} <= set(drawn.texts)


@pytest.mark.parametrize(
    ("sort", "first"),
    [("cited", "old"), ("newest", "later"), ("oldest", "old"), ("gcs", "old"), ("label", "alone"), ("rank", "old")],
)
def test_all_works_can_be_sorted(small, sort, first):
    small.page.click("#tab-all")
    small.page.select_option("#sort", sort)
    ids = small.page.locator("#list [role=option]").evaluate_all(
        "all => all.map(one => citegraph.works[one.dataset.work].id)"
    )
    works = {work: small_graph().nodes[work] for work in ids}
    order = {
        "cited": [small_graph().in_degree(work) for work in ids],
        "newest": [works[work].get("year", 0) for work in ids],
        "oldest": [-works[work].get("year", 9999) for work in ids],
        "gcs": [works[work].get("gcs", -1) for work in ids],
        "label": [],
        "rank": [],
    }[sort]

    assert len(ids) == 6 and order == sorted(order, reverse=True)
    assert ids[0] == f"doi:10.1000/{first}"


def test_a_long_list_is_shown_in_parts_and_the_core_tab_leads_back(open_page):
    G = grown_graph(450)
    page = open_page(G, tuple(small_core_of(G)))
    page.page.click("#tab-all")
    lengths = [len(listed(page))]
    while page.page.is_visible("#more"):
        page.page.click("#more")
        lengths.append(len(listed(page)))
    page.page.click("#tab-core")

    assert lengths == [200, 400, 450] and len(listed(page)) == 2


def small_core_of(G):
    for entry, work in zip(small_core(), sorted(G), strict=False):
        yield type(entry)(work, entry.rank, reasons=("Because.",))


def test_search_leaves_what_it_finds_in_full_colour(small):
    small.page.fill("#search", "founding")
    assert listed(small) == ["Old founding work"]

    assert len(strong(small)) == 1 and len(Drawn(small).marks()) == 5


def test_the_first_year_kept_can_be_moved(small):
    small.page.click("#filters summary")
    small.page.fill("#year-from", "1999")

    assert small.text("#years-said") == "1999–2021"
    assert len(Drawn(small).marks()) == 3  # two dots and the unmatched reference, and a diamond


def test_a_community_ticked_is_drawn_alone(open_page):
    G = grown_graph(120)
    page = open_page(None, html=with_communities(render_html(G, ()), G))
    size = page.do("() => citegraph.works.filter(work => work.community === 0).length")
    page.page.click("#filters summary")
    page.page.check("#community-0")
    drawn = Drawn(page)
    diamonds = page.do("() => citegraph.works.filter(work => work.community === 0 && work.seed).length")

    assert 0 < size < 120 and len(drawn.marks()) == size - diamonds
    assert page.text("#count").startswith(f"{size} of 120")


def test_the_slider_of_years_shows_the_works_up_to_a_year(small):
    small.page.click("#player-open")
    small.page.fill("#player-year", "1999")

    assert small.text("#player-said") == "1999" and small.text("#player-count").startswith("3 works")
    assert len(Drawn(small).marks()) == 3


def test_history_begins_where_there_are_works(open_page):
    G = grown_graph(100)
    add(G, "doi:10.1000/pinel", title="Traité", year=1806)
    page = open_page(G)
    page.page.click("#player-open")

    assert 1950 <= int(page.text("#player-said")) < 1960 and len(Drawn(page).marks()) >= 4
    page.page.click("#player-back")
    assert int(page.text("#player-said")) < 1960


def test_on_a_phone_a_card_leads_to_the_details_and_the_legend_opens(open_page):
    page = open_page(small_graph(), small_core(), width=390, height=844)
    assert not page.page.is_visible("#legend li >> nth=0")
    page.page.click("#legend summary")
    assert page.page.is_visible("#legend li >> nth=0")
    page.choose("doi:10.1000/old")
    assert page.text("#card") == "Old founding work ›"
    page.page.click("#card")

    assert page.page.is_visible("#details h2") and not page.page.is_visible("#stage")


def test_pointing_at_a_work_names_it_and_rings_it(small):
    ink = small.do("() => getComputedStyle(document.documentElement).getPropertyValue('--ink').trim()")
    before = len(Drawn(small).lines(ink))
    at = small.point("doi:10.1000/mid")
    small.page.mouse.move(at["x"], at["y"])
    assert small.text("#hint").split("\n") == ["A work between", "Garfield · 1990", "cited by 1 work here"]
    assert len(Drawn(small).lines(ink)) == before + 1
    small.page.mouse.move(420, 90)

    assert not small.page.is_visible("#hint") and len(Drawn(small).lines(ink)) == before


def test_all_that_cite_a_work_are_listed_on_request(open_page):
    G = small_graph()
    for i in range(40):
        add(G, f"doi:10.1000/c{i:02d}", title=f"Citing {i}", year=2000)
        cite(G, f"doi:10.1000/c{i:02d}", "doi:10.1000/old")
    page = open_page(G, small_core())
    page.choose("doi:10.1000/old")
    assert page.page.locator("#details .tie").count() == 30
    page.page.click("text=Show 13 more")

    assert page.page.locator("#details .tie").count() == 43


def test_further_measures_open_and_stay_open(small):
    small.choose("doi:10.1000/old")
    assert not small.page.is_visible(".further tr >> nth=0")
    small.page.click(".further summary")
    assert small.page.is_visible(".further tr >> nth=0")
    small.settle()  # the browser tells that they were opened once it has shown them
    small.choose("doi:10.1000/mid")

    assert small.page.is_visible(".further tr >> nth=0")


def test_a_map_is_somewhat_taller_or_flatter_where_the_stage_is(open_page):
    def shape(width, height):
        page = open_page(grown_graph(200), width=width, height=height)
        at = places(page)
        (low, high), (top, bottom) = ((min(axis), max(axis)) for axis in zip(*at, strict=True))
        return (bottom - top) / (high - low)

    flat, tall = shape(2000, 700), shape(400, 900)

    assert tall == pytest.approx(1.5 / 0.67 * flat, rel=0.03)


def test_names_of_lanes_never_cover_works_without_a_year(open_page):
    G = grown_graph(120)
    for i in range(8):
        add(G, f"doi:10.1000/n{i}", title=f"Undated {i}")
        cite(G, f"doi:10.1000/n{i}", f"doi:10.1000/0000{i}")
    html = with_communities(render_html(G, ()), G).replace("theme 0", "a theme with a name that is far too long for it")
    page = open_page(None, html=html, width=360, height=700)
    page.page.click("#layout-timeline")
    page.settle()
    width, height = page.do("() => { const pane = document.getElementById('network'); return [pane.clientWidth, pane.clientHeight]; }")
    drawn = Drawn(page, width=width, height=height)
    names = [call for call in drawn.calls if call["name"] == "fillText" and re.match(r"\d+ · |Other works", str(call["given"][0]))]
    ends = page.do(
        """names => {
            const ctx = document.createElement("canvas").getContext("2d");
            const style = getComputedStyle(document.documentElement);
            ctx.font = `500 ${Math.round(parseFloat(style.fontSize) * 0.8)}px ${style.getPropertyValue("--font")}`;
            return names.map(([text, left]) => left + ctx.measureText(text).width);
        }""",
        [[call["given"][0], call["given"][1]] for call in names],
    )

    assert len(names) > 2 and any("…" in call["given"][0] for call in names)
    assert max(ends) < min(mark["at"][0] - mark["radius"] for mark in drawn.marks())


def test_names_from_right_to_left_leave_their_neighbours_in_place(open_page):
    G = small_graph()
    G.nodes["doi:10.1000/old"].update(authors=["כהן, דוד", "Small, Henry"], venue="مجلة الصحة")
    core = small_core()
    page = open_page(G, [type(core[0])("doi:10.1000/old", 1, reasons=("5 % from כהן 1998, 3 % from Small 2003.",))])
    by = page.page.locator("#list .by").first

    assert by.text_content() == "\u2068\u2068כהן\u2069, Small\u2069 · \u2068مجلة الصحة\u2069 · 1973"
    assert page.text("#list .why") == "5 % from \u2068כהן 1998\u2069, 3 % from Small 2003."


def test_a_graph_of_nothing_says_so(open_page):
    page = open_page(grown_graph(0))

    assert page.text("#list-empty") == "This graph holds no work yet." and page.problems == []
