// A question with checkboxes; an empty choice is no answer.

import { h, nextId } from "../elements.js";
import { asList } from "../given.js";
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
 * @param {string} [asked.hint]
 * @param {boolean} [asked.columns]
 */
export function checkboxes(sheet, asked) {
  const { field, about, question, options, hint = "Choose all that apply.", columns = false } = asked;
  const hintId = nextId();
  const onchange = () => {
    const chosen = choices.filter(({ input }) => input.checked).map(({ input }) => input.value);
    sheet.answers.set(field, chosen.length ? chosen : null);
  };
  const choices = options.map((option) => choice("checkbox", option, { onchange }));
  sheet.bind(field, (value) => {
    for (const { input } of choices) input.checked = asList(value).includes(input.value);
  });
  return h(
    "fieldset",
    { class: "cw-question cw-small", "data-field": field, "aria-describedby": hintId },
    legend(question, about),
    h("p", { class: "cw-hint", id: hintId }, hint),
    h(
      "div",
      { class: columns ? "cw-columns" : "" },
      choices.map(({ row }) => row),
    ),
    sheet.slot(field),
  );
}
