/** Very large graphs: a bubble for each community that is not opened, joined by how often they cite each other. */

import { works, citing, cited, communities } from "./data.js";
import { say } from "./texts.js";
import { kept, state, change, whenChanged } from "./state.js";
import { colour } from "./palette.js";
import { communityColour } from "./looks.js";
import { xs, ys, camera, screenOf, isOpen } from "./scene.js";

const LINKS = 3; // of each bubble, the strongest
const ROUNDS = 80;
let bubbles = null;
let links = null;

whenChanged((names) => {
  if (names.size > 1 || !["pointed", "chosen"].some((name) => names.has(name))) forgetBubbles();
});

/** Find the bubbles anew: works have moved. */
export function forgetBubbles() {
  bubbles = links = null;
}

/**
 * The communities now drawn as bubbles, the largest first.
 * @returns {Array<{number: number, name: string, count: number, x: number, y: number, radius: number}>}
 */
export function bubblesShown() {
  if (state.opened === null) return [];
  bubbles ||= apart(inside());
  return bubbles;
}

function inside() {
  const found = communities
    .filter(({ number }) => !isOpen(number))
    .map(({ number, name }) => ({ number, name, count: 0, x: 0, y: 0 }));
  const of = new Map(found.map((bubble) => [bubble.number, bubble]));
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
  works.forEach((work, place) => {
    left = Math.min(left, xs[place]);
    right = Math.max(right, xs[place]);
    top = Math.min(top, ys[place]);
    bottom = Math.max(bottom, ys[place]);
    const bubble = of.get(work.community);
    if (!bubble || !kept[place]) return;
    bubble.count += 1;
    bubble.x += xs[place];
    bubble.y += ys[place];
  });
  const room = Math.sqrt((0.2 * (right - left) * (bottom - top)) / Math.PI / works.length);
  return found
    .filter(({ count }) => count)
    .map((bubble) => ({
      ...bubble,
      x: bubble.x / bubble.count,
      y: bubble.y / bubble.count,
      radius: Math.max(room * Math.sqrt(bubble.count), 3),
    }));
}

/** Move bubbles that cover each other apart, the smaller the further. */
function apart(some) {
  for (let round = 0; round < ROUNDS; round += 1) {
    let moved = false;
    some.forEach((a, i) => {
      for (const b of some.slice(i + 1)) {
        const [dx, dy] = [b.x - a.x || 0.1, b.y - a.y];
        const far = Math.hypot(dx, dy);
        const overlap = (a.radius + b.radius) * 1.08 - far;
        if (overlap <= 0) continue;
        const share = b.radius ** 2 / (a.radius ** 2 + b.radius ** 2);
        a.x -= (dx / far) * overlap * share;
        a.y -= (dy / far) * overlap * share;
        b.x += (dx / far) * overlap * (1 - share);
        b.y += (dy / far) * overlap * (1 - share);
        moved = true;
      }
    });
    if (!moved) break;
  }
  return some;
}

/** How often bubbles cite each other: for each its strongest links, as [bubble, bubble, citations]. */
function linksShown() {
  if (links) return links;
  const of = new Map(bubblesShown().map((bubble) => [bubble.number, bubble]));
  const between = new Map();
  for (let i = 0; i < citing.length; i += 1) {
    const [a, b] = [works[citing[i]].community, works[cited[i]].community].sort((one, other) => one - other);
    if (a === b || !kept[citing[i]] || !kept[cited[i]] || !of.has(a) || !of.has(b)) continue;
    const key = a * communities.length + b;
    between.set(key, (between.get(key) || 0) + 1);
  }
  const taken = new Map();
  links = [...between]
    .sort((a, b) => b[1] - a[1] || a[0] - b[0])
    .filter(([key]) => {
      const ends = [Math.floor(key / communities.length), key % communities.length];
      const wanted = ends.some((end) => (taken.get(end) || 0) < LINKS);
      for (const end of ends) taken.set(end, (taken.get(end) || 0) + 1);
      return wanted;
    })
    .map(([key, count]) => [of.get(Math.floor(key / communities.length)), of.get(key % communities.length), count]);
  return links;
}

/** Lines between bubbles, the wider the more citations, then the bubbles. */
export function paintBubbles(ctx) {
  const shown = bubblesShown();
  if (!shown.length) return;
  const most = linksShown()[0]?.[2] || 1;
  ctx.strokeStyle = colour.edge;
  ctx.globalAlpha = 0.35;
  for (const [a, b, count] of linksShown()) {
    ctx.lineWidth = (0.6 + 8 * Math.sqrt(count / most)) / camera.scale;
    ctx.beginPath();
    ctx.moveTo(a.x, a.y);
    ctx.lineTo(b.x, b.y);
    ctx.stroke();
  }
  for (const { number, x, y, radius } of shown) {
    ctx.beginPath();
    ctx.arc(x, y, radius, 0, 2 * Math.PI);
    ctx.globalAlpha = 1;
    ctx.fillStyle = colour.stage;
    ctx.fill();
    ctx.globalAlpha = 0.16;
    ctx.fillStyle = communityColour(number);
    ctx.fill();
    ctx.globalAlpha = 1;
    ctx.lineWidth = 1.5 / camera.scale;
    ctx.strokeStyle = communityColour(number);
    ctx.stroke();
  }
}

/** What bubbles hold, written on them, where it fits. */
export function paintBubbleNames(ctx) {
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  const size = colour.size;
  for (const { number, name, count, x, y, radius } of bubblesShown()) {
    const at = screenOf(x, y);
    const room = 2 * radius * camera.scale - 8;
    ctx.font = `600 ${size}px ${colour.font}`;
    ctx.fillStyle = colour.ink;
    const title = name ? `${number + 1} · ${name}` : String(number + 1);
    const lines = fold(ctx, title, room, Math.floor(room / size / 1.8));
    if (!lines.length) continue;
    const top = at.y - (lines.length * (size + 3)) / 2;
    lines.forEach((line, i) => ctx.fillText(line, at.x, top + i * (size + 3)));
    const said = say("count.works", { n: count });
    ctx.font = `400 ${size}px ${colour.font}`;
    ctx.fillStyle = colour.soft;
    if (ctx.measureText(said).width < room) ctx.fillText(said, at.x, top + lines.length * (size + 3));
  }
}

/** A text in lines no longer than there is room for; the first word alone where it does not fit, or nothing. */
function fold(ctx, text, room, most) {
  const lines = [];
  for (const word of text.split(" ")) {
    const longer = lines.length ? `${lines[lines.length - 1]} ${word}` : word;
    if (lines.length && ctx.measureText(longer).width <= room) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  const fits = lines.length <= most && lines.every((line) => ctx.measureText(line).width <= room);
  if (fits) return lines;
  const [first] = text.split(" ");
  return most > 0 && ctx.measureText(first).width <= room ? [first] : [];
}

/** The bubble under a point of the picture. */
export function bubbleAt({ x, y }) {
  return bubblesShown().find((bubble) => {
    const at = screenOf(bubble.x, bubble.y);
    return Math.hypot(at.x - x, at.y - y) < bubble.radius * camera.scale;
  });
}

/** Show a community's works, or its bubble again. */
export function toggleCommunity(number) {
  const opened = new Set(state.opened);
  if (!opened.delete(number)) opened.add(number);
  change({ opened });
}
