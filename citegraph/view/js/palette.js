/** Colours of the graph, read from the style sheet so that themes live in one place. */

export const colour = {};

const NAMES = ["stage", "ink", "soft", "line", "edge", "core", "on-core", "seed", "work", "unresolved", "cites", "cited", "band"];

/** Read the colours of the theme now shown. */
export function readColours() {
  const style = getComputedStyle(document.documentElement);
  for (const name of NAMES) colour[name] = style.getPropertyValue(`--${name}`).trim();
  colour.size = Math.round(parseFloat(style.fontSize) * 0.8);
  colour.font = style.getPropertyValue("--font").trim() || "sans-serif";
}

/** Dark or light, as shown now. */
export function isDark() {
  const set = document.documentElement.dataset.theme;
  return set ? set === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
}
