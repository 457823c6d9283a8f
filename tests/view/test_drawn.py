"""What is drawn: each colouring, size, number, layout and path, as the brush was told."""

from collections import Counter

import numpy as np
import pytest

from citegraph.view import render_html
from tests.view.drawn import Drawn
from tests.view.examples import grown_graph, small_core, small_graph, with_communities, with_content

pytestmark = pytest.mark.browser
ALLOWED = set(
    "save restore setTransform translate scale beginPath moveTo lineTo quadraticCurveTo arc rect closePath fill stroke "
    "fillRect strokeRect fillText strokeText measureText setLineDash".split()
)
# Places of the small graph, by id: alone, later, mid, new, old, ref.
ALONE, LATER, MID, NEW, OLD, REF = range(6)


@pytest.fixture
def page(open_page):
    """The small graph with everything that can be chosen to be drawn."""
    html = with_content(
        render_html(small_graph(), small_core()),
        {"community": [2, 0, 0, 0, 0, 1], "mine": [None, None, 1, None, None, None], "depth": [2, 1, 1, 0, 2, None], "ranked": [1] * 6},
        communities=[
            {"number": 0, "name": "first theme", "size": 4},
            {"number": 1, "name": "second theme", "size": 1},
            {"number": 2, "name": "", "size": 1},
        ],
        measures=[{"name": "pagerank", "label": "PageRank", "values": [0.1, 0.1, 0.4, 0.2, 0.9, None]}],
        mainPath=[2, 4],
        historiograph={"positions": [[OLD, 0, 0], [MID, 50, 100]], "years": [[1973, 0], [1990, 100]]},
    )
    opened = open_page(None, html=html)
    assert opened.problems == []
    return opened


def colour(page, name):
    return page.do("name => getComputedStyle(document.documentElement).getPropertyValue('--' + name).trim()", name)


def test_every_work_has_a_mark_of_its_own_shape_and_colour_by_role(page):
    marks = Drawn(page).marks()
    counts = Counter((mark["shape"], mark["colour"], mark["filled"]) for mark in marks)

    assert counts == {
        ("arc", colour(page, "core"), True): 2,
        ("arc", colour(page, "work"), True): 1,
        ("arc", colour(page, "work"), False): 1,
        ("rect", colour(page, "unresolved"), False): 1,
    }


def test_a_picture_uses_no_more_than_a_recorder_need_know(open_page):
    page = open_page(None, html=with_communities(render_html(grown_graph(80)), grown_graph(80)))
    used = set()
    for choice in ({"layout": "timeline"}, {"colour": "community", "layout": "map"}, {"chosen": 3, "mainPath": True}):
        used |= Drawn(page, legend=True, **choice).methods

    assert used <= ALLOWED and "fillText" in used


def test_a_larger_picture_shows_the_same_larger(page):
    page.settle()
    small, large = Drawn(page, width=600, height=400), Drawn(page, width=1200, height=800)
    for one, other in zip(small.marks(), large.marks(), strict=True):
        assert other["at"] == pytest.approx([2 * part for part in one["at"]], abs=1)


def test_communities_have_colours_of_their_own(page):
    counts = Counter(mark["colour"] for mark in Drawn(page, colour="community").marks())
    first, second, third, *_ = colour(page, "communities").split()

    # The first has four works, of which the seed is a diamond and no arc, and a disc beside its name.
    assert counts == {first: 4, second: 1, third: 1}


def test_communities_that_are_not_among_the_largest_share_one_colour(open_page):
    numbers = list(range(12))
    html = with_content(
        render_html(grown_graph(12)),
        {"community": numbers},
        communities=[{"number": number, "name": f"theme {number}", "size": 1} for number in numbers],
    )
    page = open_page(None, html=html)
    counts = Counter(mark["colour"] for mark in Drawn(page, colour="community").marks())

    assert counts[colour(page, "other")] == 5 and len(counts) == 8
    assert "5 smaller communities" in page.text("#legend")


def test_citations_within_a_community_take_its_colour(page):
    first = colour(page, "communities").split()[0]

    assert not Drawn(page).lines(first) and Drawn(page, colour="community").lines(first)


def test_years_run_from_shade_to_shade_and_works_without_one_have_none(page):
    marks = {tuple(mark["at"]): mark["colour"] for mark in Drawn(page, colour="year").marks()}
    first, *_, last = colour(page, "years").split()

    assert {first, last, colour(page, "other")} <= set(marks.values())
    assert page.text("#legend").count("1973 to 2021") == 1 and "Without a year" in page.text("#legend")


def test_depths_have_colours_and_the_legend_counts_steps(page):
    marks = Drawn(page, colour="depth").marks()
    depths = colour(page, "depths").split()
    counts = Counter(mark["colour"] for mark in marks)

    assert (counts[depths[1]], counts[depths[2]], counts[colour(page, "other")]) == (2, 2, 1)
    assert "1 step from a seed" in page.text("#legend") and "2 steps from a seed" in page.text("#legend")


def test_what_is_mine_is_filled_and_all_else_an_outline(page):
    marks = Drawn(page, colour="mine").marks()

    assert [mark["colour"] for mark in marks if mark["filled"]] == [colour(page, "mine")]
    assert len([mark for mark in marks if not mark["filled"]]) == 4


def test_marks_grow_with_the_measure_chosen(page):
    def radii(size):
        return sorted(mark["radius"] for mark in Drawn(page, size=size, rank="pagerank").marks())

    by_citations, by_pagerank = radii("local_citation_score"), radii("pagerank")
    assert by_citations != by_pagerank and by_pagerank[-1] > 1.5 * by_pagerank[-3]


def test_numbers_are_ranks_by_the_measure_chosen_and_equals_share_them(page):
    def numbers(rank):
        return sorted(text for text in Drawn(page, rank=rank).texts if isinstance(text, int))

    assert numbers("core") == [1, 2] and numbers("pagerank") == [1, 2, 3, 4, 4]


def test_the_main_path_is_drawn_on_request(page):
    red = colour(page, "main-path")

    assert Drawn(page).lines(red) == [] and "Main path" not in page.text("#legend")
    assert len(Drawn(page, mainPath=True).lines(red)) == 2 and "Main path" in page.text("#legend")


def test_a_path_stands_out_and_all_else_steps_back(page):
    drawn = Drawn(page, path=[NEW, MID, OLD])
    strong = {mark["colour"] for mark in drawn.marks() if mark["alpha"] == 1}

    assert len(drawn.lines(colour(page, "path"))) == 2
    assert strong == {colour(page, "core")}
    assert "Path between the two works" in page.text("#legend")


def test_works_after_the_year_of_history_are_not_drawn(page):
    assert len(Drawn(page, until=1989).marks()) == 1
    assert len(Drawn(page, until=1990).marks()) == 2
    assert len(Drawn(page, until=None).marks()) == 5


def test_the_historiograph_holds_its_works_only_and_names_their_years(page):
    page.do("() => citegraph.change({layout: 'history'})")
    page.settle()
    drawn = Drawn(page)
    places = sorted(mark["at"][1] for mark in drawn.marks())

    assert len(places) == 2 and places[0] < places[1]
    assert {"1973", "1990"} <= set(drawn.texts)
    assert Drawn(page, layout="map").marks() != []


def test_a_page_has_the_history_of_its_core(open_page):
    page = open_page(small_graph(), small_core())
    page.do("() => citegraph.change({layout: 'history'})")
    page.settle()
    drawn = Drawn(page)
    works = {text: call["at"][1] for call in drawn.calls for text in call["given"][:1] if call["name"] == "fillText"}

    assert len(drawn.marks()) == 2 and works["Small 1973"] < works["Garfield 1990"]


def test_lanes_of_the_timeline_carry_the_names_of_their_communities(open_page):
    G = grown_graph(120)
    page = open_page(None, html=with_communities(render_html(G, ()), G))

    assert "1 · theme 0" not in Drawn(page).texts
    page.do("() => citegraph.change({layout: 'timeline'})")
    page.settle()

    assert "1 · theme 0" in Drawn(page).texts


def test_filtered_works_are_not_drawn(page):
    assert {mark["shape"] for mark in Drawn(page, statuses={"set": ["resolved", "listed"]}).marks()} == {"arc"}


def test_the_largest_communities_are_named_amid_their_works(page):
    assert "first theme" not in Drawn(page).texts and "first theme" in Drawn(page, colour="community").texts


def test_the_chosen_work_stands_out_with_what_it_cites_and_what_cites_it(page):
    drawn = Drawn(page, chosen=MID)

    assert len(drawn.lines(colour(page, "cites"))) >= 2 and len(drawn.lines(colour(page, "cited"))) >= 1
    assert {mark["alpha"] for mark in drawn.marks()} == {1, 0.2}


@pytest.mark.parametrize("choice", ["role", "community", "year", "depth", "mine"])
def test_the_legend_of_a_picture_says_what_that_of_the_page_says(page, choice):
    texts = Drawn(page, legend=True, colour=choice).texts
    said = [line.strip() for line in page.text("#legend ul").splitlines() if line.strip()]

    assert said and [text for text in texts if text in said][-len(said) :] == said


@pytest.mark.parametrize("dark", [False, True])
def test_colours_are_told_apart_by_everyone_and_seen_on_the_stage(open_page, dark):
    page = open_page(small_graph(), dark=dark)
    stage = rgb(colour(page, "stage"))
    scales = {name: colour(page, name).split() for name in ("communities", "years", "depths")}
    communities = [rgb(name) for name in (*scales["communities"], colour(page, "other"))]
    nearest = min(
        np.linalg.norm(as_seen(one, eyes) - as_seen(other, eyes))
        for eyes in EYES
        for i, one in enumerate(communities)
        for other in communities[:i]
    )

    assert nearest > 0.07
    assert all(contrast(rgb(name), stage) >= 3 for scale in scales.values() for name in scale)
    assert all(contrast(rgb(colour(page, name)), stage) >= 3 for name in ("other", "mine", "path", "main-path"))


# How red, green and blue light reach eyes with all cones, without long, middle, or short ones (Machado et al., 2009).
EYES = (
    np.eye(3),
    np.array([[0.152, 1.053, -0.205], [0.115, 0.786, 0.099], [-0.004, -0.048, 1.052]]),
    np.array([[0.367, 0.861, -0.228], [0.280, 0.673, 0.047], [-0.012, 0.043, 0.969]]),
    np.array([[1.256, -0.077, -0.179], [-0.078, 0.931, 0.148], [0.005, 0.691, 0.304]]),
)


def rgb(name):
    """Linear light of a colour as style sheets write it."""
    parts = np.array([int(name[i : i + 2], 16) / 255 for i in (1, 3, 5)])
    return np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)


def contrast(one, other):
    low, high = sorted(float(colour @ [0.2126, 0.7152, 0.0722]) for colour in (one, other))
    return (high + 0.05) / (low + 0.05)


def as_seen(light, eyes):
    """A colour's place in Oklab, where distances are as people see them."""
    cones = np.cbrt(
        np.clip(eyes @ light, 0, 1)
        @ np.array([[0.4122, 0.2119, 0.0883], [0.5363, 0.6807, 0.2817], [0.0514, 0.1074, 0.6300]])
    )
    return cones @ np.array([[0.2105, 1.9780, 0.0259], [0.7936, -2.4286, 0.7828], [-0.0041, 0.4506, -0.8087]])
