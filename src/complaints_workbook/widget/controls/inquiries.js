// A few inquiries out of a pool, made one after the other. What each brings is shown as it is made, and it stays made.

import { h } from "../elements.js";
import { asList } from "../given.js";
import { decision } from "./decision.js";

/** @typedef {import("../elements.js").Child} Child */
/** @typedef {import("../types").Option} Option */

/**
 * Return the inquiries that an answer makes: as many as are known, each once.
 * @template {Option} Inquiry
 * @param {import("../answers.js").Answer} answer
 * @param {Inquiry[]} pool
 */
export const madeOf = (answer, pool) =>
  [...new Set(asList(answer))].flatMap((id) => pool.find((inquiry) => inquiry.id === id) ?? []);

/**
 * @template {Option} Inquiry
 * @param {import("../sheet.js").Sheet} sheet
 * @param {{ field: string, question: string, most: number, inquiries: Inquiry[] }} asked
 * @param {(inquiry: Inquiry, place: number) => Child[]} result what comes of an inquiry, made at a place from 1
 */
export function inquiries(sheet, { field, question, most, inquiries: pool }, result) {
  const list = h("ol", { class: "cw-inquiries" });
  const place = h("div", {});
  const left = h("p", { role: "status", class: "cw-hint" });
  let drawn = "";
  const draw = () => {
    const made = madeOf(sheet.answers.get(field), pool);
    const state = JSON.stringify(made.map(({ id }) => id));
    if (state === drawn) return; // or what is in focus would go
    drawn = state;
    list.hidden = made.length === 0;
    list.replaceChildren(
      ...made.map((inquiry, at) =>
        h("li", { tabindex: "-1" }, h("p", {}, h("strong", {}, inquiry.text)), result(inquiry, at + 1)),
      ),
    );
    left.textContent = words(most - made.length, most);
    const open = pool.filter((inquiry) => !made.includes(inquiry));
    place.replaceChildren(made.length < most ? ask(open) : again());
  };
  const ask = (/** @type {Inquiry[]} */ open) =>
    decision(open, { question, button: "Ask for this" }, { class: "cw-question cw-small" }, make);
  const make = (/** @type {string} */ id) => {
    const ids = [...madeOf(sheet.answers.get(field), pool).map((inquiry) => inquiry.id), id];
    sheet.answers.set(field, ids, { whole: ids.length === most });
    /** @type {HTMLElement | null} */ (list.lastElementChild)?.focus(); // so that it is read before the next is asked
  };
  const again = () => {
    const clear = () => {
      sheet.answers.set(field, null);
      place.querySelector("input")?.focus();
    };
    return h("button", { type: "button", class: "cw-button cw-secondary", onclick: clear }, "Make another plan");
  };
  sheet.watch(draw);
  return h("div", { class: "cw-question", "data-field": field }, list, left, place, sheet.slot(field));
}

/**
 * @param {number} left
 * @param {number} most
 */
function words(left, most) {
  if (left === most) return `You can ask for ${most} things, one after the other.`;
  if (left <= 0) return "That is all you can ask for.";
  return `You can ask for ${left} more.`;
}
