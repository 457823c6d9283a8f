"""Stars, verdicts and notes: judged, kept, saved, loaded, refused."""

import csv
import io
import json

import pytest

from tests.view.examples import small_core, small_graph

pytestmark = pytest.mark.browser

GOOD = {"format": "citegraph reading list", "version": 1}


@pytest.fixture
def small(open_page):
    return open_page(small_graph(), small_core())


def load(page, content):
    """Give the page a file, and return what it says of it."""
    page.page.click("#tab-marked")
    before = content if isinstance(content, bytes) else json.dumps(content).encode()
    page.do("() => { document.querySelector('.reading-box [role=status]').textContent = ''; }")
    page.page.set_input_files(".reading-box input", {"name": "x.json", "mimeType": "application/json", "buffer": before})
    page.page.wait_for_function("() => document.querySelector('.reading-box [role=status]').textContent")
    return page.text(".reading-box [role=status]")


def saved(page, button):
    page.page.click("#tab-marked")
    with page.page.expect_download() as download:
        page.page.click(f".reading-box button:has-text('{button}')")
    return open(download.value.path(), "rb").read()


def judge(page, work, keys):
    page.choose(work)
    page.page.focus("#list")
    for key in keys:
        page.page.keyboard.press(key)


def flow(page):
    page.page.click("#tab-marked")
    return {
        row.locator("th").inner_text(): row.locator("td").inner_text() for row in page.page.locator(".flow tr").all()
    }


def test_keys_star_and_judge_the_chosen_work(small):
    judge(small, "doi:10.1000/mid", "si")
    assert small.page.get_attribute("#details .star", "aria-pressed") == "true"
    assert small.page.get_attribute("#details .verdict.included", "aria-pressed") == "true"
    assert "included" in small.page.text_content("#work-2 .sign") and small.text("#marked-count") == "1"
    judge(small, "doi:10.1000/mid", "si")

    assert small.page.get_attribute("#details .star", "aria-pressed") == "false" and small.text("#marked-count") == "0"


def test_a_work_included_after_all_has_no_reason_against_it(small):
    judge(small, "doi:10.1000/mid", "x")
    small.page.fill("#details .marking input", "too old")
    judge(small, "doi:10.1000/mid", "i")
    entry, = json.loads(saved(small, "Save the list"))["works"]

    assert (entry["verdict"], entry["reason"]) == ("included", "")


def test_letters_typed_into_a_note_judge_nothing(small):
    small.choose("doi:10.1000/mid")
    small.page.locator("#details textarea").press_sequentially("six")

    assert small.page.input_value("#details textarea") == "six"
    assert small.page.get_attribute("#details .star", "aria-pressed") == "false"


def test_marks_survive_reload(small):
    judge(small, "doi:10.1000/old", "sx")
    small.page.fill("#details .marking input", "wrong population")
    small.page.fill("#details textarea", "<b>note</b>\nmore")
    small.page.reload()
    small.page.wait_for_function("() => globalThis.citegraph?.ready")
    small.choose("doi:10.1000/old")

    assert small.page.input_value("#details textarea") == "<b>note</b>\nmore"
    assert small.page.input_value("#details .marking input") == "wrong population"
    assert flow(small)["wrong population"] == "1" and small.problems == []


def test_marks_go_from_one_reader_to_another_by_file(small, open_page):
    judge(small, "doi:10.1000/old", "s")
    judge(small, "doi:10.1000/new", "x")
    small.page.fill("#details textarea", "mine")
    content = saved(small, "Save the list")
    other = open_page(small_graph(), small_core())
    judge(other, "doi:10.1000/new", "")
    other.page.fill("#details textarea", "theirs")

    assert load(other, content) == "Added marks for 2 works."
    other.choose("doi:10.1000/new")
    assert other.page.input_value("#details textarea") == "theirs\nmine"
    assert load(other, content) == "Added marks for 2 works."
    assert other.page.input_value("#details textarea") == "theirs\nmine"
    assert json.loads(content)["flow"]["excluded"] == 1 and flow(other)["Excluded"] == "1"


def test_the_later_verdict_holds_and_is_told(small):
    judge(small, "doi:10.1000/old", "i")
    older = {"id": "doi:10.1000/old", "verdict": "excluded", "changed": "2001-01-01T00:00:00.000Z"}
    assert load(small, GOOD | {"works": [older]}) == "Added marks for 1 work."
    assert flow(small)["Included"] == "1"
    newer = older | {"changed": "2999-01-01T00:00:00.000Z", "reason": "later"}

    assert "1 verdict is another now" in load(small, GOOD | {"works": [newer]})
    assert flow(small)["later"] == "1"


def test_works_are_known_by_doi_and_unknown_ones_are_told_and_kept(small):
    works = [
        {"id": "pmid:1", "doi": "10.1000/OLD", "star": True},
        {"id": "doi:10.9999/elsewhere", "note": "kept"},
    ]
    said = load(small, GOOD | {"works": works})

    assert said.startswith("Added marks for 2 works. 1 of them is not on this page")
    assert {work["id"] for work in json.loads(saved(small, "Save the list"))["works"]} == {
        "doi:10.1000/old", "doi:10.9999/elsewhere",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\x89PNG\r\n\x1a\n", "not JSON"),
        (b"", "not JSON"),
        (b"null", "not a reading list"),
        (b"[1, 2]", "not a reading list"),
        (b'"citegraph reading list"', "not a reading list"),
        (b"[" * 100_000, "not JSON"),
        ({"format": "other", "version": 1, "works": []}, "not a reading list"),
        (GOOD | {"works": {"length": 5}}, "not a reading list"),
        (GOOD | {"works": [], "version": 2}, "another version"),
    ],
)
def test_foreign_files_are_refused_with_a_sentence(small, content, said):
    judge(small, "doi:10.1000/old", "s")

    assert said in load(small, content)
    assert small.text("#marked-count") == "1" and small.problems == []


def test_a_damaged_entry_costs_itself_only(small):
    entries = [
        None, 7, [], "x", {}, {"id": 5}, {"id": ""}, {"id": "doi:10.1000/old", "star": "yes"},
        {"id": "doi:10.1000/old", "verdict": "<b>"}, {"id": "doi:10.1000/old", "note": {}},
        {"__proto__": {"star": True}, "id": "constructor"}, {"id": "__proto__", "star": True},
        {"id": "doi:10.1000/mid", "star": True, "note": "</textarea><img src=x onerror=window.__pwned=1>\u202e\u0000"},
    ]  # fmt: skip
    said = load(small, GOOD | {"works": entries})
    small.choose("doi:10.1000/mid")

    assert "10 entries could not be understood." in said
    assert small.page.input_value("#details textarea") == "</textarea><img src=x onerror=window.__pwned=1> "
    assert small.do("() => window.__pwned ?? ({}).star ?? null") is None and small.problems == []


def test_the_counts_of_the_flow_add_up_and_can_be_saved(small):
    for work, keys in (("old", "i"), ("mid", "x"), ("new", "x")):
        judge(small, f"doi:10.1000/{work}", keys)
    small.page.fill("#details .marking input", "=reason()")
    told = flow(small)
    rows = dict(csv.reader(io.StringIO(saved(small, "Save these counts").decode("utf-8-sig"))))

    assert told == {
        "Works identified": "6", "named as seeds": "1", "found through citations": "5", "Not screened yet": "3",
        "Screened": "3", "Excluded": "2", "No reason given": "1", "=reason()": "1", "Included": "1",
    }  # fmt: skip
    assert rows == {"Stage": "Works"} | {("'" if name.startswith("=") else "") + name: n for name, n in told.items()}


def test_the_reading_list_holds_the_marked_works_included_first(small):
    judge(small, "doi:10.1000/old", "x")
    judge(small, "doi:10.1000/alone", "s")
    judge(small, "doi:10.1000/later", "i")
    small.page.click("#tab-marked")
    names = small.page.locator("#list [role=option] .name").all_inner_texts()

    assert names == ["Another review", "A work nobody cites", "Old founding work"]


def test_the_keyboard_alone_finds_a_work_reads_why_stars_it_and_saves_the_list(small):
    press = small.page.keyboard.press
    press("/")
    small.page.keyboard.type("founding")
    press("Enter")
    press("Enter")
    assert small.do("() => document.activeElement.id") == "details-pane"
    assert "Cited by 3 of the 6 works here." in small.text("#details")
    press("s")
    for _ in range(200):
        if small.do("() => document.activeElement.id") == "save":
            break
        press("Tab")
    press("Enter")
    while small.do("() => document.activeElement.value") != "list":
        press("ArrowDown")
    press("Tab")
    with small.page.expect_download() as download:
        press("Enter")

    assert download.value.suggested_filename == "refs.txt.list.csv"


def test_two_windows_share_one_list(small):
    other = small.page.context.new_page()
    other.goto(small.page.url)
    other.wait_for_function("() => globalThis.citegraph?.ready")
    judge(small, "doi:10.1000/old", "s")
    other.wait_for_function("() => document.getElementById('marked-count').textContent === '1'")
    judge(small, "doi:10.1000/old", "s")

    other.wait_for_function("() => document.getElementById('marked-count').textContent === '0'")
