// Tables, which on a narrow page become lists: then each cell says which column it is of.

import { h } from "./elements.js";

/** @typedef {import("./elements.js").Child} Child */

const NUMBER = /^[−+-]?£?\d[\d,]*(\.\d+)?%?$/;

/**
 * Make a table with a caption, names over its columns, and the first cell of each row as its name.
 * @param {object} table
 * @param {Child} table.caption
 * @param {Child[]} table.columns
 * @param {Child[][]} table.rows
 * @param {string} [table.kind]
 * @param {boolean} [table.counts] its columns of numbers stand digit under digit
 */
export function table({ caption, columns, rows, kind = "", counts = false }) {
  const row = (/** @type {Child[]} */ [name, ...cells]) =>
    h(
      "tr",
      {},
      h("th", { scope: "row" }, name),
      cells.map((cell) => h("td", {}, cell)),
    );
  const made = h(
    "table",
    { class: `cw-table ${kind}`.trim() },
    h("caption", {}, caption),
    h(
      "thead",
      {},
      h(
        "tr",
        {},
        columns.map((name) => (name ? h("th", { scope: "col" }, name) : h("td", {}))), // a corner names nothing
      ),
    ),
    h("tbody", {}, rows.map(row)),
  );
  nameCells(made);
  if (counts) lineUp(made);
  return made;
}

/**
 * Write on each cell which column it is of.
 * @param {HTMLTableElement} table
 */
export function nameCells(table) {
  const names = [...table.querySelectorAll("thead tr > *")].map((cell) => cell.textContent ?? "");
  for (const row of table.querySelectorAll("tbody tr"))
    for (const [at, cell] of [...row.children].entries())
      if (cell.tagName === "TD" && names[at]) cell.setAttribute("data-column", names[at]);
}

/**
 * Let the columns that hold numbers and nothing else stand at the right, digit under digit.
 * @param {HTMLTableElement} table
 */
export function lineUp(table) {
  const [head, ...rows] = [...table.querySelectorAll("tr")].map(({ cells }) => [...cells]);
  for (const [at, name] of (head ?? []).entries()) {
    const cells = rows.flatMap((row) => row[at] ?? []);
    if (!cells.length || !cells.every(({ textContent }) => NUMBER.test(textContent?.trim() ?? ""))) continue;
    if (cells.some((cell) => cell.firstElementChild)) continue; // a bar stands before its number
    for (const cell of [name, ...cells]) cell.classList.add("cw-number-column");
  }
}
