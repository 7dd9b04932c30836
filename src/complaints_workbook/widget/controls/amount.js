// An amount in pounds and pence.

import { h, nextId } from "../elements.js";
import { asText } from "../given.js";
import { pence } from "../money.js";
import { complaint } from "./complaint.js";
import { worded } from "./legend.js";

/** @typedef {import("../sheet.js").Sheet} Sheet */

/**
 * @param {Sheet} sheet
 * @param {{ field: string, label: string, hint: string, about?: string }} question
 */
export function amount(sheet, { field, label, hint, about }) {
  const [id, hintId] = [nextId(), nextId()];
  const error = complaint(label, () => [input]);
  const isAmount = () => pence(input.value) !== null;
  const judge = ({ aloud = false } = {}) => {
    const isWrong = input.value.trim() !== "" && !isAmount();
    error.say(isWrong ? "enter pounds and pence, such as 12.50" : "", aloud);
  };
  const typed = () => {
    sheet.answers.set(field, input.value.trim() || null, { whole: isAmount(), typed: true });
    if (isAmount()) judge(); // what is wrong is said when the learner leaves it
  };
  const input = h("input", {
    type: "text",
    id,
    inputmode: "decimal",
    autocomplete: "off",
    spellcheck: "false",
    maxlength: "20",
    "aria-describedby": `${hintId} ${error.id}`,
    "aria-invalid": "false",
    oninput: typed,
    onblur: () => judge({ aloud: true }),
  });
  const box = h(
    "div",
    { class: "cw-question cw-amount", "data-field": field },
    h("label", { for: id }, worded(label, about)),
    h("p", { class: "cw-hint", id: hintId }, hint),
    error.root,
    h("span", { class: "cw-money" }, h("span", { class: "cw-before", "aria-hidden": "true" }, "£"), input),
    sheet.slot(field),
  );
  sheet.bind(field, (value) => {
    if (asText(value) !== input.value.trim()) input.value = asText(value);
    judge();
  });
  return box;
}
