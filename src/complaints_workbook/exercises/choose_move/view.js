// A conversation: each move is made once, and its consequence shown.

import { decision } from "../../widget/controls/decision.js";
import { beside, dossier } from "../../widget/dossier.js";
import { h } from "../../widget/elements.js";
import { fragment } from "../../widget/html.js";
import { bubble, talk } from "../../widget/talk.js";

/** @typedef {{ id: string, text: string, reply: string }} Move */
/** @typedef {{ id: string, label: string, question: string, customer: string, thought: boolean, moves: Move[] }} Turn */
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
    const heading = h("h4", {}, `${at + 1} of ${turns.length}: ${turn.label}`);
    const opening = [h("li", { class: "cw-moment" }, heading), bubble(exercise.customer, turn.customer)];
    const move = made(turn);
    if (!move) return opening;
    return [
      ...opening,
      turn.thought ? bubble("You think", move.text, "thought") : bubble("You", move.text, "mine"),
      reply(move.reply),
      h("li", { class: "cw-plain" }, sheet.slot(turn.id)),
    ];
  };
  let drawn = "";
  const draw = () => {
    const moves = JSON.stringify(turns.map((turn) => sheet.answers.get(turn.id)));
    if (moves === drawn) return; // or the reply in focus would go
    drawn = moves;
    const open = turns.findIndex((turn) => !made(turn));
    const reached = open < 0 ? turns : turns.slice(0, open + 1);
    said.replaceChildren(...reached.flatMap(moment));
    place.replaceChildren(open < 0 ? debrief(exercise.debriefHtml) : ask(sheet, turns[open], goOn));
  };
  const goOn = () => [...said.querySelectorAll(/** @type {"li"} */ (".cw-reply"))].at(-1)?.focus();
  sheet.watch(draw);
  // It can be scrolled from the keyboard when nothing in it is left to answer.
  const scene = h(
    "div",
    { role: "group", "aria-label": "The conversation", tabindex: "0" },
    h("div", { class: "cw-inset" }, fragment(exercise.sceneHtml)),
    said,
    place,
  );
  return exercise.case ? beside(dossier(sheet, exercise.case), scene) : scene;
}

/**
 * Ask for a move; `goOn()` is called when it is made and shown.
 * @param {Sheet} sheet
 * @param {Turn} turn
 * @param {() => void} goOn
 */
function ask(sheet, { id, label, question, moves }, goOn) {
  const none = `${label}: choose one of these first`;
  const asked = { question, about: label, button: "Make this move", none };
  return decision(moves, asked, { class: "cw-question", "data-field": id }, (move) => {
    sheet.answers.set(id, move);
    goOn();
  });
}

/**
 * What follows from a move; the focus goes there, so that it is read before the next moment.
 * @param {string} text
 */
function reply(text) {
  const shown = bubble("What happens", text);
  shown.classList.add("cw-reply");
  shown.tabIndex = -1;
  return shown;
}

/** @param {string} html */
const debrief = (html) =>
  h("div", { class: "cw-inset" }, h("p", {}, h("strong", {}, "The conversation is over. ")), fragment(html));
