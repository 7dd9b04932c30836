// Cases one at a time; short situations all on one page.

import { radios } from "../../widget/controls/radios.js";
import { beside, dossier } from "../../widget/dossier.js";
import { h, heading, nextId } from "../../widget/elements.js";
import { fragment } from "../../widget/html.js";
import { pager } from "../../widget/pager.js";

/** @typedef {import("../../widget/types").Option} Option */
/** @typedef {{ id: string, case: string | null, label: string, html: string | null, question: string, options: Option[] }} Entry */

/**
 * @param {{ entries: Entry[] }} exercise
 * @param {import("../../widget/sheet.js").Sheet} sheet
 */
export function view(exercise, sheet) {
  const draw = (/** @type {Entry} */ { id, case: caseId, label, html, question, options }, level = 4) => {
    const textId = nextId();
    const text = html && h("div", { id: textId }, fragment(html, level + 1));
    const asked = radios(sheet, { field: id, about: label, question, options, describedBy: text ? textId : undefined });
    if (caseId) return beside(dossier(sheet, caseId, level), text, asked);
    return h("div", { class: "cw-card" }, heading(level, {}, label), text, asked);
  };
  const entries = exercise.entries;
  if (!entries.some((entry) => entry.case))
    return h(
      "div",
      {},
      entries.map((entry) => draw(entry)),
    );
  return pager(sheet, entries, (entry) => [entry.id], draw);
}
