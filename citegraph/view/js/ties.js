/** A work's citations, each with how its reference was read and matched. */

import { say, beside } from "./texts.js";
import { works, citations, citedHere, reading, byline, nameOf } from "./data.js";
import { make } from "./dom.js";
import { change } from "./state.js";
import { markOf } from "./lists.js";

const METHODS = ["identifier", "search", "decision"];

/** A share in words: 83 %, < 1 %, > 99 %. */
export const percent = (score) =>
  `${score > 0 && score < 0.01 ? "< 1" : score > 0.99 && score < 1 ? "> 99" : Math.round(score * 100)} %`;

/** One side of a work's citations: a button for each, and how its reference was read. */
export function ties(heading, some, end, side) {
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
        say("details.more", { n: rest.length }),
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
        make("span.by", null, beside([byline(place, 2), works[place].year])),
      ),
    ),
    how(citation),
  );
}

/** How certain a citation is, and, once opened, how it was read. */
function how(citation) {
  const { score, method, sources, text } = reading(citation);
  if (!method && !sources.length && !text) return null;
  const unopened = ({ target }) => target.open && target.children.length === 1 && target.append(...told(citation));
  return make(
    "details.how",
    { ontoggle: unopened },
    make(
      "summary",
      null,
      make("span", { class: score < 0.9 ? "score doubtful" : "score" }, percent(score)),
      make("span.unseen", null, ` ${say("details.how_read")}`),
    ),
  );
}

function told(citation) {
  const { score, method, sources, text, evidence } = reading(citation);
  const said = [
    say("details.certain", { percent: percent(score) }),
    method && say(METHODS.includes(method) ? `method.${method}` : "method.other", { method }),
    sources.length && say("details.said_by", { sources: sources.join(", ") }),
  ];
  const row = ([field, claimed, found, agreement]) =>
    make(
      "tr",
      null,
      make("th", { scope: "row" }, field.replaceAll("_", " ")),
      make("td", null, claimed),
      make("td", null, found),
      make("td", null, agreement === null ? "" : percent(agreement)),
    );
  const heads = ["field", "claimed", "found", "agreement"].map((head) => make("th", { scope: "col" }, say(`evidence.${head}`)));
  return [
    make("p", null, said.filter(Boolean).join(" ")),
    text && make("blockquote", null, text),
    evidence?.length &&
      make(
        "table.evidence",
        null,
        make("thead", null, make("tr", null, ...heads)),
        make("tbody", null, ...evidence.map(row)),
      ),
  ].filter(Boolean);
}
