/** Building the page.  Text enters as text only: nothing here parses markup. */

export const byId = (id) => document.getElementById(id);

/**
 * Make an element.
 * @param {string} tag name, with classes after stops: "p.byline"
 * @param {object|null} attributes "on…" functions listen; null and false are left out
 * @param {...(Node|string|number|null|false)} children
 */
export function make(tag, attributes, ...children) {
  const [name, ...classes] = tag.split(".");
  const element = document.createElement(name);
  if (classes.length) element.className = classes.join(" ");
  for (const [key, value] of Object.entries(attributes || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === "function") element.addEventListener(key.slice(2), value);
    else element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined && child !== false && child !== "")
    .map((child) => (child instanceof Node ? child : String(child))));
  return element;
}

/** Make an SVG element. */
export function draw(name, attributes) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
}

export const prefersStill = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
export const isNarrow = () => matchMedia("(max-width: 760px)").matches;
