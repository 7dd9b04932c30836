// What learners are told where no kernel can be started: once, in plain words, and what to do.

import { element } from "./site/element.js";

const OURS = "cw-unstarted";
const TITLE = "The exercises cannot be shown yet";
const WORDS = [
  "The program behind them does not start. You can read on, and everything that you have answered and written is safe. " +
    "The workbook goes on trying, and shows them as soon as it can.",
  "If they do not come, close the workbook and start it again. If this comes back then, show it to whoever set up the " +
    "workbook for you.",
];

/** @typedef {{ failed: (reason: string) => void, works: () => void }} Teller without a reason, nothing is told */

/**
 * Return what tells that a kernel could not be started, and takes it back as soon as one works.
 * @param {any} Dialog JupyterLab's class of questions
 * @param {any} Widget the class of JupyterLab's widgets
 * @returns {Teller}
 */
export function tellerOf(Dialog, Widget) {
  /** @type {any} */
  let told = null;
  return {
    failed(reason) {
      if (told || !reason) return;
      const node = element("div", {}, ...WORDS.map((words) => element("p", {}, words)));
      node.append(element("p", { className: "cw-reason" }, `What the computer says: ${reason}`));
      told = new Dialog({ title: TITLE, body: new Widget({ node }), buttons: [Dialog.okButton({ label: "Read on" })] });
      told.addClass(OURS);
      void told.launch();
    },
    works() {
      if (told && !told.isDisposed) told.reject();
      told = null;
    },
  };
}

/**
 * Return why the server could start no kernel; empty where it did not answer, as it is not there yet.
 * @param {any} error
 * @returns {string}
 */
export const reasonOf = ({ response, traceback, message }) =>
  response ? traceback?.trim().split("\n").pop() || message : "";

/**
 * Whether a question is not JupyterLab's, but what is told here.
 * @param {any} dialog
 */
export const isOurs = (dialog) => dialog.hasClass(OURS);
