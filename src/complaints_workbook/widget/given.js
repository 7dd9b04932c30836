// What a learner's file gives as an answer can be anything. A control shows what it can read of it.

/** @typedef {import("./answers.js").Answer} Answer */

/**
 * Return an answer as a text; empty where it is none.
 * @param {Answer} answer
 */
export const asText = (answer) => (typeof answer === "string" ? answer : "");

/**
 * Return an answer as a list of texts; empty where it is none.
 * @param {Answer} answer
 * @returns {string[]}
 */
export const asList = (answer) => (Array.isArray(answer) ? answer.filter((one) => typeof one === "string") : []);

/**
 * Return an answer as an order of these ids; null where it does not hold each of them once.
 * @param {Answer} answer
 * @param {string[]} ids
 */
export function asOrder(answer, ids) {
  const list = asList(answer);
  return list.length === ids.length && ids.every((id) => list.includes(id)) ? list : null;
}
