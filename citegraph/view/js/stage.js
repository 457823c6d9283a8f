/** The stage: vis-network holds the works and the camera, `frames.js` paints. */

import { works, stacking, options, historiograph } from "./data.js";
import { byId, prefersStill } from "./dom.js";
import { state, change, whenChanged } from "./state.js";
import { readColours } from "./palette.js";
import { radiusOf } from "./looks.js";
import { xs, ys, camera, stretch, look, onScreen, shown, visible, isOpen } from "./scene.js";
import { besideLanes } from "./axes.js";
import { bubbleAt, bubblesShown, forgetBubbles, toggleCommunity } from "./bubbles.js";
import { fillLegend } from "./legend.js";
import { forget, paintFrame, setFlying } from "./frames.js";

const places = new Map(stacking.map((place) => [works[place].id, place]));

const nodes = new vis.DataSet(
  stacking.map((place) => ({ id: works[place].id, x: works[place].x, y: works[place].y, shape: "dot", label: " " })),
);

/** vis-network draws each work and each citation on its own, many times slower than we paint them together. */
export const network = new vis.Network(byId("network"), { nodes, edges: new vis.DataSet([]) }, options);
network.renderer._drawNodes = () => ({ drawExternalLabels: null });
network.selectionHandler.getNodeAt = (at, whole = true) => {
  const place = workAt(at, false);
  return place === null ? undefined : whole ? bodies[place] : works[place].id;
};

const bodies = works.map((work) => network.body.nodes[work.id]);

network.on("beforeDrawing", (ctx) => {
  follow();
  readCamera();
  ctx.save();
  paintFrame(ctx, ctx.canvas.width / ctx.canvas.clientWidth, redraw);
  ctx.restore();
});

function readCamera() {
  const { x, y } = network.canvasToDOM({ x: 0, y: 0 });
  const pane = byId("network");
  look({ scale: network.getScale(), x, y, width: pane.clientWidth, height: pane.clientHeight });
}

/** Ask for a frame; many askings before it comes make one. */
export const redraw = () => network.body.emitter.emit("_requestRedraw");

whenChanged((names) => {
  if (names.has("chosen") && state.chosen !== null && !isOpen(works[state.chosen].community))
    change({ opened: new Set([...state.opened, works[state.chosen].community]) });
  if (names.size > 1 || !names.has("pointed")) fillLegend();
});

/** The work under a point of the screen, with room for a finger. */
export function workAt(point, touch) {
  const { x, y } = network.DOMtoCanvas(point);
  const slack = (touch ? 14 : 5) / camera.scale;
  let best = null;
  let least = slack;
  for (let place = 0; place < works.length; place += 1) {
    if (!visible[place]) continue;
    const distance = Math.hypot(xs[place] - x, ys[place] - y) - shown(place);
    if (distance < least) [best, least] = [place, distance];
  }
  return best;
}

network.on("click", ({ pointer, event }) => {
  if (workAt(pointer.DOM, event.pointerType === "touch") !== null) return;
  const bubble = bubbleAt(pointer.DOM);
  if (bubble) toggleCommunity(bubble.number);
});

// Whether the camera still shows everything, so that it should go on doing so.
let untouched = true;
for (const name of ["zoom", "dragEnd"])
  network.on(name, () => {
    untouched = false;
  });
new ResizeObserver(() => {
  network.setSize("100%", "100%");
  if (untouched) settle();
  repaint();
}).observe(byId("stage"));

/** Paint everything anew, in the colours of the theme now shown. */
export function repaint() {
  readColours();
  fillLegend();
  forget();
  redraw();
}

/** The room for works on the stage, and what of it axes and names take above and beside them. */
function room(pane) {
  const margin = Math.min(56, pane.width * 0.07);
  const above = state.layout === "timeline" ? 34 : 0;
  const beside = { history: 60, timeline: besideLanes(pane.width) }[state.layout] || 0;
  return { wide: pane.width - 2 * margin - beside, tall: pane.height - 2 * margin - above, above, beside };
}

/** Bring these works into view. */
export function fit(some = works.keys(), animate = true) {
  const pane = byId("network").getBoundingClientRect();
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
  const include = (x, y, room) => {
    left = Math.min(left, x - room);
    right = Math.max(right, x + room);
    top = Math.min(top, y - room);
    bottom = Math.max(bottom, y + room);
  };
  for (const place of some) if (visible[place]) include(...target(place), radiusOf(place));
  for (const { x, y, radius } of bubblesShown()) include(x, y, radius);
  if (left > right || !pane.width) return;
  untouched = true;
  const { wide, tall, above, beside } = room(pane);
  const zoom = Math.min(1.6, wide / (right - left), tall / (bottom - top));
  const position = { x: (left + right - beside / zoom) / 2, y: (top + bottom - above / zoom) / 2 };
  move({ position, scale: zoom }, animate);
}

/** Bring one work into view, if it is not well inside it. */
export function show(place) {
  if (!visible[place]) return;
  untouched = false;
  readCamera();
  const { x, y } = onScreen(place);
  const margin = Math.min(90, camera.width / 5);
  const inside = x > margin && x < camera.width - margin && y > margin && y < camera.height - margin;
  if (!inside || radiusOf(place) * camera.scale < 3) {
    move({ position: { x: xs[place], y: ys[place] }, scale: Math.max(camera.scale, 0.55) }, true);
  }
}

export function zoomBy(factor) {
  untouched = false;
  move({ scale: network.getScale() * factor, position: network.getViewPosition() }, true);
}

function move(to, animate) {
  network.moveTo({
    ...to,
    animation: animate && !prefersStill() && { duration: 350, easingFunction: "easeInOutQuad" },
  });
}

const historyPlaces = new Map((historiograph?.positions || []).map(([place, x, y]) => [place, [x, y]]));

/** Where the layouts were computed to place a work; the historiograph leaves some out. */
const COMPUTED = {
  map: (place) => [works[place].x, works[place].y],
  timeline: (place) => works[place].timeline,
  history: (place) => historyPlaces.get(place),
};

/** Where a work belongs in the chosen layout; what it leaves out stays where it is. */
function target(place) {
  const at = COMPUTED[state.layout](place);
  return at ? [at[0], at[1] * stretch[state.layout]] : [xs[place], ys[place]];
}

// Heights tell little: years of history and lanes of the timeline stand as far apart as there is room, and a map
// may be somewhat taller or flatter than computed.
const TALLER = { map: [0.67, 1.5], timeline: [0.7, 6], history: [0.6, 2.5] };

/** Find how tall the chosen layout may stand on the stage as it is. */
function setStretch() {
  const pane = byId("network").getBoundingClientRect();
  const all = [...works.keys()].map(COMPUTED[state.layout]).filter(Boolean);
  if (!all.length || !pane.width) return;
  const extent = (axis) => {
    const [least, most] = all.reduce(([low, high], at) => [Math.min(low, at[axis]), Math.max(high, at[axis])], [Infinity, -Infinity]);
    return most - least + 12;
  };
  const { wide, tall } = room(pane);
  const [least, most] = TALLER[state.layout];
  stretch[state.layout] = Math.max(least, Math.min(most, (tall / wide) * (extent(0) / extent(1))));
}

let moving = 0;

/** Move every work to its place in the chosen layout, then show them all. */
export function arrange() {
  cancelAnimationFrame(moving);
  network.setOptions({ interaction: { dragNodes: state.layout === "map" } });
  setStretch();
  const [fromX, fromY] = [xs.slice(), ys.slice()];
  const start = performance.now();
  const length = prefersStill() ? 0 : 650;
  const step = (now) => {
    const part = length ? Math.min(1, (now - start) / length) : 1;
    const eased = part * part * (3 - 2 * part);
    for (let place = 0; place < works.length; place += 1) {
      const [x, y] = target(place);
      if (eased === 1) put(place, x, y);
      else put(place, fromX[place] + (x - fromX[place]) * eased, fromY[place] + (y - fromY[place]) * eased);
    }
    forgetBubbles();
    setFlying(part < 1);
    redraw();
    if (part < 1) moving = requestAnimationFrame(step);
  };
  fit(works.keys(), length > 0);
  step(length ? start : start + 1);
}

// Straight into vis-network's own node: its moveNode wakes the physics for every call.
function put(place, x, y) {
  xs[place] = bodies[place].x = x;
  ys[place] = bodies[place].y = y;
}

/** Every work to its place at once. */
export function settle() {
  setStretch();
  for (const place of works.keys()) put(place, ...target(place));
  forgetBubbles();
  fit(works.keys(), false);
}

let dragged = [];

/** Works that are dragged stand where vis-network has moved them; it tells of a move before it makes it. */
function follow() {
  for (const place of dragged) {
    [xs[place], ys[place]] = [bodies[place].x, bodies[place].y];
    [works[place].x, works[place].y] = [xs[place], ys[place] / stretch.map];
  }
  if (dragged.length) forget();
}

network.on("dragging", ({ nodes: ids }) => {
  dragged = ids.map((id) => places.get(id));
  redraw();
});
network.on("dragEnd", () => {
  follow();
  dragged = [];
  redraw();
});
