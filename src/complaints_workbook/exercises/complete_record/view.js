// A case beside its record, which is filled in as on the screen of a complaints system. Records that ask for the same of
// one case are the rows of a table, such as options with what each costs and who may agree to it.

import { EXAMPLE } from "../../widget/controls/date.js";
import { ALL, entry } from "../../widget/controls/entry.js";
import { beside, dossier } from "../../widget/dossier.js";
import { h, heading, nextId } from "../../widget/elements.js";
import { pager } from "../../widget/pager.js";
import { table } from "../../widget/tables.js";

/** @typedef {import("../../widget/sheet.js").Sheet} Sheet */
/** @typedef {import("../../widget/controls/entry.js").Entry} Entry */
/** @typedef {{ label: string, value: string }} Given */
/** @typedef {{ case: string, title: string, about: string, given: Given[], entries: Entry[] }} FormOfCase */

const MOST_COLUMNS = 5;

/**
 * @param {{ records: FormOfCase[] }} exercise
 * @param {Sheet} sheet
 */
export function view(exercise, sheet) {
  const cases = [...new Set(exercise.records.map((record) => record.case))];
  const ofCase = (/** @type {string} */ id) => exercise.records.filter((record) => record.case === id);
  const fields = (/** @type {string} */ id) => ofCase(id).flatMap(({ entries }) => entries.map((each) => each.id));
  const draw = (/** @type {string} */ id, /** @type {number} */ level) => {
    const [case_, records] = [dossier(sheet, id, level), ofCase(id)];
    const drawn = alike(records).map((rows) =>
      rows.length > 1 ? grid(sheet, rows) : form(sheet, rows[0], level, records.length > 1),
    );
    return drawn.length < records.length ? h("div", {}, case_, drawn) : beside(case_, drawn);
  };
  return pager(sheet, cases, fields, draw);
}

/**
 * Return the records in their order, those that follow each other and ask for the same together, if a table holds it.
 * @param {FormOfCase[]} records
 */
function alike(records) {
  const asked = (/** @type {FormOfCase} */ { given, entries }) =>
    JSON.stringify([given.map(({ label }) => label), entries.map(({ type, label }) => [type, label])]);
  /** @type {FormOfCase[][]} */
  const groups = [];
  for (const record of records) {
    const last = groups.at(-1);
    const isNarrow = record.given.length + record.entries.length <= MOST_COLUMNS;
    if (last && isNarrow && asked(last[0]) === asked(record)) last.push(record);
    else groups.push([record]);
  }
  return groups;
}

/**
 * Records as the rows of a table. What a column asks stands over it for the eye, and in each cell for the ear.
 * @param {Sheet} sheet
 * @param {FormOfCase[]} records
 */
function grid(sheet, records) {
  const [{ about, given, entries }] = records;
  const unseen = (/** @type {string} */ words) => h("span", { class: "cw-hidden" }, words);
  const hints = entries.map((_, at) => records.map((record) => record.entries[at].hint).find(Boolean) ?? null);
  const heads = entries.map(({ type, label }, at) => {
    const more = type === "give-date" ? EXAMPLE : type === "choose-several" ? ALL : "";
    const words = `${hints[at] ?? ""} ${more}`.trim();
    return h("span", {}, label, words && h("span", { class: "cw-hint" }, ` ${words}`));
  });
  return table({
    caption: unseen(`${sheet.exercise.title}: ${about}`),
    columns: [unseen("Record"), ...given.map(({ label }) => label), ...heads],
    rows: records.map((record) => [
      record.title,
      ...record.given.map(({ value }) => value),
      ...record.entries.map((each, at) => entry(sheet, { ...each, hint: hints[at] }, record.title)),
    ]),
    kind: "cw-grid",
  });
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
    entries.map((each) => entry(sheet, each, isOneOfSeveral ? title : "")),
  );
}
