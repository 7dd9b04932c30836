// Cases one at a time; short situations all on one page.

import { radios } from "../../widget/controls/radios.js";
import { beside, dossier } from "../../widget/dossier.js";
import { h } from "../../widget/elements.js";
import { pager } from "../../widget/pager.js";

/** @typedef {import("../../widget/types").Option} Option */
/** @typedef {{ id: string, case: string | null, label: string, html: string | null, question: string, options: Option[] }} Entry */

/**
 * @param {{ entries: Entry[] }} exercise
 * @param {import("../../widget/sheet.js").Sheet} sheet
 */
export function view(exercise, sheet) {
  const question = (/** @type {Entry} */ { id, question, options }) =>
    radios(sheet, { field: id, legend: question, options });
  const draw = (/** @type {Entry} */ entry) => {
    const { case: caseId, label, html } = entry;
    if (caseId) return beside(dossier(sheet, caseId), html && h("div", { html }), question(entry));
    return h("div", { class: "cw-card" }, h("h4", {}, label), h("div", { html }), question(entry));
  };
  const entries = exercise.entries;
  if (!entries.some((entry) => entry.case)) return h("div", {}, entries.map(draw));
  return pager(sheet, entries, (entry) => [entry.id], draw);
}
