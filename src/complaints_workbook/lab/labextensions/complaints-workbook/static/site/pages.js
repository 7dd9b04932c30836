// What the workbook's pages on this server add to JupyterLab: the way to the start page, marks and checklists beside
// one's work, and a word in time where nothing is kept.

import { pagesTabOf } from "../browser/pages_tab.js";
import { pageInAddress, pathInAddress } from "../host.js";
import { goTo, placeNamed } from "../place.js";
import { besideOf } from "./beside.js";
import { showChecklists } from "./checklists.js";
import { tellInTime } from "./leaving.js";
import { offerMarks } from "./marking.js";
import { Site } from "./site.js";
import { linkToStart } from "./start_link.js";

/**
 * @typedef {object} Lab
 * @property {any} app
 * @property {any} apputils the module `@jupyterlab/apputils`
 * @property {any} ServerConnection
 * @property {any} Widget the class of JupyterLab's widgets
 * @property {any} tracker JupyterLab's notebooks
 * @property {any} shell JupyterLab's window
 * @property {any} documents JupyterLab's documents
 * @property {boolean} isSite whether there is no server, and the pages stand in this window
 */

/**
 * @param {Lab} lab
 */
export async function showPages({ app, apputils, ServerConnection, Widget, tracker, shell, documents, isSite }) {
  const site = new Site(ServerConnection, app.serviceManager.serverSettings);
  const open = async (/** @type {string} */ path, /** @type {string} */ heading) => {
    const panel = documents.openOrReveal(path);
    await panel.revealed;
    const place = placeNamed(heading, panel.content.model.cells);
    if (place) goTo(place, panel.content.widgets, panel.content.outerNode);
  };
  const goToPage = isSite
    ? pagesTabOf(apputils, shell, open)
    : (/** @type {string} */ address) => location.assign(address);
  if (isSite) void shell.restored.then(() => pathInAddress() || goToPage(pageInAddress()));
  const about = await site.about();
  if (!about) return;
  linkToStart(shell, Widget, about.start, isSite ? goToPage : null);
  const save = () => app.commands.execute("docmanager:save-all");
  if (!about.keeps) tellInTime(apputils.Notification, save, site.download);

  const see = async (/** @type {any} */ panel) => {
    await Promise.all([panel.revealed, panel.context.ready]);
    const { notebook } = (await site.about(panel.context.path)) ?? {};
    if (!notebook?.keys || panel.isDisposed) return;
    const show = besideOf(apputils, shell, panel, open, goToPage);
    offerMarks(panel, notebook, { site, show, Widget });
    showChecklists(panel, notebook.assignment, { site, Widget });
  };
  tracker.forEach(see);
  tracker.widgetAdded.connect((/** @type {any} */ _tracker, /** @type {any} */ panel) => see(panel));
}
