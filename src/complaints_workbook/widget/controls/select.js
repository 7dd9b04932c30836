// One of many options, in a list that opens.

import { h } from "../elements.js";
import { labelled } from "./labelled.js";

/** @typedef {import("../sheet.js").Sheet} Sheet */
/** @typedef {import("../types").Option} Option */

/**
 * @param {Sheet} sheet
 * @param {{ field: string, label: string, hint: string, about?: string, options: Option[] }} question
 */
export function select(sheet, question) {
  const { field, options } = question;
  const list = h(
    "select",
    { onchange: () => sheet.answers.set(field, list.value || null) },
    h("option", { value: "" }, "Choose one"),
    options.map(({ id, text }) => h("option", { value: id }, text)),
  );
  sheet.bind(field, (value) => {
    list.value = options.some(({ id }) => id === value) ? value : "";
  });
  return labelled(sheet, question, list);
}
