/** The header: layouts, what colours and sizes and ranks stand for, theme, help; and the panes of a narrow screen. */

import { say } from "./texts.js";
import { works, measures, communities, mainPath, historiograph } from "./data.js";
import { byId, make, isNarrow } from "./dom.js";
import { state, change } from "./state.js";
import { isDark } from "./palette.js";
import { repaint, fit, zoomBy } from "./stage.js";

const LAYOUTS = ["map", "timeline", "history"];
byId("layout-history").hidden = !historiograph;
for (const name of LAYOUTS) byId(`layout-${name}`).addEventListener("click", () => change({ layout: name }));
byId("fit").addEventListener("click", () => fit());
byId("zoom-in").addEventListener("click", () => zoomBy(1.4));
byId("zoom-out").addEventListener("click", () => zoomBy(1 / 1.4));

byId("theme").addEventListener("click", () => {
  document.documentElement.dataset.theme = isDark() ? "light" : "dark";
  repaint();
});
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", repaint);

// What the picture shows.

const options = (some) => some.map(([value, text]) => make("option", { value }, text));
const named = measures.map(({ name, label }) => [name, label]).sort(([, a], [, b]) => a.localeCompare(b));
const can = {
  role: true,
  community: communities.length > 1,
  year: new Set(works.map((work) => work.year)).size > 1,
  depth: new Set(works.map((work) => work.depth)).size > 1,
  mine: works.some((work) => work.mine),
};
byId("colour").append(
  ...options(
    Object.keys(can)
      .filter((name) => can[name])
      .map((name) => [name, say(`view.colour_${name}`)]),
  ),
);
byId("size").append(...options(named));
byId("rank").append(...options([["core", say("view.rank_core")], ...named]));
for (const name of ["colour", "size", "rank"])
  byId(name).addEventListener("change", (event) => {
    const changes = { [name]: event.target.value };
    if (name === "rank") Object.assign(changes, { list: "core", sort: "rank" });
    change(changes);
  });
byId("size-label").hidden = !named.length;
byId("main-path-label").hidden = !mainPath.length;
byId("main-path").addEventListener("change", (event) => change({ mainPath: event.target.checked }));

/** Show what is chosen in the header. */
export function showView() {
  for (const name of LAYOUTS) byId(`layout-${name}`).setAttribute("aria-pressed", String(state.layout === name));
  for (const name of ["colour", "size", "rank"]) byId(name).value = state[name];
  byId("main-path").checked = state.mainPath;
}

// Menus: one open at a time.

const menus = [...document.querySelectorAll(".menu")].map((menu) => menu.querySelectorAll("button, [id$=-menu]"));

function open(which) {
  for (const [button] of menus) {
    const menu = byId(button.getAttribute("aria-controls"));
    menu.hidden = button !== which;
    button.setAttribute("aria-expanded", String(button === which));
  }
}
for (const [button] of menus)
  button.addEventListener("click", () => open(button.getAttribute("aria-expanded") === "true" ? null : button));
document.addEventListener("click", (event) => {
  if (!event.target.closest(".menu")) open(null);
});

/** Close the menu that is open; whether there was one. */
export function closeMenus() {
  const opened = menus.find(([button]) => button.getAttribute("aria-expanded") === "true");
  if (!opened) return false;
  open(null);
  opened[0].focus();
  return true;
}

byId("help").addEventListener("click", () => byId("help-box").showModal());

// Panes, where only one fits.

/** Show one pane of a narrow screen. */
export function showPane(name) {
  byId("panes").dataset.pane = name;
  document.querySelectorAll(".switch button").forEach((button) => {
    if (button.dataset.shows === name) button.setAttribute("aria-current", "true");
    else button.removeAttribute("aria-current");
  });
}
document
  .querySelectorAll(".switch button")
  .forEach((button) => button.addEventListener("click", () => showPane(button.dataset.shows)));
byId("card").addEventListener("click", () => {
  showPane("details");
  byId("details-pane").focus();
});
byId("list").addEventListener("click", () => {
  if (isNarrow()) showPane("details");
});
if (isNarrow()) byId("legend").open = false;
