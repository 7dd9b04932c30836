// A learner marks their own work: each section at its end, and all of it at the notebook's, where the server has keys.

import { callIn } from "../own_cells.js";
import { putBelow } from "./below.js";
import { element } from "./element.js";
import { endsOf } from "./sections.js";

/**
 * @typedef {object} Ways
 * @property {import("./site.js").Site} site
 * @property {(address: string) => void} show shows the feedback beside the notebook
 * @property {any} Widget the class of JupyterLab's widgets
 */

/**
 * Offer to mark a notebook's sections, and all of it.
 * @param {any} panel a notebook as JupyterLab shows it
 * @param {import("./site.js").Workbook} workbook what the server knows of it
 * @param {Ways} ways
 */
export function offerMarks(panel, { assignment, sections }, { site, show, Widget }) {
  const { content, context } = panel;
  const cells = content.widgets;
  const place = `mark/${encodeURIComponent(assignment)}`;
  const mark = async (/** @type {string} */ section) => {
    await context.save(); // what is written is marked as it stands in the file
    const { address, score, points } = await site.ask(place, section ? { section } : {});
    show(address);
    return `You have ${Number(score.toFixed(2))} of ${points} ${points === 1 ? "mark" : "marks"}. The reasons are under “Your marks”.`;
  };
  for (const { code, last } of endsOf(content.model.cells, sections))
    putBelow(cells[last], new Widget({ node: bar("Mark this section", () => mark(code)) }));
  const end = cells.find((/** @type {any} */ { model }) => callIn(model.sharedModel.getSource())?.what === "progress");
  putBelow(end ?? cells.at(-1), new Widget({ node: bar("Mark my work", () => mark("")) }));
}

/**
 * Return a button, and a place where it says what came of it.
 * @param {string} words
 * @param {() => Promise<string>} act
 */
function bar(words, act) {
  const button = element("button", { type: "button", className: "cw-mark" }, words);
  const told = element("p", { className: "cw-told", role: "status" });
  button.addEventListener("click", async () => {
    if (button.ariaDisabled) return; // it is being marked
    button.ariaDisabled = "true";
    told.textContent = "Your work is being marked.";
    told.textContent = await act().catch((/** @type {Error} */ { message }) => message);
    button.ariaDisabled = null;
  });
  const node = element("div", { className: "cw-marking" }, button, told);
  node.dataset.lmSuppressShortcuts = "true";
  node.dataset.jpSuppressContextMenu = "true";
  return node;
}
