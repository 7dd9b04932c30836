// A talk in bubbles, as dossiers and conversations show it.

import { h } from "./elements.js";

/**
 * One thing that was said or done, or thought.
 * @param {string} who
 * @param {string} text
 * @param {"theirs" | "mine" | "thought"} [side]
 */
export const bubble = (who, text, side = "theirs") =>
  h("li", { class: `cw-${side}` }, h("span", { class: "cw-who" }, who), h("span", {}, text));

/** An empty talk, for bubbles and whatever stands between them. */
export const talk = () => h("ol", { class: "cw-talk" });
