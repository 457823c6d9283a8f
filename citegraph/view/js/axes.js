/** What the layouts stand on: years along the top or down the side, and what is set aside. */

import { works, timeline, historiograph, communities, incoming, outgoing } from "./data.js";
import { say } from "./texts.js";
import { state } from "./state.js";
import { colour } from "./palette.js";
import { byCitations } from "./looks.js";
import { xs, ys, camera, stretch, inView, screenOf, visible } from "./scene.js";

/** Below the citations, in the scene. */
export function paintGround(ctx) {
  if (state.layout === "timeline") {
    paintBands(ctx);
    paintLanes(ctx);
  }
  if (state.layout === "history") paintRows(ctx);
}

/** Over everything, on the picture. */
export function paintAxes(ctx) {
  if (state.layout === "map") paintAside(ctx);
  if (state.layout === "timeline") {
    paintLaneNames(ctx);
    paintYears(ctx);
  }
  if (state.layout === "history") paintYearsDown(ctx);
}

const aside = byCitations.filter((place) => !incoming[place].length && !outgoing[place].length);

/** Says what the rows of works without citations are. */
function paintAside(ctx) {
  const seen = aside.filter((place) => visible[place]);
  if (!seen.length || aside.length === works.length) return;
  const top = Math.min(...seen.map((place) => ys[place]));
  const row = seen.filter((place) => ys[place] === top).map((place) => xs[place]);
  const [first, last] = [screenOf(Math.min(...row), top), screenOf(Math.max(...row), top)];
  ctx.font = `italic ${colour.size}px ${colour.font}`;
  ctx.fillStyle = colour.soft;
  ctx.textAlign = "left";
  ctx.textBaseline = "middle";
  const said = say("stage.aside");
  if (last.x + 14 + ctx.measureText(said).width < camera.width - 8) ctx.fillText(said, last.x + 14, last.y);
  else ctx.fillText(said, first.x - 4, first.y - 18);
}

/** Every other decade shaded, so that the eye can follow a year down the stage. */
function paintBands(ctx) {
  const [, top, , bottom] = inView();
  ctx.fillStyle = colour.band;
  for (const [start, end] of decades()) {
    if ((start.decade / 10) % 2 === 0) ctx.fillRect(start.x, top, end - start.x, bottom - top);
  }
  if (timeline.undated === null) return;
  const edge = (timeline.undated + (timeline.years[0]?.[1] ?? timeline.undated + 128)) / 2 + 8;
  ctx.setLineDash([5 / camera.scale, 5 / camera.scale]);
  stroke(ctx, [edge, top], [edge, bottom], 1 / camera.scale);
  ctx.setLineDash([]);
}

function lanesShown() {
  const taller = stretch.timeline;
  return (timeline.lanes || []).map(([number, top, bottom]) => [number, top * taller, bottom * taller]);
}

/** A line between the lanes of two communities. */
function paintLanes(ctx) {
  const [left, , right] = inView();
  lanesShown().forEach(([, top], i, all) => {
    const y = i ? (all[i - 1][2] + top) / 2 : null;
    if (y !== null) stroke(ctx, [left, y], [right, y], 1 / camera.scale);
  });
}

/** How much room the names of lanes get at the left, where there are any. */
export const besideLanes = (width) => (lanesShown().length < 2 ? 0 : Math.max(7 * colour.size, Math.min(15 * colour.size, width * 0.2)));

/** As many of a community's words as there is room for, the last one cut where it alone is too long. */
function shortened(ctx, text, room) {
  const fits = (said) => ctx.measureText(said).width <= room;
  const words = text.split(", ");
  while (words.length > 1 && !fits(words.join(", "))) words.pop();
  const said = words.join(", ");
  if (fits(said)) return said;
  const letters = [...said];
  while (letters.length && !fits(`${letters.join("")}…`)) letters.pop();
  return `${letters.join("").trimEnd()}…`;
}

/** The names of communities at the left end of their lanes, each with its box: left, top, width, height. */
export function laneNames(ctx) {
  if (state.layout !== "timeline" || lanesShown().length < 2) return [];
  ctx.font = `500 ${colour.size}px ${colour.font}`;
  const tall = colour.size + 6;
  const set = [];
  let last = 30;
  for (const [number, top] of lanesShown()) {
    const said = number === null ? "" : communities.find((one) => one.number === number)?.name;
    const full = number === null ? say("stage.other_lanes") : said ? `${number + 1} · ${said}` : null;
    const text = full && shortened(ctx, full, besideLanes(camera.width) - 4);
    const y = Math.max(screenOf(0, top).y, last + colour.size);
    if (!text || y > camera.height) continue;
    last = y;
    set.push({ text, box: [6, y - tall / 2, ctx.measureText(text).width + 12, tall] });
  }
  return set;
}

function paintLaneNames(ctx) {
  for (const { text, box } of laneNames(ctx)) {
    ctx.globalAlpha = 0.88;
    ctx.fillStyle = colour.stage;
    ctx.fillRect(...box);
    ctx.globalAlpha = 1;
    ctx.fillStyle = colour.soft;
    ctx.textAlign = "left";
    ctx.textBaseline = "middle";
    ctx.fillText(text, 12, box[1] + box[3] / 2);
  }
}

function stroke(ctx, from, to, width) {
  ctx.strokeStyle = colour.line;
  ctx.lineWidth = width;
  ctx.beginPath();
  ctx.moveTo(...from);
  ctx.lineTo(...to);
  ctx.stroke();
}

function decades() {
  const starts = [];
  timeline.years.forEach(([year, x], i) => {
    const decade = Math.floor(year / 10) * 10;
    const before = i ? timeline.years[i - 1] : null;
    if (!before || Math.floor(before[0] / 10) * 10 !== decade)
      starts.push({ decade, x: before ? (before[1] + x) / 2 : x - 40 });
  });
  const last = timeline.years.length ? timeline.years[timeline.years.length - 1][1] + 40 : 0;
  return starts.map((start, i) => [start, i + 1 < starts.length ? starts[i + 1].x : last]);
}

/** The years along the top of the stage, as many as fit. */
function paintYears(ctx) {
  ctx.fillStyle = colour.stage;
  ctx.globalAlpha = 0.92;
  ctx.fillRect(0, 0, camera.width, 28);
  ctx.globalAlpha = 1;
  stroke(ctx, [0, 28.5], [camera.width, 28.5], 1);
  ctx.font = `500 ${colour.size}px ${colour.font}`;
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.fillStyle = colour.soft;
  const at = (x) => screenOf(x, 0).x;
  const ticks = timeline.years.map(([year, x]) => [String(year), at(x), roundness(year)]);
  if (timeline.undated !== null) ticks.push([say("stage.undated"), at(timeline.undated), 3]);
  const set = [];
  for (const [text, x] of ticks.sort((a, b) => b[2] - a[2] || a[1] - b[1])) {
    if (set.some((other) => Math.abs(other - x) < 3.5 * colour.size)) continue;
    set.push(x);
    ctx.fillText(text, x, 15);
  }
  const xOf = new Map(timeline.years);
  for (const [before, after] of timeline.shortened) {
    const x = (at(xOf.get(before)) + at(xOf.get(after))) / 2;
    if (set.every((other) => Math.abs(other - x) > 2 * colour.size)) ctx.fillText("⋯", x, 15);
  }
}

const roundness = (year) => (year % 10 === 0 ? 2 : year % 5 === 0 ? 1 : 0);

/** The years of the historiograph, each with its height. */
const yearsDown = () => (historiograph?.years || []).map(([year, y]) => [year, y * stretch.history]);

/** A line across the stage for each year of the historiograph. */
function paintRows(ctx) {
  const [left, , right] = inView();
  for (const [, y] of yearsDown()) stroke(ctx, [left, y], [right, y], 1 / camera.scale);
}

/** The years down the left side of the historiograph, none over another. */
function paintYearsDown(ctx) {
  ctx.font = `500 ${colour.size}px ${colour.font}`;
  ctx.textAlign = "left";
  ctx.textBaseline = "middle";
  let last = -Infinity;
  for (const [year, y] of yearsDown()) {
    const down = screenOf(0, y).y;
    if (Math.abs(down - last) < colour.size + 4) continue;
    last = down;
    const text = year === null ? say("stage.undated") : String(year);
    ctx.fillStyle = colour.stage;
    ctx.fillRect(8, down - colour.size / 2 - 1, ctx.measureText(text).width + 8, colour.size + 2);
    ctx.fillStyle = colour.soft;
    ctx.fillText(text, 12, down);
  }
  const yOf = new Map(yearsDown());
  for (const [before, after] of historiograph?.shortened || [])
    ctx.fillText("⋮", 24, screenOf(0, (yOf.get(before) + yOf.get(after)) / 2).y);
}
