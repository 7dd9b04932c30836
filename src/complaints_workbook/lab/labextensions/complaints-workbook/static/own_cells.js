// Which cells are the workbook's own: by what they hold, and never by what they say of themselves.

/** @typedef {{ what: string, name: string, title: string }} Call what a cell shows; Your progress has no name */

const CALL =
  /^# ([^\r\n]*)\r?\nfrom complaints_workbook import (exercise|explorer|own_sector|practice|progress)\r?\n\2\((?:"([\w.-]+)")?\)\s*$/;

/**
 * Return what a cell calls, if it holds a title, one import and one call as they are released, and nothing else.
 * @param {string} source
 * @returns {Call | null}
 */
export function callIn(source) {
  const [, title, what, name = ""] = CALL.exec(source) ?? [];
  return what && (what === "progress") === (name === "") ? { what, name, title: title.trim() } : null;
}

/**
 * Say whether a notebook has a cell of the workbook's own.
 * @param {{ cells: { cell_type: string, source: string | string[] }[] }} notebook as its file has it
 */
export const hasOwnCells = ({ cells }) =>
  cells.some(({ cell_type, source }) => cell_type === "code" && callIn(textOf(source)));

/**
 * Return a cell's text; a file may hold it in lines.
 * @param {string | string[]} source
 */
export const textOf = (source) => (Array.isArray(source) ? source.join("") : source);

/**
 * Return what tells calls apart.
 * @param {{ what: string, name: string }} call
 */
export const keyOf = ({ what, name }) => `${what}:${name}`;
