// Amounts on two sides, with a running total under each.

import { amount } from "../../widget/controls/amount.js";
import { radios } from "../../widget/controls/radios.js";
import { beside, dossier } from "../../widget/dossier.js";
import { h, heading } from "../../widget/elements.js";
import { asText } from "../../widget/given.js";
import { fragment } from "../../widget/html.js";
import { pence, pounds } from "../../widget/money.js";
import { pager } from "../../widget/pager.js";

/** @typedef {"admit" | "refuse" | "none"} Side */
/** @typedef {{ id: string, label: string, hint: string | null, within: string, side: Side }} Part */
/** @typedef {{ id: string, question: string, options: import("../../widget/types").Option[] }} Decision */
/** @typedef {{ case: string, label: string, html: string, parts: Part[], decision: Decision | null }} Entry */
/** @typedef {import("../../widget/sheet.js").Sheet} Sheet */

/** @type {[Side, string][]} */
const SIDES = [
  ["admit", "If the organisation admits liability"],
  ["refuse", "If it refuses and loses later: what that adds"],
  ["none", "Putting it together"],
];

/**
 * @param {{ entries: Entry[] }} exercise
 * @param {Sheet} sheet
 */
export function view(exercise, sheet) {
  const draw = (/** @type {Entry} */ { case: caseId, label, html, parts, decision }, /** @type {number} */ level) => {
    const ofSide = (/** @type {Side} */ side) => parts.filter((part) => part.side === side);
    return beside(
      dossier(sheet, caseId, level),
      html && h("div", { class: "cw-inset" }, fragment(html, level)),
      SIDES.map(([side, name]) => group(sheet, { name, about: label, level }, ofSide(side), side !== "none")),
      decision &&
        radios(sheet, { field: decision.id, about: label, question: decision.question, options: decision.options }),
    );
  };
  const fields = (/** @type {Entry} */ { parts, decision }) =>
    [...parts, ...(decision ? [decision] : [])].map(({ id }) => id);
  return pager(sheet, exercise.entries, fields, draw);
}

/**
 * The amounts of one side; nothing where there are none.
 * @param {Sheet} sheet
 * @param {{ name: string, about: string, level: number }} title
 * @param {Part[]} parts
 * @param {boolean} adds
 */
function group(sheet, { name, about, level }, parts, adds) {
  if (!parts.length) return null;
  const amounts = parts.map(({ id, label, hint, within }) =>
    amount(sheet, { field: id, label, hint: [hint, `Marked ${within}.`].filter(Boolean).join(" ") }),
  );
  return h(
    "div",
    { class: "cw-card", role: "group", "aria-label": `${about}: ${name}` },
    heading(level, {}, name),
    amounts,
    adds && total(sheet, parts),
  );
}

/**
 * @param {Sheet} sheet
 * @param {Part[]} parts
 */
function total(sheet, parts) {
  const output = h("output", { class: "cw-total" });
  sheet.watch(() => {
    const given = parts.filter((part) => sheet.answers.isComplete(part.id));
    const sum = given.reduce((total, part) => total + (pence(asText(sheet.answers.get(part.id))) ?? 0), 0);
    output.textContent = `Running total: ${pounds(sum)} (${given.length} of ${parts.length} filled in)`;
  });
  return output;
}
