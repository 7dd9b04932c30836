// A reply in parts: the case, then the passages to choose from with the letter that they become beside them.

import { letter } from "../../widget/controls/letter.js";
import { dossier } from "../../widget/dossier.js";
import { h } from "../../widget/elements.js";
import { fragment } from "../../widget/html.js";

/** @typedef {import("../../widget/controls/letter.js").Slot} Slot */
/** @typedef {import("../../widget/controls/letter.js").Stationery} Stationery */

/**
 * @param {{ case: string | null, html: string | null, field: string, label: string, letter: Stationery, slots: Slot[] }} exercise
 * @param {import("../../widget/sheet.js").Sheet} sheet
 */
export function view(exercise, sheet) {
  const { field, label, slots } = exercise;
  const { choices, written } = letter(sheet, { field, label, letter: exercise.letter, slots });
  return h(
    "div",
    {},
    exercise.case && dossier(sheet, exercise.case),
    exercise.html && h("div", { class: "cw-card" }, fragment(exercise.html)),
    h("div", { class: "cw-reply-desk" }, choices, written),
    sheet.slot(field),
  );
}
