// The question that an answer is written to: what stands before it in the notebook.

import { answersOnPage } from "./cells.js";

/** @typedef {{ title: string, text: string }} Question */

const CAPTION = "Written question: ";

/**
 * Return the question before a cell.
 * @param {any[]} models of the notebook's cells
 * @param {any} model of the answer's cell
 * @returns {Question}
 */
export function questionBefore(models, model) {
  const asked = models
    .slice(0, models.indexOf(model))
    .findLast((each) => each.type === "markdown" && answersOnPage([each]).size === 0);
  return questionIn(asked?.sharedModel.getSource() ?? "");
}

/**
 * Return a question without the signs of its Markdown, which nobody would want to hear.
 * @param {string} source
 * @returns {Question}
 */
export function questionIn(source) {
  const [heading, ...rest] = source.trim().split("\n");
  const title = plain(heading).replace(/^#+ */, "").replace(CAPTION, "");
  return { title, text: plain(rest.join("\n")) };
}

/** A link or a picture. No part of it goes on past the sign that the next one begins with, however long the text. */
const LINK = /!?\[([^[\]]*)\]\([^)[]*\)/g;

/** @param {string} markdown */
const plain = (markdown) =>
  markdown
    .replace(LINK, "$1")
    .replace(/\*\*|`/g, "")
    .replace(/\s+/g, " ")
    .trim();
