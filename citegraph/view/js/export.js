/** Taking away what is shown: a picture, a table. */

import { works, title, coreOf, citedHere, nameOf } from "./data.js";
import { byId, make } from "./dom.js";
import { inList } from "./lists.js";
import { found } from "./state.js";
import { network } from "./stage.js";

function save(blob, suffix) {
  const address = URL.createObjectURL(blob);
  const name = title.replace(/[^\p{L}\p{N}.-]+/gu, "-").replace(/^[.-]+|[.-]+$/g, "").slice(0, 60) || "citegraph";
  make("a", { href: address, download: `${name}.${suffix}` }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
}

// A spreadsheet runs what starts like a formula.
const cell = (value) => {
  const text = String(value ?? "");
  return `"${(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
};

/** The works that filters and search leave, one a line, as the list orders them. */
export function table() {
  const head = ["rank", "id", "title", "authors", "year", "venue", "doi", "status", "seed", "cited_here", "cited_everywhere", "reasons"];
  const listed = new Set(inList());
  const order = [...listed, ...[...works.keys()].filter((place) => found[place] && !listed.has(place))];
  const rows = order.map((place) => {
    const work = works[place];
    const entry = coreOf.get(place);
    return [entry?.rank, work.id, nameOf(place), (work.authors || []).join("; "), work.year, work.venue, work.doi, work.status,
      work.seed ? "yes" : "no", citedHere(place), work.gcs, entry?.reasons.join(" ")];
  });
  return `\ufeff${[head, ...rows].map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`;
}

byId("save-csv").addEventListener("click", () => save(new Blob([table()], { type: "text/csv" }), "csv"));
byId("save-png").addEventListener("click", () => {
  network.redraw();
  byId("network").querySelector("canvas").toBlob((blob) => save(blob, "png"), "image/png");
});
