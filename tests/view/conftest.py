"""A page in Chromium, offline, with everything it asks and everything it says on record."""

import hashlib
import os
import shutil
from dataclasses import dataclass, field

import pytest

from citegraph.view import render_html

FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()


@dataclass
class Opened:
    """A page, what it asked the network for, and what went wrong in it."""

    page: object
    requests: list = field(default_factory=list)
    problems: list = field(default_factory=list)

    def do(self, script, *arguments):
        return self.page.evaluate(script, *arguments)

    def choose(self, work):
        self.do("id => citegraph.change({chosen: citegraph.works.findIndex(work => work.id === id)})", work)

    def text(self, selector):
        return self.page.inner_text(selector)

    @property
    def chosen(self):
        return self.do("() => citegraph.state.chosen === null ? null : citegraph.works[citegraph.state.chosen].id")

    def point(self, work):
        """Where a work stands on the screen."""
        return self.do(
            """id => {
                const at = citegraph.network.canvasToDOM(citegraph.network.getPositions([id])[id]);
                const box = document.getElementById("network").getBoundingClientRect();
                return {x: at.x + box.left, y: at.y + box.top};
            }""",
            work,
        )

    def settle(self):
        """Wait until the picture rests: sharp, with every name in its place."""
        self.do(REST)


# Painted sharp and with names a moment after the last move: that, and a little more, without a frame.
REST = """() => new Promise(done => {
    let waiting = 0;
    const painted = () => {
        clearTimeout(waiting);
        waiting = setTimeout(() => { citegraph.network.off("afterDrawing", painted); done(); }, 220);
    };
    citegraph.network.on("afterDrawing", painted);
    painted();
})"""
READY = "() => Boolean(globalThis.citegraph?.ready)"
READ = """async () => {
    await citegraph.allRead;
    await new Promise(done => requestAnimationFrame(() => setTimeout(done)));
}"""


@pytest.fixture(scope="session")
def chromium():
    executable = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        executable = None
    if not executable:
        missing = pytest.fail if os.environ.get("CITEGRAPH_REQUIRE_SHARED") == "1" else pytest.skip
        missing("no Chromium, or no playwright, to open pages with")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, headless=True, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def written(tmp_path_factory):
    """Write the page of a graph, or a text, to a file of its own; the same one only once."""
    folder, known = tmp_path_factory.mktemp("pages"), {}

    def file_of(G, core, title, html):
        said = html or repr((G.graph, sorted(G.nodes(data=True)), sorted(G.edges(data=True)), core, title))
        name = hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:20]
        if name not in known:
            known[name] = folder / f"{name}.html"
            known[name].write_text(html or render_html(G, core, title), encoding="utf-8", newline="\n")
        return known[name]

    return file_of


@pytest.fixture(scope="session")
def tabs(chromium):
    """Tabs of browsers that share nothing, those at rest to be used again."""
    resting = []
    yield resting
    for tab in resting:
        tab.context.close()


@pytest.fixture
def open_page(chromium, tabs, written):
    """Open the page of a graph from a file: ``open_page(G, core, width=…, height=…, dark=…)``."""
    used = []

    def opened(G, core=(), width=1280, height=800, dark=False, still=True, hash="", html=None, title=None):
        file = written(G, core, title, html)
        tab = tabs.pop() if tabs else chromium.new_context(offline=True, accept_downloads=True).new_page()
        tab.set_viewport_size({"width": width, "height": height})
        tab.emulate_media(
            media="screen",
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce" if still else "no-preference",
        )
        result = Opened(tab)
        listeners = {
            "request": lambda request: result.requests.append(request.url),
            "pageerror": lambda error: result.problems.append(str(error)),
            "console": lambda said: result.problems.append(said.text) if said.type in ("error", "warning") else None,
        }
        used.append((tab, listeners))
        for event, listener in listeners.items():
            tab.on(event, listener)
        tab.goto(f"{file.as_uri()}{hash}")
        for _ in range(1000):
            if result.problems or result.do(READY):
                break
            tab.wait_for_timeout(20)
        result.do(READ)
        result.requests = [url for url in result.requests if not url.startswith((f"{file.as_uri()}", "data:", "blob:"))]
        return result

    yield opened
    for tab, listeners in used:
        for event, listener in listeners.items():
            tab.remove_listener(event, listener)
        for other in tab.context.pages:
            if other is not tab:
                other.close()
        tab.context.clear_permissions()
        tab.goto(written(None, (), None, "<!DOCTYPE html>").as_uri())
        tab.evaluate("() => localStorage.clear()")
        tabs.append(tab)
