/** Filters: years, status, community, depth, venue, author, the reader's own library and marks; each can be taken off. */

import { say, number } from "./texts.js";
import { works, timeline, communities } from "./data.js";
import { byId, make, draw } from "./dom.js";
import { state, change, span, statuses, unfiltered, isOff, isFiltered, communityOf } from "./state.js";

const SUGGESTED = 400; // venues or authors offered while typing

/** How many works have each value, the most frequent first. */
function tally(valuesOf) {
  const counts = new Map();
  for (const work of works) for (const value of valuesOf(work)) counts.set(value, (counts.get(value) || 0) + 1);
  return [...counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1));
}

/** What a community is called. */
export function communityName(numbered) {
  if (numbered === -1) return say("filters.small_communities");
  const name = communities.find((one) => one.number === numbered)?.name;
  return name ? say("filters.community_named", { number: numbered + 1, name }) : say("stage.community", { number: numbered + 1 });
}

const depthName = (depth) => (depth === 0 ? say("filters.depth_seed") : say("filters.depth", { n: depth }));
const statusName = (status) => say(`status.${status}`);

// Years.

const [from, to] = [byId("year-from"), byId("year-to")];
byId("years").hidden = timeline.years.length === 0;
for (const input of [from, to]) [input.min, input.max] = span;
from.addEventListener("input", () => change({ from: Math.min(Number(from.value), state.to) }));
to.addEventListener("input", () => change({ to: Math.max(Number(to.value), state.from) }));
byId("undated").addEventListener("change", (event) => change({ undated: event.target.checked }));
const undated = works.filter((work) => work.year === undefined).length;
byId("undated-count").textContent = number(undated);
byId("undated-label").hidden = undated === 0;

const counts = tally((work) => (work.year === undefined ? [] : [work.year]));
byId("years-bars").setAttribute("viewBox", `0 0 ${span[1] - span[0] + 1} 1`);
byId("years-bars").replaceChildren(
  ...counts.map(([year, count]) => {
    const height = Math.sqrt(count / counts[0][1]);
    return draw("rect", { x: year - span[0] + 0.1, width: 0.8, y: 1 - height, height, "data-year": year });
  }),
);

// Boxes to tick: none ticked asks for nothing, but for status.

function boxes(id, name, values, words) {
  byId(id).hidden = values.length < 2;
  byId(id).append(
    ...values.map(([value, count]) =>
      make(
        "label",
        null,
        make("input", { type: "checkbox", id: `${id}-${value}`, onchange: (event) => toggle(name, value, event.target.checked) }),
        make("span.said", null, words(value)),
        make("span", null, number(count)),
      ),
    ),
  );
}

function toggle(name, value, on) {
  const left = new Set(state[name]);
  if (on) left.add(value);
  else left.delete(value);
  change({ [name]: left });
}

const byNumber = (some) => some.sort(([a], [b]) => a - b);
const statusCounts = new Map(tally((work) => [work.status]));
const BOXES = {
  statuses: ["status", statuses.filter((one) => statusCounts.has(one)).map((one) => [one, statusCounts.get(one)]), statusName],
  communities: [
    "community",
    byNumber(tally((work) => [communityOf(work)])).sort(([a], [b]) => (a === -1) - (b === -1)),
    communityName,
  ],
  depths: ["depth", byNumber(tally((work) => (work.depth === undefined ? [] : [work.depth]))), depthName],
};
for (const [name, [id, values, words]] of Object.entries(BOXES)) boxes(id, name, values, words);

// Words to type, values to choose.

for (const [name, valuesOf] of [
  ["venue", (work) => (work.venue ? [work.venue] : [])],
  ["author", (work) => work.authors || []],
]) {
  const values = tally(valuesOf);
  byId(`${name}-label`).hidden = !values.length;
  byId(`${name}-known`).append(...values.slice(0, SUGGESTED).map(([value]) => make("option", { value })));
  byId(name).addEventListener("input", (event) => change({ [name]: event.target.value.trim() }));
}
byId("mine-label").hidden = !works.some((work) => work.mine);
for (const name of ["mine", "marked"]) byId(name).addEventListener("change", (event) => change({ [name]: event.target.value }));
byId("filters-clear").addEventListener("click", () => change(unfiltered()));

// What is on.

/** Each filter that is on: its words, and what takes it off. */
function active() {
  const off = unfiltered();
  const on = (name, text, changes = { [name]: off[name] }) => ({ text, changes });
  const without = (name, value) => ({ [name]: new Set([...state[name]].filter((one) => one !== value)) });
  const said = [];
  if (!isOff("from") || !isOff("to")) said.push(on("from", yearsSaid(), { from: off.from, to: off.to }));
  if (!isOff("undated")) said.push(on("undated", say("filters.dated_only")));
  if (!isOff("statuses")) {
    const left = statuses.filter((one) => state.statuses.has(one)).map(statusName);
    said.push(on("statuses", left.join(", ") || say("filters.no_status")));
  }
  for (const value of state.communities) said.push(on("communities", communityName(value), without("communities", value)));
  for (const value of state.depths) said.push(on("depths", depthName(value), without("depths", value)));
  for (const name of ["venue", "author"])
    if (state[name]) said.push(on(name, say(`filters.${name}_is`, { words: state[name] })));
  for (const name of ["mine", "marked"]) if (state[name]) said.push(on(name, say(`filters.${state[name]}`)));
  return said;
}

const yearsSaid = () => (state.from === state.to ? String(state.from) : `${state.from}–${state.to}`);

function chip({ text, changes }) {
  return make(
    "button.chip",
    {
      type: "button",
      "aria-label": say("filters.take_off", { text }),
      onclick: () => {
        change(changes);
        (byId("chips").querySelector("button") || byId("filters").querySelector("summary")).focus();
      },
    },
    make("span", null, text),
    make("span", { "aria-hidden": "true" }, "×"),
  );
}

/** Show the filters as they are. */
export function showFilters() {
  [from.value, to.value] = [state.from, state.to];
  byId("undated").checked = state.undated;
  byId("years-said").textContent = yearsSaid();
  for (const [name, [id, values]] of Object.entries(BOXES))
    for (const [value] of values) byId(`${id}-${value}`).checked = state[name].has(value);
  for (const name of ["venue", "author"]) if (document.activeElement !== byId(name)) byId(name).value = state[name];
  for (const name of ["mine", "marked"]) byId(name).value = state[name];
  const on = active();
  byId("filters-active").textContent = on.length ? number(on.length) : "";
  byId("chips").replaceChildren(...on.map(chip));
  byId("chips").hidden = !on.length;
  byId("filters-clear").hidden = !isFiltered();
  for (const bar of byId("years-bars").children) {
    const year = Number(bar.dataset.year);
    bar.classList.toggle("out", year < state.from || year > state.to);
  }
}
