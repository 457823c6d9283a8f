/** The brush for works: one mark at a time, or many small ones at once. */

import { works, coreOf } from "./data.js";
import { state, tie } from "./state.js";
import { colour, inkOn } from "./palette.js";
import { colourOf, isHollow, numberOf } from "./looks.js";
import { xs, ys, camera, inView, shown, visible, isDim } from "./scene.js";

export const DIM = 0.2;
const DOT = works.length > 1500 ? 3.4 : 0; // pixels: smaller marks of many are dots without an edge, painted together
const BATCH = 200; // marks in one path; a single long path is drawn far slower

/** All works shown, from the bottom to the top of the picture; those that step back fainter, unless all are. */
export function paintWorks(ctx, order, some = true) {
  const [left, top, right, bottom] = inView();
  const dots = new Map();
  const larger = [];
  for (const place of order) {
    if (!visible[place]) continue;
    const radius = shown(place);
    if (xs[place] + radius < left || xs[place] - radius > right) continue;
    if (ys[place] + radius < top || ys[place] - radius > bottom) continue;
    if (radius * camera.scale >= DOT) larger.push(place);
    else {
      const style = `${some && isDim(place) ? "dim" : ""} ${colourOf(place)}`;
      if (!dots.has(style)) dots.set(style, []);
      dots.get(style).push(place);
    }
  }
  for (const [style, places] of dots) paintDots(ctx, style, places);
  for (const place of larger) paintWork(ctx, place, some && isDim(place));
}

function paintDots(ctx, style, places) {
  const [dim, fill] = style.split(" ");
  ctx.globalAlpha = dim ? DIM : 1;
  ctx.fillStyle = fill;
  for (let start = 0; start < places.length; start += BATCH) {
    ctx.beginPath();
    for (const place of places.slice(start, start + BATCH)) {
      const radius = shown(place);
      ctx.moveTo(xs[place] + radius, ys[place]);
      ctx.arc(xs[place], ys[place], radius, 0, 2 * Math.PI);
    }
    ctx.fill();
  }
  ctx.globalAlpha = 1;
}

/** One work, with its number and, where it is tied to the chosen one, a ring. */
export function paintWork(ctx, place, dim = isDim(place)) {
  const [x, y, radius] = [xs[place], ys[place], shown(place)];
  ctx.globalAlpha = dim ? DIM : 1;
  paintMark(ctx, {
    ...{ x, y, radius, pixel: 1 / camera.scale, shape: works[place].shape },
    ...{ fill: colourOf(place), hollow: isHollow(place), number: numberOf(place) },
    edged: coreOf.has(place) && Boolean(state.colour) && state.colour !== "role",
  });
  ctx.globalAlpha = 1;
}

/** Rings around works that the chosen one cites or is cited by, and around the one pointed at. */
export function paintRing(ctx, place) {
  const at = tie[place];
  const pixel = 1 / camera.scale;
  outline(ctx, works[place].shape, xs[place], ys[place], shown(place) + (at === 1 ? 3.5 : 2.2) * pixel);
  ctx.lineWidth = (at === 1 ? 2.4 : 1.8) * pixel;
  ctx.strokeStyle = at === 2 || at === 4 ? colour.cites : at === 3 ? colour.cited : colour.ink;
  ctx.stroke();
}

/**
 * A mark as the stage and the legend show it.
 * @param {{x: number, y: number, radius: number, pixel: number, shape: string, fill: string,
 *   hollow?: boolean, number?: number|string, edged?: boolean}} mark
 */
export function paintMark(ctx, { x, y, radius, pixel, shape, fill, hollow, number, edged }) {
  const line = 1.6 * pixel;
  const alpha = ctx.globalAlpha;
  outline(ctx, shape, x, y, hollow ? radius - line / 2 : radius);
  ctx.globalAlpha = 1; // what lies below never shines through
  ctx.fillStyle = colour.stage;
  ctx.fill();
  ctx.globalAlpha = alpha;
  if (!hollow) {
    ctx.fillStyle = fill;
    ctx.fill();
  }
  ctx.lineWidth = hollow || edged ? line : pixel;
  ctx.strokeStyle = hollow ? fill : edged ? colour.ink : colour.stage;
  ctx.stroke();
  if (number === undefined || radius < 6.5 * pixel) return;
  const size = Math.min(radius * (number < 100 ? 1.05 : 0.8), 18 * pixel);
  ctx.fillStyle = hollow ? colour.ink : inkOn(fill);
  ctx.font = `600 ${size}px ${colour.font}`;
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.fillText(number, x, y + size * 0.06);
}

function outline(ctx, shape, x, y, radius) {
  ctx.beginPath();
  if (shape === "diamond") {
    const reach = radius * 1.22;
    ctx.moveTo(x, y - reach);
    ctx.lineTo(x + reach, y);
    ctx.lineTo(x, y + reach);
    ctx.lineTo(x - reach, y);
    ctx.closePath();
  } else if (shape === "square") {
    ctx.rect(x - radius * 0.88, y - radius * 0.88, radius * 1.76, radius * 1.76);
  } else {
    ctx.arc(x, y, radius, 0, 2 * Math.PI);
  }
}
