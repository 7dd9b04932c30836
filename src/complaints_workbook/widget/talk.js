// A talk in bubbles, as dossiers and conversations show it.

import { h } from "./elements.js";

/**
 * One thing that was said or done.
 * @param {string} who
 * @param {string} text
 * @param {{ mine?: boolean }} [side]
 */
export const bubble = (who, text, { mine = false } = {}) =>
  h("li", { class: mine ? "cw-mine" : "cw-theirs" }, h("span", { class: "cw-who" }, who), h("span", {}, text));

/** An empty talk, for bubbles and whatever stands between them. */
export const talk = () => h("ol", { class: "cw-talk" });
