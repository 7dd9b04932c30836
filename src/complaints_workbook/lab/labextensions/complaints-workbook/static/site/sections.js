// The sections of a notebook, and where each ends.

import { callIn } from "../own_cells.js";

/** @typedef {{ type: string, sharedModel: { getSource(): string } }} Model a cell's */
/** @typedef {{ code: string, last: number }} End of a section, by the place of its last cell in the notebook */

/**
 * Return where sections end that have exercises to be marked.
 * @param {Iterable<Model>} models the cells of a notebook, in their order
 * @param {Record<string, string[]>} sections the exercises of each, by its code
 * @returns {End[]}
 */
export function endsOf(models, sections) {
  const codes = new Map(Object.entries(sections).flatMap(([code, names]) => names.map((name) => [name, code])));
  /** @type {End[]} */
  const ends = [];
  let code = "";
  let last = -1;
  const end = () => {
    if (code && !ends.some((each) => each.code === code)) ends.push({ code, last });
    code = "";
  };
  for (const { type, sharedModel } of models) {
    const source = sharedModel.getSource();
    if (type === "markdown" && source.startsWith("## ")) end();
    last += 1;
    const call = type === "code" ? callIn(source) : null;
    code ||= (call?.what === "exercise" && codes.get(call.name)) || "";
  }
  end();
  return ends;
}
