// The keys of the marking page, and the list of them.

import { all, one } from "./elements.js";

/**
 * @typedef {object} Page what keys work on
 * @property {() => HTMLElement[]} boxes in the order of the page
 * @property {() => HTMLElement | null} lastBox
 * @property {(box: HTMLElement) => void} goTo
 * @property {(way: string) => void} go
 * @property {() => void} flag
 */

/** @param {Page} page */
export function connectKeys(page) {
  /** @type {[string, string, (event: KeyboardEvent) => void][]} */
  const keys = [
    ["Tab", "To the next box for marks or a comment", (event) => move(page, event, 1)],
    ["Shift+Tab", "To the box before", (event) => move(page, event, -1)],
    ["Escape", "Leave the box; Tab then goes to everything on the page", leave],
    ["Enter", "Back to the box that you left", (event) => comeBack(page, event)],
    ["Ctrl+.", "The same question of the next submission", () => page.go("next")],
    ["Ctrl+,", "The same question of the submission before", () => page.go("prev")],
    ["Ctrl+Shift+.", "The next submission that waits for marks", () => page.go("next_incorrect")],
    ["Ctrl+Shift+,", "The one before that waits for marks", () => page.go("prev_incorrect")],
    ["Ctrl+Shift+F", "Flag the submission, or take the flag off", () => page.flag()],
  ];
  const list = one(HTMLElement, "#keys dl");
  for (const [key, words] of keys) {
    const term = document.createElement("dt");
    const meaning = document.createElement("dd");
    term.textContent = key;
    meaning.textContent = words;
    list.append(term, meaning);
  }
  for (const help of all(HTMLElement, ".help")) {
    help.addEventListener("click", () => one(HTMLDialogElement, "#keys").showModal());
  }
  const does = new Map(keys.map(([key, , act]) => [key, act]));
  document.addEventListener("keydown", (event) => {
    const act = does.get(name(event));
    if (!act || document.querySelector("dialog[open]")) return;
    if (event.ctrlKey) event.preventDefault();
    act(event);
  });
}

const SIGNS = new Map([
  ["Period", "."],
  ["Comma", ","],
  ["KeyF", "F"],
]);

/**
 * Return a key as the list names it, wherever its sign is on the keyboard.
 * @param {KeyboardEvent} event
 */
function name(event) {
  const key = event.ctrlKey ? (SIGNS.get(event.code) ?? event.key) : event.key;
  return `${event.ctrlKey ? "Ctrl+" : ""}${event.shiftKey ? "Shift+" : ""}${key}`;
}

/**
 * Go from box to box, from one that is in use; elsewhere Tab is the browser's own.
 * @param {Page} page
 * @param {KeyboardEvent} event
 * @param {1 | -1} step
 */
function move(page, event, step) {
  const boxes = page.boxes();
  const { activeElement } = document;
  const at = activeElement instanceof HTMLElement ? boxes.indexOf(activeElement) : -1;
  const to = at < 0 ? undefined : boxes[at + step];
  if (!to) return;
  event.preventDefault();
  page.goTo(to);
}

/** Leave the box that is in use; the marks in it are saved then. */
function leave() {
  const { activeElement } = document;
  if (activeElement instanceof HTMLElement && activeElement.matches("input, textarea")) activeElement.blur();
}

/**
 * @param {Page} page
 * @param {KeyboardEvent} event
 */
function comeBack(page, event) {
  const box = page.lastBox();
  if (!box || document.activeElement !== document.body) return;
  event.preventDefault();
  page.goTo(box);
}
