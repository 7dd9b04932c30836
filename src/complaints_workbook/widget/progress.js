// The summary at the end, where JupyterLab leaves a learner who has run all cells: one row
// an exercise, each with the way back to it.

import { h, table } from "./elements.js";
import { dress } from "./look.js";

/** @typedef {import("./types").Context} Context */
/** @typedef {import("./types").Row} Row */

/**
 * Show a widget's summary.
 * @param {Context} context
 * @param {unknown} _modules
 * @param {string} style
 * @returns {() => void} what to do when the view goes
 */
export function render({ model, el }, _modules, style) {
  dress(style);
  const root = h("section", { class: "cw", "aria-label": "Your progress", "data-lm-suppress-shortcuts": "true" });
  const missing = h("div", { class: "cw-alert", role: "alert" });
  const draw = () => root.replaceChildren(...summary(model.get("rows"), missing, (row) => go(row, root, missing)));
  model.on("change:rows", draw);
  draw();
  el.replaceChildren(root);
  return () => model.off("change:rows", draw);
}

/**
 * @param {Row[]} rows
 * @param {HTMLElement} missing
 * @param {(row: Row) => void} follow
 */
function summary(rows, missing, follow) {
  const sum = (/** @type {"answered" | "total"} */ name) => rows.reduce((total, row) => total + row[name], 0);
  const link = (/** @type {Row} */ row) => {
    const onclick = (/** @type {Event} */ event) => {
      event.preventDefault();
      follow(row);
    };
    return h("a", { href: "#", onclick }, row.title);
  };
  return [
    h("h3", {}, "Your progress"),
    h(
      "p",
      { role: "status" },
      `You have answered ${sum("answered")} of ${sum("total")} questions in ${rows.length} exercises.`,
    ),
    missing,
    table({
      caption: "Exercises in this notebook",
      columns: ["Exercise", "Criterion", "Answered", "State"],
      rows: rows.map((row) => [link(row), row.criteria, `${row.answered} of ${row.total}`, state(row)]),
    }),
    h(
      "p",
      { class: "cw-inset" },
      "Written questions are read by your tutor, so they are not counted here. " +
        "These marks are practice and preparation. Your assessor decides on a criterion, from evidence of your work with real customers.",
    ),
  ];
}

/** @param {Row} row */
function state({ answered, total }) {
  if (answered === total) return "All answered";
  return answered === 0 ? "Not started" : "Started";
}

/**
 * Go to an exercise, or say that it is not shown.
 * @param {Row} row
 * @param {HTMLElement} root
 * @param {HTMLElement} missing
 */
function go({ exercise, title }, root, missing) {
  const notebook = root.closest(".jp-Notebook") ?? document;
  /** @type {HTMLElement | null} */
  const heading = notebook.querySelector(`section.cw[data-exercise="${exercise}"] h3`);
  missing.replaceChildren(
    ...(heading ? [] : [h("p", {}, `“${title}” is not shown yet. Choose Run, then Run All Cells.`)]),
  );
  heading?.closest("section")?.scrollIntoView();
  heading?.focus({ preventScroll: true });
}
