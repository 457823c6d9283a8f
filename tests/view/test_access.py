"""The page for everyone: axe-core's findings, the keyboard alone, paper."""

import pytest

from tests.view.examples import small_core, small_graph

axe = pytest.importorskip("axe_playwright_python.sync_playwright")
pytestmark = pytest.mark.browser

# What is opened, how, and on a phone in which panes it shows.
OPENED = {
    "at first": ("", ["list", "stage", "details"]),
    "details": ("citegraph.change({chosen: 4, list: 'all', ends: [3, 4]})", ["list", "details"]),
    "filters": ("document.getElementById('filters').open = true; citegraph.change({from: 1980, list: 'all'})", ["list"]),
    "menu": ("document.getElementById('view').click()", ["stage"]),
    "help": ("document.getElementById('help').click()", [None]),
    "years": ("document.getElementById('player-open').click(); citegraph.change({layout: 'timeline'})", ["stage"]),
    "history": ("citegraph.change({layout: 'history', chosen: 4})", ["stage"]),
    "reading list": ("citegraph.change({chosen: 4, list: 'marked'})", ["list"]),
    "save": ("citegraph.change({chosen: 4}); document.getElementById('save').click()", [None]),
    "nothing found": ("citegraph.change({query: 'zzzz'})", ["list"]),
}
AFRESH = """() => {
    document.querySelector("dialog[open]")?.close();
    if (!document.getElementById("view-menu").hidden) document.getElementById("view").click();
    document.getElementById("filters").open = false;
    citegraph.change({chosen: null, ends: null, from: 1973, query: "", until: null, layout: "map", list: "core"});
}"""


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [1280, 360])
def test_axe_finds_nothing_serious(open_page, dark, width):
    page, found, narrow = open_page(small_graph(), small_core(), width=width, height=800, dark=dark), {}, width < 760
    for name, (script, panes) in OPENED.items():
        page.do(AFRESH)
        page.do(f"() => {{ {script} }}")
        for pane in panes if narrow else [None]:
            if pane:
                page.page.click(f".switch [data-shows={pane}]")
            # The dark page differs from the light one in its colours alone.
            wanted = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}} if dark else {}
            result = axe.Axe().run(page.page, options=wanted | {"resultTypes": ["violations"]}).response
            assert result["passes"]
            if grave := [
                (one["id"], one["nodes"][0]["html"][:90])
                for one in result["violations"]
                if one["impact"] in ("serious", "critical")
            ]:
                found[name, pane] = grave

    assert found == {}


def test_the_keyboard_alone_finds_a_work_and_reads_why_it_is_core(open_page):
    page = open_page(small_graph(), small_core())
    keys = page.page.keyboard
    keys.press("/")
    keys.type("founding")
    keys.press("Enter")
    assert page.chosen == "doi:10.1000/old"
    keys.press("Enter")
    assert page.do("() => document.activeElement.id") == "details-pane"
    assert "Cited by 3 of the 6 works here." in page.text("#details")
    names = []
    for _ in range(4):
        keys.press("Tab")
        names.append(page.do("() => document.activeElement.innerText || document.activeElement.ariaLabel"))

    assert names == ["×", "10.1000/old", "Copy reference", "Copy DOI"]


def test_each_key_does_what_the_help_says(open_page):
    page = open_page(small_graph(), small_core())
    keys = page.page.keyboard
    focused = "() => document.activeElement.id || document.activeElement.parentElement.id"
    for key, place in (("l", "list"), ("g", "stage"), ("f", "filters"), ("v", "colour")):
        keys.press(key)
        assert page.do(focused) == place
    keys.press("Escape")
    assert page.do(focused) == "view" and not page.page.is_visible("#view-menu")
    keys.press("t")
    assert page.do("() => citegraph.state.layout") == "timeline"
    keys.press("m")
    keys.press("p")
    assert page.do("() => [citegraph.state.layout, citegraph.state.mainPath]") == ["map", True]
    page.do("() => citegraph.change({chosen: 4, ends: [3, 4], query: 'work'})")
    for left in (["", True, 4], ["", False, 4], ["", False, None]):
        keys.press("Escape")
        assert page.do("() => [citegraph.state.query, Boolean(citegraph.state.ends), citegraph.state.chosen]") == left
    keys.press("?")
    assert page.page.is_visible("#help-box")
    told = page.text("#help-box table")

    assert all(key in told for key in ("/", "f", "l", "g", "v", "m", "t", "h", "p", "Esc", "Enter", "?"))


def test_letters_typed_into_a_field_are_letters(open_page):
    page = open_page(small_graph(), small_core())
    page.page.click("#filters summary")
    page.page.focus("#venue")
    page.page.keyboard.type("mtp?/")

    assert page.page.input_value("#venue") == "mtp?/" and page.do("() => citegraph.state.layout") == "map"


@pytest.mark.parametrize(("width", "height"), [(360, 640), (760, 900), (1080, 800), (1440, 900), (2560, 1440), (3840, 2160)])
def test_nothing_sticks_out_of_the_header_or_the_page(open_page, width, height):
    page = open_page(small_graph(), small_core(), width=width, height=height, title="A title that is rather long " * 4)

    assert page.do("""() => {
        const right = document.querySelector(".tools").lastElementChild.getBoundingClientRect().right;
        return right <= innerWidth && document.documentElement.scrollWidth <= innerWidth;
    }""")


def test_paper_has_the_picture_and_the_core_works_with_reasons_and_no_controls(open_page):
    page = open_page(small_graph(), small_core(), dark=True)
    page.page.emulate_media(media="print")

    assert page.page.is_visible("#printed li") and page.page.is_visible("#network canvas")
    assert "Cited by 3 of the 6 works here." in page.text("#printed")
    assert not any(page.page.is_visible(part) for part in (".tools", "#list-pane", ".zoom", "#player-open"))
    assert page.page.pdf()[:5] == b"%PDF-"
