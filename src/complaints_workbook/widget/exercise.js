// An exercise on the page: a frame, and in it what is read and what is answered.

import { Assessed } from "./assessed.js";
import { h } from "./elements.js";
import { Frame } from "./frame.js";
import { fragment } from "./html.js";
import { dress } from "./look.js";
import { Practice } from "./practice.js";

/** @typedef {import("./types").Context} Context */
/** @typedef {import("./types").View} View */

const UNSHOWN =
  "The questions of this exercise cannot be shown: what they are made of is damaged. Answers that you have saved are " +
  "still there. Show this message to your tutor.";

/**
 * Show a widget's exercise.
 * @param {Context} context
 * @param {Record<string, { view: View }>} modules by their places
 * @param {string} style
 * @returns {() => void} what to do when the view goes
 */
export function render({ model, el }, modules, style) {
  const { view } = modules[model.get("view")];
  dress(style);
  const page = model.get("page");
  const frame = new Frame({ ...page, preview: model.get("preview") });
  const occasion = page.mode === "practice" ? new Practice(model, frame, view) : new Assessed(model, frame, view);
  const hear = (/** @type {any} */ message) => occasion.hear(message);
  model.on("msg:custom", hear);
  try {
    frame.fill(reading(page), occasion.draw());
  } catch (error) {
    frame.warn(UNSHOWN);
    console.error(error); // for whoever mends it
  }
  el.replaceChildren(frame.root);
  return () => {
    model.off("msg:custom", hear);
    occasion.end();
  };
}

/**
 * What is read before anything is answered.
 * @param {{ introduction: string, worked: string | null }} page
 */
function reading({ introduction, worked }) {
  return [
    h("div", { class: "cw-introduction" }, fragment(introduction)),
    worked &&
      h(
        "details",
        { class: "cw-worked", open: true },
        h("summary", {}, "A worked case first"),
        h("div", {}, fragment(worked)),
      ),
  ];
}
