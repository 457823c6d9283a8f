/** The scene: where every work stands, whether it is shown, and from where we look at it. */

import { works, communities, historiograph } from "./data.js";
import { state, kept, found, tie, whenChanged } from "./state.js";
import { colour } from "./palette.js";
import { radiusOf, numberOf } from "./looks.js";

/** Where each work stands now; it moves while the layout changes. */
export const xs = Float64Array.from(works, (work) => work.x);
export const ys = Float64Array.from(works, (work) => work.y);

/** How far it is magnified, where its origin stands on the picture, and how large the picture is. */
export const camera = { scale: 1, shrink: 1, x: 0, y: 0, width: 0, height: 0 };

/** Look from elsewhere. */
export function look(view) {
  Object.assign(camera, view);
  camera.shrink = Math.min(camera.scale, camera.scale ** SHRINK);
}
// The more works there are, the less room for marks larger than the picture is wide.
const SHRINK = Math.max(0.55, Math.min(1.15, 0.55 + 0.6 * Math.log10(works.length / 300)));

/** Position on the picture of a work, or of any point of the scene. */
export const onScreen = (place) => screenOf(xs[place], ys[place]);
export const screenOf = (x, y) => ({ x: x * camera.scale + camera.x, y: y * camera.scale + camera.y });

/** How much taller than computed each layout stands, so that it fills the stage. */
export const stretch = { map: 1, timeline: 1, history: 1 };

/** The part of the scene in view: left, top, right, bottom. */
export function inView() {
  const { scale, x, y, width, height } = camera;
  return [-x / scale, -y / scale, (width - x) / scale, (height - y) / scale];
}

/** A mark's radius in the scene: it shrinks less than the picture, and never beyond seeing, or reading its number. */
export function shown(place) {
  return Math.max(radiusOf(place) * camera.shrink, (numberOf(place) ? 0.8 : 0.2) * colour.size) / camera.scale;
}

/** Works that the historiograph holds. */
const inHistory = new Set((historiograph?.positions || []).map(([place]) => place));

const sizes = new Map(communities.map(({ number, size }) => [number, size]));

/** Whether the works of a community are shown and not a bubble; smaller than a bubble it is always open. */
export const isOpen = (number) =>
  state.opened === null || state.opened.has(number) || (sizes.get(number) ?? 0) < SMALLEST_BUBBLE;
const SMALLEST_BUBBLE = 5; // works

/** Communities that can be opened and closed. */
export const closable = communities.filter(({ size }) => size >= SMALLEST_BUBBLE);

let onPath = new Set();

/** Work → whether it is drawn: kept by the filters, of its time, of the layout, of a community that is open. */
export const visible = new Uint8Array(works.length);

function setVisible() {
  const { until, layout } = state;
  works.forEach((work, place) => {
    const inTime = until === null || work.year <= until;
    const open = isOpen(work.community) || tie[place] || onPath.has(place);
    visible[place] = kept[place] && inTime && open && (layout !== "history" || inHistory.has(place)) ? 1 : 0;
  });
}

/** Whether a work steps back behind others: not tied to the chosen one, not on the path, not found. */
export function isDim(place) {
  if (state.chosen !== null) return !tie[place] && !onPath.has(place);
  if (onPath.size) return !onPath.has(place);
  return !found[place];
}

setVisible();
whenChanged((names) => {
  if (names.has("path")) onPath = new Set(state.path || []);
  if (names.size > 1 || !names.has("pointed")) setVisible();
});
