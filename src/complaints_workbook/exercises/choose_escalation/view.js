// Each case with its three questions: who, by when, and why.

import { radios } from "../../widget/controls/radios.js";
import { beside, dossier } from "../../widget/dossier.js";
import { h } from "../../widget/elements.js";
import { pager } from "../../widget/pager.js";

/** @typedef {import("../../widget/types").Option} Option */
/** @typedef {{ id: string, question: string, options: Option[] }} Part */
/** @typedef {{ case: string, setting: string, parts: Part[] }} Entry */

/**
 * @param {{ entries: Entry[] }} exercise
 * @param {import("../../widget/sheet.js").Sheet} sheet
 */
export function view(exercise, sheet) {
  const question = (/** @type {Part} */ { id, question, options }) =>
    radios(sheet, { field: id, legend: question, options, small: true });
  const draw = (/** @type {Entry} */ entry) =>
    beside(dossier(sheet, entry.case), h("p", { class: "cw-inset" }, entry.setting), entry.parts.map(question));
  return pager(sheet, exercise.entries, (entry) => entry.parts.map((part) => part.id), draw);
}
