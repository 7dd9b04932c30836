// Answers are written in boxes: each is another view of nbgrader's cell for the answer.

import { pageOption } from "../host.js";
import { callIn } from "../own_cells.js";
import { answersOnPage } from "./cells.js";
import { Drafts } from "./drafts.js";
import { NotebookFile } from "./file.js";
import { questionBefore } from "./question.js";
import { Saving } from "./saving.js";
import { whyNotSaved } from "./why.js";
import { WrittenCell } from "./written_cell.js";

/** What the page tells when answers have been saved. Who shows how much is written listens: `widget/progress.js`. */
export const SAVED = "complaints-workbook:written";

/**
 * Show a box for each answer of a workbook's notebook; leave any other notebook as it is.
 * @param {any} panel a notebook as JupyterLab shows it
 * @param {any} Widget the class of JupyterLab's widgets
 * @param {any} drive where the files are
 */
export function writeInBoxes(panel, Widget, drive) {
  const cells = [...panel.content.model.cells];
  const isOurs = (/** @type {any} */ cell) =>
    cell.getMetadata("workbook") || (cell.type === "code" && callIn(cell.sharedModel.getSource()));
  if (answersOnPage(cells).size && cells.some(isOurs)) new Boxes(panel, Widget, drive);
}

class Boxes {
  /** @type {Map<any, WrittenCell>} by cell */
  #written = new Map();
  /** @type {Map<string, WrittenCell>} by the answer's name */
  #named = new Map();
  #panel;
  #Widget;
  #keepers;

  /**
   * @param {any} panel
   * @param {any} Widget
   * @param {any} drive
   */
  constructor(panel, Widget, drive) {
    const { content, context } = panel;
    this.#panel = panel;
    this.#Widget = Widget;
    const place = () => [pageOption("baseUrl"), pageOption("serverRoot"), context.path].join(":");
    const file = new NotebookFile(context, drive, (name, source) => this.#named.get(name)?.differ(source));
    const saving = new Saving({
      save: async () => {
        await file.save();
        document.dispatchEvent(new Event(SAVED));
      },
      say: (name, state) => this.#named.get(name)?.say(state),
      warn: (problem, names) => this.#warn(problem, names),
    });
    context.save = () => saving.run(); // whatever else saves, such as JupyterLab by itself, does it in the same way
    this.#keepers = { drafts: new Drafts(place, localStorage), file, saving };
    this.#find();
    content.model.cells.changed.connect(() => queueMicrotask(() => this.#find()));
    this.#takeTheKeys(content);
    this.#followThePage();
  }

  /** Find the answers; cells come and go. */
  #find() {
    const { content } = this.#panel;
    if (content.isDisposed) return;
    const cells = new Map(content.widgets.map((/** @type {any} */ cell) => [cell.model, cell]));
    const models = [...cells.keys()];
    for (const cell of this.#written.keys()) if (!content.widgets.includes(cell)) this.#written.delete(cell);
    this.#named.clear();
    for (const [name, model] of answersOnPage(models)) {
      const cell = cells.get(model);
      const written = this.#written.get(cell) ?? this.#make(name, cell, models);
      this.#written.set(cell, written);
      this.#named.set(name, written);
    }
  }

  /**
   * @param {string} name
   * @param {any} cell
   * @param {any[]} models
   */
  #make(name, cell, models) {
    const written = new WrittenCell(name, cell, questionBefore(models, cell.model), this.#keepers);
    const widget = new this.#Widget({ node: written.box.root });
    cell.addClass("cw-answer");
    void cell.ready.then(() => {
      if (!cell.isDisposed) cell.layout.insertWidget(cell.layout.widgets.length - 1, widget);
    });
    return written;
  }

  /**
   * @param {any} problem
   * @param {string[]} names
   */
  #warn(problem, names) {
    for (const name of names) {
      const box = this.#named.get(name)?.box;
      if (problem) box?.say("Not saved yet.");
      box?.warn(problem ? whyNotSaved(problem) : "");
    }
  }

  /**
   * What is typed while JupyterLab has an answer's cell in focus goes into the box.
   * @param {any} content
   */
  #takeTheKeys(content) {
    const boxOf = (/** @type {any} */ cell) => this.#written.get(cell)?.box;
    content.stateChanged.connect((/** @type {any} */ _content, /** @type {any} */ { name, newValue }) => {
      if (name === "mode" && newValue === "edit") boxOf(content.activeCell)?.focus();
    });
    const take = (/** @type {KeyboardEvent} */ event) => {
      if (isText(event) && event.target === content.activeCell?.node) boxOf(content.activeCell)?.focus();
    };
    content.node.addEventListener("keydown", take, { capture: true });
  }

  /** Save at once when the page may go, and see what other windows have saved when it is looked at again. */
  #followThePage() {
    const { file, saving } = this.#keepers;
    const look = () => {
      if (document.hidden) saving.rest();
      else file.look().catch(() => {}); // what cannot be read now is told when it is saved
    };
    const leave = () => saving.rest();
    document.addEventListener("visibilitychange", look);
    addEventListener("focus", look);
    addEventListener("online", leave);
    addEventListener("pagehide", leave);
    this.#panel.disposed.connect(() => {
      saving.end();
      document.removeEventListener("visibilitychange", look);
      removeEventListener("focus", look);
      removeEventListener("online", leave);
      removeEventListener("pagehide", leave);
    });
  }
}

/** @param {KeyboardEvent} event */
const isText = ({ key, ctrlKey, metaKey, altKey }) =>
  key.length === 1 && key !== " " && !(ctrlKey || metaKey || altKey);
