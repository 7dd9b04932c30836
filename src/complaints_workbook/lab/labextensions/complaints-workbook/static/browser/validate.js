// nbgrader's Validate button has a server behind it. On a site without one, this one says the same: what is left.

import { element } from "../site/element.js";

/** @typedef {{ lead: string, left: Record<string, string[]>, reminder: string }} Left as `study.site.left` tells it */

/**
 * Put the button into a notebook's toolbar.
 * @param {any} panel a notebook as JupyterLab shows it
 * @param {string} assignment
 * @param {{ pages: import("../site/site.js").Site, apputils: any, Widget: any }} ways
 */
export function offerValidate(panel, assignment, { pages, apputils, Widget }) {
  const { Dialog, ToolbarButton } = apputils;
  const onClick = async () => {
    const node = element("div", { role: "status", tabIndex: 0 }, element("p", {}, "Your answers are being counted."));
    const buttons = [Dialog.okButton({ label: "OK" })];
    void new Dialog({ title: "What is left", body: new Widget({ node }), buttons }).launch();
    await panel.context.save(); // what is written is counted as it stands in the file
    node.replaceChildren(...(await pages.ask(`left/${encodeURIComponent(assignment)}`).then(asShown, asFailed)));
  };
  const button = new ToolbarButton({ label: "Validate", tooltip: "See what is left to answer", onClick });
  panel.toolbar.insertBefore("spacer", "validate", button);
}

/** @param {Left} told */
function asShown({ lead, left, reminder }) {
  const lists = Object.entries(left).flatMap(([why, entries]) => [element("p", {}, why), ...listOf(entries)]);
  return [element("p", {}, lead), ...lists, element("p", {}, reminder)];
}

/** @param {string[]} entries */
const listOf = (entries) =>
  entries.length > 0 ? [element("ul", {}, ...entries.map((entry) => element("li", {}, entry)))] : [];

/** @param {Error} error */
const asFailed = ({ message }) => [element("p", {}, message)];
