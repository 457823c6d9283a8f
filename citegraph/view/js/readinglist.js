/** The reading list: how far the screening is, the file that keeps it, keys that judge. */

import { say, number } from "./texts.js";
import { works } from "./data.js";
import { byId, make } from "./dom.js";
import { state, change, lookUpMarks } from "./state.js";
import { mark, setMark, marked, reasons, whenMarked, alive } from "./marks.js";
import { isKept, listFile, entriesOf, merge } from "./keeping.js";
import { csvOf } from "./csv.js";
import { saveFile } from "./files.js";

/** How many works were identified, screened, excluded and why, included: the numbers of a PRISMA flow. */
export function flow() {
  const verdicts = [...works.keys()].map((place) => mark(place).verdict);
  const [included, excluded] = ["included", "excluded"].map((one) => verdicts.filter((verdict) => verdict === one).length);
  const seeds = works.filter((work) => work.seed).length;
  return {
    identified: works.length,
    identified_as_seeds: seeds,
    identified_by_citation: works.length - seeds,
    not_screened: works.length - included - excluded,
    screened: included + excluded,
    excluded,
    excluded_with_reasons: Object.fromEntries(reasons().map(([reason, n]) => [reason || say("reading_list.no_reason"), n])),
    included,
  };
}

/** The rows of the flow: [its words, its number, whether it is a part of the row above]. */
export function flowRows() {
  const counts = flow();
  const row = (name, part = false) => [say(`flow.${name}`), counts[name], part];
  return [
    row("identified"),
    row("identified_as_seeds", true),
    row("identified_by_citation", true),
    row("not_screened"),
    row("screened"),
    row("excluded"),
    ...Object.entries(counts.excluded_with_reasons).map(([reason, n]) => [reason, n, true]),
    row("included"),
  ];
}

function flowTable() {
  return make(
    "table.flow",
    null,
    make("caption", null, say("flow.caption")),
    make(
      "tbody",
      null,
      ...flowRows().map(([words, n, part]) =>
        make(part ? "tr.part" : "tr", null, make("th", { scope: "row" }, words), make("td", null, number(n))),
      ),
    ),
  );
}

/** The box that stands with the list: counts, and the list as a file. */
export function readingBox() {
  const file = make("input", {
    type: "file",
    accept: ".json,application/json",
    hidden: true,
    onchange: async () => {
      if (file.files.length) said.textContent = load(await file.files[0].text());
      file.value = "";
    },
  });
  const said = make("p.note", { role: "status" });
  const kept = make("p.note.unkept");
  const table = make("div");
  const box = make(
    "div.reading-box",
    null,
    table,
    kept,
    make(
      "div.buttons",
      null,
      make("button.quiet", { type: "button", onclick: saveList }, say("reading_list.save")),
      make("button.quiet", { type: "button", onclick: () => file.click() }, say("reading_list.load")),
      make("button.quiet", { type: "button", onclick: saveFlow }, say("flow.save")),
      file,
    ),
    said,
  );
  return alive(box, () => {
    table.replaceChildren(flowTable());
    kept.textContent = isKept() ? "" : say("reading_list.not_kept");
    kept.hidden = isKept();
  });
}

function saveFlow() {
  const rows = flowRows().map(([words, n]) => [words, n]);
  saveFile(csvOf([[say("flow.stage"), say("flow.works")], ...rows]), "text/csv", "screening.csv");
}

/** What each choice of the filter asks of a mark. */
const FITS = {
  starred: ({ star }) => star,
  included: ({ verdict }) => verdict === "included",
  excluded: ({ verdict }) => verdict === "excluded",
  unjudged: ({ verdict }) => !verdict,
};
lookUpMarks((place, wanted) => FITS[wanted]?.(mark(place)) ?? true);

let unsaved = false;

function saveList() {
  saveFile(listFile(flow()), "application/json", "reading-list.json");
  unsaved = false;
}

const LARGEST = 50_000_000; // characters

/** Add the marks of a file to those here. @returns {string} what came of it, in words */
function load(text) {
  const said = text.length > LARGEST ? "not_list" : entriesOf(text);
  if (typeof said === "string") return say(`reading_list.${said}`);
  const { taken, unknown, skipped, changed } = merge(said);
  const more = Object.entries({ unknown, skipped, changed }).filter(([, n]) => n);
  return [say("reading_list.taken", { n: taken }), ...more.map(([name, n]) => say(`reading_list.${name}`, { n }))].join(" ");
}

// Where the browser keeps nothing, say so once, and ask before the list is lost.
let told = false;
let changes = 0;
whenMarked(() => {
  changes += 1;
  unsaved = true;
  change({ marks: changes });
  if (isKept() || told) return;
  told = true;
  byId("spoken").textContent = say("reading_list.not_kept");
});
addEventListener("beforeunload", (event) => {
  if (unsaved && !isKept() && marked().length) event.preventDefault();
});

const KEYS = {
  s: (said) => ({ star: !said.star }),
  i: (said) => ({ verdict: said.verdict === "included" ? "" : "included" }),
  x: (said) => ({ verdict: said.verdict === "excluded" ? "" : "excluded" }),
};

// On the list, the graph and the details, where letters write nothing.
document.addEventListener("keydown", (event) => {
  const judge = KEYS[event.key];
  if (!judge || state.chosen === null || event.ctrlKey || event.metaKey || event.altKey) return;
  if (!event.target.closest("#panes") || event.target.closest("input, select, textarea")) return;
  event.preventDefault();
  setMark(state.chosen, judge(mark(state.chosen)));
  const { star, verdict } = mark(state.chosen);
  byId("spoken").textContent = [star && say("reading_list.starred"), verdict && say(`reading_list.${verdict}`)]
    .filter(Boolean)
    .join(", ") || say("reading_list.unmarked");
});

byId("reading").append(readingBox());
