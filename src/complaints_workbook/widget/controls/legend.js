// What a question is called: its words, and before them what it is about.

import { h } from "../elements.js";

/**
 * Several questions may have the same words. What each is about stands near it for the eye, and here for the ear.
 * @param {string} question
 * @param {string} [about]
 */
export const worded = (question, about) => [about && h("span", { class: "cw-hidden" }, `${about}: `), question];

/**
 * The legend of a group of choices.
 * @param {string} question
 * @param {string} [about]
 */
export const legend = (question, about) => h("legend", {}, worded(question, about));
