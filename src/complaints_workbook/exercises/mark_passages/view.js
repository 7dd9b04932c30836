// A dossier whose lines can be chosen where they stand: once for each thing that they may show.

import { passages } from "../../widget/controls/passages.js";
import { dossier } from "../../widget/dossier.js";
import { h } from "../../widget/elements.js";
import { pager } from "../../widget/pager.js";

/** @typedef {import("../../widget/types").Option} Option */
/** @typedef {{ id: string, label: string, question: string }} Question */

/**
 * @param {{ case: string, passages: Option[], questions: Question[] }} exercise
 * @param {import("../../widget/sheet.js").Sheet} sheet
 */
export function view(exercise, sheet) {
  const draw = (/** @type {Question} */ { id, label, question }, level = 4) =>
    h(
      "div",
      {},
      passages(sheet, {
        field: id,
        about: label,
        question,
        text: dossier(sheet, exercise.case, level),
        options: exercise.passages,
      }),
    );
  return pager(sheet, exercise.questions, ({ id }) => [id], draw, "Question");
}
