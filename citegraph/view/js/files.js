/** Handing a file to the reader. */

import { title } from "./data.js";
import { make } from "./dom.js";

const stem =
  title
    .replace(/[^\p{L}\p{N}.-]+/gu, "-")
    .replace(/^[.-]+|[.-]+$/g, "")
    .slice(0, 60) || "citegraph";

/**
 * Save a file under the page's title.
 * @param {string|Blob} content
 * @param {string} ending what the name ends in after the title: "csv", "reading-list.json"
 */
export function saveFile(content, type, ending) {
  const address = URL.createObjectURL(content instanceof Blob ? content : new Blob([content], { type }));
  make("a", { href: address, download: `${stem}.${ending}` }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
