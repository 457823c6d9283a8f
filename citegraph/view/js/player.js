/** Through the years: works appear in the order in which they were published, by hand or by themselves. */

import { say } from "./texts.js";
import { works, timeline } from "./data.js";
import { byId } from "./dom.js";
import { state, change, kept, span } from "./state.js";
import { scaledYears } from "./looks.js";

const STEP = 700; // milliseconds of one year
const years = timeline.years.map(([year]) => year);
const [beginning] = scaledYears; // the few oldest works are there at once: nobody waits a century for the second
const undated = works.filter((work) => work.year === undefined).length;
let playing = 0;

const slider = byId("player-year");
[slider.min, slider.max] = span;
byId("player-open").hidden = years.length < 2;

/** The next year in which a work appeared, forward or backward. */
function next(step) {
  const now = state.until ?? span[1];
  return step > 0 ? years.find((year) => year > now) : years.findLast((year) => year < now);
}

function go(step) {
  const year = next(step);
  if (year !== undefined) change({ until: year });
  return year !== undefined;
}

function stop() {
  clearInterval(playing);
  playing = 0;
  showPlayer();
}

function play() {
  if (next(1) === undefined) change({ until: beginning });
  playing = setInterval(() => {
    if (state.until === null || !go(1) || next(1) === undefined) stop();
  }, STEP);
  showPlayer();
}

byId("player-open").addEventListener("click", () => {
  change({ until: beginning });
  byId("player-play").focus();
});
byId("player-play").addEventListener("click", () => (playing ? stop() : play()));
for (const [id, step] of [["player-back", -1], ["player-next", 1]])
  byId(id).addEventListener("click", () => {
    if (playing) stop();
    go(step);
  });
slider.addEventListener("input", () => {
  if (playing) stop();
  change({ until: Number(slider.value) });
});
byId("player-close").addEventListener("click", () => {
  if (playing) stop();
  change({ until: null });
  byId("player-open").focus();
});

/** Show the year reached, and how many works there were by then. */
export function showPlayer() {
  const on = state.until !== null;
  if (!on && playing) {
    clearInterval(playing);
    playing = 0;
  }
  byId("player").hidden = !on;
  byId("player-open").classList.toggle("unseen", on);
  byId("player-open").tabIndex = on ? -1 : 0;
  byId("player-play").setAttribute("aria-label", say(playing ? "player.pause" : "player.play"));
  byId("player").classList.toggle("playing", playing > 0);
  if (!on) return;
  slider.value = state.until;
  slider.setAttribute("aria-valuetext", String(state.until));
  byId("player-said").textContent = String(state.until);
  byId("player-count").textContent =
    say("player.count", { n: kept.reduce((sum, one) => sum + one, 0) }) + (undated ? say("player.undated", { n: undated }) : "");
}
