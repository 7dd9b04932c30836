// The extension's plugins, as JupyterLab registers them.

import { foldWhenNarrow } from "./contents_list.js";
import { executorOf } from "./executor.js";
import { openHarmlessly } from "./harmless.js";
import { hostModule, isLearners } from "./host.js";
import { openForLearner } from "./learners_notebook.js";
import { OpenedNotebook } from "./opened.js";
import { dress, titleAfter } from "./page.js";
import { partsOf } from "./part.js";

/** @typedef {Set<OpenedNotebook>} Opened */

/**
 * Return the plugins.
 * @param {import("./host.js").Scope} scope JupyterLab's modules
 */
export async function plugins(scope) {
  const [apputils, application, notebooks, statedb, toc, widgets] = await Promise.all(
    [
      "@jupyterlab/apputils",
      "@jupyterlab/application",
      "@jupyterlab/notebook",
      "@jupyterlab/statedb",
      "@jupyterlab/toc",
      "@lumino/widgets",
    ].map((name) => hostModule(scope, name)),
  );
  const learners = isLearners();
  const Part = partsOf(widgets);
  /** @type {Opened} */
  const opened = new Set();

  const harmless = {
    id: "complaints-workbook:harmless",
    description: "Keeps script that is saved in a notebook off the page.",
    autoStart: true,
    requires: [notebooks.INotebookTracker], // where it is, notebooks can be made
    activate: (/** @type {any} */ app) => openHarmlessly(app.docRegistry, learners),
  };
  const waiting = {
    id: "complaints-workbook:waiting",
    description: "Says how exercises are shown where they are not.",
    autoStart: true,
    requires: [notebooks.INotebookTracker],
    activate: (/** @type {any} */ _app, /** @type {any} */ tracker) =>
      eachNotebook(tracker, opened, async (panel) => new OpenedNotebook(panel, Part, null)),
  };
  const opening = {
    id: "complaints-workbook:opening",
    description: "Shows a workbook's exercises when a learner opens its notebook.",
    autoStart: true,
    requires: [notebooks.INotebookTracker, application.ILabShell, statedb.IStateDB, toc.ITableOfContentsTracker],
    activate(/** @type {any[]} */ ...[, tracker, shell, state, contents]) {
      dress();
      titleAfter(shell);
      foldWhenNarrow(shell);
      const { Dialog, Printing } = apputils;
      const lab = { shell, state, contents, Dialog, Printing, Part };
      eachNotebook(tracker, opened, (panel) => openForLearner(panel, lab));
    },
  };
  const executor = {
    id: "complaints-workbook:cell-executor",
    description: "Shows the exercises of cells that are run. It takes the place of JupyterLab's own executor.",
    autoStart: true,
    provides: notebooks.INotebookCellExecutor,
    activate: () => executorOf(notebooks, opened),
  };
  return learners ? [harmless, opening, executor] : [harmless, waiting];
}

/**
 * See to every notebook, once it is drawn.
 * @param {any} tracker JupyterLab's notebooks
 * @param {Opened} opened
 * @param {(panel: any) => Promise<OpenedNotebook>} open
 */
function eachNotebook(tracker, opened, open) {
  const href = new URL("./lab.css", import.meta.url).href;
  document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href }));
  tracker.widgetAdded.connect(async (/** @type {any} */ _tracker, /** @type {any} */ panel) => {
    await Promise.all([panel.revealed, panel.context.ready]);
    const notebook = await open(panel);
    opened.add(notebook);
    panel.disposed.connect(() => opened.delete(notebook));
  });
}
