// The summary at the end, where JupyterLab leaves a learner who has run all cells: one row
// an exercise, each with the way back to it, one a written question, and all of it to print.

import { h } from "./elements.js";
import { dress } from "./look.js";
import { printAnswers } from "./print.js";
import { table } from "./tables.js";

/** @typedef {import("./types").Context} Context */
/** @typedef {import("./types").Row} Row */
/** @typedef {import("./types").WrittenRow} WrittenRow */

/** What JupyterLab's extension tells the page when written answers have been saved. */
const WRITTEN = "complaints-workbook:written";

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
  const alert = h("div", { class: "cw-alert", role: "alert" });
  const warn = (/** @type {string} */ problem) => alert.replaceChildren(...(problem ? [h("p", {}, problem)] : []));
  const exercises = h("div");
  const written = h("div");
  const drawExercises = () =>
    exercises.replaceChildren(...exercisesPart(model.get("rows"), (row) => goToExercise(row, root, warn)));
  const drawWritten = () =>
    written.replaceChildren(
      ...writtenPart(model.get("written"), (row) => goToWritten(row, root, warn)),
      ...elsewherePart(model.get("elsewhere")),
    );
  model.on("change:rows", drawExercises);
  model.on("change:written", drawWritten);
  model.on("change:elsewhere", drawWritten);
  drawExercises();
  drawWritten();
  root.append(
    h("h3", {}, "Your progress"),
    alert,
    exercises,
    written,
    h(
      "p",
      { class: "cw-inset" },
      "These marks are practice and preparation. Your assessor decides on a criterion, from evidence of your work with real customers.",
    ),
  );
  if (model.get("prints")) {
    const onclick = () => printAnswers(model, warn);
    root.append(h("button", { type: "button", class: "cw-button cw-secondary", onclick }, "Print my answers"));
  }
  // What is written is read from the saved notebook, and looked at again when an answer has been saved, and when the
  // learner comes to see it.
  const look = () => model.send({ type: "look" });
  const seen = new IntersectionObserver((entries) => {
    if (entries.some((entry) => entry.isIntersecting)) look();
  });
  seen.observe(root);
  document.addEventListener(WRITTEN, look);
  el.replaceChildren(root);
  return () => {
    seen.disconnect();
    document.removeEventListener(WRITTEN, look);
    model.off("change:rows", drawExercises);
    model.off("change:written", drawWritten);
    model.off("change:elsewhere", drawWritten);
  };
}

/**
 * @param {Row[]} rows
 * @param {(row: Row) => void} follow
 */
function exercisesPart(rows, follow) {
  const sum = (/** @type {"answered" | "total"} */ name) => rows.reduce((total, row) => total + row[name], 0);
  return [
    h(
      "p",
      { role: "status" },
      `You have answered ${sum("answered")} of ${sum("total")} questions in ${rows.length} exercises.`,
    ),
    table({
      caption: "Exercises in this notebook",
      columns: ["Exercise", "Criterion", "Answered", "State"],
      rows: rows.map((row) => [
        link(row.title, () => follow(row)),
        row.criteria,
        `${row.answered} of ${row.total}`,
        state(row),
      ]),
    }),
  ];
}

/**
 * @param {WrittenRow[]} rows
 * @param {(row: WrittenRow) => void} follow
 */
function writtenPart(rows, follow) {
  if (rows.length === 0) return [];
  const done = rows.filter((row) => row.answered).length;
  return [
    h("p", {}, `You have written ${done} of ${rows.length} answers in your own words.`),
    table({
      caption: "Written questions, as the notebook was saved last",
      columns: ["Question", "Criterion", "State"],
      rows: rows.map((row) => [
        link(row.title, () => follow(row)),
        row.criteria,
        row.answered ? "Written" : "Not written yet",
      ]),
    }),
  ];
}

/** @param {string[]} sentences of other notebooks in the folder */
function elsewherePart(sentences) {
  const paragraphs = sentences.map((sentence) => h("p", {}, sentence));
  return paragraphs.length === 0 ? [] : [h("div", { class: "cw-notice" }, paragraphs)];
}

/**
 * @param {string} title
 * @param {() => void} follow
 */
function link(title, follow) {
  const onclick = (/** @type {Event} */ event) => {
    event.preventDefault();
    follow();
  };
  return h("a", { href: "#", onclick }, title);
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
 * @param {(problem: string) => void} warn
 */
function goToExercise({ exercise, title }, root, warn) {
  /** @type {HTMLElement | null} */
  const heading = notebookOf(root).querySelector(`section.cw[data-exercise="${CSS.escape(exercise)}"] h3`);
  warn(heading ? "" : `“${title}” is not shown yet. Choose Run, then Run All Cells.`);
  heading?.closest("section")?.scrollIntoView();
  heading?.focus({ preventScroll: true });
}

/**
 * Go to a written question, or say that it is not found.
 * @param {WrittenRow} row
 * @param {HTMLElement} root
 * @param {(problem: string) => void} warn
 */
function goToWritten({ title }, root, warn) {
  /** @type {NodeListOf<HTMLElement>} */
  const headings = notebookOf(root).querySelectorAll(".jp-MarkdownCell :is(h2, h3, h4)");
  const heading = [...headings].find((each) => each.textContent?.toLowerCase().includes(title.toLowerCase()));
  warn(heading ? "" : `“${title}” is not found in this notebook.`);
  heading?.setAttribute("tabindex", "-1");
  heading?.scrollIntoView();
  heading?.focus({ preventScroll: true });
}

/** @param {HTMLElement} root */
const notebookOf = (root) => root.closest(".jp-Notebook") ?? document;
