/**
 * One frame of the stage.  Where there is little, everything is painted each time.  Where there is much, citations
 * and works are painted once, each onto a sheet a little larger than the stage; while the picture moves the sheets
 * move and stretch, and they are painted sharp again when it rests.
 */

import { stacking } from "./data.js";
import { state, whenChanged } from "./state.js";
import { colour } from "./palette.js";
import { camera, look, visible } from "./scene.js";
import { DIM, paintWorks } from "./brush.js";
import { faintness, paintCitations } from "./lines.js";
import { citationsDrawn } from "./backbone.js";
import { paintGround, paintAxes } from "./axes.js";
import { paintBubbles, paintBubbleNames } from "./bubbles.js";
import { placeNames, paintNames } from "./names.js";
import { inScene, paintOver } from "./paint.js";

const LIGHT = 1600; // citations and works painted each time
const REST = 140; // milliseconds without a move
const AROUND = 0.3; // of the stage, on each side of it
const MOST_DOTS = 9e6; // of a sheet
const IN_FLIGHT = 700; // citations painted while works change places

let names = null;
let last = {};
let resting = 0;
let flying = false;

/** Tell whether works are on their way to other places. */
export function setFlying(now) {
  flying = now;
  forget();
}

/** Paint everything anew, sharp: colours or places have changed. */
export function forget() {
  names = null;
  for (const sheet of [citations, marks]) sheet.stale = true;
}

const citations = { stale: true, canvas: null, paint: (ctx) => paintCitations(ctx, 1) };
const marks = { stale: true, canvas: null, paint: (ctx) => paintWorks(ctx, stacking, state.chosen === null) };

whenChanged((changed) => {
  if ([...changed].every((name) => ["pointed", "list", "sort", "query", "chosen"].includes(name))) {
    const chosen = changed.has("chosen");
    if (changed.has("query") || chosen) names = null;
    // Of a choice all other works step back at once: their sheet is laid fainter, not painted anew.
    if (changed.has("query") || (chosen && (state.query || state.path || state.opened !== null))) marks.stale = true;
    if (chosen && state.opened !== null) citations.stale = true;
  } else forget();
});

/**
 * Paint the stage as the camera now sees it.
 * @param {() => void} again asks for another frame
 */
export function paintFrame(ctx, ratio, again) {
  const moved = ["scale", "x", "y", "width", "height"].some((name) => camera[name] !== last[name]);
  last = { ...camera };
  if (moved) {
    clearTimeout(resting);
    resting = setTimeout(() => {
      [resting, names] = [0, null];
      again();
    }, REST);
  }
  ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
  ctx.fillStyle = colour.stage;
  ctx.fillRect(0, 0, camera.width, camera.height);
  const heavy = citationsDrawn().length + visible.reduce((sum, one) => sum + one, 0) > LIGHT;
  inScene(ctx, () => paintGround(ctx));
  if (heavy && !flying) compose(ctx, ratio);
  else
    inScene(ctx, () => {
      paintCitations(ctx, faintness(), heavy ? citationsDrawn().slice(0, IN_FLIGHT) : undefined);
      paintBubbles(ctx);
      paintWorks(ctx, stacking);
    });
  inScene(ctx, () => paintOver(ctx));
  paintBubbleNames(ctx);
  if (names === null) names = placeNames(ctx);
  paintNames(ctx, names);
  paintAxes(ctx);
}

function compose(ctx, ratio) {
  for (const sheet of [citations, marks]) if (isWanted(sheet, ratio)) repaint(sheet, ratio);
  ctx.globalAlpha = faintness();
  lay(ctx, citations);
  ctx.globalAlpha = 1;
  inScene(ctx, () => paintBubbles(ctx));
  ctx.globalAlpha = state.chosen === null ? 1 : DIM;
  lay(ctx, marks);
  ctx.globalAlpha = 1;
}

/** Whether a sheet must be painted: it shows other things, lies far off, or rests and is not sharp. */
function isWanted({ stale, at, ratio: fine }, ratio) {
  if (stale || !at || fine !== ratio) return true;
  if (!resting) return ["scale", "x", "y"].some((name) => at.seen[name] !== camera[name]);
  const grown = camera.scale / at.scale;
  const [left, top] = corner(at);
  const [right, bottom] = [left + at.width * grown, top + at.height * grown];
  const covers = left <= 0 && top <= 0 && right >= camera.width && bottom >= camera.height;
  return grown > 2.5 || grown < 0.4 || (!covers && performance.now() - at.when > 6 * at.took);
}

const corner = (at) => [camera.x - (at.x * camera.scale) / at.scale, camera.y - (at.y * camera.scale) / at.scale];

function repaint(sheet, ratio) {
  const start = performance.now();
  const before = { ...camera };
  const around = Math.min(AROUND, (Math.sqrt(MOST_DOTS / (before.width * before.height * ratio * ratio)) - 1) / 2);
  const [left, top] = [Math.max(0, around) * before.width, Math.max(0, around) * before.height].map(Math.round);
  const [width, height] = [before.width + 2 * left, before.height + 2 * top];
  sheet.canvas ||= document.createElement("canvas");
  const [wide, tall] = [Math.round(width * ratio), Math.round(height * ratio)];
  const ctx = sheet.canvas.getContext("2d");
  if (sheet.canvas.width !== wide || sheet.canvas.height !== tall) {
    [sheet.canvas.width, sheet.canvas.height] = [wide, tall];
  } else {
    ctx.setTransform(1, 0, 0, 1, 0, 0);
    ctx.clearRect(0, 0, wide, tall);
  }
  ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
  look({ x: before.x + left, y: before.y + top, width, height });
  inScene(ctx, () => sheet.paint(ctx));
  sheet.at = { ...camera, seen: before, when: start, took: performance.now() - start };
  look(before);
  [sheet.stale, sheet.ratio] = [false, ratio];
}

/** Lay a sheet where what it shows now is. */
function lay(ctx, { canvas, at }) {
  const grown = camera.scale / at.scale;
  ctx.drawImage(canvas, ...corner(at), at.width * grown, at.height * grown);
}
