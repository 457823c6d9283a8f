/** The pointer on the stage: what it is over, and choosing it. */

import { say, beside } from "./texts.js";
import { works, nameOf, byline, citedHere } from "./data.js";
import { byId, make } from "./dom.js";
import { state, change } from "./state.js";
import { network, workAt } from "./stage.js";

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
    make("span", null, beside([byline(place), works[place].year])),
    make("span", null, say("list.cited", { n: citedHere(place) })),
  );
  hint.classList.toggle("leftward", at.x > pane.width * 0.6);
  hint.classList.toggle("upward", at.y > pane.height * 0.6);
  hint.style.left = `${at.x}px`;
  hint.style.top = `${at.y}px`;
}

