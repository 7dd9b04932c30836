// Passages of a text, chosen where they stand: each is a checkbox around its own words.

import { h, nextId } from "../elements.js";
import { asList } from "../given.js";
import { legend } from "./legend.js";

/** @typedef {import("../sheet.js").Sheet} Sheet */
/** @typedef {import("../types").Option} Option */
/** @typedef {{ option: Option, input: HTMLInputElement, node: HTMLElement }} Passage */

/**
 * @param {Sheet} sheet
 * @param {object} asked
 * @param {string} asked.field
 * @param {string} asked.about
 * @param {string} asked.question
 * @param {HTMLElement} asked.text what the passages stand in; the control takes it over
 * @param {Option[]} asked.options the passages, in the words of the text
 */
export function passages(sheet, { field, about, question, text, options }) {
  const hintId = nextId();
  const count = h("p", { role: "status", class: "cw-hint" });
  const onchange = () => {
    const chosen = made.filter(({ input }) => input.checked).map(({ option }) => option.id);
    sheet.answers.set(field, chosen.length ? chosen : null);
    tell();
  };
  const tell = () => {
    const number = made.filter(({ input }) => input.checked).length;
    count.textContent = `You have chosen ${number === 1 ? "1 line" : `${number} lines`}.`;
  };
  const made = options.map((option) => passage(option, onchange));
  for (const { option, node } of made) if (!putInto(text, option.text, node)) text.append(h("p", {}, node));
  sheet.bind(field, (value) => {
    for (const { input, option } of made) input.checked = asList(value).includes(option.id);
    tell();
  });
  return h(
    "fieldset",
    { class: "cw-question", "data-field": field, "aria-describedby": hintId },
    legend(question, about),
    h("p", { class: "cw-hint", id: hintId }, "Tick each line that shows it. Lines that show nothing stand among them."),
    text,
    count,
    sheet.slot(field),
  );
}

/**
 * @param {Option} option
 * @param {() => void} onchange
 * @returns {Passage}
 */
function passage(option, onchange) {
  const input = h("input", { type: "checkbox", value: option.id, onchange });
  return { option, input, node: h("label", { class: "cw-passage" }, input, h("span", {}, option.text)) };
}

/**
 * Put an element in the place of its words in a text.
 * @param {Node} text
 * @param {string} words
 * @param {Node} element
 * @returns {boolean} whether they are there
 */
export function putInto(text, words, element) {
  const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const at = /** @type {Text} */ (node).data.indexOf(words);
    if (at < 0 || node.parentElement?.closest("label, summary")) continue;
    const found = /** @type {Text} */ (node).splitText(at);
    found.splitText(words.length);
    found.replaceWith(element);
    return true;
  }
  return false;
}
