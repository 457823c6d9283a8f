/** The page's data as `packing.py` made them small, in full again. */

/**
 * A column in full; null where there is no value.
 * @param {Array|{of: number, most: *, at: number[], is: *}|{table: Array, is: number[]}|{long: *, is: *}} packed
 */
export function column(packed) {
  if (Array.isArray(packed)) return packed;
  if (packed.at) {
    const values = new Array(packed.of).fill(packed.most);
    const others = column(packed.is);
    packed.at.forEach((i, k) => {
      values[i] = others[k];
    });
    return values;
  }
  if (packed.table) return packed.is.map((i) => (i === null ? null : packed.table[i]));
  const all = column(packed.is);
  let start = 0;
  return column(packed.long).map((length) => {
    if (length === null) return null;
    start += length;
    return all.slice(start - length, start);
  });
}

/** Records from their columns; a field without a value is left out. */
export function records({ of, columns }) {
  const all = Array.from({ length: of }, () => ({}));
  for (const [name, packed] of Object.entries(columns))
    column(packed).forEach((value, i) => {
      if (value !== null) all[i][name] = value;
    });
  return all;
}

/** Citations as pairs, from how many each work makes and whom they cite. */
export function pairs({ made, to }) {
  let at = 0;
  return column(made).flatMap((count, citing) => to.slice(at, (at += count)).map((cited) => [citing, cited]));
}

/** What was compressed, or null in a browser from before 2023. @returns {Promise<*>} */
export const inflated = async (text) => {
  if (typeof DecompressionStream === "undefined") return null;
  const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  return JSON.parse(await new Response(stream).text());
};
