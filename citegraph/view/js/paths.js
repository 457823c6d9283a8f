/** Chains of citations between two works. */

import { citations, outgoing, incoming } from "./data.js";

const citedIn = (place) => outgoing[place].map((i) => citations[i][1]);
const citingIn = (place) => incoming[place].map((i) => citations[i][0]);

/** Whether one work cites another here. */
export const doesCite = (one, other) => citedIn(one).includes(other);

/**
 * The shortest chain between two works: by citations that all lead one way if there is one, else by any.
 * @param {function(number): boolean} may whether a work may be in it
 * @returns {number[]|null} the works from the first to the last
 */
export function shortestPath(first, last, may) {
  return (
    walked(first, last, may, citedIn) ||
    walked(first, last, may, citingIn) ||
    walked(first, last, may, (place) => [...citedIn(place), ...citingIn(place)])
  );
}

function walked(first, last, may, steps) {
  if (first === last || !may(first) || !may(last)) return null;
  const before = new Map([[first, null]]);
  // The queue grows while it is walked.
  const queue = [first];
  for (const place of queue) {
    for (const next of steps(place)) {
      if (before.has(next) || !may(next)) continue;
      before.set(next, place);
      if (next === last) return back(last, before);
      queue.push(next);
    }
  }
  return null;
}

function back(last, before) {
  const path = [];
  for (let place = last; place !== null; place = before.get(place)) path.unshift(place);
  return path;
}
