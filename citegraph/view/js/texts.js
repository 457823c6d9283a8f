/** Every word that the page says of itself, from one table; another language is another table. */

const table = JSON.parse(document.getElementById("texts").textContent);

export const language = table.language;

const plural = new Intl.PluralRules(language);

const written = new Intl.NumberFormat(language);

/** A number as the language writes it: 1,234. */
export const number = (value) => written.format(value);

const RIGHTWARD = "[\\u0590-\\u08ff\\ufb1d-\\ufdff\\ufe70-\\ufefc]";
const named = new RegExp(`${RIGHTWARD}(?:[^.,;()]*${RIGHTWARD})?(?: \\d{4})?`, "g");
const apart = (text) => `\u2068${text}\u2069`;

/** Texts side by side, each in its own direction: one from right to left does not reorder its neighbours. */
export const beside = (texts, between = " · ") =>
  texts.filter(Boolean).map((text) => (String(text).search(named) < 0 ? text : apart(text))).join(between);

/** A sentence in which names from right to left stand in their own direction. */
export const sentence = (text) => text.replace(named, apart);

/**
 * A text of the table, with its {blanks} filled in.
 * @param {string} key section and name: "count.works"
 * @param {Object<string, string|number>} [values] n, where there is one, chooses between singular and plural
 */
export function say(key, values = {}) {
  let text = key.split(".").reduce((part, name) => part[name], table);
  if (typeof text !== "string") text = text[plural.select(values.n)] ?? text.other;
  return text.replace(/\{(\w+)\}/g, (_, name) => (typeof values[name] === "number" ? number(values[name]) : values[name]));
}
