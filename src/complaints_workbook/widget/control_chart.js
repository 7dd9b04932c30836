// A control chart in whole: the picture, what it says in words, its numbers, and earlier months to wind it back to.

import { legend, runChart } from "./chart.js";
import { h, nextId } from "./elements.js";
import { table } from "./tables.js";

/** @typedef {{ centre: number, upper: number[], lower: number[], beyond: number[], runs: [number, number][] }} State */
/**
 * @typedef {object} Chart a measure month by month, and how its limits stood after each month from `fewest` on
 * @property {"c" | "p" | "u"} kind counts, shares, or rates
 * @property {string} title
 * @property {string} unit
 * @property {string[]} months
 * @property {number[]} values
 * @property {number} fewest
 * @property {State[]} states
 */

/**
 * A chart that can be wound back to earlier months, with its words and its numbers.
 * @param {Chart} chart
 */
export function controlChart(chart) {
  const { title, unit, months, fewest } = chart;
  const id = nextId();
  const picture = h("div", { class: "cw-scroll", role: "group", "aria-label": `${title}: the chart`, tabindex: "0" });
  const words = h("p", { role: "status" });
  const place = h("div", {});
  const redraw = () => {
    const seen = Number(slider.value);
    const state = chart.states[seen - fewest];
    picture.replaceChildren(draw(chart, seen, state));
    words.textContent = describe(chart, seen, state);
    slider.setAttribute("aria-valuetext", months[seen - 1]);
    place.replaceChildren(...(details.open ? [numbers(chart, seen, state)] : []));
  };
  const details = h("details", { ontoggle: redraw }, h("summary", {}, "The numbers as a table"), place);
  const slider = h("input", {
    type: "range",
    id,
    min: fewest,
    max: months.length,
    value: months.length,
    step: 1,
    oninput: redraw,
  });
  redraw();
  return h(
    "div",
    { class: "cw-card cw-figure" },
    h("h5", {}, title),
    h("p", { class: "cw-hint" }, `Each point: ${unit}.`),
    picture,
    legend(),
    chart.states.length > 1 &&
      h(
        "label",
        { for: id, class: "cw-slider" },
        h("span", { class: "cw-hidden" }, `${title}: `),
        "Show the chart as it stood at the end of an earlier month",
        slider,
      ),
    words,
    details,
  );
}

/**
 * @param {Chart} chart
 * @param {number} seen how many months
 * @param {State} state
 */
function draw({ kind, months, values, states }, seen, state) {
  const top = Math.max(...values, ...(states.at(-1)?.upper ?? []));
  const write = (/** @type {number} */ value) =>
    kind === "p" ? `${Math.round(value * 100)}%` : String(Number(value.toFixed(2)));
  return runChart({ ...state, labels: months, values: values.slice(0, seen), top, write });
}

/**
 * @param {Chart} chart
 * @param {number} seen
 * @param {State} state
 */
function describe({ kind, months }, seen, { centre, beyond, runs }) {
  const names = beyond.map((at) => months[at]).join(", ");
  return [
    `At the end of ${months[seen - 1]} the centre line is ${number(kind, centre)}. `,
    names ? `Beyond the limits: ${names}. ` : "No month is beyond the limits. ",
    ...runs.map(([first, last]) => `A run on one side of the centre line from ${months[first]} to ${months[last]}. `),
  ].join("");
}

/**
 * @param {Chart} chart
 * @param {number} seen
 * @param {State} state
 */
function numbers({ kind, title, months, values }, seen, { lower, upper }) {
  return table({
    caption: `${title}: the numbers`,
    columns: ["Month", "Value", "Lower limit", "Upper limit"],
    counts: true,
    rows: months
      .slice(0, seen)
      .map((month, at) => [month, ...[values[at], lower[at], upper[at]].map((value) => number(kind, value))]),
  });
}

/**
 * @param {Chart["kind"]} kind
 * @param {number} value
 */
function number(kind, value) {
  return kind === "p" ? `${(value * 100).toFixed(1)}%` : value.toFixed(kind === "c" ? 0 : 2);
}
