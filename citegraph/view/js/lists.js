/** The list: every work the stage shows, as text, with the same choice. */

import { works, core, coreOf, citedHere, citedBy, cites, byline, nameOf, many } from "./data.js";
import { number } from "./texts.js";
import { byId, make } from "./dom.js";
import { markSign, marked, whenMarked } from "./marks.js";
import { state, change, found } from "./state.js";

const AT_ONCE = 200;
let limit = AT_ONCE;

const ORDERS = {
  cited: (a, b) => citedHere(b) - citedHere(a),
  newest: (a, b) => (works[b].year ?? -Infinity) - (works[a].year ?? -Infinity),
  oldest: (a, b) => (works[a].year ?? Infinity) - (works[b].year ?? Infinity),
  gcs: (a, b) => (works[b].gcs ?? -1) - (works[a].gcs ?? -1),
  label: (a, b) => works[a].label.localeCompare(works[b].label, "en"),
};

const others = [...works.keys()].filter((place) => !coreOf.has(place)).sort((a, b) => ORDERS.cited(a, b) || a - b);

/** The works now in the list, in its order. */
export function inList() {
  if (state.list === "core") return core.map((entry) => entry.work).filter((place) => found[place]);
  if (state.list === "marked") return marked(core.map((entry) => entry.work).concat(others)).filter((place) => found[place]);
  const order = ORDERS[state.sort];
  return [...works.keys()].filter((place) => found[place]).sort((a, b) => order(a, b) || ORDERS.cited(a, b) || a - b);
}

let listed = [];

/** Fill the list anew. */
export function fillList() {
  listed = inList();
  limit = Math.max(AT_ONCE, Math.ceil((listed.indexOf(state.chosen) + 1) / AT_ONCE) * AT_ONCE);
  showList();
}

function showList() {
  byId("list").replaceChildren(...listed.slice(0, limit).map(option));
  byId("list-empty").hidden = listed.length > 0;
  byId("more").hidden = listed.length <= limit;
  byId("more").textContent = `Show ${Math.min(AT_ONCE, listed.length - limit)} more of ${listed.length}`;
  markChosen(false);
}

byId("more").addEventListener("click", () => {
  limit += AT_ONCE;
  showList();
});

function option(place, i) {
  const entry = coreOf.get(place);
  const work = works[place];
  const names = byline(place, 2);
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
    state.list === "core"
      ? make("span.rank", null, entry.rank)
      : make(`span.mark.${markOf(place)}`, { "aria-hidden": "true" }),
    make(
      "span.words",
      null,
      make("span.name", null, nameOf(place)),
      make("span.by", null, [names, work.venue, work.year].filter(Boolean).join(" · ")),
      state.list === "core" && entry.reasons.length ? make("span.why", null, entry.reasons[0]) : null,
    ),
    make(
      "span.cited",
      { title: `cited by ${many(citedHere(place), "work")} here` },
      citedHere(place) || "",
      make("span.unseen", null, ` cited by ${many(citedHere(place), "work")} here`),
      markSign(place),
    ),
  );
}

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

const TABS = ["core", "all", "marked"];

/** Which list is shown: "core", "all" or "marked". */
export function showTabs() {
  for (const name of TABS) {
    const shown = state.list === name;
    byId(`tab-${name}`).setAttribute("aria-selected", String(shown));
    byId(`tab-${name}`).tabIndex = shown ? 0 : -1;
  }
  byId("list-scroll").setAttribute("aria-labelledby", `tab-${state.list}`);
  byId("sorting").hidden = state.list !== "all";
  byId("reading").hidden = state.list !== "marked";
}

whenMarked(() => {
  byId("marked-count").textContent = number(marked().length);
  if (state.list === "marked") fillList();
});

for (const name of TABS) {
  byId(`tab-${name}`).addEventListener("click", () => change({ list: name }));
  byId(`tab-${name}`).addEventListener("keydown", (event) => {
    if (!event.key.startsWith("Arrow")) return;
    const step = event.key === "ArrowRight" ? 1 : TABS.length - 1;
    change({ list: TABS[(TABS.indexOf(state.list) + step) % TABS.length] });
    byId(`tab-${state.list}`).focus();
  });
}

byId("sort").addEventListener("change", (event) => change({ sort: event.target.value }));
