/** The brush for citations: lines from the citing to the cited work. */

import { works, citing, cited, incoming, outgoing, mainPath } from "./data.js";
import { state } from "./state.js";
import { colour } from "./palette.js";
import { communityColour } from "./looks.js";
import { xs, ys, camera, inView, shown, visible } from "./scene.js";
import { citationsDrawn } from "./backbone.js";

const BATCH = 200; // segments in one path; a single long path is drawn far slower
const STRAIGHT = 4000; // citations: where more are drawn, their bends cannot be told apart

/** How strongly the citations are seen that nothing sets apart. */
export const faintness = () => (state.chosen !== null || state.path || state.query ? 0.35 : 1);

/** Every citation now drawn; those within a community in its colour, where works have theirs. */
export function paintCitations(ctx, strength, drawn = citationsDrawn()) {
  const view = inView();
  ctx.lineWidth = (drawn.length > 1500 ? 0.7 : 1) / camera.scale;
  ctx.globalAlpha = Math.max(0.14, Math.min(0.6, 6 / drawn.length ** 0.4)) * strength;
  for (const [stroke, some] of byColour(drawn)) {
    ctx.strokeStyle = stroke;
    let count = 0;
    ctx.beginPath();
    for (const i of some) {
      if (outside(view, citing[i], cited[i])) continue;
      trace(ctx, citing[i], cited[i]);
      count += 1;
      if (count % BATCH === 0) {
        ctx.stroke();
        ctx.beginPath();
      }
    }
    ctx.stroke();
  }
  ctx.globalAlpha = 1;
}

function byColour(drawn) {
  if (state.colour !== "community") return [[colour.edge, drawn]];
  const groups = new Map([[colour.edge, []]]);
  for (const i of drawn) {
    const number = works[citing[i]].community;
    const within = number !== undefined && number === works[cited[i]].community;
    const stroke = within && number < colour.communities.length ? communityColour(number) : colour.edge;
    if (!groups.has(stroke)) groups.set(stroke, []);
    groups.get(stroke).push(i);
  }
  return groups;
}

/** What is told apart from the rest: the main path, the path between two works, the chosen work's citations. */
export function paintSpecial(ctx) {
  if (state.mainPath) paintArrows(ctx, mainPath, colour["main-path"], 3, state.chosen === null ? 1 : 0.5);
  if (state.chosen !== null) {
    const many = incoming[state.chosen].length + outgoing[state.chosen].length > 60;
    paintArrows(ctx, incoming[state.chosen], colour.cited, 1.7, many ? 0.55 : 0.9);
    paintArrows(ctx, outgoing[state.chosen], colour.cites, 1.7, many ? 0.55 : 0.9);
  }
  if (state.path) paintArrows(ctx, pathCitations(), colour.path, 3.2, 1);
}

/** The citations between neighbours on the path, in whichever direction they run. */
function pathCitations() {
  return state.path.slice(1).flatMap((place, i) => {
    const before = state.path[i];
    return [
      ...outgoing[before].filter((citation) => cited[citation] === place),
      ...incoming[before].filter((citation) => citing[citation] === place),
    ];
  });
}

function paintArrows(ctx, some, stroke, width, alpha) {
  ctx.lineWidth = width / camera.scale;
  ctx.strokeStyle = ctx.fillStyle = stroke;
  ctx.globalAlpha = alpha;
  for (const i of some) {
    const [a, b] = [citing[i], cited[i]];
    if (a === b || !visible[a] || !visible[b]) continue;
    ctx.beginPath();
    trace(ctx, a, b);
    ctx.stroke();
    head(ctx, a, b, 5 + 1.5 * width);
  }
  ctx.globalAlpha = 1;
}

const isStraight = () => citationsDrawn().length > STRAIGHT;

function bend(a, b) {
  const by = state.layout === "timeline" ? 0.16 : 0.09;
  return [(xs[a] + xs[b]) / 2 - (ys[b] - ys[a]) * by, (ys[a] + ys[b]) / 2 + (xs[b] - xs[a]) * by];
}

function trace(ctx, a, b) {
  ctx.moveTo(xs[a], ys[a]);
  if (isStraight()) ctx.lineTo(xs[b], ys[b]);
  else ctx.quadraticCurveTo(...bend(a, b), xs[b], ys[b]);
}

function head(ctx, a, b, pixels) {
  const [mx, my] = isStraight() ? [xs[a], ys[a]] : bend(a, b);
  const angle = Math.atan2(ys[b] - my, xs[b] - mx);
  const back = shown(b) + 3 / camera.scale;
  const [x, y] = [xs[b] - Math.cos(angle) * back, ys[b] - Math.sin(angle) * back];
  const size = pixels / camera.scale;
  ctx.beginPath();
  ctx.moveTo(x, y);
  ctx.lineTo(x - size * Math.cos(angle - 0.42), y - size * Math.sin(angle - 0.42));
  ctx.lineTo(x - size * Math.cos(angle + 0.42), y - size * Math.sin(angle + 0.42));
  ctx.closePath();
  ctx.fill();
}

function outside([left, top, right, bottom], a, b) {
  return (
    Math.max(xs[a], xs[b]) < left ||
    Math.min(xs[a], xs[b]) > right ||
    Math.max(ys[a], ys[b]) < top ||
    Math.min(ys[a], ys[b]) > bottom
  );
}
