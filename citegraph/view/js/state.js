/** What the reader has chosen, and which works that leaves. */

import { works, outgoing, incoming, citations } from "./data.js";

const years = works.map((work) => work.year).filter((year) => year !== undefined);

/** Oldest and newest year here. */
export const span = years.length ? [Math.min(...years), Math.max(...years)] : [0, 0];
export const statuses = ["resolved", "listed", "unresolved"];

const ALL_AT_ONCE = 10_000; // works; beyond, communities come first

export const state = {
  chosen: null,
  pointed: null,
  query: "",
  layout: "map",
  list: "core",
  sort: "cited",
  from: span[0],
  to: span[1],
  undated: true,
  statuses: new Set(statuses),
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
  if (["query", "from", "to", "undated", "statuses"].some((name) => names.has(name))) filter();
  if (names.has("chosen")) tieTo(state.chosen);
  listeners.forEach((listener) => listener(names));
}

const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
let haystacks = null;

function haystack(work) {
  haystacks ||= works.map((w) =>
    fold(
      [w.title, (w.authors || []).join(" "), w.venue, w.year, w.doi, w.id, w.text, w.label].filter(Boolean).join(" "),
    ),
  );
  return haystacks[work];
}

function filter() {
  const words = fold(state.query).split(/\s+/).filter(Boolean);
  works.forEach((work, i) => {
    const inYears = work.year === undefined ? state.undated : work.year >= state.from && work.year <= state.to;
    kept[i] = inYears && state.statuses.has(work.status) ? 1 : 0;
    found[i] = kept[i] && words.every((word) => haystack(i).includes(word)) ? 1 : 0;
  });
}

function tieTo(work) {
  tie.fill(0);
  if (work === null) return;
  for (const i of outgoing[work]) tie[citations[i][1]] = 2;
  for (const i of incoming[work]) tie[citations[i][0]] = tie[citations[i][0]] === 2 ? 4 : 3;
  tie[work] = 1;
}

/** Whether any filter is on. */
export function isFiltered() {
  return state.from !== span[0] || state.to !== span[1] || !state.undated || state.statuses.size < statuses.length;
}
