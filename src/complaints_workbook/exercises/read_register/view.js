// A control chart with a slider, a Pareto, and the questions on them.

import { controlChart } from "../../widget/control_chart.js";
import { checkboxes } from "../../widget/controls/checkboxes.js";
import { radios } from "../../widget/controls/radios.js";
import { h, nextId } from "../../widget/elements.js";
import { paretoTable } from "../../widget/pareto.js";

/** @typedef {import("../../widget/types").Option} Option */
/** @typedef {{ id: string, label: string, question: string, options: Option[] }} Question */
/** @typedef {{ id: string, about: string, facts: string, summary: string }} Single */
/** @typedef {import("../../widget/control_chart.js").Chart} Chart */
/** @typedef {import("../../widget/pareto.js").Pareto} Pareto */
/**
 * @typedef {object} Exercise
 * @property {string} register
 * @property {Chart[]} charts
 * @property {Pareto | null} pareto
 * @property {Question[]} months
 * @property {Question[]} reading
 * @property {string} entryQuestion
 * @property {Option[]} entryOptions
 * @property {Single[]} entries
 */

/**
 * @param {Exercise} exercise
 * @param {import("../../widget/sheet.js").Sheet} sheet
 */
export function view(exercise, sheet) {
  const single = (/** @type {Single} */ { id, about, facts, summary }) => {
    const textId = nextId();
    const asked = { question: exercise.entryQuestion, options: exercise.entryOptions };
    return h(
      "div",
      { class: "cw-card" },
      h("h5", {}, about),
      h("div", { id: textId }, h("p", { class: "cw-hint" }, facts), h("blockquote", { class: "cw-quote" }, summary)),
      radios(sheet, { field: id, about, ...asked, small: true, describedBy: textId }),
    );
  };
  return h(
    "div",
    {},
    h("h4", {}, exercise.register),
    exercise.charts.map(controlChart),
    exercise.pareto && paretoTable(exercise.pareto),
    exercise.months.map(({ id, label, question, options }) =>
      checkboxes(sheet, { field: id, about: label, question, options, columns: true }),
    ),
    exercise.reading.map(({ id, label, question, options }) =>
      radios(sheet, { field: id, about: label, question, options }),
    ),
    exercise.entries.map(single),
  );
}
