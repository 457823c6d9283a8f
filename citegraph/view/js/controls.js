/** Header, search, filters, pointer and keys. */

import { works, timeline, nameOf, byline, citedHere, many } from "./data.js";
import { byId, make, draw, isNarrow } from "./dom.js";
import { state, change, span, statuses, isFiltered } from "./state.js";
import { isDark } from "./palette.js";
import { network, repaint, fit, zoomBy, workAt } from "./stage.js";
import { neighbour } from "./lists.js";

const STATUS_NAMES = { resolved: "Full record", listed: "Identifier only", unresolved: "Not matched" };

byId("layout-map").addEventListener("click", () => change({ layout: "map" }));
byId("layout-timeline").addEventListener("click", () => change({ layout: "timeline" }));
byId("fit").addEventListener("click", () => fit());
byId("zoom-in").addEventListener("click", () => zoomBy(1.4));
byId("zoom-out").addEventListener("click", () => zoomBy(1 / 1.4));

byId("theme").addEventListener("click", () => {
  document.documentElement.dataset.theme = isDark() ? "light" : "dark";
  repaint();
});
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", repaint);

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

// Search and filters.

byId("search").addEventListener("input", (event) =>
  change({ query: event.target.value, list: event.target.value ? "all" : state.list }),
);

const dated = timeline.years.length > 0;
byId("years").hidden = !dated;
const [from, to] = [byId("year-from"), byId("year-to")];
for (const input of [from, to]) [input.min, input.max] = span;
from.addEventListener("input", () => change({ from: Math.min(Number(from.value), state.to) }));
to.addEventListener("input", () => change({ to: Math.max(Number(to.value), state.from) }));
byId("undated").addEventListener("change", (event) => change({ undated: event.target.checked }));

const undated = works.filter((work) => work.year === undefined).length;
byId("undated-count").textContent = undated.toLocaleString("en");
byId("undated-label").hidden = undated === 0;

for (const status of statuses) {
  const count = works.filter((work) => work.status === status).length;
  if (!count) continue;
  const toggle = make("input", {
    type: "checkbox",
    id: `status-${status}`,
    checked: true,
    onchange: (event) => {
      const left = new Set(state.statuses);
      if (event.target.checked) left.add(status);
      else left.delete(status);
      change({ statuses: left });
    },
  });
  byId("statuses").append(
    make("label", null, toggle, ` ${STATUS_NAMES[status]} `, make("span", null, count.toLocaleString("en"))),
  );
}
byId("filters-clear").addEventListener("click", () =>
  change({ from: span[0], to: span[1], undated: true, statuses: new Set(statuses) }),
);

function drawBars() {
  const counts = new Map();
  for (const work of works) if (work.year !== undefined) counts.set(work.year, (counts.get(work.year) || 0) + 1);
  const most = Math.max(1, ...counts.values());
  const years = span[1] - span[0] + 1;
  byId("years-bars").setAttribute("viewBox", `0 0 ${years} 1`);
  byId("years-bars").replaceChildren(
    ...[...counts].map(([year, count]) =>
      draw("rect", {
        x: year - span[0] + 0.1,
        width: 0.8,
        y: 1 - Math.sqrt(count / most),
        height: Math.sqrt(count / most),
        "data-year": year,
      }),
    ),
  );
}
drawBars();

/** Show the filters as they are. */
export function showFilters() {
  [from.value, to.value] = [state.from, state.to];
  byId("undated").checked = state.undated;
  byId("years-said").textContent = state.from === state.to ? String(state.from) : `${state.from}–${state.to}`;
  for (const status of statuses)
    if (byId(`status-${status}`)) byId(`status-${status}`).checked = state.statuses.has(status);
  byId("filters-active").textContent = isFiltered() ? "on" : "";
  byId("filters-clear").hidden = !isFiltered();
  byId("years-bars")
    .querySelectorAll("rect")
    .forEach((bar) => {
      const year = Number(bar.dataset.year);
      bar.classList.toggle("out", year < state.from || year > state.to);
    });
}

// Pointer.

const hint = byId("hint");
network.on("click", ({ pointer, event }) => {
  const place = workAt(pointer.DOM, event.pointerType === "touch");
  hint.hidden = true;
  change({ chosen: place });
});
for (const name of ["dragStart", "zoom"]) network.on(name, () => point(null));

byId("network").addEventListener("pointermove", (event) => {
  if (event.pointerType !== "mouse" || event.buttons) return;
  const pane = byId("network").getBoundingClientRect();
  const at = { x: event.clientX - pane.left, y: event.clientY - pane.top };
  point(workAt(at, false), at, pane);
});
byId("network").addEventListener("pointerleave", () => point(null));

function point(place, at, pane) {
  if (place !== state.pointed) {
    change({ pointed: place });
    byId("network").classList.toggle("pointing", place !== null);
  }
  hint.hidden = place === null;
  if (place === null) return;
  hint.replaceChildren(
    make("strong", null, nameOf(place)),
    make("span", null, [byline(place), works[place].year].filter(Boolean).join(" · ")),
    make("span", null, `cited by ${many(citedHere(place), "work")} here`),
  );
  hint.classList.toggle("leftward", at.x > pane.width * 0.6);
  hint.classList.toggle("upward", at.y > pane.height * 0.6);
  hint.style.left = `${at.x}px`;
  hint.style.top = `${at.y}px`;
}

// Keys.

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
  const typing = event.target.closest("input[type=search], select, textarea");
  if (event.key === "Escape") escape(event);
  else if (!typing && event.key === "/") {
    event.preventDefault();
    showPane("list");
    byId("search").focus();
    byId("search").select();
  } else if (!typing && event.key === "?") byId("help-box").showModal();
  else if (event.target === byId("search") && ["ArrowDown", "Enter"].includes(event.key)) {
    event.preventDefault();
    byId("list").focus();
    walk("Home");
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

function walk(key) {
  if (!/^(Arrow|Page|Home|End)/.test(key)) return false;
  const next = neighbour(key);
  if (next !== undefined) change({ chosen: next });
  return true;
}

function escape(event) {
  if (state.query) {
    byId("search").value = "";
    change({ query: "" });
    event.preventDefault();
  } else if (state.chosen !== null) {
    change({ chosen: null });
    if (byId("details-pane").contains(document.activeElement)) byId("list").focus();
  }
}
