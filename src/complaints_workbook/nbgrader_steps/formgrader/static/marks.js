// Saves marks and comments as they are given, and says so beside them.

import { all, one } from "./elements.js";
import { base, send } from "./server.js";

/** What is not saved yet, by its box. @type {Map<Element, Promise<boolean>>} */
const underWay = new Map();

/** Wait until everything is saved; false if something could not be. */
export async function saved() {
  return (await Promise.all(underWay.values())).every(Boolean);
}

/** Connect every box of the page. */
export function connectMarks() {
  for (const around of all(HTMLElement, "[data-grade]")) connect(around);
  for (const box of all(HTMLTextAreaElement, "[data-comment]")) {
    box.addEventListener("change", () => {
      const address = `${base}/formgrader/api/comment/${box.dataset.comment}`;
      keep(box, () => send("PUT", address, { manual_comment: box.value || null }));
    });
  }
}

/**
 * @param {HTMLElement} around the boxes and buttons of one mark
 */
function connect(around) {
  const box = one(HTMLInputElement, ".score", around);
  const extra = one(HTMLInputElement, ".extra-credit", around);
  const most = Number(around.dataset.points);
  const store = () =>
    keep(box, async () => {
      const marks = { manual_score: given(box), extra_credit: given(extra) };
      show(around, await send("PUT", address(around), marks));
    });
  /** @param {number} marks */
  const give = (marks) => {
    box.value = String(marks);
    store();
    box.focus({ preventScroll: true });
  };
  box.addEventListener("change", store);
  extra.addEventListener("change", store);
  one(HTMLButtonElement, ".full-credit", around).addEventListener("click", () => give(most));
  one(HTMLButtonElement, ".no-credit", around).addEventListener("click", () => give(0));
  one(HTMLButtonElement, ".mark-graded", around).addEventListener("click", store);
  showWaiting(around, around.dataset.waits === "true");
}

/** @param {HTMLElement} around */
function address(around) {
  return `${base}/formgrader/api/grade/${around.dataset.grade}`;
}

/**
 * Return the marks in a box; null where none are given. What cannot be given stays in the box, for the tutor to mend.
 * @param {HTMLInputElement} box
 * @throws {Error} in words, if it is no number, less than 0 or more than full marks
 */
function given(box) {
  const { badInput, rangeOverflow, rangeUnderflow } = box.validity;
  box.setAttribute("aria-invalid", String(badInput || rangeOverflow || rangeUnderflow));
  if (badInput) throw new Error("Marks are a number, such as 2.5.");
  if (rangeOverflow) throw new Error(`${box.value} is more than ${points(Number(box.max))}, which is full marks.`);
  if (rangeUnderflow) throw new Error(`${box.value} is less than 0.`);
  return box.value.trim() === "" ? null : Number(box.value);
}

/**
 * @param {HTMLElement} around
 * @param {{needs_manual_grade: boolean}} grade as it is saved
 */
function show(around, grade) {
  showWaiting(around, grade.needs_manual_grade);
  const earned = around.closest("details.exercise")?.querySelector(".earned");
  const words = `${points(score(around))} of ${points(Number(around.dataset.points))}`;
  if (earned) earned.textContent = grade.needs_manual_grade ? "waits for your marks" : words;
  const sum = one(HTMLElement, "#sum");
  const earnings = all(HTMLElement, "[data-grade]").map(score);
  sum.textContent = points(Math.max(0, earnings.reduce((a, b) => a + b, 0) - Number(sum.dataset.penalty)));
}

/**
 * Return what a cell earns as its boxes stand: the tutor's marks, or else the exercise's own, and those on top.
 * @param {HTMLElement} around
 */
function score(around) {
  const marks = one(HTMLInputElement, ".score", around);
  return (
    Number((marks.validity.valid && marks.value) || marks.placeholder || 0) +
    Number(one(HTMLInputElement, ".extra-credit", around).value || 0)
  );
}

/** @param {number} value */
function points(value) {
  return String(Math.round(value * 100) / 100);
}

/**
 * @param {HTMLElement} around
 * @param {boolean} waits
 */
function showWaiting(around, waits) {
  around.dataset.waits = String(waits);
  around.classList.toggle("needs_manual_grade", waits);
  one(HTMLButtonElement, ".mark-graded", around).hidden =
    !waits || one(HTMLInputElement, ".score", around).value === "";
}

/**
 * Save something, and say so.
 * @param {Element} box
 * @param {() => Promise<unknown>} save
 */
function keep(box, save) {
  const words = box.closest(".nbgrader_cell")?.querySelector(".saved");
  /** @param {string} text @param {boolean} failed */
  const said = (text, failed) => {
    words?.classList.toggle("failed", failed);
    if (words) words.textContent = text;
  };
  said("Saving …", false);
  const attempt = save().then(
    () => {
      said("Saved", false);
      // A later change of the same box may be under way already.
      if (underWay.get(box) === attempt) underWay.delete(box);
      return true;
    },
    (error) => {
      said(`Not saved. ${error.message}`, true);
      return false;
    },
  );
  underWay.set(box, attempt);
}

window.addEventListener("beforeunload", (event) => {
  if (underWay.size) event.preventDefault();
});
