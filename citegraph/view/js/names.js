/** Names at one size at every zoom, the most important first, none over another. */

import { works, core, coreOf, incoming, outgoing, communities } from "./data.js";
import { state, tie } from "./state.js";
import { colour } from "./palette.js";
import { byCitations, numberOf, communityColour } from "./looks.js";
import { xs, ys, camera, onScreen, screenOf, shown, visible, isDim, isOpen } from "./scene.js";
import { laneNames } from "./axes.js";
import { paintMark } from "./brush.js";
import { bubblesShown } from "./bubbles.js";

const ROOM_FOR_ALL = 700; // works; beyond, names keep clear of important marks only
const widths = new Map();
const linked = byCitations.filter((place) => incoming[place].length || outgoing[place].length);

/**
 * Choose which names are shown, and where; each keeps its distance to what it names when the picture moves.
 * @returns {Array<{text: string, bold: boolean, fill: string, x: number, y: number, left: number, top: number}>}
 *   x and y in the scene, left and top in pixels from there
 */
export function placeNames(ctx) {
  const { width: wide, height: tall } = camera;
  const size = colour.size;
  const most = Math.round(Math.min(160, (wide * tall) / (97 * size * size)));
  const important = marks((place) => numberOf(place) || tie[place]);
  const placed = placeCommunities(ctx, important);
  const others = [...bubblesShown().map(middleOf), ...laneNames(ctx).map(({ box }) => box)];
  const taken = [...placed.map(({ box }) => box), ...others];
  const all = works.length > ROOM_FOR_ALL ? important : marks(() => true);
  let tried = 0;
  for (const place of namesInTurn()) {
    if (placed.length >= most || tried > 5 * most) break;
    if (!visible[place] || isDim(place) || isBeside(place)) continue;
    const { x, y } = onScreen(place);
    if (x < -20 || y < -20 || x > wide + 20 || y > tall + 20) continue;
    tried += 1;
    const bold = coreOf.has(place) || numberOf(place) !== undefined || place === state.chosen;
    const text = works[place].label;
    const long = width(ctx, text, bold ? 600 : 400, size);
    const spots = around(x, y, shown(place) * camera.scale + 4, long, size + 3).filter(
      ([left]) => left > 2 && left + long < wide - 2,
    );
    const box =
      spots.find((spot) => clear(spot, taken, place, all)) ||
      (bold && spots.find((spot) => clear(spot, taken, place, important))) ||
      (place === state.chosen && spots[0]);
    if (!box) continue;
    taken.push(box);
    placed.push(name(text, bold, bold ? colour.ink : colour.soft, [xs[place], ys[place]], [x, y], box));
  }
  return placed;
}

/** Where communities come first, works in none that is opened have no name of their own, unless they are asked for. */
const isBeside = (place) =>
  state.opened !== null && !state.opened.has(works[place].community) && !tie[place] && place !== state.pointed;

const name = (text, bold, fill, [x, y], at, box) => ({
  ...{ text, bold, fill, x, y, box },
  left: box[0] - at[0],
  top: box[1] + box[3] / 2 - at[1],
});

/** Write the names that were placed. */
export function paintNames(ctx, placed) {
  ctx.lineJoin = "round";
  for (const { text, bold, fill, x, y, left, top, plate } of placed) {
    const at = screenOf(x, y);
    if (plate) paintPlate(ctx, plate, at.x + left, at.y + top);
    ctx.textBaseline = "middle";
    ctx.textAlign = "left";
    ctx.font = `${bold ? 600 : 400} ${colour.size}px ${colour.font}`;
    ctx.strokeStyle = colour.stage;
    ctx.lineWidth = 3.5;
    ctx.globalAlpha = 0.9;
    if (!plate) ctx.strokeText(text, at.x + left, at.y + top);
    ctx.globalAlpha = 1;
    ctx.fillStyle = fill;
    ctx.fillText(text, at.x + left, at.y + top);
  }
}

/** A community's name stands on a plate of its own, beside its number in its colour, as in the legend. */
function paintPlate(ctx, { number, wide }, x, y) {
  const plate = [x - DISC - 8, y - (colour.size + 12) / 2, wide, colour.size + 12];
  ctx.globalAlpha = 0.9;
  ctx.fillStyle = colour.stage;
  ctx.fillRect(...plate);
  ctx.globalAlpha = 1;
  ctx.strokeStyle = colour.line;
  ctx.lineWidth = 1;
  ctx.strokeRect(...plate);
  const mark = { x: x - DISC / 2 - 3, y, radius: DISC / 2, pixel: 1, shape: "dot" };
  paintMark(ctx, { ...mark, fill: communityColour(number), number: number + 1 });
}

/** Where the name of a bubble stands. */
function middleOf({ x, y, radius }) {
  const at = screenOf(x, y);
  const reach = Math.min(radius * camera.scale, 70);
  return [at.x - reach, at.y - colour.size - 8, 2 * reach, 2 * colour.size + 16];
}

const DISC = 16; // pixels
const NEAR = [0, 1, -1, 2, -2, 3, -3, 4, -4, 5, -5].flatMap((row) => [0, 0.5, -0.5].map((across) => [across, row]));

/** The names of the coloured communities, each amid its works, clear of marks with numbers and of most others. */
function placeCommunities(ctx, important) {
  if (state.colour !== "community" || state.layout !== "map" || state.chosen !== null || state.path) return [];
  const placed = [];
  const all = works.length > ROOM_FOR_ALL ? [] : marks(() => true);
  const cost = ([spot, turn]) => all.filter((other) => overlap(spot, other, 0)).length + turn / 5;
  const tall = colour.size + 12;
  for (const { number, name: text } of communities.slice(0, colour.communities.length)) {
    const centre = isOpen(number) && text ? middle(number) : null;
    if (!centre) continue;
    const at = screenOf(...centre);
    const wide = width(ctx, text, 600, colour.size) + DISC + 14;
    if (wide > camera.width * 0.4) continue; // on a narrow stage the legend names them
    const within = ([left, top]) => left > 4 && left + wide < camera.width - 4 && top > 4 && top + tall < camera.height - 4;
    const box = NEAR.map(([across, row], turn) => [
      [at.x - wide / 2 + across * wide, at.y - tall / 2 + row * tall, wide, tall],
      turn,
    ])
      .filter(([spot]) => within(spot) && clear(spot, placed.map((other) => other.box), null, important))
      .reduce((best, spot) => (best && cost(best) <= cost(spot) ? best : spot), null)?.[0];
    if (!box) continue;
    placed.push({
      ...{ text, bold: true, fill: colour.ink, x: centre[0], y: centre[1], box, plate: { number, wide } },
      ...{ left: box[0] + DISC + 8 - at.x, top: box[1] + tall / 2 - at.y },
    });
  }
  return placed;
}

/** The place amid a community's works: halfway of their x, and of their y. */
function middle(number) {
  const places = [];
  works.forEach((work, place) => {
    if (work.community === number && visible[place]) places.push(place);
  });
  if (places.length < 3) return null;
  return [xs, ys].map((at) => places.map((place) => at[place]).sort((a, b) => a - b)[places.length >> 1]);
}

/** Boxes of marks now shown in full: [left, top, width, height, work]. */
function marks(which) {
  const boxes = [];
  for (let place = 0; place < works.length; place += 1) {
    if (!visible[place] || !which(place) || isDim(place)) continue;
    const { x, y } = onScreen(place);
    const room = shown(place) * camera.scale - 1;
    if (x < -room || y < -room || x > camera.width + room || y > camera.height + room) continue;
    boxes.push([x - room, y - room, 2 * room, 2 * room, place]);
  }
  return boxes;
}

/** Boxes for a name right of, left of, below and above its mark, then at its corners. */
function around(x, y, room, wide, tall) {
  const slant = room * 0.72;
  return [
    [x + room, y - tall / 2],
    [x - room - wide, y - tall / 2],
    [x - wide / 2, y + room - 2],
    [x - wide / 2, y - room - tall + 2],
    [x + slant, y - slant - tall + 2],
    [x + slant, y + slant - 2],
    [x - slant - wide, y - slant - tall + 2],
    [x - slant - wide, y + slant - 2],
  ].map(([left, top]) => [left, top, wide, tall]);
}

function clear(box, taken, place, obstacles) {
  return (
    !taken.some((other) => overlap(box, other, 4)) &&
    !obstacles.some((other) => other[4] !== place && overlap(box, other, 0))
  );
}

const overlap = (a, b, gap) =>
  a[0] < b[0] + b[2] + gap && b[0] < a[0] + a[2] + gap && a[1] < b[1] + b[3] && b[1] < a[1] + a[3];

function* namesInTurn() {
  const said = new Set();
  const first = [state.pointed, state.chosen, ...(state.path || [])].filter((place) => place !== null);
  const tied = state.chosen === null ? [] : byCitations.filter((place) => tie[place]);
  const numbered = byCitations.filter((place) => numberOf(place) !== undefined);
  for (const group of [first, tied, core.map((entry) => entry.work), numbered, linked]) {
    for (const place of group) {
      if (said.has(place)) continue;
      said.add(place);
      yield place;
    }
  }
}

function width(ctx, text, weight, size) {
  const key = `${weight} ${size} ${text}`;
  if (!widths.has(key)) {
    ctx.font = `${weight} ${size}px ${colour.font}`;
    widths.set(key, ctx.measureText(text).width);
  }
  return widths.get(key);
}
