// A dossier as the learner reads it, and its place beside the questions.

import { h } from "./elements.js";
import { fragment } from "./html.js";

/** @typedef {import("./elements.js").Child} Child */
/** @typedef {import("./sheet.js").Sheet} Sheet */

/**
 * A dossier, with the organisation's papers below; they are asked for when they are opened, and scroll in a
 * box of their own, so that the questions stay beside them.
 * @param {Sheet} sheet
 * @param {string} caseId
 * @param {number} [level] of its heading
 */
export function dossier(sheet, caseId, level = 4) {
  const { html, organisation } = sheet.exercise.cases[caseId];
  const summary = `What ${sheet.exercise.organisations[organisation]} promises, pays and escalates`;
  const papers = h("div", { role: "group", "aria-label": summary, tabindex: "0" });
  const opened = () => {
    if (!details.open || papers.hasChildNodes()) return;
    papers.replaceChildren(h("p", { role: "status" }, "Looking for the papers…"));
    sheet.wantPapers(organisation, (html) => papers.replaceChildren(fragment(html, level + 1)));
  };
  const details = h("details", { class: "cw-papers", ontoggle: opened }, h("summary", {}, summary), papers);
  return h("div", { class: "cw-dossier" }, h("div", {}, fragment(html, level)), details);
}

/**
 * The case on one side and its questions on the other.
 * @param {Child} left
 * @param {...(Child | Child[])} right
 */
export const beside = (left, ...right) =>
  h("div", { class: "cw-beside" }, left, h("div", { class: "cw-questions" }, ...right));
