// What a practice says of an answer: of each of its lines beside the best one, and the verdict of each item with reasons.

import { h } from "./elements.js";

/** @typedef {import("./types").FieldFeedback} FieldFeedback */
/** @typedef {import("./types").ItemFeedback} ItemFeedback */
/** @typedef {import("./types").Told} Told */

/** @type {Record<string, string>} */
const TONES = { right: "right", partly: "partly", "not-yet": "wrong", unanswered: "blank" };

/** @param {FieldFeedback} field */
export function feedback({ answer, best, items }) {
  const told = h("div", { class: "cw-told" }, lines("You answered", answer), lines("The best answer", best));
  return [...(answer.length > 0 ? [told] : []), ...items.map(verdict)];
}

/**
 * @param {string} title
 * @param {Told[]} told
 */
const lines = (title, told) =>
  told.length > 0 &&
  h(
    "div",
    {},
    h("p", {}, h("strong", {}, title)),
    h(
      "ul",
      {},
      told.map(({ text, remark }) => h("li", {}, h("span", {}, text), remark && h("p", {}, remark))),
    ),
  );

/**
 * Return texts as one sentence, which ends once.
 * @param {string[]} texts
 */
function sentence(texts) {
  const text = texts.join("; ");
  return /[.?!]”?$/u.test(text) ? text : `${text}.`;
}

/** @param {ItemFeedback} item */
function verdict({ label, verdict, words, key, reasons }) {
  return h(
    "div",
    { class: `cw-verdict cw-${TONES[verdict]}` },
    h("p", {}, label && `${label}: `, h("strong", {}, words)),
    reasons.map(({ about, text }) =>
      h("p", {}, reasons.length > 1 && h("em", {}, `${about.replace(/[.,;]+$/, "")}: `), text),
    ),
    key.length > 0 && verdict !== "right" && reasons.length < 2 && h("p", {}, "The best answer: ", sentence(key)),
  );
}
