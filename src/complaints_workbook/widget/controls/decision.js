// Options of which one is chosen and then acted on. Until then nothing is answered.

import { h, nextId } from "../elements.js";
import { choice } from "./choice.js";
import { legend } from "./legend.js";

/** @typedef {import("../types").Option} Option */

/**
 * @param {Option[]} options
 * @param {object} asked
 * @param {string} asked.question
 * @param {string} [asked.about] what it is asked of
 * @param {string} asked.button what the button says that acts
 * @param {string} [asked.none] what is said where none is chosen
 * @param {Record<string, string>} attributes of the whole
 * @param {(id: string) => void} act
 */
export function decision(options, { question, about, button, none = "Choose one of these first" }, attributes, act) {
  const [name, errorId] = [nextId(), nextId()];
  const error = h("p", { class: "cw-error", role: "alert", id: errorId });
  const choices = options.map((option) => choice("radio", option, { name }));
  const decide = () => {
    const chosen = choices.find(({ input }) => input.checked);
    if (chosen) act(chosen.input.value);
    else error.textContent = none;
  };
  return h(
    "fieldset",
    { ...attributes, "aria-describedby": errorId },
    legend(question, about),
    error,
    choices.map(({ row }) => row),
    h("button", { type: "button", class: "cw-button cw-decide", onclick: decide }, button),
  );
}
