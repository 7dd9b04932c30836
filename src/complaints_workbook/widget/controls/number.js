// A number with its unit. Where there are several units, the learner chooses one; what is kept then is
// what stands in the box and the unit, with a stroke between them.

import { h, nextId } from "../elements.js";
import { asText } from "../given.js";
import { figures, readNumber } from "../numbers.js";
import { complaint } from "./complaint.js";
import { worded } from "./legend.js";

/** @typedef {import("../sheet.js").Sheet} Sheet */
/** @typedef {{ id: string, before: string, behind: string, forms: string[] }} Unit */

/**
 * @param {Sheet} sheet
 * @param {{ field: string, label: string, hint: string, about?: string, units: Unit[] }} question
 */
export function number(sheet, { field, label, hint, about, units }) {
  const [id, nameId, hintId, readId, unitId] = [nextId(), nextId(), nextId(), nextId(), nextId()];
  const several = units.length > 1;
  const error = complaint(label, () => [input]);
  const read = h("p", { class: "cw-read", id: readId, role: "status" });
  const answer = () => readNumber(input.value, units, list.value);
  const judge = ({ aloud = false } = {}) => {
    const { value, unit, wrong } = answer();
    error.say(input.value.trim() ? wrong : "", aloud);
    read.textContent = value && unit ? understood(value, unit) : "";
  };
  const take = () => {
    const { unit, value } = answer();
    if (several && unit && !list.value) list.value = unit.id; // it is written behind the number
    const typed = input.value.trim();
    const kept = several ? `${typed}|${list.value}` : typed;
    sheet.answers.set(field, typed || list.value ? kept : null, { whole: Boolean(value && unit), typed: true });
    if (value && unit) judge(); // what is wrong is said when the learner leaves it
  };
  const input = h("input", {
    type: "text",
    id,
    inputmode: several || units[0].forms.length > 1 ? "text" : "decimal",
    autocomplete: "off",
    spellcheck: "false",
    maxlength: "40",
    "aria-labelledby": several ? nameId : `${nameId} ${unitId}`,
    "aria-describedby": `${hintId} ${error.id} ${readId}`,
    "aria-invalid": "false",
    oninput: take,
    onblur: () => judge({ aloud: true }),
  });
  const list = h(
    "select",
    {
      "aria-label": `${about ? `${about}: ` : ""}Unit of ${label}`,
      onchange: take,
      onblur: () => judge({ aloud: true }),
    },
    h("option", { value: "" }, "Choose the unit"),
    units.map(({ id: name, before, behind }) => h("option", { value: name }, behind || before)),
  );
  const [{ before, behind }] = units;
  const box = h(
    "div",
    { class: "cw-question cw-amount cw-number", "data-field": field },
    h("label", { for: id, id: nameId }, worded(label, about)),
    h("p", { class: "cw-hint", id: hintId }, hint),
    error.root,
    h(
      "div",
      { class: "cw-measured" },
      !several && before && h("span", { class: "cw-before" }, before),
      input,
      several ? list : h("span", { class: "cw-unit", id: unitId }, behind),
    ),
    read,
    sheet.slot(field),
  );
  sheet.bind(field, (value) => {
    const [typed, unit = ""] = asText(value).split("|");
    if (typed !== input.value.trim()) input.value = typed;
    list.value = units.some((each) => each.id === unit) ? unit : "";
    judge();
  });
  return box;
}

/**
 * Say what was understood, where it might be something else than was meant.
 * @param {string} value
 * @param {Unit} unit
 */
function understood(value, { id, before, behind }) {
  const close = behind.startsWith("%") ? "" : " ";
  const words = `Read as ${before}${figures(value)}${close}${behind}.`;
  const size = Math.abs(Number(value));
  if (id !== "per-cent" || size === 0 || size >= 1) return words;
  return `${words} That is less than one in a hundred. If you mean a share of ${figures(value)}, write ${figures(hundredfold(value))}.`;
}

/**
 * Move the decimal point of a number two places on.
 * @param {string} value
 */
const hundredfold = (value) => String(Number((Number(value) * 100).toFixed(6)));
