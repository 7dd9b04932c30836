// One list below the other, beside the case if there is one.

import { order } from "../../widget/controls/order.js";
import { beside, dossier } from "../../widget/dossier.js";
import { h } from "../../widget/elements.js";

/** @typedef {{ id: string, label: string, question: string, entries: import("../../widget/types").Option[] }} List */

/**
 * @param {{ case: string | null, lists: List[] }} exercise
 * @param {import("../../widget/sheet.js").Sheet} sheet
 */
export function view(exercise, sheet) {
  const cards = exercise.lists.map(({ id, label, question, entries }) =>
    h("div", { class: "cw-card" }, h("h4", {}, label), order(sheet, { field: id, about: label, question, entries })),
  );
  return exercise.case ? beside(dossier(sheet, exercise.case), cards) : h("div", {}, cards);
}
