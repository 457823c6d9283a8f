/** The list: every work the stage shows, as text, with the same choice. */

import { say, number, beside, sentence } from "./texts.js";
import { works, core, coreOf, citedHere, citedBy, cites, byline, nameOf, measures, rankIn } from "./data.js";
import { byId, make } from "./dom.js";
import { markSign, marked, whenMarked } from "./marks.js";
import { state, change, found } from "./state.js";
import { numberOf } from "./looks.js";

const AT_ONCE = 200;
let limit = AT_ONCE;

const byCited = (a, b) => citedHere(b) - citedHere(a) || a - b;
const byRank = (a, b) => rankOf(a) - rankOf(b);
const ORDERS = {
  rank: byRank,
  cited: byCited,
  newest: (a, b) => (works[b].year ?? -Infinity) - (works[a].year ?? -Infinity),
  oldest: (a, b) => (works[a].year ?? Infinity) - (works[b].year ?? Infinity),
  gcs: (a, b) => (works[b].gcs ?? -1) - (works[a].gcs ?? -1),
  label: (a, b) => works[a].label.localeCompare(works[b].label, "en"),
};

/** A work's rank by what the reader ranks by; beyond every rank where it has none. */
function rankOf(place) {
  const rank = state.rank === "core" ? coreOf.get(place)?.rank : rankIn(state.rank, place).rank;
  return rank ?? works.length + 1;
}

/** The best works by what the reader ranks by: those that carry a number on the stage. */
const best = () =>
  state.rank === "core"
    ? core.map((entry) => entry.work)
    : [...works.keys()].filter((place) => numberOf(place) !== undefined).sort((a, b) => byRank(a, b) || byCited(a, b));

/** What each tab lists. @type {Object<string, function(): number[]>} */
const LISTS = {
  core: best,
  all: () => [...works.keys()].sort((a, b) => ORDERS[state.sort](a, b) || byCited(a, b)),
  marked: () => marked([...works.keys()].sort((a, b) => byRank(a, b) || byCited(a, b))),
};

/** The works now in the list, in its order. */
export const inList = () => LISTS[state.list]().filter((place) => found[place]);

let listed = [];

/** Fill the list anew. */
export function fillList() {
  listed = inList();
  limit = Math.max(AT_ONCE, Math.ceil((listed.indexOf(state.chosen) + 1) / AT_ONCE) * AT_ONCE);
  showList();
}

function showList() {
  byId("list").replaceChildren(...listed.slice(0, limit).map(option));
  byId("list").hidden = listed.length === 0;
  byId("list-empty").hidden = listed.length > 0;
  byId("list-empty").textContent = say(`list.${whyEmpty()}`);
  byId("more").hidden = listed.length <= limit;
  byId("more").textContent = say("list.more", { n: Math.min(AT_ONCE, listed.length - limit), all: listed.length });
  markChosen(false);
}

function whyEmpty() {
  if (!works.length) return "none_at_all";
  if (state.list === "marked" && !marked().length) return "none_marked";
  return found.includes(1) ? "none_here" : "none";
}

byId("more").addEventListener("click", () => {
  limit += AT_ONCE;
  showList();
});

function option(place, i) {
  const entry = coreOf.get(place);
  const work = works[place];
  const names = byline(place, 2);
  const [value, told] = figure(place);
  const ranked = state.list === "core" && numberOf(place) !== undefined;
  return make(
    "div.option",
    {
      role: "option",
      id: `work-${place}`,
      "data-work": place,
      "aria-selected": "false",
      "aria-setsize": listed.length,
      "aria-posinset": i + 1,
    },
    ranked
      ? make("span.rank", null, numberOf(place))
      : make(`span.mark.${markOf(place)}`, { "aria-hidden": "true" }),
    make(
      "span.words",
      null,
      make("span.name", null, nameOf(place)),
      make("span.by", null, beside([names, work.venue, work.year])),
      state.list === "core" && state.rank === "core" && entry?.reasons.length
        ? make("span.why", null, sentence(entry.reasons[0]))
        : null,
    ),
    make("span.cited", { title: told }, value, make("span.unseen", null, ` ${told}`), markSign(place)),
  );
}

/** The number at the right of a work, and what it says: its citations, or its value where a measure ranks. */
function figure(place) {
  const measure = state.rank === "core" ? null : measures.find(({ name }) => name === state.rank);
  if (!measure) return [citedHere(place) ? number(citedHere(place)) : "", say("list.cited", { n: citedHere(place) })];
  const value = measure.values[place];
  const shown = value === null ? "–" : short(value);
  return [shown, `${measure.label}: ${shown}`];
}

/** A number as a reader wants it: whole ones whole, others to three digits. */
export const short = (value) => (Number.isInteger(value) ? number(value) : String(Number(value.toPrecision(3))));

/** The class of a work's mark: its shape and fill in lists. */
export function markOf(place) {
  if (coreOf.has(place)) return works[place].seed ? "is-core.is-seed" : "is-core";
  return works[place].seed ? "is-seed" : `is-${works[place].status}`;
}

/** Show the choice in the list, and scroll to it. */
export function markChosen(scroll = true) {
  const list = byId("list");
  list.querySelectorAll("[aria-selected=true]").forEach((item) => item.setAttribute("aria-selected", "false"));
  const item = state.chosen === null ? null : byId(`work-${state.chosen}`);
  if (!item) {
    list.removeAttribute("aria-activedescendant");
    return;
  }
  item.setAttribute("aria-selected", "true");
  list.setAttribute("aria-activedescendant", item.id);
  if (scroll) item.scrollIntoView({ block: "nearest" });
}

/** The work one key away from the chosen one, or undefined. */
export function neighbour(key) {
  const at = listed.indexOf(state.chosen);
  const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }[key];
  if (step) return listed[at < 0 ? 0 : Math.max(0, Math.min(listed.length - 1, at + step))];
  if (key === "Home") return listed[0];
  if (key === "End") return listed[Math.min(limit, listed.length) - 1];
  if (state.chosen === null) return undefined;
  const around = { ArrowLeft: cites, ArrowRight: citedBy }[key];
  return around && around(state.chosen).find((place) => found[place]);
}

byId("list").addEventListener("click", (event) => {
  const item = event.target.closest("[data-work]");
  if (item) change({ chosen: Number(item.dataset.work) });
});

// Tabs.

const tabs = () => [...document.querySelectorAll("[role=tab]")].filter((tab) => !tab.hidden);

/** Which list is shown, and how many works each holds. */
export function showTabs() {
  const measure = measures.find(({ name }) => name === state.rank);
  byId("tab-core").hidden = state.rank === "core" && !core.length;
  byId("core-name").textContent = measure ? say("list.best") : say("list.core");
  for (const tab of tabs()) {
    const shown = tab.id === `tab-${state.list}`;
    tab.setAttribute("aria-selected", String(shown));
    tab.tabIndex = shown ? 0 : -1;
  }
  byId("list-scroll").setAttribute("aria-labelledby", `tab-${state.list}`);
  byId("sorting").hidden = state.list !== "all";
  byId("sort").value = state.sort;
  byId("reading").hidden = state.list !== "marked";
}

whenMarked(() => {
  byId("marked-count").textContent = number(marked().length);
  if (state.list === "marked") fillList();
});

/** Say how many works each tab lists. */
export function countTabs() {
  byId("core-count").textContent = number(best().filter((place) => found[place]).length);
  byId("all-count").textContent = number(found.reduce((sum, one) => sum + one, 0));
}

for (const tab of document.querySelectorAll("[role=tab]")) {
  tab.addEventListener("click", () => change({ list: tab.id.slice("tab-".length) }));
  tab.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const all = tabs();
    const next = all[(all.indexOf(tab) + step + all.length) % all.length];
    next.click();
    next.focus();
  });
}

byId("sort").addEventListener("change", (event) => change({ sort: event.target.value }));
