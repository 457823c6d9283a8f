/** Ties state to page: what changes, what is shown anew. */

import { say } from "./texts.js";
import { works, citations, citedHere, nameOf, outgoing, allRead, measures, rankIn } from "./data.js";
import { byId, isNarrow } from "./dom.js";
import { state, change, whenChanged, kept, found } from "./state.js";
import { network, redraw, repaint, settle, show, arrange } from "./stage.js";
import { paintScene } from "./paint.js";
import { sayDrawn } from "./drawn.js";
import { fillList, markChosen, showTabs, countTabs } from "./lists.js";
import { fillDetails } from "./details.js";
import { showFilters } from "./filters.js";
import { showPane, showView } from "./menus.js";
import { showPlayer } from "./player.js";
import { concerns, remember, recall } from "./address.js";

const FILTERS = [
  ...["query", "from", "to", "undated", "statuses", "communities", "depths"],
  ...["venue", "author", "mine", "marked", "until"],
];

function showCount() {
  const left = found.reduce((sum, one) => sum + one, 0);
  const lines = citations.reduce((sum, [a, b]) => sum + (kept[a] && kept[b] ? 1 : 0), 0);
  byId("count").textContent = say("count.shown", {
    some: left,
    works: say("count.works", { n: works.length }),
    citations: say("count.citations", { n: lines }),
  });
}

function speak() {
  if (state.chosen === null) return;
  byId("spoken").textContent = say("details.spoken", {
    name: nameOf(state.chosen),
    cited: say("list.cited", { n: citedHere(state.chosen) }),
    cites: say("list.cites", { n: outgoing[state.chosen].length }),
  });
}

function showChosen() {
  markChosen();
  speak();
  byId("details-pane").scrollTop = 0;
  if (state.chosen !== null) show(state.chosen);
  byId("card").hidden = state.chosen === null;
  byId("card").textContent = state.chosen === null ? "" : `${nameOf(state.chosen)} ›`;
  if (state.chosen === null && isNarrow() && byId("panes").dataset.pane === "details") showPane("stage");
  document.body.classList.toggle("choosing", state.chosen !== null);
}

whenChanged((names) => {
  const changed = (...some) => some.some((name) => names.has(name));
  const filtered = changed(...FILTERS) || (changed("marks") && state.marked !== "");
  if (filtered || changed("list", "sort", "rank")) fillList();
  if (changed("list", "sort", "rank")) showTabs();
  if (filtered || changed("rank")) countTabs();
  if (filtered) {
    showCount();
    showFilters();
    showPlayer();
  }
  if (changed("query") && byId("search").value !== state.query) byId("search").value = state.query;
  if (names.size > 1 || !changed("pointed")) sayDrawn();
  if (changed("chosen", "ends", "path")) fillDetails();
  if (changed("chosen")) showChosen();
  if (changed("layout", "colour", "size", "rank", "mainPath")) showView();
  if (changed("layout")) arrange();
  if (concerns(names)) remember(names);
  redraw();
});

byId("search").addEventListener("input", (event) =>
  change({ query: event.target.value, list: event.target.value ? "all" : state.list }),
);

repaint();
showTabs();
fillList();
countTabs();
showFilters();
showView();
showPlayer();
showCount();
sayDrawn();
fillDetails();
settle();
recall();
allRead.then(fillDetails);
// What the first choice of a work would have to wait for, each when there is time.
for (const { name } of measures) setTimeout(() => rankIn(name, 0));
addEventListener("hashchange", recall);
globalThis.citegraph = { ready: true, network, state, change, works, paintScene, allRead };
