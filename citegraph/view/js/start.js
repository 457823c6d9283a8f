/** Ties state to page: what changes, what is shown anew, what the address remembers. */

import { say } from "./texts.js";
import { works, citations, core, citedHere, nameOf, many, outgoing, allRead } from "./data.js";
import { byId, isNarrow } from "./dom.js";
import { state, change, whenChanged, kept, found } from "./state.js";
import { network, redraw, repaint, fit, show, arrange } from "./stage.js";
import { paintScene } from "./paint.js";
import { sayDrawn } from "./drawn.js";
import { fillList, markChosen, showTabs } from "./lists.js";
import { fillDetails } from "./details.js";
import { showFilters, showPane } from "./controls.js";

function showCount() {
  const left = found.reduce((sum, one) => sum + one, 0);
  const lines = citations.reduce((sum, [a, b]) => sum + (kept[a] && kept[b] ? 1 : 0), 0);
  byId("count").textContent = say("count.shown", {
      some: left,
      works: say("count.works", { n: works.length }),
      citations: say("count.citations", { n: lines }),
    });
  byId("core-count").textContent = core.filter((entry) => found[entry.work]).length;
  byId("all-count").textContent = left.toLocaleString("en");
}

function speak() {
  if (state.chosen === null) return;
  const cited = many(citedHere(state.chosen), "work");
  byId("spoken").textContent =
    `${nameOf(state.chosen)}. Cited by ${cited} here, cites ${many(outgoing[state.chosen].length, "work")} here.`;
}

function remember() {
  const said = new URLSearchParams();
  if (state.chosen !== null) said.set("sel", works[state.chosen].id);
  if (state.query) said.set("q", state.query);
  if (state.layout !== "map") said.set("lay", state.layout);
  const hash = said.size || [...said].length ? `#${said}` : "#";
  // Pages inside another page's frame may not touch the address.
  try {
    if (location.hash !== hash && (hash !== "#" || location.hash)) history.replaceState(null, "", hash);
  } catch (error) {
    if (error.name !== "SecurityError") throw error;
  }
}

function recall() {
  const said = new URLSearchParams(location.hash.slice(1));
  const chosen = works.findIndex((work) => work.id === said.get("sel"));
  const query = said.get("q") || "";
  byId("search").value = query;
  change({
    chosen: chosen < 0 ? null : chosen,
    query,
    layout: ["timeline", "history"].includes(said.get("lay")) ? said.get("lay") : "map",
    list: query || (chosen >= 0 && !core.some((entry) => entry.work === chosen)) ? "all" : state.list,
  });
}

whenChanged((names) => {
  const changed = (...some) => some.some((name) => names.has(name));
  if (changed("query", "from", "to", "undated", "statuses", "list", "sort")) fillList();
  if (changed("list")) showTabs();
  if (changed("query", "from", "to", "undated", "statuses", "chosen")) showCount();
  if (names.size > 1 || !changed("pointed")) sayDrawn();
  if (changed("from", "to", "undated", "statuses")) showFilters();
  if (changed("chosen")) {
    fillDetails();
    markChosen();
    speak();
    if (state.chosen !== null) show(state.chosen);
    byId("card").hidden = state.chosen === null;
    byId("card").textContent = state.chosen === null ? "" : `${nameOf(state.chosen)} ›`;
    if (state.chosen === null && isNarrow() && byId("panes").dataset.pane === "details") showPane("stage");
  }
  if (changed("layout")) {
    for (const name of ["map", "timeline"])
      byId(`layout-${name}`).setAttribute("aria-pressed", String(state.layout === name));
    arrange();
  }
  if (changed("chosen", "query", "layout")) remember();
  document.body.classList.toggle("choosing", state.chosen !== null);
  redraw();
});

repaint();
if (!core.length) {
  state.list = "all";
  byId("tab-core").hidden = true;
}
showTabs();
fillList();
showFilters();
showCount();
sayDrawn();
fillDetails();
fit(works.keys(), false);
recall();
allRead.then(fillDetails);
addEventListener("hashchange", recall);
globalThis.citegraph = { ready: true, network, state, change, works, paintScene };
