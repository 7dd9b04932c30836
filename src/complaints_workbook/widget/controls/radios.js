// A question with radio buttons.

import { h, nextId } from "../elements.js";
import { choice } from "./choice.js";

/** @typedef {import("../sheet.js").Sheet} Sheet */
/** @typedef {import("../types").Option} Option */

/**
 * @param {Sheet} sheet
 * @param {{ field: string, legend: string, options: Option[], small?: boolean }} question
 */
export function radios(sheet, { field, legend, options, small = false }) {
  const name = nextId();
  const choices = options.map((option) =>
    choice("radio", option, { name, onchange: () => sheet.answers.set(field, option.id) }),
  );
  sheet.bind(field, (value) => {
    for (const { input } of choices) input.checked = input.value === value;
  });
  return h(
    "fieldset",
    { class: small ? "cw-question cw-small" : "cw-question", "data-item": field },
    h("legend", {}, legend),
    choices.map(({ row }) => row),
    sheet.slot(field),
  );
}
