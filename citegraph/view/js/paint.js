/** The whole picture, onto any context: ground, citations, works, names, axes. */

import { stacking, citing, cited, mainPath } from "./data.js";
import { state, tie } from "./state.js";
import { colour } from "./palette.js";
import { camera, look, visible } from "./scene.js";
import { paintWork, paintWorks, paintRing } from "./brush.js";
import { faintness, paintCitations, paintSpecial } from "./lines.js";
import { paintGround, paintAxes } from "./axes.js";
import { paintBubbles, paintBubbleNames } from "./bubbles.js";
import { placeNames, paintNames } from "./names.js";
import { legendHeight, paintLegend } from "./legend.js";

/**
 * Paint what the stage now shows, larger or smaller, with the same matter in its middle.
 * @param {CanvasRenderingContext2D} ctx or whatever records what it is told
 * @param {{width: number, height: number, ratio?: number, legend?: boolean}} picture its size in pixels of
 *   the style sheet, how many dots make one of them, and whether the legend stands below
 */
export function paintScene(ctx, { width, height, ratio = 1, legend = false }) {
  const before = { ...camera };
  const below = legend ? legendHeight(ctx, width) : 0;
  const zoom = Math.min(width / before.width, (height - below) / before.height);
  const place = (middle, at, size) => size / 2 - (middle / 2 - at) * zoom;
  ctx.save();
  ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
  ctx.fillStyle = colour.stage;
  ctx.fillRect(0, 0, width, height);
  look({
    ...{ scale: before.scale * zoom, width, height: height - below },
    ...{ x: place(before.width, before.x, width), y: place(before.height, before.y, height - below) },
  });
  inScene(ctx, () => {
    paintGround(ctx);
    paintCitations(ctx, faintness());
    paintBubbles(ctx);
    paintWorks(ctx, stacking);
    paintOver(ctx);
  });
  paintBubbleNames(ctx);
  paintNames(ctx, placeNames(ctx));
  paintAxes(ctx);
  if (legend) paintLegend(ctx, { top: height - below, width });
  look(before);
  ctx.restore();
}

/** Paint in the measure of the scene. */
export function inScene(ctx, paint) {
  ctx.save();
  ctx.translate(camera.x, camera.y);
  ctx.scale(camera.scale, camera.scale);
  paint();
  ctx.restore();
}

/** Over the works: what is told apart, and the works that it joins. */
export function paintOver(ctx) {
  paintSpecial(ctx);
  const lifted = new Set(state.mainPath ? mainPath.flatMap((i) => [citing[i], cited[i]]) : []);
  if (state.chosen !== null) for (const place of stacking) if (tie[place] > 1) lifted.add(place);
  const ringed = [...(state.path || []), ...(state.ends || []), state.chosen].filter((place) => place !== null);
  for (const place of ringed) lifted.add(place);
  for (const place of lifted) if (visible[place]) paintWork(ctx, place);
  const around = new Set([...ringed, ...lifted].filter((place) => tie[place] || ringed.includes(place)));
  if (state.pointed !== null) around.add(state.pointed);
  for (const place of around) if (visible[place]) paintRing(ctx, place);
}
