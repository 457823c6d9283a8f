/** What the reader has set, kept in the page's address, so that it can be a bookmark or be sent on. */

import { works, coreOf, measures, communities } from "./data.js";
import { state, change, statuses, span } from "./state.js";

const placeOf = new Map(works.map((work, place) => [work.id, place]));

const choice = (...all) => ({ say: String, read: (text) => all.find((one) => one === text) });
const words = { say: String, read: (text) => text };
const flag = { say: Number, read: (text) => (text === "1" ? true : text === "0" ? false : undefined) };
const year = { say: String, read: (text) => (/^-?\d{1,4}$/.test(text) && span[1] ? Number(text) : undefined) };
const work = { say: (place) => works[place].id, read: (text) => placeOf.get(text) };
const pair = {
  say: (ends) => JSON.stringify(ends.map((place) => (place === null ? "" : works[place].id))),
  read: (text) => {
    const ends = (text.match(/"(?:[^"\\]|\\.)*"/g) || []).map((part) => placeOf.get(unquoted(part)) ?? null);
    return ends.length === 2 && ends.some((place) => place !== null) ? ends : undefined;
  },
};
const several = (all) => ({
  say: (set) => [...set].join("~") || "-",
  read: (text) => new Set(text.split("~").flatMap((part) => all.filter((one) => String(one) === part))),
});
const numbers = [-1, ...communities.map(({ number }) => number)];
const named = measures.map(({ name }) => name);

/** Key in the address, name in the state, and how a value is written and read. */
const FIELDS = [
  ["sel", "chosen", work],
  ["q", "query", words],
  ["lay", "layout", choice("map", "timeline", "history")],
  ["list", "list", choice("core", "all", "marked")],
  ["sort", "sort", choice("rank", "cited", "newest", "oldest", "gcs", "label")],
  ["col", "colour", choice("role", "community", "year", "depth", "mine")],
  ["size", "size", choice(...named)],
  ["rank", "rank", choice("core", ...named)],
  ["main", "mainPath", flag],
  ["path", "ends", pair],
  ["until", "until", year],
  ["from", "from", year],
  ["to", "to", year],
  ["nd", "undated", flag],
  ["st", "statuses", several(statuses)],
  ["com", "communities", several(numbers)],
  ["dep", "depths", several([...new Set(works.map(({ depth }) => depth))])],
  ["ven", "venue", words],
  ["au", "author", words],
  ["mine", "mine", choice("mine", "others")],
  ["mark", "marked", choice("starred", "included", "excluded", "unjudged")],
  ["open", "opened", several(numbers)],
];
const STEPS = ["chosen", "layout", "list", "colour", "size", "rank", "mainPath", "ends"];
const ONE_STEP = 700; // milliseconds; what changes sooner is part of the same step back

const initial = { ...state };
const same = (a, b) =>
  a instanceof Set && b instanceof Set ? a.size === b.size && [...a].every((one) => b.has(one)) : a === b;

function unquoted(text) {
  try {
    return JSON.parse(text);
  } catch {
    return "";
  }
}

/** Whether the address says anything of these names. */
export const concerns = (names) => FIELDS.some(([, name]) => names.has(name));

let recalling = false;
let last = -ONE_STEP;
let waiting = null;

/** Put the state into the address once the change is on the screen: the reader waits for that alone. */
export function remember(names) {
  if (recalling) return;
  if (waiting) {
    for (const name of names) waiting.add(name);
    return;
  }
  waiting = new Set(names);
  setTimeout(write, AFTER);
}
const AFTER = 50; // milliseconds
addEventListener("pagehide", write);

/** A step to go back to where the reader chose something else. */
function write() {
  if (!waiting) return;
  const names = waiting;
  waiting = null;
  const said = new URLSearchParams();
  for (const [key, name, { say }] of FIELDS)
    if (!same(state[name], initial[name]) && state[name] !== null) said.set(key, say(state[name]));
  const hash = String(said) ? `#${said}` : "#";
  if (location.hash === hash || (hash === "#" && !location.hash)) return;
  const step = STEPS.some((name) => names.has(name)) && performance.now() - last > ONE_STEP;
  if (step) last = performance.now();
  // Pages inside another page's frame may not touch the address.
  try {
    history[step ? "pushState" : "replaceState"](null, "", hash);
  } catch (error) {
    if (error.name !== "SecurityError") throw error;
  }
}

/** Set the state as the address says; what it does not say or says wrongly is as at first. */
export function recall() {
  waiting = null;
  const said = new URLSearchParams(location.hash.slice(1));
  const changes = {};
  for (const [key, name, { read }] of FIELDS) {
    const value = said.has(key) ? read(said.get(key)) : undefined;
    changes[name] = value ?? initial[name];
  }
  // An address written by hand may name a work, or words, that the first list lacks.
  if (!said.has("list") && (changes.query || (changes.chosen !== null && !coreOf.has(changes.chosen)))) changes.list = "all";
  changes.from = Math.max(span[0], Math.min(changes.from, span[1]));
  changes.to = Math.max(changes.from, Math.min(changes.to, span[1]));
  for (const name of Object.keys(changes)) if (same(changes[name], state[name])) delete changes[name];
  recalling = true;
  change(changes);
  recalling = false;
}
