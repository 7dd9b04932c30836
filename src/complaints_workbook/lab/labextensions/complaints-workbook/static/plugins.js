// The extension's plugins, as JupyterLab registers them.

import { untilAlone, whereItCanWork } from "./browser/one_window.js";
import { beginSite } from "./browser/site_without_server.js";
import { foldWhenNarrow, listLater } from "./contents_list.js";
import { EarlyKernels } from "./early_kernel.js";
import { executorOf } from "./executor.js";
import { openHarmlessly } from "./harmless.js";
import { hostModule, isLearners, isSite, pathInAddress, siteRoot } from "./host.js";
import { openForLearner } from "./learners_notebook.js";
import { OpenedNotebook } from "./opened.js";
import { dress, titleAfter } from "./page.js";
import { partsOf } from "./part.js";
import { showPages } from "./site/pages.js";
import { followTheme } from "./theme.js";
import { tellerOf } from "./unstarted.js";
import { writeUndisturbed } from "./written/undisturbed.js";

const STYLES = ["./lab.css", "./site/site.css", "./written/box.css"];

/** @typedef {Map<any, Promise<OpenedNotebook>>} Opened by what JupyterLab shows them in */

/**
 * Return the plugins.
 * @param {import("./host.js").Scope} scope JupyterLab's modules
 */
export async function plugins(scope) {
  const onSite = isSite();
  if (onSite) {
    await whereItCanWork();
    await untilAlone(siteRoot().pathname);
  }
  const [apputils, application, docmanager, notebooks, services, settings, statedb, toc, coreutils, widgets] =
    await Promise.all(
      [
        "@jupyterlab/apputils",
        "@jupyterlab/application",
        "@jupyterlab/docmanager",
        "@jupyterlab/notebook",
        "@jupyterlab/services",
        "@jupyterlab/settingregistry",
        "@jupyterlab/statedb",
        "@jupyterlab/toc",
        "@lumino/coreutils",
        "@lumino/widgets",
      ].map((name) => hostModule(scope, name)),
    );
  const learners = isLearners();
  const Part = partsOf(widgets);
  const teller = tellerOf(apputils.Dialog, widgets.Widget);
  /** @type {Opened} */
  const opened = new Map();
  /** @type {import("./browser/site_without_server.js").Begun | null} on a site without a server */
  let site = null;
  const IEarlyKernels = new coreutils.Token("complaints-workbook:IEarlyKernels");

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
  const kernels = {
    id: "complaints-workbook:early-kernels",
    description: "Starts the kernel of the notebook that the page's address names.",
    autoStart: true,
    provides: IEarlyKernels,
    activate(/** @type {any} */ { serviceManager }) {
      if (onSite) site = beginSite(serviceManager, scope);
      const early = new EarlyKernels(serviceManager, teller, onSite ? () => site?.kernel.shared() : undefined);
      const path = pathInAddress();
      if (path) void early.start(path);
      return early;
    },
  };
  const opening = {
    id: "complaints-workbook:opening",
    description: "Shows a workbook's exercises when a learner opens its notebook.",
    autoStart: true,
    requires: [
      notebooks.INotebookTracker,
      application.ILabShell,
      statedb.IStateDB,
      toc.ITableOfContentsTracker,
      IEarlyKernels,
      settings.ISettingRegistry,
      apputils.IThemeManager,
    ],
    activate(/** @type {any[]} */ ...[app, tracker, shell, state, contents, early, registry, themes]) {
      dress(shell);
      titleAfter(shell);
      foldWhenNarrow(shell);
      const beginningOf = beginnings(coreutils);
      listLater(contents, (panel) => (panel instanceof notebooks.NotebookPanel ? beginningOf(panel).promise : null));
      tracker.widgetAdded.connect((/** @type {any} */ _tracker, /** @type {any} */ panel) => {
        site?.kernel.leaveOnly(tracker, panel);
        void early.giveTo(panel);
      });
      const { Dialog, Printing } = apputils;
      writeUndisturbed(Dialog);
      const { Widget } = widgets;
      const drive = app.serviceManager.contents;
      const lab = { shell, state, contents, registry, themes, Dialog, Printing, Part, Widget, drive, teller };
      eachNotebook(tracker, opened, (panel) => openForLearner(panel, lab, () => beginningOf(panel).resolve()));
    },
  };
  const pages = {
    id: "complaints-workbook:pages",
    description: "Leads to the workbook's own pages on this server, where there are any.",
    autoStart: true,
    // Early kernels: on a site without a server, they begin what a server does.
    requires: [notebooks.INotebookTracker, application.ILabShell, docmanager.IDocumentManager, IEarlyKernels],
    activate(/** @type {any[]} */ ...[app, tracker, shell, documents]) {
      const { ServerConnection } = services;
      void showPages({
        app,
        apputils,
        ServerConnection,
        Widget: widgets.Widget,
        tracker,
        shell,
        documents,
        site,
      });
    },
  };
  const executor = {
    id: "complaints-workbook:cell-executor",
    description: "Shows the exercises of cells that are run. It takes the place of JupyterLab's own executor.",
    autoStart: true,
    provides: notebooks.INotebookCellExecutor,
    activate: () => executorOf(notebooks, opened),
  };
  const theme = {
    id: "complaints-workbook:theme",
    description: "Keeps the theme that a learner chooses, and has the workbook's own pages follow it.",
    autoStart: true,
    requires: [settings.ISettingRegistry, apputils.IThemeManager],
    activate: followTheme,
  };
  return learners ? [harmless, kernels, opening, pages, theme, executor] : [harmless, waiting];
}

/**
 * See to every notebook, once it is drawn.
 * @param {any} tracker JupyterLab's notebooks
 * @param {Opened} opened
 * @param {(panel: any) => Promise<OpenedNotebook>} open
 */
function eachNotebook(tracker, opened, open) {
  for (const style of STYLES) {
    const { href } = new URL(style, import.meta.url);
    document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href }));
  }
  tracker.widgetAdded.connect((/** @type {any} */ _tracker, /** @type {any} */ panel) => {
    opened.set(
      panel,
      Promise.all([panel.revealed, panel.context.ready]).then(() => open(panel)),
    );
    panel.disposed.connect(() => opened.delete(panel));
  });
}

/**
 * Return what gives each notebook a promise that its first exercises stand there. It may be asked before JupyterLab
 * has told of the notebook.
 * @param {any} coreutils the module `@lumino/coreutils`
 * @returns {(panel: any) => any}
 */
function beginnings({ PromiseDelegate }) {
  const known = new WeakMap();
  return (panel) => {
    if (!known.has(panel)) known.set(panel, new PromiseDelegate());
    return known.get(panel);
  };
}
