"""What the page saves, read back by those who read such files for a living."""

import csv
import io
import json
import re
import xml.etree.ElementTree as ET

import pytest

from tests.view.examples import add, cite, small_core, small_graph
from tests.view.hostile import hostile_records

pytestmark = pytest.mark.browser

HOSTILE_TITLE = '=HYPERLINK("x"), <script>x</script> {mRNA} 5% & 漢字 \\end'


def rich_graph():
    G = small_graph()
    add(G, "doi:10.1000/rich", title=HOSTILE_TITLE, authors=["Müller-Žižek, Ägnes", "World Bank and Co"], year=2000,
        doi="10.1000/rich", venue="Journal of A & B", volume="7", issue="2", pages="S10–S19", type="journal-article")
    add(G, "doi:10.1000/twin", title="Old founding work", authors=["Small, Henry"], year=1973, type="dissertation")
    add(G, "pmid:123", title="By PubMed", type="book")
    cite(G, "doi:10.1000/rich", "doi:10.1000/old")
    return G  # fmt: skip


def saved(page, format, which="shown"):
    """Save through the dialog, as a reader would, and give name and bytes."""
    if not page.page.is_visible("#save-box"):
        page.page.click("#save")
    if format not in ("png", "svg"):
        page.page.check(f"#save-box input[value={which}]")
    with page.page.expect_download() as download:
        page.page.click(f"#save-{format}")
    return download.value.suggested_filename, open(download.value.path(), "rb").read()


def mark(page, work, **changes):
    """Judge a work by the controls of its details."""
    page.choose(work)
    if changes.get("star"):
        page.page.click("#details .star")
    if changes.get("verdict"):
        page.page.click(f"#details .verdict.{changes['verdict']}")
    if changes.get("reason"):
        page.page.fill("#details .marking input", changes["reason"])
    if changes.get("note"):
        page.page.fill("#details .marking textarea", changes["note"])


@pytest.fixture
def rich(open_page):
    page = open_page(rich_graph(), small_core())
    mark(page, "doi:10.1000/rich", star=True, verdict="excluded", reason="=wrong {population}",
         note="<script>alert(1)</script>\nsecond “line” & {50%}")
    return page  # fmt: skip


def test_csv_holds_every_work_and_mark_and_runs_no_formula(rich):
    name, content = saved(rich, "csv")
    assert content.startswith(b"\xef\xbb\xbf") and content.endswith(b"\r\n")
    rows = {row["id"]: row for row in csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""))}
    row = rows["doi:10.1000/rich"]

    assert name == "refs.txt.csv" and set(rows) == set(rich_graph())
    assert row["title"] == f"'{HOSTILE_TITLE}" and row["authors"] == "Müller-Žižek, Ägnes; World Bank and Co"
    assert (row["starred"], row["screening"], row["screening_reason"]) == ("yes", "excluded", "'=wrong {population}")
    assert row["note"] == "<script>alert(1)</script>\nsecond “line” & {50%}"
    assert rows["doi:10.1000/old"]["rank"] == "1" and rows["doi:10.1000/old"]["cited_here"] == "4"


def test_bibtex_is_read_back_by_two_parsers(rich):
    bibtexparser = pytest.importorskip("bibtexparser")
    pybtex = pytest.importorskip("pybtex.database")
    text = saved(rich, "bib")[1].decode()
    entries = {entry["ID"]: entry for entry in bibtexparser.loads(text, bibtexparser.bparser.BibTexParser(ignore_nonstandard_types=False)).entries}
    strict = pybtex.parse_string(text, "bibtex")
    entry = entries["mullerzizek2000hyperlink"]

    assert len(entries) == len(strict.entries) == len(rich_graph()) == text.count("\n@") + 1
    assert entry["ENTRYTYPE"] == "article" and entry["journal"] == r"Journal of A \& B" and entry["pages"] == "S10--S19"
    assert entry["author"] == "Müller-Žižek, Ägnes and {World Bank and Co}"
    assert r"\textbraceleft{}mRNA\textbraceright{}" in entry["title"] and r"5\% \& 漢字 \textbackslash{}end" in entry["title"]
    assert entry["keywords"] == "starred, excluded" and r"wrong \textbraceleft{}population" in entry["note"]
    assert {entries[key]["ENTRYTYPE"] for key in ("small1973old", "small1973old-a")} == {"misc", "phdthesis"}
    assert [str(person) for person in strict.entries["small1973old"].persons["author"]] == ["Small, Henry"]


def test_a_work_has_the_same_key_in_every_file(rich):
    keys = lambda text: set(re.findall(r"^@\w+\{(.*),$", text.decode(), re.MULTILINE))  # noqa: E731
    whole = keys(saved(rich, "bib")[1])
    rich.choose("doi:10.1000/twin")

    assert keys(saved(rich, "bib", "chosen")[1]) == {"small1973old-a"} < whole


def test_ris_is_read_back(rich):
    rispy = pytest.importorskip("rispy")
    records = {record["id"]: record for record in rispy.loads(saved(rich, "ris")[1].decode())}
    record = records["doi:10.1000/rich"]

    assert set(records) == set(rich_graph())
    assert record["title"] == HOSTILE_TITLE and record["authors"] == ["Müller-Žižek, Ägnes", "World Bank and Co"]
    assert (record["type_of_reference"], record["start_page"], record["end_page"]) == ("JOUR", "S10", "S19")
    assert record["keywords"] == ["starred", "excluded"] and record["doi"] == "10.1000/rich"
    assert record["notes"] == ["Excluded: =wrong {population}", "<script>alert(1)</script> second “line” & {50%}"]
    assert records["pmid:123"]["urls"] == ["https://pubmed.ncbi.nlm.nih.gov/123"]


def test_csl_json_is_read_by_a_citation_processor(rich):
    source = pytest.importorskip("citeproc.source.json")
    items = json.loads(saved(rich, "json")[1])
    item = next(item for item in items if item["id"] == "doi:10.1000/rich")

    assert {item["id"] for item in items} == set(rich_graph())
    assert item["title"] == HOSTILE_TITLE and item["issued"] == {"date-parts": [[2000]]}
    assert item["author"] == [{"family": "Müller-Žižek", "given": "Ägnes"}, {"literal": "World Bank and Co"}]
    assert item["note"].endswith("<script>alert(1)</script>\nsecond “line” & {50%}")
    parsed = source.CiteProcJSON([{k: v for k, v in item.items() if k not in ("custom", "keyword")} for item in items])
    assert len(parsed) == len(items) and parsed["doi:10.1000/rich"].type == "article-journal"


@pytest.mark.parametrize(
    ("which", "expected"),
    [
        ("shown", {"doi:10.1000/old", "doi:10.1000/alone", "doi:10.1000/mid", "doi:10.1000/twin"}),
        ("core", {"doi:10.1000/old", "doi:10.1000/mid"}),
        ("chosen", {"doi:10.1000/mid", "doi:10.1000/old", "doi:10.1000/new", "ref:0123456789ab"}),
        ("list", {"doi:10.1000/rich", "doi:10.1000/alone"}),
        ("included", {"doi:10.1000/alone"}),
    ],
)
def test_each_choice_saves_its_works(rich, which, expected):
    mark(rich, "doi:10.1000/alone", verdict="included")
    rich.choose("doi:10.1000/mid")
    rich.page.fill("#search", "work")
    name, content = saved(rich, "csv", which)

    assert {row["id"] for row in csv.DictReader(io.StringIO(content.decode("utf-8-sig")))} == expected
    assert name == ("refs.txt.csv" if which == "shown" else f"refs.txt.{which}.csv")


def test_what_there_is_not_cannot_be_chosen(open_page):
    page = open_page(small_graph())
    page.page.click("#save")

    assert page.page.locator("#save-box input:disabled").evaluate_all("all => all.map(one => one.value)") == [
        "core", "chosen", "path", "list", "included",
    ]  # fmt: skip


def test_svg_shows_the_names_and_the_legend(rich):
    root = ET.fromstring(saved(rich, "svg")[1])
    texts = [text.text for text in root.iter("{http://www.w3.org/2000/svg}text") if not text.get("aria-hidden")]

    assert "Müller-Žižek 2000" in texts and "Core work, with its rank" in texts
    assert not root.findall(".//{http://www.w3.org/2000/svg}script")


@pytest.mark.parametrize("layout", ["map", "timeline"])
@pytest.mark.parametrize("dark", [False, True])
def test_svg_and_png_look_like_the_screen(open_page, layout, dark, tmp_path):
    image = pytest.importorskip("PIL.Image")
    chops = pytest.importorskip("PIL.ImageChops")
    page = open_page(rich_graph(), small_core(), dark=dark)
    page.do("layout => citegraph.change({layout})", layout)
    page.choose("doi:10.1000/mid")
    page.settle()
    width, height = page.do("() => { const pane = document.getElementById('network'); return [pane.clientWidth, pane.clientHeight]; }")
    png = image.open(io.BytesIO(saved(page, "png")[1])).convert("RGB")
    svg = saved(page, "svg")[1]
    page.page.keyboard.press("Escape")
    page.do("() => document.querySelectorAll('.zoom, #hint, #drawn').forEach(part => part.remove())")
    screen = image.open(io.BytesIO(page.page.locator("#network").screenshot())).convert("RGB")
    page.page.set_viewport_size({"width": width, "height": png.height // 2})
    file = tmp_path / "picture.svg"
    file.write_bytes(svg)
    page.page.goto(file.as_uri())
    drawn = image.open(io.BytesIO(page.page.screenshot())).convert("RGB")

    def different(one, down):
        """Share of dots unlike the screen's, whose stage begins between two rows of dots."""
        marks = chops.difference(one.crop((0, 0, width, height - 1)), screen.crop((0, down, width, height - 1 + down)))
        return sum(marks.convert("L").point(lambda light: 255 * (light > 60)).histogram()[255:]) / (width * height)

    svg_share, png_share = (
        min(different(one, down) for down in (0, 1)) for one in (drawn, png.resize((width, png.height // 2)))
    )
    assert png.size[0] == 2 * width and png.size[1] > 2 * height
    assert svg_share < 0.002 and png_share < 0.003
    assert len(screen.resize((60, 40)).getcolors(2400)) > 20


# Choose one work after the other, in two lists, and open all that is said of it.
SHOW_ALL = """async ([first, end]) => {
    for (let place = first; place < end; place += 1) {
        citegraph.change({chosen: place, list: place < 9 ? "core" : "all"});
        document.querySelectorAll("#details details").forEach(part => { part.open = true; });
        await new Promise(done => requestAnimationFrame(() => setTimeout(done)));
    }
}"""


def test_two_hundred_hostile_records_are_text_everywhere(open_page):
    G, core = hostile_records()
    page = open_page(G, core, title="<script>window.__pwned=1</script>")
    page.page.click("#filters summary")
    for first in range(0, len(G), 20):
        page.do(SHOW_ALL, [first, first + 20])
        page.page.fill("#details .marking textarea", "<img src=x onerror=window.__pwned=1>")
        page.page.click("#details .verdict.excluded")
        page.page.fill("#details .marking input", "=cmd()<svg onload=window.__pwned=1>")
    page.page.click("#tab-marked")
    assert "<svg onload" in page.text("#reading")
    page.page.click("#layout-timeline")
    page.page.hover("#stage")
    page.page.keyboard.press("?")
    page.page.keyboard.press("Escape")
    files = {format: saved(page, format)[1] for format in ("csv", "bib", "ris", "json", "svg", "png")}

    assert page.requests == [] and page.problems == [] and page.do("() => window.__pwned") is None
    assert page.do("() => document.querySelectorAll('img, iframe, object, embed, link[href]').length") == 0
    rows = list(csv.reader(io.StringIO(files["csv"].decode("utf-8-sig"), newline="")))
    assert len(rows) == 201 and {len(row) for row in rows} == {len(rows[0])}
    negative = re.compile(r"-\d+(?:\.\d+)?(?:e-?\d+)?")  # the value of a measure, and no formula
    assert not [cell for row in rows for cell in row if re.match(r"[=+\-@\t\r]", cell) and not negative.fullmatch(cell)]
    rispy, bibtexparser = pytest.importorskip("rispy"), pytest.importorskip("bibtexparser")
    assert len(rispy.loads(files["ris"].decode())) == len(json.loads(files["json"])) == 200
    parser = bibtexparser.bparser.BibTexParser(ignore_nonstandard_types=False)
    assert len(bibtexparser.loads(files["bib"].decode(), parser).entries) == 200
    assert {element.tag.rpartition("}")[2] for element in ET.fromstring(files["svg"]).iter()} == {"svg", "title", "path", "text"}
