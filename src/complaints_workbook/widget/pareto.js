// A Pareto: what complaints or contacts are about, most first, as a table with bars.

import { h } from "./elements.js";
import { table } from "./tables.js";

/** @typedef {{ name: string, count: number, share: number, cumulative: number }} Rank */
/** @typedef {{ of: string, by: string, spent: string, rows: Rank[] }} Pareto */

/**
 * @param {Pareto} pareto
 * @param {string[]} [paid] pounds for each row, where they are what is ranked
 */
export function paretoTable({ of, by, spent, rows }, paid) {
  const counted = of[0].toUpperCase() + of.slice(1);
  const percent = (/** @type {number} */ share) => `${(share * 100).toFixed(0)}%`;
  const bar = (/** @type {number} */ share) =>
    h("span", { class: "cw-bar", style: `width:${(share / rows[0].share) * 7}em`, "aria-hidden": "true" });
  const ranked = (/** @type {Rank} */ { count, share }, /** @type {number} */ at) => {
    const cell = new DocumentFragment();
    cell.append(bar(share), ` ${paid ? paid[at] : count}`);
    return cell;
  };
  return h(
    "div",
    { class: "cw-card cw-figure" },
    h("h5", {}, `Pareto: ${paid ? spent : of} by ${by}`),
    table({
      counts: true,
      caption: paid ? "Dearest first" : "Most frequent first",
      columns: [`The ${by}`, paid ? "Pounds" : counted, ...(paid ? [counted] : []), "Share", "Running share"],
      rows: rows.map((row, at) => [
        row.name,
        ranked(row, at),
        ...(paid ? [String(row.count)] : []),
        percent(row.share),
        percent(row.cumulative),
      ]),
    }),
  );
}
