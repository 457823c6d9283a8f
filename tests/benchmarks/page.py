"""How fast the page is, beside pyvis's own page and sigma, in one run.

    python -m tests.benchmarks.page [--runs 5] [--sizes 150,2000,10000] [--beside]

Ready: from opening the file to the first picture.  Frames: while panning and
zooming for two seconds, as many a second as the browser shows.  Selection:
from choosing a work to the picture and the details that show it.  The median
of the runs; pages take turns, so that what else the machine does meets all.
``--beside`` adds pyvis's page (as shipped, and with our positions) and sigma,
which npm fetches and esbuild bundles; where npm is missing, sigma is left out.
"""

import argparse
import json
import os
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from citegraph.view import render_html, to_pyvis
from tests.view.conftest import FLAGS
from tests.view.literature import made_up_literature

CITATIONS = {150: 320, 2000: 20_000, 10_000: 100_000, 27_770: 352_807}
PATIENCE = 60  # seconds for one page, all measures

_FRAMES = """([look, scale, x, y]) => new Promise(done => {
    const [move, times] = [eval(look), []];
    const step = now => {
        times.push(now);
        const t = (now - times[0]) / 1000;
        move(scale * (1.4 + 0.6 * Math.sin(2 * t)), x + 60 / scale * Math.sin(3 * t), y + 60 / scale * Math.cos(2 * t));
        if (t < 2) requestAnimationFrame(step); else done((times.length - 1) / t);
    };
    requestAnimationFrame(step);
})"""
_VIS = "(scale, x, y) => network.moveTo({scale, position: {x, y}})"
_OURS = "(scale, x, y) => citegraph.network.moveTo({scale, position: {x, y}})"
_SIGMA = "(scale, x, y) => renderer.getCamera().setState({ratio: 1 / scale, x: 0.5 + x / 900, y: 0.5 + y / 900})"
_SELECT = """() => new Promise(done => {
    const busiest = citegraph.works.reduce((best, work, i) => work.radius > citegraph.works[best].radius ? i : best, 0);
    const start = performance.now();
    citegraph.change({chosen: busiest});
    requestAnimationFrame(() => setTimeout(() => { done(performance.now() - start); }));
})"""

_SIGMA_PAGE = """<!DOCTYPE html><meta charset="utf-8"><div id="stage" style="width:1280px;height:800px"></div>
<script>{bundle}</script><script>
const data = {data}, graph = new peers.Graph();
data.nodes.forEach(([id, x, y, size]) => graph.addNode(id, {{x, y: -y, size: size / 3, label: id}}));
data.edges.forEach(([a, b]) => graph.mergeEdge(a, b));
const renderer = new peers.Sigma(graph, document.getElementById("stage"));
renderer.once("afterRender", () => {{ window.drawn = true; }});
renderer.refresh();
</script>"""


def sigma_bundle():
    """sigma and graphology in one script, or `None` with a word where npm cannot give them."""
    if not shutil.which("npm"):
        print("sigma is left out: npm is not installed")
        return None
    folder = Path(tempfile.gettempdir()) / "citegraph-sigma"
    if not (folder / "bundle.js").exists():
        folder.mkdir(exist_ok=True)
        (folder / "peers.js").write_text('export {default as Graph} from "graphology"; export {Sigma} from "sigma";')
        packages = ["sigma@3", "graphology@0.26", "graphology-types", "esbuild"]
        bundling = "npx esbuild peers.js --bundle --minify --format=iife --global-name=peers --outfile=bundle.js"
        for command in (["npm", "install", "--silent", "--prefix", ".", *packages], bundling.split()):
            if subprocess.run(command, cwd=folder).returncode:
                print("sigma is left out: npm could not fetch or bundle it")
                return None
    return (folder / "bundle.js").read_text(encoding="utf-8")


def pyvis_pages(network):
    """pyvis's own page of the same network: as shipped, with physics, and with our positions."""
    from pyvis.network import Network

    for name, physics in (("pyvis, as shipped", True), ("pyvis, our positions", False)):
        page = Network(height="800px", width="100%", directed=True, cdn_resources="in_line")
        page.nodes, page.node_ids, page.edges = network.nodes, network.node_ids, network.edges
        page.node_map = network.node_map
        if physics:
            page.nodes = [{k: v for k, v in node.items() if k not in ("x", "y")} for node in network.nodes]
        else:
            page.set_options('{"physics": {"enabled": false}, "edges": {"smooth": false}}')
        yield name, page.generate_html(notebook=False)


def pages(works, beside):
    """Name → (text of the page, when it is ready, how its camera moves)."""
    G = made_up_literature(works, CITATIONS.get(works, works * 10))
    yield "citegraph", render_html(G), "window.citegraph && citegraph.ready", _OURS
    if not beside:
        return
    network = to_pyvis(G)
    for name, html in pyvis_pages(network):
        watched = html.replace(
            "drawGraph();", "drawGraph(); network.once('afterDrawing', () => { window.drawn = true; });", 1
        )
        yield name, watched, "window.drawn", _VIS
    if bundle := sigma_bundle():
        data = {
            "nodes": [[node["id"], node["x"], node["y"], node["size"]] for node in network.nodes],
            "edges": [[edge["from"], edge["to"]] for edge in network.edges],
        }
        html = _SIGMA_PAGE.format(bundle=bundle.replace("</script", "<\\/script"), data=json.dumps(data))
        yield "sigma", html, "window.drawn", _SIGMA


def measured(file, ready, camera):
    """Seconds to ready, frames a second, milliseconds of a selection; `None` for what never came.

    Each in a process of its own: a page that computes without end does not answer, and cannot be closed.
    """
    command = [sys.executable, "-m", "tests.benchmarks.page", "--measure", str(file), ready, camera]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, start_new_session=True) as child:
        try:
            return json.loads(child.communicate(timeout=PATIENCE)[0] or "[null, null, null]")
        except subprocess.TimeoutExpired:
            os.killpg(child.pid, signal.SIGKILL)
            return None, None, None


def measure(file, ready, camera):
    """Open one page and print what was measured."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), headless=True, args=FLAGS)
        page = browser.new_context(viewport={"width": 1440, "height": 900}, offline=True).new_page()
        start = time.perf_counter()
        page.goto(Path(file).as_uri(), timeout=PATIENCE * 1000, wait_until="commit")
        page.wait_for_function(f"() => Boolean({ready})", timeout=PATIENCE * 1000, polling=20)
        page.evaluate("() => new Promise(done => requestAnimationFrame(() => setTimeout(done)))")
        seconds = time.perf_counter() - start
        page.wait_for_timeout(600)
        own = "citegraph." if camera == _OURS else ""
        at = [1, 0, 0]
        if camera != _SIGMA:
            seen = f"() => {{ const n = {own}network, p = n.getViewPosition(); return [n.getScale(), p.x, p.y] }}"
            at = page.evaluate(seen)
        frames = page.evaluate(_FRAMES, [camera, *at])
        page.wait_for_timeout(600)
        print(json.dumps([seconds, frames, page.evaluate(_SELECT) if own else None]))
        browser.close()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--sizes", default="150,2000,10000")
    parser.add_argument("--beside", action="store_true", help="pyvis and sigma too")
    parser.add_argument("--measure", nargs=3, help=argparse.SUPPRESS)
    wanted = parser.parse_args()
    if wanted.measure:
        measure(*wanted.measure)
        return
    sys.stdout.reconfigure(line_buffering=True)
    print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores; medians of {wanted.runs}")
    print(f"{'works':>7} {'page':22} {'MB':>6} {'ready s':>8} {'frames/s':>9} {'select ms':>9}")
    with tempfile.TemporaryDirectory() as folder:
        for works in map(int, wanted.sizes.split(",")):
            files, runs = {}, {}
            for name, html, ready, camera in pages(works, wanted.beside):
                file = Path(folder) / f"{works}-{len(files)}.html"
                file.write_text(html, encoding="utf-8")
                files[name] = (file, ready, camera)
            for _ in range(wanted.runs):
                for name, page in files.items():
                    runs.setdefault(name, []).append(measured(*page))
            for name, (file, *_) in files.items():
                said = [middle(values) for values in zip(*runs[name])]
                said[2] = said[2] if name == "citegraph" else "-"  # theirs show no details
                print(f"{works:7,} {name:22} {file.stat().st_size / 1e6:6.2f} {said[0]:>8} {said[1]:>9} {said[2]:>9}")
    print(f"load {os.getloadavg()[0]:.1f} at the end")


def middle(values):
    """The median, a page that never came being slower than all; "never" where most did not come."""
    if any(value is None for value in sorted(values, key=lambda value: value is None)[: len(values) // 2 + 1]):
        return "never"
    return f"{statistics.median_low([value for value in values if value is not None]):.2f}"


if __name__ == "__main__":
    main()
