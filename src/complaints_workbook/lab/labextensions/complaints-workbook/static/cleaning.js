// What of a notebook's file never reaches the page. A notebook may come from anybody.

import { callIn, textOf } from "./own_cells.js";

/** @typedef {{ data?: Record<string, any> }} SavedOutput */
/** @typedef {{ cell_type: string, source: string | string[], metadata: Record<string, any>, outputs?: SavedOutput[], execution_count?: number | null }} SavedCell */
/** @typedef {{ metadata: Record<string, any>, cells: SavedCell[] }} SavedNotebook */

/** Kinds of output that only show what they hold. */
const PLAIN = ["text/plain", "image/png", "image/jpeg"];

/**
 * Kinds that JupyterLab makes harmless where it does not trust them. Others it draws all the same: a chart in Vega
 * reads any file that this server has, and sends it anywhere.
 */
const MADE_HARMLESS = [
  ...PLAIN,
  "text/html",
  "text/markdown",
  "text/latex",
  "image/gif",
  "image/svg+xml",
  "application/json",
  "application/javascript",
  "application/vnd.jupyter.widget-view+json",
];

/**
 * Return a notebook as it may be shown.
 *
 * Saved widgets bring script of their own, which runs as soon as they are restored: they are left out where the
 * server does not trust the notebook, and for learners everywhere. So are outputs that do more than show what they
 * hold. What exercises showed when the notebook was saved is gone with its kernel. Learners find again what they
 * have hidden.
 * @param {SavedNotebook} notebook as the server sends it, with its word in each code cell on whether it is trusted
 * @param {boolean} learners whether a learner opens it
 * @returns {SavedNotebook}
 */
export function cleaned(notebook, learners) {
  const { widgets, ...metadata } = notebook.metadata;
  const restores = widgets !== undefined && !learners && isTrusted(notebook);
  return {
    ...notebook,
    metadata: restores ? notebook.metadata : metadata,
    cells: notebook.cells.map((cell) => shown(harmless(withoutOutputs(cell), learners), learners)),
  };
}

/**
 * Return a notebook as it may be saved: without what exercises show.
 * @param {SavedNotebook} notebook
 * @returns {SavedNotebook}
 */
export const withoutShown = (notebook) => ({ ...notebook, cells: notebook.cells.map(withoutOutputs) });

/** @param {SavedNotebook} notebook */
function isTrusted({ cells }) {
  const code = cells.filter((cell) => cell.cell_type === "code");
  return code.length > 0 && code.every(({ metadata }) => metadata.trusted === true);
}

/** @param {SavedCell} cell */
function withoutOutputs(cell) {
  return cell.cell_type === "code" && callIn(textOf(cell.source))
    ? { ...cell, outputs: [], execution_count: null }
    : cell;
}

/**
 * @param {SavedCell} cell
 * @param {boolean} learners
 */
function harmless(cell, learners) {
  if (!cell.outputs || (cell.metadata.trusted === true && !learners)) return cell;
  const kept = learners ? PLAIN : MADE_HARMLESS;
  return { ...cell, outputs: cell.outputs.map((output) => withKinds(output, kept)) };
}

/**
 * @param {SavedOutput} output
 * @param {string[]} kept
 */
function withKinds(output, kept) {
  if (!output.data) return output;
  return { ...output, data: Object.fromEntries(Object.entries(output.data).filter(([kind]) => kept.includes(kind))) };
}

/**
 * @param {SavedCell} cell
 * @param {boolean} learners
 */
function shown(cell, learners) {
  if (!learners) return cell;
  const { collapsed, heading_collapsed, "jp-MarkdownHeadingCollapsed": folded, ...metadata } = cell.metadata;
  if (metadata.jupyter) {
    const { outputs_hidden, ...jupyter } = metadata.jupyter;
    metadata.jupyter = jupyter;
  }
  return { ...cell, metadata };
}
