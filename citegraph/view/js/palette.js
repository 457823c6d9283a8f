/** Colours of the graph, read from the style sheet so that themes live in one place. */

export const colour = {};

const NAMES = [
  ...["stage", "ink", "soft", "line", "edge", "core", "on-core", "seed", "work", "unresolved"],
  ...["cites", "cited", "band", "accent", "main-path", "path", "mine", "other"],
];
const SHADES = 24;

/** Read the colours of the theme now shown. */
export function readColours() {
  const style = getComputedStyle(document.documentElement);
  const list = (name) => style.getPropertyValue(`--${name}`).trim().split(/\s+/);
  for (const name of NAMES) colour[name] = style.getPropertyValue(`--${name}`).trim();
  colour.communities = list("communities");
  colour.depths = list("depths");
  colour.years = shades(list("years"));
  colour.size = Math.round(parseFloat(style.fontSize) * 0.8);
  colour.font = style.getPropertyValue("--font").trim() || "sans-serif";
}

/** Dark or light, as shown now. */
export function isDark() {
  const set = document.documentElement.dataset.theme;
  return set ? set === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
}

/** Black or white, whichever can be read on a colour. */
export function inkOn(fill) {
  if (fill === colour.core) return colour["on-core"];
  const [red, green, blue] = parts(fill).map((part) => (part / 255) ** 2.2);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.18 ? "#0b0f14" : "#ffffff";
}

const parts = (hex) => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));

/** As many shades as a scale is drawn in, between its stops. */
function shades(stops) {
  return Array.from({ length: SHADES }, (_, i) => {
    const at = (i / (SHADES - 1)) * (stops.length - 1);
    const [low, high] = [parts(stops[Math.floor(at)]), parts(stops[Math.ceil(at)])];
    const mixed = low.map((part, k) => Math.round(part + (high[k] - part) * (at % 1)));
    return `#${mixed.map((part) => part.toString(16).padStart(2, "0")).join("")}`;
  });
}
