/** Which citations are drawn at once: all, or in large graphs the strongest of every work. */

import { works, citing, cited, citedHere, outgoing } from "./data.js";
import { state, whenChanged } from "./state.js";
import { visible } from "./scene.js";

const ALL_UP_TO = 3000; // works in the graph: all their citations are drawn
const AT_ONCE = 6000; // citations, beyond that
let drawn = null;
let among = 0;

whenChanged((names) => {
  const alone = state.opened === null ? ["pointed", "chosen"] : ["pointed"]; // the chosen work shows its ties
  if ([...names].some((name) => !alone.includes(name))) drawn = null;
});

/** The citations to draw between works that are shown. @type {() => number[]} */
export function citationsDrawn() {
  if (drawn === null) {
    drawn = [];
    for (let i = 0; i < citing.length; i += 1) if (visible[citing[i]] && visible[cited[i]]) drawn.push(i);
    among = drawn.length;
    if (works.length > ALL_UP_TO && drawn.length > AT_ONCE) drawn = strongest(drawn);
  }
  return drawn;
}

/** How many citations there are between the works shown. */
export function citationsShown() {
  citationsDrawn();
  return among;
}

/** For each citing work first its most cited reference, then its second, and so on: all keep their strongest ties. */
function strongest(some) {
  const turns = [];
  for (const references of outgoing) {
    const between = references.filter((i) => visible[citing[i]] && visible[cited[i]]);
    between.sort((a, b) => citedHere(cited[b]) - citedHere(cited[a]) || a - b);
    between.forEach((i, turn) => (turns[turn] ||= []).push(i));
  }
  const chosen = [];
  for (const turn of turns) {
    if (chosen.length + turn.length > AT_ONCE) turn.sort((a, b) => citedHere(cited[b]) - citedHere(cited[a]) || a - b);
    chosen.push(...turn.slice(0, AT_ONCE - chosen.length));
    if (chosen.length === AT_ONCE) break;
  }
  return some.length === chosen.length ? some : chosen.sort((a, b) => a - b);
}
