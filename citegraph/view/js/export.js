/** Taking away what is shown: works as references or as a table, the graph as a picture. */

import { say, number } from "./texts.js";
import { works, title, core, citedBy, cites } from "./data.js";
import { byId, make } from "./dom.js";
import { inList } from "./lists.js";
import { state, found, whenChanged } from "./state.js";
import { camera } from "./scene.js";
import { legendHeight } from "./legend.js";
import { paintScene } from "./paint.js";
import { mark, marked } from "./marks.js";
import { bibtex } from "./bibtex.js";
import { csl } from "./csl.js";
import { csv } from "./csv.js";
import { ris } from "./ris.js";
import { saveFile } from "./files.js";
import { Recorder } from "./svg.js";

/** Core works first, best first, then the others, most cited here first. */
function ranked() {
  const listed = [...core.map((entry) => entry.work), ...inList()];
  return [...new Set([...listed, ...works.keys()])];
}

/** Which works can be taken away. @type {Object<string, function(): number[]>} */
const CHOICES = {
  shown: () => ranked().filter((place) => found[place]),
  core: () => core.map((entry) => entry.work),
  chosen: () => (state.chosen === null ? [] : [...new Set([state.chosen, ...cites(state.chosen), ...citedBy(state.chosen)])]),
  path: () => state.path || [],
  list: () => marked(ranked()),
  included: () => marked(ranked()).filter((place) => mark(place).verdict === "included"),
};

const FORMATS = {
  csv: [csv, "text/csv"],
  bib: [bibtex, "application/x-bibtex"],
  ris: [ris, "application/x-research-info-systems"],
  json: [csl, "application/vnd.citationstyles.csl+json"],
};

let choice = "shown";
const said = make("p.note", { role: "status" });

function saveWorks(format) {
  const [write, type] = FORMATS[format];
  const places = CHOICES[choice]();
  saveFile(write(places), type, choice === "shown" ? format : `${choice}.${format}`);
  said.textContent = say("export.saved", { n: places.length });
}

/** The scene as it stands, with the legend below. */
function pictureSize(ctx) {
  return { width: camera.width, height: camera.height + legendHeight(ctx, camera.width), legend: true };
}

function savePng() {
  const canvas = make("canvas");
  const ctx = canvas.getContext("2d");
  const size = pictureSize(ctx);
  [canvas.width, canvas.height] = [size.width * 2, size.height * 2];
  paintScene(ctx, { ...size, ratio: 2 });
  canvas.toBlob((blob) => saveFile(blob, "image/png", "png"), "image/png");
  said.textContent = say("export.pictured");
}

function saveSvg() {
  const ctx = new Recorder();
  const size = pictureSize(ctx);
  paintScene(ctx, size);
  saveFile(ctx.file(size.width, size.height, title), "image/svg+xml", "svg");
  said.textContent = say("export.pictured");
}

const counts = {};
const radios = {};
const radio = (name) => {
  radios[name] = make("input", { type: "radio", name: "which", value: name, onchange: () => pick(name) });
  counts[name] = make("span.number");
  return make("label", null, radios[name], make("span", null, say(`export.${name}`)), counts[name]);
};
const button = (name, act) =>
  make(
    "button.format",
    { type: "button", id: `save-${name}`, onclick: act },
    make("strong", null, say(`export.${name}_name`)),
    make("span", null, say(`export.${name}_for`)),
  );
const formats = Object.keys(FORMATS).map((format) => button(format, () => saveWorks(format)));

const box = make(
  "dialog",
  { id: "save-box", "aria-labelledby": "save-title" },
  make("h2", { id: "save-title" }, say("export.title")),
  make("fieldset", null, make("legend", null, say("export.which")), ...Object.keys(CHOICES).map(radio)),
  make("div.formats", { role: "group", "aria-label": say("export.works") }, ...formats),
  make("h3", null, say("export.picture")),
  make("div.formats", null, button("png", savePng), button("svg", saveSvg)),
  said,
  make("form", { method: "dialog" }, make("button.quiet", null, say("export.close"))),
);
document.body.append(box);

function pick(name) {
  choice = name;
  said.textContent = "";
}

/** Which works there are to choose from, as things stand. */
function count() {
  for (const [name, places] of Object.entries(CHOICES)) {
    const n = places().length;
    counts[name].textContent = number(n);
    radios[name].disabled = !n;
    radios[name].closest("label").hidden = !n && name === "path";
  }
  if (radios[choice].disabled) choice = Object.keys(CHOICES).find((name) => !radios[name].disabled) || "shown";
  radios[choice].checked = true;
  for (const one of formats) one.disabled = radios[choice].disabled;
}

byId("save").addEventListener("click", () => {
  said.textContent = "";
  count();
  box.showModal();
  radios[choice].focus();
});
whenChanged(() => box.open && count());
