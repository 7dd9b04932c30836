// A list to put in order, by buttons or by dragging.

import { h } from "../elements.js";
import { asOrder } from "../given.js";
import { makeDraggable } from "./dragging.js";
import { legend } from "./legend.js";
import { keepAt } from "./pointer.js";

/** @typedef {import("../sheet.js").Sheet} Sheet */
/** @typedef {import("../types").Option} Option */
/** @typedef {(id: string, to: number, focus: "up" | "down", byPointer: boolean) => void} Move */

/**
 * @param {Sheet} sheet
 * @param {{ field: string, about?: string, question: string, entries: Option[] }} asked
 */
export function order(sheet, { field, about, question, entries }) {
  const texts = new Map(entries.map((entry) => [entry.id, entry.text]));
  const asked = entries.map((entry) => entry.id);
  const said = h("p", { class: "cw-hidden", role: "status" });
  const list = h("ol", { class: "cw-order" });
  const keep = h(
    "button",
    { type: "button", class: "cw-button cw-secondary", onclick: () => commit(ids) },
    "This order is right as it stands",
  );
  let ids = asked;
  const commit = (/** @type {string[]} */ next) => {
    ids = [...next];
    sheet.answers.set(field, ids);
    draw();
  };
  /** @type {Move} */
  const move = (id, to, focus, byPointer) => {
    const from = ids.indexOf(id);
    if (to < 0 || to >= ids.length || to === from) return;
    const place = list.children[from].getBoundingClientRect().top;
    const next = ids.filter((other) => other !== id);
    next.splice(to, 0, id);
    commit(next);
    said.textContent = `${texts.get(id)}: now step ${to + 1} of ${ids.length}.`;
    focusOn(list.children[to], focus, byPointer);
    if (byPointer) keepAt(list.children[to], place); // so that the next click moves the same step again
  };
  const drop = (/** @type {string} */ dragged, /** @type {string} */ beside, /** @type {boolean} */ after) => {
    if (!texts.has(dragged) || dragged === beside) return;
    const rest = ids.filter((other) => other !== dragged);
    move(dragged, rest.indexOf(beside) + (after ? 1 : 0), "up", false);
  };
  const draw = () => {
    list.replaceChildren(
      ...ids.map((id, at) => {
        const row = step({ id, text: texts.get(id) ?? "" }, at, ids.length, move);
        makeDraggable(row, id, (dragged, after) => drop(dragged, id, after));
        return row;
      }),
    );
    keep.hidden = asOrder(sheet.answers.get(field), asked) !== null;
  };
  sheet.bind(field, (value) => {
    ids = asOrder(value, asked) ?? asked;
    draw();
  });
  return h(
    "fieldset",
    { class: "cw-question", "data-field": field },
    legend(question, about),
    h("p", { class: "cw-hint" }, "Use the Up and Down buttons, or drag a step. The first step stands at the top."),
    list,
    keep,
    said,
    sheet.slot(field),
  );
}

/**
 * @param {Option} entry
 * @param {number} at
 * @param {number} count
 * @param {Move} move
 */
function step({ id, text }, at, count, move) {
  const button = (
    /** @type {"up" | "down"} */ way,
    /** @type {string} */ words,
    /** @type {boolean} */ isLast,
    /** @type {number} */ by,
  ) =>
    h(
      "button",
      {
        type: "button",
        class: "cw-button cw-secondary",
        "data-move": way,
        disabled: isLast,
        "aria-label": `Move ${way}: ${text}`,
        onclick: (event) => move(id, at + by, way, event.detail > 0), // a key's click has no number
      },
      words,
    );
  return h(
    "li",
    { draggable: "true", "data-id": id },
    h("span", { class: "cw-step", "aria-hidden": "true" }, String(at + 1)),
    h("span", { class: "cw-step-text" }, text),
    h("span", { class: "cw-moves" }, button("up", "↑ Up", at === 0, -1), button("down", "↓ Down", at === count - 1, 1)),
  );
}

/**
 * Focus the button that moved a step, or the other one where it can go no further.
 * @param {Element} row
 * @param {"up" | "down"} way
 * @param {boolean} preventScroll
 */
function focusOn(row, way, preventScroll) {
  const button =
    row.querySelector(`[data-move="${way}"]:not([disabled])`) ?? row.querySelector("button:not([disabled])");
  /** @type {HTMLElement | null} */ (button)?.focus({ preventScroll });
}
