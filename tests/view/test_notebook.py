"""The page in a notebook's frame."""

import pytest

from citegraph import show
from tests.view.examples import small_core, small_graph


@pytest.fixture
def framed(open_page):
    """The page in a frame of a notebook of sorts, and the frame."""
    outer = show(small_graph(), small_core(), height=500)._repr_html_()
    html = f"<!doctype html><script>globalThis.citegraph = {{ready: true}}</script><h1>Notebook</h1>{outer}"
    page = open_page(None, html=html)
    frame = page.page.frames[1]
    frame.wait_for_function("() => globalThis.citegraph?.ready")
    return page, frame


def test_shown_is_small_in_a_session_and_holds_the_page():
    shown = show(small_graph(), small_core())

    assert repr(shown) == "Shown(summary='6 works, 5 citations', height=700)"
    assert shown.page.startswith("<!DOCTYPE html>") and "allow-same-origin" not in shown._repr_html_()


@pytest.mark.browser
def test_a_frame_works_and_leaves_the_notebook_alone(framed):
    page, frame = framed
    address = page.page.url
    frame.click("#list [role=option] >> nth=0")

    assert "Old founding work" in frame.inner_text("#details") and page.page.url == address
    assert page.requests == [] and page.problems == []


@pytest.mark.browser
def test_a_frame_cannot_keep_marks_says_so_and_saves_them(framed):
    page, frame = framed
    frame.click("#list [role=option] >> nth=0")
    frame.click("#details .star")
    frame.click("#tab-marked")

    assert "keeps nothing" in frame.inner_text("#reading") and "keeps nothing" in frame.text_content("#spoken")
    with page.page.expect_download() as download:
        frame.click("button:has-text('Save the list')")
    assert "doi:10.1000/old" in open(download.value.path(), encoding="utf-8").read()
    assert page.problems == []


def test_a_notebook_shows_the_page(tmp_path):
    nbformat = pytest.importorskip("nbformat")
    client = pytest.importorskip("nbclient")
    pytest.importorskip("ipykernel")
    code = "import citegraph as cg\nfrom tests.view.examples import small_graph\ncg.show(small_graph(), core=())"
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(code)])
    client.NotebookClient(notebook, kernel_name="python3", timeout=120).execute()
    data = notebook.cells[0].outputs[0]["data"]

    assert data["text/html"].startswith("<iframe srcdoc=") and data["text/plain"].startswith("Shown(")
