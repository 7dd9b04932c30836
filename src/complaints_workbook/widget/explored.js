// What the register explorer found of the learner's choice: a chart, a ranking, measures, and the entries themselves.

import { controlChart } from "./control_chart.js";
import { h } from "./elements.js";
import { dress } from "./look.js";
import { paretoTable } from "./pareto.js";
import { table } from "./tables.js";

/**
 * @typedef {object} Found what there is to show; a part that cannot be made is a sentence that says why
 * @property {string} register its title
 * @property {string} of what it is of, such as complaints
 * @property {string[]} changes what was changed, and when
 * @property {string} summary
 * @property {import("./control_chart.js").Chart | string} chart
 * @property {string[]} cautions why to trust its limits less
 * @property {import("./pareto.js").Pareto | string} pareto
 * @property {string[] | null} paid pounds for each row of the Pareto, where they are what is ranked
 * @property {string[]} measured what stands above the columns of the measures
 * @property {string[][] | string} measures
 * @property {string} listed which of them stand below
 * @property {string[]} columns
 * @property {string[][]} rows
 */

/**
 * Show a widget's findings, and again whenever they change.
 * @param {import("./types").Context} context
 * @param {unknown} _modules
 * @param {string} style
 * @returns {() => void} what to do when the view goes
 */
export function render({ model, el }, _modules, style) {
  dress(style);
  const summary = h("p", { role: "status" });
  const title = h("h4", {});
  const parts = h("div");
  const root = h(
    "section",
    { class: "cw", "data-lm-suppress-shortcuts": "true" },
    h("h3", {}, "What the register shows"),
    title,
    summary,
    parts,
  );
  const draw = () => {
    /** @type {Found} */
    const found = model.get("found");
    const open = [...parts.querySelectorAll("details")].map((each) => each.open);
    title.textContent = found.register;
    root.setAttribute("aria-label", `What the register shows: ${found.register}`);
    summary.textContent = found.summary;
    parts.replaceChildren(...drawn(found));
    for (const [at, each] of parts.querySelectorAll("details").entries()) each.open = open[at] ?? false;
  };
  model.on("change:found", draw);
  draw();
  el.replaceChildren(root);
  return () => model.off("change:found", draw);
}

/** @param {Found} found */
function drawn({ of, changes, chart, cautions, pareto, paid, measured, measures, listed, columns, rows }) {
  return [
    ...(changes.length ? [listOfChanges(changes)] : []),
    typeof chart === "string" ? notice("The chart", chart) : controlChart(chart),
    ...cautions.map((words) => h("p", { class: "cw-hint" }, words)),
    typeof pareto === "string" ? notice("The Pareto", pareto) : paretoTable(pareto, paid ?? undefined),
    typeof measures === "string"
      ? notice("Measures", measures)
      : card("Measures", table({ caption: `Of the ${of} chosen`, columns: measured, rows: measures, counts: true })),
    card(`The ${of} behind it`, table({ caption: listed, columns, rows, kind: "cw-listed" })),
  ];
}

/**
 * @param {string} title
 * @param {Node} content
 */
const card = (title, content) => h("div", { class: "cw-card cw-figure" }, h("h5", {}, title), content);

/**
 * @param {string} title
 * @param {string} words
 */
const notice = (title, words) => card(title, h("p", { class: "cw-notice" }, words));

/** @param {string[]} changes */
const listOfChanges = (changes) => {
  const items = changes.map((each) => h("li", {}, each));
  return card("What was changed", h("ul", {}, items));
};
