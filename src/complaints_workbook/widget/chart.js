// Charts in the theme's colours, drawn from plain numbers. Each is a picture for the eye
// alone: whoever shows one says in words what it shows, and gives its numbers as a table.

import { h, svg } from "./elements.js";

/**
 * @typedef {object} Run a value for each label, as far as it is known, between limits
 * @property {string[]} labels months, such as "March 2026"
 * @property {number[]} values
 * @property {number[]} upper
 * @property {number[]} lower
 * @property {number} centre
 * @property {number[]} beyond places of the values that are beyond a limit
 * @property {number} top what the scale must reach
 * @property {(value: number) => string} write writes a value of the scale
 */
/** @typedef {{ x: (at: number) => number, y: (value: number) => number }} Scales */

const WIDTH = 760;
const HEIGHT = 300;
const LEFT = 52;
const RIGHT = 12;
const TOP = 14;
const BOTTOM = 58;
const HALF_STEP = 9; // to each side of a month, where its limits change

/**
 * Draw values month by month, with a centre line and limits.
 * @param {Run} run
 */
export function runChart(run) {
  const { labels, values, upper, lower, centre, beyond } = run;
  const ceiling = run.top * 1.08;
  const scales = {
    x: (/** @type {number} */ at) => LEFT + ((WIDTH - LEFT - RIGHT) * at) / (labels.length - 1),
    y: (/** @type {number} */ value) => HEIGHT - BOTTOM - ((HEIGHT - TOP - BOTTOM) * value) / ceiling,
  };
  const { x, y } = scales;
  return svg(
    "svg",
    { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, class: "cw-chart", "aria-hidden": "true", focusable: "false" },
    ...ticks(ceiling).flatMap((value) => gridLine(y(value), run.write(value))),
    ...labels.flatMap((label, at) => monthNames(label, at, x(at))),
    svg("path", { d: steps(upper, scales), class: "cw-limit" }),
    svg("path", { d: steps(lower, scales), class: "cw-limit" }),
    svg("line", { x1: x(0), x2: x(values.length - 1), y1: y(centre), y2: y(centre), class: "cw-centre" }),
    svg("path", { d: line(values, scales), class: "cw-line" }),
    ...values.map((value, at) => (beyond.includes(at) ? diamond(x(at), y(value)) : dot(x(at), y(value)))),
  );
}

/** Say what the marks of a run chart mean, each in its own colour. */
export function legend() {
  const sample = (/** @type {string} */ words, /** @type {SVGElement} */ mark) =>
    h(
      "span",
      {},
      svg("svg", { viewBox: "0 0 28 16", class: "cw-chart cw-sample", focusable: "false" }, mark),
      ` ${words}`,
    );
  const across = (/** @type {string} */ kind) => svg("line", { x1: 1, x2: 27, y1: 8, y2: 8, class: kind });
  return h(
    "p",
    { class: "cw-legend", "aria-hidden": "true" },
    sample("month", dot(14, 8)),
    sample("month beyond a limit", diamond(14, 8)),
    sample("centre line", across("cw-centre")),
    sample("limits", across("cw-limit")),
  );
}

/**
 * Return round numbers from 0 to the top of a scale, about five of them.
 * @param {number} top
 */
export function ticks(top) {
  const rough = top / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5].map((factor) => factor * power).find((candidate) => candidate >= rough) ?? 10 * power;
  return Array.from({ length: Math.floor(top / step) + 1 }, (_, at) => at * step);
}

/**
 * @param {number} y
 * @param {string} text
 */
const gridLine = (y, text) => [
  svg("line", { x1: LEFT, x2: WIDTH - RIGHT, y1: y, y2: y, class: "cw-grid" }),
  svg("text", { x: LEFT - 8, y: y + 4, class: "cw-axis", "text-anchor": "end" }, text),
];

/**
 * Name every third month, and the year where one begins.
 * @param {string} label
 * @param {number} at
 * @param {number} x
 */
function monthNames(label, at, x) {
  const name = (/** @type {number} */ below, /** @type {string} */ text) =>
    svg("text", { x, y: HEIGHT - BOTTOM + below, class: "cw-axis", "text-anchor": "middle" }, text);
  return [
    ...(at % 3 === 0 ? [name(18, label.slice(0, 3))] : []),
    ...(at === 0 || label.startsWith("January") ? [name(36, label.slice(-4))] : []),
  ];
}

/**
 * @param {number[]} values
 * @param {Scales} scales
 */
const line = (values, { x, y }) =>
  values.map((value, at) => `${at ? "L" : "M"}${x(at).toFixed(1)},${y(value).toFixed(1)}`).join("");

/**
 * @param {number[]} values
 * @param {Scales} scales
 */
function steps(values, { x, y }) {
  const step = (/** @type {number} */ value, /** @type {number} */ at) => {
    const start = `${(x(at) - (at ? HALF_STEP : 0)).toFixed(1)},${y(value).toFixed(1)}`;
    return `${at ? "L" : "M"}${start}H${(x(at) + HALF_STEP).toFixed(1)}`;
  };
  return values.map(step).join("");
}

/**
 * @param {number} x
 * @param {number} y
 */
const dot = (x, y) => svg("circle", { cx: x, cy: y, r: 4, class: "cw-point" });

/**
 * @param {number} x
 * @param {number} y
 */
const diamond = (x, y) =>
  svg("rect", { x: x - 6, y: y - 6, width: 12, height: 12, class: "cw-out", transform: `rotate(45 ${x} ${y})` });
