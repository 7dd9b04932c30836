// A notebook that is open: where its exercises stand, and how they are shown again whenever its kernel has gone.

import { folderOf } from "./browser/one_kernel.js";
import { isSite } from "./host.js";
import { askToShow, speaksPython } from "./kernel.js";
import { callIn, keyOf } from "./own_cells.js";
import { isSeen } from "./place.js";

/** @typedef {import("./own_cells.js").Call} Call */
/** @typedef {{ cell: any, call: Call, part: any }} Place where one exercise stands */

const AT_ONCE = 8; // so many are asked for together, once what is in view is there: the page stays quick

export const WAITING = "It appears here as soon as the workbook is ready.";
export const FAILED =
  "It could not be shown. Choose Run, then Restart Kernel and Run All Cells. If that does not help, ask your tutor.";
export const TO_RUN = "Choose Run, then Run All Cells, to show it.";

export class OpenedNotebook {
  /** @type {Map<any, Place>} by cell */
  #places = new Map();
  #panel;
  #Part;
  #keeper;
  /** @type {Promise<void> | null} while exercises are being shown */
  #showing = null;
  #begun;
  #turn = 0; // ends with the kernel
  #gone = true; // whether what the kernel knew of the notebook is gone

  /**
   * @param {any} panel a notebook as JupyterLab shows it
   * @param {any} Part the class of parts
   * @param {import("./place.js").Keeper | null} keeper keeps the reader's place while exercises are shown by
   *   themselves; without one they are not, and wait to be run
   * @param {() => void} [begun] is called when the first exercises stand there, or cannot
   */
  constructor(panel, Part, keeper, begun = () => {}) {
    this.#panel = panel;
    this.#Part = Part;
    this.#keeper = keeper;
    this.#begun = begun;
    this.#find();
    panel.content.model.cells.changed.connect(() => queueMicrotask(() => this.#find()));
    if (keeper) this.#follow();
  }

  /**
   * Show a cell's exercise, if it is one and is not shown yet.
   * @param {any} cell
   * @returns {Promise<boolean>} whether it is one
   */
  async run(cell) {
    const place = this.#places.get(cell);
    if (!place) return false;
    this.#keeper?.hold(); // JupyterLab goes to the last cell that was run
    if (!place.part.filled) await this.#show();
    this.#keeper?.releaseSoon();
    return true;
  }

  /** Show the exercises again, without being asked, whenever what the kernel knew is gone. */
  #follow() {
    const { sessionContext: session } = this.#panel;
    session.kernelChanged.connect(() => this.#lose());
    session.statusChanged.connect((/** @type {any} */ _session, /** @type {string} */ status) => {
      if (status.endsWith("restarting")) this.#lose();
      if (status === "idle" && this.#gone) void this.#show();
    });
    if (["idle", "busy"].includes(session.session?.kernel?.status)) void this.#show();
  }

  /** Find where exercises stand; cells come and go. */
  #find() {
    const { content } = this.#panel;
    if (content.isDisposed) return;
    const cells = new Set(content.widgets);
    for (const cell of this.#places.keys()) if (!cells.has(cell)) this.#places.delete(cell);
    for (const cell of cells) {
      const call = cell.model.type === "code" && callIn(cell.model.sharedModel.getSource());
      if (!call || this.#places.has(cell)) continue;
      const part = new this.#Part(call.title);
      cell.addClass("cw-own");
      part.say(this.#keeper ? WAITING : TO_RUN);
      void part.putInto(cell);
      this.#places.set(cell, { cell, call, part });
    }
  }

  /** The kernel has gone, and what it showed with it. */
  #lose() {
    this.#turn += 1;
    this.#gone = true;
    this.#showing = null;
    this.#keeper?.hold();
    for (const { part } of this.#places.values()) part.say(WAITING);
  }

  /** Show what is not shown yet. Whoever asks meanwhile waits for the same. */
  #show() {
    const showing = this.#showing ?? this.#showBatches();
    this.#showing = showing;
    return showing.finally(() => {
      if (this.#showing === showing) this.#showing = null;
    });
  }

  async #showBatches() {
    const turn = this.#turn;
    this.#gone = false;
    this.#keeper?.hold();
    const kernel = this.#panel.sessionContext.session?.kernel;
    try {
      if (!kernel || !(await speaksPython(kernel))) throw new Error("There is no Python kernel.");
      for (const places of this.#batches()) {
        if (turn !== this.#turn) return;
        await this.#showBatch(kernel, places);
        this.#begun();
      }
    } catch (error) {
      if (turn !== this.#turn) return; // the kernel went meanwhile, and the next one's turn comes
      console.error(error);
      for (const { part } of this.#places.values()) if (!part.filled) part.say(FAILED);
    }
    this.#begun();
    this.#keeper?.releaseSoon();
  }

  /** @returns {Place[][]} what is in view first, or else the first of all, and the rest in the order of the notebook */
  #batches() {
    const left = [...this.#places.values()].filter(({ part }) => !part.filled);
    const seen = left.filter(({ cell }) => isSeen(cell.node, this.#panel.content.node));
    const first = seen.length > 0 ? seen : left.slice(0, 1);
    const rest = left.filter((place) => !first.includes(place));
    const batches = first.length > 0 ? [first] : [];
    for (let at = 0; at < rest.length; at += AT_ONCE) batches.push(rest.slice(at, at + AT_ONCE));
    return batches;
  }

  /** Where the kernel finds the notebook's files; empty where it was started among them. */
  #folder() {
    return isSite() ? folderOf(this.#panel.context.path) : "";
  }

  /**
   * @param {any} kernel
   * @param {Place[]} places
   */
  async #showBatch(kernel, places) {
    const { content } = this.#panel;
    const calls = new Map(places.map(({ call }) => [keyOf(call), call]));
    /** @type {Promise<void>[]} */
    const drawn = [];
    await askToShow(kernel, [...calls.values()], this.#folder(), (key, shown) => {
      for (const { call, part } of places) if (keyOf(call) === key) drawn.push(part.show(content.rendermime, shown));
    });
    await Promise.all(drawn);
  }
}
