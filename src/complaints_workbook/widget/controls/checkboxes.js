// A question with checkboxes; an empty choice is no answer.

import { h, nextId } from "../elements.js";
import { choice } from "./choice.js";

/** @typedef {import("../sheet.js").Sheet} Sheet */
/** @typedef {import("../types").Option} Option */

/**
 * @param {Sheet} sheet
 * @param {{ field: string, legend: string, options: Option[], hint?: string, columns?: boolean }} question
 */
export function checkboxes(sheet, { field, legend, options, hint = "Choose all that apply.", columns = false }) {
  const hintId = nextId();
  const onchange = () => {
    const chosen = choices.filter(({ input }) => input.checked).map(({ input }) => input.value);
    sheet.answers.set(field, chosen.length ? chosen : null);
  };
  const choices = options.map((option) => choice("checkbox", option, { onchange }));
  sheet.bind(field, (value) => {
    for (const { input } of choices) input.checked = (value ?? []).includes(input.value);
  });
  return h(
    "fieldset",
    { class: "cw-question cw-small", "data-item": field, "aria-describedby": hintId },
    h("legend", {}, legend),
    h("p", { class: "cw-hint", id: hintId }, hint),
    h(
      "div",
      { class: columns ? "cw-columns" : "" },
      choices.map(({ row }) => row),
    ),
    sheet.slot(field),
  );
}
