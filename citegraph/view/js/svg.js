/** A drawing context that writes SVG, so that what paints the screen draws the picture. */

const probe = document.createElement("canvas").getContext("2d");
const round = (value) => String(Math.round(value * 100) / 100);
const escaped = (text) =>
  String(text)
    .replace(/[^\t\n\r\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "\ufffd")
    .replace(/[&<>"]/g, (mark) => `&#${mark.charCodeAt(0)};`);

/** A colour as every program that reads SVG knows it: hexadecimal, and how opaque it is. */
function paintOf(style) {
  probe.fillStyle = style;
  const [, red, green, blue, opacity] = /^rgba\((\d+), (\d+), (\d+), ([\d.]+)\)$/.exec(probe.fillStyle) || [];
  if (red === undefined) return [probe.fillStyle, 1];
  const parts = [red, green, blue].map((part) => Number(part).toString(16).padStart(2, "0"));
  return [`#${parts.join("")}`, Number(opacity)];
}

/** As much of a canvas's 2D context as `paintScene` uses: scaling and moving, paths, rectangles, text. */
export class Recorder {
  parts = [];
  path = "";
  before = [];
  fillStyle = "#000000";
  strokeStyle = "#000000";
  lineWidth = 1;
  lineJoin = "miter";
  globalAlpha = 1;
  font = "10px sans-serif";
  textAlign = "start";
  textBaseline = "alphabetic";
  dashes = [];
  zoom = 1;
  left = 0;
  top = 0;

  save() {
    const { parts, path, before, ...settings } = this;
    this.before.push(settings);
  }

  restore() {
    Object.assign(this, this.before.pop());
  }

  setTransform(zoom, skewed, slanted, same, left, top) {
    Object.assign(this, { zoom, left, top });
  }

  translate(x, y) {
    this.left += x * this.zoom;
    this.top += y * this.zoom;
  }

  scale(zoom) {
    this.zoom *= zoom;
  }

  at(x, y) {
    return `${round(this.left + x * this.zoom)} ${round(this.top + y * this.zoom)}`;
  }

  beginPath() {
    this.path = "";
  }

  moveTo(x, y) {
    this.path += `M${this.at(x, y)}`;
  }

  lineTo(x, y) {
    this.path += `${this.path ? "L" : "M"}${this.at(x, y)}`;
  }

  quadraticCurveTo(bendX, bendY, x, y) {
    this.path += `Q${this.at(bendX, bendY)} ${this.at(x, y)}`;
  }

  arc(x, y, radius, from, to) {
    const r = round(radius * this.zoom);
    const end = (angle) => this.at(x + radius * Math.cos(angle), y + radius * Math.sin(angle));
    const middle = (from + to) / 2;
    this.path += `${this.path && !this.path.endsWith("Z") ? "L" : "M"}${end(from)}`;
    for (const angle of [middle, to]) this.path += `A${r} ${r} 0 0 1 ${end(angle)}`;
    if (to - from >= 2 * Math.PI) this.path += "Z";
  }

  rect(x, y, width, height) {
    this.path += `M${this.at(x, y)}H${round(this.left + (x + width) * this.zoom)}V${round(this.top + (y + height) * this.zoom)}H${round(this.left + x * this.zoom)}Z`;
  }

  closePath() {
    this.path += "Z";
  }

  fill() {
    this.put("path", `d="${this.path}" ${this.filled()}`);
  }

  stroke() {
    if (this.path) this.put("path", `d="${this.path}" ${this.stroked()}`);
  }

  fillRect(...box) {
    const path = this.path;
    this.path = "";
    this.rect(...box);
    this.fill();
    this.path = path;
  }

  strokeRect(...box) {
    const path = this.path;
    this.path = "";
    this.rect(...box);
    this.stroke();
    this.path = path;
  }

  setLineDash(dashes) {
    this.dashes = dashes;
  }

  measureText(text) {
    Object.assign(probe, { font: this.font, textAlign: this.textAlign, textBaseline: this.textBaseline });
    return probe.measureText(text);
  }

  fillText(text, x, y) {
    this.write(text, x, y, this.filled());
  }

  strokeText(text, x, y) {
    this.write(text, x, y, `${this.stroked()} aria-hidden="true"`);
  }

  write(text, x, y, look) {
    const [, style = "", weight = "400", size, family] = /^(italic )?(?:(\d+) )?([\d.]+)px (.*)$/.exec(this.font);
    const anchor = { center: "middle", right: "end", end: "end" }[this.textAlign] || "start";
    // Where the letters stand: programs differ in what they call the middle of a line.
    const top = this.measureText("H").actualBoundingBoxAscent;
    probe.textBaseline = "alphabetic";
    const lower = probe.measureText("H").actualBoundingBoxAscent - top;
    const [left, base] = this.at(x, y + lower).split(" ");
    const slant = style && ' font-style="italic"';
    this.put(
      "text",
      `x="${left}" y="${base}" font-family="${escaped(family)}" font-size="${round(size * this.zoom)}" ` +
        `font-weight="${weight}"${slant} text-anchor="${anchor}" ${look}`,
      escaped(text),
    );
  }

  filled() {
    const [colour, opacity] = paintOf(this.fillStyle);
    return `fill="${colour}"${opaque("fill", opacity * this.globalAlpha)}`;
  }

  stroked() {
    const [colour, opacity] = paintOf(this.strokeStyle);
    const dashes = this.dashes.length
      ? ` stroke-dasharray="${this.dashes.map((dash) => round(dash * this.zoom)).join(" ")}"`
      : "";
    return (
      `fill="none" stroke="${colour}" stroke-width="${round(this.lineWidth * this.zoom)}" ` +
      `stroke-linejoin="${this.lineJoin}"${opaque("stroke", opacity * this.globalAlpha)}${dashes}`
    );
  }

  put(name, attributes, content) {
    this.parts.push(content === undefined ? `<${name} ${attributes}/>` : `<${name} ${attributes}>${content}</${name}>`);
  }

  /** The picture as a file. */
  file(width, height, title) {
    const size = `width="${round(width)}" height="${round(height)}" viewBox="0 0 ${round(width)} ${round(height)}"`;
    return (
      `<?xml version="1.0" encoding="UTF-8"?>\n` +
      `<svg xmlns="http://www.w3.org/2000/svg" ${size} role="img">\n` +
      `<title>${escaped(title)}</title>\n${this.parts.join("\n")}\n</svg>\n`
    );
  }
}

const opaque = (name, opacity) => (opacity < 1 ? ` ${name}-opacity="${Math.round(opacity * 1000) / 1000}"` : "");
