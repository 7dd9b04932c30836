// One item's verdict with its reasons, as practices show it.

import { h } from "./elements.js";

/** @typedef {import("./types").ItemFeedback} ItemFeedback */

/** @type {Record<string, string>} */
const TONES = { right: "right", partly: "partly", "not-yet": "wrong", unanswered: "blank" };

/** @param {ItemFeedback} item */
export function verdict({ verdict, words, key, reasons }) {
  return h(
    "div",
    { class: `cw-verdict cw-${TONES[verdict]}` },
    h("p", {}, h("strong", {}, words)),
    reasons.map(({ about, text }) => h("p", {}, reasons.length > 1 && h("em", {}, `${about}: `), text)),
    key.length > 0 && verdict !== "right" && reasons.length < 2 && h("p", {}, "The best answer: ", key.join("; "), "."),
  );
}
