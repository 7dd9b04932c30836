// A conversation, move by move. It follows a table of what comes next, and knows nothing of what a move is worth.

import { decision } from "../../widget/controls/decision.js";
import { beside, dossier } from "../../widget/dossier.js";
import { h, heading } from "../../widget/elements.js";
import { asList } from "../../widget/given.js";
import { fragment } from "../../widget/html.js";
import { bubble, talk } from "../../widget/talk.js";

/** @typedef {import("../../widget/types").Option} Option */
/** @typedef {import("../../widget/sheet.js").Sheet} Sheet */
/** @typedef {"telephone" | "face to face" | "in writing"} Channel */
/** @typedef {[move: number, reply: number, to: number]} Choice places of a move, of the reply to it, of what follows */
/** @typedef {[line: number, choices: Choice[]]} State what is said, and what can be done; at an ending nothing */
/** @typedef {{ who: string, text: string, side: "theirs" | "mine" }} Said */

const SILENT = -1; // in the place of a reply where there is none

const CHANNELS = {
  telephone: { name: "On the telephone", ask: "What do you say?", make: "Say this", over: "The call is over." },
  "face to face": { name: "Face to face", ask: "What do you say?", make: "Say this", over: "The talk is over." },
  "in writing": { name: "In writing", ask: "What do you write?", make: "Send this", over: "The exchange is over." },
};

/**
 * @param {{ field: string, case: string | null, channel: Channel, customer: string, sceneHtml: string, moves: Option[],
 *   lines: string[], states: State[], afterwards: string }} exercise
 * @param {Sheet} sheet
 */
export function view(exercise, sheet) {
  const { field, states, customer } = exercise;
  const channel = CHANNELS[exercise.channel];
  const shownAs = (/** @type {string} */ text) => (channel === CHANNELS["in writing"] ? written(text) : text);
  const moves = exercise.moves.map(({ id, text }) => ({ id, text: shownAs(text) }));
  const lines = exercise.lines.map(shownAs);
  const start = states[states.length - 1];
  const shown = talk();
  const place = h("div", {});
  let again = false; // it has been ended, and is to be held once more

  const theirs = (/** @type {number[]} */ ...said) =>
    /** @type {Said} */ ({ who: customer, text: said.map((line) => lines[line]).join("\n"), side: "theirs" });
  /** What has been said since the conversation began last, and where it stands. */
  const now = () => {
    const path = again ? [] : asList(sheet.answers.get(field));
    /** @type {{ said: Said[], made: string[], at: State }} */
    const walk = { said: [theirs(start[0])], made: [], at: start };
    for (const id of path) {
      if (isEnding(walk.at)) Object.assign(walk, { said: [theirs(start[0])], made: [], at: start });
      const made = walk.at[1].find(([move]) => moves[move].id === id);
      if (!made) break; // of another version of the exercise
      const [move, reply, to] = made;
      walk.said.push({ who: "You", text: moves[move].text, side: "mine" });
      walk.made.push(id);
      walk.at = states[to];
      const answer = [reply, isEnding(walk.at) ? SILENT : walk.at[0]].filter((line) => line !== SILENT);
      if (answer.length > 0) walk.said.push(theirs(...answer));
    }
    return walk;
  };
  let drawn = "";
  const draw = () => {
    const { said, made, at } = now();
    const state = JSON.stringify([again, made]);
    if (state === drawn) return; // or what is chosen would go
    drawn = state;
    say(shown, said);
    place.replaceChildren(
      isEnding(at) ? ending(channel.over, lines[at[0]], exercise.afterwards, restart) : ask(at[1], made.length + 1),
    );
  };
  const ask = (/** @type {Choice[]} */ offered, /** @type {number} */ turn) =>
    decision(
      offered.map(([move]) => moves[move]),
      { question: channel.ask, about: `Turn ${turn}`, button: channel.make },
      { class: "cw-question cw-turn", "data-field": field, tabindex: "-1" },
      (id) => make(/** @type {Choice} */ (offered.find(([move]) => moves[move].id === id))),
    );
  const make = (/** @type {Choice} */ [move, , to]) => {
    const { made } = now();
    const before = asList(sheet.answers.get(field));
    const ended = before.slice(0, before.length - (again ? 0 : made.length)); // it counts until another is
    const path = [...made, moves[move].id];
    again = false;
    const isOver = isEnding(states[to]);
    sheet.answers.set(field, isOver ? path : [...ended, ...path], { whole: isOver || ended.length > 0 });
    goOn();
  };
  const restart = () => {
    again = true;
    draw();
    goOn();
  };
  const goOn = () => {
    place.querySelector(/** @type {"div"} */ ("[tabindex='-1']"))?.focus();
    shown.lastElementChild?.scrollIntoView({ block: "nearest" });
  };
  sheet.watch(draw);
  const scene = h(
    "div",
    { class: `cw-conversation cw-by-${exercise.channel.replaceAll(" ", "-")}` },
    h("p", { class: "cw-channel" }, h("strong", {}, channel.name), ` with ${customer}`),
    h("div", { class: "cw-inset" }, fragment(exercise.sceneHtml)),
    // What is added to it is announced when nothing else is being said. It can be scrolled from the keyboard.
    h("div", { role: "log", "aria-label": "The conversation", tabindex: "0" }, shown),
    place,
    sheet.slot(field),
  );
  return exercise.case ? beside(dossier(sheet, exercise.case), scene) : scene;
}

/** @param {State} state */
const isEnding = ([, choices]) => choices.length === 0;

/**
 * Show what has been said. What stands there already stays, so that only what is new is announced.
 * @param {HTMLOListElement} shown
 * @param {Said[]} said
 */
function say(shown, said) {
  const bubbles = said.map(({ who, text, side }) => bubble(who, text, side));
  const same = bubbles.findIndex((each, at) => each.textContent !== shown.children[at]?.textContent);
  const kept = same < 0 ? bubbles.length : same;
  while (shown.children.length > kept) shown.lastElementChild?.remove();
  shown.append(...bubbles.slice(kept));
}

/**
 * Return a message as it is sent: nobody puts quotation marks around what they write.
 * @param {string} text
 */
const written = (text) => text.replace(/^“([^“”]*)”$/, "$1");

/**
 * What has come of it.
 * @param {string} over
 * @param {string} text
 * @param {string} afterwards
 * @param {() => void} restart
 */
const ending = (over, text, afterwards, restart) =>
  h(
    "div",
    { class: "cw-ended", tabindex: "-1" },
    heading(4, {}, over),
    h("p", {}, text),
    h("p", { class: "cw-inset" }, afterwards),
    h("button", { type: "button", class: "cw-button cw-secondary", onclick: restart }, "Start the conversation again"),
    h("p", { class: "cw-hint" }, "The conversation that you finish last is the one that counts."),
  );
