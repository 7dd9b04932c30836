// One page at a time: cases, or decisions, with the way from each to the others. On paper all stand below each other.

import { h, heading as headingOf } from "./elements.js";
import { key, sign } from "./state.js";

/** @typedef {import("./sheet.js").Sheet} Sheet */
/** @typedef {import("./state.js").State} State */

/**
 * Show entries one at a time, beginning with the first that is not answered.
 * @template Entry
 * @param {Sheet} sheet
 * @param {Entry[]} entries
 * @param {(entry: Entry) => string[]} fields the fields on an entry's page
 * @param {(entry: Entry, level: number) => Node} draw draws an entry's page; its highest heading is of this level
 * @param {string} [what] what an entry is called
 */
export function pager(sheet, entries, fields, draw, what = "Case") {
  /** @type {Map<number, Node>} */
  const pages = new Map();
  const state = (/** @type {Entry} */ entry) => stateOf(fields(entry), sheet);
  const several = entries.length > 1;
  const title = (/** @type {number} */ at) => `${what} ${at + 1} of ${entries.length}`;
  const heading = headingOf(4, { tabindex: "-1", class: "cw-page-heading", hidden: !several });
  const stage = h("div", { class: "cw-stage" });
  const tabs = entries.map((_, at) => h("button", { type: "button", class: "cw-page", onclick: () => go(at) }));
  const step = (/** @type {string} */ word, /** @type {number} */ by, /** @type {string} */ kind) =>
    h(
      "button",
      { type: "button", class: `cw-button ${kind}`, onclick: () => go(current + by) },
      `${word} ${what.toLowerCase()}`,
    );
  const previous = step("Previous", -1, "cw-secondary");
  const next = step("Next", 1, "cw-next");
  let current = Math.max(
    entries.findIndex((entry) => state(entry) !== "answered"),
    0,
  );

  const mark = () => {
    for (const [at, entry] of entries.entries()) label(tabs[at], at, state(entry), at === current, what);
  };
  const page = (/** @type {number} */ at) => {
    const drawn = pages.get(at) ?? draw(entries[at], several ? 5 : 4);
    pages.set(at, drawn);
    return drawn;
  };
  const show = () => {
    heading.textContent = title(current);
    stage.replaceChildren(page(current));
    previous.hidden = current === 0;
    next.hidden = current === entries.length - 1;
    mark();
  };
  const showAll = () =>
    stage.replaceChildren(...entries.flatMap((_, at) => [several ? headingOf(4, {}, title(at)) : "", page(at)]));
  const go = (/** @type {number} */ at) => {
    current = at;
    show();
    heading.focus();
  };
  show();
  sheet.watch(mark);
  sheet.print(showAll, show);
  return h(
    "div",
    { class: "cw-pager" },
    several && h("nav", { class: "cw-pages", "aria-label": `${what}s: ${sheet.exercise.title}` }, tabs, key()),
    heading,
    stage,
    several && h("div", { class: "cw-steps" }, previous, next),
  );
}

/**
 * @param {string[]} fields
 * @param {Sheet} sheet
 * @returns {State}
 */
function stateOf(fields, sheet) {
  const left = fields.filter((field) => !sheet.answers.isComplete(field)).length;
  if (left === 0) return "answered";
  return left === fields.length ? "not answered" : "partly answered";
}

/**
 * Write on an entry's button how it stands with it.
 * @param {HTMLElement} button
 * @param {number} at
 * @param {State} state
 * @param {boolean} isCurrent
 * @param {string} what
 */
function label(button, at, state, isCurrent, what) {
  button.replaceChildren(String(at + 1), sign(state), h("span", { class: "cw-hidden" }, ` ${what}, ${state}`));
  if (isCurrent) button.setAttribute("aria-current", "step");
  else button.removeAttribute("aria-current");
}
