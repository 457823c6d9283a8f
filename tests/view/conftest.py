"""A page in Chromium, offline, with everything it asks and everything it says on record."""

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
        self.page.wait_for_timeout(900)


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


@pytest.fixture
def open_page(chromium, tmp_path):
    """Open the page of a graph from a file: ``open_page(G, core, width=…, height=…, dark=…)``."""
    contexts = []

    def opened(G, core=(), width=1280, height=800, dark=False, still=True, hash="", html=None, title=None):
        context = chromium.new_context(
            viewport={"width": width, "height": height},
            offline=True,
            accept_downloads=True,
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce" if still else "no-preference",
        )
        contexts.append(context)
        file = tmp_path / f"page{len(contexts)}.html"
        file.write_text(html or render_html(G, core, title), encoding="utf-8", newline="\n")
        result = Opened(context.new_page())
        result.page.on("request", lambda request: result.requests.append(request.url))
        result.page.on("pageerror", lambda error: result.problems.append(str(error)))
        result.page.on(
            "console",
            lambda message: result.problems.append(message.text) if message.type in ("error", "warning") else None,
        )
        result.page.goto(f"{file.as_uri()}{hash}")
        for _ in range(100):
            if result.problems or result.do("() => Boolean(globalThis.citegraph && citegraph.ready)"):
                break
            result.page.wait_for_timeout(50)
        result.page.wait_for_timeout(100)
        result.requests = [url for url in result.requests if not url.startswith((f"{file.as_uri()}", "data:", "blob:"))]
        return result

    yield opened
    for context in contexts:
        context.close()
