// One of several to choose from: a box or button with its words.

import { h, nextId } from "../elements.js";

/** @typedef {import("../types").Option} Option */

/**
 * @param {"radio" | "checkbox"} type
 * @param {Option} option
 * @param {{ name?: string, onchange?: () => void }} [properties]
 */
export function choice(type, { id: value, text }, { name, onchange } = {}) {
  const id = nextId();
  const input = h("input", { type, name, id, value, onchange });
  return { input, row: h("div", { class: "cw-choice" }, input, h("label", { for: id }, text)) };
}
