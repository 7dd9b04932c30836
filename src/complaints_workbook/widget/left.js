// Answers that were not saved when their view went, as when a cell is run again: they are left with
// the notebook on the page, and the next view of the exercise takes them up.

/** @typedef {import("./answers.js").Answer} Answer */
/** @typedef {Map<string, Record<string, Answer>>} Left answers by exercise and field */

const LEFT = Symbol.for("complaints-workbook: answers that are left"); // the same for the script of another kernel

/**
 * Return the notebook that something stands in.
 * @param {Element} element
 * @returns {Element & { [LEFT]?: Left }}
 */
export const notebookOf = (element) => element.closest(".jp-Notebook") ?? document.body;

/**
 * @param {Element & { [LEFT]?: Left }} notebook
 * @param {string} exercise
 * @param {Record<string, Answer>} answers
 */
export function leave(notebook, exercise, answers) {
  notebook[LEFT] ??= new Map();
  notebook[LEFT].set(exercise, answers);
}

/**
 * Call `take(answers)` as soon as a view stands in a notebook, if answers to its exercise were left there.
 * @param {Element} view
 * @param {string} exercise
 * @param {(answers: Record<string, Answer>) => void} take
 * @param {AbortSignal} signal ends the waiting
 */
export function takeUp(view, exercise, take, signal) {
  const observer = new ResizeObserver(() => {
    if (!view.isConnected) return;
    observer.disconnect();
    const left = notebookOf(view)[LEFT];
    const answers = left?.get(exercise);
    left?.delete(exercise);
    if (answers) take(answers);
  });
  observer.observe(view);
  signal.addEventListener("abort", () => observer.disconnect(), { once: true });
}
