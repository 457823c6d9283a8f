/** A table of works for spreadsheets: CSV (RFC 4180) in UTF-8, with the mark that tells Excel so. */

import { works, coreOf, citedHere, nameOf, measures } from "./data.js";
import { mark } from "./marks.js";

// A spreadsheet runs what starts like a formula; an apostrophe in front tells it not to.
const FORMULA = /^'*[=+\-@\t\r\n]/;

const COLUMNS = {
  rank: (work, place) => coreOf.get(place)?.rank,
  id: (work) => work.id,
  title: (work, place) => nameOf(place),
  authors: (work) => (work.authors || []).join("; "),
  year: (work) => work.year,
  venue: (work) => work.venue,
  volume: (work) => work.volume,
  issue: (work) => work.issue,
  pages: (work) => work.pages,
  type: (work) => work.type,
  doi: (work) => work.doi,
  status: (work) => work.status,
  seed: (work) => (work.seed ? "yes" : "no"),
  cited_here: (work, place) => citedHere(place),
  cited_everywhere: (work) => work.gcs,
  reasons: (work, place) => coreOf.get(place)?.reasons.join(" "),
  starred: (work, place) => (mark(place).star ? "yes" : "no"),
  screening: (work, place) => mark(place).verdict,
  screening_reason: (work, place) => mark(place).reason,
  note: (work, place) => mark(place).note,
  ...Object.fromEntries(measures.map(({ name, values }) => [name, (work, place) => values[place]])),
};

function cell(value) {
  const guarded = typeof value === "string" && FORMULA.test(value) ? `'${value}` : String(value ?? "");
  return `"${guarded.replaceAll('"', '""')}"`;
}

/** Rows of values as CSV. */
export const csvOf = (rows) => `\ufeff${rows.map((row) => `${row.map(cell).join(",")}\r\n`).join("")}`;

/** These works, one a row, with the reader's marks and every measure. */
export function csv(places) {
  const columns = Object.values(COLUMNS);
  return csvOf([Object.keys(COLUMNS), ...places.map((place) => columns.map((value) => value(works[place], place)))]);
}
