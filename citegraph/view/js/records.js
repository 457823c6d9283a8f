/** What every file of references says of a work: its kind, its identifiers, the reader's marks. */

import { say } from "./texts.js";
import { works, kinds, coreOf } from "./data.js";
import { mark } from "./marks.js";

/**
 * The kind of a work in the words of three formats, and the BibTeX field for what it appeared in.
 * @returns {{bibtex: string, venue: string, ris: string, csl: string}}
 */
export function kindOf(work) {
  const [bibtex, venue, ris, csl] = kinds[work.type] || kinds[work.venue && work.volume ? "journal-article" : ""];
  return { bibtex, venue, ris, csl };
}

/** A text on one line, without what no file can hold. */
export const oneLine = (text) =>
  String(text ?? "")
    .replace(/\p{Cs}/gu, "\ufffd")
    .replace(/[\s\p{Cc}]+/gu, " ")
    .trim();

/** What follows a scheme in a work's id: identifierOf(work, "pmid"). */
export const identifierOf = (work, scheme) =>
  work.id.startsWith(`${scheme}:`) ? oneLine(work.id.slice(scheme.length + 1)) : "";

const ADDRESSES = { doi: "https://doi.org/", pmid: "https://pubmed.ncbi.nlm.nih.gov/", arxiv: "https://arxiv.org/abs/" };

/** Where a work is found, or "" where its id does not tell. */
export function addressOfId(work) {
  const scheme = Object.keys(ADDRESSES).find((one) => identifierOf(work, one));
  if (!scheme) return "";
  const path = encodeURIComponent(identifierOf(work, scheme)).replace(/%(2F|3A|3B)/g, decodeURIComponent);
  return ADDRESSES[scheme] + path;
}

/** The title, or the reference as read where no title was told from it. */
export const titleOf = (work) => work.title || work.text || "";

const RANGE = /^\s*([A-Za-z]{0,2}\d+)\s?[-–—]+\s?([A-Za-z]{0,2}\d+)\s*$/;

/** First and last page; the second is empty unless both are plainly numbers. */
export function pageRange(pages = "") {
  const match = RANGE.exec(pages);
  return match ? [match[1], match[2]] : [pages, ""];
}

/** Words that sort a work among the reader's others: seed, core, starred, included, excluded. */
export function keywordsOf(place) {
  const { star, verdict } = mark(place);
  return [works[place].seed && "seed", coreOf.has(place) && "core", star && "starred", verdict].filter(Boolean);
}

/** Notes on a work: the reference as read if nobody could resolve it, why it was excluded, what the reader wrote. */
export function notesOf(place) {
  const { title, text, status } = works[place];
  const { reason, note } = mark(place);
  return [title && text && status === "unresolved" && say("export.as_read", { text }), reason && say("export.excluded_for", { reason }), note].filter(Boolean);
}
