// A question with radio buttons.

import { h, nextId } from "../elements.js";
import { choice } from "./choice.js";
import { legend } from "./legend.js";

/** @typedef {import("../sheet.js").Sheet} Sheet */
/** @typedef {import("../types").Option} Option */

/**
 * @param {Sheet} sheet
 * @param {object} asked
 * @param {string} asked.field
 * @param {string} [asked.about] what the question is about, where several ask the same
 * @param {string} asked.question
 * @param {Option[]} asked.options
 * @param {boolean} [asked.small]
 * @param {string} [asked.describedBy] the id of a text that it is about
 * @param {string} [asked.hint]
 */
export function radios(sheet, { field, about, question, options, small = false, describedBy, hint }) {
  const [name, hintId] = [nextId(), nextId()];
  const choices = options.map((option) =>
    choice("radio", option, { name, onchange: () => sheet.answers.set(field, option.id) }),
  );
  sheet.bind(field, (value) => {
    for (const { input } of choices) input.checked = input.value === value;
  });
  return h(
    "fieldset",
    {
      class: small ? "cw-question cw-small" : "cw-question",
      "data-field": field,
      "aria-describedby": hint ? hintId : describedBy,
    },
    legend(question, about),
    hint && h("p", { class: "cw-hint", id: hintId }, hint),
    choices.map(({ row }) => row),
    sheet.slot(field),
  );
}
