// A case beside its record, which is filled in as on the screen of a complaints system.

import { amount } from "../../widget/controls/amount.js";
import { checkboxes } from "../../widget/controls/checkboxes.js";
import { date } from "../../widget/controls/date.js";
import { radios } from "../../widget/controls/radios.js";
import { select } from "../../widget/controls/select.js";
import { text } from "../../widget/controls/text.js";
import { beside, dossier } from "../../widget/dossier.js";
import { h, heading, nextId } from "../../widget/elements.js";
import { pager } from "../../widget/pager.js";

/** @typedef {import("../../widget/sheet.js").Sheet} Sheet */
/** @typedef {import("../../widget/types").Option} Option */
/** @typedef {{ id: string, type: string, label: string, hint: string | null, options: Option[] }} Entry */
/** @typedef {{ label: string, value: string }} Given */
/** @typedef {{ case: string, title: string, about: string, given: Given[], entries: Entry[] }} FormOfCase */

const MOST_RADIOS = 7;

/**
 * @param {{ records: FormOfCase[] }} exercise
 * @param {Sheet} sheet
 */
export function view(exercise, sheet) {
  const cases = [...new Set(exercise.records.map((record) => record.case))];
  const ofCase = (/** @type {string} */ id) => exercise.records.filter((record) => record.case === id);
  const fields = (/** @type {string} */ id) => ofCase(id).flatMap(({ entries }) => entries.map((entry) => entry.id));
  const draw = (/** @type {string} */ id, /** @type {number} */ level) =>
    beside(
      dossier(sheet, id, level),
      ofCase(id).map((record, _, all) => form(sheet, record, level, all.length > 1)),
    );
  return pager(sheet, cases, fields, draw);
}

/**
 * @param {Sheet} sheet
 * @param {FormOfCase} record
 * @param {number} level
 * @param {boolean} isOneOfSeveral whose entries may be called alike
 */
function form(sheet, { title, about, given, entries }, level, isOneOfSeveral) {
  const id = nextId();
  return h(
    "div",
    { class: "cw-form", role: "group", "aria-labelledby": id },
    heading(level, { id, class: "cw-form-title" }, title, h("span", { class: "cw-hidden" }, `, ${about}`)),
    given.length > 0 &&
      h(
        "dl",
        { class: "cw-form-given" },
        given.map(({ label, value }) => h("div", {}, h("dt", {}, label), h("dd", {}, value))),
      ),
    entries.map((entry) => filledIn(sheet, entry, isOneOfSeveral ? title : "")),
  );
}

/**
 * Return the control that an entry is filled in by.
 * @param {Sheet} sheet
 * @param {Entry} entry
 * @param {string} about what it belongs to, where others are called alike
 */
function filledIn(sheet, { id: field, type, label, hint: words, options }, about) {
  const hint = words ?? "";
  if (type === "give-date")
    return date(sheet, about ? { field, about, question: label, hint } : { field, about: label, hint });
  if (type === "give-amount") return amount(sheet, { field, about, label, hint });
  if (type === "give-text") return text(sheet, { field, about, label, hint });
  if (type === "choose-several")
    return checkboxes(sheet, { field, about, question: label, options, hint: `${hint} Choose all that apply.`.trim() });
  if (options.length > MOST_RADIOS) return select(sheet, { field, about, label, hint, options });
  return radios(sheet, { field, about, question: label, options, small: true, hint });
}
