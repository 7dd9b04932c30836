// A question that is one box: its label, a hint if there is one, and what is filled in.

import { h, nextId } from "../elements.js";
import { worded } from "./legend.js";

/** @typedef {import("../sheet.js").Sheet} Sheet */

/**
 * @param {Sheet} sheet
 * @param {{ field: string, label: string, hint: string, about?: string }} question
 * @param {HTMLElement} box
 */
export function labelled(sheet, { field, label, hint, about }, box) {
  const [id, hintId] = [nextId(), nextId()];
  box.id = id;
  if (hint) box.setAttribute("aria-describedby", hintId);
  return h(
    "div",
    { class: "cw-question cw-labelled", "data-field": field },
    h("label", { for: id }, worded(label, about)),
    hint && h("p", { class: "cw-hint", id: hintId }, hint),
    box,
    sheet.slot(field),
  );
}
