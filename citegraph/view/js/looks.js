/** How a work looks: colour, shape, size and number, as the reader has chosen. */

import { works, core, coreOf, measures, rankIn, citedHere } from "./data.js";
import { state, whenChanged } from "./state.js";
import { colour } from "./palette.js";

const [LEAST, MOST] = [6, 32]; // radii
const NUMBERED = 20; // works, where a measure ranks them
const COUNTED = "local_citation_score"; // what the sizes that pyvis holds stand for

const years = works
  .map((work) => work.year)
  .filter((year) => year !== undefined)
  .sort((a, b) => a - b);

/** The years between which the scale of years runs: the few oldest works share its first shade. */
export const scaledYears = [years[Math.floor(years.length / 20)] ?? 0, years[years.length - 1] ?? 0];

/** The colour of a work. */
export function colourOf(place) {
  const work = works[place];
  if (state.colour === "community") return communityColour(work.community);
  if (state.colour === "year") return work.year === undefined ? colour.other : yearColour(work.year);
  if (state.colour === "depth")
    return work.depth === undefined ? colour.other : colour.depths[Math.min(work.depth, colour.depths.length - 1)];
  if (state.colour === "mine") return work.mine ? colour.mine : colour.other;
  if (coreOf.has(place)) return colour.core;
  if (work.seed) return colour.seed;
  return work.status === "unresolved" ? colour.unresolved : colour.work;
}

/** The largest communities have colours of their own; the others share one. */
export const communityColour = (number) => colour.communities[number] ?? colour.other;

function yearColour(year) {
  const [first, last] = scaledYears;
  const part = Math.max(0, Math.min(1, (year - first) / (last - first || 1)));
  return colour.years[Math.round(part * (colour.years.length - 1))];
}

/** Whether a work is drawn as an outline: what is known of it is less, or it is not the reader's own. */
export function isHollow(place) {
  const work = works[place];
  if (state.colour === "mine") return !work.mine;
  return !coreOf.has(place) && !work.seed && work.status !== "resolved";
}

let radii = [];
let numbers = new Map();

/** The size of a work's mark: its area grows with the measure chosen. */
export const radiusOf = (place) => radii[place];

/** The number at a work's mark: its rank, where it is among the best. */
export const numberOf = (place) => numbers.get(place);

function setSizes() {
  const measure = measures.find(({ name }) => name === state.size);
  if (!measure || measure.name === COUNTED) {
    radii = works.map((work) => work.radius);
    return;
  }
  const most = measure.values.reduce((best, value) => Math.max(best, value ?? 0), 0) || 1;
  radii = measure.values.map((value) => LEAST + (MOST - LEAST) * Math.sqrt(Math.max(0, value ?? 0) / most));
}

function setNumbers() {
  if (!state.rank || state.rank === "core") {
    numbers = new Map(core.map((entry) => [entry.work, entry.rank]));
    return;
  }
  const ranks = works.map((_, place) => rankIn(state.rank, place).rank);
  const best = [...works.keys()].filter((place) => ranks[place] && ranks[place] <= NUMBERED);
  // Equals share a rank: a number that too many would carry tells nothing.
  const worst = Math.min(...best.map((place) => ranks[place]).sort((a, b) => a - b).slice(NUMBERED, NUMBERED + 1));
  numbers = new Map(best.filter((place) => ranks[place] < worst).map((place) => [place, ranks[place]]));
}

setSizes();
setNumbers();
whenChanged((names) => {
  if (names.has("size")) setSizes();
  if (names.has("rank")) setNumbers();
});

/** Works by importance, for names: cited most here first. */
export const byCitations = [...works.keys()].sort((a, b) => citedHere(b) - citedHere(a) || a - b);
