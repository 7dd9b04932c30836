// What the source of an answer's cell holds: words, and pictures that are attached to the cell.

import { asMarkdown, asTyped } from "./plain_text.js";

/**
 * @typedef {object} Answer
 * @property {string} words as they were typed; of an answer that was written in Markdown by hand, its Markdown
 * @property {string[]} pictures the Markdown that shows each
 */

/** No part of it goes on past the sign that the next one begins with, so that no text takes long to look through. */
const PICTURE = /!\[[^[\]]*\]\(<?attachment:([^)>[\s]+)>?\)/g;

/** What is released where an answer goes. */
export const ASKS = /^Double-click here[^\n]*$/;

/**
 * Return the answer that stands in a cell.
 * @param {string} source
 * @returns {Answer}
 */
export function answerIn(source) {
  const pictures = source.match(PICTURE) ?? [];
  const text = pictures.length ? source.replace(PICTURE, "").trim() : source;
  return { words: ASKS.test(text) ? "" : (asTyped(text) ?? text), pictures };
}

/**
 * Return the source of a cell that holds an answer.
 * @param {Answer} answer
 */
export const sourceOf = ({ words, pictures }) => [asMarkdown(words), ...pictures].filter(Boolean).join("\n\n");

/**
 * Return the Markdown that shows a picture which is attached to the cell under a name.
 * @param {string} name
 */
export const pictureOf = (name) => `![picture](attachment:${encodeURIComponent(name)})`;

/**
 * Return the names of the pictures that Markdown shows.
 * @param {string[]} pictures
 */
export const namesOf = (pictures) =>
  pictures.map((picture) => decoded([...picture.matchAll(PICTURE)].map(([, name]) => name)[0] ?? ""));

/** @param {string} name as it stands in an address */
function decoded(name) {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
