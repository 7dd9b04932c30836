// What is wrong with what stands in boxes: it is said once, beside them, and taken back when it is right.

import { h, nextId } from "../elements.js";

/**
 * Return the place of a complaint, which describes the boxes by its id.
 * @param {string} about what is said first: the name of what is asked
 * @param {() => HTMLInputElement[]} inputs the boxes, once they are made
 */
export function complaint(about, inputs) {
  const root = h("p", { class: "cw-error", id: nextId() });
  /**
   * @param {string} wrong empty where nothing is
   * @param {boolean} aloud whether it is heard at once
   */
  const say = (wrong, aloud) => {
    const words = wrong && `${about}: ${wrong}`;
    if (root.textContent === words) return; // it is said once
    root.replaceChildren(...(words ? [h("span", { role: aloud && "alert" }, words)] : []));
    root.parentElement?.classList.toggle("cw-wrong", words !== "");
    for (const input of inputs()) input.setAttribute("aria-invalid", String(words !== ""));
  };
  return { id: root.id, root, say };
}
