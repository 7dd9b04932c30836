// A conversation: each move is made once, and its consequence shown.

import { choice } from "../../widget/controls/choice.js";
import { beside, dossier } from "../../widget/dossier.js";
import { h, nextId } from "../../widget/elements.js";
import { bubble, talk } from "../../widget/talk.js";

/** @typedef {{ id: string, text: string, reply: string }} Move */
/** @typedef {{ id: string, label: string, question: string, customer: string, moves: Move[] }} Turn */
/** @typedef {import("../../widget/sheet.js").Sheet} Sheet */

/**
 * @param {{ case: string | null, customer: string, sceneHtml: string, debriefHtml: string, turns: Turn[] }} exercise
 * @param {Sheet} sheet
 */
export function view(exercise, sheet) {
  const { turns } = exercise;
  const said = talk();
  const place = h("div", {});
  const made = (/** @type {Turn} */ turn) => turn.moves.find((move) => move.id === sheet.answers.get(turn.id));
  const moment = (/** @type {Turn} */ turn, /** @type {number} */ at) => {
    const heading = h("h4", { tabindex: "-1" }, `${at + 1} of ${turns.length}: ${turn.label}`);
    const opening = [h("li", { class: "cw-moment" }, heading), bubble(exercise.customer, turn.customer)];
    const move = made(turn);
    if (!move) return opening;
    return [
      ...opening,
      bubble("You", move.text, { mine: true }),
      bubble("What happens", move.reply),
      h("li", { class: "cw-plain" }, sheet.slot(turn.id)),
    ];
  };
  let drawn = "";
  const draw = () => {
    const moves = JSON.stringify(turns.map((turn) => sheet.answers.get(turn.id)));
    if (moves === drawn) return; // or the heading in focus would go
    drawn = moves;
    const open = turns.findIndex((turn) => !made(turn));
    const reached = open < 0 ? turns : turns.slice(0, open + 1);
    said.replaceChildren(...reached.flatMap(moment));
    place.replaceChildren(open < 0 ? debrief(exercise.debriefHtml) : ask(sheet, turns[open], goOn));
  };
  const goOn = () => [...said.querySelectorAll("h4")].at(-1)?.focus();
  sheet.watch(draw);
  const scene = h("div", {}, h("div", { class: "cw-inset", html: exercise.sceneHtml }), said, place);
  return exercise.case ? beside(dossier(sheet, exercise.case), scene) : scene;
}

/**
 * Ask for a move; `goOn()` is called when it is made and shown.
 * @param {Sheet} sheet
 * @param {Turn} turn
 * @param {() => void} goOn
 */
function ask(sheet, { id, question, moves }, goOn) {
  const name = nextId();
  const error = h("p", { class: "cw-error", role: "alert" });
  const choices = moves.map((move) => choice("radio", move, { name }));
  const make = () => {
    const chosen = choices.find(({ input }) => input.checked);
    if (!chosen) {
      error.textContent = "Choose what you say or do first";
      return;
    }
    sheet.answers.set(id, chosen.input.value);
    goOn();
  };
  return h(
    "fieldset",
    { class: "cw-question", "data-item": id },
    h("legend", {}, question),
    error,
    choices.map(({ row }) => row),
    h("button", { type: "button", class: "cw-button", onclick: make }, "Make this move"),
  );
}

/** @param {string} html */
const debrief = (html) =>
  h("div", { class: "cw-inset" }, h("p", {}, h("strong", {}, "The conversation is over. ")), h("div", { html }));
