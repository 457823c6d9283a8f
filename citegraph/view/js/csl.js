/** CSL-JSON. */

import { works, coreOf, citedHere } from "./data.js";
import { addressOfId, identifierOf, keywordsOf, kindOf, notesOf, oneLine, titleOf } from "./records.js";
import { mark } from "./marks.js";

function name(author) {
  const [, family, given] = /^([^,]*),\s*(\S.*)$/.exec(oneLine(author)) || [];
  if (given) return { family: family.trim(), given };
  return author.includes(" ") ? { literal: oneLine(author) } : { family: author.replace(",", "") };
}

function item(place) {
  const work = works[place];
  const { star, verdict, reason } = mark(place);
  const fields = {
    id: work.id,
    type: kindOf(work).csl,
    title: titleOf(work),
    author: (work.authors || []).filter((author) => oneLine(author)).map(name),
    issued: work.year === undefined ? "" : { "date-parts": [[work.year]] },
    "container-title": work.venue,
    volume: work.volume,
    issue: work.issue,
    page: work.pages,
    DOI: identifierOf(work, "doi"),
    PMID: identifierOf(work, "pmid"),
    ISBN: identifierOf(work, "isbn"),
    URL: addressOfId(work),
    keyword: keywordsOf(place).join(", "),
    note: notesOf(place).join("\n"),
    custom: {
      status: work.status,
      cited_here: citedHere(place),
      gcs: work.gcs,
      rank: coreOf.get(place)?.rank,
      starred: star || undefined,
      screening: verdict || undefined,
      screening_reason: reason || undefined,
    },
  };
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value && value.length !== 0));
}

/** These works as CSL-JSON items; what CSL has no word for is in `custom`. */
export const csl = (places) => `${JSON.stringify(places.map(item), null, 1)}\n`;
