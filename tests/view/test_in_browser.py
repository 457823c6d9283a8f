import csv
import io

import pytest

from citegraph.view import render_html
from tests.view.examples import PAYLOAD, add, content_of, grown_graph, hostile_graph, small_core, small_graph

pytestmark = pytest.mark.browser


@pytest.fixture
def small(open_page):
    return open_page(small_graph(), small_core())


def test_page_opens_from_a_file_and_asks_for_nothing(small):
    assert small.requests == [] and small.problems == []
    assert small.do("() => document.compatMode") == "CSS1Compat"
    assert small.text("#count") == "6 of 6 works · 5 citations"


def test_hostile_records_appear_as_text_and_nothing_runs(open_page):
    G, core = hostile_graph()
    page = open_page(G, core, title=PAYLOAD)
    shown = page.text("h1") + page.text("#details")
    for work in sorted(G):
        page.do("() => citegraph.change({list: 'all'})")
        page.do("place => citegraph.change({chosen: place})", sorted(G).index(work))
        page.do("() => document.querySelectorAll('#details details').forEach(part => { part.open = true; })")
        shown += page.text("#details") + page.text("#list")
    page.page.keyboard.press("?")
    page.settle()

    assert page.requests == [] and page.problems == []
    assert page.do("() => window.__pwned") is None
    assert page.do("() => document.querySelectorAll('img, iframe, object').length") == 0
    assert shown.count(PAYLOAD) > 10 and "{{ 7*7 }}" in shown and "javascript:window.__pwned=1" in shown
    assert "abcdef" in shown and "漢字 🙂" in shown


def test_only_well_formed_dois_are_links_and_they_leave_no_trace(open_page):
    G, core = hostile_graph()
    page = open_page(G, core)
    links = []
    for place in range(len(G)):
        page.do("place => citegraph.change({chosen: place})", place)
        links += page.do("() => [...document.querySelectorAll('a')].map(a => [a.href, a.rel])")

    assert [href for href, _ in links] == [
        "https://doi.org/10.1000/%22%3E%3Cscript%3Ewindow.__pwned%3D1%3C/script%3E",
        "https://doi.org/10.1000/bidi",
    ]
    assert {rel for _, rel in links} == {"noopener noreferrer"}


def test_markup_put_into_the_page_by_others_is_blocked(open_page):
    html = render_html(small_graph()).replace(
        "<main", "<img src=x onerror='window.__pwned=1'><script>window.__pwned=2</script><main", 1
    )
    page = open_page(None, html=html)

    assert page.do("() => window.__pwned") is None
    assert any("Content Security Policy" in problem for problem in page.problems)


def test_core_works_are_listed_best_first_with_reasons(small):
    options = small.page.locator("#list [role=option]").all_inner_texts()

    assert len(options) == 2
    assert "Old founding work" in options[0] and "Cited by 3 of the 6 works here." in options[0]


def test_clicking_a_work_shows_why_it_matters(small):
    small.settle()
    small.page.mouse.click(**small.point("doi:10.1000/old"))
    details = small.text("#details")

    assert small.chosen == "doi:10.1000/old"
    for said in (
        "Core work 1 of 2",
        "Old founding work",
        "Small, Henry",
        "1973",
        "1,200",
        "Cited by 3 of the 6 works here.",
        "Its own reference list is not deposited.",
        "1 of 3",
    ):
        assert said in details


def test_clicking_beside_every_work_lets_the_choice_go(small):
    small.choose("doi:10.1000/old")
    small.page.mouse.click(420, 90)

    assert small.chosen is None and "6 works, 5 citations" in small.text("#details")


def test_details_tell_how_each_reference_was_matched(small):
    small.choose("doi:10.1000/new")
    small.page.locator(".ties li", has_text="A work between").locator("summary").click()
    small.page.locator(".ties blockquote").wait_for()
    said = small.page.locator(".ties li", has_text="A work between").inner_text()

    assert (
        "83 %" in said
        and "searching its text" in said
        and "crossref" in said
        and "Garfield E. A work between. 1990" in said
    )


def test_unmatched_reference_shows_its_text_verdict_and_candidates(small):
    small.choose("ref:0123456789ab")
    details = small.text("#details")

    for said in (
        "Not matched",
        "Kessler M. Coupling. In: Papers, 1963",
        "too equally",
        "Bibliographic coupling (1963)",
        "55 %",
    ):
        assert said in details


def test_neighbours_are_buttons_that_lead_on(small):
    small.choose("doi:10.1000/old")
    small.page.locator(".tie", has_text="The newest review").click()

    assert small.chosen == "doi:10.1000/new"


def test_the_keyboard_reaches_a_work_and_its_details(small):
    small.page.keyboard.press("/")
    small.page.keyboard.type("between")
    small.page.keyboard.press("Enter")
    assert small.chosen == "doi:10.1000/mid"
    assert small.do("() => document.getElementById('list').getAttribute('aria-activedescendant')") == f"work-{2}"
    small.page.keyboard.press("Enter")

    assert small.do("() => document.activeElement.id") == "details-pane"


def test_arrows_walk_the_list_and_along_citations(small):
    small.page.focus("#list")
    walked = []
    for key in ("ArrowDown", "ArrowDown", "ArrowLeft", "ArrowRight"):
        small.page.keyboard.press(key)
        walked.append(small.chosen)

    assert walked == ["doi:10.1000/old", "doi:10.1000/mid", "doi:10.1000/old", "doi:10.1000/mid"]


def test_arrows_walk_from_the_graph_as_well(small):
    small.page.focus("#stage")
    small.page.keyboard.press("ArrowDown")

    assert small.chosen == "doi:10.1000/old"


def test_escape_clears_the_search_then_the_choice(small):
    small.page.fill("#search", "work")
    small.choose("doi:10.1000/old")
    small.page.keyboard.press("Escape")
    assert small.do("() => citegraph.state.query") == "" and small.chosen == "doi:10.1000/old"
    small.page.keyboard.press("Escape")

    assert small.chosen is None


def test_question_mark_opens_help_and_escape_closes_it(small):
    small.page.keyboard.press("?")
    assert small.page.is_visible("#help-box")
    small.page.keyboard.press("Escape")

    assert not small.page.is_visible("#help-box")


def test_the_choice_is_spoken(small):
    small.choose("doi:10.1000/old")

    assert small.page.text_content("#spoken") == "Old founding work: cited by 3 works here, cites 0 works here."


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("Garfield", 1),
        ("angstrom", 1),
        ("10.1000/old", 1),
        ("journal links", 1),
        ("coupling", 1),
        ("review", 2),
        ("nothing at all", 0),
        ("1973", 1),
    ],
)
def test_search_finds_authors_titles_venues_identifiers_and_texts(small, words, count):
    small.page.fill("#search", words)

    assert small.page.locator("#list [role=option]").count() == count
    assert small.text("#count").startswith(f"{count} of 6 works")


def test_years_leave_their_works_and_those_without_on_request(small):
    small.page.click("#filters summary")
    small.page.fill("#year-from", "1990")
    assert small.text("#count") == "5 of 6 works · 2 citations"
    small.page.uncheck("#undated")
    assert small.text("#count") == "4 of 6 works · 1 citation"
    small.page.click("#filters-clear")

    assert small.text("#count") == "6 of 6 works · 5 citations"


def test_status_filter_hides_works_from_graph_and_list(small):
    small.page.click("#filters summary")
    small.page.click("#tab-all")
    small.page.uncheck("#status-unresolved")

    assert small.page.locator("#list [role=option]").count() == 5
    assert small.text("#count") == "5 of 6 works · 4 citations"


def test_timeline_sets_works_by_year_and_the_map_brings_them_back(small):
    before = small.do("() => citegraph.network.getPositions()")
    small.page.click("#layout-timeline")
    small.settle()
    on_timeline = small.do("() => citegraph.network.getPositions()")
    small.page.click("#layout-map")
    small.settle()

    dated = ["doi:10.1000/old", "doi:10.1000/mid", "doi:10.1000/alone", "doi:10.1000/new", "doi:10.1000/later"]
    assert sorted(dated, key=lambda work: on_timeline[work]["x"]) == dated
    assert on_timeline["ref:0123456789ab"]["x"] < on_timeline["doi:10.1000/old"]["x"]
    assert small.do("() => citegraph.network.getPositions()") == before


def test_layout_changes_smoothly_unless_less_motion_is_asked_for(open_page):
    def halfway(still):
        page = open_page(small_graph(), still=still)
        return page.do("""() => {
            const at = () => citegraph.network.getPositions(["doi:10.1000/new"])["doi:10.1000/new"].x;
            const before = at();
            citegraph.change({layout: "timeline"});
            return at() !== before;
        }""")

    assert halfway(still=True) and not halfway(still=False)


def test_the_address_remembers_work_search_and_layout(small, open_page):
    small.choose("doi:10.1000/mid")
    small.page.fill("#search", "work")
    small.page.click("#layout-timeline")
    small.page.wait_for_function("() => location.hash.includes('lay=timeline')")
    again = open_page(small_graph(), small_core(), hash=small.do("() => location.hash"))

    assert (again.chosen, again.page.input_value("#search")) == ("doi:10.1000/mid", "work")
    assert again.page.get_attribute("#layout-timeline", "aria-pressed") == "true"


def test_the_theme_follows_the_system_and_the_button(open_page):
    page = open_page(small_graph(), dark=True)
    shade = """() => getComputedStyle(document.body).backgroundColor.match(/\\d+/g)
        .slice(0, 3).reduce((sum, part) => sum + Number(part), 0)"""
    assert page.do(shade) < 150
    page.page.click("#theme")

    assert page.do(shade) > 600


@pytest.mark.parametrize("dark", [False, True])
def test_text_stands_out_enough_in_both_themes(open_page, dark):
    page = open_page(small_graph(), dark=dark)
    colours = page.do("""() => {
        const canvas = document.createElement("canvas").getContext("2d", {willReadFrequently: true});
        const style = getComputedStyle(document.documentElement);
        return Object.fromEntries(["page", "panel", "stage", "ink", "soft", "accent",
            "core", "on-core", "warn", "warn-soft",
            "seed", "work", "unresolved", "cites", "cited", "accent-soft"
        ].map(name => {
            canvas.fillStyle = style.getPropertyValue("--" + name);
            canvas.fillRect(0, 0, 1, 1);
            return [name, [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3)];
        }));
    }""")

    def light(name):
        parts = [part / 255 for part in colours[name]]
        linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    def contrast(one, other):
        low, high = sorted((light(one), light(other)))
        return (high + 0.05) / (low + 0.05)

    texts = [
        ("ink", "panel"),
        ("soft", "panel"),
        ("soft", "page"),
        ("soft", "stage"),
        ("accent", "panel"),
        ("on-core", "core"),
        ("warn", "warn-soft"),
        ("soft", "accent-soft"),
        ("seed", "panel"),
    ]
    marks = [(name, "stage") for name in ("core", "seed", "work", "unresolved", "cites", "cited")]
    assert [pair for pair in texts if contrast(*pair) < 4.5] == []
    assert [pair for pair in marks if contrast(*pair) < 3] == []


def test_a_phone_shows_every_pane_without_scrolling_sideways(open_page):
    page = open_page(small_graph(), small_core(), width=360, height=740)
    for pane in ("list", "stage", "details"):
        page.page.click(f".switch [data-shows={pane}]")
        assert page.page.is_visible(f"#{pane}-pane")
        assert page.do(
            "() => document.documentElement.scrollWidth <= innerWidth && document.body.scrollWidth <= innerWidth"
        )
        assert (
            page.do(
                "() => [...document.querySelectorAll('button, select, input')]"
                ".filter(e => e.checkVisibility({visibilityProperty: true}) && !e.closest('label'))"
                ".filter(e => Math.min(e.offsetWidth, e.offsetHeight) < 24).map(e => e.id || e.className)"
            )
            == []
        )


def test_choosing_from_the_list_of_a_phone_opens_the_details(open_page):
    page = open_page(small_graph(), small_core(), width=420, height=800)
    page.page.click(".switch [data-shows=list]")
    page.page.click("#list [role=option] >> nth=0")

    assert page.page.is_visible("#details h2")


def test_every_control_has_a_name(small):
    unnamed = small.do("""() => [...document.querySelectorAll(
            "button, input, select, [role=listbox], [role=application], svg:not([aria-hidden])")]
        .filter(e => e.checkVisibility())
        .filter(e => !e.getAttribute("aria-label") && !e.innerText?.trim())
        .filter(e => !e.closest("label")?.textContent.trim() && !e.labels?.length)
        .map(e => e.id || e.outerHTML.slice(0, 80))""")

    assert unnamed == []


def test_the_table_saved_can_be_read_and_runs_no_formula(open_page):
    G = small_graph()
    add(G, "doi:10.1000/formula", title='=HYPERLINK("x"), "y"', year=2000)
    page = open_page(G, small_core())
    page.page.click("#save")
    with page.page.expect_download() as saved:
        page.page.click("#save-csv")
    text = open(saved.value.path(), encoding="utf-8-sig", newline="").read()
    rows = list(csv.DictReader(io.StringIO(text)))

    assert saved.value.suggested_filename == "refs.txt.csv" and len(rows) == 7
    assert [row["title"] for row in rows if row["id"] == "doi:10.1000/formula"] == ['\'=HYPERLINK("x"), "y"']
    assert rows[0]["rank"] == "1" and rows[0]["cited_here"] == "3"


def test_the_picture_saved_is_a_picture(small):
    small.page.click("#save")
    with small.page.expect_download() as saved:
        small.page.click("#save-png")
    content = open(saved.value.path(), "rb").read()

    assert content.startswith(b"\x89PNG") and len(content) > 5000


def test_a_large_graph_says_how_much_of_it_is_drawn(open_page):
    G = grown_graph(3100, references=5)
    page = open_page(G)
    edges = f"{G.number_of_edges():,}"

    assert f"Showing 6,000 of {edges} citations" in page.text("#drawn")
    page.choose(max(G, key=G.out_degree))
    assert f"Showing 6,000 of {edges}" not in page.text("#drawn") and f"of {edges}" in page.text("#drawn")


def test_a_thousand_works_are_ready_and_move(open_page):
    page = open_page(grown_graph(1000))
    frames = page.do("""() => new Promise(done => {
        const start = performance.now();
        let frames = 0;
        const step = () => {
            frames += 1;
            citegraph.network.moveTo({scale: 0.3 + 0.1 * Math.sin(frames / 10)});
            if (performance.now() - start < 1500) requestAnimationFrame(step);
            else done(frames / 1.5);
        };
        step();
    })""")

    assert page.problems == [] and frames > 4


@pytest.mark.parametrize("works", [0, 1])
def test_a_graph_of_almost_nothing_opens(open_page, works):
    page = open_page(grown_graph(works))
    page.page.click("#layout-timeline")

    assert page.problems == [] and f"{works} of {works} work" in page.text("#count")


def test_data_survive_the_way_into_the_page(small):
    assert content_of(small.page.content())["works"][3]["title"] == "The newest review"
