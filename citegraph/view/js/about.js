/** What the page says about the graph as a whole. */

import { say } from "./texts.js";
import { works, citations, core, about, version, leftOut } from "./data.js";
import { make } from "./dom.js";

/** The whole graph: what it is, what to mind, where it comes from. */
export function aboutGraph() {
  const seeds = works.filter((work) => work.seed).length;
  const rows = (pairs) =>
    make(
      "table.plain",
      null,
      make(
        "tbody",
        null,
        ...pairs.map(([name, value]) =>
          make("tr", null, make("th", { scope: "row" }, name), make("td", null, value)),
        ),
      ),
    );
  const section = (heading, pairs) => (pairs.length ? [make("h3", null, heading), rows(pairs)] : []);
  return [
    make("div.badges", null, make("span.badge", null, say("about.badge"))),
    make("h2", null, `${say("count.works", { n: works.length })}, ${say("count.citations", { n: citations.length })}`),
    make(
      "p",
      null,
      seeds ? `${say("about.grown", { n: seeds })} ` : "",
      core.length ? `${say("about.core", { n: core.length })} ` : "",
      say("about.marks"),
    ),
    about.cautions.length ? make("h3", null, say("about.cautions")) : null,
    about.cautions.length
      ? make("ul.cautions", null, ...about.cautions.map((caution) => make("li", null, caution)))
      : null,
    ...section(
      say("about.inputs"),
      about.inputs.map(([name, digest]) => [
        name,
        digest ? make("code", { title: say("about.digest") }, digest) : "",
      ]),
    ),
    ...section(say("about.sources"), about.sources),
    ...section(say("about.counts"), about.counts),
    ...section(say("about.parameters"), about.parameters),
    make(
      "p.note",
      null,
      [
        say("about.page_by", { version }),
        about.built_with && about.built_with !== version && say("about.graph_by", { version: about.built_with }),
        leftOut.length > 0 && say("about.left_out", { names: leftOut.map((name) => say(`measure.${name}`)).join(", ") }),
        say("about.offline"),
      ]
        .filter(Boolean)
        .join(" "),
    ),
  ].filter(Boolean);
}
