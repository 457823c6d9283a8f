/** The graph as the page was given it, and who cites whom. */

import { say, beside } from "./texts.js";
import { column, records, pairs, inflated } from "./unpack.js";

const content = JSON.parse(document.getElementById("content").textContent);

/**
 * Works in the order of their ids; everywhere else a work is its place here.
 * @type {Array<{id: string, label: string, status: string, title?: string, authors?: string[],
 *   venue?: string, year?: number, doi?: string, seed?: 1, gcs?: number, text?: string,
 *   verdict?: string, candidates?: object[], via?: Array<number|string>,
 *   x: number, y: number, timeline: [number, number], radius: number, shape: string}>}
 */
export const works = records(content.works);

/** Places of the works from the bottom of the picture to its top. */
export const stacking = records(content.network.nodes).map(({ place, id, label, x, y, size: radius, shape }) => {
  const work = Object.assign(works[place], { id, label, x, y, radius, shape });
  if (work.doi === 1) work.doi = id.slice("doi:".length);
  return place;
});

export const options = content.options;
export const title = content.title;
export const version = content.version;
export const about = content.about;
export const timeline = content.timeline;

/** Types of works in the words of BibTeX (with its field for what they appeared in), RIS and CSL. */
export const kinds = content.kinds;

/** Where the core works stand, oldest on top, or null where there is none. */
export const historiograph = content.historiograph || null;

/** Measures with a value for every work. @type {Array<{name: string, label: string, values: Array<number|null>}>} */
export const measures = (content.measures || []).map((one) => ({
  label: say(`measure.${one.name}`),
  ...one,
  values: column(one.values),
}));

/** Measures that a graph of this size does without. @type {string[]} */
export const leftOut = content.left_out || [];

/** @type {Array<{number: number, name: string, size: number}>} the largest first */
export const communities = content.communities || [];

/** The citations of the main path. @type {number[]} */
export const mainPath = content.mainPath || [];

/** Citations as [citing, cited]. @type {Array<[number, number]>} */
export const citations = pairs(content.network.edges);

/** The same, as two lists. */
export const citing = Int32Array.from(citations, (pair) => pair[0]);
export const cited = Int32Array.from(citations, (pair) => pair[1]);

/** Citations by work: those it makes, and those it gets. @type {number[][]} */
export const outgoing = works.map(() => []);
export const incoming = works.map(() => []);
citations.forEach(([citing, cited], i) => {
  outgoing[citing].push(i);
  incoming[cited].push(i);
});

/** How often a work is cited by the works here. */
export const citedHere = (work) => incoming[work].length;

/** Core works, best first. */
export const core = content.core;

/** Work → its entry among the core works. */
export const coreOf = new Map(core.map((entry) => [entry.work, entry]));

const { hows } = content.citations;
const scores = column(content.citations.score);
const how = column(content.citations.how);
let [texts, evidence] = [{}, {}];

/**
 * How one citation was read and matched; its text and evidence once `allRead` is settled.
 * @returns {{score: number, method: string, sources: string[], text?: string, evidence?: Array}}
 */
export function reading(citation) {
  const [method, sources] = hows[how[citation]];
  return { score: scores[citation], method, sources, text: texts[citation], evidence: evidence[citation] };
}

/** Settled when the texts of references can be read; they are unpacked after the first picture. @type {Promise} */
export const allRead = new Promise((done) => {
  setTimeout(async () => {
    [texts, evidence] = (await inflated(content.citations.read)) || [{}, {}];
    done();
  });
});

/** The works a work cites, or that cite it, most cited here first. */
export const citedBy = (work) => ranked(incoming[work].map((i) => citations[i][0]));
export const cites = (work) => ranked(outgoing[work].map((i) => citations[i][1]));

function ranked(places) {
  return places.sort((a, b) => citedHere(b) - citedHere(a) || a - b);
}

/** What a work is called in full. */
export function nameOf(work) {
  const { title: said, text, doi, id } = works[work];
  return said || text || doi || id;
}

/** "Davidson, Chinman, Sells et al." */
export function byline(work, most = 3) {
  const names = (works[work].authors || []).map((author) => author.split(",")[0]);
  const shown = beside(names.slice(0, most), ", ");
  return names.length > most ? say("list.et_al", { names: shown }) : shown;
}

const DOI = /^10\.[0-9]{4,9}(\.[0-9]+)*\/\S+$/;

/** The web address of a DOI, or null for what is none. */
export function addressOf(doi) {
  if (!DOI.test(doi || "")) return null;
  return `https://doi.org/${doi.split("/").map(encodeURIComponent).join("/")}`;
}

const named = new Map(measures.map((measure) => [measure.name, measure]));
const rankings = new Map();

/**
 * A work's rank by a measure among the works ranked that have a value; equals share the best rank.
 * @returns {{rank: number|null, of: number}}
 */
export function rankIn(name, work) {
  const measure = named.get(name);
  if (!measure) return { rank: null, of: 0 };
  if (!rankings.has(name)) rankings.set(name, ranking(measure));
  const ranked = rankings.get(name);
  const value = isRanked(measure, work) ? measure.values[work] : null;
  return { rank: value === null ? null : ranked.length - upTo(ranked, value) + 1, of: ranked.length };
}

// What says something of works that cite ranks them all; the others rank the works that the core ranking ranks.
const isRanked = (measure, work) => measure.citing || works[work].ranked;

/** The values of the works ranked, least first. */
const ranking = (measure) =>
  Float64Array.from(measure.values.filter((value, work) => value !== null && isRanked(measure, work))).sort();

/** How many of the values in order are at most as large as one. */
function upTo(order, value) {
  let [low, high] = [0, order.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (order[middle] <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}
