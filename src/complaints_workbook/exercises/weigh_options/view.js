// Statements to sort, all on one page; then the decisions, one at a time.

import { radios } from "../../widget/controls/radios.js";
import { beside, dossier } from "../../widget/dossier.js";
import { h, nextId } from "../../widget/elements.js";
import { pager } from "../../widget/pager.js";

/** @typedef {import("../../widget/types").Option} Option */
/** @typedef {{ id: string, label: string, text: string }} Statement */
/** @typedef {{ id: string, case: string, label: string, question: string, options: Option[] }} Decision */

/**
 * @param {{ question: string, columns: Option[], statements: Statement[], decisions: Decision[] }} exercise
 * @param {import("../../widget/sheet.js").Sheet} sheet
 */
export function view(exercise, sheet) {
  const { statements, decisions } = exercise;
  const { question, columns } = exercise;
  const sort = (/** @type {Statement} */ { id, label, text }) => {
    const quoteId = nextId();
    return h(
      "div",
      { class: "cw-card" },
      h("h4", {}, label),
      h("blockquote", { class: "cw-quote", id: quoteId }, text),
      radios(sheet, { field: id, about: label, question, options: columns, small: true, describedBy: quoteId }),
    );
  };
  const decide = (
    /** @type {Decision} */ { id, case: caseId, label, question, options },
    /** @type {number} */ level,
  ) => beside(dossier(sheet, caseId, level), radios(sheet, { field: id, about: label, question, options }));
  return h(
    "div",
    {},
    statements.map(sort),
    decisions.length > 0 && pager(sheet, decisions, (decision) => [decision.id], decide, "Decision"),
  );
}
