/** What the page says about the chosen work. */

import { say, number, beside, sentence } from "./texts.js";
import { works, core, coreOf, about, outgoing, incoming, citedHere, addressOf, nameOf, measures, rankIn } from "./data.js";
import { byId, make } from "./dom.js";
import { state, change } from "./state.js";
import { short } from "./lists.js";
import { markEditor } from "./marks.js";
import { ties, percent } from "./ties.js";
import { aboutGraph } from "./about.js";
import { pathTools } from "./chains.js";

const VERDICTS = ["accepted", "ambiguous", "rejected", "no_candidate", "unavailable"];

/** Show the chosen work, or the graph where none is. */
export function fillDetails() {
  byId("details").replaceChildren(...(state.chosen === null ? aboutGraph() : aboutWork(state.chosen)));
}

function aboutWork(place) {
  const work = works[place];
  const entry = coreOf.get(place);
  return [
    badges(work, entry),
    make("h2", null, work.title || (work.text ? work.label : nameOf(place))),
    (work.authors || []).length ? make("p.authors", { title: work.authors.join("; ") }, authorsOf(place)) : null,
    imprint(work),
    link(work),
    copying(place),
    markEditor(place),
    facts(place),
    ...(entry ? whyCore(entry) : []),
    ...(work.status === "unresolved" ? unmatched(work) : []),
    ...ties(say("details.cited_by"), incoming[place], 0, "cited"),
    ...ties(say("details.cites"), outgoing[place], 1, "cites"),
    ...standing(place),
    ...pathTools(place),
    ...origin(work),
  ].filter(Boolean);
}

function badges(work, entry) {
  const close = { type: "button", "aria-label": say("details.close"), onclick: () => change({ chosen: null }) };
  return make(
    "div.badges",
    null,
    entry && make("span.badge.core", null, say("details.core_rank", { rank: entry.rank, of: entry.of ?? core.length })),
    work.seed && make("span.badge.seed", null, say("details.seed")),
    work.mine && make("span.badge.mine", null, say("details.mine")),
    make("span.badge", null, say(`status.${work.status}`)),
    make("button.close", close, "×"),
  );
}

function authorsOf(place) {
  const names = works[place].authors;
  return names.length > 8
    ? say("details.authors_cut", { names: beside(names.slice(0, 7), "; "), n: names.length - 7 })
    : beside(names, "; ");
}

function imprint(work) {
  const volume = work.volume ? ` ${work.volume}${work.issue ? `(${work.issue})` : ""}` : "";
  const pages = work.pages ? `, ${work.pages}` : "";
  const where = work.venue ? [make("cite", null, work.venue), `${volume}${pages}`] : [];
  const year = work.year === undefined ? say("details.no_year") : String(work.year);
  return make("p.imprint", null, ...where, where.length ? " · " : null, year);
}

const anchor = (doi) => {
  const address = addressOf(doi);
  return address ? make("a", { href: address, rel: "noopener noreferrer", target: "_blank" }, doi) : doi;
};

const link = (work) => (work.doi ? make("p.doi", null, anchor(work.doi)) : null);

/** The work as one writes it in a list of references. */
function reference(place) {
  const work = works[place];
  if (!work.title && work.text) return work.text;
  const volume = work.volume ? `, ${work.volume}${work.issue ? `(${work.issue})` : ""}` : "";
  const pages = work.pages ? `, ${work.pages}` : "";
  const address = addressOf(work.doi);
  return [
    `${(work.authors || []).join("; ")}${work.year === undefined ? "" : ` (${work.year})`}`.trim(),
    work.title || nameOf(place),
    work.venue && `${work.venue}${volume}${pages}`,
    address,
  ]
    .filter(Boolean)
    .join(". ");
}

function copying(place) {
  const { doi } = works[place];
  const button = (text, what) => make("button.quiet", { type: "button", onclick: () => copy(what) }, text);
  return make(
    "p.copying",
    null,
    button(say("details.copy_reference"), reference(place)),
    doi ? button(say("details.copy_doi"), doi) : null,
  );
}

async function copy(text) {
  // Pages from a file have no clipboard of their own in some browsers; a selection can be copied everywhere.
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const box = make("textarea.unseen", { readonly: true, "aria-hidden": "true", tabindex: "-1" }, text);
    const before = document.activeElement;
    document.body.append(box);
    box.select();
    document.execCommand("copy");
    box.remove();
    before?.focus();
  }
  byId("spoken").textContent = say("details.copied");
  byId("toast").textContent = say("details.copied");
  byId("toast").hidden = false;
  setTimeout(() => {
    byId("toast").hidden = true;
  }, 1500);
}

function facts(place) {
  const work = works[place];
  const fact = (value, words) => make("div", null, make("dt", null, words), make("dd", null, value));
  const deposited = work.references_deposited;
  const here = number(outgoing[place].length);
  const [source, date] = about.sources.length === 1 ? about.sources[0] : [say("details.services"), ""];
  return make(
    "dl.facts",
    null,
    fact(number(citedHere(place)), say("details.cited_here")),
    deposited === undefined
      ? fact(here, say("details.references_here"))
      : fact(say("details.of", { some: here, all: deposited }), say("details.references_deposited")),
    work.gcs === undefined
      ? null
      : fact(number(work.gcs), say("details.cited_everywhere", { source: [source, date].filter(Boolean).join(", ") })),
  );
}

function whyCore(entry) {
  const list = (kind, some, label) =>
    some.length ? make(`ul.${kind}`, { "aria-label": label }, ...some.map((one) => make("li", null, sentence(one)))) : null;
  return [
    make("h3", null, say("details.why_core")),
    list("reasons", entry.reasons, say("details.reasons")),
    list("cautions", entry.cautions, say("details.cautions")),
    ...(entry.parts.length ? [make("h4", null, say("details.made_of")), make("ul.parts", null, ...entry.parts.map(part))] : []),
  ];
}

function part([place, words, share]) {
  return make(
    "li",
    null,
    place === null
      ? make("span", null, words)
      : make("button.inline", { type: "button", onclick: () => change({ chosen: place }) }, words),
    bar(share),
    make("span.share", null, percent(share)),
  );
}

/** A small bar, for the eye; the number stands beside it. */
function bar(share) {
  const inside = make("span", null);
  inside.style.width = `${Math.max(0, Math.min(1, share)) * 100}%`;
  return make("span.bar", { "aria-hidden": "true" }, inside);
}

/** Where the work stands by each measure. */
function standing(place) {
  const known = measures.filter(({ values }) => values[place] !== null);
  if (!known.length) return [];
  const first = PRINCIPAL.map((name) => known.find((measure) => measure.name === name)).filter(Boolean);
  const rest = known.filter((measure) => !first.includes(measure));
  return [
    make("h3", null, say("details.measures")),
    measureTable(first, place),
    rest.length
      ? make(
          "details.further",
          { ontoggle: (event) => (furtherOpen = event.target.open), open: furtherOpen },
          make("summary", null, say("details.more_measures", { n: rest.length })),
          measureTable(rest, place),
        )
      : null,
  ];
}

const PRINCIPAL = [
  ...["local_citation_score", "global_citation_score", "age_normalized_citation_score", "pagerank"],
  ...["seed_co_citation", "seed_links", "betweenness", "attention_rank"],
];
let furtherOpen = false;

const measureTable = (some, place) =>
  make(
    "table.measures",
    null,
    make("caption.unseen", null, say("details.measures_caption")),
    make("tbody", null, ...some.map((measure) => measured(measure, place))),
  );

function measured({ name, label, values }, place) {
  const { rank, of } = rankIn(name, place);
  const [least, most] = rangeOf(name, values);
  return make(
    "tr",
    null,
    make("th", { scope: "row" }, label),
    make("td", null, short(values[place])),
    make("td", null, bar((values[place] - least) / (most - least || 1))),
    make("td.rank-of", null, say("details.rank_of", { rank, of })),
  );
}

const ranges = new Map();

/** The least and the largest value of a measure; a bar that starts at nothing starts at 0. */
function rangeOf(name, values) {
  if (!ranges.has(name)) {
    let [least, most] = [0, 0];
    for (const value of values) {
      if (value < least) least = value;
      else if (value > most) most = value;
    }
    ranges.set(name, [least, most]);
  }
  return ranges.get(name);
}

function unmatched(work) {
  return [
    make("h3", null, say("details.as_printed")),
    work.text ? make("blockquote", null, work.text) : null,
    work.verdict
      ? make("p.note", null, VERDICTS.includes(work.verdict) ? say(`verdict.${work.verdict}`) : work.verdict)
      : null,
    ...(work.candidates?.length
      ? [make("h4", null, say("details.considered")), make("ol.candidates", null, ...work.candidates.map(candidate))]
      : []),
  ];
}

function candidate({ title, doi, year, score }) {
  return make(
    "li",
    null,
    title || doi || "",
    year ? ` (${year})` : null,
    " ",
    doi ? anchor(doi) : null,
    score === undefined ? null : make("span.score", null, percent(score)),
  );
}

function origin(work) {
  if (!work.via?.length) return [];
  const shown = work.via
    .slice(0, 6)
    .map((via) =>
      typeof via === "number"
        ? make("button.inline", { type: "button", onclick: () => change({ chosen: via }) }, works[via].label)
        : make("span", null, via),
    );
  const depth = work.seed
    ? say("details.origin_seed")
    : work.depth
      ? say("details.origin_depth", { n: work.depth })
      : say("details.origin");
  return [
    make("h3", null, say("details.how_here")),
    make(
      "p.note.origin",
      null,
      `${depth} `,
      ...shown.flatMap((node, i) => (i ? [", ", node] : [node])),
      work.via.length > 6 ? ` ${say("details.more_origins", { n: work.via.length - 6 })}` : null,
      ".",
    ),
  ];
}
