// The legend of a group of choices: the question, and before it what it is about.

import { h } from "../elements.js";

/**
 * Several questions may have the same words. What each is about stands near it for the eye, and here for the ear.
 * @param {string} question
 * @param {string} [about]
 */
export const legend = (question, about) =>
  h("legend", {}, about && h("span", { class: "cw-hidden" }, `${about}: `), question);
