// A place of the learner's own sector: the choice, which all places share, and what is known of the chosen one.

import { select } from "./controls/select.js";
import { h, heading } from "./elements.js";
import { fragment } from "./html.js";

/** @typedef {{ id: string, heading: string }} Topic */
/** @typedef {{ id: string, name: string, scope: string, asAt: string, lookUp: string, topics: Record<string, string> }} Sector */
/** @typedef {{ place: string, fields: string[], topics: Topic[], sectors: Sector[] }} Place */

const HINT = "Choose it once. Each section of this notebook then shows what it needs. You can change it at any time.";

/**
 * @param {Place} place
 * @param {import("./sheet.js").Sheet} sheet
 */
export function view({ place, fields: [field], topics, sectors }, sheet) {
  const options = sectors.map(({ id, name }) => ({ id, text: name }));
  const choice = select(sheet, { field, label: "Your sector", about: place, hint: HINT, options });
  choice.classList.add("cw-sector-choice");
  const known = h("div", { class: "cw-sector" });
  sheet.watch(() => {
    const chosen = sectors.find(({ id }) => id === sheet.answers.get(field));
    known.replaceChildren(...(chosen ? told(chosen, topics) : [notYet(topics)]));
  });
  return h("div", {}, choice, known);
}

/** @param {Topic[]} topics */
const notYet = (topics) =>
  h(
    "div",
    { class: "cw-inset" },
    h("p", {}, "When you have chosen, you see here for your sector:"),
    h(
      "ul",
      {},
      topics.map((topic) => h("li", {}, topic.heading)),
    ),
  );

/**
 * @param {Sector} sector
 * @param {Topic[]} topics
 */
const told = ({ scope, asAt, lookUp, topics: known }, topics) => [
  h("p", { class: "cw-scope" }, scope),
  ...topics.map(({ id, heading: name }) =>
    h("div", { class: "cw-topic" }, heading(4, {}, name), h("div", {}, fragment(known[id]))),
  ),
  h("p", { class: "cw-inset" }, `As of ${asAt}. Rules change, so look it up before you rely on it: ${lookUp}.`),
];
