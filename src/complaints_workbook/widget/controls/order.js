// A list to put in order, by buttons or by dragging.

import { h } from "../elements.js";

/** @typedef {import("../sheet.js").Sheet} Sheet */
/** @typedef {import("../types").Option} Option */

/**
 * @param {Sheet} sheet
 * @param {{ field: string, legend: string, entries: Option[] }} question
 */
export function order(sheet, { field, legend, entries }) {
  const texts = new Map(entries.map((entry) => [entry.id, entry.text]));
  const said = h("p", { class: "cw-hidden", role: "status" });
  const list = h("ol", { class: "cw-order" });
  const keep = h(
    "button",
    { type: "button", class: "cw-button cw-secondary", onclick: () => commit(ids) },
    "This order is right as it stands",
  );
  /** @type {string[]} */
  let ids = [];
  const commit = (/** @type {string[]} */ next) => {
    ids = [...next];
    sheet.answers.set(field, ids);
    draw();
  };
  const move = (/** @type {string} */ id, /** @type {number} */ to, /** @type {string} */ focus) => {
    if (to < 0 || to >= ids.length || to === ids.indexOf(id)) return;
    const next = ids.filter((other) => other !== id);
    next.splice(to, 0, id);
    commit(next);
    said.textContent = `${texts.get(id)}: now step ${to + 1} of ${ids.length}.`;
    focusOn(list.children[to], focus);
  };
  const draw = () => {
    list.replaceChildren(
      ...ids.map((id, at) => {
        const row = step({ id, text: texts.get(id) ?? "" }, at, ids.length, move);
        makeDraggable(row, id, (dragged) => texts.has(dragged) && move(dragged, ids.indexOf(id), "up"));
        return row;
      }),
    );
    keep.hidden = sheet.answers.get(field) !== null;
  };
  sheet.bind(field, (value) => {
    ids = value ?? entries.map((entry) => entry.id);
    draw();
  });
  return h(
    "fieldset",
    { class: "cw-question", "data-item": field },
    h("legend", {}, legend),
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
 * @param {(id: string, to: number, focus: string) => void} move
 */
function step({ id, text }, at, count, move) {
  const button = (
    /** @type {string} */ way,
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
        onclick: () => move(id, at + by, way),
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
 * @param {string} way
 */
function focusOn(row, way) {
  const button =
    row.querySelector(`[data-move="${way}"]:not([disabled])`) ?? row.querySelector("button:not([disabled])");
  /** @type {HTMLElement | null} */ (button)?.focus();
}

/**
 * @param {HTMLElement} row
 * @param {string} id
 * @param {(dragged: string) => void} drop
 */
function makeDraggable(row, id, drop) {
  const take = (/** @type {DragEvent} */ event) => {
    event.preventDefault();
    event.stopPropagation();
  };
  row.addEventListener("dragstart", (event) => {
    if (event.dataTransfer) Object.assign(event.dataTransfer, { effectAllowed: "move" }).setData("text/plain", id);
    row.classList.add("cw-dragged");
  });
  row.addEventListener("dragend", () => row.classList.remove("cw-dragged"));
  row.addEventListener("dragover", take);
  row.addEventListener("drop", (event) => {
    take(event);
    drop(event.dataTransfer?.getData("text/plain") ?? "");
  });
}
