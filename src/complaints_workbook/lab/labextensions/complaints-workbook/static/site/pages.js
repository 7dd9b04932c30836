// What the workbook's pages on this server add to JupyterLab: the way to the start page, marks and checklists beside
// one's work, and a word in time where nothing is kept.

import { close } from "../browser/one_kernel.js";
import { pagesTabOf } from "../browser/pages_tab.js";
import { offerValidate } from "../browser/validate.js";
import { pageInAddress, pathInAddress } from "../host.js";
import { goTo, placeNamed } from "../place.js";
import { besideOf } from "./beside.js";
import { showChecklists } from "./checklists.js";
import { tellInTime } from "./leaving.js";
import { offerMarks } from "./marking.js";
import { Site } from "./site.js";
import { linkToStart } from "./start_link.js";

// JupyterLab cuts what is longer than 140 characters.
const NEWER =
  "A newer notebook is here, with your written answers in it. Yours as it was is kept in the folder “earlier”.";

/**
 * @typedef {object} Lab
 * @property {any} app
 * @property {any} apputils the module `@jupyterlab/apputils`
 * @property {any} ServerConnection
 * @property {any} Widget the class of JupyterLab's widgets
 * @property {any} tracker JupyterLab's notebooks
 * @property {any} shell JupyterLab's window
 * @property {any} documents JupyterLab's documents
 * @property {import("../browser/site_without_server.js").Begun | null} site where there is no server, and the pages
 *   stand in this window
 */

/**
 * @param {Lab} lab
 */
export async function showPages({ app, apputils, ServerConnection, Widget, tracker, shell, documents, site }) {
  const pages = new Site(ServerConnection, app.serviceManager.serverSettings);
  const open = async (/** @type {string} */ path, /** @type {string} */ heading) => {
    const panel = documents.openOrReveal(path);
    await panel.revealed;
    const place = placeNamed(heading, panel.content.model.cells);
    if (place) goTo(place, panel.content.widgets, panel.content.outerNode);
  };
  /** Open a notebook again that was opened before it was renewed. */
  const openAgain = async (/** @type {string} */ path) => {
    const panel = documents.findWidget(path);
    if (!panel) return;
    await close(panel);
    documents.openOrReveal(path);
  };
  const goToPage = site
    ? pagesTabOf(apputils, shell, open)
    : (/** @type {string} */ address) => location.assign(address);
  if (site) void shell.restored.then(() => pathInAddress() || goToPage(pageInAddress()));
  void site?.renewed.then((paths) => {
    if (paths.length > 0) apputils.Notification.info(NEWER, { autoClose: false });
    paths.forEach(openAgain);
  });
  const about = await pages.about();
  if (!about) return;
  linkToStart(shell, Widget, about.start, site ? goToPage : null);
  const save = () => app.commands.execute("docmanager:save-all");
  if (!about.keeps) tellInTime(apputils.Notification, save, pages.download);

  const see = async (/** @type {any} */ panel) => {
    await Promise.all([panel.revealed, panel.context.ready]);
    const { notebook } = (await pages.about(panel.context.path)) ?? {};
    if (!notebook || panel.isDisposed) return;
    if (site) offerValidate(panel, notebook.assignment, { pages, apputils, Widget });
    if (!notebook.keys) return;
    const show = besideOf(apputils, shell, panel, open, goToPage);
    offerMarks(panel, notebook, { site: pages, show, Widget });
    showChecklists(panel, notebook.assignment, { site: pages, Widget });
  };
  tracker.forEach(see);
  tracker.widgetAdded.connect((/** @type {any} */ _tracker, /** @type {any} */ panel) => see(panel));
}
