// Tables, which on a narrow page become lists: then each cell says which column it is of.

import { h } from "./elements.js";

/** @typedef {import("./elements.js").Child} Child */

/**
 * Make a table with a caption, names over its columns, and the first cell of each row as its name.
 * @param {{ caption: Child, columns: Child[], rows: Child[][], kind?: string }} table
 */
export function table({ caption, columns, rows, kind = "" }) {
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
