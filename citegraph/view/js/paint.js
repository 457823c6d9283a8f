/** The brush: citations below the works, then the works, then names on top. */

import { works, citations, backbone, core, coreOf, outgoing, incoming, timeline, citedHere } from "./data.js";
import { byId } from "./dom.js";
import { state, kept, found, tie } from "./state.js";
import { colour } from "./palette.js";
import { network, paintWorksWith, xs, ys, scale, shown, onScreen, byCitations } from "./stage.js";

const BATCH = 200; // segments in one path; a single long path is drawn far slower
const DIM = 0.2;
const drawn = backbone || citations.map((_, i) => i);

paintWorksWith((ctx, place, x, y) => {
  const radius = shown(place);
  if (!kept[place]) return { nodeDimensions: { width: 0, height: 0 } };
  return { drawNode: () => paintWork(ctx, place, x, y, radius), nodeDimensions: { width: 2 * radius, height: 2 * radius } };
});

network.on("beforeDrawing", (ctx) => {
  ctx.save();
  ctx.setTransform(1, 0, 0, 1, 0, 0);
  ctx.fillStyle = colour.stage;
  ctx.fillRect(0, 0, ctx.canvas.width, ctx.canvas.height);
  ctx.restore();
  if (state.layout === "timeline") paintBands(ctx);
  paintCitations(ctx);
});

network.on("afterDrawing", (ctx) => {
  const ratio = ctx.canvas.width / ctx.canvas.clientWidth;
  ctx.save();
  ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
  paintNames(ctx);
  if (state.layout === "map") paintAside(ctx);
  if (state.layout === "timeline") paintYears(ctx);
  ctx.restore();
});

function isDim(place) {
  if (state.chosen !== null) return !tie[place];
  return !found[place];
}

function paintWork(ctx, place, x, y, radius) {
  const work = works[place];
  const entry = coreOf.get(place);
  const fill = entry ? colour.core : work.seed ? colour.seed : work.status === "unresolved" ? colour.unresolved : colour.work;
  const hollow = !entry && !work.seed && work.status !== "resolved";
  const line = 1.6 / scale();
  outline(ctx, work.shape, x, y, hollow ? radius - line / 2 : radius);
  ctx.fillStyle = colour.stage;
  ctx.fill();
  ctx.globalAlpha = isDim(place) ? DIM : 1;
  ctx.fillStyle = hollow ? colour.stage : fill;
  ctx.fill();
  ctx.lineWidth = hollow ? line : 1 / scale();
  ctx.strokeStyle = hollow ? fill : colour.stage;
  ctx.stroke();
  if (entry && radius * scale() >= 6.5) {
    const size = Math.min(radius * 1.05, 18 / scale());
    ctx.fillStyle = colour["on-core"];
    ctx.font = `600 ${size}px ${colour.font}`;
    ctx.textAlign = "center";
    ctx.textBaseline = "middle";
    ctx.fillText(entry.rank, x, y + size * 0.06);
  }
  if (tie[place] || place === state.pointed) {
    const ring = tie[place] === 2 || tie[place] === 4 ? colour.cites : tie[place] === 3 ? colour.cited : colour.ink;
    outline(ctx, work.shape, x, y, radius + (tie[place] === 1 ? 3.5 : 2.2) / scale());
    ctx.lineWidth = (tie[place] === 1 ? 2.4 : 1.8) / scale();
    ctx.strokeStyle = ring;
    ctx.stroke();
  }
  ctx.globalAlpha = 1;
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

/** Lines from citing to cited work; those of the chosen work in colour, with heads. */
function paintCitations(ctx) {
  const view = inView();
  const faint = state.chosen !== null || state.query ? 0.35 : 1;
  ctx.lineWidth = (drawn.length > 1500 ? 0.7 : 1) / scale();
  ctx.strokeStyle = colour.edge;
  ctx.globalAlpha = Math.max(0.2, Math.min(0.6, 6 / drawn.length ** 0.4)) * faint;
  let count = 0;
  ctx.beginPath();
  for (const i of drawn) {
    const [a, b] = citations[i];
    if (!kept[a] || !kept[b] || outside(view, a, b)) continue;
    trace(ctx, a, b);
    count += 1;
    if (count % BATCH === 0) {
      ctx.stroke();
      ctx.beginPath();
    }
  }
  ctx.stroke();
  ctx.globalAlpha = 1;
  if (state.chosen === null) return;
  paintTies(ctx, incoming[state.chosen], colour.cited);
  paintTies(ctx, outgoing[state.chosen], colour.cites);
}

function paintTies(ctx, some, stroke) {
  ctx.lineWidth = 1.7 / scale();
  ctx.strokeStyle = ctx.fillStyle = stroke;
  ctx.globalAlpha = some.length > 60 ? 0.55 : 0.9;
  for (const i of some) {
    const [a, b] = citations[i];
    if (a === b || !kept[a] || !kept[b]) continue;
    ctx.beginPath();
    trace(ctx, a, b);
    ctx.stroke();
    head(ctx, a, b);
  }
  ctx.globalAlpha = 1;
}

const BEND = 0.09;

function bend(a, b) {
  const by = state.layout === "timeline" ? 0.16 : BEND;
  return [(xs[a] + xs[b]) / 2 - (ys[b] - ys[a]) * by, (ys[a] + ys[b]) / 2 + (xs[b] - xs[a]) * by];
}

function trace(ctx, a, b) {
  ctx.moveTo(xs[a], ys[a]);
  if (drawn.length > 4000) ctx.lineTo(xs[b], ys[b]);
  else ctx.quadraticCurveTo(...bend(a, b), xs[b], ys[b]);
}

function head(ctx, a, b) {
  const [mx, my] = drawn.length > 4000 ? [xs[a], ys[a]] : bend(a, b);
  const angle = Math.atan2(ys[b] - my, xs[b] - mx);
  const back = shown(b) + 3 / scale();
  const [x, y] = [xs[b] - Math.cos(angle) * back, ys[b] - Math.sin(angle) * back];
  const size = 7.5 / scale();
  ctx.beginPath();
  ctx.moveTo(x, y);
  ctx.lineTo(x - size * Math.cos(angle - 0.42), y - size * Math.sin(angle - 0.42));
  ctx.lineTo(x - size * Math.cos(angle + 0.42), y - size * Math.sin(angle + 0.42));
  ctx.fill();
}

/** The part of the page in view: left, top, right, bottom. */
function inView() {
  const pane = byId("network");
  const low = network.DOMtoCanvas({ x: 0, y: 0 });
  const high = network.DOMtoCanvas({ x: pane.clientWidth, y: pane.clientHeight });
  return [low.x, low.y, high.x, high.y];
}

function outside([left, top, right, bottom], a, b) {
  return Math.max(xs[a], xs[b]) < left || Math.min(xs[a], xs[b]) > right ||
    Math.max(ys[a], ys[b]) < top || Math.min(ys[a], ys[b]) > bottom;
}

const widths = new Map();
const ROOM_FOR_ALL = 700; // works; beyond, names keep clear of important marks only

/** Names at one size at every zoom, the most important first, none over another. */
function paintNames(ctx) {
  const pane = byId("network");
  const size = colour.size;
  const most = Math.round(Math.min(160, (pane.clientWidth * pane.clientHeight) / (97 * size * size)));
  const named = [];
  const important = marks((place) => coreOf.has(place) || tie[place]);
  const all = works.length > ROOM_FOR_ALL ? important : marks(() => true);
  ctx.textBaseline = "middle";
  ctx.textAlign = "left";
  ctx.lineJoin = "round";
  for (const place of namesInTurn()) {
    if (named.length >= most) break;
    if (!kept[place] || isDim(place)) continue;
    const { x, y } = onScreen(place);
    if (x < -20 || y < -20 || x > pane.clientWidth + 20 || y > pane.clientHeight + 20) continue;
    const bold = coreOf.has(place) || place === state.chosen;
    ctx.font = `${bold ? 600 : 400} ${size}px ${colour.font}`;
    const spots = around(x, y, shown(place) * scale() + 4, width(ctx, place), size + 3)
      .filter(([left, , wide]) => left > 2 && left + wide < pane.clientWidth - 2);
    const spot = spots.find((box) => clear(box, named, place, all)) || (bold && (spots.find((box) => clear(box, named, place, important)) || spots.find((box) => clear(box, named, place, []))));
    if (!spot) continue;
    named.push(spot);
    ctx.strokeStyle = colour.stage;
    ctx.lineWidth = 3.5;
    ctx.globalAlpha = 0.9;
    ctx.strokeText(works[place].label, spot[0], spot[1] + spot[3] / 2);
    ctx.globalAlpha = 1;
    ctx.fillStyle = bold ? colour.ink : colour.soft;
    ctx.fillText(works[place].label, spot[0], spot[1] + spot[3] / 2);
  }
}

/** Boxes of marks now shown in full: [left, top, width, height, work]. */
function marks(which) {
  const boxes = [];
  works.forEach((_, place) => {
    if (!kept[place] || isDim(place) || !which(place)) return;
    const { x, y } = onScreen(place);
    const room = shown(place) * scale() - 1;
    boxes.push([x - room, y - room, 2 * room, 2 * room, place]);
  });
  return boxes;
}

/** Boxes for a name right of, left of, below and above its mark, then at its corners. */
function around(x, y, room, wide, tall) {
  const slant = room * 0.72;
  return [[x + room, y - tall / 2], [x - room - wide, y - tall / 2], [x - wide / 2, y + room - 2], [x - wide / 2, y - room - tall + 2],
    [x + slant, y - slant - tall + 2], [x + slant, y + slant - 2], [x - slant - wide, y - slant - tall + 2], [x - slant - wide, y + slant - 2],
  ].map(([left, top]) => [left, top, wide, tall]);
}

function clear(box, named, place, obstacles) {
  return !named.some((other) => overlap(box, other, 4)) && !obstacles.some((other) => other[4] !== place && overlap(box, other, 0));
}

const overlap = (a, b, gap) =>
  a[0] < b[0] + b[2] + gap && b[0] < a[0] + a[2] + gap && a[1] < b[1] + b[3] && b[1] < a[1] + a[3];

function* namesInTurn() {
  const said = new Set();
  const first = [state.pointed, state.chosen].filter((place) => place !== null);
  const tied = state.chosen === null ? [] : byCitations.filter((place) => tie[place]);
  for (const group of [first, tied, core.map((entry) => entry.work), byCitations]) {
    for (const place of group) {
      if (said.has(place)) continue;
      said.add(place);
      yield place;
    }
  }
}

function width(ctx, place) {
  const key = `${place} ${ctx.font}`;
  if (!widths.has(key)) widths.set(key, ctx.measureText(works[place].label).width);
  return widths.get(key);
}

const aside = byCitations.filter((place) => !incoming[place].length && !outgoing[place].length);
const highest = aside.reduce((best, place) => (ys[place] < ys[best] || (ys[place] === ys[best] && xs[place] < xs[best]) ? place : best), aside[0]);

/** Says what the rows of works without citations are. */
function paintAside(ctx) {
  if (!aside.length || aside.length === works.length) return;
  const { x, y } = onScreen(highest);
  ctx.font = `italic ${colour.size}px ${colour.font}`;
  ctx.fillStyle = colour.soft;
  ctx.textAlign = "left";
  ctx.fillText("no citation links these to the others", x - 4, y - 18);
}

/** Every other decade shaded, so that the eye can follow a year down the stage. */
function paintBands(ctx) {
  const view = inView();
  ctx.fillStyle = colour.band;
  for (const [start, end] of decades()) {
    if ((start.decade / 10) % 2 === 0) ctx.fillRect(start.x, view[1], end - start.x, view[3] - view[1]);
  }
  if (timeline.undated !== null) {
    ctx.setLineDash([5 / scale(), 5 / scale()]);
    ctx.strokeStyle = colour.line;
    ctx.lineWidth = 1 / scale();
    const edge = (timeline.undated + (timeline.years[0]?.[1] ?? timeline.undated + 128)) / 2 + 8;
    ctx.beginPath();
    ctx.moveTo(edge, view[1]);
    ctx.lineTo(edge, view[3]);
    ctx.stroke();
    ctx.setLineDash([]);
  }
}

function decades() {
  const starts = [];
  timeline.years.forEach(([year, x], i) => {
    const decade = Math.floor(year / 10) * 10;
    const before = i ? timeline.years[i - 1] : null;
    if (!before || Math.floor(before[0] / 10) * 10 !== decade) starts.push({ decade, x: before ? (before[1] + x) / 2 : x - 40 });
  });
  const last = timeline.years.length ? timeline.years[timeline.years.length - 1][1] + 40 : 0;
  return starts.map((start, i) => [start, i + 1 < starts.length ? starts[i + 1].x : last]);
}

/** The years along the top of the stage, as many as fit. */
function paintYears(ctx) {
  const pane = byId("network");
  ctx.fillStyle = colour.stage;
  ctx.globalAlpha = 0.92;
  ctx.fillRect(0, 0, pane.clientWidth, 28);
  ctx.globalAlpha = 1;
  ctx.strokeStyle = colour.line;
  ctx.lineWidth = 1;
  ctx.beginPath();
  ctx.moveTo(0, 28.5);
  ctx.lineTo(pane.clientWidth, 28.5);
  ctx.stroke();
  ctx.font = `500 ${colour.size}px ${colour.font}`;
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.fillStyle = colour.soft;
  const ticks = timeline.years.map(([year, x]) => [String(year), network.canvasToDOM({ x, y: 0 }).x, year % 10 === 0 ? 2 : year % 5 === 0 ? 1 : 0]);
  if (timeline.undated !== null) ticks.push(["n.d.", network.canvasToDOM({ x: timeline.undated, y: 0 }).x, 3]);
  const set = [];
  for (const [text, x] of ticks.sort((a, b) => b[2] - a[2] || a[1] - b[1])) {
    if (set.some((other) => Math.abs(other - x) < 42)) continue;
    set.push(x);
    ctx.fillText(text, x, 15);
  }
  for (const [before, after] of timeline.shortened) {
    const at = (year) => network.canvasToDOM({ x: timeline.years.find(([y]) => y === year)[1], y: 0 }).x;
    const x = (at(before) + at(after)) / 2;
    if (set.every((other) => Math.abs(other - x) > 24)) ctx.fillText("⋯", x, 15);
  }
}
