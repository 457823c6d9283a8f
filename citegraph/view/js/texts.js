/** Every word that the page says of itself, from one table; another language is another table. */

const table = JSON.parse(document.getElementById("texts").textContent);

export const language = table.language;

const plural = new Intl.PluralRules(language);

const written = new Intl.NumberFormat(language);

/** A number as the language writes it: 1,234. */
export const number = (value) => written.format(value);

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
