// An amount in pounds and pence.

import { h, nextId } from "../elements.js";
import { pence } from "../money.js";

/** @typedef {import("../sheet.js").Sheet} Sheet */

/**
 * @param {Sheet} sheet
 * @param {{ field: string, label: string, hint: string }} question
 */
export function amount(sheet, { field, label, hint }) {
  const [id, hintId, errorId] = [nextId(), nextId(), nextId()];
  const error = h("p", { class: "cw-error", id: errorId });
  const isAmount = () => pence(input.value) !== null;
  const judge = () => {
    const isWrong = input.value.trim() !== "" && !isAmount();
    error.replaceChildren(isWrong ? "Enter an amount in pounds and pence, such as 12.50" : "");
    box.classList.toggle("cw-wrong", isWrong);
    input.setAttribute("aria-invalid", String(isWrong));
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
    "aria-describedby": `${hintId} ${errorId}`,
    oninput: typed,
    onblur: judge,
  });
  const box = h(
    "div",
    { class: "cw-question cw-amount", "data-item": field },
    h("label", { for: id }, label),
    h("p", { class: "cw-hint", id: hintId }, hint),
    error,
    h("span", { class: "cw-money" }, h("span", { class: "cw-pound", "aria-hidden": "true" }, "£"), input),
    sheet.slot(field),
  );
  sheet.bind(field, (value) => {
    if ((value ?? "") !== input.value.trim()) input.value = value ?? "";
    judge();
  });
  return box;
}
