// The table of contents opens at the side, and shows where the reader is.

const SELECTED = '.jp-TableOfContents [aria-selected="true"] .jp-tocItem-heading';

/**
 * Show in the table of contents where the reader of a notebook is.
 * @param {any} tracker JupyterLab's tables of contents
 * @param {any} panel a notebook as JupyterLab shows it
 * @param {string} id of the cell at the top of the window
 */
export function followIn(tracker, panel, id) {
  const contents = tracker?.get(panel);
  if (!contents) return;
  const order = new Map(panel.content.widgets.map((/** @type {any} */ cell, /** @type {number} */ at) => [cell, at]));
  const here = panel.content.widgets.findIndex((/** @type {any} */ cell) => cell.model.id === id);
  let reached = null;
  for (const heading of contents.headings) {
    if ((order.get(heading.cellRef) ?? Infinity) > here) break;
    reached = heading;
  }
  contents.setActiveHeading(reached, false);
  requestAnimationFrame(() => document.querySelector(SELECTED)?.scrollIntoView({ block: "nearest" }));
}

const AT_LATEST = 3000; // milliseconds until headings are listed without an exercise

/**
 * List a notebook's headings when its first exercises stand there: it takes as long as drawing the notebook.
 * @param {any} tracker JupyterLab's tables of contents
 * @param {(panel: any) => Promise<void> | null} begun is fulfilled when they do; null for what has none
 */
export function listLater(tracker, begun) {
  const add = tracker.add.bind(tracker);
  tracker.add = (/** @type {any} */ panel, /** @type {any} */ contents) => {
    const refresh = contents.refresh.bind(contents);
    const latest = new Promise((done) => setTimeout(done, AT_LATEST));
    contents.refresh = () => Promise.race([begun(panel), latest]).then(refresh);
    add(panel, contents);
  };
}

/**
 * Open the table of contents, or nothing where the window is too narrow for both.
 * @param {any} shell JupyterLab's window
 * @param {any} panel the notebook, which keeps the focus
 */
export function openBeside(shell, panel) {
  if (isNarrow()) shell.collapseLeft();
  else shell.activateById("table-of-contents");
  shell.activateById(panel.id);
}

const NARROW = 800; // pixels

export const isNarrow = () => window.innerWidth < NARROW;

/**
 * Fold the side away whenever the window becomes narrow.
 * @param {any} shell
 */
export function foldWhenNarrow(shell) {
  let was = false;
  const look = () => {
    if (isNarrow() && !was) shell.collapseLeft();
    was = isNarrow();
  };
  addEventListener("resize", look);
  look();
}
