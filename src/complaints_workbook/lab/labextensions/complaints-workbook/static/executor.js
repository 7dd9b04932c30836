// Runs a notebook's cells: those of exercises are not run as code, but shown.

/**
 * Return what JupyterLab runs cells with.
 * @param {any} notebooks the module `@jupyterlab/notebook`
 * @param {import("./plugins.js").Opened} opened
 */
export const executorOf = ({ runCell }, opened) => ({
  /** @param {any} options as JupyterLab gives them */
  async runCell(options) {
    const { cell, onCellExecuted } = options;
    for (const [panel, opening] of opened) {
      if (!panel.content.widgets.includes(cell) || !(await (await opening).run(cell))) continue;
      onCellExecuted({ cell, success: true });
      return true;
    }
    return runCell(options);
  },
});
