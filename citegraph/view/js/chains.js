/** The path between two works, in words, and choosing its ends. */

import { say } from "./texts.js";
import { works } from "./data.js";
import { make } from "./dom.js";
import { state, change } from "./state.js";
import { doesCite } from "./paths.js";

const button = (kind, text, onclick) => make(`button.${kind}`, { type: "button", onclick }, text);
const to = (place) => button("inline", works[place].label, () => change({ chosen: place }));

/** What the details of a work say of paths: where one can begin or end, and the one there is. */
export function pathTools(place) {
  const [first, last] = state.ends || [null, null];
  return [
    make("h3", null, say("path.heading")),
    make(
      "p.copying",
      null,
      first !== place && button("quiet", say("path.from_here"), () => change({ ends: [place, last === place ? null : last] })),
      last !== place && button("quiet", say("path.to_here"), () => change({ ends: [first === place ? null : first, place] })),
      state.ends && button("quiet", say("path.clear"), () => change({ ends: null })),
    ),
    told(),
  ];
}

function told() {
  if (!state.ends) return make("p.note", null, say("path.how"));
  const [first, last] = state.ends;
  if (first === null) return make("p.note", null, say("path.ends_at", { label: works[last].label }));
  if (last === null) return make("p.note", null, say("path.begins_at", { label: works[first].label }));
  if (!state.path) return make("p.note", null, say("path.none", { first: works[first].label, last: works[last].label }));
  const steps = state.path.slice(1).map((place, i) => [doesCite(state.path[i], place) ? "cites" : "cited_by", place]);
  return make(
    "ol.chain",
    { "aria-label": say("path.between", { first: works[first].label, last: works[last].label }) },
    make("li", null, to(state.path[0])),
    ...steps.map(([how, place]) => make("li", null, `${say(`path.${how}`)} `, to(place))),
  );
}
