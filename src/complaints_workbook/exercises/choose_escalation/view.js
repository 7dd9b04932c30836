// Each case with its three questions: who, by when, and why.

import { radios } from "../../widget/controls/radios.js";
import { beside, dossier } from "../../widget/dossier.js";
import { h } from "../../widget/elements.js";
import { pager } from "../../widget/pager.js";

/** @typedef {import("../../widget/types").Option} Option */
/** @typedef {{ id: string, question: string, options: Option[] }} Part */
/** @typedef {{ case: string, label: string, setting: string, parts: Part[] }} Entry */

/**
 * @param {{ entries: Entry[] }} exercise
 * @param {import("../../widget/sheet.js").Sheet} sheet
 */
export function view(exercise, sheet) {
  const draw = (/** @type {Entry} */ { case: caseId, label, setting, parts }, /** @type {number} */ level) =>
    beside(
      dossier(sheet, caseId, level),
      h("p", { class: "cw-inset" }, setting),
      parts.map(({ id, question, options }) =>
        radios(sheet, { field: id, about: label, question, options, small: true }),
      ),
    );
  return pager(sheet, exercise.entries, (entry) => entry.parts.map((part) => part.id), draw);
}
