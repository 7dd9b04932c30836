// A few words or figures.

import { h } from "../elements.js";
import { asText } from "../given.js";
import { labelled } from "./labelled.js";

/** @typedef {import("../sheet.js").Sheet} Sheet */

/**
 * @param {Sheet} sheet
 * @param {{ field: string, label: string, hint: string, about?: string }} question
 */
export function text(sheet, question) {
  const { field } = question;
  const typed = () => {
    const value = input.value.trim();
    sheet.answers.set(field, value || null, { whole: /[\p{L}\p{N}]/u.test(value), typed: true });
  };
  const input = h("input", {
    type: "text",
    autocomplete: "off",
    spellcheck: "false",
    maxlength: "200",
    oninput: typed,
  });
  sheet.bind(field, (value) => {
    if (asText(value) !== input.value.trim()) input.value = asText(value);
  });
  return labelled(sheet, question, input);
}
