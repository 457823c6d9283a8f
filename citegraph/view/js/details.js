/** What the page says about the chosen work, or about the graph. */

import {
  works,
  citations,
  core,
  coreOf,
  about,
  version,
  outgoing,
  incoming,
  citedHere,
  reading,
  addressOf,
  byline,
  nameOf,
  many,
} from "./data.js";
import { byId, make } from "./dom.js";
import { state, change } from "./state.js";
import { markOf } from "./lists.js";
import { markEditor } from "./marks.js";

const STATUS = {
  resolved: "Full record",
  listed: "Known by identifier only",
  unresolved: "Not matched to a work",
};
const VERDICT = {
  accepted: "The work was identified.",
  ambiguous: "Two or more works fit this reference too equally to choose.",
  rejected: "Works were found, but none fits this reference well enough.",
  no_candidate: "No work was found that could be meant.",
  unavailable: "The service did not answer; ask again later.",
};
const METHOD = { identifier: "by its identifier", search: "by searching its text", decision: "by a person" };

/** Show the chosen work, or the graph where none is. */
export function fillDetails() {
  byId("details").replaceChildren(...(state.chosen === null ? aboutGraph() : aboutWork(state.chosen)));
  byId("details-pane").scrollTop = 0;
}

function aboutWork(place) {
  const work = works[place];
  const entry = coreOf.get(place);
  return [
    make(
      "div.badges",
      null,
      entry && make("span.badge.core", null, `Core work ${entry.rank} of ${core.length}`),
      work.seed && make("span.badge.seed", null, "Seed"),
      make("span.badge", null, STATUS[work.status]),
      make(
        "button.close",
        { type: "button", "aria-label": "Close details", onclick: () => change({ chosen: null }) },
        "×",
      ),
    ),
    make("h2", null, work.title || (work.text ? work.label : nameOf(place))),
    (work.authors || []).length ? make("p.authors", { title: work.authors.join("; ") }, authorsOf(place)) : null,
    imprint(work),
    link(work),
    markEditor(place),
    facts(place),
    ...(entry ? whyCore(entry) : []),
    ...(work.status === "unresolved" ? unmatched(work) : []),
    ...ties("Cited by, in this graph", incoming[place], 0, "cited"),
    ...ties("Cites, in this graph", outgoing[place], 1, "cites"),
    ...origin(work),
  ].filter(Boolean);
}

function authorsOf(place) {
  const names = works[place].authors;
  return names.length > 8 ? `${names.slice(0, 7).join("; ")} … and ${names.length - 7} more` : names.join("; ");
}

function imprint(work) {
  const volume = work.volume ? ` ${work.volume}${work.issue ? `(${work.issue})` : ""}` : "";
  const pages = work.pages ? `, ${work.pages}` : "";
  const where = work.venue ? [make("cite", null, work.venue), `${volume}${pages}`] : [];
  const year = work.year === undefined ? "no year" : String(work.year);
  return make("p.imprint", null, ...where, where.length ? " · " : null, year);
}

function link(work) {
  if (!work.doi) return null;
  const address = addressOf(work.doi);
  return make(
    "p.doi",
    null,
    address ? make("a", { href: address, rel: "noopener noreferrer", target: "_blank" }, work.doi) : work.doi,
  );
}

function facts(place) {
  const work = works[place];
  const fact = (value, words) => make("div", null, make("dd", null, value), make("dt", null, words));
  const deposited = work.references_deposited;
  return make(
    "dl.facts",
    null,
    fact(citedHere(place).toLocaleString("en"), "cited here"),
    fact(
      outgoing[place].length.toLocaleString("en") +
        (deposited === undefined ? "" : ` of ${deposited.toLocaleString("en")}`),
      deposited === undefined ? "references here" : "references here, of those deposited",
    ),
    work.gcs === undefined ? null : fact(work.gcs.toLocaleString("en"), "cited everywhere, says the service"),
  );
}

function whyCore(entry) {
  return [
    make("h3", null, "Why it is core"),
    entry.reasons.length
      ? make("ul.reasons", null, ...entry.reasons.map((reason) => make("li", null, reason)))
      : null,
    entry.cautions.length
      ? make(
          "ul.cautions",
          { "aria-label": "Cautions" },
          ...entry.cautions.map((caution) => make("li", null, caution)),
        )
      : null,
    entry.measures.length
      ? make(
          "table.measures",
          null,
          make("caption.unseen", null, "Measures, and its rank in each among the works ranked"),
          make(
            "tbody",
            null,
            ...entry.measures.map(([name, value, rank]) =>
              make(
                "tr",
                null,
                make("th", { scope: "row" }, name),
                make("td", null, value),
                make("td.rank-of", null, rank ? `rank ${rank.toLocaleString("en")}` : ""),
              ),
            ),
          ),
        )
      : null,
  ];
}

function unmatched(work) {
  return [
    make("h3", null, "The reference as printed"),
    work.text ? make("blockquote", null, work.text) : null,
    work.verdict ? make("p.note", null, VERDICT[work.verdict] || work.verdict) : null,
    ...(work.candidates && work.candidates.length
      ? [make("h4", null, "Considered"), make("ol.candidates", null, ...work.candidates.map(candidate))]
      : []),
  ];
}

function candidate({ title, doi, year, score }) {
  const address = addressOf(doi);
  return make(
    "li",
    null,
    title || doi || "",
    year ? ` (${year})` : null,
    " ",
    doi ? (address ? make("a", { href: address, rel: "noopener noreferrer", target: "_blank" }, doi) : doi) : null,
    score === undefined ? null : make("span.score", null, percent(score)),
  );
}

const percent = (score) =>
  `${score > 0 && score < 0.01 ? "< 1" : score > 0.99 && score < 1 ? "> 99" : Math.round(score * 100)} %`;

/** One side of a work's citations: a button for each, and how its reference was read. */
function ties(heading, some, end, side) {
  const order = [...some].sort((a, b) => citedHere(citations[b][end]) - citedHere(citations[a][end]) || a - b);
  if (!order.length) return [];
  const list = make("ul.ties", null, ...order.slice(0, 30).map((i) => tieItem(i, end)));
  const rest = order.slice(30);
  const more = rest.length
    ? make(
        "button.quiet",
        {
          type: "button",
          onclick: () => {
            list.append(...rest.map((i) => tieItem(i, end)));
            more.remove();
          },
        },
        `Show ${rest.length} more`,
      )
    : null;
  return [make(`h3.${side}`, null, `${heading} `, make("span.number", null, order.length)), list, more];
}

function tieItem(citation, end) {
  const place = citations[citation][end];
  return make(
    "li",
    null,
    make(
      "button.tie",
      { type: "button", onclick: () => change({ chosen: place }) },
      make(`span.mark.${markOf(place)}`, { "aria-hidden": "true" }),
      make(
        "span.words",
        null,
        make("span.name", null, nameOf(place)),
        make("span.by", null, [byline(place, 2), works[place].year].filter(Boolean).join(" · ")),
      ),
    ),
    how(citation),
  );
}

function how(citation) {
  const { score, method, sources, text, evidence } = reading(citation);
  const said = [
    method ? `Matched ${METHOD[method] || method}.` : null,
    sources.length ? `Said by ${sources.join(", ")}.` : null,
  ]
    .filter(Boolean)
    .join(" ");
  if (!said && !text) return null;
  return make(
    "details.how",
    null,
    make(
      "summary",
      null,
      make("span", { class: score < 0.9 ? "score doubtful" : "score" }, percent(score)),
      make("span.unseen", null, " certain; how it was read"),
    ),
    make("p", null, `${percent(score)} certain to be read correctly. ${said}`),
    text ? make("blockquote", null, text) : null,
    evidence && evidence.length
      ? make(
          "table.evidence",
          null,
          make(
            "thead",
            null,
            make(
              "tr",
              null,
              ...["", "In the reference", "In the record", ""].map((head) => make("th", { scope: "col" }, head)),
            ),
          ),
          make(
            "tbody",
            null,
            ...evidence.map(([field, claimed, found, agreement]) =>
              make(
                "tr",
                null,
                make("th", { scope: "row" }, field.replaceAll("_", " ")),
                make("td", null, claimed),
                make("td", null, found),
                make("td", null, agreement === null ? "" : percent(agreement)),
              ),
            ),
          ),
        )
      : null,
  );
}

function origin(work) {
  if (!work.via || !work.via.length) return [];
  const shown = work.via
    .slice(0, 6)
    .map((via) =>
      typeof via === "number"
        ? make("button.inline", { type: "button", onclick: () => change({ chosen: via }) }, works[via].label)
        : make("span", null, via),
    );
  const depth = work.seed
    ? "A seed, found in "
    : work.depth
      ? `${many(work.depth, "step")} from the nearest seed, found in `
      : "Found in ";
  return [
    make("h3", null, "How it came here"),
    make(
      "p.note.origin",
      null,
      depth,
      ...shown.flatMap((node, i) => (i ? [", ", node] : [node])),
      work.via.length > 6 ? ` and ${work.via.length - 6} more` : null,
      ".",
    ),
  ];
}

function aboutGraph() {
  const seeds = works.filter((work) => work.seed).length;
  const rows = (pairs) =>
    make(
      "table.plain",
      null,
      make(
        "tbody",
        null,
        ...pairs.map(([name, value]) =>
          make("tr", null, make("th", { scope: "row" }, name), make("td", null, value)),
        ),
      ),
    );
  const section = (heading, pairs) => (pairs.length ? [make("h3", null, heading), rows(pairs)] : []);
  return [
    make("div.badges", null, make("span.badge", null, "About this graph")),
    make("h2", null, `${many(works.length, "work")}, ${many(citations.length, "citation")}`),
    make(
      "p",
      null,
      seeds ? `Grown from ${many(seeds, "seed")} by following reference lists. ` : "",
      core.length
        ? `The ${core.length} core works are those this literature itself leans on; choose one to see why. `
        : "",
      "A line runs from the citing to the cited work, and a mark grows with its citations here.",
    ),
    about.cautions.length ? make("h3", null, "Before you rely on it") : null,
    about.cautions.length
      ? make("ul.cautions", null, ...about.cautions.map((caution) => make("li", null, caution)))
      : null,
    ...section(
      "Inputs",
      about.inputs.map(([name, digest]) => [
        name,
        digest ? make("code", { title: "SHA-256 of the file, first 12 digits" }, digest) : "",
      ]),
    ),
    ...section("Sources", about.sources),
    ...section("Counts", about.counts),
    ...section("Parameters", about.parameters),
    make(
      "p.note",
      null,
      `Page by citegraph ${version}`,
      about.built_with && about.built_with !== version && `; graph by citegraph ${about.built_with}`,
      ". ",
      "It asks no network for anything.",
    ),
  ].filter(Boolean);
}
