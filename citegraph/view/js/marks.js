/** The reader's own marks: a star, a verdict with its reason, a note. */

import { say } from "./texts.js";
import { works } from "./data.js";
import { make, draw } from "./dom.js";

/**
 * @typedef {{star: boolean, verdict: ""|"included"|"excluded", reason: string, note: string, changed: string}} Mark
 */
const NONE = Object.freeze({ star: false, verdict: "", reason: "", note: "", changed: "" });
export const VERDICTS = ["included", "excluded"];

/** By the ids of works, those included that only another page of the same review holds. @type {Map<string, Mark>} */
const marks = new Map();

/** What the reader has said of the work of an id. @returns {Mark} */
export const markOfId = (id) => marks.get(id) || NONE;

/** What the reader has said of a work. @returns {Mark} */
export const mark = (place) => markOfId(works[place].id);

/** Every mark with its work's id, in their order. @returns {Array<[string, Mark]>} */
export const allMarks = () => [...marks].sort(([a], [b]) => (a < b ? -1 : 1));

const listeners = [];

/** Be told when marks have changed. */
export const whenMarked = (listener) => listeners.push(listener);
const tell = () => listeners.forEach((listener) => listener());

/** Change what is said of a work: setMark(place, {star: true}). */
export function setMark(place, changes) {
  put([[works[place].id, { ...mark(place), ...changes, changed: new Date().toISOString() }]]);
}

/** Set marks by the ids of their works; those that say nothing any more go. */
export function put(pairs) {
  for (const [id, { star, verdict, reason, note, changed }] of pairs) {
    if (star || verdict || note) marks.set(id, { star, verdict, reason: verdict === "excluded" ? reason : "", note, changed });
    else marks.delete(id);
  }
  tell();
}

/** Works with a mark: the included first, then those not judged, then the excluded; else as in *order*. */
export function marked(order = [...works.keys()]) {
  const turn = (place) => ["included", "", "excluded"].indexOf(mark(place).verdict);
  return order.filter((place) => marks.has(works[place].id)).sort((a, b) => turn(a) - turn(b));
}

/** Reasons for excluding, the most frequent first. @returns {Array<[string, number]>} "" where none was given */
export function reasons() {
  const counts = new Map();
  for (const place of works.keys()) {
    const { verdict, reason } = mark(place);
    if (verdict === "excluded") counts.set(reason.trim(), (counts.get(reason.trim()) || 0) + 1);
  }
  return [...counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1));
}

const refreshers = new WeakMap();
whenMarked(() => document.querySelectorAll("[data-refreshed]").forEach((element) => refreshers.get(element)?.()));

/** An element that shows itself anew whenever marks change. */
export function alive(element, refresh) {
  element.dataset.refreshed = "";
  refreshers.set(element, refresh);
  refresh();
  return element;
}

const STAR = "M8 1.8l1.9 4 4.4.6-3.2 3 .8 4.4L8 11.7l-3.9 2.1.8-4.4-3.2-3 4.4-.6z";

function star() {
  const shape = draw("svg", { viewBox: "0 0 16 16", "aria-hidden": "true" });
  shape.append(draw("path", { d: STAR }));
  return shape;
}

/** A button that stars a work, or takes its star away. */
export function starButton(place) {
  const button = make(
    "button.star",
    {
      type: "button",
      onclick: (event) => {
        event.stopPropagation();
        setMark(place, { star: !mark(place).star });
      },
    },
    star(),
  );
  return alive(button, () => {
    button.setAttribute("aria-pressed", String(mark(place).star));
    button.setAttribute("aria-label", say("reading_list.star"));
  });
}

/** What a list says of a work's mark, without a control: a list's entries may hold none. */
export function markSign(place) {
  const sign = make("span.sign");
  return alive(sign, () => {
    const { star: starred, verdict, note } = mark(place);
    const names = [starred && "starred", verdict, note && "noted"].filter(Boolean);
    const said = names.map((name) => say(`reading_list.${name}`)).join(", ");
    sign.title = said;
    sign.replaceChildren(make("span.unseen", null, said && ` ${said}`));
    if (verdict) sign.append(make("span", { "aria-hidden": "true" }, verdict === "included" ? "✓" : "✕"));
    if (starred) sign.append(star());
  });
}

/** Star, verdict with its reason, and note of a work, to be changed. */
export function markEditor(place) {
  const verdicts = VERDICTS.map((verdict) =>
    make(
      `button.verdict.${verdict}`,
      { type: "button", onclick: () => setMark(place, { verdict: mark(place).verdict === verdict ? "" : verdict }) },
      say(verdict === "included" ? "reading_list.include" : "reading_list.exclude"),
    ),
  );
  const known = make("datalist", { id: "reasons" });
  const reason = make("input", {
    type: "text",
    list: "reasons",
    "aria-label": say("reading_list.reason"),
    placeholder: say("reading_list.reason"),
    maxlength: 300,
    oninput: () => setMark(place, { reason: reason.value }),
    onfocus: () => known.replaceChildren(...reasons().map(([value]) => make("option", { value }))),
  });
  const note = make("textarea", {
    rows: 1,
    "aria-label": say("reading_list.note"),
    placeholder: say("reading_list.note"),
    maxlength: 10_000,
    oninput: () => setMark(place, { note: note.value }),
  });
  const editor = make(
    "div.marking",
    { role: "group", "aria-label": say("reading_list.mark") },
    make("div.verdicts", null, starButton(place), ...verdicts),
    reason,
    known,
    note,
  );
  return alive(editor, () => {
    const said = mark(place);
    verdicts.forEach((button, i) => button.setAttribute("aria-pressed", String(said.verdict === VERDICTS[i])));
    reason.hidden = said.verdict !== "excluded";
    if (document.activeElement !== reason) reason.value = said.reason;
    if (document.activeElement !== note) note.value = said.note;
  });
}
