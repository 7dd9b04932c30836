// What figures are worked from, and beside it the figures to give.

import { entry } from "../../widget/controls/entry.js";
import { beside, dossier } from "../../widget/dossier.js";
import { h, heading, nextId } from "../../widget/elements.js";
import { fragment } from "../../widget/html.js";
import { pager } from "../../widget/pager.js";
import { table } from "../../widget/tables.js";

/** @typedef {import("../../widget/controls/entry.js").Entry} Entry */
/** @typedef {import("../../widget/sheet.js").Sheet} Sheet */
/** @typedef {{ caption: string, columns: string[], rows: string[][] }} Table */
/** @typedef {{ title: string, html: string, case: string | null, tables: Table[], figures: Entry[] }} Source */

/**
 * @param {{ sources: Source[] }} exercise
 * @param {Sheet} sheet
 */
export function view(exercise, sheet) {
  const several = exercise.sources.length > 1;
  const draw = (/** @type {Source} */ source, /** @type {number} */ level) =>
    beside(given(sheet, source, level), asked(sheet, source, level, several));
  const fields = (/** @type {Source} */ { figures }) => figures.map(({ id }) => id);
  return pager(sheet, exercise.sources, fields, draw, "Part");
}

/**
 * What the figures are worked from.
 * @param {Sheet} sheet
 * @param {Source} source
 * @param {number} level
 */
function given(sheet, { title, html, case: caseId, tables }, level) {
  return h(
    "div",
    {},
    heading(level, {}, title),
    html && h("div", { class: "cw-inset" }, fragment(html, level)),
    tables.map((each) => h("div", { class: "cw-figure" }, table({ ...each, counts: true }))),
    caseId && dossier(sheet, caseId, level),
  );
}

/**
 * The figures to give.
 * @param {Sheet} sheet
 * @param {Source} source
 * @param {number} level
 * @param {boolean} several
 */
function asked(sheet, { title, figures }, level, several) {
  const id = nextId();
  return h(
    "div",
    { class: "cw-card", role: "group", "aria-labelledby": id },
    heading(level, { id }, "Your figures", h("span", { class: "cw-hidden" }, `: ${title}`)),
    figures.map((figure) => entry(sheet, figure, several ? title : "")),
  );
}
