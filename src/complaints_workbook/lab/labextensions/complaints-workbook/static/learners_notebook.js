// A notebook that a learner has opened: it shows its exercises, keeps their place, and stays alive.

import { followIn, openBeside } from "./contents_list.js";
import { goesOn, headingInAddress, pathInAddress } from "./host.js";
import { nameColumnsWhenNarrow } from "./narrow_tables.js";
import { keepEmptyCellsOut } from "./no_new_cells.js";
import { OpenedNotebook } from "./opened.js";
import { callIn } from "./own_cells.js";
import { isWithin, Keeper, placeNamed } from "./place.js";
import { placesOf } from "./remembering.js";
import { keepAlive } from "./reviving.js";
import { keepPlaceInEveryTheme } from "./theme.js";
import { isOurs } from "./unstarted.js";
import { writeInBoxes } from "./written/boxes.js";

/**
 * @typedef {object} Lab what of JupyterLab it needs
 * @property {any} shell the window
 * @property {any} state what a window shows, kept for another day
 * @property {any} contents the tables of contents
 * @property {any} registry of settings
 * @property {any} themes its looks
 * @property {any} Dialog the class of questions
 * @property {any} Printing how what is shown is printed
 * @property {any} Part the class of parts
 * @property {any} Widget the class of JupyterLab's widgets
 * @property {any} drive where the files are
 * @property {import("./unstarted.js").Teller} teller tells when no kernel can be started
 */

/**
 * @param {any} panel a notebook as JupyterLab shows it; drawn, and with its cells
 * @param {Lab} lab
 * @param {() => void} begun is called when the first exercises stand there
 * @returns {Promise<OpenedNotebook>}
 */
export async function openForLearner(panel, lab, begun) {
  const { shell, state, contents, registry, themes, Dialog, Printing, Part, Widget, drive, teller } = lab;
  const { content, context, sessionContext } = panel;
  const places = placesOf(state, () => context.path);
  const keeper = new Keeper(content, (place) => {
    places.keep(place);
    followIn(contents, panel, place.cell);
  });
  void keepPlaceInEveryTheme(panel, keeper, registry, themes);
  writeInBoxes(panel, Widget, drive);
  nameColumnsWhenNarrow(content);
  if (isWorkbooks(content)) keepEmptyCellsOut(content);
  // JupyterLab's own makes a page of the saved file, which has the code and no exercise.
  panel[Printing.symbol] = () => async () => window.print();
  openBeside(shell, panel);
  const answer = () => answerFor(Dialog);
  sessionContext.statusChanged.connect(
    // It says that the kernel has died and will be started again; by then it has been.
    (/** @type {any} */ _session, /** @type {string} */ status) => status === "autorestarting" && setTimeout(answer),
  );
  keepAlive(panel, answer, teller);
  const place = placeAtFirst(placeInAddress(panel), await places.last(), modelsOf(content));
  if (place) keeper.hold(place);
  return new OpenedNotebook(panel, Part, keeper, begun);
}

/** @param {any} content a notebook's cells as JupyterLab shows them */
const isWorkbooks = (content) =>
  modelsOf(content).some(({ type, sharedModel }) => type === "code" && callIn(sharedModel.getSource()));

/**
 * Return the place of the heading that the page's address names, if it names one of this notebook.
 * @param {any} panel
 */
const placeInAddress = ({ content, context }) =>
  context.path === pathInAddress() ? placeNamed(headingInAddress(), modelsOf(content)) : null;

/**
 * Return the place at which a notebook opens: the one that the address names, or the one where its reader was.
 * @param {import("./place.js").Place | null} named
 * @param {import("./place.js").Place | null} last
 * @param {any[]} models
 */
function placeAtFirst(named, last, models) {
  if (named && last && goesOn() && isWithin(last, named, models)) return last;
  return named ?? last;
}

/** @param {any} content */
const modelsOf = ({ model }) => [...model.cells];

/**
 * Answer what JupyterLab asks and the learner need not: nothing depends on it.
 * @param {any} Dialog
 */
function answerFor({ tracker }) {
  tracker.forEach((/** @type {any} */ dialog) => {
    if (!isOurs(dialog)) dialog.reject();
  });
}
