// One page at a time: cases, or decisions, with the way from each to the others.

import { h } from "./elements.js";

/** @typedef {import("./sheet.js").Sheet} Sheet */
/** @typedef {"answered" | "partly answered" | "not answered"} State */

/** @type {Record<State, string>} */
const TICKS = { answered: "✓", "partly answered": "…", "not answered": "" };

/**
 * Show entries one at a time, beginning with the first that is not answered.
 * @template Entry
 * @param {Sheet} sheet
 * @param {Entry[]} entries
 * @param {(entry: Entry) => string[]} fields the fields on an entry's page
 * @param {(entry: Entry) => Node} draw
 * @param {string} [what] what an entry is called
 */
export function pager(sheet, entries, fields, draw, what = "Case") {
  /** @type {Map<number, Node>} */
  const pages = new Map();
  const state = (/** @type {Entry} */ entry) => stateOf(fields(entry), sheet);
  const several = entries.length > 1;
  const heading = h("h4", { tabindex: "-1", class: "cw-page-heading", hidden: !several });
  const stage = h("div", { class: "cw-stage" });
  const tabs = entries.map((_, at) => h("button", { type: "button", class: "cw-page", onclick: () => go(at) }));
  const step = (/** @type {string} */ word, /** @type {number} */ by, /** @type {string} */ kind) =>
    h(
      "button",
      { type: "button", class: `cw-button ${kind}`.trim(), onclick: () => go(current + by) },
      `${word} ${what.toLowerCase()}`,
    );
  const previous = step("Previous", -1, "cw-secondary");
  const next = step("Next", 1, "");
  let current = Math.max(
    entries.findIndex((entry) => state(entry) !== "answered"),
    0,
  );

  const mark = () => {
    for (const [at, entry] of entries.entries()) label(tabs[at], at, state(entry), at === current, what);
  };
  const show = () => {
    const page = pages.get(current) ?? draw(entries[current]);
    pages.set(current, page);
    heading.textContent = `${what} ${current + 1} of ${entries.length}`;
    stage.replaceChildren(page);
    previous.hidden = current === 0;
    next.hidden = current === entries.length - 1;
    mark();
  };
  const go = (/** @type {number} */ at) => {
    current = at;
    show();
    heading.focus();
  };
  show();
  sheet.watch(mark);
  return h(
    "div",
    { class: "cw-pager" },
    several && h("nav", { class: "cw-pages", "aria-label": `${what}s: ${sheet.exercise.title}` }, tabs),
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
  button.className = `cw-page cw-${state.replace(" ", "-")}`;
  button.replaceChildren(
    String(at + 1),
    h("span", { class: "cw-tick", "aria-hidden": "true" }, TICKS[state]),
    h("span", { class: "cw-hidden" }, ` ${what}, ${state}`),
  );
  if (isCurrent) button.setAttribute("aria-current", "step");
  else button.removeAttribute("aria-current");
}
