// A workbook's notebook has the cells that it was released with. JupyterLab adds an empty one behind the last that is
// run, and by keys and menus; it goes again before anything is written in it.

/**
 * @param {any} content a notebook's cells as JupyterLab shows them
 */
export function keepEmptyCellsOut({ model }) {
  model.cells.changed.connect((/** @type {any} */ _cells, /** @type {any} */ { type }) => {
    if (type === "add") setTimeout(() => removeEmpty(model));
  });
}

/** @param {any} model a notebook's */
function removeEmpty({ isDisposed, cells, sharedModel }) {
  if (isDisposed) return;
  for (let at = cells.length - 1; at >= 0; at -= 1) {
    const cell = cells.get(at);
    if (!cell.getMetadata("nbgrader") && !cell.sharedModel.getSource()) sharedModel.deleteCell(at);
  }
}
