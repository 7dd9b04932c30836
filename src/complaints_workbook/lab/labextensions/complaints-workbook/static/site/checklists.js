// Beneath a written answer of at least two sentences: what a good answer holds, to be ticked against one's own.

import { isAnswer } from "../written/cells.js";
import { putBelow } from "./below.js";
import { Checklist } from "./checklist.js";

/**
 * Show the checklists of a notebook's written answers, each as soon as the server opens it.
 * @param {any} panel a notebook as JupyterLab shows it
 * @param {string} assignment
 * @param {{ site: import("./site.js").Site, Widget: any }} ways
 */
export function showChecklists(panel, assignment, { site, Widget }) {
  const { content, context } = panel;
  const sanitize = (/** @type {string} */ html) => content.rendermime.sanitizer.sanitize(html);
  const lists = content.widgets
    .filter((/** @type {any} */ cell) => isAnswer(cell.model))
    .map((/** @type {any} */ cell) => {
      const name = cell.model.getMetadata("nbgrader").grade_id;
      const place = `checklist/${encodeURIComponent(assignment)}/${encodeURIComponent(name)}`;
      const list = new Checklist(name, (form) => site.ask(place, form), sanitize);
      void putBelow(cell, new Widget({ node: list.root }));
      return () => list.look(cell.model.sharedModel.getSource());
    });
  const look = () => {
    for (const list of lists) void list();
  };
  context.saveState.connect(
    (/** @type {any} */ _context, /** @type {string} */ state) => state === "completed" && look(),
  );
  look();
}
