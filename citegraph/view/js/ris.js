/** RIS in UTF-8. */

import { works } from "./data.js";
import { addressOfId, identifierOf, keywordsOf, kindOf, notesOf, oneLine, pageRange, titleOf } from "./records.js";

function record(place) {
  const work = works[place];
  const [first, last] = pageRange(work.pages);
  const pmid = identifierOf(work, "pmid");
  const tags = [
    ["TY", kindOf(work).ris],
    ["ID", work.id],
    ...(work.authors || []).map((name) => ["AU", name]),
    ["TI", titleOf(work)],
    ["T2", work.venue],
    ["PY", work.year],
    ["VL", work.volume],
    ["IS", work.issue],
    ["SP", first],
    ["EP", last],
    ["DO", identifierOf(work, "doi")],
    ["SN", identifierOf(work, "isbn")],
    ["AN", pmid],
    ["DB", pmid && "PubMed"],
    ["UR", addressOfId(work)],
    ...keywordsOf(place).map((word) => ["KW", word]),
    ...notesOf(place).map((note) => ["N1", note]),
  ];
  const said = tags.map(([tag, value]) => [tag, oneLine(value)]).filter(([, value]) => value);
  return `${said.map(([tag, value]) => `${tag}  - ${value}\r\n`).join("")}ER  - \r\n`;
}

/** These works as RIS records. */
export const ris = (places) => places.map(record).join("\r\n");
