// A dossier as the learner reads it, and its place beside the questions.

import { h } from "./elements.js";

/** @typedef {import("./elements.js").Child} Child */
/** @typedef {import("./sheet.js").Sheet} Sheet */

/**
 * A dossier, with the organisation's papers below; they are asked for when they are opened.
 * @param {Sheet} sheet
 * @param {string} caseId
 */
export function dossier(sheet, caseId) {
  const { html, organisation } = sheet.exercise.cases[caseId];
  const papers = h("div", { "aria-live": "polite" });
  const opened = () => {
    if (!details.open || papers.hasChildNodes()) return;
    papers.replaceChildren("Looking for the papers…");
    sheet.wantPapers(organisation, papers);
  };
  const summary = `What ${sheet.exercise.organisations[organisation]} promises, pays and escalates`;
  const details = h("details", { class: "cw-papers", ontoggle: opened }, h("summary", {}, summary), papers);
  return h("div", { class: "cw-dossier" }, h("div", { html }), details);
}

/**
 * The case on one side and its questions on the other.
 * @param {Child} left
 * @param {...(Child | Child[])} right
 */
export const beside = (left, ...right) =>
  h("div", { class: "cw-beside" }, left, h("div", { class: "cw-questions" }, ...right));
