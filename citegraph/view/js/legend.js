/** The legend: what colours, shapes and lines mean as they are now chosen, in the page and in pictures. */

import { works, coreOf, communities, mainPath, core } from "./data.js";
import { say } from "./texts.js";
import { byId, make } from "./dom.js";
import { state, span } from "./state.js";
import { colour } from "./palette.js";
import { communityColour, scaledYears } from "./looks.js";
import { paintMark } from "./brush.js";

const SIDE = 20; // pixels of one sample
const has = {
  core: core.length > 0,
  seed: works.some((work) => work.seed),
  undated: works.some((work) => work.year === undefined),
};
const depths = [...new Set(works.map((work) => work.depth))]
  .filter((depth) => depth !== undefined)
  .sort((a, b) => a - b);
const plain = (status) => works.some((work, place) => work.status === status && !work.seed && !coreOf.has(place));

/** What is explained now: a mark, a line or a scale each, and its text. */
function entries() {
  const said = [...colours(), ...shapes()];
  const bubble = { fill: colour.other, hollow: true, radius: 9 };
  if (state.opened !== null) said.unshift({ mark: bubble, text: say("stage.bubble") });
  if (state.chosen !== null) {
    said.push({ line: colour.cites, text: say("stage.cited_by_chosen") });
    said.push({ line: colour.cited, text: say("stage.cites_chosen") });
  } else said.push({ line: colour.edge, thin: true, text: say("stage.citation") });
  if (state.mainPath && mainPath.length) said.push({ line: colour["main-path"], text: say("stage.main_path") });
  if (state.path) said.push({ line: colour.path, text: say("stage.path") });
  return said;
}

function colours() {
  if (state.colour === "community") {
    const named = communities.slice(0, colour.communities.length);
    const rest = communities.length - named.length;
    return [
      ...named.map(({ number, name }) => ({
        mark: { fill: communityColour(number), number: number + 1 },
        text: name || say("stage.community", { number: number + 1 }),
      })),
      rest > 0 && { mark: { fill: colour.other }, text: say("stage.other_communities", { n: rest }) },
    ].filter(Boolean);
  }
  if (state.colour === "year") {
    const [from, to] = scaledYears;
    const key = from > span[0] ? "stage.years_cut" : "stage.years";
    return [
      { scale: colour.years, text: say(key, { from: String(from), to: String(to) }) },
      has.undated && { mark: { fill: colour.other }, text: say("stage.without_year") },
    ].filter(Boolean);
  }
  if (state.colour === "depth") {
    const last = colour.depths.length - 1;
    return depths
      .filter((depth) => depth <= last)
      .map((depth) => ({
        mark: { fill: colour.depths[depth], shape: depth === 0 && has.seed ? "diamond" : "dot" },
        text: say(depth === 0 ? "stage.seed" : depth === last ? "stage.depth_beyond" : "stage.depth", { n: depth }),
      }));
  }
  if (state.colour === "mine")
    return [
      { mark: { fill: colour.mine }, text: say("stage.mine") },
      { mark: { fill: colour.other, hollow: true }, text: say("stage.not_mine") },
    ];
  return [];
}

/** Shapes mean the same under every colouring; in that by role they have colours too. */
function shapes() {
  const role = !state.colour || state.colour === "role";
  const fill = (name) => (role ? colour[name] : colour.other);
  const hollow = state.colour !== "mine";
  return [
    has.core && role && { mark: { fill: colour.core, number: 1 }, text: say("stage.core") },
    has.core && !role && { mark: { fill: colour.other, number: 1, edged: true }, text: say("stage.core") },
    has.seed && state.colour !== "depth" && { mark: { fill: fill("seed"), shape: "diamond" }, text: say("stage.seed") },
    role && plain("resolved") && { mark: { fill: colour.work }, text: say("stage.resolved") },
    hollow && plain("listed") && { mark: { fill: fill("work"), hollow }, text: say("stage.listed") },
    plain("unresolved") && {
      mark: { fill: fill("unresolved"), shape: "square", hollow },
      text: say("stage.unresolved"),
    },
  ].filter(Boolean);
}

/** Fill the page's legend, if it has changed. */
export function fillLegend() {
  const before = filled;
  filled = new Map();
  for (const entry of entries()) {
    const signature = JSON.stringify(entry);
    filled.set(signature, before.get(signature) ?? make("li", null, sample(entry), make("span", null, entry.text)));
  }
  if ([...filled.keys()].join() !== [...before.keys()].join()) byId("legend").querySelector("ul").replaceChildren(...filled.values());
}
let filled = new Map();

function sample(entry) {
  const [wide, ratio] = [widthOf(entry), 2];
  const canvas = make("canvas", { width: wide * ratio, height: SIDE * ratio, "aria-hidden": "true" });
  canvas.style.width = `${wide}px`;
  const ctx = canvas.getContext("2d");
  ctx.scale(ratio, ratio);
  paintSample(ctx, entry, 0, SIDE / 2);
  return canvas;
}

const widthOf = (entry) => (entry.scale ? 4 * SIDE : SIDE);

function paintSample(ctx, { mark, line, thin, scale }, x, y) {
  if (mark) {
    paintMark(ctx, { shape: "dot", pixel: 1, x: x + SIDE / 2, y, radius: mark.number ? 8 : 6, ...mark });
    return;
  }
  if (scale) {
    const step = widthOf({ scale }) / scale.length;
    scale.forEach((fill, i) => {
      ctx.fillStyle = fill;
      ctx.fillRect(x + i * step, y - 5, step + 0.5, 10);
    });
    return;
  }
  ctx.strokeStyle = ctx.fillStyle = line;
  ctx.lineWidth = thin ? 1.2 : 2;
  ctx.beginPath();
  ctx.moveTo(x + 1, y);
  ctx.lineTo(x + 13, y);
  ctx.stroke();
  ctx.beginPath();
  ctx.moveTo(x + SIDE - 1, y);
  ctx.lineTo(x + 12, y - 3.6);
  ctx.lineTo(x + 12, y + 3.6);
  ctx.closePath();
  ctx.fill();
}

/** The legend's entries set in rows: [entry, left, row], and how many rows. */
function rows(ctx, width) {
  ctx.font = `400 ${colour.size}px ${colour.font}`;
  let [left, row] = [16, 0];
  const set = [];
  for (const entry of entries()) {
    const wide = widthOf(entry) + 6 + ctx.measureText(entry.text).width;
    if (left > 16 && left + wide > width - 16) [left, row] = [16, row + 1];
    set.push([entry, left, row]);
    left += wide + 18;
  }
  return [set, row + 1];
}

/** How much room the legend takes below a picture of this width. */
export const legendHeight = (ctx, width) => rows(ctx, width)[1] * (SIDE + 4) + 16;

/** Paint the legend below a picture. */
export function paintLegend(ctx, { top, width }) {
  ctx.fillStyle = colour.stage;
  ctx.fillRect(0, top, width, legendHeight(ctx, width));
  ctx.strokeStyle = colour.line;
  ctx.lineWidth = 1;
  ctx.beginPath();
  ctx.moveTo(0, top + 0.5);
  ctx.lineTo(width, top + 0.5);
  ctx.stroke();
  for (const [entry, left, row] of rows(ctx, width)[0]) {
    const y = top + 8 + (row + 0.5) * (SIDE + 4);
    paintSample(ctx, entry, left, y);
    ctx.font = `400 ${colour.size}px ${colour.font}`;
    ctx.fillStyle = colour.soft;
    ctx.textAlign = "left";
    ctx.textBaseline = "middle";
    ctx.fillText(entry.text, left + widthOf(entry) + 6, y);
  }
}
