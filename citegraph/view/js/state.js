/** What the reader has chosen, and which works that leaves. */

import { works, core, outgoing, incoming, citations, communities } from "./data.js";
import { shortestPath } from "./paths.js";

const years = works.map((work) => work.year).filter((year) => year !== undefined);

/** Oldest and newest year here. */
export const span = years.length ? [Math.min(...years), Math.max(...years)] : [0, 0];
export const statuses = ["resolved", "listed", "unresolved"];

const ALL_AT_ONCE = 10_000; // works; beyond, communities come first

/** Filters that keep everything; a set that is empty asks for nothing. */
export const unfiltered = () => ({
  from: span[0],
  to: span[1],
  undated: true,
  statuses: new Set(statuses),
  communities: new Set(),
  depths: new Set(),
  venue: "",
  author: "",
  mine: "",
  marked: "",
});
const FILTERS = [...Object.keys(unfiltered()), "query", "until"];

export const state = {
  chosen: null,
  pointed: null,
  query: "",
  layout: "map",
  list: core.length ? "core" : "all",
  sort: "rank",
  ...unfiltered(),
  colour: "role",
  size: "local_citation_score",
  rank: "core",
  mainPath: false,
  ends: null,
  path: null,
  until: null,
  opened: works.length > ALL_AT_ONCE ? new Set() : null,
};

/** Work → whether the filters keep it. */
export const kept = new Uint8Array(works.length).fill(1);

/** Work → whether the filters keep it and the search finds it. */
export const found = new Uint8Array(works.length).fill(1);

/** Work → 0 elsewhere, 1 chosen, 2 cited by the chosen work, 3 citing it, 4 both. */
export const tie = new Uint8Array(works.length);

const listeners = [];

/** Be told of changes: listener(names of what changed). */
export const whenChanged = (listener) => listeners.push(listener);

/** Change what is chosen and tell every listener. */
export function change(changes) {
  const names = new Set(Object.keys(changes).filter((name) => state[name] !== changes[name]));
  if (!names.size) return;
  Object.assign(state, changes);
  const filtered = FILTERS.some((name) => names.has(name)) || (names.has("marks") && state.marked !== "");
  if (filtered) filter();
  if (filtered || names.has("ends")) findPath(names);
  if (names.has("chosen")) tieTo(state.chosen);
  listeners.forEach((listener) => listener(names));
}

function findPath(names) {
  const [first, last] = state.ends || [null, null];
  if (!state.path && (first === null || last === null)) return;
  names.add("path");
  state.path = first === null || last === null ? null : shortestPath(first, last, (place) => kept[place] === 1);
}

/** Text as it is compared: without accents and capitals. */
export const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
let haystacks = null;

function haystack(work) {
  haystacks ||= works.map((w) =>
    fold(
      [w.title, (w.authors || []).join(" "), w.venue, w.year, w.doi, w.id, w.text, w.label].filter(Boolean).join(" "),
    ),
  );
  return haystacks[work];
}

let fits = () => true;

/** Have the reader's own marks looked up: fits(place, state.marked). */
export const lookUpMarks = (test) => {
  fits = test;
};

const named = new Set(communities.map(({ number }) => number));

/** The community a work is filtered by: -1 for all that are too small for a name. */
export const communityOf = (work) => (named.has(work.community) ? work.community : -1);

function filter() {
  const words = fold(state.query).split(/\s+/).filter(Boolean);
  const [venue, author] = [fold(state.venue), fold(state.author)];
  works.forEach((work, i) => {
    const inYears = work.year === undefined ? state.undated : work.year >= state.from && work.year <= state.to;
    const keep =
      inYears &&
      (state.until === null || work.year <= state.until) &&
      state.statuses.has(work.status) &&
      (!state.communities.size || state.communities.has(communityOf(work))) &&
      (!state.depths.size || state.depths.has(work.depth)) &&
      (!venue || fold(work.venue || "").includes(venue)) &&
      (!author || (work.authors || []).some((name) => fold(name).includes(author))) &&
      (!state.mine || Boolean(work.mine) === (state.mine === "mine")) &&
      (!state.marked || fits(i, state.marked));
    kept[i] = keep ? 1 : 0;
    found[i] = keep && words.every((word) => haystack(i).includes(word)) ? 1 : 0;
  });
}

function tieTo(work) {
  tie.fill(0);
  if (work === null) return;
  for (const i of outgoing[work]) tie[citations[i][1]] = 2;
  for (const i of incoming[work]) tie[citations[i][0]] = tie[citations[i][0]] === 2 ? 4 : 3;
  tie[work] = 1;
}

/** Whether a filter keeps everything. */
export function isOff(name) {
  const all = unfiltered()[name];
  return all instanceof Set ? all.size === state[name].size : all === state[name];
}

/** Whether any filter is on. */
export const isFiltered = () => Object.keys(unfiltered()).some((name) => !isOff(name));
