// Which cells of a notebook answers are written in, on the page and in its file.

import { textOf } from "../own_cells.js";

/** @typedef {{ type: string, grader: any }} Kind a cell's type, and what nbgrader says of it */

/** @param {Kind} kind */
const isForWriting = ({ type, grader }) => type === "markdown" && grader?.solution === true && grader.grade === true;

/** @param {any} cell as it stands in a notebook's file */
const kindInFile = ({ cell_type: type, metadata }) => ({ type, grader: metadata?.nbgrader });

/** @param {any} model of a cell on the page */
const kindOnPage = (model) => ({ type: model.type, grader: model.getMetadata("nbgrader") });

/**
 * Say whether a cell of the page is one that an answer is written in.
 * @param {any} model
 */
export const isAnswer = (model) => isForWriting(kindOnPage(model));

/**
 * Return the cells for answers by nbgrader's names of them. One that was copied has its number behind the name.
 * @template Cell
 * @param {Iterable<Cell>} cells
 * @param {(cell: Cell) => Kind} kind
 * @returns {Map<string, Cell>}
 */
function byName(cells, kind) {
  const found = new Map();
  for (const cell of cells) {
    if (!isForWriting(kind(cell))) continue;
    const name = String(kind(cell).grader.grade_id);
    let key = name;
    for (let copy = 2; found.has(key); copy += 1) key = `${name} ${copy}`;
    found.set(key, cell);
  }
  return found;
}

/**
 * @param {Iterable<any>} cells as they stand in a notebook's file
 * @returns {Map<string, any>}
 */
export const answersInFile = (cells) => byName(cells, kindInFile);

/**
 * @param {Iterable<any>} models of the cells on the page
 * @returns {Map<string, any>}
 */
export const answersOnPage = (models) => byName(models, kindOnPage);

/**
 * Say whether a notebook's file and the page have the same cells, but for what is written in answers.
 * @param {any[]} cells as they stand in the file
 * @param {any[]} models of the cells on the page
 */
export const areTheSame = (cells, models) =>
  cells.length === models.length &&
  cells.every((cell, at) => {
    const [there, here] = [kindInFile(cell), kindOnPage(models[at])];
    if (there.type !== here.type || there.grader?.grade_id !== here.grader?.grade_id) return false;
    return isForWriting(here) || textOf(cell.source) === models[at].sharedModel.getSource();
  });

/**
 * Set the text of a cell, and change no more of it than differs: it is typed in.
 * @param {any} model of the cell on the page
 * @param {string} source
 */
export function setSource({ sharedModel }, source) {
  const before = sharedModel.getSource();
  const most = Math.min(before.length, source.length);
  let start = 0;
  while (start < most && before[start] === source[start]) start += 1;
  if (isHalf(source, start) || isHalf(before, start)) start -= 1;
  let end = 0;
  while (end < most - start && before.at(-1 - end) === source.at(-1 - end)) end += 1;
  if (isHalf(source, source.length - end) || isHalf(before, before.length - end)) end -= 1;
  sharedModel.updateSource(start, before.length - end, source.slice(start, source.length - end));
}

/**
 * Say whether a place is in the middle of a character that takes two.
 * @param {string} text
 * @param {number} at
 */
const isHalf = (text, at) =>
  at > 0 && at < text.length && /^[\ud800-\udbff][\udc00-\udfff]$/.test(text.slice(at - 1, at + 1));
