/** The stage: vis-network holds the works and the camera, `paint.js` the brush. */

import { works, stacking, options, citedHere, coreOf } from "./data.js";
import { byId, prefersStill } from "./dom.js";
import { state, kept } from "./state.js";
import { readColours } from "./palette.js";

/** Where each work stands now; it moves while the layout changes. */
export const xs = Float64Array.from(works, (work) => work.x);
export const ys = Float64Array.from(works, (work) => work.y);

let painter = () => {};
const places = new Map(stacking.map((place) => [works[place].id, place]));

const nodes = new vis.DataSet(stacking.map((place) => ({
  id: works[place].id,
  label: " ",
  x: works[place].x,
  y: works[place].y,
  shape: "custom",
  ctxRenderer: ({ ctx, id, x, y }) => painter(ctx, places.get(id), x, y),
})));

/** Citations are painted by us: vis-network draws each on its own, several times slower. */
export const network = new vis.Network(byId("network"), { nodes, edges: new vis.DataSet([]) }, options);

const bodies = works.map((work) => network.body.nodes[work.id]);

export function paintWorksWith(paint) {
  painter = paint;
}

export const redraw = () => network.redraw();
export const scale = () => network.getScale();

/** Screen position of a work, in pixels from the corner of the stage. */
export const onScreen = (work) => network.canvasToDOM({ x: xs[work], y: ys[work] });

/** A mark's radius on the page: it shrinks less than the picture, and never beyond seeing. */
export function shown(work) {
  const zoom = scale();
  return Math.max(works[work].radius * Math.min(zoom, zoom ** SHRINK), coreOf.has(work) ? 8 : 2.4) / zoom;
}
const SHRINK = works.length > 800 ? 0.8 : 0.55;

/** The work under a point of the screen, with room for a finger. */
export function workAt(point, touch) {
  const { x, y } = network.DOMtoCanvas(point);
  const slack = (touch ? 14 : 5) / scale();
  let best = null;
  let least = slack;
  for (let place = 0; place < works.length; place += 1) {
    if (!kept[place]) continue;
    const distance = Math.hypot(xs[place] - x, ys[place] - y) - shown(place);
    if (distance < least) [best, least] = [place, distance];
  }
  return best;
}

// Whether the camera still shows everything, so that it should go on doing so.
let untouched = true;
for (const name of ["zoom", "dragEnd"]) network.on(name, () => { untouched = false; });
new ResizeObserver(() => {
  network.setSize("100%", "100%");
  readColours();
  if (untouched) fit(works.keys(), false);
  redraw();
}).observe(byId("stage"));

/** Bring these works into view. */
export function fit(some = works.keys(), animate = true) {
  const pane = byId("network").getBoundingClientRect();
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const place of some) {
    if (!kept[place]) continue;
    const room = works[place].radius;
    left = Math.min(left, target(place)[0] - room);
    right = Math.max(right, target(place)[0] + room);
    top = Math.min(top, target(place)[1] - room);
    bottom = Math.max(bottom, target(place)[1] + room);
  }
  if (left > right || !pane.width) return;
  untouched = true;
  const margin = Math.min(56, pane.width * 0.07);
  const above = state.layout === "timeline" ? 34 : 0;
  const zoom = Math.min(1.6, (pane.width - 2 * margin) / (right - left), (pane.height - 2 * margin - above) / (bottom - top));
  move({ position: { x: (left + right) / 2, y: (top + bottom) / 2 - above / 2 / zoom }, scale: zoom }, animate);
}

/** Bring one work into view, if it is not well inside it. */
export function show(place) {
  untouched = false;
  const pane = byId("network").getBoundingClientRect();
  const { x, y } = onScreen(place);
  const margin = Math.min(90, pane.width / 5);
  const inside = x > margin && x < pane.width - margin && y > margin && y < pane.height - margin;
  if (!inside || works[place].radius * scale() < 3) {
    move({ position: { x: xs[place], y: ys[place] }, scale: Math.max(scale(), 0.55) }, true);
  }
}

export function zoomBy(factor) {
  untouched = false;
  move({ scale: scale() * factor, position: network.getViewPosition() }, true);
}

function move(to, animate) {
  network.moveTo({ ...to, animation: animate && !prefersStill() && { duration: 350, easingFunction: "easeInOutQuad" } });
}

function target(place) {
  if (state.layout === "map") return [works[place].x, works[place].y];
  const [x, lane] = works[place].timeline;
  return [x, lane * stretch];
}

/** Lanes are set as far apart as the stage is tall. */
let stretch = 1;

function stretchLanes() {
  const pane = byId("network").getBoundingClientRect();
  const wide = Math.max(...works.map((work) => work.timeline[0])) - Math.min(...works.map((work) => work.timeline[0])) + 120;
  const tall = Math.max(...works.map((work) => work.timeline[1])) - Math.min(...works.map((work) => work.timeline[1])) + 60;
  stretch = Math.max(0.7, Math.min(3, ((pane.height - 80) / pane.width) * (wide / tall)));
}

let moving = 0;

/** Move every work to its place in the chosen layout, then show them all. */
export function arrange() {
  cancelAnimationFrame(moving);
  network.setOptions({ interaction: { dragNodes: state.layout === "map" } });
  if (works.length) stretchLanes();
  const from = works.map((_, place) => [xs[place], ys[place]]);
  const start = performance.now();
  const length = prefersStill() ? 0 : 650;
  fit(works.keys(), length > 0);
  const step = (now) => {
    const part = length ? Math.min(1, (now - start) / length) : 1;
    const eased = part * part * (3 - 2 * part);
    for (let place = 0; place < works.length; place += 1) {
      const [x, y] = target(place);
      put(place, from[place][0] + (x - from[place][0]) * eased, from[place][1] + (y - from[place][1]) * eased);
    }
    redraw();
    if (part < 1) moving = requestAnimationFrame(step);
  };
  step(length ? start : start + 1);
}

// Straight into vis-network's own node: its moveNode wakes the physics for every call.
function put(place, x, y) {
  xs[place] = bodies[place].x = x;
  ys[place] = bodies[place].y = y;
}

network.on("dragging", ({ nodes: ids }) => {
  for (const id of ids) {
    const place = places.get(id);
    [works[place].x, works[place].y] = [xs[place], ys[place]] = [bodies[place].x, bodies[place].y];
  }
});

/** Works by importance, for labels: cited most here first. */
export const byCitations = [...works.keys()].sort((a, b) => citedHere(b) - citedHere(a) || a - b);
