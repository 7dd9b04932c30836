// A date in three boxes: day, month and year. What stands in them is kept with a stroke between each.

import { h, nextId } from "../elements.js";
import { asText } from "../given.js";
import { complaint } from "./complaint.js";
import { legend } from "./legend.js";

/** @typedef {import("../sheet.js").Sheet} Sheet */

const MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split(" ");
export const EXAMPLE = "For example, 6 5 2026 or 6 May 2026.";
const BOXES = [
  { name: "Day", width: "cw-two", most: 2 },
  { name: "Month", width: "cw-two", most: 9 },
  { name: "Year", width: "cw-four", most: 4 },
];

/**
 * @param {Sheet} sheet
 * @param {object} asked
 * @param {string} asked.field
 * @param {string} asked.about the name of the date
 * @param {string} [asked.question] where its name does not ask it already
 * @param {string} [asked.hint]
 */
export function date(sheet, { field, about, question, hint = "" }) {
  const hintId = nextId();
  const error = complaint(about, () => inputs);
  const typed = () => inputs.map(({ value }) => value.trim());
  const isBlank = () => typed().every((part) => part === "");
  const judge = ({ aloud = false } = {}) => {
    const isWrong = !isBlank() && !isDate(typed());
    error.say(isWrong ? "enter a day that there is, such as 6 5 2026" : "", aloud);
  };
  const take = () => {
    const whole = isDate(typed());
    sheet.answers.set(field, isBlank() ? null : typed().join("/"), { whole, typed: true });
    if (whole) judge(); // what is wrong is said when the learner leaves the boxes
  };
  const inputs = BOXES.map(({ most }) =>
    h("input", {
      type: "text",
      id: nextId(),
      inputmode: most === 9 ? "text" : "numeric",
      autocomplete: "off",
      spellcheck: "false",
      maxlength: String(most),
      "aria-describedby": `${hintId} ${error.id}`,
      "aria-invalid": "false",
      oninput: take,
    }),
  );
  const left = (/** @type {FocusEvent} */ { relatedTarget }) =>
    inputs.some((input) => input === relatedTarget) || judge({ aloud: true });
  const box = h(
    "fieldset",
    { class: "cw-question cw-small cw-date", "data-field": field, onfocusout: left },
    question ? legend(question, about) : legend(about),
    h("p", { class: "cw-hint", id: hintId }, `${hint} ${EXAMPLE}`.trim()),
    error.root,
    h(
      "div",
      { class: "cw-date-boxes" },
      inputs.map((input, at) =>
        h("div", { class: BOXES[at].width }, h("label", { for: input.id }, BOXES[at].name), input),
      ),
    ),
    sheet.slot(field),
  );
  sheet.bind(field, (value) => {
    const parts = asText(value).split("/");
    for (const [at, input] of inputs.entries())
      if (input.value.trim() !== (parts[at] ?? "")) input.value = parts[at] ?? "";
    judge();
  });
  return box;
}

/**
 * Say whether three boxes hold a day that there is. The kernel decides that in the end.
 * @param {string[]} parts
 */
export function isDate([day, month, year]) {
  const figures = /^\d+$/;
  const number = figures.test(month) ? Number(month) : MONTHS.indexOf(month.slice(0, 3).toLowerCase()) + 1;
  if (!figures.test(day) || !number || !/^(\d{2}|\d{4})$/.test(year)) return false;
  const made = new Date(Date.UTC(Number(year.padStart(4, "20")), number - 1, Number(day)));
  return made.getUTCMonth() === number - 1 && made.getUTCDate() === Number(day);
}
