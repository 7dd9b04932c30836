// The control that an entry of a form is filled in by.

import { amount } from "./amount.js";
import { checkboxes } from "./checkboxes.js";
import { date } from "./date.js";
import { number } from "./number.js";
import { radios } from "./radios.js";
import { select } from "./select.js";
import { text } from "./text.js";

/** @typedef {import("../sheet.js").Sheet} Sheet */
/** @typedef {import("../types").Option} Option */
/** @typedef {import("./number.js").Unit} Unit */
/**
 * @typedef {object} Entry
 * @property {string} id
 * @property {string} type
 * @property {string} label
 * @property {string | null} hint
 * @property {Option[]} options
 * @property {Unit[]} [units] of a number
 */

const MOST_RADIOS = 7;

export const ALL = "Choose all that apply.";

/**
 * @param {Sheet} sheet
 * @param {Entry} entry
 * @param {string} about what it belongs to, where others are called alike
 */
export function entry(sheet, { id: field, type, label, hint: words, options, units = [] }, about) {
  const hint = words ?? "";
  if (type === "give-date")
    return date(sheet, about ? { field, about, question: label, hint } : { field, about: label, hint });
  if (type === "give-amount") return amount(sheet, { field, about, label, hint });
  if (type === "give-number") return number(sheet, { field, about, label, hint, units });
  if (type === "give-text") return text(sheet, { field, about, label, hint });
  if (type === "choose-several")
    return checkboxes(sheet, { field, about, question: label, options, hint: `${hint} ${ALL}`.trim() });
  if (options.length > MOST_RADIOS) return select(sheet, { field, about, label, hint, options });
  return radios(sheet, { field, about, question: label, options, small: true, hint });
}
