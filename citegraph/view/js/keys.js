/** The keyboard. */

import { byId } from "./dom.js";
import { state, change } from "./state.js";
import { fit, zoomBy } from "./stage.js";
import { neighbour } from "./lists.js";
import { showPane, closeMenus } from "./menus.js";

const TYPING = "input:not([type=checkbox]), select, textarea";

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
  const typing = event.target.closest(TYPING);
  if (event.key === "Escape") escape(event);
  else if (event.target === byId("search") && ["ArrowDown", "Enter"].includes(event.key)) {
    event.preventDefault();
    byId("list").focus();
    walk("Home");
  } else if (typing) return;
  else if (ANYWHERE[event.key]) {
    event.preventDefault();
    ANYWHERE[event.key]();
  } else if ([byId("list"), byId("stage")].includes(event.target)) {
    const zoom = { "+": 1.4, "=": 1.4, "-": 1 / 1.4 }[event.key];
    if (event.key === "Enter" && state.chosen !== null) {
      showPane("details");
      byId("details-pane").focus();
    } else if (event.target === byId("stage") && zoom) zoomBy(zoom);
    else if (event.target === byId("stage") && event.key === "0") fit();
    else if (walk(event.key)) event.preventDefault();
  }
});

const ANYWHERE = {
  "/": () => {
    showPane("list");
    byId("search").focus();
    byId("search").select();
  },
  "?": () => byId("help-box").showModal(),
  l: () => {
    showPane("list");
    byId("list").focus();
  },
  g: () => {
    showPane("stage");
    byId("stage").focus();
  },
  f: () => {
    showPane("list");
    byId("filters").open = true;
    byId("filters").querySelector("summary").focus();
  },
  v: () => {
    byId("view").click();
    if (!byId("view-menu").hidden) byId("colour").focus();
  },
  m: () => layout("map"),
  t: () => layout("timeline"),
  h: () => layout("history"),
  p: () => {
    if (!byId("main-path-label").hidden) change({ mainPath: !state.mainPath });
  },
};

function layout(name) {
  if (!byId(`layout-${name}`).hidden) change({ layout: name });
}

function walk(key) {
  if (!/^(Arrow|Page|Home|End)/.test(key)) return false;
  const next = neighbour(key);
  if (next !== undefined) change({ chosen: next });
  return true;
}

function escape(event) {
  if (closeMenus()) return;
  if (state.query) {
    byId("search").value = "";
    change({ query: "" });
    event.preventDefault();
  } else if (state.ends) change({ ends: null });
  else if (state.chosen !== null) {
    change({ chosen: null });
    if (byId("details-pane").contains(document.activeElement)) byId("list").focus();
  }
}
