// How it stands with a page of questions: signs that say how much is answered, and nothing of how well.

import { h, svg } from "./elements.js";

/** @typedef {"answered" | "partly answered" | "not answered"} State */

/** @type {Record<State, string>} the part of a ring that is filled */
const FILLED = {
  answered: "M7,2.5a4.5,4.5,0,0,1,0,9a4.5,4.5,0,0,1,0,-9",
  "partly answered": "M7,2.5a4.5,4.5,0,0,0,0,9",
  "not answered": "",
};

/**
 * Draw a ring that is full, half full or empty, in the colour of the text.
 * @param {State} state
 */
export const sign = (state) =>
  svg(
    "svg",
    { viewBox: "0 0 14 14", class: "cw-sign", "aria-hidden": "true", focusable: "false" },
    svg("circle", { cx: 7, cy: 7, r: 5.5, fill: "none", stroke: "currentColor", "stroke-width": 1.5 }),
    svg("path", { d: FILLED[state], fill: "currentColor" }),
  );

/** Say what the signs mean, for the eye; the ear hears it from each button. */
export const key = () =>
  h(
    "p",
    { class: "cw-key", "aria-hidden": "true" },
    Object.keys(FILLED).map((state) => h("span", {}, sign(/** @type {State} */ (state)), ` ${state}`)),
  );
