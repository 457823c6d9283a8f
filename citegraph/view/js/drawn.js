/** How much of the graph is drawn, always said; and, of very large graphs, the communities to open. */

import { works, citations, citing, cited, incoming, outgoing, mainPath } from "./data.js";
import { say, number } from "./texts.js";
import { byId, make } from "./dom.js";
import { state, whenChanged } from "./state.js";
import { closable, isOpen, visible } from "./scene.js";
import { citationsDrawn, citationsShown } from "./backbone.js";
import { toggleCommunity } from "./bubbles.js";

/** Say how many works and citations are drawn, where that is not all that the filters leave. */
export function sayDrawn() {
  const note = byId("drawn");
  note.hidden = state.opened === null && citationsDrawn().length === citationsShown();
  if (note.hidden) return;
  const lines = new Set(citationsDrawn());
  const special = state.chosen === null ? [] : [...incoming[state.chosen], ...outgoing[state.chosen]];
  for (const i of [...special, ...(state.mainPath ? mainPath : [])])
    if (visible[citing[i]] && visible[cited[i]]) lines.add(i);
  note.textContent = say(state.opened === null ? "stage.drawn_strongest" : "stage.drawn_opened", {
    shown: visible.reduce((sum, one) => sum + one, 0),
    works: say("count.works", { n: works.length }),
    lines: lines.size,
    citations: say("count.citations", { n: citations.length }),
  });
}

const buttons = new Map();

/** List the communities that can be opened, where they come first, each with its works counted. */
function listCommunities() {
  byId("communities").querySelector("summary").textContent = say("stage.communities", { n: closable.length });
  for (const { number: which, name, size } of closable) {
    const said = name ? `${which + 1} · ${name}` : say("stage.community", { number: which + 1 });
    const button = make("button", { type: "button", onclick: () => toggleCommunity(which) }, said);
    button.append(make("span", null, number(size)));
    buttons.set(which, button);
    byId("communities").querySelector("ul").append(make("li", null, button));
  }
}

function showOpened() {
  byId("communities").hidden = state.opened === null;
  if (state.opened !== null && !buttons.size) listCommunities();
  for (const [which, button] of buttons) button.setAttribute("aria-pressed", String(isOpen(which)));
}

showOpened();
whenChanged((names) => {
  if (names.has("opened")) showOpened();
});
