/** Keeping the reader's marks: by the browser where it allows that, and in a file. */

import { works, about, title } from "./data.js";
import { allMarks, markOfId, put, whenMarked, VERDICTS } from "./marks.js";

const LONGEST = 10_000; // characters of a text
export const FORMAT = "citegraph reading list";
const VERSION = 1;

// One review, one list: pages made of the same inputs share their marks.
const named = about.inputs.length ? about.inputs : works.map((work) => work.id);
const KEY = `citegraph reading list ${digest(JSON.stringify(named))}`;

function digest(text) {
  let [high, low] = [0xdeadbeef, 0x41c6ce57];
  for (let i = 0; i < text.length; i += 1) {
    high = Math.imul(high ^ text.charCodeAt(i), 2654435761);
    low = Math.imul(low ^ text.charCodeAt(i), 1597334677);
  }
  return (high >>> 0).toString(36) + (low >>> 0).toString(36);
}

let kept = true;

/** Whether the browser keeps the marks; where it does not, only a file does. */
export const isKept = () => kept;

const placeOf = new Map(works.map((work, place) => [work.id, place]));
const placeOfDoi = new Map(works.filter((work) => work.doi).map((work) => [work.doi.toLowerCase(), placeOf.get(work.id)]));

/** Marks by work, named by id and DOI. */
const entries = () =>
  allMarks().map(([id, said]) => {
    const doi = works[placeOf.get(id)]?.doi;
    return { id, ...(doi && { doi }), ...said };
  });

/** The reading list as a file. @param {object} flow what became of how many works */
export const listFile = (flow) =>
  `${JSON.stringify({ format: FORMAT, version: VERSION, title, saved: new Date().toISOString(), flow, works: entries() }, null, 1)}\n`;

/**
 * Read what a file of this kind says.
 * @returns {object[]|string} its entries, or the name of what is wrong with it
 */
export function entriesOf(text) {
  let said;
  try {
    said = JSON.parse(text);
  } catch {
    return "not_json";
  }
  if (said === null || said.format !== FORMAT || !Array.isArray(said.works)) return "not_list";
  if (said.version !== VERSION) return "newer";
  return said.works;
}

/**
 * Add marks from elsewhere. A star stays a star; of two verdicts the later one holds; different notes are both kept.
 * @param {Array} said entries of a file, of which any may be anything
 * @returns {{taken: number, unknown: number, skipped: number, changed: number}} how many were understood, how many of
 *   them are for works that are not on this page, how many were not, and how many verdicts are others now
 */
export function merge(said) {
  const told = { taken: 0, unknown: 0, skipped: 0, changed: 0 };
  const after = new Map();
  for (const entry of said) {
    const theirs = understood(entry);
    if (!theirs) {
      told.skipped += 1;
      continue;
    }
    const id = homeOf(entry);
    const ours = after.get(id) || markOfId(id);
    const holds = theirs.verdict && (!ours.verdict || theirs.changed > ours.changed) ? theirs : ours;
    if (ours.verdict && holds.verdict !== ours.verdict) told.changed += 1;
    after.set(id, {
      star: ours.star || theirs.star,
      verdict: holds.verdict,
      reason: holds.reason,
      note: both(ours.note, theirs.note),
      changed: ours.changed > theirs.changed ? ours.changed : theirs.changed,
    });
    told.taken += 1;
    if (!placeOf.has(id)) told.unknown += 1;
  }
  put(after);
  return told;
}

/** The id here of the work that an entry names: by its id, else by its DOI. */
function homeOf({ id, doi }) {
  const place = placeOf.get(id) ?? (typeof doi === "string" ? placeOfDoi.get(doi.toLowerCase()) : undefined);
  return place === undefined ? id : works[place].id;
}

function both(ours, theirs) {
  if (ours.includes(theirs)) return ours;
  return theirs.includes(ours) ? theirs : `${ours}\n${theirs}`.slice(0, LONGEST);
}

function understood(entry) {
  if (typeof entry !== "object" || entry === null) return null;
  const { id, star = false, verdict = "", reason = "", note = "", changed = "" } = entry;
  if (typeof id !== "string" || !id || id.length > LONGEST || typeof star !== "boolean") return null;
  if (verdict !== "" && !VERDICTS.includes(verdict)) return null;
  if (![reason, note, changed].every((text) => typeof text === "string")) return null;
  const when = /^\d{4}-\d\d-\d\dT[\d:.]{8,12}Z$/.test(changed) ? changed : "";
  return { star, verdict, reason: plain(reason), note: plain(note), changed: when };
}

/** A text without what hides it or reorders its neighbours. */
const plain = (text) =>
  text
    .replace(/\r\n?/g, "\n")
    .replace(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]|\p{Cs}/gu, "")
    .replace(/(?!\n)[\p{Cc}\u2028\u2029]/gu, " ")
    .slice(0, LONGEST);

function store() {
  try {
    if (allMarks().length) localStorage.setItem(KEY, JSON.stringify(entries()));
    else localStorage.removeItem(KEY);
    kept = true;
  } catch (error) {
    if (!["SecurityError", "QuotaExceededError"].includes(error.name)) throw error;
    kept = false;
  }
}

/** Make the marks those that the browser keeps. */
function recall() {
  try {
    const said = JSON.parse(localStorage.getItem(KEY) || "[]");
    const after = new Map(allMarks().map(([id, before]) => [id, { ...before, star: false, verdict: "", note: "" }]));
    for (const entry of Array.isArray(said) ? said : []) if (understood(entry)) after.set(entry.id, understood(entry));
    put(after);
  } catch (error) {
    if (!["SecurityError", "SyntaxError"].includes(error.name)) throw error;
    kept = error.name !== "SecurityError";
  }
}
recall();
whenMarked(store);

// Another window with the same list has changed it.
addEventListener("storage", (event) => {
  if (event.key === KEY || event.key === null) recall();
});
