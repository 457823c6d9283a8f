/** BibTeX in UTF-8. */

import { works } from "./data.js";
import { identifierOf, keywordsOf, kindOf, notesOf, oneLine, pageRange, titleOf } from "./records.js";

// A brace that is escaped counts all the same when BibTeX looks for the end of a field.
const ESCAPES = {
  "\\": "\\textbackslash{}",
  "{": "\\textbraceleft{}",
  "}": "\\textbraceright{}",
  "~": "\\textasciitilde{}",
  "^": "\\textasciicircum{}",
  ...Object.fromEntries([..."&%$#_"].map((mark) => [mark, `\\${mark}`])),
};
const tex = (text) => oneLine(text).replace(/[\\{}~^&%$#_]/g, (mark) => ESCAPES[mark]);
const verbatim = (text) => oneLine(text).replace(/[\\{}%]/g, encodeURIComponent);

/** A name with its parts told by a comma; the braces of any other keep it whole. */
function author(name) {
  const commas = name.split(",").length - 1;
  const parted = (commas > 0 && commas < 3) || !name.includes(" ");
  return parted && !/\band\b/i.test(name) && name.toLowerCase() !== "others" ? tex(name) : `{${tex(name)}}`;
}

/** Words with capitals inside are braced against styles that would lower them. */
function capitalsKept(title) {
  if (title === title.toUpperCase()) return tex(title);
  const inside = /[\p{L}\p{N}]\p{Lu}/u;
  return oneLine(title)
    .split(" ")
    .map((word) => (inside.test(word) ? `{${tex(word)}}` : tex(word)))
    .join(" ");
}

const SHORT_WORDS = new Set("a an and at by das der des die el for from in la le les of on the to with".split(" "));
const letters = (text) =>
  text
    .normalize("NFKD")
    .toLowerCase()
    .replace(/\p{M}/gu, "")
    .replace(/[^a-z0-9]+/g, " ")
    .trim();

function stemOf(work) {
  const family = letters((work.authors?.[0] || "").split(",")[0]).replaceAll(" ", "").slice(0, 24);
  const word = (letters(titleOf(work)).split(" ").find((one) => one && !SHORT_WORDS.has(one)) || "").slice(0, 24);
  return (family ? [family, work.year ?? "", word] : [word, work.year ?? ""]).join("") || "work";
}

/** A, b, …, z, aa, …: what tells equal keys apart. */
const lettered = (n) => (n < 0 ? "" : lettered(Math.floor(n / 26) - 1) + String.fromCharCode(97 + (n % 26)));

// Made for all works at once, so that a work has the same key in every file.
let keys = null;

function keyOf(place) {
  if (!keys) {
    const taken = new Set();
    keys = works.map((work) => {
      const stem = stemOf(work);
      let key = stem;
      for (let n = 0; taken.has(key); n += 1) key = `${stem}-${lettered(n)}`;
      taken.add(key);
      return key;
    });
  }
  return keys[place];
}

function entry(place) {
  const work = works[place];
  const kind = kindOf(work);
  const [first, last] = pageRange(work.pages);
  const fields = {
    author: (work.authors || []).map(oneLine).filter(Boolean).map(author).join(" and "),
    title: capitalsKept(titleOf(work)),
    [kind.venue]: tex(work.venue),
    year: work.year,
    volume: tex(work.volume),
    number: tex(work.issue),
    pages: tex(last ? `${first}--${last}` : first),
    doi: verbatim(identifierOf(work, "doi")),
    pmid: tex(identifierOf(work, "pmid")),
    isbn: tex(identifierOf(work, "isbn")),
    eprint: tex(identifierOf(work, "arxiv")),
    archiveprefix: identifierOf(work, "arxiv") && "arXiv",
    keywords: keywordsOf(place).join(", "),
    note: notesOf(place).map(tex).join(" / "),
  };
  const said = Object.entries(fields).filter(([, value]) => value !== "" && value !== undefined);
  return `@${kind.bibtex}{${keyOf(place)},\n${said.map(([name, value]) => `  ${name} = {${value}}`).join(",\n")}\n}\n`;
}

/** These works as BibTeX entries. */
export const bibtex = (places) => places.map(entry).join("\n");
